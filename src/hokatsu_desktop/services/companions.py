"""伴走者: who walks along with a household, from when until when, and who did before."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry, Companion
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.row_matching import ID
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.services.rows import write_rows
from hokatsu_desktop.sheets.answers import Row

BETWEEN = "、"


def companions_of(session: Session, case_id: int) -> Sequence[Companion]:
    """All who walk or walked along, in the order of the table."""
    query = select(Companion).where(Companion.case_id == case_id)
    return session.scalars(query.order_by(Companion.position, Companion.id)).all()


def companion_rows(session: Session, case_id: int) -> list[Row]:
    """Who walks along as rows. What was decided elsewhere, in a meeting or at a closing, stands in them too."""
    case = still_there(session, Case, case_id)
    rows = [
        {ID: str(one.id), "who": one.who, "how": one.how, "since": one.since, "until": one.until}
        for one in companions_of(session, case_id)
    ]
    if case.walks_along == walking(rows):
        return rows
    decided_on = day_text(changed_on(session, case_id))
    for row in rows:
        if not row["until"] and row["who"] and row["who"] not in case.walks_along:
            row["until"] = decided_on
    if case.walks_along and case.walks_along != walking(rows):
        known = {row["who"] for row in rows if not row["until"]}
        rows += [
            {"who": who, "how": "", "since": decided_on, "until": ""}
            for who in case.walks_along.split(BETWEEN)
            if who and who not in known
        ]
    return rows


def save_companions(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make who walks along equal to `rows`; those without an end are the 伴走者 of now on every sheet."""
    case = still_there(session, Case, case_id)
    with act(session, "save_companions", "伴走者を書く"):
        write_rows(session, "case.companions", rows, {"case": case})
        case.walks_along = walking(rows)


def walking(rows: Sequence[Row]) -> str:
    """Who walks along now, on one line."""
    return BETWEEN.join(row["who"].strip() for row in rows if row.get("who", "").strip() and not row.get("until"))


def changed_on(session: Session, case_id: int) -> date | None:
    """The day on which the 伴走者 of a case was written last, from the log."""
    at = session.scalar(
        select(ChangeEntry.happened_at)
        .where(ChangeEntry.table_name == Case.__tablename__, ChangeEntry.row_id == case_id)
        .where(ChangeEntry.after["walks_along"].as_string().is_not(None))
        .order_by(ChangeEntry.id.desc())
        .limit(1)
    )
    return at_office(session, at).date() if at else None
