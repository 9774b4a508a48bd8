"""Windows with people's names in them are left out of pictures of the screen: screenshots, recordings, remote help.

Windows only, and not yet tried there; elsewhere no such call exists. The office can switch it off, to show the screen in
an online meeting; a projector that is plugged in shows the window in either case.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.ui.desk import Desk

SETTING = "capture_shield"  # within Office.settings
# winuser.h, SetWindowDisplayAffinity: Windows 10 before 2004 only knows a black window.
WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x0, 0x1, 0x11

Hide = Callable[[int, bool], None]
"""Leaves the window of this number out of pictures of the screen, or lets it in again."""


def is_wanted(desk: Desk) -> bool:
    """Whether the office wants its windows left out; yes until switched off."""
    with desk.reading() as session:
        return the_office(session).settings.get(SETTING, True) is not False


def hide_on_windows(window: int, hidden: bool) -> None:
    """What Windows is asked to do; nothing elsewhere."""
    if sys.platform == "win32":
        import ctypes

        affinity = ctypes.windll.user32.SetWindowDisplayAffinity
        if not affinity(window, WDA_EXCLUDEFROMCAPTURE if hidden else WDA_NONE) and hidden:
            affinity(window, WDA_MONITOR)


class CaptureShield(QObject):
    """Looks after every window of the program, also small ones and menus, from when it is first shown."""

    def __init__(self, desk: Desk, hide: Hide = hide_on_windows) -> None:
        super().__init__()
        self._desk = desk
        self._hide = hide
        self._is_on = is_wanted(desk)
        desk.changed.connect(self.reread)

    def watch(self) -> None:
        """Begins with the windows there are."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._apply_to_all()

    def leave(self) -> None:
        """Ends; what is hidden stays hidden."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def reread(self) -> None:
        """The office may have switched it."""
        if self._desk.store.is_closed or (wanted := is_wanted(self._desk)) == self._is_on:
            return
        self._is_on = wanted
        self._apply_to_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow() and self._is_on:
            self._hide(int(watched.winId()), True)
        return False

    def _apply_to_all(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                self._hide(int(window.winId()), self._is_on)
