"""Building a generation folder: beside the others under a partial name, checked, and only then given its real name."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hokatsu_desktop.store.chain import Head, head_of
from hokatsu_desktop.store.connection import RawConnection, broken_structure, damaged_pages, looked_at, open_raw
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.durable_files import replace, sync_file, sync_folder
from hokatsu_desktop.store.identity import read_identity
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.place import space_problem
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals

PARTIAL = ".partial"
_ROOM = 2.2  # times the file's size that must be free before copying it


@contextmanager
def partial_generation(final: Path) -> Iterator[GenerationFolder]:
    """A folder to fill. When the block ends well it is brought to the disk and renamed; otherwise it is removed.

    Raises StoreRefusal for trouble with the disk.
    """
    partial = final.with_name(final.name + PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)  # left by a crash; never opened, holds nothing that is not elsewhere
    try:
        with told_as_refusals():
            partial.mkdir(mode=0o700, parents=True)
            yield GenerationFolder(partial)
            for file in partial.iterdir():
                sync_file(file)
            sync_folder(partial)
            replace(partial, final)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def workshop(folder: Path, name: str) -> Iterator[GenerationFolder]:
    """A folder for something that is put elsewhere or only looked at; removed in any case. Raises StoreRefusal."""
    place = folder / (name + PARTIAL)
    shutil.rmtree(place, ignore_errors=True)  # left by a crash
    try:
        with told_as_refusals():
            place.mkdir(mode=0o700, parents=True)
        yield GenerationFolder(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def leaving_nothing(folder: Path) -> Iterator[None]:
    """A data folder that was made for a store goes again when the block could not put one there."""
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        if not was_there and not DataFolder(folder).read_current():
            shutil.rmtree(folder, ignore_errors=True)
        raise


def copy_database(connection: RawConnection, size: int, target: Path) -> None:
    """Writes a compact copy under the same key. `size` is that of the file copied. Raises StoreRefusal."""
    if space_problem(target.parent, int(size * _ROOM)):
        raise StoreRefusal(Situation.DISK_FULL)
    with told_as_refusals():
        connection.execute("VACUUM INTO ?", (str(target),))
        sync_file(target)


@dataclass(frozen=True)
class Content:
    """What a copy must have in common with what it was made from."""

    store_id: str
    practice: bool
    head: Head


def content_of(connection: RawConnection) -> Content:
    """The content of an open file. Raises StoreRefusal (FOREIGN_FILE)."""
    identity = read_identity(connection)
    return Content(identity.store_id, identity.practice, head_of(connection))


def trouble_in(path: Path, master: MasterKey, expected: Content, at_times: Callable[[], None] = lambda: None) -> str:
    """Why a file that was just written does not count, in words; "" if every page is right and it holds what it should.

    Whether what was copied is itself in order is another question (store/verify.py): a store with a fault in its log
    must still be backed up. `at_times` is called now and then; what it raises ends the proof.
    """
    try:
        connection = open_raw(path, master.derive(KeyUse.DATABASE), "ro")
    except StoreRefusal as refusal:
        return refusal.words
    try:
        with looked_at(connection, at_times):
            is_broken = damaged_pages(connection) or broken_structure(connection, thorough=True)
        if is_broken:
            return "書いたものが壊れています"
        return "" if content_of(connection) == expected else "中身が元の台帳とちがいます"
    finally:
        connection.close()
