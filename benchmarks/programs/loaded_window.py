"""An empty window with the libraries that the program needs. `python -m benchmarks.programs.loaded_window`."""

import importlib
import sys

LIBRARIES = (  # before PySide6, which reads the sources of what is imported after it
    "sqlalchemy.orm",
    "sqlcipher3",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.argon2",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
)

if __name__ == "__main__":
    for library in LIBRARIES:
        importlib.import_module(library)
    sys.exit(importlib.import_module("benchmarks.programs.empty_window").main())
