"""The twelve acts that are cut off and disturbed, each as the program does it, and the office they are done in."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ConsentState
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.edition_archive import sheet_for_use
from hokatsu_desktop.services.editions import go_back_to_standard, make_edition
from hokatsu_desktop.services.editions_file import import_editions, read_editions, write_editions
from hokatsu_desktop.services.merging import merge_agencies
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.trash import throw_away
from hokatsu_desktop.store import migrations
from hokatsu_desktop.store.backup import back_up, restore_backup
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import write_package
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.rekey import rekey
from hokatsu_desktop.store.sealing import seal_store
from tests.store.conftest import NOON, WORDS, Made, fill, open_by_key

FLOOR = Cost.floor()
PACKAGE = "HIKITSUGI_2026-11-23_AAAA"
SHEET = "tsunagi_takashima_b"


def _nobody() -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Place:
    """The folders of the office: its data, its backups, its stick; and who is told when an act is done."""

    root: Path
    made: Made
    case_id: int
    person_id: int
    draft_id: int
    agency_ids: tuple[int, int]
    editions: bytes
    told: Callable[[], None] = _nobody  # the clerk was told that it is done
    given_up: Callable[[], None] = _nobody  # the clerk was told that it is not, and the disk is well again

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.root / "daicho"

    @property
    def hikae(self) -> Path:
        """The backups."""
        return self.root / "hikae"

    @property
    def stick(self) -> Path:
        """A stick for packages."""
        return self.root / "stick"

    def at(self, root: Path) -> "Place":
        """The same office in another folder, with nobody to tell."""
        return replace(self, root=root, made=replace(self.made, folder=root / "daicho"), told=_nobody)


def new_office(root: Path) -> Place:
    """A small office with all that the acts are done to, closed; one backup from before the last note."""
    store, code = create_store(root / "daicho", WORDS, practice=False, now=NOON, cost=FLOOR, any_place=True)
    fill(store)
    made = Made(root / "daicho", store.found.master, code, store.slot_id)
    place = Place(root, made, 0, 0, 0, (0, 0), b"")
    place.stick.mkdir()
    with store.transaction() as session:
        place = _people(session, place)
    back_up(store, place.hikae, NOON)
    with store.transaction() as session:
        write_note(session, place.case_id, facts="控えを作ったあとの記録。")
    store.close()
    return place


def _people(session: Session, place: Place) -> Place:
    case_id = _new_case(session, "架空 花子")
    draft = begin_referral(session)
    save_sheet(session, SHEET, draft.id, {"issue_view": "下書きのまま。"})
    case = receive_referral(session, case_id)
    assert case.principal_id is not None
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)
    agencies = add_agency(session, "みどり診療所", phone="0000-00-0000"), add_agency(session, "緑診療所")
    add_contact(session, agencies[1].id, "見本 次郎")
    make_edition(session, replace(sheet_for_use(session, SHEET), title="つなぐ紙"), "短くしました。")
    editions = write_editions(session)
    go_back_to_standard(session, SHEET)
    ids = (agencies[0].id, agencies[1].id)
    return replace(
        place,
        case_id=case.id,
        person_id=case.principal_id,
        draft_id=draft.case_id,
        agency_ids=ids,
        editions=editions,
    )


def _new_case(session: Session, name: str) -> int:
    referral = begin_referral(session)
    save_sheet(session, "reception", referral.id, {"person_name": name})
    save_sheet(session, SHEET, referral.id, {"issue_view": "雨もりが直らず、夜も眠れない。" * 20})
    return referral.id


@dataclass(frozen=True)
class Act:
    """One of the twelve. `around` is what must hold while it runs and while its result is looked at."""

    name: str
    do: Callable[[Place], None]
    around: Callable[[], AbstractContextManager[None]] = nullcontext
    may_say: frozenset[NoticeKind] = frozenset()  # at the opening after it was cut off


def _saving(name: str, work: Callable[[Session, Place], object]) -> Act:
    """An act in a transaction of its own. When that fails the clerk looks, and does it again if it is not there."""

    def do(place: Place) -> None:
        with opened(place) as store:
            head = store.head()
            try:
                _save(store, work, place)
            except StoreRefusal:
                place.given_up()
                if store.head() == head:
                    _save(store, work, place)
            place.told()

    return Act(name, do)


def _save(store: OpenStore, work: Callable[[Session, Place], object], place: Place) -> None:
    with store.transaction() as session:
        work(session, place)


@contextmanager
def opened(place: Place) -> Iterator[OpenStore]:
    """The store of the office, open."""
    store = open_by_key(place.made)
    store.session_facts["clock"] = lambda: NOON + timedelta(hours=1)
    store.session_facts["new_salt"] = lambda: "5a" * 16  # so that the same act leaves the same rows
    try:
        yield store
    finally:
        store.close()


def _household(session: Session, place: Place) -> None:
    receive_referral(session, _new_case(session, "見本 三郎"))


def _edit(session: Session, place: Place) -> None:
    save_sheet(session, SHEET, place.case_id, {"issue_view": "屋根は直った。つぎは畑のこと。" * 30})


def _withdraw(session: Session, place: Place) -> None:
    withdraw_consent(session, place.case_id, place.person_id, "考えが変わった")


def _merge(session: Session, place: Place) -> None:
    merge_agencies(session, *place.agency_ids)


def _delete(session: Session, place: Place) -> None:
    throw_away(session, place.draft_id)


def _import(session: Session, place: Place) -> None:
    import_editions(session, read_editions(place.editions))


def _upgrade(place: Place) -> None:
    with opened(place):
        place.told()


def _back_up(place: Place) -> None:
    with opened(place) as store:
        back_up(store, place.hikae, NOON + timedelta(hours=1))
        place.told()


def _restore(place: Place) -> None:
    (backup,) = place.hikae.iterdir()
    restore_backup(place.folder, backup, WORDS, NOON)
    place.told()


def _rekey(place: Place) -> None:
    with opened(place) as store:
        rekey(store, {place.made.slot_id: WORDS}, NOON, cost=FLOOR)
        place.told()


def _seal(place: Place) -> None:
    with opened(place) as store:
        seal_store(store, PACKAGE, NOON)
        place.told()


def _package(place: Place) -> None:
    with opened(place) as store:
        write_package(store, place.stick, NOON, name=PACKAGE, cost=FLOOR)
        place.told()


@contextmanager
def newer_program() -> Iterator[None]:
    """Inside the block this version's schema has one step more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, ("0002_later", _second_step)))
        for module in ("migrations", "identity", "upgrade", "opening"):
            patch.setattr(f"hokatsu_desktop.store.{module}.SCHEMA_VERSION", 2)
        yield


def _second_step(database: Any) -> None:
    database.execute("CREATE TABLE added_later (a TEXT)")
    database.execute("ALTER TABLE office ADD COLUMN motto TEXT NOT NULL DEFAULT '一人にしない'")


ACTS = (
    _saving("household", _household),
    _saving("edit", _edit),
    _saving("withdraw", _withdraw),
    _saving("merge", _merge),
    _saving("delete", _delete),
    _saving("import", _import),
    Act("upgrade", _upgrade, newer_program, frozenset({NoticeKind.UPGRADED})),
    Act("backup", _back_up),
    Act("restore", _restore),
    # The anchor is of the new keys before CURRENT names the new generation.
    Act("rekey", _rekey, may_say=frozenset({NoticeKind.ANCHOR_MISSING})),
    Act("seal", _seal, may_say=frozenset({NoticeKind.SEALED})),
    Act("package", _package),
)
