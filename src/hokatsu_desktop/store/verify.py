"""確認: everything about a store or a backup checked from the outside, one finding for each thing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store.anchor import lineage, read_anchor
from hokatsu_desktop.store.closed_store import closed_store
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.identity import needs_upgrade, read_identity
from hokatsu_desktop.store.inspection import Finding, Verdict, inspect_content
from hokatsu_desktop.store.key_file import FoundKeys, find_keys, unlock
from hokatsu_desktop.store.keys import KeyUse, MasterKey, Secret
from hokatsu_desktop.store.manifest import file_fact, read_manifest
from hokatsu_desktop.store.notices import NoticeKind, notice
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import StoreRefusal, told_as_refusals


def verify_store(folder: Path, secret: Secret, now: datetime) -> Verdict:
    """All checks of the store in a data folder; it must be closed, and stays as it is (a crash's journal is undone).

    Raises StoreRefusal for what stands before the checks: no store, wrong passphrase or code, in use.
    """
    with closed_store(folder, secret, now) as closed:
        data, master = closed.data, closed.master
        current = _finding("current", not closed.current_is_damaged, notice(NoticeKind.CURRENT_HEALED).words)
        looked = _look(closed.generation, master, lambda link: _anchor_finding(data, link, master))
        return Verdict((current, _keys_finding(closed.keys), *looked))


def verify_backup(path: Path, secret: Secret) -> Verdict:
    """All checks of a backup folder, which stays as it is (復元訓練). Raises StoreRefusal for a wrong secret."""
    folder = GenerationFolder(path)
    keys = find_keys(folder.keys, folder.keys)
    master, _slot = unlock(keys.keys, secret)
    return Verdict((_keys_finding(keys), *_look(folder, master, None)))


def verify_open_store(store: OpenStore) -> Verdict:
    """The thorough checks of the store that is open now. Takes seconds for a large store: run it in the worker."""
    with told_as_refusals(), store.raw() as connection:
        manifest = _manifest_finding(store.generation, connection, store.found.master)
        return Verdict((manifest, *inspect_content(connection, store.found.master)))


def _look(
    folder: GenerationFolder, master: MasterKey, anchor: Callable[[RawConnection], Finding] | None
) -> list[Finding]:
    """The findings on the encrypted file; a file that does not open is a finding, too. A live store has an anchor."""
    try:
        connection = open_raw(folder.db, master.derive(KeyUse.DATABASE), "rw" if anchor else "ro")
    except StoreRefusal as refusal:
        return [Finding("pages", False, refusal.words)]
    try:
        with told_as_refusals():
            needs_upgrade(connection)
            findings = inspect_content(connection, master)
            if all(finding.passed for finding in findings if finding.check in ("pages", "structure")):
                findings.append(_manifest_finding(folder, connection, master))
                findings += [anchor(connection)] if anchor else []
        return findings
    except StoreRefusal as refusal:
        return [Finding("pages", False, refusal.words)]
    finally:
        connection.close()


def _manifest_finding(folder: GenerationFolder, connection: RawConnection, master: MasterKey) -> Finding:
    found = read_manifest(folder.manifest)
    identity = read_identity(connection)
    right = (
        found is not None
        and found.is_authentic(master)
        and (found.manifest.store_id, found.manifest.practice) == (identity.store_id, identity.practice)
        and all(
            file_fact(folder.path / name, said.role) == said
            for name, said in found.manifest.files.items()
            if said.sha256
        )
    )
    return _finding("manifest", right, "説明ファイル（manifest.json）が、台帳の中身と合いません。")


def _keys_finding(keys: FoundKeys) -> Finding:
    damaged = keys.main_is_damaged or keys.copy_is_damaged
    people, sheets = _slot_counts(keys)
    return Finding(
        "keys",
        not damaged,
        "鍵のファイルの片方が読めません。次に開いたときに予備から直します。"
        if damaged
        else f"鍵は合言葉{people}人分、復旧シート{sheets}枚分です。",
    )


def _slot_counts(keys: FoundKeys) -> tuple[int, int]:
    kinds = [slot.kind.value for slot in keys.keys.slots]
    return kinds.count("staff"), kinds.count("recovery")


def _anchor_finding(data: DataFolder, connection: RawConnection, master: MasterKey) -> Finding:
    found = read_anchor(data.anchor)
    if found is None or not found.is_authentic(master, read_identity(connection).store_id):
        return _finding("anchor", False, notice(NoticeKind.ANCHOR_MISSING).words)
    stands = lineage(connection, found.anchor.head)
    if stands.behind:
        return _finding("anchor", False, notice(NoticeKind.WENT_BACK, behind=stands.behind).words)
    return _finding("anchor", not stands.forked, notice(NoticeKind.FORKED).words)


_GOOD = {
    "current": "どの台帳を使うかの記録は正しく読めました。",
    "manifest": "説明ファイルは台帳の中身と合っています。",
    "anchor": "このパソコンで最後に見たところまで、すべてそろっています。",
}


def _finding(check: str, passed: bool, trouble: str) -> Finding:
    return Finding(check, passed, _GOOD[check] if passed else trouble)
