"""復元訓練: a backup is put back into a folder of its own, opened, checked and counted, and everything is removed again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hokatsu_desktop.store.backup import Backup, received_cases, restore_backup
from hokatsu_desktop.store.building import workshop
from hokatsu_desktop.store.chain import Head, hash_at, head_of
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.key_file import find_keys, unlock
from hokatsu_desktop.store.keys import KeyUse, Secret
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import StoreRefusal, told_as_refusals
from hokatsu_desktop.store.verify import verify_store

COUNTED = {"person": "人", "note": "経過記録", "meeting": "会議"}


@dataclass(frozen=True)
class Rehearsal:
    """How putting one backup back went. The counts are by what is counted, in the order they are shown."""

    trouble: str  # in words; "" when it passed
    then: Mapping[str, int]  # in the backup
    now: Mapping[str, int]  # in the store that is open
    links: int = 0  # how many links the backup's log has
    newer: int = 0  # how many links the open store has more

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.trouble


def rehearse_restore(store: OpenStore, backup: Backup, secret: Secret, now: datetime) -> Rehearsal:
    """Puts the backup back beside the store, as after a loss, with what was typed; nothing of it stays.

    It passes if every check of a store passes there and its log is a beginning of the open store's. Raises StoreRefusal
    for a secret that does not open it; what is wrong with the backup is told in the rehearsal.
    """
    keys = GenerationFolder(backup.path).keys
    unlock(find_keys(keys, keys).keys, secret)
    with store.raw() as connection:
        ours = counts_of(connection)
    with workshop(store.folder.path, "kunren") as made:
        try:
            restore_backup(made.path, backup.path, secret, now)
            verdict = verify_store(made.path, secret, now)
            if not verdict.passed:
                return Rehearsal(verdict.words, {}, ours)
            return _compared(store, DataFolder(made.path), secret, ours)
        except StoreRefusal as refusal:
            return Rehearsal(refusal.words, {}, ours)


def counts_of(connection: RawConnection) -> dict[str, int]:
    """How many received cases, people, notes and meetings a store holds."""
    found = {"ケース": received_cases(connection)}
    for table, words in COUNTED.items():
        (found[words],) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return found


def _compared(store: OpenStore, there: DataFolder, secret: Secret, ours: Mapping[str, int]) -> Rehearsal:
    generation = there.generation(there.read_current() or "")
    master, _slot = unlock(find_keys(generation.keys, generation.keys).keys, secret)
    copy = open_raw(generation.db, master.derive(KeyUse.DATABASE), "ro")
    try:
        with told_as_refusals():
            then, theirs = counts_of(copy), head_of(copy)
    finally:
        copy.close()
    with store.raw() as connection:
        known, head = Head(theirs.sequence, hash_at(connection, theirs.sequence)), head_of(connection)
    trouble = "" if known == theirs else "この控えの変更の記録は、いまの台帳の続きになっていません。"
    return Rehearsal(trouble, then, ours, theirs.sequence, max(0, head.sequence - theirs.sequence))
