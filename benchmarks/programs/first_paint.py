"""Finding out when the first picture of a window is complete.

A filter on the application is called for every event of every widget, which takes longer than many a thing that is
measured: it goes as soon as it has seen the picture, and where the window can be caught, only the window is watched.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Calls `then` once, when the first picture of a window of the wanted class is complete."""

    def __init__(self, wanted: str, then: Callable[[], None]) -> None:
        super().__init__()
        self._wanted = wanted
        self._then = then
        self._is_waiting = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_waiting and event.type() is QEvent.Type.Paint and self._is_wanted(watched):
            self._is_waiting = False
            for looked_at in (watched, QCoreApplication.instance()):
                if looked_at is not None:
                    looked_at.removeEventFilter(self)
            QTimer.singleShot(0, self._then)  # after all widgets of this picture
        return False

    def _is_wanted(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.isWindow() and type(watched).__name__ == self._wanted


def at_first_paint(wanted: str, then: Callable[[], None]) -> None:
    """Look out for the first picture from the moment on in which the program enters its event loop."""
    enter = QApplication.exec

    def exec_watching() -> int:
        application = QCoreApplication.instance()
        if application is None:
            raise RuntimeError("no application")
        watch = FirstPaint(wanted, then)
        application.installEventFilter(watch)
        return enter()

    QApplication.exec = staticmethod(exec_watching)  # type: ignore[method-assign]  # only in the measured process
