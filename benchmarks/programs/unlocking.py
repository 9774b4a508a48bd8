"""From the typed passphrase to the main window: `python -m benchmarks.programs.unlocking DATA_FOLDER`.

First the key is derived alone, at the cost of the store's slot; then the lock screen is used as a user does.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.programs.first_paint import FirstPaint, at_first_paint
from benchmarks.programs.telling import memory_mb, tell
from benchmarks.programs.town import PASSPHRASE

READY_MS = 1_500  # while the user types, the program loads what it needs; longer on a slow machine
LATER_MS = 300


class Unlocking:
    """Types the passphrase into the lock screen and waits for the main window."""

    def __init__(self, argon2_ms: float) -> None:
        self._argon2_ms = argon2_ms
        self._typed_at = 0.0
        self._watch = FirstPaint("MainWindow", self._opened)

    def lock_screen_painted(self) -> None:
        """The user begins to type."""
        QTimer.singleShot(READY_MS, self._type)

    def _type(self) -> None:
        from hokatsu_desktop.ui.start.unlock_page import UnlockPage

        pages = [widget for widget in QApplication.allWidgets() if isinstance(widget, UnlockPage)]
        QApplication.instance().installEventFilter(self._watch)  # type: ignore[union-attr]  # it runs
        self._typed_at = time.perf_counter()
        pages[0].typed.emit(PASSPHRASE)

    def _opened(self) -> None:
        unlock_ms = (time.perf_counter() - self._typed_at) * 1000
        tell(unlock_ms=unlock_ms, argon2_ms=self._argon2_ms, **memory_mb())
        QTimer.singleShot(LATER_MS, QCoreApplication.quit)


def argon2_ms(folder: Path) -> float:
    """How long it takes to derive the key of the store's first slot, alone."""
    from hokatsu_desktop.store.data_folder import DataFolder
    from hokatsu_desktop.store.key_file import find_keys
    from hokatsu_desktop.store.keys import Passphrase, unseal
    from hokatsu_desktop.store.opening import generation_in_use

    data = DataFolder(folder)
    name, _damaged = generation_in_use(data)
    slot = find_keys(data.generation(name).keys, data.keys_copy(name)).keys.slots[0]
    begun = time.perf_counter()
    if unseal(slot, Passphrase(PASSPHRASE)) is None:
        raise RuntimeError("the passphrase does not open the store")
    return (time.perf_counter() - begun) * 1000


def main() -> int:
    """Derive the key alone, then run the program."""
    from hokatsu_desktop.bootstrap import run

    unlocking = Unlocking(argon2_ms(Path(sys.argv[1])))
    at_first_paint("StartWindow", unlocking.lock_screen_painted)
    return run(["--data-folder", sys.argv[1]])


if __name__ == "__main__":
    sys.exit(main())
