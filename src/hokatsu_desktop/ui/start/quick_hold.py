"""What the lock screen holds for the short number: in memory only, for five tries, until the PC sleeps."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

MOST_TRIES = 5
SLEPT_SECONDS = 60.0  # a clock that jumps so far between two looks has slept, or was set
_LOOK_SECONDS = 2


class QuickHold(QObject):
    """Holds the half of the key that the process before handed over. Ending the process forgets it, too."""

    forgotten = Signal()

    def __init__(self, half: bytes, clock: Callable[[], float] = time.time) -> None:
        super().__init__()
        self._half = half
        self._clock = clock
        self._looked_at = clock()
        self._left = MOST_TRIES
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_at_clock)
        if half:
            self._timer.start(_LOOK_SECONDS * 1000)

    @property
    def is_held(self) -> bool:
        """Whether a short number can be tried."""
        return bool(self._half)

    def half(self) -> bytes:
        """What is held; empty once it was forgotten."""
        self.look_at_clock()
        return self._half

    def was_wrong(self) -> int:
        """Counts a wrong number; gives how many tries are left."""
        self._left -= 1
        if self._left <= 0:
            self.forget()
        return max(self._left, 0)

    def forget(self) -> None:
        """From now on only the passphrase opens."""
        self._timer.stop()
        if self._half:
            self._half = b""
            self.forgotten.emit()

    def look_at_clock(self) -> None:
        """Forgets what is held when the PC has slept."""
        now = self._clock()
        if not -_LOOK_SECONDS <= now - self._looked_at < SLEPT_SECONDS:
            self.forget()
        self._looked_at = now
