"""The time of a meeting's agenda: what is being talked about, how long it may still take. Nothing here ever blocks.

The clock belongs to the section, not to a page: it runs on while something else is looked at.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

TICK = 1000  # milliseconds


@dataclass(frozen=True)
class Slot:
    """One line of the 次第 and its minutes."""

    item_id: int
    title: str
    minutes: int
    meeting_case_id: int | None = None


class AgendaClock(QObject):
    """Counts the time of one meeting line by line; `now` gives the moment."""

    ticked = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._slots: tuple[Slot, ...] = ()
        self._spent: dict[int, timedelta] = {}  # by item id, without the stretch under way
        self._since: datetime | None = None  # when the stretch under way began
        self._place = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.ticked)

    @property
    def is_running(self) -> bool:
        """Whether time is being counted."""
        return self._since is not None

    @property
    def has_begun(self) -> bool:
        """Whether any time was counted yet."""
        return self.is_running or any(self._spent.values())

    @property
    def slot(self) -> Slot | None:
        """The line that is being talked about."""
        return self._slots[self._place] if self._slots else None

    @property
    def following(self) -> Slot | None:
        """The line that comes next."""
        place = self._place + 1
        return self._slots[place] if place < len(self._slots) else None

    def set_slots(self, slots: Sequence[Slot]) -> None:
        """The agenda as it is now; what was counted stays with its line."""
        here = self.slot
        self._slots = tuple(slots)
        ids = [one.item_id for one in slots]
        if here is not None and here.item_id in ids:
            self._place = ids.index(here.item_id)
        else:
            self._place = min(self._place, max(0, len(ids) - 1))
        self.ticked.emit()

    def turn(self) -> None:
        """Start or pause, by the same key."""
        if self.is_running:
            self._stop()
        elif self._slots:
            self._since = self._now()
            self._timer.start()
        self.ticked.emit()

    def go_on(self) -> None:
        """To the next line, counting from now; the last line stays."""
        if self.following is None:
            return
        self._stop()
        self._place += 1
        self.turn()

    def go_back(self) -> None:
        """To the line before, because it was left too early."""
        if self._place == 0:
            return
        was_running = self.is_running
        self._stop()
        self._place -= 1
        if was_running:
            self.turn()
        self.ticked.emit()

    def spent(self, slot: Slot) -> timedelta:
        """The time a line has taken so far."""
        so_far = self._spent.get(slot.item_id, timedelta())
        if self._since is not None and slot == self.slot:
            so_far += self._now() - self._since
        return so_far

    def left(self) -> timedelta:
        """What the line under way may still take; below zero once it is over."""
        slot = self.slot
        return timedelta(minutes=slot.minutes) - self.spent(slot) if slot is not None else timedelta()

    def total(self) -> tuple[timedelta, timedelta]:
        """The time of the whole meeting so far, and the time it has."""
        so_far = sum((self.spent(slot) for slot in self._slots), timedelta())
        return so_far, timedelta(minutes=sum(slot.minutes for slot in self._slots))

    def minutes_spent(self) -> dict[int, int]:
        """Whole minutes of each line that took any time, by its id."""
        return {
            slot.item_id: max(1, round(self.spent(slot) / timedelta(minutes=1)))
            for slot in self._slots
            if self.spent(slot)
        }

    def _stop(self) -> None:
        slot = self.slot
        if slot is not None and self._since is not None:
            self._spent[slot.item_id] = self.spent(slot)
        self._since = None
        self._timer.stop()


def clock_words(span: timedelta) -> str:
    """「12:05」; below zero the time over: 「+1:30」."""
    seconds = round(span.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"
