"""Dates and times as people in a town hall read them: 令和8年4月1日（水）, R8.4.1, 昭和20年頃, 午後1時30分."""

from datetime import date, time

from hokatsu_desktop.japanese.eras import era_on, era_year
from hokatsu_desktop.japanese.partial_date import PartialDate

WEEKDAYS = "月火水木金土日"  # in the order of date.weekday()


def year_words(day: date) -> str:
    """The year of this day in its era: 令和8年; a first year is 元年."""
    name, year = era_year(day)
    return f"{name}{'元' if year == 1 else year}年"


def plain(day: date) -> str:
    """令和8年4月1日."""
    return f"{year_words(day)}{day.month}月{day.day}日"


def full(day: date) -> str:
    """令和8年4月1日（水）."""
    return f"{plain(day)}（{WEEKDAYS[day.weekday()]}）"


def short(day: date) -> str:
    """R8.4.1, for narrow columns; before 明治 1867.4.1."""
    era = era_on(day)
    year = f"{era.letter}{era_year(day)[1]}" if era else f"{day.year}"
    return f"{year}.{day.month}.{day.day}"


def describe(partial: PartialDate, weekday: bool = False) -> str:
    """昭和20年5月3日, 昭和20年5月, 昭和20年, each with 頃 when approximate; 不明.

    A year or month in which the era changed is named by its last day: 1989 is 平成元年, 2019-04 平成31年4月.
    `weekday` adds （水） to a whole date that is not 頃.
    """
    if partial.year is None:
        return "不明"
    day = partial.as_date()
    if day and weekday and not partial.approximate:
        return full(day)
    words = year_words(partial.latest())
    words += f"{partial.month}月" if partial.month else ""
    words += f"{partial.day}日" if partial.day else ""
    return words + ("頃" if partial.approximate else "")


def clock(at: time) -> str:
    """午後1時30分, 午前9時, 正午, 午前0時; seconds are left out."""
    if (at.hour, at.minute) == (12, 0):
        return "正午"
    half = "午前" if at.hour < 12 else "午後"
    return f"{half}{at.hour % 12}時" + (f"{at.minute}分" if at.minute else "")
