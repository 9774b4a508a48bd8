"""The backups there are, on this PC and in the other place, and what the bottom line says of the newest."""

from dataclasses import dataclass
from pathlib import Path

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.store.backup import Backup, backups
from hokatsu_desktop.ui.backups_folder import backups_folder
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_words import backup_line

ELSEWHERE = "backup_folder"  # within Office.settings: the other place chosen last
HERE, AWAY = "このパソコンの中", "ほかの場所"


@dataclass(frozen=True)
class Kept:
    """A backup and where it lies."""

    backup: Backup
    place: str


def kept_backups(desk: Desk) -> list[Kept]:
    """The backups of this store, newest first: those on this PC, and those in the other place if it is there now."""
    with desk.reading() as session:
        other = the_office(session).settings.get(ELSEWHERE, "")
    store = desk.store
    found = [Kept(one, HERE) for one in backups(usual_place(desk), store.store_id)]
    if other and Path(other) != usual_place(desk):
        try:
            found += [Kept(one, AWAY) for one in backups(Path(other), store.store_id)]
        except OSError:  # the stick was taken out while it was read
            return found
    return sorted(found, key=lambda one: one.backup.made_at, reverse=True)


def usual_place(desk: Desk) -> Path:
    """The folder of backups beside the store."""
    return backups_folder(desk.store.folder.path)


def newest_words(desk: Desk) -> str:
    """The words of the bottom line about the newest backup."""
    found = [one.backup for one in kept_backups(desk)]
    return backup_line(found, desk.now(), practice=desk.store.practice)
