"""Compiled bytecode, without which start figures would measure Python's compiler."""

import compileall
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def compile_all() -> None:
    """Compile the program and the benchmarks. Raises SystemExit if a file does not compile."""
    for folder in ("src", "benchmarks"):
        if not compileall.compile_dir(ROOT / folder, quiet=1):
            raise SystemExit(f"{folder} did not compile")


def child_environment() -> dict[str, str]:
    """The environment of a measured process: bytecode is used, there is no screen, the program is on the path."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {**kept, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
