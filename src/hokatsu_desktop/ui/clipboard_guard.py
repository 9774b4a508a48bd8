"""What was copied in this program does not stay about: emptied at the lock, and half a minute after leaving for another program.

While the program is in front it stays, so that a clerk can copy from one field to another without hurry.
"""

import sys

from PySide6.QtCore import QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS_OUTSIDE = 30
# Windows keeps what carries this out of its clipboard history and its cloud. Qt passes the name on as it is.
KEPT_OUT = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'


class ClipboardGuard(QObject):
    """Other programs' copies are left alone. `has_history` says whether the system keeps what was copied."""

    def __init__(self, parent: QObject | None = None, *, has_history: bool = sys.platform == "win32") -> None:
        super().__init__(parent)
        self._has_history = has_history
        self._is_ours = False
        self._clipboard: QClipboard = QGuiApplication.clipboard()
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(SECONDS_OUTSIDE * 1000)
        self.timer.timeout.connect(self.empty)

    def watch(self) -> None:
        """Begins."""
        self._clipboard.dataChanged.connect(self._copied)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self.look_at_state)

    def empty(self) -> None:
        """Takes our copy away."""
        self.timer.stop()
        if self._is_ours:
            self._is_ours = False
            self._clipboard.clear()

    def look_at_state(self, state: Qt.ApplicationState) -> None:
        """Left for another program: the time runs; back again: it does not."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.timer.stop()
        elif self._is_ours and not self.timer.isActive():
            self.timer.start()

    def _copied(self) -> None:
        """What was copied while this program was in front is its own."""
        self._is_ours = QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
        self.timer.stop()
        if self._is_ours and self._has_history:
            self._keep_out_of_history()

    def _keep_out_of_history(self) -> None:
        copied = self._clipboard.mimeData()
        if copied is None or copied.hasFormat(KEPT_OUT) or not copied.formats():
            return
        marked = QMimeData()
        for kind in copied.formats():
            marked.setData(kind, copied.data(kind))
        marked.setData(KEPT_OUT, b"\0")
        self._clipboard.setMimeData(marked)
