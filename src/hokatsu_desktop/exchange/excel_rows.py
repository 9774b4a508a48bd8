"""How tall a row of a worksheet is, and how a row that is too tall for Excel goes on in the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hokatsu_desktop.drawing.measure import MM_PER_PT
from hokatsu_desktop.exchange.contents import NOTHING, Amount, Content, Drawing, Listed, Words, words
from hokatsu_desktop.exchange.excel_formats import THICK, THIN, Sides, Style, style_of
from hokatsu_desktop.exchange.layout import Cell, Look, Row, thick_sides
from hokatsu_desktop.exchange.picture import drawn_size_mm
from hokatsu_desktop.exchange.room import LEADING, lines_in

TALLEST_ROW_PT = 400.0  # Excel allows 409
DRAWING_EDGE_MM = 1.0  # between a drawing and the rules around it
_PADDING_PT = 6.0
_MOST_UNITS = 32_000  # UTF-16 units in one cell; Excel allows 32,767
_CONTINUED = "（続き）"


@dataclass(frozen=True)
class Measures:
    """What the height of a row depends on."""

    column_mm: float  # one of the 24 columns
    size_pt: float
    face: str


@dataclass(frozen=True)
class Band:
    """One row of the worksheet: cells with their styles, and its height."""

    cells: tuple[tuple[Cell, Style], ...]
    height_pt: float


def bands_of(row: Row, above: Row | None, below: Row | None, measures: Measures) -> Iterator[Band]:
    """A row as one row of the worksheet, or as several where a text is too long for one."""
    parts = [_parts(cell, measures) for cell in row.cells]
    count = max(map(len, parts))
    for number in range(count):
        first, last = number == 0, number == count - 1
        cells = []
        for cell, contents in zip(row.cells, parts, strict=True):
            sides = _sides(cell, row, above if first else row, below if last else row)
            style = style_of(cell, measures.face, measures.size_pt, middle=cell.middle and count == 1, sides=sides)
            content = contents[number] if number < len(contents) else _going_on(cell)
            cells.append((replace(cell, content=content), style))
        least = row.least_lines * measures.size_pt * LEADING + _PADDING_PT if count == 1 else 0.0
        yield Band(tuple(cells), max(least, *(_height_pt(cell, style, measures) for cell, style in cells)))


def text_height_pt(text: str, width_mm: float, size_pt: float) -> float:
    """The height of a cell of this width that shows the whole text."""
    return max(1, len(lines_in(text, width_mm, size_pt))) * size_pt * LEADING + _PADDING_PT


def _parts(cell: Cell, measures: Measures) -> Sequence[Content]:
    """The content of a cell, in several parts when it is taller than a row or longer than a cell may be."""
    match cell.content:
        case Words(text):
            return _words_parts(text, cell, measures)
        case Listed() as listed:
            return _words_parts(listed.text(_width_mm(cell, measures), measures.size_pt), cell, measures)
        case Amount() | Drawing():
            return [cell.content]
        case _:
            raise ValueError(cell.content)


def _words_parts(text: str, cell: Cell, measures: Measures) -> Sequence[Content]:
    most_lines = int((TALLEST_ROW_PT - _PADDING_PT) / (measures.size_pt * LEADING))
    lines = lines_in(text, _width_mm(cell, measures), measures.size_pt)
    return [Words(part) for part in _joined(lines, most_lines)] or [NOTHING]


def _joined(lines: list[str], most_lines: int) -> Iterator[str]:
    """The lines joined to texts that fit into one cell each; between two texts only a line end is left out."""
    part: list[str] = []
    units = 0
    for line in (piece for one in lines for piece in _short_pieces(one)):
        more = len(line.encode("utf-16-le")) // 2
        if part and (len(part) == most_lines or units + more > _MOST_UNITS):
            yield "".join(part).removesuffix("\n")
            part, units = [], 0
        part.append(line)
        units += more
    if part:
        yield "".join(part)


def _short_pieces(line: str) -> Iterator[str]:
    """A line of signs without width has no end; it is cut all the same."""
    for start in range(0, len(line), _MOST_UNITS // 2):
        yield line[start : start + _MOST_UNITS // 2]


def _going_on(cell: Cell) -> Content:
    """What stands in a cell that was finished while its neighbour goes on."""
    label = cell.look is Look.LABEL and isinstance(cell.content, Words)
    return words(f"{cell.content.text}{_CONTINUED}") if label and isinstance(cell.content, Words) else NOTHING


def _height_pt(cell: Cell, style: Style, measures: Measures) -> float:
    match cell.content:
        case Words(text):
            return text_height_pt(text, _width_mm(cell, measures), style.size_pt)
        case Listed() as listed:
            return text_height_pt(
                listed.text(_width_mm(cell, measures), style.size_pt), _width_mm(cell, measures), style.size_pt
            )
        case Amount() as amount:
            return text_height_pt(amount.text, _width_mm(cell, measures), style.size_pt)
        case Drawing() as drawing:
            _, height_mm = drawn_size_mm(drawing.shapes, _width_mm(cell, measures) - 2 * DRAWING_EDGE_MM)
            return min(height_mm / MM_PER_PT + _PADDING_PT, TALLEST_ROW_PT)
        case _:
            raise ValueError(cell.content)


def _width_mm(cell: Cell, measures: Measures) -> float:
    return (cell.end - cell.start) * measures.column_mm


def _sides(cell: Cell, row: Row, above: Row | None, below: Row | None) -> Sides:
    left, right, over, under = (THICK if thick else THIN for thick in thick_sides(cell, row, above, below))
    return (left, right, over, under)
