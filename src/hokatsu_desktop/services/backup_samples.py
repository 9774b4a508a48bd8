"""抜き取りの確かめ: once a week the program proves one of the backups again by itself, and the log keeps how it went."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.acts import note_fact
from hokatsu_desktop.services.clock import at_office, today

EVERY, AGAIN = timedelta(days=7), timedelta(days=1)  # after one that was damaged the next comes sooner
_SAMPLED = "sample_backup"
_LOOKED_THROUGH = 20_000  # links: what lies further back is older than a week


@dataclass(frozen=True)
class Sample:
    """One backup proved again: when that was, from when it is, and what was wrong; "" if nothing."""

    on: date
    made_at: datetime
    trouble: str


def note_sample(session: Session, made_at: datetime, trouble: str) -> None:
    """Keep that the backup made at this moment was proved again. No act that undo takes back."""
    moment = made_at.isoformat(timespec="seconds")
    note_fact(session, _SAMPLED, "控えを抜き取りで確かめる", made_at=moment, trouble=trouble)


def last_sample(session: Session) -> Sample | None:
    """The newest of the last weeks."""
    newest = session.scalar(select(func.max(ChangeEntry.id))) or 0
    link = session.scalar(
        select(ChangeEntry)
        .where(ChangeEntry.id > newest - _LOOKED_THROUGH, ChangeEntry.act == _SAMPLED)
        .order_by(ChangeEntry.id.desc())
        .limit(1)
    )
    if link is None:
        return None
    facts = link.after or {}
    made_at = datetime.fromisoformat(facts["made_at"])
    return Sample(at_office(session, link.happened_at).date(), made_at, str(facts["trouble"]))


def sample_is_due(session: Session) -> bool:
    """Whether a week is over, or a day after one that was damaged."""
    last = last_sample(session)
    return last is None or today(session) >= last.on + (AGAIN if last.trouble else EVERY)
