"""ふりかえり: every decision of a held meeting says what became of it, and can be answered from there."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Decision, Meeting, MeetingBasis, OpenQuestion
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.looking_back import (
    PAGE,
    Fate,
    Span,
    carried_goals,
    carry_decision,
    drop_decision,
    open_roles,
    outcomes,
    outcomes_of_part,
    tick_decision,
    unanswered,
    write_result,
)
from hokatsu_desktop.services.looking_back_rows import open_outcomes, outcome_rows
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    attendances_of,
    call_meeting,
    cases_of,
    decisions_of,
    finish_meeting,
    record_decision,
)
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.open_questions import answer_question
from hokatsu_desktop.services.plans import decide_plan, make_plan
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.rows import follow_up
from hokatsu_desktop.services.tasks import open_tasks
from tests.services.test_story import received

WATER, HEALTH = "水道課　山本", "保健センター　木村"


def held(session: Session, case_id: int, on: date, goal_result: str = "reached") -> Meeting:
    """A meeting that gave 山本 a role that is over by now and 木村 one that is not."""
    meeting = planned(session, case_id, on)
    (part,) = cases_of(session, meeting.id)
    water, health = attendances_of(session, meeting.id)
    record_decision(session, part.id, WATER, "止水を待つ", "2026-11-20", attendance_id=water.id)
    record_decision(session, part.id, HEALTH, "受診歴をたずねる", "2026-12-20", attendance_id=health.id)
    return finish_meeting(session, meeting.id, goal_result=goal_result, goal_carried="会う人")


def planned(session: Session, case_id: int, on: date) -> Meeting:
    people = (Invitee(agency_name="水道課", name="山本"), Invitee(agency_name="保健センター", name="木村"))
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=on, case_ids=(case_id,), invitees=people)
    return call_meeting(session, call)


def fates(session: Session, span: Span | None = None, *wanted: Fate) -> list[tuple[str, Fate]]:
    return [(one.decision.what, one.fate) for one in outcomes(session, span or Span(), wanted)]


def test_what_became_of_a_decision_is_told(session: Session) -> None:
    meeting = held(session, received(session).case_id, date(2026, 11, 10))
    assert fates(session) == [("止水を待つ", Fate.OVERDUE), ("受診歴をたずねる", Fate.OPEN)]
    first, second = outcomes(session, Span())
    tick_decision(session, first.decision.id)
    write_result(session, first.decision.id, "3日待ってもらえた")
    drop_decision(session, second.decision.id, "本人が自分で話した")
    assert fates(session) == [("止水を待つ", Fate.DONE), ("受診歴をたずねる", Fate.DROPPED)]
    assert fates(session, None, Fate.DONE) == [("止水を待つ", Fate.DONE)]
    assert fates(session, None, Fate.OPEN, Fate.OVERDUE) == []
    assert open_tasks(session, first.case.id) == []
    (done, _) = outcomes_of_part(session, cases_of(session, meeting.id)[0].id)
    assert (done.done_on, done.decision.result) == (date(2026, 11, 23), "3日待ってもらえた")


def test_dropping_needs_a_reason_and_can_be_taken_back(session: Session) -> None:
    held(session, received(session).case_id, date(2026, 11, 10))
    first = outcomes(session, Span())[0]
    with pytest.raises(Refusal) as refused:
        drop_decision(session, first.decision.id, "  ")
    assert "わけ" in refused.value.words
    drop_decision(session, first.decision.id, "別の人がした")
    session.commit()
    assert undo(session) == "決定をやめる"
    assert fates(session)[0] == ("止水を待つ", Fate.OVERDUE)
    tick_decision(session, first.decision.id)
    tick_decision(session, first.decision.id, done=False)
    assert fates(session)[0] == ("止水を待つ", Fate.OVERDUE)


def test_what_is_not_done_is_carried_into_the_next_meeting_once(session: Session) -> None:
    case_id = received(session).case_id
    held(session, case_id, date(2026, 11, 10))
    (part,) = cases_of(session, planned(session, case_id, date(2026, 11, 26)).id)
    old = outcomes(session, Span())[0].decision
    new = carry_decision(session, old.id, part.id)
    assert [(one.who, one.what) for one in decisions_of(session, part.id)] == [(WATER, "止水を待つ"), (HEALTH, "")]
    assert fates(session)[0] == ("止水を待つ", Fate.REPLACED)
    assert sorted(task.what for task in open_tasks(session, case_id)) == ["受診歴をたずねる", "止水を待つ"]
    with pytest.raises(Refusal):
        carry_decision(session, old.id, part.id)
    finish_meeting(session, part.meeting_id, goal_result="reached")
    assert [(one.decision.id, one.fate) for one in outcomes(session, Span(), (Fate.OVERDUE,))] == [
        (new.id, Fate.OVERDUE)
    ]


def test_open_roles_stand_by_person_and_can_be_narrowed_to_an_agency(session: Session) -> None:
    first, second = received(session).case_id, received(session, "例示 太郎", "レイジ タロウ").case_id
    held(session, first, date(2026, 11, 10))
    held(session, second, date(2026, 11, 12))
    assert [(one.who, len(one.outcomes)) for one in open_roles(session, Span())] == [(HEALTH, 2), (WATER, 2)]
    assert [one.who for one in open_roles(session, Span(who="水道課"))] == [WATER]
    assert len(fates(session, Span(case_id=second))) == 2
    assert fates(session, Span(until=date(2026, 11, 9))) == []
    assert len(outcomes(session, Span(), offset=3, most=2)) == 1


def test_unanswered_questions_and_goals_carried_in_a_row(session: Session) -> None:
    case_id = received(session).case_id
    for day in (3, 10):
        held(session, case_id, date(2026, 11, day), "carried")
    meeting = outcomes(session, Span())[0].meeting_case
    with act(session, "ask", "問いを書く"):
        session.add(OpenQuestion(case_id=case_id, meeting_case_id=meeting.id, what="受診歴", finder=HEALTH))
    assert [(one.question.what, one.question.finder) for one in unanswered(session, Span())] == [("受診歴", HEALTH)]
    assert unanswered(session, Span(who="水道課")) == []
    assert [(one.meeting.held_on.day, one.times) for one in carried_goals(session, Span())] == [(10, 2), (3, 1)]
    held(session, case_id, date(2026, 11, 17))
    assert len(carried_goals(session, Span(since=date(2026, 11, 11)))) == 0


def test_what_a_plan_took_over_is_told_by_the_task_of_its_row(session: Session) -> None:
    case_id = received(session).case_id
    (part,) = cases_of(session, held(session, case_id, date(2026, 11, 10)).id)
    decide_plan(session, make_plan(session, part.id).id)
    assert fates(session) == [("止水を待つ", Fate.OVERDUE), ("受診歴をたずねる", Fate.OPEN)]
    first, second = outcomes(session, Span())
    tick_decision(session, first.decision.id)
    drop_decision(session, second.decision.id, "本人が自分で話した")
    assert fates(session) == [("止水を待つ", Fate.DONE), ("受診歴をたずねる", Fate.DROPPED)]
    assert open_tasks(session, case_id) == []


def test_what_was_found_out_leaves_the_unanswered_ones_with_its_task(session: Session) -> None:
    case_id = received(session).case_id
    (part,) = cases_of(session, held(session, case_id, date(2026, 11, 10)).id)
    with act(session, "ask", "たずねる"):
        question = OpenQuestion(case_id=case_id, meeting_case_id=part.id, what="昼の過ごし方", finder="木村")
        session.add(question)
        session.flush()
        follow_up(session, question, {"case": session.get_one(Case, case_id)})
    words = "「昼の過ごし方」を調べる"
    assert words in [task.what for task in open_tasks(session, case_id)]
    answer_question(session, question.id, " 川で釣りをしている ")
    assert unanswered(session, Span()) == []
    assert words not in [task.what for task in open_tasks(session, case_id)]
    answer_question(session, question.id, "")
    assert question.found_on is None
    assert [one.question.id for one in unanswered(session, Span(who="木村"))] == [question.id]
    assert unanswered(session, Span(who="山本")) == []


def test_the_paper_names_cases_by_number(session: Session) -> None:
    case_id = received(session).case_id
    held(session, case_id, date(2026, 11, 10))
    first = outcomes(session, Span())[0]
    tick_decision(session, first.decision.id)
    rows = outcome_rows(session, Span(), ())
    number = session.get_one(Case, case_id).number
    assert [(row["number"], row["who"], row["fate"]) for row in rows] == [
        (number, WATER, "R8.11.23 済み"),
        (number, HEALTH, "まだ"),
    ]
    assert [row["what"] for row in open_outcomes(session, the_office(session))] == ["受診歴をたずねる"]


def test_the_paper_has_more_than_a_page_of_the_screen(session: Session) -> None:
    case_id = received(session).case_id
    (part,) = cases_of(session, held(session, case_id, date(2026, 11, 10)).id)
    with act(session, "many", "決定"):
        session.add_all(
            Decision(meeting_case_id=part.id, position=number, who=WATER, what=f"{number}日目の見回り")
            for number in range(PAGE)
        )
    assert len(outcomes(session, Span())) == PAGE
    assert len(outcome_rows(session, Span(), ())) == PAGE + 2


def test_ending_a_meeting_anew_brings_back_nothing_that_was_given_up_or_taken_over(session: Session) -> None:
    case_id = received(session).case_id
    meeting = held(session, case_id, date(2026, 11, 10))
    drop_decision(session, outcomes(session, Span())[0].decision.id, "別の人がした")
    finish_meeting(session, meeting.id, goal_result="reached")
    assert [task.what for task in open_tasks(session, case_id)] == ["受診歴をたずねる"]
    (part,) = cases_of(session, meeting.id)
    decide_plan(session, make_plan(session, part.id).id)
    assert [task.what for task in open_tasks(session, case_id)] == ["受診歴をたずねる"]
    finish_meeting(session, meeting.id, goal_result="reached")
    assert [task.what for task in open_tasks(session, case_id)] == ["受診歴をたずねる"]
