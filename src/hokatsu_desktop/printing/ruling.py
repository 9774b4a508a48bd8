"""Draws placed rows on a page: the grey of labels, the words, the rules, the thick frames (太枠)."""

from collections.abc import Iterator

from hokatsu_desktop.printing.surface import Box, Surface, baseline
from hokatsu_desktop.printing.table import TITLE_STYLE, PlacedBlock, PlacedCell, PlacedPage, PlacedRow

RULE_PT = 0.5
OUTER_PT = 1.0
THICK_PT = 2.0


def draw_rows(surface: Surface, page: PlacedPage) -> None:
    """Draw everything that stands on one page, in reading order."""
    for block in page:
        if block.title:
            surface.words(block.left, block.title_top + baseline(TITLE_STYLE), block.title, TITLE_STYLE)
        if block.ruled:
            _draw_grey(surface, block)
        for row in block.rows:
            for cell in row.cells:
                _draw_words(surface, cell)
        if block.ruled and block.rows:
            _draw_rules(surface, block)


def _draw_grey(surface: Surface, block: PlacedBlock) -> None:
    for row in block.rows:
        for cell in row.cells:
            if cell.cell.shaded:
                surface.fill(cell.box)


def _draw_words(surface: Surface, cell: PlacedCell) -> None:
    top = cell.text_top
    for line in cell.lines:
        for piece in line.pieces:
            piece.draw(surface, cell.text_left, top)
        top += line.height_pt


def _draw_rules(surface: Surface, block: PlacedBlock) -> None:
    for row in block.rows:
        for cell in row.cells[1:]:
            surface.line(cell.box.left, row.box.top, cell.box.left, row.box.bottom, RULE_PT)
    for row in block.rows[1:]:
        surface.line(row.box.left, row.box.top, row.box.right, row.box.top, RULE_PT)
    first, last = block.rows[0].box, block.rows[-1].box
    surface.frame(Box(first.left, first.top, first.width, last.bottom - first.top), OUTER_PT)
    for box in thick_frames(block.rows):
        surface.frame(box, THICK_PT)


def thick_frames(rows: tuple[PlacedRow, ...]) -> list[Box]:
    """One box around all neighbouring cells that share a thick name, side by side and one below the other."""
    frames: dict[str, Box] = {}
    for name, box in _thick_cells(rows):
        frames[name] = _around(frames[name], box) if name in frames else box
    return list(frames.values())


def _thick_cells(rows: tuple[PlacedRow, ...]) -> Iterator[tuple[str, Box]]:
    for row in rows:
        for cell in row.cells:
            if cell.cell.thick:
                yield cell.cell.thick, cell.box


def _around(one: Box, other: Box) -> Box:
    left, top = min(one.left, other.left), min(one.top, other.top)
    return Box(left, top, max(one.right, other.right) - left, max(one.bottom, other.bottom) - top)
