"""このケースの履歴: who did, printed or wrote out what and when, with what stood there before, from the change log."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import CompoundSelect, func, select, union_all
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ChangeEntry, FilledSheet, Plan, PlanRow, Staff
from hokatsu_desktop.services.case_rows import rows_of_case, tables_of_cases
from hokatsu_desktop.services.case_views import OPENED
from hokatsu_desktop.services.case_words import changes_in, sheet_titles
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.sheet_history import Rewritten

ACTS_AT_ONCE = 50


@dataclass(frozen=True)
class CaseAct:
    """One act on a case, in words."""

    number: int
    title: str
    by: str
    at: datetime  # by the office's clock
    changes: tuple[Rewritten, ...]  # only of this case, and only what has words


@dataclass(frozen=True)
class CaseHistory:
    """Some acts on a case, newest first, and whether there are older ones."""

    acts: tuple[CaseAct, ...]
    has_older: bool


def history_of_case(session: Session, case_id: int, *, before: int | None = None) -> CaseHistory:
    """The newest acts on a case, or those before an act. Raises Gone."""
    still_there(session, Case, case_id)
    links = _links_of(case_id).subquery()
    numbers = select(links.c.act_number).group_by(links.c.act_number).order_by(links.c.act_number.desc())
    if before is not None:
        numbers = numbers.where(links.c.act_number < before)
    wanted = session.scalars(numbers.limit(ACTS_AT_ONCE + 1)).all()
    entries = session.scalars(
        select(ChangeEntry)
        .where(ChangeEntry.id.in_(select(links.c.id)), ChangeEntry.act_number.in_(wanted[:ACTS_AT_ONCE]))
        .order_by(ChangeEntry.act_number.desc(), ChangeEntry.id)
    ).all()
    staff = {row.id: row.name for row in session.execute(select(Staff.id, Staff.name))}
    sheets = _sheet_keys(session, case_id)
    acts = []
    for number, same in groupby(entries, key=lambda entry: entry.act_number):
        one = list(same)
        at = at_office(session, one[0].happened_at)
        changes = tuple(
            change
            for entry in one
            if entry.table_name
            for change in changes_in(entry.table_name, entry.before or {}, entry.after or {}, _key_of(entry, sheets))
        )
        acts.append(CaseAct(number, _title_of(one[0]), staff.get(one[0].staff_id or 0, ""), at, changes))
    return CaseHistory(tuple(acts), has_older=len(wanted) > ACTS_AT_ONCE)


def _links_of(case_id: int) -> CompoundSelect[tuple[int, int]]:
    """The links of the log about a case: its rows, its prints, and its rows that are gone."""
    owned = rows_of_case(case_id).cte()
    link = select(ChangeEntry.id, ChangeEntry.act_number)
    touched = link.join(owned, (owned.c.table_name == ChangeEntry.table_name) & (owned.c.row_id == ChangeEntry.row_id))
    about = ChangeEntry.after["subject"].as_string(), ChangeEntry.after["subject_id"].as_integer()
    printed = link.join(owned, (owned.c.table_name == about[0]) & (owned.c.row_id == about[1])).where(
        ChangeEntry.table_name == "", ChangeEntry.act != OPENED
    )
    gone = func.coalesce(func.json_type(ChangeEntry.after), "null") == "null"
    removed = link.where(
        ChangeEntry.table_name.in_([table.name for table in tables_of_cases()]),
        gone,
        ChangeEntry.before["case_id"].as_integer() == case_id,
    )
    removed_rows = link.where(
        ChangeEntry.table_name == PlanRow.__tablename__,
        gone,
        ChangeEntry.before["plan_id"].as_integer().in_(select(Plan.id).where(Plan.case_id == case_id)),
    )
    return union_all(touched, printed, removed, removed_rows)


def _sheet_keys(session: Session, case_id: int) -> dict[int, str]:
    """The sheets of the rows of filled-in answers, by the row."""
    query = select(FilledSheet.id, FilledSheet.sheet_key).where(FilledSheet.case_id == case_id)
    return {row.id: row.sheet_key for row in session.execute(query)}


def _key_of(entry: ChangeEntry, sheets: dict[int, str]) -> str:
    """The sheet of a row of filled-in answers, also of one that is gone."""
    return str((entry.before or entry.after or {}).get("sheet_key") or sheets.get(entry.row_id or 0, ""))


def _title_of(entry: ChangeEntry) -> str:
    """What was done; of a print also what was printed."""
    match entry.act:
        case "undo":
            return f"元に戻す（{entry.title}）"
        case "redo":
            return f"やり直す（{entry.title}）"
        case "print_sheets":
            titles = sheet_titles((entry.after or {}).get("sheets"))
            return f"{entry.title}（{titles}）" if titles else entry.title
        case _:
            return entry.title
