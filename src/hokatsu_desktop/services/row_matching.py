"""Which record a row of answers stands for."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from hokatsu_desktop.sheets.answers import Row

ID = "_id"  # the row's own id rides along with the answers, so that a moved row stays the same row
Record = TypeVar("Record")


def matched(rows: Sequence[Row], known: Mapping[str, Record]) -> list[Record | None]:
    """For each row the record it stands for: by its id, else the next record not claimed by id, else None."""
    claimed = {row[ID] for row in rows if row.get(ID) in known}
    free = iter([one for key, one in known.items() if key not in claimed])
    return [
        known[row[ID]] if row.get(ID) in known else (None if row.get(ID) == "" else next(free, None)) for row in rows
    ]
