"""How blanks fall into rows on the twelve-column grid; screen and paper use the same rule."""

from collections.abc import Iterable

from hokatsu_desktop.sheets.definition import Blank

COLUMNS = 12


def visual_rows(blanks: Iterable[Blank]) -> tuple[tuple[Blank, ...], ...]:
    """The blanks in rows: left to right until the next one no longer fits into twelve columns."""
    rows: list[list[Blank]] = []
    for blank in blanks:
        if not rows or sum(other.width for other in rows[-1]) + blank.width > COLUMNS:
            rows.append([])
        rows[-1].append(blank)
    return tuple(tuple(row) for row in rows)
