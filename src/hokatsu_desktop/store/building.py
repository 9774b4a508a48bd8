"""Building a generation folder: beside the others under a partial name, checked, and only then given its real name."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import GenerationFolder
from hokatsu_desktop.store.durable_files import replace, sync_file, sync_folder
from hokatsu_desktop.store.inspection import Verdict, inspect_content
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


def copy_database(connection: RawConnection, size: int, target: Path) -> None:
    """Writes a compact copy under the same key. `size` is that of the file copied. Raises StoreRefusal."""
    if space_problem(target.parent, int(size * _ROOM)):
        raise StoreRefusal(Situation.DISK_FULL)
    with told_as_refusals():
        connection.execute("VACUUM INTO ?", (str(target),))
        sync_file(target)


def inspect_file(path: Path, master: MasterKey) -> Verdict:
    """The thorough checks of a file that nobody has open. Raises StoreRefusal if it does not even open."""
    connection = open_raw(path, master.derive(KeyUse.DATABASE), "ro")
    try:
        return Verdict(tuple(inspect_content(connection, master)))
    finally:
        connection.close()
