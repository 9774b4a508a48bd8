"""The days of the practice town: all are counted from today, and fall on days on which the office is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from hokatsu_desktop.japanese.open_days import is_open_day, next_open_day
from hokatsu_desktop.japanese.partial_date import PartialDate

JAPAN = timezone(timedelta(hours=9))  # fixed: Windows has no time zone database for Python
MARK = "@"  # "@-20" stands for the open day 20 days before today, "@+5" for the one 5 days ahead, "@0" for today
OPENS, CLOSES = 9 * 60, 17 * 60  # minutes of the day between which the office acts
MORNING = time(8, 40)  # today, before the work begins


@dataclass(frozen=True)
class Days:
    """Days told as distances from today."""

    today: date

    def ago(self, days: int) -> date:
        """The last open day on or before the day that was so many days ago."""
        day = self.today - timedelta(days=days)
        while not is_open_day(day):
            day -= timedelta(days=1)
        return day

    def day(self, mark: str) -> date:
        """The day of a mark. Raises ValueError for what is no mark."""
        distance = int(mark.removeprefix(MARK))
        if distance == 0:
            return self.today
        return self.ago(-distance) if distance < 0 else next_open_day(self.today + timedelta(days=distance))

    def stored(self, mark: str) -> str:
        """The day of a mark as sheets hold it."""
        return PartialDate.of(self.day(mark)).text

    def birth(self, age: int, month: int = 0, day: int = 0) -> str:
        """The stored birth date of somebody of this age today; without a month the year with 頃."""
        if not month:
            return PartialDate(self.today.year - age, approximate=True).text
        still_to_come = (month, day) > (self.today.month, self.today.day)
        return PartialDate(self.today.year - age - still_to_come, month, day).text

    def for_sheet(self, told: Any) -> Any:
        """A told value with its marks as stored texts, at any depth; {age, month, day} becomes a birth date."""
        return self._filled(told, self.stored)

    def for_record(self, told: Any) -> Any:
        """A told value with its marks as days, at any depth; {age, month, day} becomes a birth date."""
        return self._filled(told, self.day)

    def _filled(self, told: Any, of_mark: Callable[[str], object]) -> Any:
        match told:
            case str() if told.startswith(MARK):
                return of_mark(told)
            case {"age": int()}:
                return self.birth(**told)
            case Mapping():
                return {name: self._filled(value, of_mark) for name, value in told.items()}
            case list():
                return [self._filled(value, of_mark) for value in told]
            case _:
                return told


def moment_of(day: date, place: int, many: int) -> datetime:
    """When the act at a place (from 0) among so many acts of a day happens: in order, at varied times, in office hours."""
    slot = max((CLOSES - OPENS) // many, 1)
    minutes = OPENS + place * slot + (day.toordinal() * 37 + place * 53) % slot
    minutes = min(minutes, CLOSES) // 5 * 5
    return datetime.combine(day, time(minutes // 60, minutes % 60), JAPAN)
