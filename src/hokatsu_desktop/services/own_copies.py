"""決定事項の控え: what one attendee takes home from a meeting, their own roles and no more names than they need."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, Case, Decision, MeetingCase
from hokatsu_desktop.services.registry import bound_to_secrecy
from hokatsu_desktop.services.row_values import day_text, number_of
from hokatsu_desktop.sheets.answers import Row


def own_roles(session: Session, attendance: Attendance) -> list[Row]:
    """The roles of one attendee in the cases of the meeting."""
    return [
        {"number": named(session, attendance, case), "what": decision.what, "due": decision.due}
        for decision, _, case in _roles(session, attendance)
    ]


def next_days(session: Session, attendance: Attendance) -> list[Row]:
    """When each case in which the attendee has a role is looked at again, and whom to call before that."""
    parts = {part.id: (part, case) for _, part, case in _roles(session, attendance)}
    return [
        {
            "number": named(session, attendance, case),
            "next_on": day_text(part.next_on),
            "call": part.hub or part.lead_supporter,
        }
        for part, case in parts.values()
    ]


def named(session: Session, attendance: Attendance, case: Case) -> str:
    """A case as this attendee may have it on paper: by number alone for guests who are not bound to secrecy."""
    may_know = attendance.kind == "principal" or bound_to_secrecy(session, attendance)
    return f"{number_of(case)}\n{case.title}" if may_know else number_of(case)


def _roles(session: Session, attendance: Attendance) -> list[tuple[Decision, MeetingCase, Case]]:
    rows = session.execute(
        select(Decision, MeetingCase, Case)
        .join(MeetingCase, MeetingCase.id == Decision.meeting_case_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(
            MeetingCase.meeting_id == attendance.meeting_id,
            Decision.what != "",
            or_(Decision.attendance_id == attendance.id, Decision.who == attendance.shown),
        )
        .order_by(MeetingCase.position, MeetingCase.id, Decision.position, Decision.id)
    )
    return [(decision, part, case) for decision, part, case in rows]
