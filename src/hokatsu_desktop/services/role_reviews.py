"""At a review each role is looked at: who did it, what is not done, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Decision, Monitoring, Plan, PlanRow, RoleReview, Task, TaskOrigin
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.decision_tasks import known_task
from hokatsu_desktop.services.meetings import decisions_of, last_meeting_case
from hokatsu_desktop.services.plans import record_monitoring, rows_of

DONE = "done"


@dataclass(frozen=True)
class RoleToReview:
    """One role of the plan, or of the last meeting where there is no plan."""

    origin: TaskOrigin
    origin_id: int
    who: str
    what: str
    due: str

    @property
    def words(self) -> str:
        """「水道課　山本：止水を待つ」."""
        return f"{self.who}：{self.what}" if self.who else self.what


@dataclass(frozen=True)
class Reviewed:
    """What was said of a role."""

    role: RoleToReview
    state: str  # list role_state
    who: str = ""
    why: str = ""


def roles_to_review(session: Session, case_id: int) -> list[RoleToReview]:
    """The roles of the newest decided plan; without one, those of the last meeting that was held."""
    plan = session.scalar(
        select(Plan).where(Plan.case_id == case_id, Plan.decided_on.is_not(None)).order_by(Plan.id.desc()).limit(1)
    )
    if plan is not None:
        rows: Sequence[PlanRow | Decision] = rows_of(session, plan.id)
        origin = TaskOrigin.PLAN_ROW
    else:
        part = last_meeting_case(session, case_id)
        rows = decisions_of(session, part.id) if part is not None else []
        origin = TaskOrigin.DECISION
    return [RoleToReview(origin, one.id, one.who, one.what, one.due) for one in rows if one.what.strip()]


def record_review(
    session: Session,
    case_id: int,
    change: str,
    memo: str = "",
    *,
    next_on: date | None,
    roles: Iterable[Reviewed] = (),
    on: date | None = None,
) -> Monitoring:
    """Record a review with what became of each role; what was done is ticked off. Raises Refusal as `record_monitoring` does."""
    day = on or today(session)
    with act(session, "record_monitoring", "確認（モニタリング）を記録する"):
        review = record_monitoring(session, case_id, change, memo, next_on=next_on, on=on)
        for one in roles:
            if one.state or one.who or one.why:
                _keep(session, review, one, day)
        session.flush()
    return review


def role_reviews(session: Session, case_id: int) -> dict[int, list[RoleReview]]:
    """What was said of the roles of a case, by review."""
    found: dict[int, list[RoleReview]] = {}
    for one in session.scalars(select(RoleReview).where(RoleReview.case_id == case_id).order_by(RoleReview.id)):
        found.setdefault(one.monitoring_id, []).append(one)
    return found


def _keep(session: Session, review: Monitoring, one: Reviewed, day: date) -> None:
    role = one.role
    session.add(
        RoleReview(
            case_id=review.case_id,
            monitoring_id=review.id,
            origin=role.origin,
            origin_id=role.origin_id,
            role=role.words,
            state=one.state,
            who=one.who.strip(),
            why=one.why.strip(),
        )
    )
    task = _task(session, role)
    if one.state == DONE and task is not None and task.done_on is None:
        task.done_on = day


def _task(session: Session, role: RoleToReview) -> Task | None:
    if role.origin is TaskOrigin.DECISION:
        decision = session.get(Decision, role.origin_id)
        return known_task(session, decision) if decision is not None else None
    return session.scalar(select(Task).where(Task.origin == role.origin, Task.origin_id == role.origin_id))
