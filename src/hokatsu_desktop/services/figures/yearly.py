"""All that is counted of a fiscal year, in groups, with the years before beside it: facts about oneself, never a rank."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import Case, Meeting
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.figures.by_hand import by_hand_figures
from hokatsu_desktop.services.figures.community import community_figures
from hokatsu_desktop.services.figures.consultations import consultation_figures
from hokatsu_desktop.services.figures.figure import MONTHS, Figure, month_place
from hokatsu_desktop.services.figures.kept import kept_years, with_kept
from hokatsu_desktop.services.figures.meetings import meeting_figures
from hokatsu_desktop.services.figures.outreach import outreach_figures
from hokatsu_desktop.services.figures.participation import participation_figures
from hokatsu_desktop.services.figures.referrals import referral_figures
from hokatsu_desktop.services.figures.survey import survey_figures
from hokatsu_desktop.services.figures.training import training_figures
from hokatsu_desktop.services.figures.year_books import year_book
from hokatsu_desktop.services.sight import unveiled


@dataclass(frozen=True)
class Group:
    """One heading of the figures and what counts for it."""

    key: str
    title: str
    count: Callable[[Session, int], list[Figure]]
    of_people: bool = True  # small numbers are not told outside the office: somebody could be recognised


GROUPS: Sequence[Group] = (
    Group("consultations", "包括的相談", consultation_figures),
    Group("referrals", "多機関協働（つなぎ・プラン・終結）", referral_figures),
    Group("outreach", "アウトリーチ等", outreach_figures),
    Group("participation", "参加支援", participation_figures),
    Group("meetings", "支援会議・重層的支援会議", meeting_figures, of_people=False),
    Group("by_hand", "地域づくり（手で数えたもの）", by_hand_figures, of_people=False),
    Group("survey", "世帯訪問調査", survey_figures),
    Group("community", "地域課題・資源", community_figures, of_people=False),
    Group("training", "研修・勉強会", training_figures, of_people=False),
)


@dataclass(frozen=True)
class Line:
    """One row of the table of a year."""

    figure: Figure
    before: tuple[
        int | None, ...
    ]  # the same in the years before, the nearest first; None: nothing is kept of that year


@dataclass(frozen=True)
class Counted:
    """One group of a year with its lines and its background."""

    group: Group
    lines: tuple[Line, ...]
    reason: str  # 背景・理由


@dataclass(frozen=True)
class Year:
    """Everything that is counted of one fiscal year."""

    year: int
    months_begun: int  # months of the year that have begun; the others have no numbers yet
    groups: tuple[Counted, ...]


def the_year(session: Session, year: int, *, years_before: int = 2) -> Year:
    """The figures of the fiscal year that begins in `year`, and the sums of the years before it."""
    book, there = year_book(session, year), years_there(session)
    groups = []
    for group in GROUPS:
        earlier = [
            _by_key(counted(session, group, one)) if one in there else None
            for one in range(year - 1, year - years_before - 1, -1)
        ]
        lines = _lines(counted(session, group, year), earlier)
        groups.append(Counted(group, lines, book.reasons.get(group.key, "")))
    return Year(year, months_begun(session, year), tuple(groups))


def counted(session: Session, group: Group, year: int) -> list[Figure]:
    """The figures of one group in one year, those of disposed cases in them."""
    return with_kept(session, group.key, year, group.count(session, year))


def _lines(figures: Sequence[Figure], earlier: Sequence[Mapping[str, Figure] | None]) -> tuple[Line, ...]:
    """The figures in their order; those that only an earlier year has follow with nothing in this one."""
    known = {one.key for one in figures}
    gone = {key: one for found in reversed(earlier) if found for key, one in found.items() if key not in known}
    rows = [*figures, *(replace(one, months=(0,) * MONTHS, year=0, quarters=()) for one in gone.values())]
    return tuple(
        Line(one, tuple(None if found is None else _year_of(found, one.key) for found in earlier)) for one in rows
    )


def _year_of(found: Mapping[str, Figure], key: str) -> int:
    return found[key].year if key in found else 0


def _by_key(figures: Sequence[Figure]) -> dict[str, Figure]:
    return {one.key: one for one in figures}


def months_begun(session: Session, year: int) -> int:
    """How many months of a fiscal year have begun by today: 0 to 12."""
    on = today(session)
    if fiscal_year(on) == year:
        return month_place(on) + 1
    return MONTHS if fiscal_year(on) > year else 0


def years_there(session: Session) -> list[int]:
    """The fiscal years of which anything can be counted, the newest first; this year always."""
    with unveiled(session):
        days = [
            *session.scalars(select(Case.received_on).where(Case.received_on.is_not(None)).distinct()),
            *session.scalars(select(Meeting.held_on).distinct()),
        ]
    this = fiscal_year(today(session))
    found = {*kept_years(session), *(fiscal_year(day) for day in days if day is not None)}
    return sorted({this, *(year for year in found if year <= this)}, reverse=True)
