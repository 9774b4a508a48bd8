"""The Japanese eras since 明治: when each begins and ends, and the era year of a date."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Era:
    """One era. `last` is its last day; 明治 and 大正 share that day with the era that follows.

    The rescripts of 1912-07-30 and 1926-12-25 took effect on the day itself, so family registers
    carry both 明治45年7月30日 and 大正元年7月30日. From 昭和64年 on an era begins at midnight
    (元号を改める政令).
    """

    name: str  # 令和
    letter: str  # R
    begin: date
    last: date

    def western(self, year: int) -> int:
        """The western year of an era year: 8 of 令和 is 2026."""
        return self.begin.year + year - 1

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day from first to last belongs to this era."""
        return first <= self.last and last >= self.begin


# Before 1873 the calendar was lunisolar; months and days typed for 明治元年 to 5年 are taken as they stand.
ERAS = (
    Era("明治", "M", date(1868, 10, 23), date(1912, 7, 30)),
    Era("大正", "T", date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", date(2019, 5, 1), date.max),
)


def era_on(day: date) -> Era | None:
    """The era of this day; on a shared day the newer one. None before 明治."""
    for era in reversed(ERAS):
        if era.begin <= day:
            return era
    return None


def era_year(day: date) -> tuple[str, int]:
    """Era name and year, for example ("令和", 8); before 明治 ("西暦", 1867)."""
    era = era_on(day)
    return (era.name, day.year - era.begin.year + 1) if era else ("西暦", day.year)


def era_named(typed: str) -> Era | None:
    """The era for its name, first character or letter in any case: 昭和, 昭, s."""
    for era in ERAS:
        if typed and (typed in (era.name, era.name[0]) or typed.upper() == era.letter):
            return era
    return None
