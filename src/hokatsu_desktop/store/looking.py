"""見るだけで開く: a store in a place that is not safe to write to, opened without writing a single byte there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store.anchor import read_anchor
from hokatsu_desktop.store.connection import damaged_pages, open_raw
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.identity import check_expectation, needs_upgrade, read_identity
from hokatsu_desktop.store.in_use import NOTE_NAME, machine_in
from hokatsu_desktop.store.key_file import find_keys, unlock
from hokatsu_desktop.store.keys import KeyUse, Secret
from hokatsu_desktop.store.notices import NoticeKind, notice
from hokatsu_desktop.store.open_store import OpenStore, Unlocked
from hokatsu_desktop.store.opening import generation_in_use
from hokatsu_desktop.store.refusals import Situation, StoreRefusal


def open_to_look(
    folder: Path, secret: Secret, *, practice: bool | None = None, clock: Callable[[], datetime] | None = None
) -> OpenStore:
    """The store of a folder for reading only; no lock is taken and nothing healed, so nobody may be writing to it.

    Raises StoreRefusal: IN_USE_HERE or IN_USE_ELSEWHERE while somebody has it open, OLD_TO_LOOK for an older form.
    """
    data = DataFolder(folder)
    if not folder.is_dir():
        raise StoreRefusal(Situation.MISSING_FOLDER)
    if machine := machine_in(folder / NOTE_NAME):
        raise StoreRefusal(Situation.IN_USE_ELSEWHERE, machine=machine)
    name, _is_damaged = generation_in_use(data)
    generation = data.generation(name)
    keys, anchor = find_keys(generation.keys, data.keys_copy(name)).keys, read_anchor(data.anchor)
    master, slot = unlock(keys, secret, anchor.anchor.slot if anchor else "")
    connection = open_raw(generation.db, master.derive(KeyUse.DATABASE), "ro")
    try:
        if pages := damaged_pages(connection):
            raise StoreRefusal(Situation.DAMAGED_PAGES, pages=len(pages))
        if needs_upgrade(connection):
            raise StoreRefusal(Situation.OLD_TO_LOOK)
        identity = read_identity(connection)
        check_expectation(identity.practice, practice)
        if identity.store_id != keys.store_id:
            raise StoreRefusal(Situation.OTHER_STORE)
        told = (notice(NoticeKind.ONLY_LOOKING),)
        found = Unlocked(data, generation, master, slot.epoch, slot.slot_id, identity, told)
        return OpenStore(found, connection, None, read_only=True, mode="ro", clock=clock)
    except BaseException:
        connection.close()
        raise
