"""An act in a process of its own that prints every call as it was written down: `python -m tests.faults.told_steps FOLDER ACT`.

So another witness can watch the process, and what the two saw can be compared.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.twelve_acts import ACTS, new_office
from tests.faults.watched_disk import Call, WatchedDisk
from tests.faults.watched_files import files_watched
from tests.faults.watched_sqlite import sqlite_watched

WATCHED = "watched"


def lines(disk: WatchedDisk) -> Iterator[str]:
    """Each call that changed something with the name that its file or folder had then: "write store.db 4096"."""
    names = {node: path.name for path, node in disk.first_names.items()}
    for step in disk.steps:
        match step.call:
            case Call.WRITE:
                yield f"write {names[step.node]} {len(step.data)}"
            case Call.CUT if step.at or names[step.node].endswith("-journal"):
                yield f"cut {names[step.node]} {step.at}"
            case Call.SYNC:
                yield f"sync {names[step.node]}"
            case Call.MOVE:
                names[step.node] = step.new_name
                yield f"move {step.name} {step.new_name}"
            case Call.REMOVE:
                yield f"remove {step.name}"
            case Call.MAKE:
                names[step.node] = step.name
            case _:
                pass  # opening a file that is there cuts it without a call of its own


def main() -> None:
    """Do the act and tell."""
    folder = Path(sys.argv[1])
    office = new_office(folder / "office")
    place = office.at(folder / WATCHED)
    shutil.copytree(office.root, place.root)
    (act,) = (act for act in ACTS if act.name == sys.argv[2])
    disk = WatchedDisk(place.root)
    with act.around(), files_watched(disk), sqlite_watched(disk):
        act.do(place)
    print("\n".join(lines(disk)))


if __name__ == "__main__":
    main()
