"""PartialDate: a date of which year, month or day may be missing, and its text in the store."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_TEXT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~?)")
UNKNOWN_TEXT = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """A whole date, a month, a year, or unknown (year None). Raises ValueError for what no calendar has.

    Sorted by the earliest day it can mean; what is less exact comes after what is more exact, unknown last.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    approximate: bool = False  # 頃

    def __post_init__(self) -> None:
        """Refuse a month without a year, a day without a month, and days that do not exist."""
        if self.year is None:
            if self.month is not None or self.day is not None or self.approximate:
                raise ValueError("an unknown date has no parts")
            return
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def of(cls, day: date) -> Self:
        """The whole date of this day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read back `.text`. Raises ValueError for anything that `.text` never writes."""
        if text == UNKNOWN_TEXT:
            return cls(None)
        found = _TEXT.fullmatch(text)
        if not found:
            raise ValueError("not the text of a PartialDate")
        year, month, day = (int(part) if part else None for part in found.groups()[:3])
        return cls(year, month, day, approximate=bool(found[4]))

    @property
    def text(self) -> str:
        """The form kept in the store: 2026-04-01, 2026-04 or 2026, with ~ behind for 頃; or unknown."""
        if self.year is None:
            return UNKNOWN_TEXT
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts) + ("~" if self.approximate else "")

    def as_date(self) -> date | None:
        """The day, when year, month and day are all given (also with 頃); otherwise None."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def earliest(self) -> date:
        """The first day it can mean, 頃 left aside; date.min when unknown."""
        return date.min if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can mean, 頃 left aside; date.max when unknown."""
        if self.year is None:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def _order(self) -> tuple[bool, date, date, bool]:
        return (self.year is None, self.earliest(), self.latest(), self.approximate)

    def __lt__(self, other: "PartialDate") -> bool:
        """Whether it sorts before the other."""
        return self._order() < other._order()

    def __le__(self, other: "PartialDate") -> bool:
        """Whether it sorts before the other or is the same."""
        return self._order() <= other._order()

    def __gt__(self, other: "PartialDate") -> bool:
        """Whether it sorts after the other."""
        return self._order() > other._order()

    def __ge__(self, other: "PartialDate") -> bool:
        """Whether it sorts after the other or is the same."""
        return self._order() >= other._order()


UNKNOWN = PartialDate(None)
