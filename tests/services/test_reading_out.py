"""読み上げ: who does what by when, line by line; what is missing is asked, and a change makes it unread again."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import attendances_of, cases_of, decisions_of, finish_meeting, record_decision
from hokatsu_desktop.services.plans import decide_plan, make_plan, rows_of
from hokatsu_desktop.services.reading_out import (
    NextToRead,
    RoleToRead,
    confirm_next,
    confirm_role,
    lines_to_read,
    write_next,
    write_role,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.tasks import open_tasks
from tests.services.test_looking_back import HEALTH, WATER, planned
from tests.services.test_story import received


def called(session: Session) -> tuple[int, int, int]:
    """A meeting on which 山本 has a role without a day and 木村 none yet: its id, its part's id, and the case's."""
    case_id = received(session).case_id
    meeting = planned(session, case_id, date(2026, 11, 26))
    (part,) = cases_of(session, meeting.id)
    water, _health = attendances_of(session, meeting.id)
    record_decision(session, part.id, WATER, "止水を待つ", attendance_id=water.id)
    return meeting.id, part.id, case_id


def roles(session: Session, meeting_id: int) -> list[RoleToRead]:
    return [one for one in lines_to_read(session, meeting_id) if isinstance(one, RoleToRead)]


def test_every_attendee_is_read_and_what_is_missing_is_told(session: Session) -> None:
    meeting_id, _part, _case = called(session)
    lines = lines_to_read(session, meeting_id)
    assert [(one.decision.who, one.lacks_role, one.lacks_due, one.is_read) for one in roles(session, meeting_id)] == [
        (WATER, False, True, False),
        (HEALTH, True, False, False),
    ]
    assert isinstance(lines[-1], NextToRead)
    assert not lines[-1].is_read


def test_what_was_asked_is_written_and_confirmed_until_it_is_changed(session: Session) -> None:
    meeting_id, part_id, _case = called(session)
    water, health = roles(session, meeting_id)
    write_role(session, water.decision.id, due="2026-12-04")
    write_role(session, health.decision.id, reason="記録のため")
    for one in (water, health):
        confirm_role(session, one.decision.id)
    write_next(session, part_id, date(2026, 12, 10), HEALTH)
    confirm_next(session, part_id)
    assert all(one.is_read for one in lines_to_read(session, meeting_id))
    write_role(session, health.decision.id, what="受診歴をたずねる")
    assert [one.is_read for one in lines_to_read(session, meeting_id)] == [True, False, True]
    assert health.decision.no_role_reason == ""
    session.commit()
    assert undo(session) == "読み上げで決定を書き足す"
    assert all(one.is_read for one in lines_to_read(session, meeting_id))


def test_a_day_asked_for_after_the_meeting_reaches_the_task(session: Session) -> None:
    meeting_id, part_id, case_id = called(session)
    finish_meeting(session, meeting_id, goal_result="reached")
    first = decisions_of(session, part_id)[0]
    assert [task.due_on for task in open_tasks(session, case_id)] == [None]
    write_role(session, first.id, due="2026-12-04")
    assert [task.due_on for task in open_tasks(session, case_id)] == [date(2026, 12, 4)]


def test_a_day_asked_for_after_the_plan_was_made_reaches_its_row_and_its_task(session: Session) -> None:
    meeting_id, part_id, case_id = called(session)
    finish_meeting(session, meeting_id, goal_result="reached")
    plan = make_plan(session, part_id)
    first = decisions_of(session, part_id)[0]
    write_role(session, first.id, due="2026-12-04")
    assert [row.due for row in rows_of(session, plan.id)] == ["2026-12-04"]
    decide_plan(session, plan.id)
    write_role(session, first.id, what="止水を1か月待つ", due="2026-12-05")
    assert [(row.what, row.due) for row in rows_of(session, plan.id)] == [("止水を1か月待つ", "2026-12-05")]
    assert [(task.what, task.due_on) for task in open_tasks(session, case_id)] == [
        ("止水を1か月待つ", date(2026, 12, 5))
    ]
    session.commit()
    assert undo(session) == "読み上げで決定を書き足す"
    assert [row.due for row in rows_of(session, plan.id)] == ["2026-12-04"]


def test_who_did_not_come_and_has_no_role_is_not_read(session: Session) -> None:
    meeting_id, _part, _case = called(session)
    with act(session, "absent", "欠席"):
        health: Attendance = attendances_of(session, meeting_id)[1]
        health.presence = "absent"
    assert [one.decision.who for one in roles(session, meeting_id)] == [WATER]


def test_a_line_that_is_gone_is_refused_with_words(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        confirm_role(session, 999)
    assert "なくなりました" in refused.value.words
