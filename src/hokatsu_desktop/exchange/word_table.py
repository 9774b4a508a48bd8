"""Tables in Word: the rows of a block on a grid of its own, heads repeated on every page, rows kept whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from hokatsu_desktop.exchange.contents import Amount, Drawing, Listed, Words
from hokatsu_desktop.exchange.layout import FINE, Block, Cell, Look, Row, thick_sides
from hokatsu_desktop.exchange.room import LEADING, PADDING_MM, lines_in
from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.exchange.word_styles import HEAD, LABEL, TITLE
from hokatsu_desktop.exchange.word_xml import TWIPS_PER_MM, element, paragraph, paragraphs

_TWIPS_PER_PT = 20
_GREY = "EFEFEF"  # stays legible on a fax
_THIN, _THICK = 4, 12  # eighths of a point
_PADDING_TWIPS = 85  # 1.5 mm left and right of the words of a cell
_MORE_PADDING_MM = 2 * _PADDING_TWIPS / TWIPS_PER_MM - PADDING_MM  # than the estimate reckons with
_ABOVE_TWIPS = 30
_MOST_LINES_WHOLE = 20  # a longer row may run over the end of a page
_STAMP_MM, _STAMP_HEAD_MM, _RECEIPT_MM = 20.0, 5.0, 40.0
_SIDES = ("left", "right", "top", "bottom")
_ORDER = ("top", "left", "bottom", "right")  # as Word wants them

Draw = Callable[[Drawing, float], Any]
"""Gives a paragraph with a drawing that is at most so many millimetres wide."""


@dataclass(frozen=True)
class TableFacts:
    """What all tables of a paper share."""

    width_mm: float
    size_pt: float
    value_style: str

    def mm(self, start: int, end: int) -> float:
        """The distance between two lines of the grid of 24 columns."""
        return (end - start) * self.width_mm / FINE


def table_of(block: Block, facts: TableFacts, draw: Draw) -> Any:
    """The table of a block."""
    lines = sorted({0, FINE, *(cell.end for row in block.rows for cell in row.cells)})
    rows = zip((None, *block.rows), block.rows, (*block.rows[1:], None), strict=False)
    grid = [facts.mm(start, end) for start, end in pairwise(lines)]
    return _table(grid, [_row(row, above, below, lines, facts, draw) for above, row, below in rows])


def title_table(title: str, officials: Sequence[str], *, receipt: bool, facts: TableFacts) -> Any:
    """The title; on its right the boxes of the 決裁欄 and the square kept free for a 受付印."""
    boxes_mm = [_STAMP_MM] * len(officials) + ([_RECEIPT_MM] if receipt else [])
    title_mm = facts.width_mm - sum(boxes_mm)
    below_mm = (_RECEIPT_MM if receipt else _STAMP_MM + _STAMP_HEAD_MM) - _STAMP_HEAD_MM
    heads = [_cell(_STAMP_MM, 1, _rules(), paragraphs(HEAD, writable(official))) for official in officials]
    boxes = [_cell(_STAMP_MM, 1, _rules(), [paragraph(HEAD)]) for _ in officials]
    if receipt:
        heads.append(_cell(_RECEIPT_MM, 1, _rules(bottom=0), [paragraph(LABEL, "受付印")]))
        boxes.append(_cell(_RECEIPT_MM, 1, _rules(top=0), [paragraph(LABEL)]))
    first = _over_two_rows(_cell(title_mm, 1, {}, [paragraph(TITLE, writable(title))]), val="restart")
    second = _over_two_rows(_cell(title_mm, 1, {}, [paragraph(TITLE)]))
    return _table([title_mm, *boxes_mm], [_tr([first, *heads], _STAMP_HEAD_MM), _tr([second, *boxes], below_mm)])


def _over_two_rows(cell: Any, **begins: str) -> Any:
    cell.tcPr.insert_element_before(element("w:vMerge", **begins), "w:tcBorders")
    cell.tcPr.append(element("w:vAlign", val="center"))
    return cell


def _table(widths_mm: Sequence[float], rows: Sequence[Any]) -> Any:
    facts = element(
        "w:tblPr",
        element("w:tblW", w=round(sum(widths_mm) * TWIPS_PER_MM), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element(
            "w:tblCellMar",
            element("w:top", w=_ABOVE_TWIPS, type="dxa"),
            element("w:left", w=_PADDING_TWIPS, type="dxa"),
            element("w:bottom", w=_ABOVE_TWIPS, type="dxa"),
            element("w:right", w=_PADDING_TWIPS, type="dxa"),
        ),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=round(width * TWIPS_PER_MM)) for width in widths_mm))
    return element("w:tbl", facts, grid, *rows)


def _row(row: Row, above: Row | None, below: Row | None, lines: list[int], facts: TableFacts, draw: Draw) -> Any:
    cells = []
    for cell in row.cells:
        sides = thick_sides(cell, row, above, below)
        rules = _rules(**{side: _THICK for side, thick in zip(_SIDES, sides, strict=True) if thick})
        span = lines.index(cell.end) - lines.index(cell.start)
        width_mm = facts.mm(cell.start, cell.end)
        filled = _cell(width_mm, span, {} if cell.look is Look.PLAIN else rules, _contents(cell, width_mm, facts, draw))
        cells.append(_dressed(filled, cell))
    count = _line_count(row, facts)
    # LibreOffice 7.4 never finishes some tables whose rows have both a least height and words taller than it.
    least_lines = row.least_lines if row.least_lines > count else 0.0
    least_mm = least_lines * facts.size_pt * LEADING * _TWIPS_PER_PT / TWIPS_PER_MM
    return _tr(cells, least_mm, head=row.head, whole=count <= _MOST_LINES_WHOLE)


def _tr(cells: Sequence[Any], least_mm: float, *, head: bool = False, whole: bool = True) -> Any:
    facts = []
    if least_mm:
        facts.append(element("w:trHeight", val=round(least_mm * TWIPS_PER_MM), hRule="atLeast"))
    if whole:
        facts.append(element("w:cantSplit"))
    if head:
        facts.append(element("w:tblHeader"))
    return element("w:tr", element("w:trPr", *facts), *cells)


def _cell(width_mm: float, span: int, rules: dict[str, int], content: Sequence[Any]) -> Any:
    borders = [element(f"w:{side}", val="single", sz=rules[side], color="000000") for side in _ORDER if rules.get(side)]
    facts = element("w:tcPr", element("w:tcW", w=round(width_mm * TWIPS_PER_MM), type="dxa"))
    if span > 1:
        facts.append(element("w:gridSpan", val=span))
    facts.append(element("w:tcBorders", *borders))
    return element("w:tc", facts, *content)


def _dressed(made: Any, cell: Cell) -> Any:
    """The cell with its grey ground and its words halfway up."""
    if cell.look in (Look.LABEL, Look.HEAD):
        made.tcPr.append(element("w:shd", val="clear", color="auto", fill=_GREY))
    made.tcPr.append(element("w:vAlign", val="center" if cell.middle else "top"))
    return made


def _rules(**other: int) -> dict[str, int]:
    return dict.fromkeys(_SIDES, _THIN) | other


def _contents(cell: Cell, width_mm: float, facts: TableFacts, draw: Draw) -> list[Any]:
    style = _style(cell.look, facts)
    match cell.content:
        case Words(text):
            return paragraphs(style, text)
        case Listed() as listed:
            return paragraphs(style, listed.text(width_mm - _MORE_PADDING_MM, facts.size_pt))
        case Amount() as amount:
            return paragraphs(style, amount.text)
        case Drawing() as drawing:
            return [draw(drawing, width_mm - 2 * _PADDING_TWIPS / TWIPS_PER_MM)]
        case _:
            raise ValueError(cell.content)


def _style(look: Look, facts: TableFacts) -> str:
    match look:
        case Look.LABEL:
            return LABEL
        case Look.HEAD:
            return HEAD
        case Look.VALUE | Look.PLAIN:
            return facts.value_style
        case _:
            raise ValueError(look)


def _line_count(row: Row, facts: TableFacts) -> int:
    texts = [
        (cell.content.text, facts.mm(cell.start, cell.end)) for cell in row.cells if isinstance(cell.content, Words)
    ]
    return max((len(lines_in(text, width, facts.size_pt)) for text, width in texts), default=1)
