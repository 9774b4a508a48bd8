"""前回見てから: what others did with cases since a member of staff last looked, from the change log."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry, ScreenState, Staff
from hokatsu_desktop.services.case_rows import acts_of_cases
from hokatsu_desktop.services.clock import now, utc
from hokatsu_desktop.services.history import taken_back
from hokatsu_desktop.services.today.row import MOST, TodayRow

FIRST_LOOK = timedelta(days=7)  # what somebody sees who never said that they looked
TOLD = 3  # titles per person and case
MOST_LINKS = 4_000
PLACES = {"note": "note", "plan": "plan", "referral": "referral"}  # kinds of rows by the table that was touched


@dataclass
class _Touched:
    """What others did with one case, the newest first."""

    title: str
    kind: str
    target_id: int
    did: dict[str, list[str]] = field(default_factory=dict)  # titles by who


def others_rows(session: Session, _on: date) -> list[TodayRow]:
    """One row per case that others worked on since this member of staff looked, those touched last first."""
    after = seen_link(session)
    rows = session.execute(_acts_of_others(), {"after": after, "me": session.info.get("staff_id") or 0})
    gone = taken_back(session, after)
    found: dict[int, _Touched] = {}
    for row in sorted(rows, key=lambda row: -row.act_number):
        if row.act_number in gone:
            continue
        kind = PLACES.get(row.table_name, "case")
        touched = found.setdefault(row.case_id, _Touched(row.case_title, kind, row.row_id))
        titles = touched.did.setdefault(row.name, [])
        title = f"元に戻す（{row.title}）" if row.act == "undo" else row.title
        if title not in titles:
            titles.append(title)
    return [_row(case_id, touched) for case_id, touched in list(found.items())[:MOST]]


@cache
def _acts_of_others() -> Select[*tuple[Any, ...]]:
    """What others than `me` did behind the link `after`; put together once, which takes longer than running it."""
    told = acts_of_cases(bindparam("after", type_=Integer))
    acts = told.cte().prefix_with("MATERIALIZED")  # else SQLite plans these joins once for each table
    return (
        select(acts, Case.title.label("case_title"), Staff.name)
        .join(Case, Case.id == acts.c.case_id)
        .join(Staff, Staff.id == acts.c.staff_id)
        .where(acts.c.staff_id != bindparam("me", type_=Integer), Case.trashed_at.is_(None))
    )


def _row(case_id: int, touched: _Touched) -> TodayRow:
    words = "　".join(f"{who}：{told_titles(titles)}" for who, titles in touched.did.items())
    target_id = case_id if touched.kind == "case" else touched.target_id
    return TodayRow(touched.title or "（名前はまだありません）", words, "quiet", touched.kind, target_id, case_id)


def told_titles(titles: Sequence[str]) -> str:
    """The first titles, and how many there are beyond."""
    more = f" ほか{len(titles) - TOLD}" if len(titles) > TOLD else ""
    return "、".join(titles[:TOLD]) + more


def seen_link(session: Session) -> int:
    """The link of the log up to which this member of staff has looked; at first the last one before a week ago."""
    mine = ScreenState.staff_id == session.info.get("staff_id")
    seen = session.scalar(select(ScreenState.seen_link).where(mine))
    newest = session.scalar(select(func.max(ChangeEntry.id))) or 0
    if seen:
        return max(seen, newest - MOST_LINKS)
    query = select(ChangeEntry.id).where(ChangeEntry.happened_at < utc(now(session) - FIRST_LOOK))
    return max(session.scalar(query.order_by(ChangeEntry.id.desc()).limit(1)) or 0, newest - MOST_LINKS)


def note_seen(session: Session) -> None:
    """Keep that this member of staff has looked at everything there is. Not part of the log."""
    staff_id = session.info["staff_id"]
    newest = session.scalar(select(func.max(ChangeEntry.id))) or 0
    state = session.scalar(select(ScreenState).where(ScreenState.staff_id == staff_id))
    if state is None:
        session.add(ScreenState(staff_id=staff_id, seen_link=newest))
    else:
        state.seen_link = newest
    session.flush()
