"""Copies of the store that an earlier key still opens, and getting rid of them."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hokatsu_desktop.store.backup import Backup, backups
from hokatsu_desktop.store.data_folder import GenerationFolder
from hokatsu_desktop.store.manifest import read_manifest
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals


@dataclass(frozen=True)
class OldCopy:
    """A generation or a backup under an earlier key: whoever knew a passphrase then can open it."""

    path: Path
    made_at: str  # ISO 8601 with zone


def old_copies(store: OpenStore, places: Iterable[Path]) -> list[OldCopy]:
    """The copies in the data folder and in these folders of backups, oldest first. Raises StoreRefusal."""
    folder = store.folder
    earlier = [folder.path / name for name in folder.generations() if name != store.generation.path.name]
    kept = [made.path for made in _backups(store, places)]
    found = [copy for path in (*earlier, *kept) if (copy := _under_earlier_key(path, store)) is not None]
    return sorted(found, key=lambda copy: (copy.made_at, copy.path.as_posix()))


def destroy(store: OpenStore, copies: Sequence[OldCopy], places: Iterable[Path]) -> None:
    """Removes these copies, their keys first, so that what a failure leaves behind opens for nobody.

    Raises StoreRefusal (NO_NEW_BACKUP) unless there is a whole backup under the key of today, and for trouble with the
    disk.
    """
    if not any(made.is_whole and _epoch(made.path) == store.found.epoch for made in _backups(store, places)):
        raise StoreRefusal(Situation.NO_NEW_BACKUP)
    for copy in copies:
        _remove(store, copy.path)


def destroy_older(store: OpenStore, paths: Iterable[Path], places: Iterable[Path], sequence: int) -> None:
    """Removes these copies, keys first. Raises StoreRefusal unless a whole backup of today's key goes beyond `sequence`."""
    newer = (made for made in _backups(store, places) if made.is_whole and made.sequence > sequence)
    if not any(_epoch(made.path) == store.found.epoch for made in newer):
        raise StoreRefusal(Situation.NO_BACKUP_SINCE)
    for path in paths:
        _remove(store, path)


def _remove(store: OpenStore, path: Path) -> None:
    """One copy; making the new backup may have thinned it out."""
    if path.is_dir() and path != store.generation.path:
        with told_as_refusals():
            GenerationFolder(path).keys.unlink(missing_ok=True)
            if path.parent == store.folder.path:
                store.folder.keys_copy(path.name).unlink(missing_ok=True)
            shutil.rmtree(path)


def has_newer_keys(store: OpenStore) -> bool:
    """Whether the keys were renewed already after what this store holds: an earlier backup was put back."""
    folder = store.folder
    return any(_epoch(folder.path / name) > store.found.epoch for name in folder.generations())


def _backups(store: OpenStore, places: Iterable[Path]) -> list[Backup]:
    return [made for place in places for made in backups(place, store.store_id)]


def _under_earlier_key(path: Path, store: OpenStore) -> OldCopy | None:
    found = read_manifest(GenerationFolder(path).manifest)
    if found is None or found.manifest.store_id != store.store_id or found.manifest.epoch >= store.found.epoch:
        return None
    return OldCopy(path, found.manifest.made_at)


def _epoch(path: Path) -> int:
    found = read_manifest(GenerationFolder(path).manifest)
    return found.manifest.epoch if found is not None else 0
