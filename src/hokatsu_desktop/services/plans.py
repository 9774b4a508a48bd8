"""Making plans from what a meeting decided, deciding them, and monitoring."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import next_open_day
from hokatsu_desktop.models import (
    Case,
    Meeting,
    MeetingBasis,
    MeetingCase,
    Monitoring,
    Plan,
    PlanKind,
    PlanRow,
    Staff,
    Stage,
    TaskOrigin,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import refuse_ended, still_there
from hokatsu_desktop.services.meetings import decisions_of
from hokatsu_desktop.services.numbers import next_plan_number
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.tasks import keep_task

PERIOD = timedelta(days=364)  # a plan runs for a year at most
CYCLES = {  # list monitor_cycle
    "week_1": timedelta(days=7),
    "week_2": timedelta(days=14),
    "month_1": timedelta(days=30),
    "month_2": timedelta(days=61),
    "month_3": timedelta(days=91),
    "month_6": timedelta(days=182),
}


def make_plan(session: Session, meeting_case_id: int) -> Plan:
    """Make a plan out of what a meeting decided for a case: goal, rows and lead come over without retyping.

    Raises Refusal while the household has not agreed and the meeting was a 重層的支援会議 (its plan is applied for).
    """
    meeting_case = still_there(session, MeetingCase, meeting_case_id)
    meeting = still_there(session, Meeting, meeting_case.meeting_id)
    case = still_there(session, Case, meeting_case.case_id)
    count = session.scalar(select(func.count()).select_from(Plan).where(Plan.case_id == case.id)) or 0
    staff = session.get(Staff, session.info.get("staff_id"))
    with act(session, "make_plan", "プランを作る"):
        plan = Plan(
            case_id=case.id,
            number=next_plan_number(session, case),
            kind=PlanKind.AGAIN if count else PlanKind.FIRST,
            made_on=today(session),
            staff_id=session.info.get("staff_id"),
            made_by=staff.name if staff else "",
            meeting_case_id=meeting_case.id,
            wish=meeting_case.wished_life,
            issues="\n".join(text for text in (meeting_case.formulation, meeting_case.stuck_on) if text),
            goal_short=meeting.goal if meeting.basis != MeetingBasis.TRAINING else "",
            direction=meeting_case.direction,
            lead_supporter=meeting_case.lead_supporter or case.lead_supporter,
            period_from=today(session),
            period_until=today(session) + PERIOD,
            next_on=meeting_case.next_on or next_review(today(session), "month_3"),
        )
        session.add(plan)
        session.flush()
        decided = [one for one in decisions_of(session, meeting_case_id) if one.what.strip() and not one.dropped_why]
        for position, one in enumerate(decided):
            session.add(PlanRow(plan_id=plan.id, position=position, who=one.who, what=one.what, due=one.due))
        if case.stage in (Stage.SUPPORT_MEETING, Stage.ARRANGING, Stage.ASSESSING, Stage.REOPENED):
            case.stage = Stage.PLANNING
        session.flush()
    return plan


def next_review(start: date, cycle: str) -> date:
    """The next review day by a cycle of list monitor_cycle, moved to an open day."""
    return next_open_day(start + CYCLES[cycle])


def decide_plan(session: Session, plan_id: int, *, on: date | None = None) -> Plan:
    """Decide a plan: each role becomes something to do, the next date a monitoring day.

    Roles already noted as decisions of the meeting are not asked for twice. Raises Refusal without a role or a date.
    """
    plan = still_there(session, Plan, plan_id)
    rows = rows_of(session, plan_id)
    if not any(row.what.strip() for row in rows):
        raise Refusal("役割（だれが何をするか）を1つ以上書いてください。")
    if plan.next_on is None:
        raise Refusal("次に確認する日（次回モニタリング）を決めてください。")
    case = still_there(session, Case, plan.case_id)
    refuse_ended(case)
    with act(session, "decide_plan", "プランを決める"):
        plan.decided_on = plan.decided_on or on or today(session)
        for row in rows:
            keep_task(session, TaskOrigin.PLAN_ROW, row.id, case_id=case.id, who=row.who, what=row.what, due=row.due)
        drop_repeated_decisions(session, plan, rows)
        keep_review_day(session, case.id, plan.next_on, plan.id)
        case.next_on, case.next_what = plan.next_on, "プランの確認（モニタリング）"
        case.lead_supporter = plan.lead_supporter or case.lead_supporter
        case.stage = Stage.SUPPORTING
        session.flush()
    return plan


def drop_repeated_decisions(session: Session, plan: Plan, rows: list[PlanRow]) -> None:
    """Take away the things to do of the meeting's decisions that the plan now carries."""
    if plan.meeting_case_id is None:
        return
    carried = {(row.who, row.what) for row in rows}
    for one in decisions_of(session, plan.meeting_case_id):
        if (one.who, one.what) in carried:
            keep_task(session, TaskOrigin.DECISION, one.id, case_id=plan.case_id, who="", what="", due="")


