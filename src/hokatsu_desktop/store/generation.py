"""Making a store and opening it: the two ways to get an OpenStore, and the look at a folder before unlocking."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.anchor import read_anchor
from hokatsu_desktop.store.building import Content, partial_generation, trouble_in
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.connection import open_raw
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity, check_expectation, write_identity
from hokatsu_desktop.store.key_file import FoundKeys, KeyFile, find_keys, unlock
from hokatsu_desktop.store.keys import Cost, KeyUse, MasterKey, Passphrase, Secret, new_master_key, seal
from hokatsu_desktop.store.manifest import live_manifest, read_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION, migrate
from hokatsu_desktop.store.notices import NoticeKind, notice
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.opening import Opening, generation_in_use, open_unlocked
from hokatsu_desktop.store.passphrases import passphrase_problem
from hokatsu_desktop.store.place import place_problem, space_problem
from hokatsu_desktop.store.quick_unlock import QuickKey
from hokatsu_desktop.store.recovery_code import RecoveryCode, new_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.slots import make_dearer


def create_store(
    folder: Path,
    passphrase: Passphrase,
    *,
    practice: bool,
    now: datetime,
    cost: Cost | None = None,
    town: str = "",
    any_place: bool = False,
) -> tuple[OpenStore, RecoveryCode]:
    """「新しく作る」: a new store in a folder that holds none, opened, and the code for its recovery sheet.

    `now` needs a zone. `town` keeps the town's name out of the passphrase. `any_place` skips the look at where the
    folder is (the user was warned). CURRENT is written last. Raises StoreRefusal.
    """
    if problem := passphrase_problem(passphrase.text, town):
        raise StoreRefusal(Situation.WEAK_PASSPHRASE, problem=problem)
    data = DataFolder(folder)
    _prepare_folder(data, any_place)
    holder = in_use.take(folder, now)
    try:
        identity = Identity(str(uuid.uuid4()), practice, now.isoformat(timespec="seconds"))
        master, code = new_master_key(), new_recovery_code()
        slots = tuple(seal(master, secret, store_id=identity.store_id, cost=cost) for secret in (passphrase, code))
        keys = FoundKeys(KeyFile(identity.store_id, slots))
        opening = Opening(data, "g0001", master, keys, slot_id=slots[0].slot_id, is_new=True)
        _write_first_generation(opening, identity, now)
        return open_unlocked(opening, holder), code
    except BaseException:
        holder.release()
        raise


def open_store(
    folder: Path,
    secret: Secret | QuickKey,
    *,
    practice: bool | None = None,
    cost: Cost | None = None,
    take_over: bool = False,
    any_place: bool = False,
    clock: Callable[[], datetime] | None = None,
) -> OpenStore:
    """Opens the store of a data folder with a passphrase, the code of the recovery sheet, or what a short number opened.

    `practice` says what is expected (None: either). A slot cheaper than `cost` (default: Cost()) is made dearer.
    `take_over` opens although a note says that another PC has it. What was healed or looks wrong is in `.notices`.
    Raises StoreRefusal; nothing is ever created, and a newer store is not changed by a single byte.
    """
    data = DataFolder(folder)
    _check_store_is_there(data, any_place)
    if label := store_label(folder):
        check_expectation(label.practice, practice)
    holder = in_use.take(folder, clock() if clock else datetime.now(UTC), take_over=take_over)
    try:
        name, is_damaged = generation_in_use(data)  # not before the lock: another program may have switched it
        keys, by = _unlocked_keys(data, name, secret)
        opening = Opening(
            data, name, by.master, keys, by.epoch, by.slot_id, practice, current_is_damaged=is_damaged, clock=clock
        )
        store = open_unlocked(opening, holder, *([notice(NoticeKind.TAKEN_OVER)] if holder.from_elsewhere else []))
        if not isinstance(secret, QuickKey):
            make_dearer(store, secret, cost or Cost())
    except BaseException:
        holder.release()
        raise
    return store


@dataclass(frozen=True)
class StoreLabel:
    """What can be said about a folder's store before it is unlocked (not yet proved authentic)."""

    practice: bool
    created_at: str  # ISO 8601 with zone


def store_label(folder: Path) -> StoreLabel | None:
    """The label of the store in a data folder, for the lock screen; None if there is none or it cannot be read."""
    try:
        name, _damaged = generation_in_use(DataFolder(folder))
    except (StoreRefusal, OSError):
        return None
    found = read_manifest(DataFolder(folder).generation(name).manifest)
    return StoreLabel(found.manifest.practice, found.manifest.created_at) if found else None


def _prepare_folder(data: DataFolder, any_place: bool) -> None:
    with told_as_refusals():
        _check_place(data, any_place)
        data.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if data.current.exists() or data.generations():
            raise StoreRefusal(Situation.ALREADY_THERE)
        if space_problem(data.path):
            raise StoreRefusal(Situation.DISK_FULL)


def _check_store_is_there(data: DataFolder, any_place: bool) -> None:
    with told_as_refusals():
        if not data.path.is_dir():
            raise StoreRefusal(Situation.MISSING_FOLDER)
        _check_place(data, any_place)
        generation_in_use(data)


def _check_place(data: DataFolder, any_place: bool) -> None:
    if not any_place and (problem := place_problem(data.path)):
        raise StoreRefusal(Situation.BAD_PLACE, problem=problem)


def _unlocked_keys(data: DataFolder, name: str, secret: Secret | QuickKey) -> tuple[FoundKeys, QuickKey]:
    """The slots, and the master key with the slot that gave it or stands behind it."""
    keys = find_keys(data.generation(name).keys, data.keys_copy(name))
    if isinstance(secret, QuickKey):
        secret.refuse_unless_in(keys.keys)
        return keys, secret
    anchor = read_anchor(data.anchor)
    master, slot = unlock(keys.keys, secret, anchor.anchor.slot if anchor else "")
    return keys, QuickKey(master, slot.slot_id, slot.epoch)


def _write_first_generation(opening: Opening, identity: Identity, now: datetime) -> None:
    data, keys = opening.data, opening.keys.keys.to_bytes()
    with partial_generation(data.path / opening.name) as partial:
        _write_database(partial.db, identity, opening.master)
        expected = Content(identity.store_id, identity.practice, Head())
        if trouble_in(partial.db, opening.master, expected):
            raise StoreRefusal(Situation.DISK_TROUBLE)
        write_whole(partial.keys, keys)
        manifest = live_manifest(identity, opening.name, opening.epoch, SCHEMA_VERSION, now)
        write_manifest(partial.manifest, manifest, opening.master)
    with told_as_refusals():
        copy = data.keys_copy(opening.name)
        copy.parent.mkdir(exist_ok=True)
        write_whole(copy, keys)
        data.write_current(opening.name)


def _write_database(path: Path, identity: Identity, master: MasterKey) -> None:
    connection = open_raw(path, master.derive(KeyUse.DATABASE), "create")
    try:
        with told_as_refusals():
            migrate(connection)
            write_identity(connection, identity)
    finally:
        connection.close()
