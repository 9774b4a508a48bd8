"""What happens between the right key and an open store: the checks, the healing, the notices."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import sqlcipher3

from hokatsu_desktop.store.anchor import FoundAnchor, lineage, read_anchor
from hokatsu_desktop.store.connection import RawConnection, broken_structure, damaged_pages, open_raw
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, DataFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity, check_expectation, needs_upgrade, read_identity
from hokatsu_desktop.store.in_use import InUse
from hokatsu_desktop.store.key_file import FoundKeys
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.manifest import FileFact, Manifest, read_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.notices import Notice, NoticeKind, notice
from hokatsu_desktop.store.open_store import OpenStore, Unlocked
from hokatsu_desktop.store.refusals import (
    Situation,
    StoreRefusal,
    refusal_for_os_error,
    refusal_for_sqlite_error,
)
from hokatsu_desktop.store.upgrade import upgrade_generation


@dataclass(frozen=True)
class Opening:
    """Everything known before the encrypted file is touched."""

    data: DataFolder
    name: str  # of the generation
    master: MasterKey
    keys: FoundKeys
    epoch: int = 1
    slot_id: str = ""
    practice: bool | None = None  # what is expected; None: either
    current_is_damaged: bool = False
    clock: Callable[[], datetime] | None = None

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock() if self.clock else datetime.now(UTC)


def open_unlocked(opening: Opening, holder: InUse | None, *notices: Notice) -> OpenStore:
    """The open store, after all checks; what was wrong and could be healed is healed and told in its notices.

    Raises StoreRefusal; the lock stays with the caller then.
    """
    connection = None
    try:
        opening, connection, upgraded = _connect(opening)
        identity = read_identity(connection)
        _check_identity(opening, identity)
        found = read_anchor(opening.data.anchor)
        anchor = found if found and found.is_authentic(opening.master, identity.store_id) else None
        told = [*notices, *upgraded, *_compare_with_anchor(connection, anchor, is_new=_is_new(opening, found))]
        told += _heal(opening, identity, anchor)
        unlocked = Unlocked(
            data=opening.data,
            generation=opening.data.generation(opening.name),
            master=opening.master,
            epoch=opening.epoch,
            slot_id=opening.slot_id,
            identity=identity,
            notices=tuple(told),
        )
        return OpenStore(unlocked, connection, holder, clock=opening.clock)
    except BaseException as error:
        if connection is not None:
            connection.close()
        raise _as_refusal(error) from error


def _connect(opening: Opening) -> tuple[Opening, RawConnection, list[Notice]]:
    connection = _open_whole(opening)
    try:
        if not needs_upgrade(connection):
            return opening, connection, []
    except StoreRefusal:
        connection.close()
        raise
    connection.close()
    name = upgrade_generation(opening.data, opening.name, opening.master, opening.now)
    upgraded = replace(opening, name=name)
    return upgraded, _open_whole(upgraded), [notice(NoticeKind.UPGRADED, before=opening.name)]


def _open_whole(opening: Opening) -> RawConnection:
    """The connection, with every page proved unchanged. Raises StoreRefusal."""
    connection = open_raw(opening.data.generation(opening.name).db, opening.master.derive(KeyUse.DATABASE), "rw")
    if pages := damaged_pages(connection):
        connection.close()
        raise StoreRefusal(Situation.DAMAGED_PAGES, pages=len(pages))
    return connection


def _check_identity(opening: Opening, identity: Identity) -> None:
    if identity.store_id != opening.keys.keys.store_id:
        raise StoreRefusal(Situation.OTHER_STORE)
    check_expectation(identity.practice, opening.practice)


def _compare_with_anchor(connection: RawConnection, anchor: FoundAnchor | None, *, is_new: bool) -> list[Notice]:
    """After an end that was not in order, the structure is looked at too. Raises StoreRefusal (DAMAGED_PAGES)."""
    closed_in_order = is_new or (anchor is not None and anchor.anchor.closed)
    if not closed_in_order and (broken := broken_structure(connection, thorough=False)):
        raise StoreRefusal(Situation.DAMAGED_PAGES, pages=len(broken))
    if is_new:
        return []
    if anchor is None:
        return [notice(NoticeKind.ANCHOR_MISSING)]
    stands = lineage(connection, anchor.anchor.head)
    if stands.behind:
        return [notice(NoticeKind.WENT_BACK, behind=stands.behind)]
    return [notice(NoticeKind.FORKED)] if stands.forked else []


def _is_new(opening: Opening, found: FoundAnchor | None) -> bool:
    """A store that was just made has no anchor and no CURRENT yet; the latter is written after this opening."""
    return found is None and not opening.data.current.exists() and not opening.current_is_damaged


def _heal(opening: Opening, identity: Identity, anchor: FoundAnchor | None) -> list[Notice]:
    healed = [*_heal_current(opening, anchor), *_heal_keys(opening)]
    if not _manifest_is_right(opening, identity):
        write_manifest(opening.data.generation(opening.name).manifest, live_manifest(opening, identity), opening.master)
        healed.append(notice(NoticeKind.MANIFEST_HEALED))
    return healed


def _heal_current(opening: Opening, anchor: FoundAnchor | None) -> list[Notice]:
    """A guess among several generations must be borne out by the authentic anchor. Raises StoreRefusal (NO_CURRENT)."""
    if not opening.current_is_damaged:
        return []
    if len(opening.data.generations()) > 1 and (anchor is None or anchor.anchor.generation != opening.name):
        raise StoreRefusal(Situation.NO_CURRENT)
    opening.data.write_current(opening.name)
    return [notice(NoticeKind.CURRENT_HEALED)]


def _heal_keys(opening: Opening) -> list[Notice]:
    data = opening.keys.keys.to_bytes()
    main, copy = opening.data.generation(opening.name).keys, opening.data.keys_copy(opening.name)
    healed = []
    for place, damaged, kind in (
        (main, opening.keys.main_is_damaged, NoticeKind.KEYS_HEALED),
        (copy, opening.keys.copy_is_damaged, NoticeKind.KEYS_COPY_HEALED),
    ):
        if damaged:
            place.parent.mkdir(exist_ok=True)
            write_whole(place, data)
            healed.append(notice(kind))
    return healed


def _manifest_is_right(opening: Opening, identity: Identity) -> bool:
    found = read_manifest(opening.data.generation(opening.name).manifest)
    if found is None or not found.is_authentic(opening.master):
        return False
    says = found.manifest
    return (says.role, says.store_id, says.practice, says.schema, says.generation) == (
        "live",
        identity.store_id,
        identity.practice,
        SCHEMA_VERSION,
        opening.name,
    )


def live_manifest(opening: Opening, identity: Identity) -> Manifest:
    """The manifest of the live generation, from what is inside the encrypted file."""
    return Manifest(
        role="live",
        store_id=identity.store_id,
        epoch=opening.epoch,
        generation=opening.name,
        schema=SCHEMA_VERSION,
        practice=identity.practice,
        created_at=identity.created_at,
        made_at=opening.now.isoformat(timespec="seconds"),
        files={DB_NAME: FileFact("ledger"), KEYS_NAME: FileFact("keys")},
    )


def _as_refusal(error: BaseException) -> BaseException:
    match error:
        case OSError():
            return refusal_for_os_error(error)
        case sqlcipher3.Error():
            return refusal_for_sqlite_error(error) or error
        case _:
            return error
