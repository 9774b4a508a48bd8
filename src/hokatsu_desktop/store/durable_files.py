"""Writing small files and renaming folders so that a power cut leaves the old or the new, never half."""

import os
import time
from pathlib import Path

_TRIES = 20
_PAUSE_SECONDS = 0.05


def write_whole(path: Path, data: bytes) -> None:
    """Replaces a file by these bytes in one step and reads it back. Raises OSError."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if beside.read_bytes() != data:
        raise OSError("read back differs")
    replace(beside, path)


def replace(source: Path, target: Path) -> None:
    """Puts a file or a folder under its final name, durably. A folder's target must not exist. Raises OSError."""
    for left in reversed(range(_TRIES)):
        try:
            source.replace(target)
            break
        except PermissionError:
            # On Windows a virus scanner may hold a new file open for a moment.
            if left == 0 or os.name != "nt":
                raise
            time.sleep(_PAUSE_SECONDS)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Asks the system to bring a file's content to the disk. Raises OSError."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Brings a folder's names to the disk. Windows has no such call: NTFS keeps names in its own journal."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_bounded(path: Path, most: int) -> bytes:
    """A file's bytes, at most `most` + 1 of them, so that a huge file cannot fill the memory. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(most + 1)
