"""The periods (期) of a case."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import CasePeriod


def periods_of(session: Session, case_id: int) -> list[CasePeriod]:
    """The periods of a case, newest first."""
    query = select(CasePeriod).where(CasePeriod.case_id == case_id)
    return list(session.scalars(query.order_by(CasePeriod.ordinal.desc())))


def open_period(session: Session, case_id: int) -> CasePeriod | None:
    """The period of a case that is not closed yet."""
    newest = next(iter(periods_of(session, case_id)), None)
    return newest if newest is not None and newest.closed_on is None else None
