"""鍵を作り直す: the whole store under a new master key in a new generation, for when somebody leaves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hokatsu_desktop.store.anchor import Anchor, write_anchor
from hokatsu_desktop.store.building import content_of, copy_database, partial_generation, trouble_in
from hokatsu_desktop.store.connection import change_key, open_raw
from hokatsu_desktop.store.data_folder import GenerationFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import chain_key_of, keep_chain_key
from hokatsu_desktop.store.key_file import KeyFile
from hokatsu_desktop.store.keys import Cost, KeyUse, MasterKey, Passphrase, Secret, Slot, new_master_key, seal, unseal
from hokatsu_desktop.store.manifest import live_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.recovery_code import RecoveryCode, new_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals


@dataclass(frozen=True)
class _NewKeys:
    """The keys of the generation that is being made."""

    master: MasterKey
    epoch: int
    file: KeyFile


def rekey(
    store: OpenStore, passphrases: Mapping[str, Passphrase], now: datetime, *, cost: Cost | None = None
) -> RecoveryCode:
    """A new generation under a new master key, opened by these passphrases (by slot id) and by the code that is returned.

    Whoever is left out, and every earlier recovery sheet, opens earlier backups and nothing else. CURRENT names the new
    generation at the end; the open store is written to no more: close it and open anew. Raises StoreRefusal (LAST_KEY
    without any passphrase, or what the disk says); the store then is as before.
    """
    if store.read_only:
        raise StoreRefusal(Situation.READ_ONLY)
    if not passphrases:
        raise StoreRefusal(Situation.LAST_KEY)
    code = new_recovery_code()
    new = _new_keys(store, passphrases, code, cost)
    data = store.folder
    name = data.next_generation()
    with partial_generation(data.path / name) as partial, store.raw() as connection:
        content = content_of(connection)
        copy_database(connection, store.generation.db.stat().st_size, partial.db)
        turn_key(partial, store.found.master, new.master)
        if trouble := trouble_in(partial.db, new.master, content):
            raise StoreRefusal(Situation.BAD_BACKUP, reason=trouble)
        write_whole(partial.keys, new.file.to_bytes())
        manifest = live_manifest(store.found.identity, name, new.epoch, SCHEMA_VERSION, now)
        write_manifest(partial.manifest, manifest, new.master)
    with told_as_refusals():
        write_whole(data.keys_copy(name), new.file.to_bytes())
        moment = now.isoformat(timespec="seconds")
        write_anchor(data.anchor, Anchor(store.store_id, name, store.slot_id, content.head, False, moment), new.master)
        data.write_current(name)
    store.end_lineage()
    return code


def _new_keys(
    store: OpenStore, passphrases: Mapping[str, Passphrase], code: RecoveryCode, cost: Cost | None
) -> _NewKeys:
    master, epoch = new_master_key(), store.found.epoch + 1
    secrets: list[tuple[str, Secret]] = [*passphrases.items(), ("", code)]
    slots = tuple(tried_slot(master, secret, slot_id, store.store_id, epoch, cost) for slot_id, secret in secrets)
    return _NewKeys(master, epoch, KeyFile(store.store_id, slots))


def tried_slot(master: MasterKey, secret: Secret, slot_id: str, store_id: str, epoch: int, cost: Cost | None) -> Slot:
    """A slot that was seen to give the master key back."""
    slot = seal(master, secret, store_id=store_id, epoch=epoch, cost=cost, slot_id=slot_id)
    if unseal(slot, secret) != master:
        raise ValueError("the new slot does not open")
    return slot


def turn_key(partial: GenerationFolder, old: MasterKey, new: MasterKey) -> None:
    """A copy goes over to a new key; the key of its change log goes into it first. Raises StoreRefusal."""
    connection = open_raw(partial.db, old.derive(KeyUse.DATABASE), "rw")
    try:
        with told_as_refusals():
            keep_chain_key(connection, chain_key_of(connection, old))
            change_key(connection, new.derive(KeyUse.DATABASE))
    finally:
        connection.close()
