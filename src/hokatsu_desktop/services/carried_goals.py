"""A goal that a meeting did not reach becomes the aim of the next one."""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting, MeetingCase, MeetingState
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal


def left_words(meeting: Meeting) -> str:
    """What a meeting that did not reach its goal left to the next one."""
    return (meeting.goal_carried.strip() or meeting.goal.strip()) if meeting.goal_result == "carried" else ""


def carried_to(session: Session, meeting_id: int) -> Meeting | None:
    """The meeting before a planned one whose goal was carried over and is not among its aims yet.

    The meeting before is the last one held of the same name or on one of the same cases.
    """
    meeting = still_there(session, Meeting, meeting_id)
    if meeting.state == MeetingState.HELD:
        return None
    before = session.scalar(
        select(Meeting)
        .where(Meeting.state == MeetingState.HELD, Meeting.held_on <= meeting.held_on, _akin(meeting))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    )
    words = left_words(before) if before is not None else ""
    return before if words and words not in meeting.aim_text and words != meeting.goal else None


def take_carried_goal(session: Session, meeting_id: int) -> Meeting:
    """Make what was left the aim of a planned meeting, and its goal if it has none. Raises Refusal when nothing was left."""
    meeting, before = still_there(session, Meeting, meeting_id), carried_to(session, meeting_id)
    if before is None:
        raise Refusal("前の会議から持ち越したことは、ありません。")
    words = left_words(before)
    with act(session, "take_carried_goal", "持ち越した目標を、この会議の目的にする"):
        meeting.aim_text = "\n".join(filter(None, (meeting.aim_text, words)))
        meeting.goal = meeting.goal or words
    return meeting


def hand_on_goal(session: Session, meeting_id: int) -> Meeting:
    """Make what a meeting left the aim of the next planned one. Raises Refusal when none is planned, or it has it already."""
    meeting = still_there(session, Meeting, meeting_id)
    coming = session.scalar(
        select(Meeting)
        .where(Meeting.state == MeetingState.PLANNED, Meeting.held_on >= meeting.held_on, _akin(meeting))
        .order_by(Meeting.held_on, Meeting.id)
        .limit(1)
    )
    if coming is None:
        raise Refusal("次の会議が、まだありません。会議を開くと、その画面でも持ち越せます。")
    if carried_to(session, coming.id) is not meeting:
        raise Refusal("次の会議の目的に、もう入っています。")
    return take_carried_goal(session, coming.id)


def _akin(meeting: Meeting) -> ColumnElement[bool]:
    """Meetings of the same name, or on one of the same cases."""
    cases = select(MeetingCase.case_id).where(MeetingCase.meeting_id == meeting.id)
    same = select(MeetingCase.meeting_id).where(MeetingCase.case_id.in_(cases))
    return (Meeting.id != meeting.id) & or_(Meeting.name == meeting.name, Meeting.id.in_(same))
