"""Which やること stands for a decision: its own, or that of the plan's row which took it over word for word."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Decision, MeetingCase, Plan, PlanRow, Task, TaskOrigin
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.tasks import keep_task


def task_id_of_decision() -> ColumnElement[int]:
    """The id of the task that stands for the Decision of the query around it, else NULL."""
    own = select(Task.id).where(Task.origin == TaskOrigin.DECISION, Task.origin_id == Decision.id)
    of_row = (
        select(Task.id)
        .join(PlanRow, PlanRow.id == Task.origin_id)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(
            Task.origin == TaskOrigin.PLAN_ROW,
            Plan.meeting_case_id == Decision.meeting_case_id,
            PlanRow.who == Decision.who,
            PlanRow.what == Decision.what,
        )
        .order_by(Task.id.desc())
    )
    return func.coalesce(*(one.correlate(Decision).limit(1).scalar_subquery() for one in (own, of_row)))


def task_of(session: Session, decision: Decision) -> Task:
    """The task of a decision, made where there is none; within an act."""
    known = known_task(session, decision)
    if known is not None:
        return known
    keep_task(
        session,
        TaskOrigin.DECISION,
        decision.id,
        case_id=case_of(session, decision).id,
        who=decision.who,
        what=decision.what,
        due=decision.due,
    )
    session.flush()
    return session.scalars(select(Task).where(Task.origin == TaskOrigin.DECISION, Task.origin_id == decision.id)).one()


def known_task(session: Session, decision: Decision) -> Task | None:
    """The task that stands for a decision, if there is one."""
    standing = select(task_id_of_decision()).where(Decision.id == decision.id).scalar_subquery()
    return session.scalar(select(Task).where(Task.id == standing))


def rows_taken_over(session: Session, decision: Decision) -> Sequence[PlanRow]:
    """The rows of plans that were made of a decision and still say the same."""
    of_plan = select(PlanRow).join(Plan, Plan.id == PlanRow.plan_id)
    same = (PlanRow.who == decision.who, PlanRow.what == decision.what, PlanRow.what != "")
    return session.scalars(of_plan.where(Plan.meeting_case_id == decision.meeting_case_id, *same)).all()


def stands_elsewhere(session: Session, decision: Decision) -> bool:
    """Whether a plan's row or a later decision has taken a decision over, so that it needs no task of its own."""
    later = select(Decision.id).where(Decision.carried_from_id == decision.id)
    task = known_task(session, decision)
    return session.scalar(later) is not None or (task is not None and task.origin != TaskOrigin.DECISION)


def case_of(session: Session, decision: Decision) -> Case:
    """The case that a decision is about."""
    return still_there(session, Case, still_there(session, MeetingCase, decision.meeting_case_id).case_id)
