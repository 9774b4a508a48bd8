"""Taking the contents out of the links of the change log that are about what was disposed of.

A row's id may have been used before by another row, and a row that was removed earlier may have belonged to the case:
so the log is played from its first link, and each life of a row is told apart.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, ChangeEntry
from hokatsu_desktop.services.acts import content_digest

Row = tuple[str, int]  # table and id
_PEOPLE = ("person", "household")
_READ = text(
    'SELECT id, table_name, row_id, "before", "after", digest FROM change_entry WHERE row_id IS NOT NULL ORDER BY id'
)
_EMPTY = text("""UPDATE change_entry SET "before" = NULL, "after" = NULL, salt = '', digest = :digest WHERE id = :id""")


@dataclass
class Life:
    """One row from its making to its removal, and the links that speak of it."""

    row: Row
    links: list[int] = field(default_factory=list)
    last: Mapping[str, Any] | None = None  # all its values when it was removed; None while it is there
    above: list["Life"] = field(default_factory=list)  # what it pointed to then


def lives_of(session: Session, rows: Collection[Row], still_there: Collection[Row] = ()) -> list[Life]:
    """The lives of rows that were just removed, of all removed earlier that belonged to them, and of rows that stay."""
    lives, newest = _played(session)
    below: dict[int, list[Life]] = defaultdict(list)
    for life in lives:
        for upper in life.above:
            below[id(upper)].append(life)
    gone: dict[int, Life] = {}
    to_look_at = [newest[row] for row in rows if row in newest]
    while to_look_at:
        life = to_look_at.pop()
        if id(life) not in gone:
            gone[id(life)] = life
            to_look_at += [lower for lower in below[id(life)] if lower.last is not None]
            # A person or a household that was removed earlier belongs to what pointed to it, where nothing else did.
            to_look_at += [upper for upper in life.above if _is_only_of(upper, below[id(upper)], gone)]
    return [*gone.values(), *(newest[row] for row in still_there if row in newest)]


def _is_only_of(life: Life, pointing: Collection[Life], gone: Collection[int]) -> bool:
    return life.row[0] in _PEOPLE and life.last is not None and all(id(one) in gone for one in pointing)


def empty_links(session: Session, links: Collection[int]) -> int:
    """Put the digest in the place of the contents of these links; gives how many were emptied."""
    emptied = 0
    for link in sorted(links):
        entry = session.get_one(ChangeEntry, link)
        session.refresh(entry)
        if not entry.digest:
            session.execute(_EMPTY, {"id": link, "digest": content_digest(entry)})
            emptied += 1
        session.expunge(entry)
    return emptied


def _played(session: Session) -> tuple[list[Life], dict[Row, Life]]:
    lives: list[Life] = []
    newest: dict[Row, Life] = {}
    for link, table, row_id, before, after, digest in session.execute(_READ):
        row = (table, row_id)
        was, became = _values(before), _values(after)
        life = newest.get(row)
        if life is None or (life.last is not None and became is not None):
            life = newest[row] = Life(row)
            lives.append(life)
        if not digest:
            life.links.append(link)
        if became is None and was is not None:
            life.last = was
            life.above = _pointed_at(table, was, newest)
    return lives, newest


def _pointed_at(table: str, values: Mapping[str, Any], newest: Mapping[Row, Life]) -> list[Life]:
    columns = Base.metadata.tables[table].columns
    rows = (
        (key.column.table.name, values[column.key])
        for column in columns
        for key in column.foreign_keys
        if values.get(column.key) is not None
    )
    return [newest[row] for row in rows if row in newest]


def _values(written: str | None) -> Mapping[str, Any] | None:
    value = None if written is None else json.loads(written)
    return value if isinstance(value, dict) else None
