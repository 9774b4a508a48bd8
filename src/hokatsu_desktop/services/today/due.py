"""What is due on きょう: tasks, next dates, answers, meetings and copies that are not back."""

from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Meeting, MeetingState, Referral, Task, TaskOrigin
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.handouts import missing_copies
from hokatsu_desktop.services.today.row import MOST, TodayRow, mark_of

SOON = timedelta(days=7)
WHERE = {TaskOrigin.VISIT: "visit", TaskOrigin.PARTICIPATION: "participation"}  # a task that has its place elsewhere


def due_rows(session: Session, on: date) -> list[TodayRow]:
    """Tasks and next dates that are due today or overdue, the longest overdue first."""
    return by_day(task_rows(session, on, None, on) + case_rows(session, on, None, on))


def soon_rows(session: Session, on: date) -> list[TodayRow]:
    """Tasks and next dates of the coming seven days."""
    first = on + timedelta(days=1)
    return by_day(task_rows(session, on, first, on + SOON) + case_rows(session, on, first, on + SOON))


def by_day(rows: list[TodayRow]) -> list[TodayRow]:
    """Rows by the day they are due; those of one day keep their order."""
    return sorted(rows, key=lambda row: row.due_on or date.max)


def tasks_between(
    first: date | None, last: date
) -> Select[int, str, str, date | None, int | None, str | None, str, int | None]:
    """Tasks still to do that are due between two days, the earliest first."""
    query = (
        select(Task.id, Task.what, Task.who, Task.due_on, Task.case_id, Case.title, Task.origin, Task.origin_id)
        .outerjoin(Case, Case.id == Task.case_id)
        .where(Task.done_on.is_(None), Task.waits_for_consent.is_(False), Task.due_on <= last)
        .where(Case.trashed_at.is_(None))  # a task without a case has none
        .order_by(Task.due_on, Task.id)
        .limit(MOST)
    )
    return query if first is None else query.where(Task.due_on >= first)


def task_rows(session: Session, on: date, first: date | None, last: date) -> list[TodayRow]:
    """Tasks due between two days."""
    return [
        TodayRow(
            what,
            "　".join(word for word in (f"{short(due_on)}まで" if due_on else "", who, title or "") if word),
            mark_of(due_on, on),
            WHERE.get(TaskOrigin(origin), "task"),
            origin_id if origin in WHERE and origin_id is not None else task_id,
            case_id,
            due_on=due_on,
        )
        for task_id, what, who, due_on, case_id, title, origin, origin_id in session.execute(tasks_between(first, last))
    ]


def cases_between(first: date | None, last: date) -> Select[int, str, str | None, date | None, str]:
    """Open cases whose next date lies between two days, the earliest first; not those whose task says the same."""
    told_as_task = (
        select(Task.id)
        .where(Task.case_id == Case.id, Task.done_on.is_(None), Task.waits_for_consent.is_(False))
        .where(Task.what == Case.next_what, Task.due_on == Case.next_on)
        .exists()
    )
    query = (
        select(Case.id, Case.title, Case.number, Case.next_on, Case.next_what)
        .where(ON_SHELF == Shelf.OPEN, Case.next_on <= last, ~told_as_task)
        .order_by(Case.next_on, Case.received_on, Case.id)
        .limit(MOST)
    )
    return query if first is None else query.where(Case.next_on >= first)


def case_rows(session: Session, on: date, first: date | None, last: date) -> list[TodayRow]:
    """Open cases whose next date lies between two days."""
    return [
        TodayRow(
            f"{title}　{next_what or '確認する日'}",
            f"{short(next_on)}　{number}" if next_on else "",
            mark_of(next_on, on),
            "case",
            case_id,
            case_id,
            due_on=next_on,
        )
        for case_id, title, number, next_on, next_what in session.execute(cases_between(first, last))
    ]


def waiting_referrals() -> Select[int, date | None, str, int, str]:
    """Received referrals without an answer, the one due first at the top."""
    return (
        select(Referral.id, Referral.answer_due_on, Referral.from_agency_name, Case.id, Case.title)
        .join(Case, Case.id == Referral.case_id)
        .where(Referral.received_on.is_not(None), Referral.answered_on.is_(None), Case.trashed_at.is_(None))
        .order_by(Referral.answer_due_on, Referral.id)
        .limit(MOST)
    )


def unanswered(session: Session, on: date) -> list[TodayRow]:
    """Received referrals without an answer."""
    return [
        TodayRow(
            f"{title}　に回答する",
            "　".join(
                word for word in (f"{short(due_on)}まで" if due_on else "", f"{sender}から" if sender else "") if word
            ),
            mark_of(due_on, on),
            "referral",
            referral_id,
            case_id,
        )
        for referral_id, due_on, sender, case_id, title in session.execute(waiting_referrals())
    ]


def coming_meetings(session: Session, on: date) -> list[TodayRow]:
    """Meetings that are planned."""
    query = (
        select(Meeting).where(Meeting.state == MeetingState.PLANNED).order_by(Meeting.held_on, Meeting.id).limit(MOST)
    )
    return [
        TodayRow(
            f"{meeting.name}（{meeting.number}）",
            f"{short(meeting.held_on)}　{meeting.place}",
            mark_of(meeting.held_on, on),
            "meeting",
            meeting.id,
            None,
        )
        for meeting in session.scalars(query)
    ]


def copies_not_back(session: Session, on: date) -> list[TodayRow]:
    """Numbered copies of meetings that are over, until they are back or somebody wrote why they are not."""
    return [
        TodayRow(
            f"{copy.numbers}（{copy.holder}）がもどっていません",
            f"{short(copy.held_on)}　{copy.meeting_name}",
            "missing",
            "handout",
            copy.copy_id,
            None,
            copy.meeting_id,
        )
        for copy in missing_copies(session, on)
    ]
