"""What a typed date says back to the user; plain functions without a widget."""

from dataclasses import dataclass
from datetime import date

from hokatsu_desktop.japanese.ages import age_on
from hokatsu_desktop.japanese.open_days import closed_reason
from hokatsu_desktop.japanese.wareki import PartialDate, describe, full, read_birth, read_date, short

_WEEKDAYS = "月火水木金土日"
_WEEKEND = ("土曜日", "日曜日")


@dataclass(frozen=True)
class Said:
    """What to show below a date field: an understanding or a problem, with the date that would put it right."""

    understood: str = ""
    problem: str = ""
    repair: PartialDate | None = None


def understand(typed: str, today: date, *, birth: bool) -> Said:
    """What to say about a typed date; a birth is read in an era that puts it in the past."""
    reading = read_birth(typed, today) if birth else read_date(typed, today)
    if reading.value is None:
        return Said(problem=reading.problem, repair=reading.suggestion)
    if typed.strip() == describe(reading.value):  # the field says it already
        return Said(understood=beyond(reading.value, today, birth=birth))
    return Said(understood=understood(reading.value, today, birth=birth))


def understood(value: PartialDate, today: date, *, birth: bool) -> str:
    """「昭和19年5月3日　82歳」 for a birth, 「令和8年11月23日（月）　勤労感謝の日」 for other dates."""
    if birth:
        return "　".join(filter(None, (describe(value), age_on(value, today))))
    day = value.as_date()
    return describe(value) if day is None else "　".join(filter(None, (full(day), _closed(day))))


def beyond(value: PartialDate, today: date, *, birth: bool) -> str:
    """What the date in full does not say by itself: 「82歳」, 「月曜日　勤労感謝の日」."""
    if birth:
        return age_on(value, today)
    day = value.as_date()
    return "" if day is None else "　".join(filter(None, (f"{_WEEKDAYS[day.weekday()]}曜日", _closed(day))))


def _closed(day: date) -> str:
    reason = closed_reason(day)
    return "閉庁日" if reason in _WEEKEND else reason


def short_described(value: PartialDate) -> str:
    """For narrow columns: 「R8.11.26(木)」."""
    day = value.as_date()
    return describe(value) if day is None else f"{short(day)}({_WEEKDAYS[day.weekday()]})"
