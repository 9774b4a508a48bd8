"""One sheet on one worksheet: heading, rows, note. Cells are merged only where they span lines of the grid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hokatsu_desktop.drawing.measure import MM_PER_PT
from hokatsu_desktop.exchange.a4 import body_height_mm, body_width_mm
from hokatsu_desktop.exchange.contents import NOTHING, Amount, Content, Drawing, Words, words
from hokatsu_desktop.exchange.excel_formats import BARE, Formats, Style, fitting
from hokatsu_desktop.exchange.excel_grid import RECEIPT_COLUMNS, STAMP_COLUMNS, grid_of
from hokatsu_desktop.exchange.excel_page import PageFill, set_up_page
from hokatsu_desktop.exchange.excel_rows import (
    DRAWING_EDGE_MM,
    TALLEST_ROW_PT,
    Band,
    Measures,
    bands_of,
    text_height_pt,
)
from hokatsu_desktop.exchange.imprint_words import PRACTICE_WORDS, body_face, body_size_pt, dated
from hokatsu_desktop.exchange.layout import FINE, Block, Row, blocks_of
from hokatsu_desktop.exchange.picture import logo_picture, picture_of
from hokatsu_desktop.services.papers import Imprint, Paper, handling_words

_PIXELS_PER_MM = 96 / 25.4
_LONG_TABLE = 12  # rows
_STAMP_HEAD_MM, _STAMP_MM, _RECEIPT_MM, _TITLE_MM = 5.0, 20.0, 40.0, 11.0
_LINE_PT = 18.0
_LOGO_ROW_MM = 13.0
_SMALL = Style(size_pt=10.0, sides=BARE)
_RIGHT = replace(_SMALL, across="right")
_TITLE = Style(size_pt=17.0, bold=True, across="center", sides=BARE)
_SECTION = Style(size_pt=11.5, bold=True, sides=BARE, down="bottom")
_STAMP = Style(size_pt=8.0, across="center")
_NOTE = Style(size_pt=9.0, sides=BARE, down="bottom")

Text = tuple[str, int, int, Style]  # words between two lines of the grid


class SheetWriter:
    """Writes one paper; the worksheet's rows are filled from the top."""

    def __init__(self, worksheet: Any, formats: Formats, paper: Paper, imprint: Imprint) -> None:
        self._worksheet, self._formats = worksheet, formats
        self._paper, self._imprint = paper, imprint
        self._measures = Measures(body_width_mm(paper) / FINE, body_size_pt(paper), body_face(paper))
        self._grid = grid_of(blocks_of(paper), len(paper.sheet.stamps), receipt=paper.sheet.receipt_stamp)
        self._row = 0
        self._pages = PageFill(body_height_mm(paper) / MM_PER_PT)

    def write(self) -> None:
        """Write everything."""
        self._set_column_widths()
        self._write_heading()
        for block in self._grid.blocks:
            self._write_block(block)
        for line in self._paper.notes.split("\n"):
            self._write_wide(line, _NOTE)
        self._worksheet.set_h_pagebreaks(self._pages.breaks)
        set_up_page(self._worksheet, self._paper, self._imprint, self._row, len(self._grid.lines) - 1)

    def _set_column_widths(self) -> None:
        """The lines of the grid in pixels; what rounding leaves over is not added up."""
        at = [int(line * self._measures.column_mm * _PIXELS_PER_MM) for line in self._grid.lines]
        for column, (left, right) in enumerate(pairwise(at)):
            self._worksheet.set_column_pixels(column, column, right - left)

    def _write_heading(self) -> None:
        """Form number, date, practice and handling marks, the title, and whose sheet it is."""
        sheet, middle = self._paper.sheet, self._grid.nearest(FINE // 2)
        practice = PRACTICE_WORDS if self._imprint.practice else ""
        handling = handling_words(sheet.handling, "", self._paper.degree)
        self._write_line(
            (sheet.form_number, 0, middle, _SMALL), (dated(self._paper, self._imprint), middle, FINE, _RIGHT)
        )
        if sheet.logo and self._imprint.logo:
            self._put_logo(self._imprint.logo)
        self._write_wide(sheet.header, _SMALL)
        if practice or handling:
            mark = replace(_SMALL, bold=True)
            self._write_line((practice, 0, middle, mark), (handling, middle, FINE, replace(mark, across="right")))
        if not sheet.is_letter:
            self._write_title()
        self._write_wide(self._paper.case_label, replace(_RIGHT, size_pt=9.0))

    def _write_title(self) -> None:
        """The title; on its right the boxes for stamps and the square kept free for a 受付印."""
        sheet = self._paper.sheet
        heights = _title_rows_mm(stamps=bool(sheet.stamps), receipt=sheet.receipt_stamp)
        first, last = self._row, self._row + len(heights) - 1
        for height in heights:
            self._add_row(height / MM_PER_PT)
        receipt = FINE - RECEIPT_COLUMNS if sheet.receipt_stamp else FINE
        stamps = receipt - STAMP_COLUMNS * len(sheet.stamps)
        self._put(words(sheet.title), (first, last), (0, stamps), _TITLE)
        for number, official in enumerate(sheet.stamps):
            columns = (stamps + number * STAMP_COLUMNS, stamps + (number + 1) * STAMP_COLUMNS)
            self._put(words(official), (first, first), columns, _STAMP)
            self._put(NOTHING, (first + 1, first + 1), columns, _STAMP)
        if sheet.receipt_stamp:
            self._put(words("受付印"), (first, last), (receipt, FINE), replace(_STAMP, across="left", down="top"))

    def _write_block(self, block: Block) -> None:
        bands = [list(bands_of(row, above, below, self._measures)) for above, row, below in _neighbours(block.rows)]
        if block.new_page or (block.title and not self._pages.have_room(_beginning_pt(block, bands))):
            self._pages.begin(self._row)
        self._write_wide(block.title, _SECTION)
        first = self._row
        for band in (band for of_row in bands for band in of_row):
            self._add_row(band.height_pt)
            for cell, style in band.cells:
                self._put(cell.content, (self._row - 1, self._row - 1), (cell.start, cell.end), style)
        # Excel repeats the rows on all later pages, so only the last table may ask for it.
        if block is self._grid.blocks[-1] and block.heads and len(block.rows) > _LONG_TABLE:
            self._worksheet.repeat_rows(first, first + len(block.heads) - 1)

    def _write_wide(self, text: str, style: Style) -> None:
        """Words over the whole width; nothing for an empty text."""
        if text:
            height = text_height_pt(text, FINE * self._measures.column_mm, style.size_pt)
            self._write_line((text, 0, FINE, style), height_pt=max(height, style.size_pt * 2))

    def _write_line(self, *texts: Text, height_pt: float = _LINE_PT) -> None:
        """One row of words side by side."""
        self._add_row(height_pt)
        for text, start, end, style in texts:
            self._put(words(text), (self._row - 1, self._row - 1), (start, end), style)

    def _add_row(self, height_pt: float) -> None:
        height_pt = min(height_pt, TALLEST_ROW_PT)
        self._worksheet.set_row(self._row, height_pt)
        self._pages.add(height_pt)
        self._row += 1

    def _put(self, content: Content, rows: tuple[int, int], ends: tuple[int, int], style: Style) -> None:
        """Write a cell between two lines of the grid, merged if it spans more than one column or row."""
        top, bottom = rows
        left, right = self._grid.lines.index(ends[0]), self._grid.lines.index(ends[1]) - 1
        form = self._formats.of(fitting(style, content))
        if top != bottom or left != right:
            self._worksheet.merge_range(top, left, bottom, right, "", form)
        match content:
            case Words(""):
                self._worksheet.write_blank(top, left, None, form)
            case Words(text):
                self._worksheet.write_string(top, left, _not_rich(text), form)
            case Amount(typed=typed):
                self._worksheet.write_number(top, left, float(typed.replace(",", "")), form)
            case Drawing() as drawing:
                self._put_drawing(drawing, top, left, (ends[1] - ends[0]) * self._measures.column_mm, form)
            case _:
                raise ValueError(content)

    def _put_logo(self, logo: bytes) -> None:
        self._add_row(_LOGO_ROW_MM / MM_PER_PT)
        facts = {"image_data": logo_picture(logo).file, "decorative": True}
        self._worksheet.insert_image(self._row - 1, 0, "logo.png", facts)

    def _put_drawing(self, drawing: Drawing, row: int, column: int, width_mm: float, form: Any) -> None:
        self._worksheet.write_blank(row, column, None, form)
        if not drawing.shapes:
            return
        picture = picture_of(drawing.shapes, width_mm - 2 * DRAWING_EDGE_MM)
        self._worksheet.insert_image(
            row,
            column,
            f"{drawing.text}.png",
            {
                "image_data": picture.file,
                "x_offset": DRAWING_EDGE_MM * _PIXELS_PER_MM,
                "y_offset": DRAWING_EDGE_MM * _PIXELS_PER_MM,
                "description": picture.words,
            },
        )


def _neighbours(rows: Sequence[Row]) -> Iterator[tuple[Row | None, Row, Row | None]]:
    """Each row with the one above and the one below."""
    return zip((None, *rows), rows, (*rows[1:], None), strict=False)


def _beginning_pt(block: Block, bands: Sequence[Sequence[Band]]) -> float:
    """The height of what must stand together: title, heads and the first row."""
    together = [of_row[0].height_pt for of_row in bands[: len(block.heads) + 1]]
    return 2 * _SECTION.size_pt + sum(together)


def _title_rows_mm(*, stamps: bool, receipt: bool) -> tuple[float, ...]:
    """The heights of the rows that the title, the boxes for stamps and the 受付印 stand in."""
    if stamps:
        rest = (_RECEIPT_MM - _STAMP_HEAD_MM - _STAMP_MM,) if receipt else ()
        return (_STAMP_HEAD_MM, _STAMP_MM, *rest)
    return (_RECEIPT_MM if receipt else _TITLE_MM,)


def _not_rich(text: str) -> str:
    """WORKAROUND: XlsxWriter takes a text from <r> to </r> for its own mark-up and would break the file."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
