"""A case as it stands in two copies of a store: record by record, each field whole, wherever the two differ."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, Case, ChangeEntry, FilledSheet
from hokatsu_desktop.services.acts import plain
from hokatsu_desktop.services.case_rows import rows_of_case
from hokatsu_desktop.services.case_words import THINGS, changes_in
from hokatsu_desktop.services.row_values import number_of
from hokatsu_desktop.sheets.load import SHEET_KEYS, load_sheet

_Values = dict[str, Any]
_RowName = tuple[str, int, str]
"""Table, id, and which copy alone has it: an id that was given after they parted is another record."""


@dataclass(frozen=True)
class FieldPair:
    """One field in both copies, in words; "" where a copy has nothing there."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class RecordPair:
    """A record that differs: what it is, and its fields that differ."""

    name: str
    fields: tuple[FieldPair, ...]


@dataclass(frozen=True)
class CasePair:
    """A case both copies know, and its records that differ."""

    number: str
    title: str
    records: tuple[RecordPair, ...]


def cases_side_by_side(
    ours: Session,
    theirs: Session,
    link: int,
    case_ids: Collection[int],
    at_each: Callable[[], None] = lambda: None,
) -> tuple[CasePair, ...]:
    """Those of the cases that both copies had when they parted at `link`, as they stand now in the one and the other.

    A case that either session may not see is left out. `at_each` is called before each case; what it raises ends it.
    """
    known = ours.scalars(
        select(Case)
        .where(Case.id.in_(set(theirs.scalars(select(Case.id).where(Case.id.in_(case_ids))))))
        .order_by(Case.received_on, Case.id)
    ).all()
    fresh = _fresh(ours, link) | _fresh(theirs, link)
    found = []
    for case in known:
        at_each()
        if (Case.__tablename__, case.id) not in fresh:
            records = tuple(_records(_rows(ours, case.id, fresh, "ours"), _rows(theirs, case.id, fresh, "theirs")))
            found.append(CasePair(number_of(case), case.title, records))
    return tuple(one for one in found if one.records)


def _records(ours: dict[_RowName, _Values], theirs: dict[_RowName, _Values]) -> Iterator[RecordPair]:
    for row in sorted({*ours, *theirs}, key=_order):
        mine, other = ours.get(row, {}), theirs.get(row, {})
        key = str((mine or other).get("sheet_key", ""))
        changed = [FieldPair(one.label, one.after, one.before) for one in changes_in(row[0], other, mine, key)]
        if changed:
            yield RecordPair(_name(row[0], key, mine, other), tuple(_without_thing(row[0], changed)))


def _order(row: _RowName) -> tuple[int, str, int, str]:
    table, row_id, copy = row
    return (list(THINGS).index(table) if table in THINGS else -1, table, row_id, copy)


def _name(table: str, key: str, mine: _Values, other: _Values) -> str:
    """What the record is, with its first field where both copies agree on it: it tells one note from another."""
    if table == FilledSheet.__tablename__:
        return load_sheet(key).short_title if key in SHEET_KEYS else ""
    if table == Case.__tablename__:
        return THINGS[table]  # its number stands above it
    firsts = [next(iter(changes_in(table, {}, values)), None) for values in (mine or other, other or mine)]
    if firsts[0] is None or firsts[0] != firsts[1]:
        return THINGS[table]
    return f"{THINGS[table]}（{firsts[0].after.splitlines()[0]}）"


def _without_thing(table: str, fields: list[FieldPair]) -> Iterator[FieldPair]:
    """The name of the record already stands above its fields."""
    thing = f"{THINGS.get(table, '')}："
    for one in fields:
        yield FieldPair(one.label.removeprefix(thing), one.ours, one.theirs)


def _rows(session: Session, case_id: int, fresh: set[tuple[str, int]], copy: str) -> dict[_RowName, _Values]:
    owned = rows_of_case(case_id).subquery()
    named = session.execute(select(owned.c.table_name, owned.c.row_id).distinct().order_by(owned.c.table_name)).all()
    found: dict[_RowName, _Values] = {}
    for name, same in groupby(named, key=lambda row: str(row.table_name)):
        table = Base.metadata.tables[name]
        for values in session.execute(select(table).where(table.c.id.in_([row.row_id for row in same]))).mappings():
            row_id = int(values["id"])
            apart = copy if (name, row_id) in fresh else ""
            found[name, row_id, apart] = {key: plain(value) for key, value in values.items()}
    return found


def _fresh(session: Session, link: int) -> set[tuple[str, int]]:
    """The rows that the log knows only from after the link."""
    touched = select(ChangeEntry.table_name, ChangeEntry.row_id).where(ChangeEntry.id > link).distinct().subquery()
    first = (
        select(ChangeEntry.table_name, ChangeEntry.row_id)
        .join(
            touched,
            (touched.c.table_name == ChangeEntry.table_name) & (touched.c.row_id == ChangeEntry.row_id),
        )
        .group_by(ChangeEntry.table_name, ChangeEntry.row_id)
        .having(func.min(ChangeEntry.id) > link)
    )
    return {(table, row_id) for table, row_id in session.execute(first) if row_id is not None}
