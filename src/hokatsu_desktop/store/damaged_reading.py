"""Reading a file some of whose pages were blanked: every row whose own pages are there, and none of the others.

The end of a long value on a blank page would be read as if it were right. So there are two copies, blanked with different
bytes, and a row counts only if it reads the same in both. A range of ids that cannot be read to its end is cut in two
until what is left is a single row.
"""

from collections.abc import Sequence

from hokatsu_desktop.store.connection import RawConnection, RawRow, rows_until_damage

MOST_PROBES = 3_000_000  # some minutes; what is left then counts as lost


class DamagedReading:
    """Connections to the copies of one file, each with blank pages of another fill."""

    def __init__(self, *connections: RawConnection) -> None:
        self._connections = connections
        self._probes = 0

    def one(self, query: str) -> RawRow | None:
        """The first row of a query; None where there is none or it cannot be read."""
        found = {
            rows[0] if rows else None for rows, _whole in (self._read(one, query, ()) for one in self._connections)
        }
        return found.pop() if len(found) == 1 else None

    def rows(self, table: str, columns: Sequence[str], highest: int) -> list[RawRow]:
        """Every row of a table that can be read, up to an id somebody knows of; the id is the first of `columns`."""
        names = ", ".join(f'"{name}"' for name in columns)
        query = f'SELECT {names} FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id'
        last = self.one(f'SELECT max(id) FROM "{table}"')
        top = max(highest, last[0] or 0 if last else 0)
        first, *others = (self._rows_up_to(connection, query, top) for connection in self._connections)
        return [row for row_id, row in sorted(first.items()) if all(one.get(row_id) == row for one in others)]

    def _rows_up_to(self, connection: RawConnection, query: str, top: int) -> dict[int, RawRow]:
        found: dict[int, RawRow] = {}
        ranges = [(1, top)]
        while ranges and self._probes < MOST_PROBES:
            low, high = ranges.pop()
            rows, whole = self._read(connection, query, (low, high))
            found |= {row[0]: row for row in rows}
            begin = rows[-1][0] + 1 if rows else low
            if whole or begin > high or (not rows and low == high):
                continue
            if rows:
                ranges.append((begin, high))
            else:
                middle = (low + high) // 2
                ranges += [(middle + 1, high), (low, middle)]
        return found

    def _read(self, connection: RawConnection, query: str, values: tuple[int, ...]) -> tuple[list[RawRow], bool]:
        """The rows up to the first that cannot be read, and whether that were all."""
        self._probes += 1
        return rows_until_damage(connection, query, values)
