"""What happens between the right key and an open store: the checks, the healing, the notices."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from hokatsu_desktop.japanese.date_words import plain as plain_day
from hokatsu_desktop.store.anchor import FoundAnchor, lineage, read_anchor
from hokatsu_desktop.store.connection import RawConnection, broken_structure, damaged_pages, open_raw
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity, check_expectation, needs_upgrade, read_identity
from hokatsu_desktop.store.in_use import InUse
from hokatsu_desktop.store.key_file import FoundKeys
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.manifest import live_manifest, read_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.notices import Notice, NoticeKind, notice
from hokatsu_desktop.store.open_store import OpenStore, Unlocked
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
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
    is_new: bool = False  # just made: no anchor yet
    clock: Callable[[], datetime] | None = None

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock() if self.clock else datetime.now(UTC)


def open_unlocked(opening: Opening, holder: InUse | None, *notices: Notice) -> OpenStore:
    """The open store, after all checks; what was wrong and could be healed is healed and told in its notices.

    Raises StoreRefusal; the lock stays with the caller then.
    """
    with told_as_refusals():
        anchor = _authentic_anchor(opening)
        _check_guess(opening, anchor)
        opening, connection, upgraded = _connect(opening)
        try:
            identity = read_identity(connection)
            _check_identity(opening, identity)
            compared = _compare_with_anchor(opening, connection, anchor)
            told = (*notices, *_seal_notices(identity), *upgraded, *compared, *_heal(opening, identity))
            found = _unlocked(opening, identity, told)
            return OpenStore(found, connection, holder, read_only=bool(identity.sealed_at), clock=opening.clock)
        except BaseException:
            connection.close()
            raise


def generation_in_use(data: DataFolder) -> tuple[str, bool]:
    """The generation that CURRENT names; if that is damaged, the likely one and True. Raises StoreRefusal."""
    if name := data.read_current():
        return name, False
    names = data.generations()
    anchor = read_anchor(data.anchor)
    if len(names) == 1:
        return names[0], True
    if anchor is not None and anchor.anchor.generation in names:
        return anchor.anchor.generation, True
    raise StoreRefusal(Situation.NO_CURRENT if names else Situation.NO_STORE)


def _unlocked(opening: Opening, identity: Identity, notices: tuple[Notice, ...]) -> Unlocked:
    return Unlocked(
        data=opening.data,
        generation=opening.data.generation(opening.name),
        master=opening.master,
        epoch=opening.epoch,
        slot_id=opening.slot_id,
        identity=identity,
        notices=notices,
    )


def _authentic_anchor(opening: Opening) -> FoundAnchor | None:
    found = read_anchor(opening.data.anchor)
    return found if found and found.is_authentic(opening.master, opening.keys.keys.store_id) else None


def _check_guess(opening: Opening, anchor: FoundAnchor | None) -> None:
    """A guess among several generations must be borne out by the authentic anchor. Raises StoreRefusal (NO_CURRENT)."""
    is_guess = opening.current_is_damaged and len(opening.data.generations()) > 1
    if is_guess and (anchor is None or anchor.anchor.generation != opening.name):
        raise StoreRefusal(Situation.NO_CURRENT)


def _connect(opening: Opening) -> tuple[Opening, RawConnection, list[Notice]]:
    connection = _open_whole(opening)
    try:
        if not needs_upgrade(connection):
            return opening, connection, []
    except StoreRefusal:
        connection.close()
        raise
    connection.close()
    name = upgrade_generation(opening.data, opening.name, opening.keys.keys, opening.master, opening.now)
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


def _compare_with_anchor(opening: Opening, connection: RawConnection, anchor: FoundAnchor | None) -> list[Notice]:
    """After an end that was not in order, the structure is looked at too. Raises StoreRefusal (DAMAGED_PAGES)."""
    if opening.is_new:
        return []
    closed_in_order = anchor is not None and anchor.anchor.closed
    if not closed_in_order and (broken := broken_structure(connection, thorough=False)):
        raise StoreRefusal(Situation.DAMAGED_PAGES, pages=len(broken))
    if anchor is None:
        return [notice(NoticeKind.ANCHOR_MISSING)]
    stands = lineage(connection, anchor.anchor.head)
    if stands.behind:
        return [notice(NoticeKind.WENT_BACK, behind=stands.behind)]
    return [notice(NoticeKind.FORKED)] if stands.forked else []


def _seal_notices(identity: Identity) -> list[Notice]:
    if not identity.sealed_at:
        return []
    on = plain_day(datetime.fromisoformat(identity.sealed_at).date())
    return [notice(NoticeKind.SEALED, on=on, package=identity.sealed_as)]


def _heal(opening: Opening, identity: Identity) -> list[Notice]:
    healed = _heal_keys(opening)
    if not _manifest_is_right(opening, identity):
        manifest = live_manifest(identity, opening.name, opening.epoch, SCHEMA_VERSION, opening.now)
        write_manifest(opening.data.generation(opening.name).manifest, manifest, opening.master)
        healed.append(notice(NoticeKind.MANIFEST_HEALED))
    if opening.current_is_damaged:
        opening.data.write_current(opening.name)
        healed.append(notice(NoticeKind.CURRENT_HEALED))
    return healed


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
