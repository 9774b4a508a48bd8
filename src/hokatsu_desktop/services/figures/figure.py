"""One counted row of a fiscal year, month by month: a fact, never a rank."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hokatsu_desktop.japanese.fiscal import fiscal_year

MONTHS = 12  # a fiscal year begins in April


@dataclass(frozen=True)
class Figure:
    """How often something was so in each month of a fiscal year, and in the year as a whole."""

    key: str
    label: str
    months: tuple[int, ...]  # April first
    year: int  # not always their sum: a household that comes in May and in June counts once in a year


def events(key: str, label: str, days: Collection[date], year: int) -> Figure:
    """Things that happened on these days; those outside the fiscal year that begins in `year` are left out."""
    months = [0] * MONTHS
    for day in days:
        if fiscal_year(day) == year:
            months[month_place(day)] += 1
    return Figure(key, label, tuple(months), sum(months))


def distinct(key: str, label: str, seen: Collection[tuple[date, int]], year: int) -> Figure:
    """Different subjects, given as (day, id): each counts once in a month, and once in the year."""
    of_month: list[set[int]] = [set() for _ in range(MONTHS)]
    for day, subject in seen:
        if fiscal_year(day) == year:
            of_month[month_place(day)].add(subject)
    return Figure(key, label, tuple(len(one) for one in of_month), len(set().union(*of_month)))


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
