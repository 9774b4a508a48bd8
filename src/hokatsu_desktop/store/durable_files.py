"""Writing small files and renaming folders so that a power cut leaves the old or the new, never half."""

import errno
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

_TRIES = 20
_PAUSE_SECONDS = 0.05
_NOT_KNOWN = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}


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


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """A new file from these bytes, brought to the disk. Raises OSError, FileExistsError if there is one already."""
    with path.open("xb") as stream:
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())


def sync_names(folder: Path) -> None:
    """Like `sync_folder`, on a medium whose file system may know no such call. Raises OSError."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in _NOT_KNOWN:
            raise


def forget_cached(path: Path) -> None:
    """Has the system read this file from the medium next time, and not from its memory. Raises OSError.

    It is a request: only taking the medium out and putting it in again makes sure.
    """
    if sys.platform == "win32":
        _open_past_cache(path)
    elif sys.platform == "linux":  # macOS has no such call
        with path.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _open_past_cache(path: Path) -> None:
    """Windows drops a file's cached pages when it is opened without buffering."""
    if sys.platform == "win32":
        import ctypes

        # winbase.h: GENERIC_READ, FILE_SHARE_READ, OPEN_EXISTING, FILE_FLAG_NO_BUFFERING
        handle = ctypes.windll.kernel32.CreateFileW(str(path), 0x80000000, 1, None, 3, 0x20000000, None)
        ctypes.windll.kernel32.CloseHandle(handle)
