"""「確かめました」: the day on which somebody last made sure that an entry of the directory is still true."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there

AFTER = timedelta(days=365)

Entry = Agency | Resource


def confirm(session: Session, kind: type[Agency] | type[Resource], record_id: int) -> Entry:
    """Say that an entry was made sure of today."""
    found = still_there(session, kind, record_id)
    with act(session, "confirm_entry", "確かめた日を書く"):
        found.confirmed_on = today(session)
    return found


def not_confirmed(
    session: Session, kind: type[Agency] | type[Resource], on: date, *, most: int
) -> list[tuple[int, str, date | None]]:
    """The entries in use that nobody made sure of for a year, the longest first: id, name and the day."""
    query = (
        select(kind.id, kind.name, kind.confirmed_on)
        .where(kind.retired_on.is_(None))
        .order_by(kind.confirmed_on, kind.id)
        .limit(most)
    )
    longest_first = ((record_id, name, day) for record_id, name, day in session.execute(query))
    return [(record_id, name, day) for record_id, name, day in longest_first if day is None or day <= on - AFTER]
