"""The backups there are, on this PC and in the other place, and what the bottom line says of the newest."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hokatsu_desktop.services.backup_drills import last_drill
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.store.backup import Backup, backups
from hokatsu_desktop.store.data_folder import backups_folder, salvaged_folder
from hokatsu_desktop.store.old_copies import OldCopy, destroy, old_copies
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.second_place import second_place
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.backup_words import backup_line

ELSEWHERE = "backup_folder"  # within Office.settings: the other place chosen last
HERE, SECOND, AWAY = "このパソコンの中", "2つ目の置き場所", "ほかの場所"
SALVAGED = "壊れた台帳から救い出したもの"


@dataclass(frozen=True)
class Kept:
    """A backup and where it lies."""

    backup: Backup
    place: str


def kept_backups(desk: Desk) -> list[Kept]:
    """The backups of this store, newest first: those on this PC, and those in the other place if it is there now."""
    found: list[Kept] = []
    for place, words in places_of(desk).items():
        with suppress(StoreRefusal):  # a stick was taken out, or a folder may not be read: the others still count
            found += [Kept(one, words) for one in backups(place, desk.store.store_id)]
    return sorted(found, key=lambda one: one.backup.made_at, reverse=True)


def none_words(desk: Desk) -> str:
    """What to say where no backup is found: a rehearsal shows that there is one, in a place not seen from here."""
    with desk.reading() as session:
        was_rehearsed = last_drill(session) is not None
    seen = "いま、このパソコンから見える控えはありません" if was_rehearsed else "まだ控えがありません"
    return f"{seen}。「いま控えを作る」を押してください。"


def old_kept_copies(desk: Desk) -> list[OldCopy]:
    """The copies that an earlier key still opens, as far as their places are there now."""
    try:
        return old_copies(desk.store, places_of(desk))
    except StoreRefusal:  # the stick was taken out while it was read
        return old_copies(desk.store, [usual_place(desk)])


def destroy_old_copies(desk: Desk) -> int:
    """Removes them; gives their number. Raises StoreRefusal."""
    found = old_kept_copies(desk)
    destroy(desk.store, found, places_of(desk))
    return len(found)


def places_of(desk: Desk) -> dict[Path, str]:
    """Where backups may lie and what each place is called: beside the store, the second place, the one chosen by hand.

    What was saved of a damaged store counts as well: it holds the records, and opens with the keys of its day.
    """
    with desk.reading() as session:
        other = the_office(session).settings.get(ELSEWHERE, "")
    second = second_place(desk.store.folder)
    by_hand = {Path(other): AWAY} if other else {}
    always = {second.path: SECOND} if second is not None else {}
    salvaged = salvaged_folder(desk.store.folder.path)
    saved = {salvaged: SALVAGED} if salvaged.is_dir() else {}
    return {**by_hand, **always, **saved, usual_place(desk): HERE}


def usual_place(desk: Desk) -> Path:
    """The folder of backups beside the store."""
    return backups_folder(desk.store.folder.path)


def newest_words(desk: Desk) -> str:
    """The words of the bottom line about the newest backup."""
    found = [one.backup for one in kept_backups(desk)]
    return backup_line(found, desk.now(), practice=desk.store.practice)
