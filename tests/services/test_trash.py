"""The trash: drafts go in, come out, are not found meanwhile, and are forgotten whole after thirty days."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Base,
    Case,
    ChangeEntry,
    Degree,
    LifeEvent,
    MeetingBasis,
    PaperGiven,
    Referral,
    SearchEntry,
    SheetEdition,
    VoiceSource,
)
from hokatsu_desktop.services.cases import Show, add_family_member, case_count
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.households import save_timeline
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting
from hokatsu_desktop.services.missing_resources import voices, wish_for
from hokatsu_desktop.services.notes import begin_note, save_note
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.papers_given import give_papers, sharing_of
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.services.trash import empty_trash, restore, throw_away, trash_count, trashed
from tests.services.conftest import Clock
from tests.services.test_story import A_SHEET, C_SHEET, received

LATER = timedelta(days=31)


def draft(session: Session, name: str = "仮名 はな") -> int:
    """A draft with rows in many tables; gives its case."""
    referral = begin_referral(session)
    save_sheet(session, A_SHEET, referral.id, {"person_name": name, "from_agency": "水道課", "consent_state": "given"})
    save_sheet(session, C_SHEET, referral.id, {"comment": "まだ案です"})
    add_family_member(session, referral.case_id, name="仮名 一郎", kinship="child")
    note = begin_note(session, referral.case_id)
    save_note(session, note.id, facts="かかってきた電話")
    add_task(session, "折り返す", case_id=referral.case_id, due_on=date(2026, 11, 23))
    session.commit()
    return referral.case_id


def counts(session: Session) -> dict[str, int]:
    """How many rows each table has, the log and the kept editions aside: a printed form names nobody."""
    aside = (ChangeEntry.__tablename__, SheetEdition.__tablename__)
    tables = [table for table in Base.metadata.sorted_tables if table.name not in aside]
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def shown_titles(session: Session) -> str:
    return " ".join(f"{row.title} {row.meta}" for group in today_page(session) for row in group.rows)


def test_a_thrown_away_draft_is_in_the_trash_and_nowhere_else(session: Session) -> None:
    case_id = draft(session)
    throw_away(session, case_id)
    session.commit()
    assert [(one.case_id, one.title, one.thrown_on) for one in trashed(session)] == [
        (case_id, "仮名世帯", date(2026, 11, 23))
    ]
    assert trashed(session)[0].kept_until == date(2026, 12, 23)
    assert trash_count(session) == 1
    assert case_count(session, Show.DRAFTS) == case_count(session, Show.ALL) == 0
    assert [find(session, typed) for typed in ("仮名", "電話", "水道課")] == [[], [], []]
    assert "仮名" not in shown_titles(session)
    assert "折り返す" not in shown_titles(session)
    assert "ごみ箱" in why_gone(session, Case, case_id)


def test_taken_out_again_it_is_found_as_before(session: Session) -> None:
    case_id = draft(session)
    before = [(hit.kind, hit.target_id, hit.title, hit.meta) for hit in find(session, "仮名")]
    throw_away(session, case_id)
    restore(session, case_id)
    assert [(hit.kind, hit.target_id, hit.title, hit.meta) for hit in find(session, "仮名")] == before
    assert [hit.kind for hit in find(session, "電話")] == ["note"]
    assert not why_gone(session, Case, case_id)
    assert trash_count(session) == 0


def test_throwing_away_is_undone_and_done_again(session: Session) -> None:
    case_id = draft(session)
    throw_away(session, case_id)
    undo(session)
    assert trash_count(session) == 0
    assert find(session, "仮名")
    redo(session)
    assert trash_count(session) == 1
    assert find(session, "電話") == []
    assert case_id == trashed(session)[0].case_id


def test_a_received_case_is_closed_and_not_thrown_away(session: Session) -> None:
    case_id = received(session).case_id
    with pytest.raises(Refusal) as refused:
        throw_away(session, case_id)
    assert "終結" in refused.value.words


def test_a_draft_on_a_meeting_stays(session: Session) -> None:
    case_id = draft(session)
    call_meeting(session, MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 11, 26), case_ids=(case_id,)))
    with pytest.raises(Refusal) as refused:
        throw_away(session, case_id)
    assert "会議から外して" in refused.value.words


def test_after_thirty_days_nothing_of_it_is_left(session: Session, clock: Clock) -> None:
    received(session)
    before = counts(session)
    case_id = draft(session)
    throw_away(session, case_id)
    session.commit()
    assert empty_trash(session) == 0
    clock.moment += LATER
    assert empty_trash(session) == 1
    session.commit()
    assert counts(session) == before
    assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert session.get(SearchEntry, case_id) is None
    assert empty_trash(session) == 0
    with pytest.raises(Gone):
        restore(session, case_id)


def test_what_was_forgotten_is_not_undone(session: Session, clock: Clock) -> None:
    throw_away(session, draft(session))
    session.commit()
    clock.moment += LATER
    empty_trash(session)
    session.commit()
    with pytest.raises(Refusal):
        undo(session)


def test_a_person_of_another_case_stays(session: Session, clock: Clock) -> None:
    other = received(session)
    case_id = draft(session)
    case = session.get_one(Case, case_id)
    family = session.get_one(Case, other.case_id)
    shared = add_family_member(session, other.case_id, name="例示 つなぐ")
    add_family_member(session, case_id, name="仮名 二郎")
    from hokatsu_desktop.models import CasePerson
    from hokatsu_desktop.services.acts import act

    with act(session, "test", "ためし"):
        session.add(CasePerson(case_id=case_id, person_id=shared.id))
    throw_away(session, case_id)
    clock.moment += LATER
    empty_trash(session)
    session.commit()
    assert session.get(Case, case.id) is None
    assert family.id in [hit.case_id for hit in find(session, "つなぐ")]


def test_an_empty_draft_is_forgotten_too(session: Session, clock: Clock) -> None:
    before = counts(session)
    referral = begin_referral(session)
    throw_away(session, referral.case_id)
    session.commit()
    clock.moment += LATER
    assert empty_trash(session) == 1
    session.commit()
    assert counts(session) == before
    assert session.get(Referral, referral.id) is None


def test_the_life_timeline_of_a_draft_is_forgotten_with_it(session: Session, clock: Clock) -> None:
    referral = begin_referral(session)
    save_timeline(session, referral.case_id, [{"what": "養蚕をやめる"}])
    assert [hit.kind for hit in find(session, "養蚕")] == ["life"]
    throw_away(session, referral.case_id)
    assert find(session, "養蚕") == []
    clock.moment += timedelta(days=31)
    assert empty_trash(session) == 1
    assert session.scalars(select(LifeEvent)).all() == []


def test_what_went_out_of_a_draft_is_found_until_it_is_thrown_away(session: Session, clock: Clock) -> None:
    case_id = draft(session)
    paper = paper_of(session, "assessment", case_id)
    answers = sharing_of(session, (paper,), "own", Degree.NAMED)
    give_papers(session, answers, receiver="見本の受取人", papers=(paper,))
    assert [hit.kind for hit in find(session, "見本の受取人")] == ["given"]
    throw_away(session, case_id)
    assert find(session, "見本の受取人") == []
    restore(session, case_id)
    assert [hit.kind for hit in find(session, "見本の受取人")] == ["given"]
    throw_away(session, case_id)
    clock.moment += LATER
    assert empty_trash(session) == 1
    assert session.scalars(select(PaperGiven)).all() == []


def test_what_the_community_said_outlives_a_forgotten_draft(session: Session, clock: Clock) -> None:
    case_id = draft(session)
    wish_for(session, "夜に話せる場所", case_id=case_id)
    throw_away(session, case_id)
    clock.moment += LATER
    assert empty_trash(session) == 1
    (line,) = voices(session)
    assert (line.voice.words, line.times) == ("夜に話せる場所", 1)
    assert session.scalars(select(VoiceSource.case_id)).all() == [None]
