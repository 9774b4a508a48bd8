"""What a disk may hold after the power went at any step: un-synced writes lost, reordered or torn, names lost.

Only a sync makes a file's content, or a folder's names, sure. Whatever was done since may be there or not, each by
itself; of a write any sectors may have arrived.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.watched_disk import Call, Step, WatchedDisk

SECTOR = 512

Names = dict[str, int]
Files = dict[str, bytes]  # by path below the watched folder; a folder that is empty ends with "/"


@dataclass
class _File:
    """A file's content at its last sync, and what was done to it since."""

    sure: bytes = b""
    since: list[Step] = field(default_factory=list)


@dataclass
class _Folder:
    """A folder's names at its last sync, and what was done to them since."""

    sure: Names = field(default_factory=dict)
    since: list[Step] = field(default_factory=list)


class DiskModel:
    """The disk as it is after some steps of a trace."""

    def __init__(self, disk: WatchedDisk) -> None:
        self._files: dict[int, _File] = {}
        self._folders: dict[int, _Folder] = {}
        self.told = 0
        for node, content in disk.beginning.items():
            if content is None:
                self._folders[node] = _Folder()
            else:
                self._files[node] = _File(content)
        for path, node in disk.first_names.items():
            if node:
                self._folders[disk.first_names[path.parent]].sure[path.name] = node

    def take(self, step: Step) -> None:
        """One step further."""
        match step.call:
            case Call.WRITE | Call.CUT:
                self._files[step.node].since.append(step)
            case Call.MAKE:
                if step.is_folder:
                    self._folders[step.node] = _Folder()
                else:
                    self._files[step.node] = _File()
                self._folders[step.folder].since.append(step)
            case Call.MOVE:
                assert step.folder == step.new_folder, "nothing is moved between folders"
                self._folders[step.folder].since.append(step)
            case Call.REMOVE:
                self._folders[step.folder].since.append(step)
            case Call.SYNC:
                self._sync(step.node)
            case Call.TOLD:
                self.told = step.at
            case _:
                raise AssertionError(step.call)

    def _sync(self, node: int) -> None:
        if node in self._files:
            file = self._files[node]
            file.sure, file.since = _written(file.sure, file.since), []
        else:
            folder = self._folders[node]
            folder.sure, folder.since = _named(folder.sure, folder.since), []

    def after_cut(self, chance: random.Random) -> Files:
        """The files of one disk that the power cut may have left."""
        fate = chance.choice(_FATES)
        found: Files = {}
        self._gather(0, "", fate, chance, found)
        return found

    def _gather(self, node: int, path: str, fate: "_Fate", chance: random.Random, found: Files) -> None:
        folder = self._folders[node]
        names = _named(folder.sure, fate.kept(folder.since, chance))
        if not names and path:
            found[path] = b""
        for name, child in names.items():
            if child in self._folders:
                self._gather(child, f"{path}{name}/", fate, chance, found)
            else:
                file = self._files[child]
                found[path + name] = _written(file.sure, fate.arrived(file.since, chance)) if file.since else file.sure


@dataclass(frozen=True)
class _Fate:
    """How much of what was not synced is there: a share of the steps, from the first on or any of them."""

    share: float | None = None  # None: another share for each file
    in_order: bool = False
    torn: bool = False

    def kept(self, steps: list[Step], chance: random.Random) -> list[Step]:
        """Which of these steps count."""
        share = chance.random() if self.share is None else self.share
        if self.in_order:
            return steps[: round(share * len(steps))]
        return [step for step in steps if chance.random() < share]

    def arrived(self, steps: list[Step], chance: random.Random) -> list[Step]:
        """Which of these writes arrived, in part where they are torn."""
        kept = self.kept(steps, chance)
        if not self.torn:
            return kept
        return [part for step in kept for part in _sectors(step, chance)]


_FATES = (
    _Fate(0.0),  # nothing since the last sync
    _Fate(1.0),  # all of it: the program was killed
    _Fate(in_order=True),  # up to some step
    _Fate(),  # lost and reordered
    _Fate(0.9),
    _Fate(torn=True),
    _Fate(0.9, torn=True),
)


def _sectors(step: Step, chance: random.Random) -> Iterator[Step]:
    if step.call is not Call.WRITE or len(step.data) <= SECTOR or chance.random() < 0.5:
        yield step
        return
    for start in range(0, len(step.data), SECTOR):
        if chance.random() < 0.5:
            yield Step(Call.WRITE, step.node, at=step.at + start, data=step.data[start : start + SECTOR])


def _written(content: bytes, steps: list[Step]) -> bytes:
    if not steps:
        return content
    now = bytearray(content)
    for step in steps:
        if step.call is Call.CUT:
            del now[step.at :]
            now.extend(bytes(step.at - len(now)))
        else:
            now.extend(bytes(max(0, step.at - len(now))))
            now[step.at : step.at + len(step.data)] = step.data
    return bytes(now)


def _named(names: Names, steps: list[Step]) -> Names:
    now = dict(names)
    for step in steps:
        match step.call:
            case Call.MAKE:
                now[step.name] = step.node
            case Call.REMOVE:
                if now.get(step.name) == step.node:
                    del now[step.name]
            case Call.MOVE:
                if now.get(step.name) == step.node:
                    del now[step.name]
                now[step.new_name] = step.node
            case _:
                raise AssertionError(step.call)
    return now


@dataclass(frozen=True)
class CrashState:
    """What was found on the disk, after which step, and how many acts the user had been told of by then."""

    after: int
    told: int
    files: Files


def crash_states(disk: WatchedDisk, count: int, chance: random.Random) -> Iterator[CrashState]:
    """So many states: half spread over all steps of a trace, half over those that are no mere write.

    Those of one step come one after the other.
    """
    turns = [point for point, step in enumerate(disk.steps, start=1) if step.call is not Call.WRITE]
    points = sorted(
        (*chance.choices(range(len(disk.steps) + 1), k=count // 2), *chance.choices(turns, k=count - count // 2))
    )
    model, done = DiskModel(disk), 0
    for point in points:
        while done < point:
            model.take(disk.steps[done])
            done += 1
        yield CrashState(point, model.told, model.after_cut(chance))


def put_down(files: Files, folder: Path) -> None:
    """These files, for real, in an empty folder."""
    for name, content in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
