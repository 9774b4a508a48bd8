"""Making a store and opening it: the two ways to get an OpenStore, and the look at a folder before unlocking."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hokatsu_desktop.store import in_use, opening
from hokatsu_desktop.store.building import partial_generation
from hokatsu_desktop.store.connection import open_raw
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, MANIFEST_NAME, DataFolder, GenerationFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity, write_identity
from hokatsu_desktop.store.key_file import KeyFile, unlock
from hokatsu_desktop.store.keys import (
    Cost,
    KeyUse,
    MasterKey,
    Passphrase,
    Secret,
    new_master_key,
    passphrase_problem,
    seal,
)
from hokatsu_desktop.store.manifest import FileFact, Manifest, read_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION, migrate
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.place import place_problem, space_problem
from hokatsu_desktop.store.recovery_code import RecoveryCode, new_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, refusal_for_os_error


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
    folder is (the user was warned). Until CURRENT is written last, there is no store. Raises StoreRefusal.
    """
    if problem := passphrase_problem(passphrase.text, town):
        raise StoreRefusal(Situation.WEAK_PASSPHRASE, problem=problem)
    data = DataFolder(folder)
    _prepare_folder(data, any_place)
    holder = in_use.take(folder, now)
    try:
        master, code = new_master_key(), new_recovery_code()
        identity = Identity(str(uuid.uuid4()), practice, now.isoformat(timespec="seconds"))
        slots = tuple(seal(master, secret, store_id=identity.store_id, cost=cost) for secret in (passphrase, code))
        keys = KeyFile(identity.store_id, slots)
        _write_first_generation(data, master, identity, keys)
        store = opening.open_with_key(
            data, "g0001", master, opening.Opener(holder=holder, slot_id=slots[0].slot_id, is_new=True)
        )
    except BaseException:
        holder.release()
        raise
    return store, code


def open_store(
    folder: Path,
    secret: Secret,
    *,
    practice: bool | None = None,
    cost: Cost | None = None,
    take_over: bool = False,
    any_place: bool = False,
    clock: Callable[[], datetime] | None = None,
) -> OpenStore:
    """Opens the store of a data folder with a passphrase or the code of the recovery sheet.

    `practice` says what is expected (None: either). A slot cheaper than `cost` (default: Cost()) is made dearer.
    `take_over` opens although a note says that another PC has it. What was healed or looks wrong is in `.notices`.
    Raises StoreRefusal; nothing is ever created, and a newer store is not changed by a single byte.
    """
    data = DataFolder(folder)
    _refuse_without_store(data, any_place)
    name, guessed = opening.generation_in_use(data)
    if (label := read_manifest(data.generation(name).manifest)) is not None:
        opening.check_expectation(label.manifest.practice, practice)
    holder = in_use.take(folder, (clock or _utc_now)(), take_over=take_over)
    try:
        found = opening.find_keys(data.generation(name).keys, data.keys_copy(name))
        anchor = opening.read_anchor(data.anchor)
        master, slot = unlock(found.keys, secret, anchor.anchor.slot if anchor else "")
        opener = opening.Opener(
            holder=holder,
            slot_id=slot.slot_id,
            epoch=slot.epoch,
            practice=practice,
            guessed=guessed,
            found_keys=found,
            took_over=take_over and holder.took_over,
            clock=clock,
        )
        store = opening.open_with_key(data, name, master, opener)
    except BaseException:
        holder.release()
        raise
    return store


