"""役割だけで進める: a case that goes on with what a meeting decided, without a formal プラン."""

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.models import Case, Meeting, MeetingCase, MeetingState, Plan, Stage
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.held_meetings import BEFORE_A_PLAN
from hokatsu_desktop.services.meetings import decisions_of
from hokatsu_desktop.services.plans import keep_review_day
from hokatsu_desktop.services.refusal import Refusal


def go_on_with_roles(session: Session, meeting_case_id: int) -> MeetingCase:
    """Go on with the roles of a held meeting; its next day becomes a monitoring day.

    Raises Refusal before the meeting was held, without a role, and without a next day: a case is never left without one.
    """
    part = still_there(session, MeetingCase, meeting_case_id)
    case = still_there(session, Case, part.case_id)
    if still_there(session, Meeting, part.meeting_id).state != MeetingState.HELD:
        raise Refusal("会議を終えてから選んでください。")
    if not any(one.what.strip() for one in decisions_of(session, part.id)):
        raise Refusal("役割（だれが何をするか）が1つもありません。「当日」で書いてください。")
    if part.next_on is None:
        raise Refusal("次に確認する日がまだです。「当日」で決めてください。")
    with act(session, "go_on_with_roles", "役割だけで進める"):
        part.without_plan = True
        keep_review_day(session, case.id, part.next_on)
        if case.stage in (*BEFORE_A_PLAN, Stage.PLANNING):
            case.stage = Stage.SUPPORTING
        case.next_on, case.next_what = part.next_on, "役割の確認（モニタリング）"
    return part


def roles_only_of(session: Session, case_id: int) -> tuple[Meeting, MeetingCase] | None:
    """The meeting with whose roles alone a case goes on; None when a plan was made since, or none does."""
    later, its_part = aliased(Meeting), aliased(MeetingCase)
    plan_since = (
        select(Plan.id)
        .join(its_part, its_part.id == Plan.meeting_case_id)
        .join(later, later.id == its_part.meeting_id)
        .where(Plan.case_id == case_id, tuple_(later.held_on, later.id) >= tuple_(Meeting.held_on, Meeting.id))
        .correlate(Meeting)
    )
    row = session.execute(
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id, Meeting.state == MeetingState.HELD)
        .where(MeetingCase.without_plan, ~plan_since.exists())
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    ).first()
    return (row[0], row[1]) if row is not None else None
