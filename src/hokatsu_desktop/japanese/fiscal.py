"""The fiscal year 年度, April to March: its number, its label and its short code."""

from datetime import date

from hokatsu_desktop.japanese.date_words import short, year_words
from hokatsu_desktop.japanese.eras import era_on


def fiscal_year(day: date) -> int:
    """The western year in which the fiscal year of this day began: 2027-03-31 gives 2026."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_label(year: int) -> str:
    """令和8年度（R8.4〜R9.3） for 2026.

    Named by the era at the end of its first calendar year, so 2019 is 令和元年度 throughout
    (元号を改める政令等の施行に伴う元号による年表示の取扱い, 平成31年4月2日申合せ) and 1988 昭和63年度.
    """
    first, last = (short(day).rpartition(".")[0] for day in (date(year, 4, 1), date(year + 1, 3, 31)))
    return f"{year_words(date(year, 12, 31))}度（{first}〜{last}）"


def fiscal_code(year: int) -> str:
    """R8 for 2026, for numbers and file names; before 明治 the western year."""
    named_on = date(year, 12, 31)
    era = era_on(named_on)
    return f"{era.letter}{year - era.begin.year + 1}" if era else str(year)


def first_day(year: int) -> date:
    """The day on which the fiscal year that begins in `year` begins."""
    return date(year, 4, 1)


def last_day(year: int) -> date:
    """The day on which it ends."""
    return date(year + 1, 3, 31)
