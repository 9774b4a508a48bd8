"""Every call that changes a folder, written down in order as the calls are made, and any of them made to fail.

Two layers report here: SQLite's files (watched_sqlite.py) and what Python itself opens, renames and removes
(watched_files.py). A file is known by a number of its own, not by its name: what is written to a file that was renamed
meanwhile is still that file's.
"""

import os
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Call(StrEnum):
    """What reaches the disk."""

    MAKE = "make"  # a new file or folder under a name
    WRITE = "write"
    CUT = "cut"  # a file made shorter or longer
    SYNC = "sync"  # the barrier: what was written to this file, or the names in this folder, are on the disk
    MOVE = "move"
    REMOVE = "remove"
    READ = "read"  # changes nothing; only asked whether it fails
    TOLD = "told"  # the user was told that it is done


@dataclass(frozen=True)
class Step:
    """One call. `node` is the number of the file or folder; `folder` and `name` say where a name was given or taken."""

    call: Call
    node: int
    folder: int = 0
    name: str = ""
    at: int = 0  # offset of a write, new length of a cut, number of what was told
    data: bytes = b""
    new_folder: int = 0
    new_name: str = ""
    is_folder: bool = False


@dataclass
class Fault:
    """Which of the counted calls fails, with which errno, and whether all after it do."""

    at: int
    errno: int
    stays: bool = False
    reads: bool = False  # whether reading counts and fails too
    struck: list[Call] = field(default_factory=list)

    def strikes(self, number: int, call: Call) -> bool:
        """Whether the call with this number fails; remembers that it did."""
        hit = number == self.at or (self.stays and number > self.at)
        if hit:
            self.struck.append(call)
        return hit


class WatchedDisk:
    """The watched folder: its names now, what every file held at the beginning, and the steps since."""

    def __init__(self, root: Path, fault: Fault | None = None) -> None:
        self.root = root
        self.fault = fault
        self.calls = 0
        self.steps: list[Step] = []
        self.beginning: dict[int, bytes | None] = {}  # None: a folder
        self.names: dict[Path, int] = {root: 0}
        self.first_names: dict[Path, int] = {}
        self._next = 1
        for path in sorted(root.rglob("*")):
            self.names[path] = self._number()
        for path, node in self.names.items():
            self.beginning[node] = None if path.is_dir() else path.read_bytes()
        self.first_names = dict(self.names)

    def node(self, path: Path) -> int | None:
        """The number of what a path names, or None for what is not watched."""
        return self.names.get(path)

    def is_watched(self, path: Path) -> bool:
        """Whether a path lies in the watched folder; the lock file, which holds nothing, does not count."""
        return path.is_relative_to(self.root) and path.name != "in-use.lock"

    def fails(self, call: Call) -> int:
        """The errno with which the coming call fails, or 0. To be asked once before each call."""
        if self.fault is None or (call is Call.READ and not self.fault.reads):
            return 0
        self.calls += 1
        return self.fault.errno if self.fault.strikes(self.calls, call) else 0

    def made(self, path: Path, *, is_folder: bool = False) -> int:
        """A new file or folder."""
        node = self._number()
        self.names[path] = node
        self._note(Call.MAKE, node, path, is_folder=is_folder)
        return node

    def wrote(self, node: int, at: int, data: bytes) -> None:
        """Bytes into a file."""
        self.steps.append(Step(Call.WRITE, node, at=at, data=data))

    def cut(self, node: int, length: int) -> None:
        """A file has this length now."""
        self.steps.append(Step(Call.CUT, node, at=length))

    def synced(self, node: int) -> None:
        """A file's content, or a folder's names, are on the disk."""
        self.steps.append(Step(Call.SYNC, node))

    def moved(self, source: Path, target: Path) -> None:
        """A file or folder under another name; what it replaces is gone."""
        node = self.names.pop(source)
        for path in [path for path in self.names if path.is_relative_to(source)]:
            self.names[target / path.relative_to(source)] = self.names.pop(path)
        self.names[target] = node
        new = {"new_folder": self.names[target.parent], "new_name": target.name}
        self.steps.append(Step(Call.MOVE, node, self.names[source.parent], source.name, **new))  # type: ignore[arg-type]

    def removed(self, path: Path) -> None:
        """A name is gone."""
        self._note(Call.REMOVE, self.names.pop(path), path)

    def told(self, number: int) -> None:
        """The act with this number was acknowledged."""
        self.steps.append(Step(Call.TOLD, -1, at=number))

    def _note(self, call: Call, node: int, path: Path, *, is_folder: bool = False) -> None:
        self.steps.append(Step(call, node, self.names[path.parent], path.name, is_folder=is_folder))

    def _number(self) -> int:
        self._next += 1
        return self._next - 1


def failing(disk: WatchedDisk, call: Call) -> None:
    """Raises OSError if the coming call of Python's is to fail."""
    if number := disk.fails(call):
        raise OSError(number, os.strerror(number))
