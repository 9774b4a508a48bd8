"""引継ぎを受け取る: a package becomes the live store of this PC, under new keys that only the receiver has."""

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.anchor import Anchor, read_anchor, write_anchor
from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.building import Content, leaving_nothing, partial_generation, trouble_in
from hokatsu_desktop.store.chain import Head, hash_at
from hokatsu_desktop.store.data_folder import DB_NAME, DataFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity
from hokatsu_desktop.store.inspection import inspect_content
from hokatsu_desktop.store.key_file import KeyFile
from hokatsu_desktop.store.keys import Cost, MasterKey, Passphrase, new_master_key
from hokatsu_desktop.store.manifest import live_manifest, read_manifest, write_manifest
from hokatsu_desktop.store.package import Told, untold
from hokatsu_desktop.store.package_check import UnlockedPackage, copy_in, rehearsed, unlock_package
from hokatsu_desktop.store.passphrases import passphrase_problem
from hokatsu_desktop.store.place import place_problem, space_problem
from hokatsu_desktop.store.recovery_code import RecoveryCode, new_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.rekey import tried_slot, turn_key

_CHECKS = {
    "pages": "壊れたページ",
    "structure": "台帳の組み立て",
    "references": "行どうしのつながり",
    "chain": "変更の記録のつながり",
    "disposal": "廃棄簿との照らし合わせ",
    "rows": "変更の記録との照らし合わせ",
    "papers": "別紙とロゴ",
}
_ROOM = 3  # times the file's size: the rehearsed copy, the new generation and its journal


@dataclass(frozen=True)
class Received:
    """The new generation, its receiver's slot, and the code for its recovery sheet."""

    generation: str
    slot_id: str
    code: RecoveryCode = field(repr=False)
    package: str  # name of the package


def receive_package(
    folder: Path,
    package: Path,
    code: RecoveryCode,
    passphrase: Passphrase,
    now: datetime,
    *,
    cost: Cost | None = None,
    town: str = "",
    any_place: bool = False,
    backups_in: Path | None = None,
    told: Told = untold,
) -> Received:
    """The package's store becomes the one in use in a data folder; its log goes on where the sender's ended.

    A folder with the same store takes it only if the package holds all that this PC last knew; the generation used so
    far stays, and with `backups_in` there must be a backup of it. Everything is checked before the first byte is written, and a failure leaves nothing behind. The store
    must be closed. Raises StoreRefusal.
    """
    if problem := passphrase_problem(passphrase.text, town):
        raise StoreRefusal(Situation.WEAK_PASSPHRASE, problem=problem)
    if not any_place and (problem := place_problem(folder)):
        raise StoreRefusal(Situation.BAD_PLACE, problem=problem)
    unlocked = unlock_package(package, code, told)
    data = DataFolder(folder)
    _check_same_ledger(data, unlocked.says.store_id)
    with told_as_refusals(), leaving_nothing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if space_problem(folder, unlocked.says.files[DB_NAME].size * _ROOM):
            raise StoreRefusal(Situation.DISK_FULL)
        holder = in_use.take(folder, now)
        try:
            _check_content(data, unlocked)
            if backups_in is not None:
                _check_backed_up(data, unlocked.says.store_id, backups_in)
            return _put_to_use(data, unlocked, passphrase, now, cost)
        finally:
            holder.release()


def _check_same_ledger(data: DataFolder, store_id: str) -> None:
    for name in data.generations():
        found = read_manifest(data.generation(name).manifest)
        if found is not None and found.manifest.store_id != store_id:
            raise StoreRefusal(Situation.OTHER_LEDGER)


def _check_content(data: DataFolder, package: UnlockedPackage) -> None:
    """All checks of the content, in a copy; and the log must hold what this PC last knew of the store."""
    with rehearsed(package, data.path) as connection:
        if troubles := [one for one in inspect_content(connection, package.master) if not one.passed]:
            raise StoreRefusal(Situation.PACKAGE_UNPROVED, found=_CHECKS[troubles[0].check])
        if not data.generations():
            return
        anchor = read_anchor(data.anchor)
        known = anchor.anchor.head if anchor is not None else None
        if known is None:
            raise StoreRefusal(Situation.PACKAGE_FORKED, found="このパソコンで最後に見たところの印がありません")
        if known.sequence > package.says.sequence:
            raise StoreRefusal(Situation.PACKAGE_BEHIND, behind=known.sequence - package.says.sequence)
        if hash_at(connection, known.sequence) != known.hash:
            raise StoreRefusal(Situation.PACKAGE_FORKED, found="このパソコンで最後に見たところがありません")
        if known.sequence == package.says.sequence:
            raise StoreRefusal(Situation.PACKAGE_SAME)


def _check_backed_up(data: DataFolder, store_id: str, into: Path) -> None:
    """What this PC last wrote must be in a backup, which only its own key could make. Raises StoreRefusal (NOT_BACKED_UP)."""
    if (found := read_anchor(data.anchor)) is None:
        return
    newest = next((made for made in backups(into, store_id) if made.is_whole), None)
    if newest is None or newest.sequence < found.anchor.head.sequence or not found.anchor.closed:
        raise StoreRefusal(Situation.NOT_BACKED_UP)


def _put_to_use(
    data: DataFolder, package: UnlockedPackage, passphrase: Passphrase, now: datetime, cost: Cost | None
) -> Received:
    says, master, epoch = package.says, new_master_key(), package.says.epoch + 1
    code = new_recovery_code()
    slots = tuple(tried_slot(master, secret, "", says.store_id, epoch, cost) for secret in (passphrase, code))
    keys = KeyFile(says.store_id, slots).to_bytes()
    name = data.next_generation()
    try:
        with partial_generation(data.path / name) as partial:
            copy_in(package, partial)
            turn_key(partial, package.master, master)
            if trouble := trouble_in(
                partial.db, master, Content(says.store_id, says.practice, Head(says.sequence, says.head))
            ):
                raise StoreRefusal(Situation.PACKAGE_UNPROVED, found=trouble)
            write_whole(partial.keys, keys)
            identity = Identity(says.store_id, says.practice, says.created_at)
            write_manifest(partial.manifest, live_manifest(identity, name, epoch, says.schema, now), master)
        _name_as_current(data, name, keys, slots[0].slot_id, package, master, now)
    except BaseException:
        if data.read_current() != name:
            shutil.rmtree(data.path / name, ignore_errors=True)
            data.keys_copy(name).unlink(missing_ok=True)
        raise
    return Received(name, slots[0].slot_id, code, says.generation)


def _name_as_current(
    data: DataFolder,
    name: str,
    keys: bytes,
    slot_id: str,
    package: UnlockedPackage,
    master: MasterKey,
    now: datetime,
) -> None:
    says = package.says
    copy = data.keys_copy(name)
    copy.parent.mkdir(exist_ok=True)
    write_whole(copy, keys)
    head = Head(says.sequence, says.head)
    anchor = Anchor(says.store_id, name, slot_id, head, False, now.isoformat(timespec="seconds"))
    write_anchor(data.anchor, anchor, master)
    data.write_current(name)
