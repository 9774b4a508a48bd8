"""控えから始める: a backup that lies elsewhere becomes the store of a PC that has none."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

from hokatsu_desktop.store.backup import Backup, read_backup, restore_backup
from hokatsu_desktop.store.building import leaving_nothing
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.identity import check_expectation
from hokatsu_desktop.store.keys import Secret
from hokatsu_desktop.store.place import place_problem, space_problem
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.restore_steps import StepTold, step_untold

_DEPTH = 2  # a stick with a folder of backups on it
_MOST_FOLDERS = 500  # looked into on one level: a share may hold the whole town hall
_ROOM = 2.2  # times the file's size: the new generation, and its upgrade after it


def backups_in(place: Path) -> list[Backup]:
    """The backups in a folder somebody chose, newest first: itself one, or with some in it or in a folder in it.

    Raises StoreRefusal: BACKUPS_AWAY where the folder cannot be read, NO_BACKUPS where it holds none.
    """
    try:
        next(place.iterdir(), None)
    except OSError as error:
        raise StoreRefusal(Situation.BACKUPS_AWAY) from error
    found = list(_found(place, _DEPTH))
    if not found:
        raise StoreRefusal(Situation.NO_BACKUPS)
    return sorted(found, key=lambda made: (made.made_at, made.path.name), reverse=True)


def start_from_backup(
    folder: Path,
    backup: Backup,
    secret: Secret,
    now: datetime,
    *,
    any_place: bool = False,
    told: StepTold = step_untold,
) -> None:
    """The backup becomes the store of a folder that holds none; the backup itself is only read.

    It is copied, every page is proved in the copy, and only then the copy gets the name that makes it a store. A failure
    leaves nothing behind, and so does `told` when it stops the work. `any_place` skips the look at where the folder is.
    Raises StoreRefusal, and what `told` raises.
    """
    if not any_place and (problem := place_problem(folder)):
        raise StoreRefusal(Situation.BAD_PLACE, problem=problem)
    check_expectation(backup.practice, expected=False)
    data = DataFolder(folder)
    with told_as_refusals(), leaving_nothing(folder):
        if data.current.exists() or data.generations():
            raise StoreRefusal(Situation.ALREADY_THERE)
        if space_problem(folder, int(backup.size * _ROOM)):
            raise StoreRefusal(Situation.DISK_FULL)
        restore_backup(folder, backup.path, secret, now, told)


def _found(place: Path, depth: int) -> Iterator[Backup]:
    """A folder that may not be read, as a stick's own ones, is passed over."""
    with suppress(OSError):
        if (made := read_backup(place)) is not None:
            yield made
        elif depth:
            for path in islice((path for path in place.iterdir() if path.is_dir()), _MOST_FOLDERS):
                yield from _found(path, depth - 1)
