"""How blanks fall into rows on the twelve-column grid; screen, paper, Excel and Word use the same rules."""

from collections.abc import Iterable, Iterator

from hokatsu_desktop.sheets.definition import Blank, Kind, Section

COLUMNS = 12
TABLES = (Kind.ROWS, Kind.PEOPLE)
_HAND_ROWS = 3  # rows of a table on an empty sheet, if its definition asks for fewer


def visual_rows(blanks: Iterable[Blank]) -> tuple[tuple[Blank, ...], ...]:
    """The blanks in rows: left to right until the next one no longer fits into twelve columns."""
    rows: list[list[Blank]] = []
    for blank in blanks:
        if not rows or sum(other.width for other in rows[-1]) + blank.width > COLUMNS:
            rows.append([])
        rows[-1].append(blank)
    return tuple(tuple(row) for row in rows)


def paper_rows(blanks: Iterable[Blank]) -> tuple[tuple[Blank, ...], ...]:
    """The visual rows, but a table never shares its row."""
    return tuple(part for row in visual_rows(blanks) for part in _tables_apart(row))


def has_own_label(table: Blank, section: Section) -> bool:
    """Whether a table's label stands above it; the section's title right above the first table says enough."""
    return table != section.blanks[0] or not section.title


def rows_kept_free(table: Blank, filled: int, *, by_hand: bool = False) -> int:
    """How many empty rows follow the filled ones, for handwriting; a table without any row shows one."""
    if by_hand and not filled:
        return max(table.empty_rows, table.hand_rows or _HAND_ROWS)
    return table.empty_rows if filled or table.empty_rows else 1


def _tables_apart(row: tuple[Blank, ...]) -> Iterator[tuple[Blank, ...]]:
    beside: list[Blank] = []
    for blank in row:
        if blank.kind in TABLES:
            if beside:
                yield tuple(beside)
            yield (blank,)
            beside = []
        else:
            beside.append(blank)
    if beside:
        yield tuple(beside)
