"""The frame of a page: margins, header, title, boxes for stamps, footer; the same on every paper of the program."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.labels import wrap_phrases
from hokatsu_desktop.printing.letterhead import letterhead
from hokatsu_desktop.printing.marks import draw_framed_words, framed_words_size
from hokatsu_desktop.printing.surface import Box, Surface, baseline, mm
from hokatsu_desktop.printing.text import TextStyle, measure
from hokatsu_desktop.sheets.margins import MARGINS, Margins

MOST_STAMPS = 6
STAMP_MM = 20.0
RECEIPT_MM = 40.0
PRACTICE_WORDS = "練習用（架空の町）"

_PAPERS_MM = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
_HEADER = TextStyle(Face.MINCHO, 10.5, 16.0)
_SMALL = TextStyle(Face.GOTHIC, 8.5, 12.0)
_PAGE_NUMBER = TextStyle(Face.GOTHIC, 9.5, 12.0)
_HANDLING = TextStyle(Face.GOTHIC_BOLD, 9.5, 13.0)
_TITLE = TextStyle(Face.GOTHIC_BOLD, 17.0, 23.0)
_STAMP_TITLE = TextStyle(Face.GOTHIC, 8.0, 12.0)
_STAMP_TITLE_MM = 5.0
_GAP_PT = 6.0


@dataclass(frozen=True, kw_only=True)
class PageSetup(Margins):
    """Paper and margins.

    Landscape paper is bound on its upper edge: the margins turn with it. On the back of a sheet printed on both
    sides the binding margin changes sides.
    """

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = False
    both_sides: bool = False

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        short, long = _PAPERS_MM[self.paper]
        return (mm(long), mm(short)) if self.landscape else (mm(short), mm(long))

    def body(self, page_number: int = 1) -> Box:
        """The part of the page within the margins, in points."""
        width, height = self.size_pt
        left, right, top, bottom = self.edges_mm(landscape=self.landscape)
        if self.both_sides and page_number % 2 == 0:
            left, right, top, bottom = (left, right, bottom, top) if self.landscape else (right, left, top, bottom)
        return Box(mm(left), mm(top), width - mm(left + right), height - mm(top + bottom))


SETUPS: Mapping[str, PageSetup] = {word: PageSetup(**asdict(margins)) for word, margins in MARGINS.items()}
"""A page with the margins of each word that a definition may use."""

STANDARD = SETUPS["bound"]


@dataclass(frozen=True, kw_only=True)
class PageFrame:
    """What stands around the body of a page. An empty text prints nothing."""

    title: str
    title_in_body: bool = False  # a letter: the first page has its title below the sender
    header: str = ""  # みどり町　福祉課
    logo: bytes = b""  # a PNG or JPEG file
    form_number: str = ""  # 様式第1号
    date: str = ""  # 令和8年11月26日
    handling: str = ""  # 取扱注意・会議後回収
    stamps: tuple[str, ...] = ()  # titles of the 決裁欄
    receipt_stamp: bool = False
    copy_line: str = ""  # 資料1-03（社会福祉協議会　大森）　3／8部
    state: str = ""  # 4821-0937-5526: the state of the records, from the head of the change log
    printed: str = ""  # R8.11.26 11:42 井上
    practice: bool = False


@dataclass(frozen=True)
class _Header:
    """Where the parts of a first page's header stand; tops in points."""

    title: Box
    title_lines: tuple[str, ...]
    handling: Box
    stamps: Box
    receipt: Box
    copy_top: float
    bottom: float


def first_top_pt(frame: PageFrame, setup: PageSetup) -> float:
    """Where the body begins on the first page, in points from the upper edge."""
    return _header(frame, setup).bottom


def next_top_pt(frame: PageFrame, setup: PageSetup) -> float:
    """Where the body begins on the pages after the first, before it is moved for the back of a sheet."""
    tall = framed_words_size(frame.handling, _HANDLING)[1] if frame.handling else _HEADER.leading_pt
    return (
        setup.body().top + max(tall, _HEADER.leading_pt) + (_SMALL.leading_pt + 2 if frame.copy_line else 0) + _GAP_PT
    )


def draw_header(surface: Surface, frame: PageFrame, setup: PageSetup, number: int) -> None:
    """Draw what stands above the body of a page; number counts from 1."""
    body = setup.body(number)
    if number == 1:
        _draw_first_header(surface, frame, setup, body)
    else:
        _draw_next_header(surface, frame, body)
    if frame.practice:
        width, height = framed_words_size(PRACTICE_WORDS, _HANDLING)
        left = (surface.width_pt - width) / 2
        draw_framed_words(surface, PRACTICE_WORDS, left, body.top - height - mm(3), _HANDLING)


def draw_footer(surface: Surface, frame: PageFrame, setup: PageSetup, number: int, total: int, before: int = 0) -> None:
    """Draw the state of the records, when and by whom it was printed, and the page number.

    In a copy of several sheets the number goes on after the `before` pages of the sheets in front.
    """
    body = setup.body(number)
    base = min(body.bottom + mm(10), surface.height_pt - mm(7))
    parts = [
        f"この紙の時点 {frame.state}" if frame.state else "",
        f"印刷 {frame.printed}" if frame.printed else "",
    ]
    surface.words(body.left, base, "　".join(filter(None, parts)), _SMALL)
    surface.words_right(body.right, base, f"{before + number}／{total}", _PAGE_NUMBER)


