"""見直しの時期: plans whose period ends soon or is over."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Plan
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.today.row import MOST, TodayRow, mark_of

AHEAD = timedelta(days=30)  # a new plan wants a meeting and a consent first


def plans_ending(session: Session, on: date) -> list[TodayRow]:
    """The newest plan of each open case, when its period ends within a month or is over, the earliest first."""
    later = aliased(Plan)
    follows = select(later.id).where(later.case_id == Plan.case_id, later.id > Plan.id).exists()
    is_open = select(Case.id).where(Case.id == Plan.case_id, ON_SHELF == Shelf.OPEN).exists()
    title_of = select(Case.title).where(Case.id == Plan.case_id).scalar_subquery()
    query = (
        select(Plan.id, Plan.number, Plan.period_until, Plan.case_id, title_of)
        .where(is_open, ~follows)
        .where(Plan.decided_on.is_not(None), Plan.period_until <= on + AHEAD)
        .order_by(Plan.period_until, Plan.id)
        .limit(MOST)
    )
    rows = []
    for plan_id, number, until, case_id, title in session.execute(query):
        over = until is not None and until < on
        words = "期間が終わっています" if over else "期間が終わります"
        meta = f"{short(until)}まで　{number}" if until else number
        rows.append(
            TodayRow(f"{title}　プランの{words}", meta, mark_of(until, on), "plan", plan_id, case_id, due_on=until)
        )
    return rows
