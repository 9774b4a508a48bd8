"""News from the system that the user has gone: the session was locked, or the PC goes to sleep.

On Windows this listens to WM_WTSSESSION_CHANGE and WM_POWERBROADCAST. Elsewhere there is one message service per
desktop and none of them is certain, so nothing is listened to: the idle time, counted by the wall clock, locks after
the PC wakes up.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication
from PySide6.QtWidgets import QWidget

# winuser.h, wtsapi32.h
WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOCK = 0x02B1, 0x2, 0x4, 0x7
_NOTIFY_FOR_THIS_SESSION = 0

_GONE = {
    (WM_POWERBROADCAST, PBT_APMSUSPEND),
    (WM_WTSSESSION_CHANGE, WTS_CONSOLE_DISCONNECT),
    (WM_WTSSESSION_CHANGE, WTS_REMOTE_DISCONNECT),
    (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK),
}


def says_gone(message: int, detail: int) -> bool:
    """Whether a Windows message (its number and wParam) means that the user has gone."""
    return (message, detail) in _GONE


class SessionEvents(QAbstractNativeEventFilter):
    """Calls `gone` when the user locks the session or the PC goes to sleep; does nothing where that cannot be known."""

    def __init__(self, gone: Callable[[], None], sleeps: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._gone = gone
        self._sleeps = sleeps  # called before, when the PC goes to sleep

    def watch(self, window: QWidget) -> None:
        """Begins to listen, for as long as the window lives."""
        application = QCoreApplication.instance()
        if sys.platform == "win32" and application is not None:
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), _NOTIFY_FOR_THIS_SESSION)
            application.installNativeEventFilter(self)

    def nativeEventFilter(  # Qt calls it by position
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        if sys.platform == "win32":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) == (WM_POWERBROADCAST, PBT_APMSUSPEND):
                self._sleeps()
            if says_gone(told.message, told.wParam):
                self._gone()
        return False
