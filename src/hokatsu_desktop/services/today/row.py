"""What きょう is made of: rows, groups of rows, and how a group is asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

MOST = 100  # rows per heading


@dataclass(frozen=True)
class TodayRow:
    """One row of きょう."""

    title: str
    meta: str
    mark: str  # "overdue" ▲, "missing" ▲, "today" ●, "soon" ○ or "quiet"
    kind: str  # one of those of ui/today/places.py: "task", "case", "meeting", …
    target_id: int
    case_id: int | None
    meeting_id: int | None = None
    due_on: date | None = None  # what orders rows of different kinds under one heading


@dataclass(frozen=True)
class TodayGroup:
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[TodayRow, ...]
    worry: bool  # right column: nobody falls through


@dataclass(frozen=True)
class Heading:
    """One heading of きょう and the query of its rows, which is given the session and today."""

    key: str
    title: str
    rows: Callable[[Session, date], list[TodayRow]]
    worry: bool = False


def mark_of(day: date | None, on: date) -> str:
    """overdue, today or soon."""
    if day is None:
        return "soon"
    return "overdue" if day < on else "today" if day == on else "soon"
