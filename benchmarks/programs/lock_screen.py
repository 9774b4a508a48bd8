"""The program up to its lock screen: `python -m benchmarks.programs.lock_screen DATA_FOLDER`."""

import sys

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.programs.first_paint import at_first_paint
from benchmarks.programs.telling import memory_mb, tell

LATER_MS = 300  # what the program does after its first paint goes on before it is ended


def main() -> int:
    """Start as the user does, tell when the lock screen is painted, end."""
    from hokatsu_desktop.bootstrap import run

    at_first_paint("StartWindow", painted)
    return run(["--data-folder", sys.argv[1]])


def painted() -> None:
    """Told once the lock screen is there."""
    tell(painted=1, **memory_mb())
    QTimer.singleShot(LATER_MS, QCoreApplication.quit)


if __name__ == "__main__":
    sys.exit(main())
