"""きょう: what is due, overdue, unanswered or silent, each row leading to its exact place."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Answer, Case, Meeting, MeetingState, Note, Referral, Stage, Task
from hokatsu_desktop.models.case import OPEN_STAGES
from hokatsu_desktop.services.clock import today

SOON = timedelta(days=7)
SILENCE = (30, 60, 90)  # days without contact
MOST = 100  # rows per heading


@dataclass(frozen=True)
class TodayRow:
    """One row of きょう."""

    title: str
    meta: str
    mark: str  # "overdue" ▲, "today" ●, "soon" ○ or "quiet"
    kind: str  # "task", "case", "referral", "meeting" or "note"
    target_id: int
    case_id: int | None


@dataclass(frozen=True)
class TodayGroup:
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[TodayRow, ...]


def today_page(session: Session) -> list[TodayGroup]:
    """All groups of きょう that have rows, the most pressing first."""
    on = today(session)
    groups = [
        TodayGroup("due", "期限がきたこと", tuple(due_rows(session, on))),
        TodayGroup("unanswered", "回答を待っているつなぎ", tuple(unanswered(session, on))),
        TodayGroup("meetings", "これからの会議", tuple(coming_meetings(session, on))),
        TodayGroup("soon", "7日以内のこと", tuple(soon_rows(session, on))),
        TodayGroup("no_date", "次の日が決まっていないケース", tuple(without_next_date(session))),
        TodayGroup("silent", "しばらく連絡がないケース", tuple(silent(session, on))),
        TodayGroup("alone", "主担当が決まっていないケース", tuple(without_lead(session))),
        TodayGroup("drafts", "書きかけ", tuple(drafts(session))),
    ]
    return [group for group in groups if group.rows]


def pressing_count(session: Session) -> int:
    """The number beside きょう in the left bar: what is due or unanswered."""
    on = today(session)
    return len(due_rows(session, on)) + len(unanswered(session, on))


def mark_of(day: date | None, on: date) -> str:
    """overdue, today or soon."""
    if day is None:
        return "soon"
    return "overdue" if day < on else "today" if day == on else "soon"


def due_rows(session: Session, on: date) -> list[TodayRow]:
    """Tasks and next dates that are due today or overdue."""
    return task_rows(session, on, None, on) + case_rows(session, on, None, on)


def soon_rows(session: Session, on: date) -> list[TodayRow]:
    """Tasks and next dates of the coming seven days."""
    first = on + timedelta(days=1)
    return task_rows(session, on, first, on + SOON) + case_rows(session, on, first, on + SOON)


def task_rows(session: Session, on: date, first: date | None, last: date) -> list[TodayRow]:
    """Tasks due between two days."""
    query = (
        select(Task, Case)
        .outerjoin(Case, Case.id == Task.case_id)
        .where(Task.done_on.is_(None), Task.waits_for_consent.is_(False), Task.due_on <= last)
        .order_by(Task.due_on, Task.id)
        .limit(MOST)
    )
    if first is not None:
        query = query.where(Task.due_on >= first)
    return [
        TodayRow(
            task.what,
            "　".join(
                word
                for word in (short(task.due_on) + "まで" if task.due_on else "", task.who, case.title if case else "")
                if word
            ),
            mark_of(task.due_on, on),
            "task",
            task.id,
            task.case_id,
        )
        for task, case in session.execute(query)
    ]


def case_rows(session: Session, on: date, first: date | None, last: date) -> list[TodayRow]:
    """Open cases whose next date lies between two days."""
    query = (
        select(Case)
        .where(Case.next_on <= last, Case.stage.in_(sorted(OPEN_STAGES)), Case.trashed_at.is_(None))
        .order_by(Case.next_on, Case.id)
        .limit(MOST)
    )
    if first is not None:
        query = query.where(Case.next_on >= first)
    return [
        TodayRow(
            f"{case.title}　{case.next_what or '確認する日'}",
            f"{short(case.next_on)}　{case.number}" if case.next_on else "",
            mark_of(case.next_on, on),
            "case",
            case.id,
            case.id,
        )
        for case in session.scalars(query)
    ]


def unanswered(session: Session, on: date) -> list[TodayRow]:
    """Received referrals without an answer."""
    query = (
        select(Referral, Case)
        .join(Case, Case.id == Referral.case_id)
        .outerjoin(Answer, and_(Answer.referral_id == Referral.id, Answer.answered_on.is_not(None)))
        .where(Referral.received_on.is_not(None), Answer.id.is_(None), Case.trashed_at.is_(None))
        .order_by(Referral.answer_due_on, Referral.id)
        .limit(MOST)
    )
    return [
        TodayRow(
            f"{case.title}　に回答する",
            "　".join(
                word
                for word in (
                    f"{short(referral.answer_due_on)}まで" if referral.answer_due_on else "",
                    f"{referral.from_agency_name}から" if referral.from_agency_name else "",
                )
                if word
            ),
            mark_of(referral.answer_due_on, on),
            "referral",
            referral.id,
            case.id,
        )
        for referral, case in session.execute(query)
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


def open_case_rows(session: Session, *conditions: object, meta: str = "") -> list[TodayRow]:
    """Open cases under conditions, newest last."""
    query = (
        select(Case)
        .where(Case.stage.in_(sorted(OPEN_STAGES)), Case.trashed_at.is_(None), *conditions)  # type: ignore[arg-type]  # column conditions
        .order_by(Case.received_on, Case.id)
        .limit(MOST)
    )
    return [
        TodayRow(
            case.title, "　".join(word for word in (case.number or "", meta) if word), "quiet", "case", case.id, case.id
        )
        for case in session.scalars(query)
    ]


def without_next_date(session: Session) -> list[TodayRow]:
    """Open cases without a next date, but for those whose referral is still to be answered."""
    return open_case_rows(session, Case.next_on.is_(None), Case.stage != Stage.RECEIVED)


def without_lead(session: Session) -> list[TodayRow]:
    """Cases in support without a 主担当."""
    in_support = (Stage.SUPPORTING, Stage.MONITORING, Stage.WATCHING, Stage.PLANNING)
    return open_case_rows(session, Case.lead_supporter == "", Case.stage.in_(in_support))


def silent(session: Session, on: date) -> list[TodayRow]:
    """Open cases without contact for 30 days or more, the longest first."""
    query = (
        select(Case)
        .where(
            Case.last_contact_on <= on - timedelta(days=SILENCE[0]),
            Case.stage.in_(sorted(OPEN_STAGES)),
            Case.trashed_at.is_(None),
        )
        .order_by(Case.last_contact_on, Case.id)
        .limit(MOST)
    )
    rows = []
    for case in session.scalars(query):
        days = (on - case.last_contact_on).days if case.last_contact_on else 0
        step = max(limit for limit in SILENCE if limit <= days)
        rows.append(
            TodayRow(
                case.title,
                f"{case.number}　前回の連絡から{days}日（{step}日をこえました）",
                "quiet",
                "case",
                case.id,
                case.id,
            )
        )
    return rows


def drafts(session: Session) -> list[TodayRow]:
    """Referrals and notes begun and not finished."""
    cases = session.scalars(
        select(Case).where(Case.stage == Stage.DRAFT, Case.trashed_at.is_(None)).order_by(Case.id.desc()).limit(MOST)
    )
    rows = [
        TodayRow(case.title or "（名前はまだありません）", "書きかけのつなぎ", "quiet", "draft", case.id, case.id)
        for case in cases
    ]
    notes = session.execute(
        select(Note, Case).join(Case, Case.id == Note.case_id).where(Note.is_draft.is_(True)).order_by(Note.id.desc())
    )
    rows += [TodayRow(case.title, "書きかけの経過", "quiet", "note", note.id, case.id) for note, case in notes]
    return rows