def _header(frame: PageFrame, setup: PageSetup) -> _Header:
    """Date line, letterhead; below, from the right: receipt stamp, 決裁欄, handling mark; the title beside or below."""
    body = setup.body()
    top = _letterhead_top(frame, body) + letterhead(frame.header, frame.logo, body.width).height_pt
    handling_width, handling_height = framed_words_size(frame.handling, _HANDLING) if frame.handling else (0.0, 0.0)
    under_handling = top + (handling_height + _GAP_PT if frame.handling else 0)
    receipt_side = mm(RECEIPT_MM) if frame.receipt_stamp else 0.0
    stamps_width = mm(STAMP_MM) * len(frame.stamps)
    between = _GAP_PT if receipt_side and stamps_width else 0.0
    free = body.width - receipt_side - stamps_width - between - (_GAP_PT if receipt_side or stamps_width else 0)
    beside = handling_width <= free
    band_top = top if beside else under_handling
    band = max(receipt_side, mm(STAMP_MM + _STAMP_TITLE_MM) if frame.stamps else 0.0)
    receipt = Box(body.right - receipt_side, band_top, receipt_side, receipt_side)
    stamps = Box(receipt.left - between - stamps_width, band_top, stamps_width, mm(STAMP_MM + _STAMP_TITLE_MM))
    handling_right = body.left + free if beside else body.right
    handling = Box(handling_right - handling_width, top, handling_width, handling_height)
    title, lines = _title_place(frame, body, free, under_handling, band_top + band if band else under_handling)
    copy_top = title.bottom + _GAP_PT
    bottom = (copy_top + _SMALL.leading_pt if frame.copy_line else title.bottom) + _GAP_PT
    return _Header(title, lines, handling, stamps, receipt, copy_top, bottom)


def _letterhead_top(frame: PageFrame, body: Box) -> float:
    return body.top + (_HEADER.leading_pt + 3 if frame.form_number or frame.date else 0)


def _title_place(
    frame: PageFrame, body: Box, free: float, top: float, band_bottom: float
) -> tuple[Box, tuple[str, ...]]:
    """The title beside the stamps if it fits there on one line, otherwise below them; its box and lines."""
    if frame.title_in_body:
        return Box(body.left, band_bottom, body.width, 0.0), ()
    if band_bottom - top >= _TITLE.leading_pt and measure(frame.title, _TITLE) <= free:
        return Box(body.left, top, free, band_bottom - top), (frame.title,)
    lines = tuple(line.text for line in wrap_phrases(frame.title, body.width, _TITLE))
    title_top = band_bottom + (_GAP_PT if band_bottom > top else 0)
    return Box(body.left, title_top, body.width, len(lines) * _TITLE.leading_pt), lines


def _draw_first_header(surface: Surface, frame: PageFrame, setup: PageSetup, body: Box) -> None:
    header = _header(frame, setup)
    base = body.top + baseline(_HEADER)
    surface.words(body.left, base, frame.form_number, _HEADER)
    surface.words_right(body.right, base, frame.date, _HEADER)
    letterhead(frame.header, frame.logo, body.width).draw(surface, body.left, _letterhead_top(frame, body))
    if frame.handling:
        draw_framed_words(surface, frame.handling, header.handling.left, header.handling.top, _HANDLING)
    middle = header.title.left + header.title.width / 2
    top = header.title.top + (header.title.height - len(header.title_lines) * _TITLE.leading_pt) / 2
    for number, line in enumerate(header.title_lines):
        surface.words_centred(middle, top + number * _TITLE.leading_pt + baseline(_TITLE), line, _TITLE)
    _draw_stamps(surface, frame.stamps, header.stamps)
    if frame.receipt_stamp:
        _draw_receipt(surface, header.receipt)
    surface.words_right(body.right, header.copy_top + baseline(_SMALL), frame.copy_line, _SMALL)


def _draw_next_header(surface: Surface, frame: PageFrame, body: Box) -> None:
    words = "　".join(filter(None, (frame.form_number, f"{frame.title}（続き）")))
    surface.words(body.left, body.top + baseline(_HEADER), words, _HEADER)
    top = body.top + _HEADER.leading_pt
    if frame.handling:
        width, height = framed_words_size(frame.handling, _HANDLING)
        draw_framed_words(surface, frame.handling, body.right - width, body.top, _HANDLING)
        top = body.top + height + 2
    surface.words_right(body.right, top + baseline(_SMALL), frame.copy_line, _SMALL)


def _draw_stamps(surface: Surface, titles: tuple[str, ...], box: Box) -> None:
    side, head = mm(STAMP_MM), mm(_STAMP_TITLE_MM)
    for number, title in enumerate(titles):
        left = box.left + number * side
        surface.words_centred(left + side / 2, box.top + (head - 12) / 2 + baseline(_STAMP_TITLE), title, _STAMP_TITLE)
        surface.frame(Box(left, box.top, side, head))
        surface.frame(Box(left, box.top + head, side, side))


def _draw_receipt(surface: Surface, box: Box) -> None:
    """A dashed square kept free for a 受付印."""
    surface.words(box.left + 4, box.top + 2 + baseline(_STAMP_TITLE), "受付印", _STAMP_TITLE)
    surface.frame(box, 0.5, (2, 2))
