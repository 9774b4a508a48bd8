"""What is told about a fault of the program: kinds, places and versions, never a value."""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from hokatsu_desktop import __version__

_MOST_PLACES = 25
_PACKAGE = "hokatsu_desktop"


def report_of(kind: type[BaseException], error: BaseException | None, places: TracebackType | None) -> str:
    """A report that may be sent to anybody: the messages of exceptions are left out, because they hold values."""
    lines = [
        f"ほうかつデスク {__version__}",
        f"Python {platform.python_version()}　{platform.platform()}",
        _libraries(),
        "",
    ]
    lines += _lines_of(kind, places)
    cause = (error.__cause__ or error.__context__) if error is not None else None
    if cause is not None:
        lines += ["", "もとの原因", *_lines_of(type(cause), cause.__traceback__)]
    return "\n".join(lines)


def _lines_of(kind: type[BaseException], places: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(places)[-_MOST_PLACES:]
    return [
        f"{kind.__module__}.{kind.__qualname__}",
        *(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
    ]


def _place(filename: str) -> str:
    """Where a file is within its package; the folders above it may hold a user's name."""
    parts = Path(filename).parts
    for mark in (_PACKAGE, "site-packages"):
        if mark in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(mark) - (mark == _PACKAGE) :])
    return Path(filename).name


def _libraries() -> str:
    """The versions of the larger parts that are loaded."""
    names = ("PySide6", "sqlalchemy", "reportlab", "cryptography", "sqlcipher3")
    loaded = ((name, getattr(sys.modules.get(name), "__version__", "")) for name in names)
    return "　".join(f"{name} {version}" for name, version in loaded if version)
