"""What every screen gets in its constructor: the open store, who is working, the worker, and news of changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from hokatsu_desktop.services.clock import Clock, system_clock
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.staff import may_only_read
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.busy import Tasks

Result = TypeVar("Result")


class Desk(QObject):
    """The working place of one member of staff at one open store.

    Screens read with `reading`, act with `act` or `try_act`, ask to go somewhere with `go`, and refresh themselves on
    `changed`. They hold ids and facts, never a session.
    """

    changed = Signal()  # something was stored: screens that show stored things read again
    wanted = Signal(object)  # a Place somebody wants to see
    said = Signal(str, str)  # kind ("info", "success", "warning", "error") and words for the message bar
    offered = Signal(str, str, object)  # the same, with what can be done: [(words of a button, what it does)]
    stored = Signal(object)  # the datetime of the last save, for 「保存しました 10:32」
    restore_wanted = Signal()  # the store is to be locked, and a backup chosen in its place
    not_stored = Signal(str)  # why saving failed, in words

    def __init__(self, store: OpenStore, staff_id: int, tasks: Tasks, clock: Clock = system_clock) -> None:
        super().__init__()
        self.store = store
        self.staff_id = staff_id
        self.tasks = tasks
        self.clock = clock
        self.since = clock()  # when the passphrase was typed
        self.quick_half = b""  # what the next lock screen is handed, where a short number may open it
        store.session_facts.update(staff_id=staff_id, clock=clock)
        with store.session() as session:
            store.session_facts["may_only_read"] = may_only_read(session, staff_id)

    def now(self) -> datetime:
        """The present moment at the office."""
        return self.clock()

    def today(self) -> date:
        """Today at the office."""
        return self.clock().date()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to read with; nothing of it is kept. Keep it short."""
        with self.store.session() as session:
            yield session

    def act(self, job: Callable[[Session], Result], *, quiet: bool = False) -> Result:
        """Do one act and store it; `quiet` for autosaves that no other screen shows.

        Raises Refusal when it is not possible now, StoreRefusal when it cannot be stored; then nothing was changed.
        """
        try:
            with self.store.transaction() as session:
                result = job(session)
        except StoreRefusal as refusal:
            self.not_stored.emit(refusal.words)
            raise
        self.stored.emit(self.now())
        if not quiet:
            self.changed.emit()
        return result

    def try_act(self, job: Callable[[Session], Result], *, quiet: bool = False) -> Result | None:
        """Do one act; a no is said in the message bar and gives None."""
        try:
            return self.act(job, quiet=quiet)
        except (Refusal, StoreRefusal) as refusal:
            self.said.emit("warning", refusal.words)
            return None

    def did(self, job: Callable[[Session], object], *, quiet: bool = False) -> bool:
        """Do one act and say whether it is stored; a no is said in the message bar."""
        try:
            self.act(job, quiet=quiet)
        except (Refusal, StoreRefusal) as refusal:
            self.said.emit("warning", refusal.words)
            return False
        return True

    def go(self, place: Place) -> None:
        """Ask to see a place."""
        self.wanted.emit(place)
