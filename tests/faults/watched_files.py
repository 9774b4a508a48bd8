"""What Python does to files in a watched folder, reported to the disk and failing when the disk says so."""

import builtins
import io
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.faults.watched_disk import Call, WatchedDisk, failing

_REAL_OPEN = io.open
_CHANGING = set("wxa+")


class _WatchedFile(io.FileIO):
    """A file whose writes are reported."""

    def __init__(self, disk: WatchedDisk, path: Path, mode: str) -> None:
        is_new = not path.exists()
        if is_new:
            failing(disk, Call.MAKE)
        super().__init__(path, mode)
        self._disk = disk
        node = disk.made(path) if is_new else disk.node(path)
        assert node is not None, path
        self.node = node
        if "w" in mode and not is_new:
            disk.cut(node, 0)

    def write(self, data: Any) -> int:
        failing(self._disk, Call.WRITE)
        at = self.tell()
        count = super().write(data)
        self._disk.wrote(self.node, at, bytes(memoryview(data)[:count]))
        return count

    def truncate(self, size: int | None = None) -> int:
        failing(self._disk, Call.CUT)
        length = super().truncate(size)
        self._disk.cut(self.node, length)
        return length


class _Files:
    """Stands in for the functions of `os` and `open` as long as a disk is watched."""

    def __init__(self, disk: WatchedDisk) -> None:
        self._disk = disk
        self._fsync, self._open_handle = os.fsync, os.open
        self._replace, self._mkdir, self._unlink, self._rmdir = os.replace, os.mkdir, os.unlink, os.rmdir
        self._nodes: dict[int, int] = {}  # by file handle

    def open(self, file: Any, mode: str = "r", buffering: int = -1, *args: Any, **more: Any) -> Any:
        path = _path(file)
        if path is None or not self._disk.is_watched(path):
            return _REAL_OPEN(file, mode, buffering, *args, **more)
        if not _CHANGING & set(mode):
            failing(self._disk, Call.READ)
            return _REAL_OPEN(file, mode, buffering, *args, **more)
        raw = _WatchedFile(self._disk, path, mode.replace("b", "").replace("t", ""))
        self._nodes[raw.fileno()] = raw.node
        stream: Any = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return stream if "b" in mode else io.TextIOWrapper(stream, *args, **more)

    def open_handle(self, file: Any, flags: int, *args: Any, **more: Any) -> int:
        handle = self._open_handle(file, flags, *args, **more)
        path = _path(file)
        node = self._disk.node(path) if path else None
        if node is not None:
            self._nodes[handle] = node
        return handle

    def fsync(self, handle: int) -> None:
        node = self._nodes.get(handle)
        if node is not None:
            failing(self._disk, Call.SYNC)
        self._fsync(handle)
        if node is not None:
            self._disk.synced(node)

    def replace(self, source: Any, target: Any) -> None:
        old, new = _path(source), _path(target)
        watched = old is not None and new is not None and self._disk.node(old) is not None
        if watched:
            failing(self._disk, Call.MOVE)
        self._replace(source, target)
        if watched:
            assert old is not None
            assert new is not None
            self._disk.moved(old, new)

    def mkdir(self, path: Any, *args: Any, **more: Any) -> None:
        place = _path(path)
        watched = place is not None and self._disk.is_watched(place)
        if watched and place is not None and not place.exists():
            failing(self._disk, Call.MAKE)
        self._mkdir(path, *args, **more)
        if watched and place is not None:
            self._disk.made(place, is_folder=True)

    def unlink(self, path: Any, **more: Any) -> None:
        self._remove(self._unlink, path, **more)

    def rmdir(self, path: Any, **more: Any) -> None:
        self._remove(self._rmdir, path, **more)

    def _remove(self, real: Any, path: Any, **more: Any) -> None:
        place = _path(path)
        watched = place is not None and self._disk.node(place) is not None
        if watched:
            failing(self._disk, Call.REMOVE)
        real(path, **more)
        if watched and place is not None:
            self._disk.removed(place)


def _path(file: Any) -> Path | None:
    return Path(os.fspath(file)) if isinstance(file, str | os.PathLike) else None


@contextmanager
def files_watched(disk: WatchedDisk) -> Iterator[None]:
    """Inside the block every change that Python makes in the folder is a step of the disk."""
    files = _Files(disk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(io, "open", files.open)
        patch.setattr(builtins, "open", files.open)
        for name, stand_in in (
            ("open", files.open_handle),
            ("fsync", files.fsync),
            ("replace", files.replace),
            ("rename", files.replace),  # the same where these sweeps run
            ("mkdir", files.mkdir),
            ("unlink", files.unlink),
            ("remove", files.unlink),
            ("rmdir", files.rmdir),
        ):
            patch.setattr(os, name, stand_in)
        # Both work on handles, past the functions above.
        patch.setattr(shutil, "_use_fd_functions", False)
        patch.setattr(shutil, "_USE_CP_SENDFILE", False)
        yield
