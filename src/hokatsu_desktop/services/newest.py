"""What came last in a case: its referral, its plan, its meeting."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting, MeetingCase, Plan, Referral


def newest_referral(session: Session, case_id: int) -> Referral | None:
    """The referral a case came by last."""
    return session.scalar(select(Referral).where(Referral.case_id == case_id).order_by(Referral.id.desc()).limit(1))


def newest_plan(session: Session, case_id: int) -> Plan | None:
    """The plan made last for a case."""
    return session.scalar(select(Plan).where(Plan.case_id == case_id).order_by(Plan.id.desc()).limit(1))


def newest_meeting(session: Session, case_id: int) -> Meeting | None:
    """The meeting that a case was or will be on last."""
    query = select(Meeting).join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
    query = query.where(MeetingCase.case_id == case_id)
    return session.scalar(query.order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(1))
