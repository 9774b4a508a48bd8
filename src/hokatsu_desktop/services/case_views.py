"""Who opened which case: the first time in a day leaves a link in the log, which names the case by its id only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry, Staff
from hokatsu_desktop.services.acts import note_fact
from hokatsu_desktop.services.clock import at_office, today
from hokatsu_desktop.services.finding import still_there

OPENED = "open_case"
_LOOKED_THROUGH = 2_000  # links: what lies further back is not of today, or leaves one more link


@dataclass(frozen=True)
class CaseView:
    """Somebody opened a case."""

    by: str
    at: datetime  # by the office's clock


def note_opened(session: Session, case_id: int) -> bool:
    """Keep that whoever is working opened the case; gives whether that was new today. Raises Gone."""
    still_there(session, Case, case_id)
    newest = session.scalar(select(func.max(ChangeEntry.id))) or 0
    last = session.scalar(
        select(func.max(ChangeEntry.happened_at)).where(
            ChangeEntry.id > newest - _LOOKED_THROUGH,
            ChangeEntry.act == OPENED,
            ChangeEntry.staff_id == session.info.get("staff_id"),
            ChangeEntry.after["subject_id"].as_integer() == case_id,
        )
    )
    if last is not None and at_office(session, last).date() == today(session):
        return False
    note_fact(session, OPENED, "ケースを開く", subject=Case.__tablename__, subject_id=case_id)
    return True


def views_of_case(session: Session, case_id: int, *, most: int) -> list[CaseView]:
    """Who opened a case, newest first. Raises Gone."""
    still_there(session, Case, case_id)
    rows = session.execute(
        select(Staff.name, ChangeEntry.happened_at)
        .join(Staff, Staff.id == ChangeEntry.staff_id)
        .where(
            ChangeEntry.table_name == "",  # with the index: facts alone are looked through
            ChangeEntry.act == OPENED,
            ChangeEntry.after["subject_id"].as_integer() == case_id,
        )
        .order_by(ChangeEntry.id.desc())
        .limit(most)
    )
    return [CaseView(row.name, at_office(session, row.happened_at)) for row in rows]
