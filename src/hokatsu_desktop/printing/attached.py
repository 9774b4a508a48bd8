"""The papers of others behind a sheet, each page within a frame that says what it belongs to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.foreign_pages import picture_size, sizes_of
from hokatsu_desktop.printing.framed_pages import InCopy
from hokatsu_desktop.printing.marks import draw_framed_words, framed_words_size
from hokatsu_desktop.printing.page import PRACTICE_WORDS, PageFrame, PageSetup, draw_footer
from hokatsu_desktop.printing.surface import Box, Surface, baseline, mm
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.services.attachments import AttachedFile

_SETUP = PageSetup(binding_mm=20.0, outer_mm=12.0, top_mm=12.0, bottom_mm=16.0)
_WORDS = TextStyle(Face.GOTHIC, 9.5, 13.0)
_MARK = TextStyle(Face.GOTHIC_BOLD, 9.5, 13.0)
_SMALL = TextStyle(Face.GOTHIC, 8.5, 12.0)


def add_attached(
    document: Document, files: Sequence[AttachedFile], frame: PageFrame, copy: InCopy | None = None
) -> None:
    """Add the pages of all files that have a content. `frame` is that of the sheet they belong to.

    In a numbered copy of several sheets the pages are counted on.
    """
    frame = replace(frame, copy_line=copy.line) if copy else frame
    for place, file in enumerate(files, 1):
        if file.content:
            _add_file(document, file, f"別紙{place}　{file.title}", frame, copy)
            copy = copy and copy.after(file.pages)


def attached_pages(files: Sequence[AttachedFile]) -> int:
    """How many pages the files take."""
    return sum(file.pages for file in files if file.content)


def _add_file(document: Document, file: AttachedFile, title: str, frame: PageFrame, copy: InCopy | None) -> None:
    before, total = (copy.first - 1, copy.total) if copy else (0, file.pages)
    for number, (width, height) in enumerate(_sizes(file)):
        setup = replace(_SETUP, landscape=width > height)
        surface = document.add_page(*setup.size_pt)
        if not number:
            document.add_outline_entry(title, copy.level if copy else 0)
        body = setup.body()
        counted = f"（{number + 1}／{file.pages}枚）" if file.pages > 1 else ""
        room = _draw_edge(surface, f"{title}{counted}", file, frame, body)
        draw_footer(surface, frame, setup, number + 1, total, before)
        if file.media_type == "application/pdf":
            document.lay_page(file.content, number, room)
        else:
            surface.picture(document.upright(file.content), room)


def _sizes(file: AttachedFile) -> Iterator[tuple[float, float]]:
    """Width and height of each page, in whatever unit."""
    if file.media_type == "application/pdf":
        yield from sizes_of(file.content)
    else:
        yield picture_size(file.content)


def _draw_edge(surface: Surface, title: str, file: AttachedFile, frame: PageFrame, body: Box) -> Box:
    """What the page belongs to along its upper edge, and a thin frame; gives the room within."""
    width, height = framed_words_size(frame.handling, _MARK) if frame.handling else (0.0, 0.0)
    top = body.top
    surface.words(body.left, top + baseline(_WORDS), f"{frame.title}　{title}".strip("　"), _WORDS)
    from_whom = f"{file.from_whom}から" if file.from_whom else ""
    under = "　".join(filter(None, (from_whom, frame.copy_line)))
    surface.words(body.left, top + _WORDS.leading_pt + baseline(_SMALL), under, _SMALL)
    if frame.handling:
        draw_framed_words(surface, frame.handling, body.right - width, top, _MARK)
    if frame.practice:
        practice, _ = framed_words_size(PRACTICE_WORDS, _MARK)
        draw_framed_words(surface, PRACTICE_WORDS, body.right - width - practice - mm(3), top, _MARK)
    begins = top + max(height, _WORDS.leading_pt + _SMALL.leading_pt) + mm(1.5)
    edge = Box(body.left, begins, body.width, body.bottom - begins)
    surface.frame(edge, 0.5)
    return Box(edge.left + 2, edge.top + 2, edge.width - 4, edge.height - 4)


def pages_of(file: AttachedFile) -> bytes:
    """The pages of one attachment alone, as they stand behind a sheet, for looking at."""
    document = Document("別紙")
    add_attached(document, (file,), PageFrame(title=""))
    return document.to_bytes()
