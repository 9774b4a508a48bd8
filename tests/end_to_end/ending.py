"""Closing a case that a meeting decided to close, and reopening it: steps of the work, by keyboard."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, MeetingBasis, Stage, TaskEnding
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.closing_looks import ending_tasks, look_at_rest, say_ending
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.services.sheets import save_sheet
from tests.end_to_end.clerk import Clerk
from tests.end_to_end.workplace import WorkPlace
from tests.end_to_end.writing import open_by

WORRY = "薬が余っている"


def a_case_is_closed_in_three_actions(clerk: Clerk, place: WorkPlace) -> None:
    """Everything was talked about before; the card, the reason by its digit, and Ctrl+Enter."""
    place.window().desk.act(everything_is_decided)
    open_by(clerk, "R8-001")
    with clerk.counting("W10 終結"):
        clerk.press("Alt+C")
        clerk.press("C")
        clerk.wait_to_be_at("終結の理由")
        clerk.press("2")
        clerk.press("Ctrl+Enter")
        clerk.wait_to_see("終結にしました。")
    with place.stored() as session:
        case = session.scalars(select(Case).where(Case.number == "R8-001")).one()
        period = periods_of(session, case.id)[0]
    assert (case.stage, period.close_reason) == (Stage.CLOSED, "solved")
    assert clerk.sees("終結のまとめを印刷")


def it_is_reopened_in_two_actions_with_the_earlier_period_in_view(clerk: Clerk, place: WorkPlace) -> None:
    """The card, why, Enter."""
    with clerk.counting("W10 再開"):
        clerk.press("Alt+C")
        clerk.press("O")
        clerk.wait_to_be_at("再開する理由")
        clerk.type_words(("くすりがあまっている", WORRY))
        clerk.enter()
        clerk.wait_to_see("再開しました。")
    clerk.wait_to_see("前の期（第1期）")
    assert clerk.sees(WORRY)
    with place.stored() as session:
        case = session.scalars(select(Case).where(Case.number == "R8-001")).one()
        assert [one.ordinal for one in periods_of(session, case.id)] == [2, 1]


def everything_is_decided(session: Session) -> None:
    """What people talked about before: a meeting judged it, somebody walks on, every member was looked at."""
    case = session.scalars(select(Case).where(Case.number == "R8-001")).one()
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=today(session), case_ids=(case.id,), goal="終結を決める")
    meeting = call_meeting(session, call)
    save_sheet(session, "action_linkage", cases_of(session, meeting.id)[0].id, {"verdict": "close"})
    end_meeting(session, meeting.id, "reached")
    change_case(session, case.id, lead_supporter="社会福祉協議会", walks_along="民生委員　田中")
    look_at_rest(session, case.id)
    for one in ending_tasks(session, case.id):
        if one.missing:
            say_ending(session, one.task_id, TaskEnding.KEPT)
