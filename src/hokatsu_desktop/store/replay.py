"""The rows as the change log says they must be, compared with the rows that are there; papers of others by their SHA-256.

SQLCipher proves that a page was written with the key, not that it is the newest one: an older copy of a page, from a lost
write or put there on purpose, passes every other check. Played again from its first link, the log tells.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from hokatsu_desktop.models import Base
from hokatsu_desktop.services.acts import UNLOGGED, plain, restored
from hokatsu_desktop.store.connection import RawConnection

Values = dict[str, Any]
Row = tuple[str, int]  # table and id
_DERIVED = {kind.__tablename__ for kind in UNLOGGED}
_PAPERS = "SELECT sha256, content FROM attachment LEFT JOIN attachment_content kept ON kept.id = content_id"


def rows_unlike_log(connection: RawConnection) -> list[Row]:
    """The rows whose values are not what the log left them with, that are gone without a link, or have no link."""
    expected = played(connection)
    wrong: list[Row] = []
    for key, row in rows_there(connection):
        said = expected.pop(key, None)
        if said is None or any(said[name] != row[name] for name in said.keys() & row.keys()):
            wrong.append(key)
    return sorted([*wrong, *expected])


def papers_unlike_log(connection: RawConnection) -> tuple[int, int]:
    """How many papers of others (別紙, the logo) there are, and how many do not hold the bytes that were put in.

    The bytes themselves are not in the log; the SHA-256 in their row is.
    """
    papers = wrong = 0
    for sha256, content in connection.execute(_PAPERS):
        papers += 1
        wrong += content is None or hashlib.sha256(content).hexdigest() != sha256
    return papers, wrong


def rows_there(connection: RawConnection) -> Iterator[tuple[Row, Values]]:
    """Every logged row as it stands in the file, with its values as the log writes them.

    A file of an older form has fewer tables and columns.
    """
    for name, table in Base.metadata.tables.items():
        if name not in _DERIVED:
            yield from (((name, row["id"]), row) for row in _rows(connection, table))


def played(connection: RawConnection) -> dict[Row, Values]:
    """The rows as the log of a file leaves them, played from its first link."""
    rows: dict[Row, Values] = {}
    links = connection.execute(
        'SELECT table_name, row_id, "before", "after" FROM change_entry WHERE row_id IS NOT NULL ORDER BY id'
    )
    for name, row_id, before, after in links:
        was, became = _json(before), _json(after)
        if became is None:  # removed, or what was said of it was disposed of together with the row
            rows.pop((name, row_id), None)
        elif was is None:
            rows[(name, row_id)] = became
        else:
            values = rows.setdefault((name, row_id), {})
            values |= {key: restored(values.get(key), part) for key, part in became.items()}
    return rows


def _rows(connection: RawConnection, table: Table) -> Iterator[Values]:
    there = {name for _number, name, *_rest in connection.execute(f'PRAGMA table_info("{table.name}")')}
    columns = [column for column in table.columns if column.name in there]
    if not columns:
        return
    keys = [column.key for column in columns]
    readers = [(column.key, read) for column in columns if (read := _reader(column.type))]
    names = ", ".join(f'"{column.name}"' for column in columns)
    for values in connection.execute(f'SELECT {names} FROM "{table.name}"'):
        row = dict(zip(keys, values, strict=True))
        for key, read in readers:
            row[key] = plain(read(row[key]))
        yield row


def _reader(kind: Any) -> Callable[[Any], Any] | None:
    """How SQLAlchemy turns a stored value of this type into Python's; None if it is that already."""
    dialect = sqlite.dialect()
    read: Callable[[Any], Any] | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return read


def _json(text: str | None) -> Values | None:
    value = None if text is None else json.loads(text)
    return value if isinstance(value, dict) else None
