"""After a disposal (廃棄): the file is written anew, so that no page holds what was removed; and which copies still do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hokatsu_desktop.store.backup import Backup, backups, kept_of
from hokatsu_desktop.store.building import Content, content_of
from hokatsu_desktop.store.connection import broken_structure, damaged_pages
from hokatsu_desktop.store.data_folder import GenerationFolder
from hokatsu_desktop.store.manifest import read_manifest
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.place import space_problem
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals

_ROOM = 2.2  # times the file's size that must be free: VACUUM writes it anew and keeps the old pages in its journal
_DAYS_AHEAD = 3660


@dataclass(frozen=True)
class Span:
    """Copies of the store hold a disposed case if their log ends at or behind `first` and not behind `last`."""

    first: int
    last: int

    def holds(self, sequence: int) -> bool:
        """Whether a copy whose log ends there has it."""
        return self.first <= sequence <= self.last


@dataclass(frozen=True)
class HoldingCopy:
    """A backup or an earlier generation that still holds what was disposed of."""

    path: Path
    made_at: datetime
    is_backup: bool
    goes_on: datetime | None  # by itself, when a backup is made on every day; None: only by hand


def rewrite(store: OpenStore) -> None:
    """Writes the file anew: first the search index without what was taken out of it, then every page. Raises StoreRefusal.

    A crash in between leaves the file as it was.
    """
    if store.read_only:
        raise StoreRefusal(Situation.READ_ONLY)
    size = store.generation.db.stat().st_size
    if space_problem(store.generation.path, int(size * _ROOM)):
        raise StoreRefusal(Situation.DISK_FULL)
    with store.raw() as connection, told_as_refusals():
        before: Content = content_of(connection)
        connection.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
        connection.execute("VACUUM")
        if damaged_pages(connection) or broken_structure(connection, thorough=True) or content_of(connection) != before:
            raise StoreRefusal(Situation.DISK_TROUBLE)


def holding_copies(store: OpenStore, places: Iterable[Path], spans: Sequence[Span]) -> list[HoldingCopy]:
    """The backups in these folders and the earlier generations that hold any of these, oldest first. Raises StoreRefusal."""
    found = [_earlier(store, name) for name in store.folder.generations() if name != store.generation.path.name]
    copies = [one for one in found if one is not None]
    for place in places:
        mine = backups(place, store.store_id)
        holding = [made for made in mine if any(span.holds(made.sequence) for span in spans)]
        copies += [HoldingCopy(made.path, made.made_at, True, ages_out(made, mine)) for made in holding]
    return sorted(copies, key=lambda copy: (copy.made_at, copy.path.as_posix())) if spans else []


def ages_out(one: Backup, mine: Sequence[Backup]) -> datetime | None:
    """The day on which a backup is thinned out if one is made on every day from now on; None for a damaged one."""
    if not one.is_whole:
        return None
    whole = [made for made in mine if made.is_whole]
    newest = max(made.made_at for made in whole)
    kept = whole
    for day in range(1, _DAYS_AHEAD):
        moment = newest + timedelta(days=day)
        later = Backup(Path(f"{day}"), moment, 0, 0, one.store_id, one.practice, is_whole=True)
        kept = [later, *kept]
        stays = kept_of(kept)
        kept = [made for made in kept if made.path in stays]
        if one.path not in stays:
            return moment
    return None


def _earlier(store: OpenStore, name: str) -> HoldingCopy | None:
    """An earlier generation, which does not say how far its log goes: it is taken to hold everything."""
    path = store.folder.generation(name).path
    found = read_manifest(GenerationFolder(path).manifest)
    if found is None or found.manifest.store_id != store.store_id:
        return None
    return HoldingCopy(path, datetime.fromisoformat(found.manifest.made_at), False, None)
