"""廃棄: nothing of a disposed case is left in any page, the log still fits, and all else is as it was."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import (
    Attachment,
    AttachmentContent,
    Attendance,
    Base,
    Case,
    CasePerson,
    ChangeEntry,
    Disposal,
    DisposedCase,
    HouseholdMember,
    Kinship,
    Meeting,
    Note,
    Part,
    Person,
    ScreenState,
    SearchEntry,
    Staff,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.disposal import dispose, not_rewritten, rewritten
from hokatsu_desktop.services.disposal_rows import disposal_rows
from hokatsu_desktop.services.figures.yearly import the_year, years_there
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.retention import candidates, hold
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.backup import back_up, backups, open_backup
from hokatsu_desktop.store.chain import Head, emptied_links, first_broken_link, hash_at
from hokatsu_desktop.store.disposal import Span, holding_copies, rewrite
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.old_copies import destroy_older
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.replay import rows_unlike_log
from hokatsu_desktop.store.verify import verify_open_store
from tests.services.test_story import received
from tests.store.canaries import CANARY, PAIR, pages_of, tell
from tests.store.conftest import NOON, WORDS, Made, open_by_key

FIRST, OTHER = 1, 2  # the cases
YEARS_LATER = datetime(2033, 4, 1, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """The store with a case to dispose of, one beside it that stays, and the colleague who agrees."""

    store: OpenStore
    case_id: int
    other_id: int
    agreeing: Approval


@pytest.fixture(scope="module")
def told_once(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A store with two closed cases, one full of canaries, made once for this module."""
    folder = tmp_path_factory.mktemp("廃棄") / "台帳"
    shutil.copytree(made_once.folder, folder)
    made = Made(folder, made_once.master, made_once.code, made_once.slot_id)
    store = open_by_key(made)
    store.session_facts.update(clock=lambda: NOON, staff_id=1)
    with store.transaction() as session:
        tell(session)
    store.close()
    return made


@pytest.fixture(scope="module")
def after_once(told_once: Made, tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Head]:
    """That store after the disposal, and the newest link before it."""
    made = Made(tmp_path_factory.mktemp("あと") / "台帳", told_once.master, told_once.code, told_once.slot_id)
    shutil.copytree(told_once.folder, made.folder)
    told = opened(made)
    head = told.store.head()
    done(told)
    told.store.close()
    return made, head


@pytest.fixture
def told(told_once: Made, tmp_path: Path) -> Iterator[Told]:
    """A copy of the store before the disposal, years later."""
    yield from copied(told_once, tmp_path / "台帳")


@pytest.fixture
def after(after_once: tuple[Made, Head], tmp_path: Path) -> Iterator[Told]:
    """A copy of the store after the disposal."""
    yield from copied(after_once[0], tmp_path / "あと")


def copied(made: Made, folder: Path) -> Iterator[Told]:
    shutil.copytree(made.folder, folder)
    told = opened(Made(folder, made.master, made.code, made.slot_id))
    yield told
    told.store.close()


def opened(made: Made) -> Told:
    store = open_by_key(made)
    store.session_facts.update(clock=lambda: YEARS_LATER, staff_id=1)
    with store.session() as session:
        colleague = session.scalars(select(Staff).order_by(Staff.id.desc())).first()
        assert colleague is not None
        approval = Approval(TwoPersonAct.DISPOSAL, 1, colleague.id, colleague.name)
    return Told(store, FIRST, OTHER, approval)


def decrypted(store: OpenStore) -> bytes:
    """Every page of the file as it lies on the disk, free ones as well."""
    return pages_of(store.generation.db, store.found.master)


def terms(store: OpenStore) -> set[str]:
    """Every word that stands in the search index, also one that no search would give any more."""
    store.connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search_index, row)")
    return {str(term) for (term,) in store.connection.execute("SELECT term FROM temp.words")}


