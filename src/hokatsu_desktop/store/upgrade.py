"""Bringing an older store up: on a copy in a new generation folder, checked, and only then put to use."""

from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store.building import Content, content_of, copy_database, partial_generation, trouble_in
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity, needs_upgrade, read_identity
from hokatsu_desktop.store.key_file import KeyFile
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.manifest import live_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION, migrate
from hokatsu_desktop.store.refusals import Situation, StoreRefusal


def upgrade_generation(data: DataFolder, name: str, keys: KeyFile, master: MasterKey, now: datetime) -> str:
    """The name of a new generation with the same content in this version's form; CURRENT names it when it is ready.

    The old generation stays as it is. Raises StoreRefusal (UPGRADE_FAILED, or what the disk says); the store then is as
    before.
    """
    new = data.next_generation()
    with partial_generation(data.path / new) as partial:
        content, loose_before = _copy(data.generation(name), partial, master)
        try:
            identity, loose_after = _migrate(partial, master)
        except Exception as error:
            raise StoreRefusal(Situation.UPGRADE_FAILED) from error
        if loose_after != loose_before or trouble_in(partial.db, master, content):
            raise StoreRefusal(Situation.UPGRADE_FAILED)
        write_whole(partial.keys, keys.to_bytes())
        epoch = max((slot.epoch for slot in keys.slots), default=1)
        write_manifest(partial.manifest, live_manifest(identity, new, epoch, SCHEMA_VERSION, now), master)
    copy = data.keys_copy(new)
    copy.parent.mkdir(exist_ok=True)
    write_whole(copy, keys.to_bytes())
    data.write_current(new)
    return new


def bring_up(copy: Path, master: MasterKey) -> None:
    """Brings a file that is only looked at, a copy, to this version's form. Raises StoreRefusal (UPGRADE_FAILED, NEWER_STORE)."""
    connection = open_raw(copy, master.derive(KeyUse.DATABASE), "rw")
    try:
        if needs_upgrade(connection):
            migrate(connection)
    except StoreRefusal:
        raise
    except Exception as error:
        raise StoreRefusal(Situation.UPGRADE_FAILED) from error
    finally:
        connection.close()


def _copy(old: GenerationFolder, partial: GenerationFolder, master: MasterKey) -> tuple[Content, int]:
    connection = open_raw(old.db, master.derive(KeyUse.DATABASE), "rw")
    try:
        copy_database(connection, old.db.stat().st_size, partial.db)
        return content_of(connection), _loose_references(connection)
    finally:
        connection.close()


def _migrate(partial: GenerationFolder, master: MasterKey) -> tuple[Identity, int]:
    connection = open_raw(partial.db, master.derive(KeyUse.DATABASE), "rw")
    try:
        migrate(connection)
        return read_identity(connection), _loose_references(connection)
    finally:
        connection.close()


def _loose_references(connection: RawConnection) -> int:
    """How many rows refer to a row that is not there; a step must not make more of them."""
    return len(connection.execute("PRAGMA foreign_key_check").fetchall())
