"""One counted row of a fiscal year, month by month: a fact, never a rank."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.sheets.lists import load_list

MONTHS, QUARTER = 12, 3  # a fiscal year begins in April


@dataclass(frozen=True, order=True)
class Seen:
    """Something that happened on a day in one case, so that the number can be opened."""

    day: date
    case_id: int


Day = date | Seen


@dataclass(frozen=True)
class Figure:
    """How often something was so in each month of a fiscal year, and in the year as a whole."""

    key: str
    label: str
    months: tuple[int, ...]  # April first
    year: int  # not always their sum: a household that comes in May and in June counts once in a year
    part_of: str = ""  # the key of the figure that this one is a part of
    quarters: tuple[int, ...] = ()  # where they are not the sums of their months
    seen: tuple[Seen, ...] = ()  # what the year's number is made of, by day, where it is made of cases

    def by_month(self, months_begun: int) -> list[str]:
        """The months as text; empty for those that have not begun."""
        return [str(number) if place < months_begun else "" for place, number in enumerate(self.months)]

    def by_quarter(self, months_begun: int) -> list[str]:
        """The quarters as text; empty for those that have not begun."""
        quarters = self.quarters or [sum(self.months[at : at + QUARTER]) for at in range(0, MONTHS, QUARTER)]
        return [str(number) if place * QUARTER < months_begun else "" for place, number in enumerate(quarters)]


def within(column: InstrumentedAttribute[date] | InstrumentedAttribute[date | None], year: int) -> ColumnElement[bool]:
    """The condition that a day lies in the fiscal year that begins in `year`."""
    return column.between(date(year, 4, 1), date(year + 1, 3, 31))


def day_of(one: Day) -> date:
    """The day on which it happened."""
    return one.day if isinstance(one, Seen) else one


def events(key: str, label: str, days: Collection[Day], year: int) -> Figure:
    """Things that happened on these days; those outside the fiscal year that begins in `year` are left out."""
    counted = [one for one in days if fiscal_year(day_of(one)) == year]
    months = [0] * MONTHS
    for one in counted:
        months[month_place(day_of(one))] += 1
    seen = sorted(one for one in counted if isinstance(one, Seen))
    return Figure(key, label, tuple(months), sum(months), seen=tuple(seen))


def distinct(key: str, label: str, seen: Collection[tuple[date, int]], year: int) -> Figure:
    """Different subjects, given as (day, id): each counts once in a month, and once in the year."""
    of_month: list[set[int]] = [set() for _ in range(MONTHS)]
    for day, subject in seen:
        if fiscal_year(day) == year:
            of_month[month_place(day)].add(subject)
    quarters = [set().union(*of_month[at : at + QUARTER]) for at in range(0, MONTHS, QUARTER)]
    months = tuple(map(len, of_month))
    return Figure(key, label, months, len(set().union(*of_month)), quarters=tuple(map(len, quarters)))


def amounts(key: str, label: str, given: Collection[tuple[date, int]], year: int) -> Figure:
    """Numbers that belong to days, such as the people at a gathering, added up."""
    months = [0] * MONTHS
    for day, amount in given:
        if fiscal_year(day) == year:
            months[month_place(day)] += amount
    return Figure(key, label, tuple(months), sum(months))


def month_place(day: date) -> int:
    """The place of a day's month in the fiscal year: April 0, March 11."""
    return (day.month - 4) % MONTHS


def by_choice(
    key: str, label: str, choices: str, told: Iterable[tuple[str, Day]], year: int, *, part_of: str = ""
) -> list[Figure]:
    """One row for each choice of a list that occurs in the year, in the order of the list; what is unsaid comes last."""
    days: dict[str, list[Day]] = defaultdict(list)
    for choice, day in told:
        days[choice].append(day)
    known = {value.key: value.label for value in load_list(choices).values}
    unsaid = [day for choice, found in days.items() if choice not in known for day in found]
    rows = [events(f"{key}_{one}", f"{label}　{words}", days[one], year) for one, words in known.items()]
    rows.append(events(f"{key}_unsaid", f"{label}　（記入なし）", unsaid, year))
    return [replace(row, part_of=part_of or key) for row in rows if row.year]