def rows_of(store: OpenStore, *, without: frozenset[str]) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those named."""
    tables = [name for name in Base.metadata.tables if name not in without]
    return {name: store.connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in tables}


def figures(store: OpenStore) -> object:
    with store.session() as session:
        return {
            year: [
                (
                    line.figure.key,
                    line.figure.label,
                    line.figure.months,
                    line.figure.year,
                    line.figure.by_quarter(12),
                    line.before,
                )
                for group in the_year(session, year).groups
                for line in group.lines
            ]
            for year in years_there(session)
        }


def done(told: Told) -> int:
    """Disposes of the first case and writes the file anew; gives the disposal."""
    with told.store.transaction() as session:
        disposal = dispose(session, [told.case_id], told.agreeing).id
    rewrite(told.store)
    with told.store.transaction() as session:
        rewritten(session, [disposal])
    return disposal


def test_the_canary_is_everywhere_before(told: Told) -> None:
    pages = decrypted(told.store)
    assert pages.count(CANARY.encode()) > 40
    assert PAIR in terms(told.store)


def test_no_page_holds_anything_of_the_disposed_case(after: Told) -> None:
    pages = decrypted(after.store)
    assert CANARY.encode() not in pages
    assert PAIR.encode() not in pages
    assert not any(sign in term for term in terms(after.store) for sign in PAIR)
    assert "カナリア".encode() not in pages
    assert "別人".encode() in pages


def test_it_is_not_found_any_more_and_the_other_is(after: Told) -> None:
    with after.store.session() as session:
        assert find(session, PAIR) == []
        assert find(session, "かなりあ") == []
        assert {hit.case_id for hit in find(session, "別人")} == {after.other_id}
        assert session.scalar(select(SearchEntry.id).where(SearchEntry.case_id == after.case_id)) is None


def test_the_log_still_fits_and_says_what_was_emptied(after: Told, after_once: tuple[Made, Head]) -> None:
    before, connection = after_once[1], after.store.connection
    assert first_broken_link(connection, after.store.found.master.derive(KeyUse.CHAIN)) is None
    assert hash_at(connection, before.sequence) == before.hash
    assert rows_unlike_log(connection) == []
    emptied, said = emptied_links(connection)
    assert emptied == said > 50
    verdict = verify_open_store(after.store)
    assert verdict.passed, verdict.words


def test_a_link_emptied_without_a_disposal_is_found(after: Told) -> None:
    after.store.connection.execute(
        'UPDATE change_entry SET "before" = NULL, "after" = NULL, salt = \'\', digest = :digest WHERE id = 1',
        {"digest": digest_of(after.store, 1)},
    )
    assert not verify_open_store(after.store).passed


def digest_of(store: OpenStore, link: int) -> str:
    from hokatsu_desktop.services.acts import content_digest

    with store.session() as session:
        return content_digest(session.get_one(ChangeEntry, link))


def test_everything_else_is_as_it_was(told: Told) -> None:
    aside = frozenset(
        {
            "change_entry",
            "search_entry",
            "screen_state",
            "disposal",
            "disposed_case",
            "kept_figure",
            "meeting",
            "attendance",
        }
    )
    before = rows_of(told.store, without=aside)
    done(told)
    after = rows_of(told.store, without=aside)
    for table, rows in before.items():
        gone = set(map(repr, rows)) - set(map(repr, after[table]))
        assert set(map(repr, after[table])) <= set(map(repr, rows)), table
        assert not any("別人" in row for row in gone), table
    assert after["case"] == [row for row in before["case"] if row[0] == told.other_id]


def test_the_figures_of_the_years_stay(told: Told) -> None:
    before = figures(told.store)
    done(told)
    assert figures(told.store) == before


def test_people_who_are_in_another_case_stay(told: Told) -> None:
    with told.store.transaction() as session, act(session, "use_known_person", "世帯に加える"):
        case, other = session.get_one(Case, told.case_id), session.get_one(Case, told.other_id)
        session.add(HouseholdMember(household_id=other.household_id, person_id=case.principal_id, position=9))
        session.add(Kinship(person_id=case.principal_id, other_id=other.principal_id, tie="parent"))
        person_id = case.principal_id
    done(told)
    with told.store.session() as session:
        assert session.get_one(Person, person_id).name == CANARY
        assert session.scalar(select(Kinship.id)) is not None
    assert verify_open_store(told.store).passed


def test_meetings_stay_without_the_names_and_words_of_the_case(after: Told) -> None:
    with after.store.session() as session:
        alone, both = session.scalars(select(Meeting).order_by(Meeting.id))
        assert (alone.goal, both.goal) == ("", "二つの世帯を見る")
        assert [seat.name for seat in session.scalars(select(Attendance).where(Attendance.meeting_id == alone.id))] == [
            "",
            "山本",
        ]
        assert [part.case_id for part in cases_of(session, both.id)] == [after.other_id]
        assert session.scalar(select(ScreenState.unsent).where(ScreenState.staff_id == 1)) == {}


@pytest.mark.parametrize("written", ["ｶﾅﾘｱ ハナ", "カナリア　ハナ"])
def test_a_seat_keeps_no_name_of_somebody_outside_the_household_however_it_was_written(
    told: Told, written: str
) -> None:
    with told.store.transaction() as session, act(session, "seat", "席を足す"):
        person = Person(name="カナリア ハナ")
        session.add(person)
        session.flush()
        session.add(CasePerson(case_id=told.case_id, person_id=person.id, part=Part.FAMILY))
        meeting = session.scalars(select(Meeting).order_by(Meeting.id.desc())).first()
        assert meeting is not None
        session.add(Attendance(meeting_id=meeting.id, name=written))
    done(told)
    with told.store.session() as session:
        assert written not in session.scalars(select(Attendance.name)).all()
    assert written.encode() not in decrypted(told.store)


def test_the_book_names_number_class_dates_and_two_persons(after: Told) -> None:
    with after.store.session() as session:
        (row,) = disposal_rows(session, the_office(session))
        assert row == {
            "disposed_on": "2033-04-01",
            "number": "R8-001",
            "years": "5年",
            "ended_on": "2026-11-23",
            "starts_on": "2027-04-01",
            "expired_on": "2032-03-31",
            "made_by": "髙橋 まこと",
            "agreed_by": "試田 みなみ",
        }
        assert not_rewritten(session) == []
        case = session.scalars(select(DisposedCase)).one()
        assert not any(CANARY in str(value) for value in vars(case).values())


def test_it_cannot_be_undone(after: Told) -> None:
    with after.store.transaction() as session, pytest.raises(Refusal):
        undo(session)


@pytest.mark.parametrize("why", ["alone", "self", "else", "held", "early", "open", "nobody"])
def test_what_must_not_be_disposed_of_is_refused_and_stays(told: Told, why: str) -> None:
    approval: Approval | None = told.agreeing
    chosen = [told.case_id]
    before = told.store.head()
    match why:
        case "alone":
            approval = None
        case "self":
            approval = Approval(TwoPersonAct.DISPOSAL, 1, 1, "髙橋 まこと")
        case "else":
            approval = Approval(TwoPersonAct.UNSEAL, 1, told.agreeing.approver_id, "試田 みなみ")
        case "held":
            with told.store.transaction() as session:
                hold(session, told.case_id, "係争")
            before = told.store.head()
        case "early":
            told.store.session_facts["clock"] = lambda: datetime(2032, 3, 31, 3, 0, tzinfo=UTC)
        case "open":
            with told.store.transaction() as session, act(session, "reopen", "再開する"):
                session.get_one(Case, told.case_id).stage = "reopened"
            before = told.store.head()
        case _:
            chosen = []
    with told.store.transaction() as session, pytest.raises(Refusal):
        dispose(session, chosen, approval)
    assert told.store.head() == before
    with told.store.session() as session:
        assert session.get(Case, told.case_id) is not None
        assert session.scalars(select(Disposal)).all() == []


def test_a_hold_keeps_one_of_two(told: Told) -> None:
    with told.store.transaction() as session:
        hold(session, told.other_id, "開示請求")
        assert [one.case_id for one in candidates(session)] == [told.case_id]
        with pytest.raises(Refusal):
            dispose(session, [told.case_id, told.other_id], told.agreeing)
        dispose(session, [told.case_id], told.agreeing)
    with told.store.session() as session:
        assert session.get(Case, told.other_id) is not None


def test_both_cases_leave_figures_and_an_unbroken_log(told: Told) -> None:
    before = figures(told.store)
    for case_id in (told.case_id, told.other_id):
        with told.store.transaction() as session:
            dispose(session, [case_id], told.agreeing)
    rewrite(told.store)
    assert figures(told.store) == before
    assert verify_open_store(told.store).passed
    assert "別人".encode() not in decrypted(told.store)
    with told.store.session() as session:
        assert session.scalars(select(AttachmentContent.id)).all() == session.scalars(select(Attachment.id)).all() == []


def test_the_list_of_copies_is_complete_and_the_copies_can_be_destroyed(told: Told, tmp_path: Path) -> None:
    into = tmp_path / "控え"
    early = back_up(told.store, into, YEARS_LATER - timedelta(days=40))
    late = back_up(told.store, into, YEARS_LATER)
    disposal_id = done(told)
    with told.store.session() as session:
        disposal = session.get_one(Disposal, disposal_id)
        first = session.scalars(select(DisposedCase.first_link)).one()
        spans = [Span(first, disposal.sequence)]
    with pytest.raises(StoreRefusal) as refused:
        destroy_older(told.store, [early.path], [into], disposal.sequence)
    assert refused.value.situation is Situation.NO_BACKUP_SINCE
    after = back_up(told.store, into, YEARS_LATER + timedelta(days=1))
    found = holding_copies(told.store, [into], spans)
    assert [copy.path for copy in found] == [early.path, late.path]
    for made in backups(into):
        opened = open_backup(made.path, WORDS)
        with opened.session() as session:
            holds = session.scalar(select(Person.id).where(Person.name == CANARY)) is not None
        opened.close()
        assert holds == (made.path in {copy.path for copy in found})
    assert all(copy.goes_on is not None and copy.goes_on > YEARS_LATER for copy in found)
    destroy_older(told.store, [copy.path for copy in found], [into], disposal.sequence)
    assert [made.path for made in backups(into)] == [after.path]
    assert holding_copies(told.store, [into], spans) == []


def test_a_full_disk_leaves_the_file_as_it_was(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    with told.store.transaction() as session:
        disposal = dispose(session, [told.case_id], told.agreeing).id
    monkeypatch.setattr("hokatsu_desktop.store.disposal.space_problem", lambda _path, _size: "full")
    with pytest.raises(StoreRefusal) as refused:
        rewrite(told.store)
    assert refused.value.situation is Situation.DISK_FULL
    with told.store.session() as session:
        assert not_rewritten(session) == [disposal]
    monkeypatch.undo()
    rewrite(told.store)
    assert CANARY.encode() not in decrypted(told.store)


def test_an_id_used_again_belongs_to_its_new_row(after: Told) -> None:
    """What a draft that was thrown away said of a row with the same id stays as it was: it is not this case's."""
    with after.store.transaction() as session:
        new = received(session, "新しい 花子").case_id
        write_note(session, new, facts="新しい電話")
    assert verify_open_store(after.store).passed
    with after.store.session() as session:
        facts = [note.facts for note in session.scalars(select(Note).where(Note.case_id == new).order_by(Note.id))]
        assert facts[-1] == "新しい電話"
        links = session.scalars(
            select(ChangeEntry).where(ChangeEntry.table_name == "note", ChangeEntry.digest == "")
        ).all()
        assert any((link.after or {}).get("facts") == "新しい電話" for link in links)
