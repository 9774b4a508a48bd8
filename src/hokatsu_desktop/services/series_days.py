"""The days that follow from the rule of a regular meeting, and which of them are called already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.hours import read_hour
from hokatsu_desktop.japanese.regular_days import Rhythm, WhenClosed, read_rule, regular_days
from hokatsu_desktop.models import Meeting, MeetingSeries, MeetingState
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.sheets.answers import Row

YEAR = timedelta(days=365)
MOVED = timedelta(days=6)  # a meeting that near to a day of the rule is the one of that day
RULE_UNREAD = (
    "日の決まりを読めませんでした。「第2火曜」「第2・4木曜」「毎月20日」「隔週月曜」「随時」のように書くと、"
    "次の日が出ます。書いたものは、そのまま残っています。"
)
HOUR_UNREAD = "はじまる時刻を読めませんでした。13:30 や 午後1時半 のように書いてください。"


@dataclass(frozen=True)
class SeriesDay:
    """One day of a regular meeting, and the meeting if it was called already."""

    series: MeetingSeries
    day: date
    meeting: Meeting | None


def problems_of(series: MeetingSeries) -> str:
    """What of a series could not be read, in words; empty when all could, and for what is not written yet."""
    words = [RULE_UNREAD] if series.rule.strip() and read_rule(series.rule) is None else []
    words += [HOUR_UNREAD] if series.begins.strip() and read_hour(series.begins) is None else []
    return "\n".join(words)


def days_of(series: MeetingSeries, first: date, last: date) -> list[date]:
    """The days of a regular meeting between two days; none while its rule is 随時, empty or unreadable."""
    rule = read_rule(series.rule)
    if rule is None or rule.rhythm is Rhythm.ON_DEMAND:
        return []
    when_closed = WhenClosed(series.when_closed) if series.when_closed else WhenClosed.NEXT_OPEN
    return regular_days(rule, first, last, when_closed)


def series_days(session: Session, many: Sequence[MeetingSeries], first: date, last: date) -> list[SeriesDay]:
    """The days of regular meetings between two days, in order; a meeting that was moved stands for the day it was moved from."""
    query = select(Meeting).where(
        Meeting.series_id.in_([one.id for one in many]), Meeting.held_on.between(first - MOVED, last + MOVED)
    )
    called: dict[int | None, list[Meeting]] = defaultdict(list)
    for meeting in session.scalars(query.order_by(Meeting.held_on, Meeting.id)):
        called[meeting.series_id].append(meeting)
    found = [day for series in many for day in days_beside(series, called[series.id], first, last)]
    return sorted(found, key=lambda one: (one.day, one.series.name))


def days_beside(series: MeetingSeries, called: Sequence[Meeting], first: date, last: date) -> list[SeriesDay]:
    """The meetings of a regular meeting, and the days of its rule that none of them stands for."""
    free = days_of(
        series, first - 2 * MOVED, last + 2 * MOVED
    )  # a meeting just outside has its own day, and takes no other
    for meeting in called:
        near = min(free, key=lambda day: abs(day - meeting.held_on), default=None)
        if near is not None and abs(near - meeting.held_on) <= MOVED:
            free.remove(near)
    found = [SeriesDay(series, one.held_on, one) for one in called if first <= one.held_on <= last]
    return [*found, *(SeriesDay(series, day, None) for day in free if first <= day <= last)]


def coming_days(session: Session, series: MeetingSeries) -> list[SeriesDay]:
    """The days of the coming twelve months."""
    on = today(session)
    return series_days(session, [series], on, on + YEAR)


def series_day_rows(session: Session, series: MeetingSeries) -> list[Row]:
    """The coming twelve months as rows of a sheet."""
    return [
        {"held_on": day_text(one.day), "state": state_words(one), "note": note_words(one)}
        for one in coming_days(session, series)
    ]


def state_words(one: SeriesDay) -> str:
    """Whether the meeting of a day was called."""
    if one.meeting is None:
        return ""
    return "終わった" if one.meeting.state == MeetingState.HELD else "開くと決めた"


def note_words(one: SeriesDay) -> str:
    """The number of the meeting of a day, or that the day gives way to a closed one."""
    if one.meeting is not None:
        return f"第{one.meeting.ordinal}回　{one.meeting.number}"
    rule = read_rule(one.series.rule)
    return "休みの日をよけました" if rule is not None and not rule.names(one.day) else ""
