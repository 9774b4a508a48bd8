"""Locking and leaving: everything typed is stored, the place is kept, the store is closed, and the process ends.

A closed database leaves its key and its pages in the memory of the process, so a lock that only hides the window would
protect nothing. The process that held the key ends; a new one shows the lock screen.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.office import remember_place, the_office
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.capture_shield import CaptureShield
from hokatsu_desktop.ui.clipboard_guard import ClipboardGuard
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.start.quick_hold import SLEPT_SECONDS
from hokatsu_desktop.ui.start.restart import QUICK, RESTORE, Spawn, SpawnHanding, spawn, spawn_handing
from hokatsu_desktop.ui.start.session_events import SessionEvents

LEAST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 1, 5, 15
SETTING = "lock_minutes"
_LOOK_SECONDS = 2
_PLACE_MILLISECONDS = 300  # after a save, so that words typed one after the other keep the place once
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_NOT_STORED = "保存できていない入力があるため、まだ鍵をかけていません。保存できるようになりしだい、鍵をかけます。席を離れないでください。"


class LockableWindow(Protocol):
    """What locking asks of the main window."""

    def flush(self) -> None:
        """Store everything typed at once."""

    def place(self) -> Place:
        """Where the member of staff is."""

    def say(self, kind: str, words: str) -> None:
        """Say something in the message bar."""


def lock_minutes(desk: Desk) -> int:
    """After how many minutes without a key or the mouse the office wants the lock: 1 to 15, usually 5."""
    with desk.reading() as session:
        wanted = the_office(session).settings.get(SETTING, USUAL_MINUTES)
    return min(max(wanted, LEAST_MINUTES), MOST_MINUTES) if isinstance(wanted, int) else USUAL_MINUTES


class Locking(QObject):
    """Watches over one open store and its window.

    `restart` is the command of the new process; `before_close` runs last with the store still open (the backup),
    `after_close` when it is closed (the process that copies the backup to its second place); `clock` gives seconds and
    goes on while the PC sleeps.
    """

    def __init__(
        self,
        desk: Desk,
        restart: Sequence[str],
        *,
        before_close: Callable[[], None] = lambda: None,
        after_close: Callable[[], None] = lambda: None,
        free: Callable[[], None] = lambda: None,
        spawn: Spawn = spawn,
        spawn_handing: SpawnHanding = spawn_handing,
        leave: Callable[[], None] = QCoreApplication.quit,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._restart = restart
        self._before_close = before_close
        self._after_close = after_close
        self._free = free
        self._spawn = spawn
        self._spawn_handing = spawn_handing
        self._leave = leave
        self._clock = clock
        self._window: QWidget | None = None
        self._lockable: LockableWindow | None = None
        self._events = SessionEvents(self.lock, self.forget_quick)
        self._alive_at = self._looked_at = clock()
        self._is_put_away = False
        self._clipboard = ClipboardGuard(self)
        self._shield = CaptureShield(desk)
        self._is_waiting = False  # a lock is due, but something could not be stored
        self.seconds = 60.0 * lock_minutes(desk)
        desk.changed.connect(self._read_setting)
        desk.restore_wanted.connect(self.lock_to_restore)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_at_clock)
        self._kept_place: dict[str, object] = {}
        self._place_timer = QTimer(self)
        self._place_timer.setSingleShot(True)
        self._place_timer.timeout.connect(self._keep_place)
        desk.stored.connect(lambda _moment: self._place_timer.start(_PLACE_MILLISECONDS))

    def watch(self, window: QWidget, lockable: LockableWindow) -> None:
        """Begins: idle time, Ctrl+Shift+L, the system's own lock and sleep, closing. Both arguments are the window."""
        self._window, self._lockable = window, lockable
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
            application.aboutToQuit.connect(self.put_away)
        self._clipboard.watch()
        self._shield.watch()
        self._events.watch(window)
        self._alive_at = self._clock()
        self._timer.start(_LOOK_SECONDS * 1000)

    def lock(self) -> None:
        """Stores everything, closes the store, starts the lock screen in a new process and ends this one.

        When something cannot be stored the window stays, because a lock must not lose a character; it is tried again.
        """
        if self._is_put_away:
            return
        self._is_waiting = not self._flushed()
        if self._is_waiting:
            self._say_not_stored()
            return
        self._hide_windows()
        try:
            self.put_away()
        finally:  # whatever went wrong, this process holds the key
            self._start_again()
            self._leave()

    def lock_to_restore(self) -> None:
        """Locks; the lock screen offers the backups, because a store is put back only while it is closed."""
        self.forget_quick()
        self._restart = [*self._restart, RESTORE]
        self.lock()

    def forget_quick(self) -> None:
        """The PC goes to sleep, or has slept: only the passphrase opens afterwards."""
        self._desk.quick_half = b""

    def put_away(self) -> None:
        """Takes our copy off the clipboard, stores everything, keeps the place, makes the backup and closes the store; once."""
        if self._is_put_away:
            return
        self._timer.stop()
        self._clipboard.empty()
        self._flushed()
        self._keep_place()
        self._is_put_away = True
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._shield.leave()
        self._desk.tasks.close()
        self._before_close()
        try:
            self._desk.store.close()
        finally:
            self._free()
            self._after_close()

    def look_at_clock(self) -> None:
        """Locks when nobody has touched anything for the time set, or when a lock is still due."""
        now = self._clock()
        if not -_LOOK_SECONDS <= now - self._looked_at < SLEPT_SECONDS:
            self.forget_quick()
        self._looked_at = now
        idle = now - self._alive_at
        if self._is_waiting or idle >= self.seconds or idle < -_LOOK_SECONDS:
            self.lock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._alive_at = self._clock()
            if isinstance(event, QKeyEvent) and _asks_for_lock(event):  # also while a dialog is open
                self.lock()
                return True
        elif event.type() is QEvent.Type.Close and watched is self._window and not self._is_put_away:
            return self._closed(event)
        return False

    def _start_again(self) -> None:
        half = self._desk.quick_half
        if not half or not self._spawn_handing([*self._restart, QUICK], half):
            self._spawn(self._restart)

    def _closed(self, event: QEvent) -> bool:
        """The window may close when everything is stored; True keeps it."""
        if self._flushed():
            return False
        event.ignore()
        self._say_not_stored()
        return True

    def _flushed(self) -> bool:
        """Whether everything is stored; where nothing can ever be stored, that keeps nobody from locking."""
        if self._lockable is None:
            return True
        troubles: list[str] = []
        listening = self._desk.not_stored.connect(troubles.append)
        QGuiApplication.inputMethod().commit()
        try:
            self._lockable.flush()
        except StoreRefusal:
            return self._desk.store.read_only
        finally:
            self._desk.not_stored.disconnect(listening)
        return self._desk.store.read_only or not troubles

    def _say_not_stored(self) -> None:
        if self._lockable is not None:
            self._lockable.say("error", _NOT_STORED)

    def _keep_place(self) -> None:
        """Also while working: a power cut comes back here, too. Not being able to must not keep the store open."""
        if self._lockable is None or self._desk.store.is_closed:
            return
        place = self._lockable.place().to_json()
        if place == self._kept_place:
            return
        with suppress(StoreRefusal), self._desk.store.transaction() as session:
            remember_place(session, self._desk.staff_id, place)
            self._kept_place = place

    def _hide_windows(self) -> None:
        """At once: closing takes a moment, and nobody may read over it."""
        for window in QGuiApplication.topLevelWindows():
            window.hide()

    def _read_setting(self) -> None:
        if not self._desk.store.is_closed:
            self.seconds = 60.0 * lock_minutes(self._desk)


def _asks_for_lock(event: QKeyEvent) -> bool:
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_L and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == held