def keep_review_day(session: Session, case_id: int, due_on: date | None, plan_id: int | None = None) -> None:
    """Make or move the day on which a case is looked at next: there is only one, whatever it was set by."""
    if due_on is None:
        return
    waiting = select(Monitoring).where(Monitoring.case_id == case_id, Monitoring.done_on.is_(None))
    found = session.scalars(waiting.order_by(Monitoring.due_on, Monitoring.id)).all()
    if not found:
        session.add(Monitoring(case_id=case_id, plan_id=plan_id, due_on=due_on))
        return
    known, *others = found
    for one in others:
        session.delete(one)
    known.due_on = due_on
    known.plan_id = plan_id if plan_id is not None else known.plan_id


def record_monitoring(
    session: Session, case_id: int, change: str, memo: str = "", *, next_on: date | None, on: date | None = None
) -> Monitoring:
    """Record a review (`change`: better, same or worried) and set the next day.

    Raises Refusal without a next day, or with one before the review: a case is never left without one.
    """
    if next_on is None:
        raise Refusal("次に確認する日を決めてください。")
    day = on or today(session)
    if next_on < day:
        raise Refusal("次に確認する日が、きょうより前になっています。これからの日を書いてください。")
    case = still_there(session, Case, case_id)
    refuse_ended(case)
    with act(session, "record_monitoring", "確認（モニタリング）を記録する"):
        query = select(Monitoring).where(Monitoring.case_id == case_id, Monitoring.done_on.is_(None))
        review = session.scalar(query.order_by(Monitoring.due_on).limit(1))
        if review is None:
            review = Monitoring(case_id=case_id, due_on=day)
            session.add(review)
        review.done_on, review.change, review.memo = day, change, memo
        session.add(Monitoring(case_id=case_id, plan_id=review.plan_id, due_on=next_on))
        case.next_on, case.next_what = next_on, "次の確認（モニタリング）"
        if case.stage == Stage.SUPPORTING:
            case.stage = Stage.MONITORING
        session.flush()
    return review


def monitorings_of(session: Session, case_id: int) -> list[Monitoring]:
    """The reviews of a case, the coming one first, then the newest."""
    query = select(Monitoring).where(Monitoring.case_id == case_id)
    return list(session.scalars(query.order_by(Monitoring.done_on.is_not(None), Monitoring.due_on.desc())))


def plans_of(session: Session, case_id: int) -> list[Plan]:
    """The plans of a case, newest first."""
    return list(session.scalars(select(Plan).where(Plan.case_id == case_id).order_by(Plan.id.desc())))


def rows_of(session: Session, plan_id: int) -> list[PlanRow]:
    """The rows of a plan in their order."""
    query = select(PlanRow).where(PlanRow.plan_id == plan_id)
    return list(session.scalars(query.order_by(PlanRow.position, PlanRow.id)))
