"""An act recorded once, and the look at what a cut or a disturbance left of it: whole, before or after, nothing between."""

import hashlib
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import MasterKey
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package_check import Found, state_of
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.faults.twelve_acts import FLOOR, PACKAGE, Act, Place
from tests.faults.watched_disk import WatchedDisk
from tests.faults.watched_files import files_watched
from tests.faults.watched_sqlite import sqlite_watched
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot


@dataclass(frozen=True)
class Recorded:
    """An act as it went undisturbed."""

    act: Act
    disk: WatchedDisk
    place: Place  # as it was before
    masters: tuple[MasterKey, ...]  # of before and after
    before: str  # digests of the content
    after: str
    files_before: dict[str, bytes]
    files_after: dict[str, bytes]


def record(act: Act, office: Place, folder: Path) -> Recorded:
    """Does the act in a copy of the office, every call written down."""
    shutil.copytree(office.root, folder)
    place = office.at(folder)
    disk = WatchedDisk(folder)
    heard = replace(place, told=lambda: disk.told(1))
    with act.around():
        with files_watched(disk), sqlite_watched(disk):
            act.do(heard)
        files_after = snapshot(folder)
        opened = open_store(place.folder, WORDS, cost=FLOOR, any_place=True, clock=lambda: NOON)
        after, master = content_digest(opened.connection), opened.found.master
        opened.close()
    shutil.rmtree(folder)
    return Recorded(
        act=act,
        disk=disk,
        place=office,
        masters=tuple(dict.fromkeys((office.made.master, master))),
        before=after if act.name == "upgrade" else _digest_of(office, folder),
        after=after,
        files_before=snapshot(office.root),
        files_after=files_after,
    )


def _digest_of(office: Place, folder: Path) -> str:
    shutil.copytree(office.root, folder)
    store = open_by_key(office.at(folder).made)
    digest = content_digest(store.connection)
    store.close()
    shutil.rmtree(folder)
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
            store = _opened(recorded, place)
        except StoreRefusal as refusal:
            return f"does not open: {refusal.situation.value}"
        try:
            return _wrong_store(recorded, store, told) or _wrong_copies(recorded, root, told)
        finally:
            store.close()


def _opened(recorded: Recorded, place: Place) -> OpenStore:
    """The store as the program finds it, by whichever of the keys fits."""
    first, *others = recorded.masters
    for master in others:
        try:
            return open_by_key(Made(place.folder, master, place.made.code, place.made.slot_id))
        except StoreRefusal as refusal:
            if refusal.situation is not Situation.FOREIGN_FILE:
                raise
    return open_by_key(Made(place.folder, first, place.made.code, place.made.slot_id))


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
    if told and recorded.act.name == "rekey" and store.found.master != recorded.masters[-1]:
        return "the old keys still open it"
    return ""


def _wrong_copies(recorded: Recorded, root: Path, told: bool) -> str:
    """Whatever counts as a backup or a package must be the whole one that was proved, byte by byte."""
    whole = [backup.path.name for backup in backups(root / "hikae") if backup.is_whole]
    for name in whole:
        now = {f"hikae/{name}/{file}": data for file, data in snapshot(root / "hikae" / name).items()}
        if not _is_as_made(now, recorded, f"hikae/{name}/"):
            return f"backup {name} counts but is not what was proved"
    if not whole:
        return "no backup is left"
    made = {path.split("/")[1] for path in recorded.files_after if path.startswith("hikae/")}
    if told and not made <= set(whole):
        return "the backup that was acknowledged is lost"
    return _wrong_package(recorded, root, told)


def _wrong_package(recorded: Recorded, root: Path, told: bool) -> str:
    is_whole = state_of(root / "stick" / PACKAGE).found is Found.COMPLETE
    if told and recorded.act.name == "package" and not is_whole:
        return "the package that was acknowledged is lost"
    now = {f"stick/{file}": data for file, data in snapshot(root / "stick").items()}
    if is_whole and not _is_as_made(now, recorded, "stick/"):
        return "the package counts but is not what was proved"
    return ""


def _is_as_made(now: dict[str, bytes], recorded: Recorded, prefix: str) -> bool:
    return any(
        now == {path: data for path, data in files.items() if path.startswith(prefix)}
        for files in (recorded.files_before, recorded.files_after)
    )
