"""A clerk in a process of its own, who unlocks the program, types, and says when the last key was; then waits for death.

Called with the data folder and what to type into 氏名.
"""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

from hokatsu_desktop.ui.application import make_application
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.opening import unlock
from tests.end_to_end.workplace import WorkPlace

TYPED = "last key"
LONGEST_SECONDS = 60  # nobody waits for a parent that is gone


def type_and_wait(folder: Path, words: str) -> None:
    """Begins a referral over the lock screen and leaves it in the middle of a second field."""
    clerk, place = Clerk(), WorkPlace(make_application(sys.argv[:1]), folder, folder)
    unlock(clerk, place)
    clerk.press("Ctrl+N")
    clerk.wait_to_be_at("氏名")
    clerk.type_kana(words)
    clerk.go_to("つないだ人が困っていること")
    clerk.type_kana("とちゅうまで", "途中まで書いた")
    print(TYPED, flush=True)
    until = time.monotonic() + LONGEST_SECONDS
    clerk.wait_until(lambda: time.monotonic() > until, "the end", 2 * LONGEST_SECONDS)


if __name__ == "__main__":
    type_and_wait(Path(sys.argv[1]), sys.argv[2])
