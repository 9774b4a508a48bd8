"""What time it is, for services: the session carries a clock so that tests and the demo town can set it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The present moment with the PC's time zone."""
    return datetime.now().astimezone()


def now(session: Session) -> datetime:
    """The present moment (aware) by the session's clock."""
    clock: Clock = session.info.get("clock", system_clock)
    return clock()


def today(session: Session) -> date:
    """Today's date at the office."""
    return now(session).date()


def utc(moment: datetime) -> datetime:
    """A moment as stored: UTC without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def at_office(session: Session, stored: datetime) -> datetime:
    """A stored moment (UTC without a zone) by the office's clock."""
    return stored.replace(tzinfo=UTC).astimezone(now(session).tzinfo)
