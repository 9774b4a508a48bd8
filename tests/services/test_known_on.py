"""「その日に知っていたこと」 tells the day as it was, whatever was written, mended or removed afterwards."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, HouseholdMember, LifeEvent, Note, Person, Task
from hokatsu_desktop.services.cases import add_family_member, change_case
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.households import household_rows, save_household, save_timeline
from hokatsu_desktop.services.known_on import KnownOn, known_on
from hokatsu_desktop.services.notes import begin_note, save_note, write_note
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task
from hokatsu_desktop.services.timeline import timeline_rows
from tests.services.conftest import Clock

DAY = date(2026, 10, 15)


def at(clock: Clock, month: int, day: int) -> None:
    clock.moment = datetime(2026, month, day, 1, 0, tzinfo=UTC)


@pytest.fixture
def case_id(session: Session, clock: Clock) -> int:
    """A case received on 1 October: 本人 with a daughter, one fact, one note, one thing to do, one question."""
    at(clock, 10, 1)
    referral = begin_referral(session)
    save_sheet(session, "reception", referral.id, {"person_name": "見本 はな"})
    receive_referral(session, referral.id)
    add_family_member(session, referral.case_id, name="見本 さき", kinship="child", second_label="長女")
    save_timeline(session, referral.case_id, [{"happened": "1975~", "what": "町に移り住む", "source": "長女"}])
    write_note(session, referral.case_id, on=date(2026, 10, 2), facts="電話で話した。")
    add_task(session, case_id=referral.case_id, what="訪問する", who="福祉課", due_on=date(2026, 10, 20))
    save_sheet(session, "assessment", referral.case_id, {"open_questions": [{"what": "通院先", "finder": "保健師"}]})
    return referral.case_id


def words(known: KnownOn) -> dict[str, list[str]]:
    return {name: [fact.what for fact in getattr(known, name)] for name in ("timeline", "notes", "questions", "tasks")}


def test_what_stands_now_was_known_when_nothing_changed_since(session: Session, case_id: int) -> None:
    known = known_on(session, case_id, DAY)
    assert known.existed
    assert known.stage == "received"
    assert [(one.name, one.kinship, one.label) for one in known.members] == [
        ("見本 はな", "self", ""),
        ("見本 さき", "child", "長女"),
    ]
    assert words(known) | {"notes": [*words(known)["notes"]]} == {
        "timeline": ["町に移り住む"],
        "notes": ["電話で話した。", *words(known)["notes"][1:]],
        "questions": ["通院先"],
        "tasks": words(known)["tasks"],
    }
    assert "訪問する" in words(known)["tasks"]
    assert not any(fact.written_later for fact in (*known.timeline, *known.notes))


def test_edits_made_after_the_day_do_not_change_what_was_known(session: Session, clock: Clock, case_id: int) -> None:
    before = known_on(session, case_id, DAY)
    at(clock, 11, 5)
    rows = timeline_rows(session, case_id)
    rows[0]["what"] = "昭和50年ごろ、海辺の町から移り住む"
    save_timeline(session, case_id, [*rows, {"happened": "1990", "what": "夫をなくす", "source": "本人"}])
    members = household_rows(session, case_id)
    members[1]["name"], members[1]["key_person"] = "見本 さきえ", "yes"
    save_household(session, case_id, [*members, {"name": "見本 いちろう", "kinship": "child"}])
    save_sheet(session, "assessment", case_id, {"open_questions": [{"what": "通院先", "found": "町立病院"}]})
    change_case(session, case_id, stage="supporting", lead_supporter="社協")
    finish_task(session, next(one.id for one in session.scalars(select(Task)) if one.what == "訪問する"))
    write_note(session, case_id, on=date(2026, 11, 4), facts="会えた。")
    assert known_on(session, case_id, DAY) == before
    now_known = known_on(session, case_id, date(2026, 11, 5))
    assert words(now_known)["timeline"] == ["昭和50年ごろ、海辺の町から移り住む", "夫をなくす"]
    assert [one.name for one in now_known.members] == ["見本 はな", "見本 さきえ", "見本 いちろう"]
    assert not now_known.questions
    assert now_known.stage == "supporting"


def test_what_was_removed_or_left_after_the_day_was_still_known(session: Session, clock: Clock, case_id: int) -> None:
    before = known_on(session, case_id, DAY)
    at(clock, 11, 5)
    save_timeline(session, case_id, [])
    save_household(session, case_id, household_rows(session, case_id)[:1])
    save_sheet(session, "assessment", case_id, {"open_questions": []})
    assert known_on(session, case_id, DAY) == before
    undo(session)
    assert known_on(session, case_id, DAY) == before
    assert len(known_on(session, case_id, date(2026, 11, 4)).timeline) == 1


def test_a_fact_written_later_counts_from_the_day_we_learned_it_and_says_so(
    session: Session, clock: Clock, case_id: int
) -> None:
    at(clock, 11, 5)
    late = {"happened": "?中学のころ", "what": "学校を休みがちになる", "learned_on": "2026-10-10"}
    save_timeline(session, case_id, [*timeline_rows(session, case_id), late])
    write_note(session, case_id, on=date(2026, 10, 12), facts="あとから書いた。")
    draft = begin_note(session, case_id)
    save_note(session, draft.id, happened_on=date(2026, 10, 13), facts="書きかけ。")
    known = known_on(session, case_id, DAY)
    assert [(fact.what, fact.written_later) for fact in known.timeline] == [
        ("町に移り住む", False),
        ("学校を休みがちになる", True),
    ]
    assert (known.notes[0].what, known.notes[0].written_later) == ("あとから書いた。", True)
    assert "書きかけ。" not in words(known)["notes"]
    assert [fact.what for fact in known_on(session, case_id, date(2026, 10, 9)).timeline] == ["町に移り住む"]


def test_consent_stands_as_it_stood(session: Session, clock: Clock, case_id: int) -> None:
    principal = session.get_one(Case, case_id).principal_id
    at(clock, 10, 10)
    record_consent(session, case_id, principal, ConsentState.REFUSED)
    at(clock, 11, 5)
    record_consent(session, case_id, principal, ConsentState.GIVEN)
    states = [known_on(session, case_id, day).consents[0].state for day in (date(2026, 10, 9), DAY, date(2026, 11, 5))]
    assert states == ["unconfirmed", "refused", "given"]


def test_before_the_case_was_begun_nothing_was_known(session: Session, case_id: int) -> None:
    known = known_on(session, case_id, date(2026, 9, 30))
    assert not known.existed
    assert (known.members, known.consents, known.timeline, known.notes, known.tasks, known.plan) == (
        (),
        (),
        (),
        (),
        (),
        None,
    )


def test_a_case_that_is_not_there_is_said_to_be_gone(session: Session) -> None:
    with pytest.raises(Gone):
        known_on(session, 4711, DAY)


def test_reading_what_was_known_leaves_nothing_behind(session: Session, case_id: int) -> None:
    """The facts are read into rows of their own; nothing of it may be stored."""
    known_on(session, case_id, DAY)
    assert not session.new
    assert not session.dirty
    for made_of, many in ((LifeEvent, 1), (HouseholdMember, 2), (Person, 2)):
        assert len(session.scalars(select(made_of)).all()) == many
    assert all(not note.is_draft for note in session.scalars(select(Note)))
