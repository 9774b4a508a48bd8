"""終結したケースを見る日: households whose closing set a day to look again."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, CasePeriod, Stage
from hokatsu_desktop.services.today.row import MOST, TodayRow, mark_of

AHEAD = timedelta(days=7)


def closed_to_look_at(session: Session, on: date) -> list[TodayRow]:
    """Closed cases to look at within a week or since, the earliest first."""
    is_closed = select(Case.id).where(Case.id == CasePeriod.case_id, Case.stage == Stage.CLOSED).exists()
    title_of = select(Case.title).where(Case.id == CasePeriod.case_id).scalar_subquery()
    query = (
        select(CasePeriod.case_id, title_of, CasePeriod.look_again_on, CasePeriod.walks_along)
        .where(is_closed, CasePeriod.closed_on.is_not(None), CasePeriod.look_again_on <= on + AHEAD)
        .order_by(CasePeriod.look_again_on, CasePeriod.id)
        .limit(MOST)
    )
    return [
        TodayRow(
            f"{title}　終結のあとのようすを見る",
            "　".join(filter(None, (f"{short(day)}まで", walks_along))) if day else walks_along,
            mark_of(day, on),
            "closed",
            case_id,
            case_id,
            due_on=day,
        )
        for case_id, title, day, walks_along in session.execute(query)
    ]
