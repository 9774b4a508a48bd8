"""The peer: the smallest PySide6 program with a window. `python -m benchmarks.programs.empty_window`."""

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.programs.first_paint import at_first_paint
from benchmarks.programs.telling import memory_mb, tell


class EmptyWindow(QWidget):
    """A window with nothing in it."""


def main() -> int:
    """Paint, tell, end."""
    at_first_paint("EmptyWindow", painted)
    application = QApplication(sys.argv[:1])
    window = EmptyWindow()
    window.resize(960, 640)
    window.show()
    return application.exec()


def painted() -> None:
    """Told once the window is there."""
    tell(painted=1, **memory_mb())
    QCoreApplication.quit()


if __name__ == "__main__":
    sys.exit(main())
