"""From the typed passphrase to the main window: `python -m benchmarks.programs.unlocking DATA_FOLDER`.

First the key is derived alone, at the cost of the store's slot; then the lock screen is used as a user does.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.programs import PASSPHRASE
from benchmarks.programs.first_paint import FirstPaint, at_first_paint
from benchmarks.programs.telling import memory_mb, tell

READY_MS = (
    3_000  # nobody types a passphrase of several words more quickly; meanwhile the program makes ready what it needs
)
LATER_MS = 300


@dataclass(frozen=True)
class Moment:
    """A point in time: of the clock, and of the processor time of all threads, in milliseconds."""

    wall_ms: float
    processor_ms: float

    @classmethod
    def now(cls) -> "Moment":
        """This moment."""
        return cls(time.perf_counter() * 1000, time.process_time() * 1000)

    def since(self, name: str) -> dict[str, float]:
        """What has passed, as facts to tell."""
        now = Moment.now()
        return {f"{name}_ms": now.wall_ms - self.wall_ms, f"{name}_cpu_ms": now.processor_ms - self.processor_ms}


class Unlocking:
    """Types the passphrase into the lock screen and waits for the main window."""

    def __init__(self, key_alone: dict[str, float]) -> None:
        self._key_alone = key_alone
        self._typed = Moment.now()
        self._watch = FirstPaint("MainWindow", self._opened)

    def lock_screen_painted(self) -> None:
        """The user begins to type."""
        QTimer.singleShot(READY_MS, self._type)

    def _type(self) -> None:
        from hokatsu_desktop.ui.frame import Frame
        from hokatsu_desktop.ui.start.unlock_page import UnlockPage

        pages = [widget for widget in QApplication.allWidgets() if isinstance(widget, UnlockPage)]
        show = Frame.open_on_screen

        def show_watched(frame: Frame) -> None:
            frame.installEventFilter(self._watch)
            show(frame)

        Frame.open_on_screen = show_watched  # type: ignore[assignment, method-assign]  # only in the measured process
        self._typed = Moment.now()
        pages[0].typed.emit(PASSPHRASE)

    def _opened(self) -> None:
        tell(**self._typed.since("unlock"), **self._key_alone, **memory_mb())
        QTimer.singleShot(LATER_MS, QCoreApplication.quit)


def key_alone(folder: Path) -> dict[str, float]:
    """How long it takes to derive the key of the store's first slot, alone."""
    from hokatsu_desktop.store.data_folder import DataFolder
    from hokatsu_desktop.store.key_file import find_keys
    from hokatsu_desktop.store.keys import Passphrase, unseal
    from hokatsu_desktop.store.opening import generation_in_use

    data = DataFolder(folder)
    name, _damaged = generation_in_use(data)
    slot = find_keys(data.generation(name).keys, data.keys_copy(name)).keys.slots[0]
    begun = Moment.now()
    if unseal(slot, Passphrase(PASSPHRASE)) is None:
        raise RuntimeError("the passphrase does not open the store")
    return begun.since("argon2")


def main() -> int:
    """Derive the key alone, then run the program."""
    from hokatsu_desktop.bootstrap import run

    unlocking = Unlocking(key_alone(Path(sys.argv[1])))
    at_first_paint("StartWindow", unlocking.lock_screen_painted)
    return run(["--data-folder", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
