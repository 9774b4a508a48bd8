"""One window for one data folder: a second start of the same user brings the first window to the front.

The first process listens on a local socket (a named pipe on Windows) whose name is a hash of the user and the folder;
it takes no message but "come to the front", and only this user may connect.
"""

import getpass
import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_CONNECT_MILLISECONDS = 300
_COME = b"come\n"
_ANY_PROCESS = -1  # ASFW_ANY of winuser.h


class SingleStart(QObject):
    """Either tells the process that already has the folder, or listens for later starts."""

    called = Signal()
    """Another start on the same folder wants to see this window."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = server_name(folder)
        self._server: QLocalServer | None = None

    def call_first(self) -> bool:
        """Asks the process that listens for this folder to come to the front; False if there is none."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_CONNECT_MILLISECONDS):
            return False
        _allow_to_come_forward()
        socket.write(_COME)
        socket.waitForBytesWritten(_CONNECT_MILLISECONDS)
        socket.disconnectFromServer()
        return True

    def listen(self) -> bool:
        """Answers later starts from now on; True if that is possible. Call `call_first` before."""
        QLocalServer.removeServer(self.name)  # what a crash left behind
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        return self._server.listen(self.name)

    def close(self) -> None:
        """Stops answering, so that a new process may take the folder."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _answer(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            self.called.emit()


def server_name(folder: Path) -> str:
    """The name of the local socket for this user and data folder; it tells neither."""
    facts = f"{getpass.getuser()}\n{folder.absolute().resolve()}"
    return f"hokatsu-{hashlib.sha256(facts.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _allow_to_come_forward() -> None:
    """Windows lets only the process the user is working with pass on the right to the foreground."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
