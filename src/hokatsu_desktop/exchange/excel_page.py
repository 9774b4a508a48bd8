"""How a worksheet is printed: A4, the sheet's margins, one page wide, header and footer."""

from typing import Any

from hokatsu_desktop.exchange.a4 import HEADER_MM, edges_mm, is_landscape
from hokatsu_desktop.exchange.imprint_words import PRACTICE_WORDS, footing
from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.services.papers import Imprint, Paper, handling_words

_A4 = 9  # Excel's number for it
_MM_PER_INCH = 25.4
_MOST_UNITS = 70  # UTF-16 units in each part of a header; Excel allows 255 in all parts together


class PageFill:
    """How full the page is on which the next row will stand: Excel itself parts a heading from its rows."""

    def __init__(self, room_pt: float) -> None:
        self.breaks: list[int] = []  # rows before which a page ends
        self._room_pt, self._used_pt = room_pt, 0.0

    def add(self, height_pt: float) -> None:
        """Add a row; one that does not fit begins the next page."""
        self._used_pt = self._used_pt + height_pt if self.have_room(height_pt) else height_pt

    def have_room(self, height_pt: float) -> bool:
        """Whether rows of this height together fit on the page; on an empty one everything has its place."""
        return self._used_pt == 0 or self._used_pt + height_pt <= self._room_pt

    def begin(self, row: int) -> None:
        """End the page before a row."""
        if self._used_pt:
            self.breaks.append(row)
        self._used_pt = 0.0


def set_up_page(worksheet: Any, paper: Paper, imprint: Imprint, rows: int, columns: int) -> None:
    """Everything that Excel needs to print so many rows and columns on A4."""
    sheet = paper.sheet
    worksheet.set_paper(_A4)
    if is_landscape(paper):
        worksheet.set_landscape()
    worksheet.set_margins(*(edge / _MM_PER_INCH for edge in edges_mm(paper)))
    worksheet.fit_to_pages(1, 0)
    worksheet.print_area(0, 0, rows - 1, columns - 1)
    worksheet.hide_gridlines(2)
    name = " ".join(filter(None, (sheet.form_number, sheet.title)))
    practice = PRACTICE_WORDS if imprint.practice else ""
    margin = {"margin": HEADER_MM / _MM_PER_INCH}
    worksheet.set_header(
        f"&L&9{_said(name)}&C&9{_said(practice)}&R&9{_said(handling_words(paper.sheet.handling, '', paper.degree))}",
        margin,
    )
    worksheet.set_footer(f"&L&8{_said(footing(paper, imprint))}&R&9&P／&N", margin)


def _said(text: str) -> str:
    """Words for a header: short enough, and an & is an &. The cells of the sheet say the whole."""
    plain = writable(text).replace("\n", " ").replace("&", "&&")
    short = plain.encode("utf-16-le")[: 2 * _MOST_UNITS].decode("utf-16-le", "ignore")
    halved = (len(short) - len(short.rstrip("&"))) % 2  # a pair was cut in two
    lead = " " if short[:1].isdigit() else ""  # digits right after the size would be read as part of it
    return lead + short.removesuffix("&" * halved)
