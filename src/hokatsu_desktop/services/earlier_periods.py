"""前の期: whoever was there, what was promised and what became of it, plans and meetings of a period that is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    CaseAgency,
    CasePeriod,
    ClosingLook,
    Meeting,
    MeetingCase,
    MeetingState,
    Person,
    Plan,
    Task,
    TaskEnding,
)
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import label_of


@dataclass(frozen=True)
class EarlierPeriod:
    """One period of a case that another one followed."""

    period: CasePeriod
    people: tuple[str, ...]  # who carried it, walked along, or was involved
    promises: tuple[str, ...]  # each with what became of it
    meetings: tuple[tuple[Meeting, MeetingCase], ...]
    plans: tuple[Plan, ...]


def earlier_period(session: Session, case_id: int) -> EarlierPeriod | None:
    """The period before the one a case is in now; None in the first."""
    periods = periods_of(session, case_id)
    if len(periods) < 2:
        return None
    newest, before = periods[0], periods[1]
    return EarlierPeriod(
        before,
        people_of(session, before),
        tuple(promise_words(row) for row in promises_of(session, before, until=newest.opened_on)),
        tuple(meetings_within(session, *days_of(before, newest.opened_on), case_id)),
        tuple(plans_within(session, *days_of(before, newest.opened_on), case_id)),
    )


def people_of(session: Session, period: CasePeriod) -> tuple[str, ...]:
    """Who was there: the lead, those who walked along, and each agency with its person."""
    agencies = session.scalars(select(CaseAgency).where(CaseAgency.case_id == period.case_id).order_by(CaseAgency.id))
    words = (
        f"主担当　{period.lead_supporter}" if period.lead_supporter else "",
        f"そばにいる人　{period.walks_along}" if period.walks_along else "",
        *("　".join(filter(None, (one.agency_name, one.contact_name, one.what))) for one in agencies),
    )
    return tuple(dict.fromkeys(filter(None, words)))


def promises_of(session: Session, period: CasePeriod, *, until: date | None = None) -> list[Task]:
    """What was promised in a period: kept, handed over or dropped, and what stays to be done after it.

    `until` is the day on which the next period began; a task knows no other day than the one it ended on.
    """
    query = select(Task).where(Task.case_id == period.case_id)
    still_to_do: ColumnElement[bool] = Task.done_on.is_(None)
    if until is not None:
        query = query.where(or_(still_to_do, Task.done_on <= until))
        still_to_do = and_(still_to_do, Task.ending != "")
    query = query.where(or_(still_to_do, Task.done_on >= period.opened_on))
    return list(session.scalars(query.order_by(Task.done_on.is_(None), Task.done_on, Task.id)))


def promise_words(task: Task) -> str:
    """A promise in one line: 「通院の付きそい（社協）　引き渡す：社協」."""
    who = f"（{task.who}）" if task.who else ""
    return f"{task.what}{who}　{ending_words(task)}"


def ending_words(task: Task) -> str:
    """What became of a task, in words."""
    if task.done_on is None and task.ending != TaskEnding.KEPT:
        return "まだ済んでいない"
    said = label_of("task_ending", task.ending) if task.ending else "済んだ"
    day = f"{short(task.done_on)} " if task.done_on is not None and said == "済んだ" else ""
    return "：".join(filter(None, (f"{day}{said}", task.ending_words if task.ending_words != task.who else "")))


def promise_rows(session: Session, period: CasePeriod) -> list[Row]:
    """What was still to be done when a period ended, as rows of its closing summary."""
    after = session.scalar(
        select(CasePeriod.opened_on).where(
            CasePeriod.case_id == period.case_id, CasePeriod.ordinal == period.ordinal + 1
        )
    )
    return [
        {"what": task.what, "who": task.who, "ending": ending_words(task)}
        for task in promises_of(session, period, until=after)
        if not was_kept_before(task, period)
    ]


def was_kept_before(task: Task, period: CasePeriod) -> bool:
    """Whether a promise was kept before the closing, so that nobody need carry it on."""
    ends = period.closed_on or date.max
    return task.done_on is not None and task.ending in ("", TaskEnding.DONE) and task.done_on <= ends


def look_rows_of(session: Session, period: CasePeriod) -> list[Row]:
    """What is left for each member of the household, as rows of the closing summary."""
    rows = session.execute(
        select(ClosingLook, Person)
        .join(Person, Person.id == ClosingLook.person_id)
        .where(ClosingLook.period_id == period.id)
        .order_by(ClosingLook.id)
    )
    return [
        {
            "name": person.shown_name,
            "left": label_of("closing_left", look.left) if look.left else "",
            "words": look.words,
        }
        for look, person in rows
    ]


def days_of(period: CasePeriod, followed_on: date) -> tuple[date, date]:
    """The first and the last day of a period; what was written down before the first one belongs to it too."""
    return period.opened_on if period.ordinal > 1 else date.min, period.closed_on or followed_on


def meetings_within(session: Session, since: date, until: date, case_id: int) -> Sequence[tuple[Meeting, MeetingCase]]:
    """The meetings that talked about a case between two days, the newest first."""
    query = (
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id, Meeting.state == MeetingState.HELD)
        .where(Meeting.held_on.between(since, until))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [(meeting, part) for meeting, part in session.execute(query)]


def plans_within(session: Session, since: date, until: date, case_id: int) -> Sequence[Plan]:
    """The plans made between two days, the newest first."""
    query = select(Plan).where(Plan.case_id == case_id, Plan.made_on.between(since, until))
    return session.scalars(query.order_by(Plan.id.desc())).all()
