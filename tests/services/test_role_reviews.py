"""Each role is looked at when a case is reviewed, also where there is no plan; going on with roles alone is a way of its own."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePeriod, MeetingCase, Stage, TaskOrigin
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.case_papers import papers_of_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.looking_back import Fate
from hokatsu_desktop.services.meetings import cases_of, decisions_of
from hokatsu_desktop.services.plans import decide_plan, make_plan, monitorings_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.role_reviews import Reviewed, record_review, role_reviews, roles_to_review
from hokatsu_desktop.services.roles_only import go_on_with_roles, roles_only_of
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.sheets.answers import as_rows
from tests.services.test_looking_back import HEALTH, WATER, fates, held, planned
from tests.services.test_story import received

NEXT = date(2026, 12, 10)
EVALUATION = "role_evaluation"


def met(session: Session) -> tuple[int, MeetingCase]:
    """A case that a meeting gave two roles and a next day."""
    case_id = received(session).case_id
    (part,) = cases_of(session, held(session, case_id, date(2026, 11, 10)).id)
    with act(session, "next", "次の日"):
        part.next_on = NEXT
    return case_id, part


def test_the_roles_of_the_plan_are_looked_at_and_what_was_done_is_ticked_off(session: Session) -> None:
    case_id, part = met(session)
    decide_plan(session, make_plan(session, part.id).id)
    first, second = roles_to_review(session, case_id)
    assert [(one.origin, one.who) for one in (first, second)] == [
        (TaskOrigin.PLAN_ROW, WATER),
        (TaskOrigin.PLAN_ROW, HEALTH),
    ]
    said = [Reviewed(first, "done", who="水道課　例川"), Reviewed(second, "not_yet", why="本人が不在だった")]
    review = record_review(session, case_id, "same", "静か", next_on=NEXT, roles=said)
    kept = role_reviews(session, case_id)[review.id]
    assert [(one.role, one.state, one.who, one.why) for one in kept] == [
        (f"{WATER}：止水を待つ", "done", "水道課　例川", ""),
        (f"{HEALTH}：受診歴をたずねる", "not_yet", "", "本人が不在だった"),
    ]
    assert [task.what for task in open_tasks(session, case_id)] == ["受診歴をたずねる"]
    assert fates(session) == [("止水を待つ", Fate.DONE), ("受診歴をたずねる", Fate.OPEN)]
    words = str(history_of_case(session, case_id))
    assert "役割の確認" in words
    assert "本人が不在だった" in words
    session.commit()
    assert undo(session) == "確認（モニタリング）を記録する"
    assert role_reviews(session, case_id) == {}
    assert len(open_tasks(session, case_id)) == 2


def test_without_a_plan_the_roles_of_the_meeting_are_looked_at_and_silence_says_nothing(session: Session) -> None:
    case_id, _part = met(session)
    first, second = roles_to_review(session, case_id)
    assert first.origin is TaskOrigin.DECISION
    review = record_review(
        session, case_id, "better", next_on=NEXT, roles=[Reviewed(first, "done"), Reviewed(second, "")]
    )
    assert [one.state for one in role_reviews(session, case_id)[review.id]] == ["done"]
    assert fates(session)[0] == ("止水を待つ", Fate.DONE)


def test_a_review_that_is_refused_keeps_nothing(session: Session) -> None:
    case_id, _part = met(session)
    first, _second = roles_to_review(session, case_id)
    with pytest.raises(Refusal):
        record_review(session, case_id, "same", next_on=None, roles=[Reviewed(first, "done")])
    assert role_reviews(session, case_id) == {}
    assert len(open_tasks(session, case_id)) == 2


def test_a_case_goes_on_with_roles_alone_and_a_plan_may_follow(session: Session) -> None:
    case_id, part = met(session)
    go_on_with_roles(session, part.id)
    case = session.get_one(Case, case_id)
    assert (case.stage, case.next_on) == (Stage.SUPPORTING, NEXT)
    assert [one.due_on for one in monitorings_of(session, case_id)] == [NEXT]
    alone = roles_only_of(session, case_id)
    assert alone is not None
    assert alone[1] is part
    make_plan(session, part.id)
    assert roles_only_of(session, case_id) is None


def test_a_case_with_roles_alone_has_its_own_evaluation_whose_closing_words_belong_to_the_period(
    session: Session,
) -> None:
    case_id, part = met(session)
    assert EVALUATION not in keys_of(session, case_id)
    go_on_with_roles(session, part.id)
    assert (EVALUATION, part.id) in keys_of(session, case_id).items()
    rows = as_rows(open_sheet(session, EVALUATION, part.id).answers["decisions"])
    assert [row["who"] for row in rows] == [WATER, HEALTH]
    rows[0]["result"] = "止水にならずに済んだ"
    save_sheet(session, EVALUATION, part.id, {"decisions": rows, "leftovers": "長男の受診", "own_view": "助かった"})
    assert [one.result for one in decisions_of(session, part.id)] == ["止水にならずに済んだ", ""]
    assert session.scalars(select(CasePeriod).where(CasePeriod.case_id == case_id)).one().leftovers == "長男の受診"
    assert open_sheet(session, EVALUATION, part.id).answers["own_view"] == "助かった"
    session.commit()
    assert undo(session) == "「評価・終結（役割）」を書く"
    assert "own_view" not in open_sheet(session, EVALUATION, part.id).answers
    assert [one.result for one in decisions_of(session, part.id)] == ["", ""]


def keys_of(session: Session, case_id: int) -> dict[str, int]:
    """The sheets offered for a case, each with a record it hangs on."""
    return {paper.key: paper.subject_id for paper in papers_of_case(session, case_id)}


def test_a_plan_of_a_later_meeting_ends_the_way_with_roles_alone_and_an_earlier_one_does_not(session: Session) -> None:
    case_id, part = met(session)
    (later,) = cases_of(session, held(session, case_id, date(2026, 11, 17)).id)
    make_plan(session, part.id)
    with act(session, "next", "次の日"):
        later.next_on = NEXT
    go_on_with_roles(session, later.id)
    alone = roles_only_of(session, case_id)
    assert alone is not None
    assert alone[1] is later
    (newest,) = cases_of(session, held(session, case_id, date(2026, 11, 20)).id)
    make_plan(session, newest.id)
    assert roles_only_of(session, case_id) is None


def test_there_is_one_day_to_look_again_whether_roles_or_a_plan_set_it(session: Session) -> None:
    case_id, part = met(session)
    go_on_with_roles(session, part.id)
    plan = decide_plan(session, make_plan(session, part.id).id)
    assert [(one.due_on, one.plan_id) for one in monitorings_of(session, case_id)] == [(plan.next_on, plan.id)]
    (later,) = cases_of(session, held(session, case_id, date(2026, 11, 20)).id)
    second = make_plan(session, later.id)
    with act(session, "next", "次の日"):
        second.next_on = date(2027, 1, 12)
    decide_plan(session, second.id)
    assert [(one.due_on, one.plan_id) for one in monitorings_of(session, case_id)] == [(date(2027, 1, 12), second.id)]


def test_roles_alone_need_a_held_meeting_a_role_and_a_day(session: Session) -> None:
    case_id = received(session).case_id
    (coming,) = cases_of(session, planned(session, case_id, date(2026, 11, 26)).id)
    with pytest.raises(Refusal) as not_held:
        go_on_with_roles(session, coming.id)
    assert "会議を終えてから" in not_held.value.words
    (part,) = cases_of(session, held(session, case_id, date(2026, 11, 10)).id)
    with pytest.raises(Refusal) as no_day:
        go_on_with_roles(session, part.id)
    assert "次に確認する日" in no_day.value.words
    assert roles_only_of(session, case_id) is None
