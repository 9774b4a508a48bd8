"""A clerk in a process of its own with the real program: a working day, then the lock; says where it is and waits.

Called with the data folder; prints "open", then after a line from outside the command that the lock starts.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

from PySide6.QtTest import QTest

from hokatsu_desktop.ui.application import make_application
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.opening import unlock
from tests.end_to_end.workplace import WorkPlace
from tests.faults.planted_names import ADDRESSES, NAMES

OPEN = "open"
TABS = 10


class LockedPlace(WorkPlace):
    """The lock's new process is started by whoever watches, so that it may look into it."""

    def _spawn(self, command: Sequence[str]) -> bool:
        print(json.dumps(list(command)), flush=True)
        return True


def work(clerk: Clerk, place: WorkPlace) -> None:
    """Finds somebody, reads and prints the sheet, writes a note, receives a referral, looks through all lists."""
    clerk.press("Ctrl+K")
    clerk.wait_to_be_at("探す")
    clerk.commit(NAMES[7])
    clerk.wait_to_see("R8-008")
    clerk.enter()
    clerk.wait_until(lambda: "探す" not in clerk.where(), "the case to open")
    clerk.wait_to_see(NAMES[7])
    for _ in range(TABS):
        if clerk.sees("フリガナ"):
            break
        clerk.press("Ctrl+Tab")
    clerk.press("Ctrl+P")
    clerk.wait_to_see("プリンターで受け取るまで", 60)
    clerk.press("Esc")
    clerk.press("Ctrl+J")
    clerk.press("1")
    clerk.commit(f"{NAMES[7]}さんに電話した。{ADDRESSES[7]}")
    clerk.press("Ctrl+Enter")
    clerk.wait_to_see("経過を書きました。")
    clerk.press("Ctrl+N")
    clerk.wait_to_be_at("氏名")
    clerk.commit(NAMES[8])
    clerk.go_to("住所")
    clerk.commit(ADDRESSES[8])
    clerk.tab()
    for section in range(1, 8):
        clerk.press(f"Ctrl+{section}")
        QTest.qWait(50)
    clerk.press("Ctrl+2")
    clerk.wait_to_see(NAMES[8].partition("　")[0])
    place.check()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    place = LockedPlace(make_application(sys.argv[:1]), folder, folder)
    clerk = Clerk()
    unlock(clerk, place)
    work(clerk, place)
    print(OPEN, flush=True)
    sys.stdin.readline()
    clerk.press("Ctrl+Shift+L")
    place.end()
