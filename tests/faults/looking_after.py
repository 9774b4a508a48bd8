"""An act recorded once, and the look at what a cut or a disturbance left of it: whole, before or after, nothing between."""

import hashlib
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

from hokatsu_desktop.store.backup import backups, open_backup
from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.key_file import find_keys, unlock
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.opening import generation_in_use
from hokatsu_desktop.store.package_check import Found, state_of
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.verify import verify_backup
from tests.faults.twelve_acts import PACKAGE, Act, Place
from tests.faults.watched_disk import WatchedDisk
from tests.faults.watched_files import files_watched
from tests.faults.watched_sqlite import sqlite_watched
from tests.store.conftest import WORDS, Made, open_by_key, snapshot


@dataclass(frozen=True)
class Recorded:
    """An act as it went undisturbed."""

    act: Act
    disk: WatchedDisk
    place: Place  # as it was before
    before: str  # digests of the content
    after: str
    first_backup: str
    backups_before: frozenset[str]  # names
    backups_after: frozenset[str]
    looked: dict[int, str] = field(default_factory=dict)  # what is wrong with backups that were looked at, by a hash


def record(act: Act, office: Place, folder: Path) -> Recorded:
    """Does the act in a copy of the office, every call written down."""
    shutil.copytree(office.root, folder)
    place = office.at(folder)
    disk = WatchedDisk(folder)
    heard = replace(place, told=lambda: disk.told(1))
    with act.around():
        with files_watched(disk), sqlite_watched(disk):
            act.do(heard)
        backups_after = _names(place.hikae)
        after = _digest_in(place)
    return Recorded(
        act=act,
        disk=disk,
        place=office,
        before=after if act.name == "upgrade" else _digest_in(_copy(office, folder)),
        after=after,
        first_backup=_digest_of_backup(next(office.hikae.iterdir())),
        backups_before=_names(office.hikae),
        backups_after=backups_after,
    )


def _names(hikae: Path) -> frozenset[str]:
    return frozenset(backup.path.name for backup in backups(hikae))


def _copy(office: Place, folder: Path) -> Place:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(office.root, folder)
    return office.at(folder)


def _digest_in(place: Place) -> str:
    store = _opened(place)
    digest = content_digest(store.connection)
    store.close()
    shutil.rmtree(place.root)
    return digest


# What a file says of its own keys and seal, and of the moment at which it was brought up.
_OF_THE_FILE = frozenset({"store_identity", "_sqlite_migrations"})


def content_digest(connection: RawConnection) -> str:
    """A digest of every row of every table, but for what a file says of itself."""
    digest = hashlib.sha256()
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    for (name,) in sorted(names.fetchall()):
        if name not in _OF_THE_FILE:
            digest.update(repr((name, connection.execute(f'SELECT * FROM "{name}"').fetchall())).encode())
    return digest.hexdigest()


def trouble_left(recorded: Recorded, root: Path, *, told: bool) -> str:
    """What is wrong with the office in this folder after the act was cut off, in words; "" if nothing is."""
    place = recorded.place.at(root)
    with recorded.act.around():
        try:
            store = _opened(place)
        except StoreRefusal as refusal:
            return f"does not open: {refusal.situation.value}"
        try:
            wrong = _wrong_store(recorded, store, told)
        finally:
            store.close()
    return wrong or _wrong_copies(recorded, root, told)


def _opened(place: Place) -> OpenStore:
    """The store as the program finds it; whoever knew the passphrase before still opens it."""
    data = DataFolder(place.folder)
    name, _damaged = generation_in_use(data)
    keys = find_keys(data.generation(name).keys, data.keys_copy(name)).keys
    master, slot = unlock(keys, WORDS)
    return open_by_key(Made(place.folder, master, place.made.code, slot.slot_id))


def _wrong_store(recorded: Recorded, store: OpenStore, told: bool) -> str:
    said = {notice.kind for notice in store.notices} - recorded.act.may_say
    if said:
        return f"says {', '.join(sorted(said))}"
    content = content_digest(store.connection)
    if content not in (recorded.before, recorded.after):
        return "half of the act is there"
    if told and content != recorded.after:
        return "what was acknowledged is lost"
    if told and recorded.act.name == "seal" and not store.is_sealed:
        return "the seal is lost"
    if told and recorded.act.name == "rekey" and store.found.master == recorded.place.made.master:
        return "the old keys still open it"
    return ""


def _wrong_copies(recorded: Recorded, root: Path, told: bool) -> str:
    """Whatever counts as a backup or a package must be a whole one."""
    whole = [backup.path for backup in backups(root / "hikae") if backup.is_whole]
    for path in whole:
        if path.name not in recorded.backups_after and path.name not in recorded.backups_before:
            return f"backup {path.name} came from nowhere"
        if wrong := _wrong_backup(recorded, path):
            return f"backup {path.name} counts but {wrong}"
    if not whole:
        return "no backup is left"
    if told and not recorded.backups_after <= {path.name for path in whole}:
        return "the backup that was acknowledged is lost"
    state = state_of(root / "stick" / PACKAGE)
    if told and recorded.act.name == "package" and state.found is not Found.COMPLETE:
        return "the package that was acknowledged is lost"
    return ""


def _wrong_backup(recorded: Recorded, path: Path) -> str:
    """What is wrong with a backup that counts; looked at once for the same bytes."""
    key = hash(tuple(snapshot(path).items()))
    if key not in recorded.looked:
        recorded.looked[key] = _looked_through(recorded, path)
    return recorded.looked[key]


def _looked_through(recorded: Recorded, path: Path) -> str:
    if not (verdict := verify_backup(path, WORDS)).passed:
        return verdict.words
    known = (recorded.before, recorded.after, recorded.first_backup)
    return "" if _digest_of_backup(path) in known else "holds something else"


def _digest_of_backup(path: Path) -> str:
    store = open_backup(path, WORDS)
    try:
        return content_digest(store.connection)
    finally:
        store.close()
