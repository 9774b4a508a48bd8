"""小さな変化 of all cases in a month, from everyday notes: for looking back together."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Note
from hokatsu_desktop.services.today.row import MOST, TodayRow

MONTH = timedelta(days=31)


def small_changes_of_month(session: Session, on: date) -> list[TodayRow]:
    """What was marked as a small change within a month, in the words of the note, newest first."""
    rows = session.execute(
        select(Note.id, Note.happened_on, Note.small_change, Note.facts, Case.id, Case.title)
        .join(Case, Case.id == Note.case_id)
        .where(Note.is_small_change.is_(True), Note.is_draft.is_(False), Note.happened_on >= on - MONTH)
        .where(Case.trashed_at.is_(None))
        .order_by(Note.happened_on.desc(), Note.id.desc())
        .limit(MOST)
    )
    return [
        TodayRow(" ".join((change or facts).split()), f"{short(day)}　{title}", "quiet", "note", note_id, case_id)
        for note_id, day, change, facts, case_id, title in rows
    ]
