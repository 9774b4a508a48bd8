"""A number opened: the cases it is made of, as far as one may see them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case
from hokatsu_desktop.services.figures.figure import Figure


@dataclass(frozen=True)
class CountedCase:
    """One case behind a number."""

    case_id: int
    title: str
    number: str
    day: date  # on which it counted


@dataclass(frozen=True)
class OpenedNumber:
    """The cases behind a number by day, and how many are closed to the member of staff who looks."""

    cases: tuple[CountedCase, ...]
    unseen: int


def opened(session: Session, figure: Figure) -> OpenedNumber:
    """The cases behind the year's number of a figure."""
    ids = {one.case_id for one in figure.seen}
    known = {one.id: one for one in session.scalars(select(Case).where(Case.id.in_(ids)))}
    cases = tuple(
        CountedCase(one.case_id, known[one.case_id].title, known[one.case_id].number or "", one.day)
        for one in figure.seen
        if one.case_id in known
    )
    return OpenedNumber(cases, len(figure.seen) - len(cases))
