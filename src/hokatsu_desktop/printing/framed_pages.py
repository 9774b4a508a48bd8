"""Rows on framed pages: header, body and footer together, as every paper of the program has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.page import (
    PageFrame,
    PageSetup,
    draw_footer,
    draw_header,
    first_top_pt,
    next_top_pt,
)
from hokatsu_desktop.printing.ruling import draw_rows
from hokatsu_desktop.printing.table import CALM, CLOSE, SHORT, SNUG, TIGHT, Area, Block, PlacedPage, Spacing, place

Blocks = Callable[[Spacing], Sequence[Block]]
"""Gives the rows at a spacing."""

_KEPT_WHOLE = (0.4, 0.25)  # of a page: a taller section may be parted


@dataclass(frozen=True)
class SetPages:
    """Pages with everything in its place, to be drawn once or once for each copy."""

    pages: tuple[PlacedPage, ...]
    frame: PageFrame
    setup: PageSetup


@dataclass(frozen=True)
class InCopy:
    """Where a sheet stands within a numbered copy of several sheets."""

    line: str  # 資料1-03（社会福祉協議会　大森）　3／8部
    first: int  # the number of its first page within the copy, from 1
    total: int  # pages of the copy
    chapter: str = ""  # 3／8部: an entry of its own in the contents pane
    level: int = 1  # of its entry in the contents pane, below that of the copy

    def after(self, pages: int) -> "InCopy":
        """Where something stands that follows so many pages later."""
        return replace(self, first=self.first + pages, chapter="")


def add_framed_pages(document: Document, blocks: Blocks, frame: PageFrame, setup: PageSetup) -> int:
    """Add as many pages as the blocks need, with an entry in the contents pane; gives the number of pages."""
    pages = set_pages(blocks, frame, setup)
    draw_pages(document, pages)
    return len(pages.pages)


def set_pages(blocks: Blocks, frame: PageFrame, setup: PageSetup) -> SetPages:
    """Put the blocks in their places on as many pages as they need.

    blocks is asked for the rows at a spacing: first with calm white space, then with less, then with fewer rows for
    handwriting in each table; what saves a page is printed, so that no page is begun for one row or for empty ones.
    """
    return SetPages(tuple(place_calmly(blocks, frame, setup)), frame, setup)


def draw_pages(document: Document, pages: SetPages, copy: InCopy | None = None) -> None:
    """Draw pages that are set, with an entry in the contents pane; in a copy they are numbered through the whole copy.

    The frame they were set with needs room for a copy line if they are to bear one.
    """
    setup = pages.setup
    frame = replace(pages.frame, copy_line=copy.line) if copy else pages.frame
    before, total = (copy.first - 1, copy.total) if copy else (0, len(pages.pages))
    first_body = setup.body()
    for number, page in enumerate(pages.pages, 1):
        surface = document.add_page(*setup.size_pt)
        if number == 1 and copy and copy.chapter:
            document.add_outline_entry(copy.chapter)
        if number == 1:
            document.add_outline_entry(frame.title, copy.level if copy else 0)
        body = setup.body(number)  # every sheet begins on the front of a leaf
        draw_header(surface, frame, setup, number)
        with surface.shifted(body.left - first_body.left, body.top - first_body.top):
            if copy:
                surface.stamped(document.stamp_name(page), partial(draw_rows, surface, page))
            else:
                draw_rows(surface, page)
        draw_footer(surface, frame, setup, number, total, before)


def place_calmly(blocks: Blocks, frame: PageFrame, setup: PageSetup) -> list[PlacedPage]:
    """Where everything stands on each page.

    Closer, and with fewer empty rows, only where that needs fewer pages; a section is kept whole where that needs no more.
    """
    body, top, next_top = setup.body(), first_top_pt(frame, setup), next_top_pt(frame, setup)

    def placed(spacing: Spacing, whole_up_to_pt: float = 0.0) -> list[PlacedPage]:
        area = Area(body.left, body.width, top, next_top, body.bottom, spacing)
        return place(blocks(spacing), area, whole_up_to_pt=whole_up_to_pt)

    calm, spacing = placed(CALM), CALM
    if len(calm) == 1:
        return calm
    pages = closest = placed(TIGHT)
    if len(closest) == len(calm):  # coming closer spares no page
        pages = calm
    else:
        spacing, pages = next(
            (one, found) for one in (SNUG, CLOSE, SHORT, TIGHT) if len(found := placed(one)) == len(closest)
        )
    if len(pages) == 1:
        return pages
    whole = (placed(spacing, body.height * share) for share in _KEPT_WHOLE)
    return next((found for found in whole if len(found) == len(pages)), pages)
