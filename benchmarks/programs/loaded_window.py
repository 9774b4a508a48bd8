"""An empty window with the libraries that the program needs. `python -m benchmarks.programs.loaded_window`."""

import sys

import cryptography.hazmat.primitives.ciphers.aead
import cryptography.hazmat.primitives.kdf.argon2
import PySide6.QtNetwork
import PySide6.QtSvg
import sqlalchemy.orm
import sqlcipher3

from benchmarks.programs.empty_window import main

LIBRARIES = (cryptography, PySide6, sqlalchemy, sqlcipher3)

if __name__ == "__main__":
    sys.exit(main())
