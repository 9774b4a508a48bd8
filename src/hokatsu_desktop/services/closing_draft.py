"""What is written of a closing before it is decided, so that nobody loses it: kept with the period that is open."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import CasePeriod
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.cases import periods_of

WORDS = (
    "close_reason",
    "closing_summary",
    "lead_supporter",
    "walks_along",
    "leftovers",
    "earlier_would_have_helped",
    "missing_resources",
    "reopen_hint",
)


def open_period(session: Session, case_id: int) -> CasePeriod | None:
    """The period of a case that is not closed yet."""
    newest = next(iter(periods_of(session, case_id)), None)
    return newest if newest is not None and newest.closed_on is None else None


def save_closing(session: Session, case_id: int, **words: str) -> None:
    """Keep words of the closing, by attribute name of the period; nothing is closed by it."""
    period = open_period(session, case_id)
    if period is None:
        return
    with act(session, "save_closing", "終結のまとめを書く"):
        for name, value in words.items():
            if name not in WORDS:
                raise KeyError(name)
            setattr(period, name, value)
