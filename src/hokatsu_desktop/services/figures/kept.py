"""What disposed cases counted for, kept as numbers without a case behind them, so that the years stay as they were told."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import KeptFigure
from hokatsu_desktop.services.figures.figure import MONTHS, QUARTER, Figure


def with_kept(session: Session, group: str, year: int, counted: Sequence[Figure]) -> list[Figure]:
    """The figures of a group as they are counted now, with what was kept of disposed cases added."""
    found = list(counted)
    kept = select(KeptFigure).where(KeptFigure.year == year, KeptFigure.group == group)
    for one in session.scalars(kept.order_by(KeptFigure.position, KeptFigure.id)):
        part = Figure(
            one.key, one.label, tuple(one.months), one.of_year, part_of=one.part_of, quarters=tuple(one.quarters)
        )
        place = next((at for at, figure in enumerate(found) if figure.key == part.key), None)
        if place is None:
            found.insert(one.position, part)
        else:
            found[place] = _added(found[place], part, 1)
    return found


def difference(before: Sequence[Figure], after: Sequence[Figure]) -> list[Figure]:
    """What is counted less than before, figure by figure; nothing for what is the same."""
    now = {one.key: one for one in after}
    nothing = (0,) * MONTHS
    less = [
        _added(one, now.get(one.key, replace(one, months=nothing, year=0, quarters=nothing[:4])), -1) for one in before
    ]
    return [one for one in less if one.year or any(one.months) or any(one.quarters)]


def kept_years(session: Session) -> set[int]:
    """The fiscal years of which anything is kept."""
    return set(session.scalars(select(KeptFigure.year).distinct()))


def _added(one: Figure, other: Figure, sign: int) -> Figure:
    quarters = tuple(a + sign * b for a, b in zip(_quarters(one), _quarters(other), strict=True))
    return replace(
        one,
        months=tuple(a + sign * b for a, b in zip(one.months, other.months, strict=True)),
        year=one.year + sign * other.year,
        quarters=quarters if one.quarters or other.quarters else (),
    )


def _quarters(one: Figure) -> tuple[int, ...]:
    return one.quarters or tuple(sum(one.months[at : at + QUARTER]) for at in range(0, MONTHS, QUARTER))
