"""The columns of a worksheet: only the lines that some cell needs, so that few cells have to be merged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hokatsu_desktop.exchange.layout import FINE, Block, Look, Row

STAMP_COLUMNS, RECEIPT_COLUMNS = 3, 6  # 20 mm and 40 mm of the width of A4
_SNAP = 1  # a line this near to another one takes its place
_LEAST_COLUMNS = 2  # left to a cell whose edges were moved


@dataclass(frozen=True)
class Grid:
    """The lines between columns, from 0 to 24, and the blocks whose cells stand on them."""

    lines: tuple[int, ...]
    blocks: tuple[Block, ...]

    def nearest(self, wanted: int) -> int:
        """The line that is nearest, but not the first or last."""
        inner = self.lines[1:-1] or self.lines
        return min(inner, key=lambda line: abs(line - wanted))


def grid_of(blocks: Iterable[Block], stamps: int, *, receipt: bool) -> Grid:
    """The grid of a sheet with so many boxes for stamps; the longest table has its edges first."""
    ordered = tuple(blocks)
    lines = {0, FINE, *heading_lines(stamps, receipt=receipt)}
    snapped: dict[int, Block] = {}
    for place in sorted(range(len(ordered)), key=lambda at: (not ordered[at].table, -len(ordered[at].rows))):
        rows = []
        for row in ordered[place].rows:
            rows.append(_snapped(row, lines))
            lines |= {cell.end for cell in rows[-1].cells}
        snapped[place] = replace(ordered[place], rows=tuple(rows))
    return Grid(tuple(sorted(lines)), tuple(snapped[place] for place in range(len(ordered))))


def heading_lines(stamps: int, *, receipt: bool) -> list[int]:
    """Where the boxes for stamps and the square for a 受付印 begin, from the right."""
    right = FINE - (RECEIPT_COLUMNS if receipt else 0)
    return [right, *(right - number * STAMP_COLUMNS for number in range(1, stamps + 1))]


def _snapped(row: Row, lines: set[int]) -> Row:
    """The row with its edges on lines that are there, where that moves them hardly."""
    cells, start = [], 0
    for cell, following in zip(row.cells, [*row.cells[1:], None], strict=True):
        last = FINE if following is None else following.end - _LEAST_COLUMNS
        least = cell.end - cell.start if cell.look is Look.LABEL else _LEAST_COLUMNS  # a label needs its room
        near = [line for line in lines if abs(line - cell.end) <= _SNAP and start + least <= line <= last]
        end = cell.end if following is None else min(near, key=lambda line: abs(line - cell.end), default=cell.end)
        cells.append(replace(cell, start=start, end=end))
        start = end
    return replace(row, cells=tuple(cells))
