"""Rules for regular days as they are written, 第2火曜 or 毎月20日, and the days that follow from them."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.japanese.open_days import is_open_day, next_open_day

WEEKDAYS = "月火水木金土日"
LAST = -1
_KANJI_DIGITS = str.maketrans("一二三四五", "12345")
_NTH = re.compile(r"(第?)([1-5](?:[・、,と及び/.第]+[1-5])*)(?:の|週)*([月火水木金土日])(曜日?)?$")
_LAST = re.compile(r"(?:最終|月末の?最後の?|最後の?)(?:週の?)?([月火水木金土日])(?:曜日?)?$")
_FORTNIGHT = re.compile(r"(?:隔週|1週おき|2週に1[回度]|2週間に1[回度]|2週ごと)(?:の)?([月火水木金土日])(?:曜日?)?$")
_WEEKLY = re.compile(r"(?:毎週|週1回?)(?:の)?([月火水木金土日])(?:曜日?)?$")
_DAY = re.compile(r"(?:毎月の?)?([12]?[0-9]|3[01])日$")
_END = re.compile(r"(?:毎月の?)?(?:末日|月末|末)$")
_ON_DEMAND = re.compile(r"(?:随時|必要(?:な|に)(?:とき|時|応じて).*|不定期)$")


class Rhythm(StrEnum):
    """How a rule counts."""

    NTH = "nth"  # 第2・4木曜
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    DAY = "day"  # 毎月20日
    ON_DEMAND = "on_demand"  # 随時: no days follow


class WhenClosed(StrEnum):
    """What happens to a day on which the office is closed; the keys of resources/lists/when_closed.toml."""

    NEXT_OPEN = "next_open"
    PREVIOUS_OPEN = "previous_open"
    WEEK_LATER = "week_later"
    SKIP = "skip"


@dataclass(frozen=True)
class RegularRule:
    """A rule that was read: its rhythm, the weekday (0 is 月), and the ordinals or the day of the month."""

    rhythm: Rhythm
    weekday: int = 0
    numbers: tuple[int, ...] = ()  # ordinals, LAST for the last one; or the day of the month

    def words(self) -> str:
        """The rule in the usual spelling."""
        weekday = f"{WEEKDAYS[self.weekday]}曜"
        match self.rhythm:
            case Rhythm.NTH if self.numbers == (LAST,):
                return f"最終{weekday}"
            case Rhythm.NTH:
                return f"第{'・'.join(map(str, self.numbers))}{weekday}"
            case Rhythm.WEEKLY:
                return f"毎週{weekday}"
            case Rhythm.FORTNIGHTLY:
                return f"隔週{weekday}（4月の最初の{weekday}から1週おき）"
            case Rhythm.DAY:
                return f"毎月{self.numbers[0]}日" if self.numbers != (LAST,) else "毎月末日"
            case Rhythm.ON_DEMAND:
                return "随時"

    def names(self, day: date) -> bool:
        """Whether the rule itself names a day, open or not."""
        days = monthrange(day.year, day.month)[1]
        match self.rhythm:
            case Rhythm.ON_DEMAND:
                return False
            case Rhythm.DAY:
                (number,) = self.numbers
                return day.day == (days if number == LAST else min(number, days))
            case Rhythm.WEEKLY:
                return day.weekday() == self.weekday
            case Rhythm.FORTNIGHTLY:
                april = date(fiscal_year(day), 4, 1)
                begin = april + timedelta(days=(self.weekday - april.weekday()) % 7)
                return day >= begin and (day - begin).days % 14 == 0
            case Rhythm.NTH:
                ordinal = (day.day - 1) // 7 + 1
                is_last = day.day + 7 > days
                return day.weekday() == self.weekday and (ordinal in self.numbers or (is_last and LAST in self.numbers))


def read_rule(written: str) -> RegularRule | None:
    """The rule that was written, whatever its width, spaces and words around it; None if it is none."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", written)).translate(_KANJI_DIGITS)
    text = re.sub(r"(?:に開催|開催|に開く|ごろ|頃)$", "", text).removeprefix("原則")
    if _ON_DEMAND.match(text):
        return RegularRule(Rhythm.ON_DEMAND)
    return _rule_of_month_day(text) or _rule_of_weekday(text.removeprefix("毎月").removeprefix("の"))


def _rule_of_month_day(text: str) -> RegularRule | None:
    if (found := _DAY.match(text)) and int(found[1]):
        return RegularRule(Rhythm.DAY, numbers=(int(found[1]),))
    return RegularRule(Rhythm.DAY, numbers=(LAST,)) if _END.match(text) else None


def _rule_of_weekday(text: str) -> RegularRule | None:
    if found := _LAST.match(text):
        return RegularRule(Rhythm.NTH, WEEKDAYS.index(found[1]), (LAST,))
    if found := _FORTNIGHT.match(text):
        return RegularRule(Rhythm.FORTNIGHTLY, WEEKDAYS.index(found[1]))
    if found := _WEEKLY.match(text):
        return RegularRule(Rhythm.WEEKLY, WEEKDAYS.index(found[1]))
    if (found := _NTH.match(text)) and (found[1] or found[4]):
        numbers = sorted({int(one) for one in re.findall("[1-5]", found[2])})
        return RegularRule(Rhythm.NTH, WEEKDAYS.index(found[3]), tuple(numbers))
    return None


def regular_days(
    rule: RegularRule, first: date, last: date, when_closed: WhenClosed = WhenClosed.NEXT_OPEN
) -> list[date]:
    """The days of a rule from `first` to `last`, all of them open days, in order and none twice."""
    month = timedelta(days=31)  # a day moved over the edge of the span belongs to it too
    moved = (open_day_for(day, when_closed) for day in _named_days(rule, first - month, last + month))
    return sorted({day for day in moved if day is not None and first <= day <= last})


def open_day_for(day: date, when_closed: WhenClosed) -> date | None:
    """The open day on which somebody meets who would have met on this day; None when they do not meet."""
    if is_open_day(day):
        return day
    match when_closed:
        case WhenClosed.NEXT_OPEN:
            return next_open_day(day)
        case WhenClosed.PREVIOUS_OPEN:
            while not is_open_day(day):
                day -= timedelta(days=1)
            return day
        case WhenClosed.WEEK_LATER:
            return next_open_day(day + timedelta(days=7))
        case WhenClosed.SKIP:
            return None


def _named_days(rule: RegularRule, first: date, last: date) -> Iterator[date]:
    """The days that the rule itself names, open or not."""
    day = first
    while day <= last:
        if rule.names(day):
            yield day
        day += timedelta(days=1)
