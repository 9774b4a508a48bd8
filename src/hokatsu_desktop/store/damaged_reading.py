"""Reading a file some of whose pages were blanked: every row whose own pages are there, and none of the others.

A range of ids that cannot be read to its end is cut in two until what is left is a single row.
"""

from collections.abc import Sequence
from typing import Any

import sqlcipher3

from hokatsu_desktop.store.connection import RawConnection

MOST_PROBES = 3_000_000  # some minutes; what is left then counts as lost

RawRow = tuple[Any, ...]


class DamagedReading:
    """One connection to a file with blank pages."""

    def __init__(self, connection: RawConnection) -> None:
        self._connection = connection
        self._probes = 0

    def one(self, query: str) -> RawRow | None:
        """The first row of a query; None where there is none or it cannot be read."""
        rows, _whole = self._read(query, ())
        return rows[0] if rows else None

    def rows(self, table: str, columns: Sequence[str], highest: int) -> list[RawRow]:
        """Every row of a table that can be read, up to an id somebody knows of; the id is the first of `columns`."""
        names = ", ".join(f'"{name}"' for name in columns)
        query = f'SELECT {names} FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id'
        last = self.one(f'SELECT max(id) FROM "{table}"')
        found: list[RawRow] = []
        ranges = [(1, max(highest, last[0] or 0 if last else 0))]
        while ranges and self._probes < MOST_PROBES:
            low, high = ranges.pop()
            rows, whole = self._read(query, (low, high))
            found += rows
            begin = rows[-1][0] + 1 if rows else low
            if whole or begin > high or (not rows and low == high):
                continue
            if rows:
                ranges.append((begin, high))
            else:
                middle = (low + high) // 2
                ranges += [(middle + 1, high), (low, middle)]
        return sorted(found, key=lambda row: row[0])

    def _read(self, query: str, values: tuple[int, ...]) -> tuple[list[RawRow], bool]:
        """The rows up to the first that cannot be read, and whether that were all."""
        self._probes += 1
        rows: list[RawRow] = []
        try:
            for row in self._connection.execute(query, values):
                rows.append(row)
        except sqlcipher3.DatabaseError:
            return rows, False
        return rows, True
