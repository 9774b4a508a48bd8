"""The medium a package lies on, a stick or a share: whether it will do, and what its troubles are called."""

import errno
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hokatsu_desktop.store.data_folder import MANIFEST_NAME, DataFolder
from hokatsu_desktop.store.place import facts_of
from hokatsu_desktop.store.refusals import Situation, StoreRefusal

COMPLETE_NAME = "COMPLETE"
FAT32_MOST = 2**32 - 1  # bytes of one file
_SPARE = 4 * 1024 * 1024  # for the small files and what the file system keeps for itself
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_ALLOWED = {errno.EROFS, errno.EACCES, errno.EPERM}


def check_medium(into: Path, store: DataFolder, size: int) -> None:
    """Whether a package of `size` bytes can be put into this folder. Raises StoreRefusal that says why not."""
    with medium_troubles(size):
        if not into.is_dir():
            raise StoreRefusal(Situation.MEDIUM_GONE)
        if (into / COMPLETE_NAME).exists() and (into / MANIFEST_NAME).exists():
            raise StoreRefusal(Situation.PACKAGE_THERE)
        if _is_store_place(into, store):
            raise StoreRefusal(Situation.MEDIUM_IS_STORE)
        if service := facts_of(into).synced_by:
            raise StoreRefusal(Situation.MEDIUM_SYNCED, found=service)
        _try_writing(into)
        if free_bytes(into) < size + _SPARE:
            raise StoreRefusal(Situation.MEDIUM_FULL, needed=megabytes(size))


def free_bytes(into: Path) -> int:
    """How much room a folder's disk has. Raises OSError."""
    return shutil.disk_usage(into).free


def megabytes(size: int) -> int:
    """The room a package of this size asks for, in whole megabytes."""
    return (size + _SPARE) // (1024 * 1024) + 1


@contextmanager
def full_troubles(into: Path, size: int) -> Iterator[None]:
    """Inside the block, a medium that takes no more although it still says that there is room is told as one that lies.

    Windows calls FAT32 full when a file reaches its limit. What was written in the block must be gone again when its
    error leaves it.
    """
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC or not _claims_room(into, size):
            raise
        is_limit = size > FAT32_MOST
        raise StoreRefusal(Situation.MEDIUM_FILE_LIMIT if is_limit else Situation.MEDIUM_STOPS_EARLY) from error


@contextmanager
def medium_troubles(size: int) -> Iterator[None]:
    """Inside the block, troubles of the medium become refusals that speak of it and not of the store."""
    try:
        yield
    except OSError as error:
        raise _refusal(error, size) from error


def _refusal(error: OSError, size: int) -> StoreRefusal:
    if error.errno in _FULL:
        return StoreRefusal(Situation.MEDIUM_FULL, needed=megabytes(size))
    if error.errno == errno.EFBIG:
        return StoreRefusal(Situation.MEDIUM_FILE_LIMIT)
    if error.errno in _NOT_ALLOWED:
        return StoreRefusal(Situation.MEDIUM_READ_ONLY)
    if error.errno == errno.EEXIST:
        return StoreRefusal(Situation.PACKAGE_THERE)
    return StoreRefusal(Situation.MEDIUM_GONE)


def _claims_room(into: Path, size: int) -> bool:
    try:
        return free_bytes(into) >= size + _SPARE
    except OSError:
        return False


def _is_store_place(into: Path, store: DataFolder) -> bool:
    place, own = into.resolve(), store.path.resolve()
    others = DataFolder(place)
    return place.is_relative_to(own) or others.current.exists() or bool(others.generations())


def _try_writing(into: Path) -> None:
    trial = into / f"hokatsu-{uuid.uuid4().hex[:8]}.tmp"
    try:
        trial.write_bytes(b"")
    finally:
        trial.unlink(missing_ok=True)
