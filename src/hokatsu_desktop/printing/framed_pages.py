"""Rows on framed pages: header, body and footer together, as every paper of the program has them."""

from collections.abc import Callable, Sequence

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
from hokatsu_desktop.printing.table import CALM, SNUG, Area, Block, PlacedPage, Spacing, place


def add_framed_pages(
    document: Document,
    blocks: Callable[[Spacing], Sequence[Block]],
    frame: PageFrame,
    setup: PageSetup,
) -> int:
    """Add as many pages as the blocks need, with an entry in the contents pane; gives the number of pages.

    blocks is asked for the rows at a spacing: first with calm white space, then with less; the latter is printed if
    it saves a page, so that no single row stands alone on the last one.
    """
    pages = place_calmly(blocks, frame, setup)
    first_body = setup.body()
    for number, page in enumerate(pages, 1):
        surface = document.add_page(*setup.size_pt)
        if number == 1:
            document.add_outline_entry(frame.title)
        body = setup.body(number)
        draw_header(surface, frame, setup, number)
        with surface.shifted(body.left - first_body.left, body.top - first_body.top):
            draw_rows(surface, page)
        draw_footer(surface, frame, setup, number, len(pages))
    return len(pages)


def place_calmly(blocks: Callable[[Spacing], Sequence[Block]], frame: PageFrame, setup: PageSetup) -> list[PlacedPage]:
    """Where everything stands on each page; the snug spacing is taken only if it needs fewer pages."""
    body, top, next_top = setup.body(), first_top_pt(frame, setup), next_top_pt(frame, setup)
    calm, snug = (
        place(blocks(spacing), Area(body.left, body.width, top, next_top, body.bottom, spacing))
        for spacing in (CALM, SNUG)
    )
    return snug if len(snug) < len(calm) else calm
