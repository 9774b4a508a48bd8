"""The days on which a town hall is open, and why it is closed on the others."""

from datetime import date, timedelta
from functools import cache

import jpholiday


@cache
def holiday_name(day: date) -> str:
    """The name of the national holiday on this day, for example 勤労感謝の日; "" on any other day.

    国民の祝日に関する法律, with substitute and sandwiched days. Years not yet announced are calculated.
    """
    return jpholiday.is_holiday_name(day) or ""


def closed_reason(day: date) -> str:
    """Why the office is closed: a holiday's name, 年末年始の休み, 土曜日 or 日曜日; "" when it is open.

    地方自治法第4条の2: 日曜日・土曜日, 祝日, and the days around New Year, which ordinances set to 12月29日から1月3日.
    """
    if name := holiday_name(day):
        return name
    if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
        return "年末年始の休み"
    return {5: "土曜日", 6: "日曜日"}.get(day.weekday(), "")


def is_open_day(day: date) -> bool:
    """Whether the office is open (開庁日)."""
    return not closed_reason(day)


def next_open_day(day: date) -> date:
    """The first open day from this day on; the day itself when it is open."""
    while not is_open_day(day):
        day += timedelta(days=1)
    return day


def open_days_after(day: date, many: int) -> date:
    """The open day so many open days after a day; 0 gives the day itself, open or not."""
    for _ in range(many):
        day = next_open_day(day + timedelta(days=1))
    return day
