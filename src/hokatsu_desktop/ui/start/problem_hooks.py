"""The hooks that bring every unexpected error, of whatever thread, to the one problem dialog."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from hokatsu_desktop.ui.start.problem_dialog import ProblemDialog


class ProblemHooks(QObject):
    """Takes over the hooks for unexpected errors of all threads. While one dialog is open, further errors add none."""

    _told = Signal(str)

    def __init__(self, closing: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closing = closing
        self._before = (sys.excepthook, threading.excepthook)
        self.dialog: ProblemDialog | None = None
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Sets the hooks."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._of_main
        threading.excepthook = self._of_thread

    def remove(self) -> None:
        """Puts back the hooks that were there before, unless somebody else has taken over since."""
        if sys.excepthook == self._of_main:
            sys.excepthook, threading.excepthook = self._before

    def _of_main(self, kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._closing()
            return
        self._tell(kind, error, places)

    def _of_thread(self, told: threading.ExceptHookArgs) -> None:
        self._tell(told.exc_type, told.exc_value, told.exc_traceback)

    def _tell(self, kind: type[BaseException], error: BaseException | None, places: TracebackType | None) -> None:
        """To the error stream for who started the program in a terminal (a bundle has none), and to the screen."""
        from hokatsu_desktop.ui.start.problems import report_of

        report = report_of(kind, error, places)
        if sys.stderr is not None:
            sys.stderr.write(report + "\n")
        self._told.emit(report)

    def _show(self, report: str) -> None:
        from hokatsu_desktop.ui.start.problem_dialog import ProblemDialog

        if self.dialog is not None:
            return
        self.dialog = ProblemDialog(report, self._closing, QApplication.activeWindow())
        self.dialog.finished.connect(self._forget)
        self.dialog.open()

    def _forget(self, _result: int) -> None:
        """Not deleted here: the dialog is still telling that it was closed."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            QTimer.singleShot(0, dialog.deleteLater)
