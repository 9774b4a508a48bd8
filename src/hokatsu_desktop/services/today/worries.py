"""What きょう worries about: silence, no next date, nobody in the lead, and work begun and not finished."""

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Note, Stage
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.silence import silent_cases
from hokatsu_desktop.services.today.row import MOST, TodayRow

IN_SUPPORT = (Stage.PLANNING, Stage.SUPPORTING, Stage.MONITORING, Stage.WATCHING)


def open_case_rows(session: Session, *conditions: ColumnElement[bool]) -> list[TodayRow]:
    """Open cases under conditions, the longest known first."""
    query = (
        select(Case.id, Case.title, Case.number)
        .where(ON_SHELF == Shelf.OPEN, *conditions)
        .order_by(Case.received_on, Case.id)
        .limit(MOST)
    )
    return [
        TodayRow(title, number or "", "quiet", "case", case_id, case_id)
        for case_id, title, number in session.execute(query)
    ]


def without_next_date(session: Session, _on: date) -> list[TodayRow]:
    """Open cases without a next date, but for those whose referral is still to be answered."""
    return open_case_rows(session, Case.next_on.is_(None), Case.stage != Stage.RECEIVED)


def without_lead(session: Session, _on: date) -> list[TodayRow]:
    """Cases in support without a 主担当."""
    return open_case_rows(session, Case.lead_supporter == "", Case.stage.in_(IN_SUPPORT))


def silent(session: Session, on: date) -> list[TodayRow]:
    """Open cases without contact for 30 days or more, the longest first."""
    return [
        TodayRow(one.title, f"{one.number}　{one.words}", "quiet", "case", one.case_id, one.case_id)
        for one in silent_cases(session, on)
    ]


def drafts(session: Session, _on: date) -> list[TodayRow]:
    """Referrals and notes begun and not finished."""
    cases = session.scalars(
        select(Case).where(Case.stage == Stage.DRAFT, Case.trashed_at.is_(None)).order_by(Case.id.desc()).limit(MOST)
    )
    rows = [
        TodayRow(case.title or "（名前はまだありません）", "書きかけのつなぎ", "quiet", "draft", case.id, case.id)
        for case in cases
    ]
    notes = session.execute(
        select(Note.id, Case.id, Case.title)
        .join(Case, Case.id == Note.case_id)
        .where(Note.is_draft.is_(True), Case.trashed_at.is_(None))
        .order_by(Note.id.desc())
        .limit(MOST)
    )
    rows += [TodayRow(title, "書きかけの経過", "quiet", "note", note_id, case_id) for note_id, case_id, title in notes]
    return rows
