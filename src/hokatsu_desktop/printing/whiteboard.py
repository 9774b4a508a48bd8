"""The draft for the whiteboard: one case on A3, three columns with light lines to write on while people talk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from hokatsu_desktop.printing.blanks import Filling, content_of, least_height_pt
from hokatsu_desktop.printing.contents import Label
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.page import PageFrame, PageSetup, draw_footer, draw_header, first_top_pt, next_top_pt
from hokatsu_desktop.printing.ruling import draw_rows
from hokatsu_desktop.printing.sheet import SheetFrame, blocks_of, filling_of, given_by_hand, page_frame_of
from hokatsu_desktop.printing.surface import Surface, baseline, mm
from hokatsu_desktop.printing.table import (
    CALM,
    PADDING_SIDE_PT,
    SNUG,
    TWELFTHS,
    Area,
    Block,
    Cell,
    PlacedBlock,
    PlacedPage,
    Row,
    place,
)
from hokatsu_desktop.printing.text import Line, TextStyle, wrap
from hokatsu_desktop.sheets.answers import Answer
from hokatsu_desktop.sheets.definition import Section, Sheet
from hokatsu_desktop.sheets.grid import TABLES

SETUP = PageSetup(paper="A3", landscape=True, binding_mm=18.0, outer_mm=18.0, top_mm=18.0, bottom_mm=18.0)
LETTERS_PT = 13.0
LINE_MM = 11.0  # from one light line to the next: room for one line of a marker pen
_BETWEEN_MM = 6.0  # the columns
_ABOVE_COLUMNS_MM = 3.0
_LEAST_COLUMN_MM = 80.0
_HAND_ROW_MM = 15.0
_LABEL = TextStyle(Face.GOTHIC_BOLD, 12.0, 16.0)
_NOTE = TextStyle(Face.GOTHIC, 9.0, 13.5)
_NOTE_GAP_PT = 4.0
_LIGHT_PT, _LIGHT_DASH = 0.4, (1.0, 2.0)


def render_whiteboard(
    document: Document, sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame, *, blank: bool = False
) -> None:
    """Add a whiteboard draft: sections without a title across the page, the others side by side below them.

    What is known is printed, and the room that is left in a column is shared out for writing. A column that is fuller
    than the page goes on on the next.
    """
    given = given_by_hand(sheet, answers) if blank else answers
    filling = filling_of(sheet, given, replace(frame, text_size_pt=LETTERS_PT), by_hand=blank)
    around, body = page_frame_of(sheet, replace(frame, copy_line=""), blank=blank), SETUP.body()
    note = wrap(sheet.note, body.width, _NOTE) if sheet.note else []
    first, later, bottom = (
        first_top_pt(around, SETUP),
        next_top_pt(around, SETUP),
        body.bottom - _NOTE_GAP_PT - len(note) * _NOTE.leading_pt,
    )
    across = replace(sheet, sections=tuple(one for one in sheet.sections if not one.title), note="")
    head = place(list(blocks_of(across, filling)), Area(body.left, body.width, first, later, bottom))
    top = max((block.rows[-1].box.bottom for block in head[-1]), default=first)
    if bottom - top < mm(_LEAST_COLUMN_MM):
        head.append(())
        top = later
    else:
        top += mm(_ABOVE_COLUMNS_MM)
    titled = [one for one in sheet.sections if one.title]
    width = (body.width - mm(_BETWEEN_MM) * (len(titled) - 1)) / max(1, len(titled))
    columns = [
        _column(
            sheet, section, filling, Area(body.left + number * (width + mm(_BETWEEN_MM)), width, top, later, bottom)
        )
        for number, section in enumerate(titled)
    ]
    _draw_sides(document, around, _sides(head, columns), note)


def _column(sheet: Sheet, section: Section, filling: Filling, area: Area) -> list[PlacedPage]:
    """One section from top to bottom; if it fits on one side, its rows share the room that is left there."""
    rows = tuple(_rows(sheet, section, filling))
    pages = place([Block(rows=rows, title=section.title)], area)
    if (
        len(pages) > 1 and area.spacing is CALM
    ):  # many people: less white, and rows to write in only where there is room
        return _column(sheet, _without_empty_rows(section), replace(filling, spacing=SNUG), replace(area, spacing=SNUG))
    if len(pages) > 1 or not rows:
        return pages
    hand_rows = int((area.bottom - pages[0][0].rows[-1].box.bottom) // mm(_HAND_ROW_MM))
    rows = tuple(_rows(sheet, _with_empty_rows(section, hand_rows), filling))
    placed = place([Block(rows=rows, title=section.title)], area)[0][0].rows
    share = (area.bottom - placed[-1].box.bottom) / max(1, sum(not row.head for row in rows))
    grown = tuple(
        row if row.head else replace(row, least_height_pt=set_row.box.height + share)
        for row, set_row in zip(rows, placed, strict=True)
    )
    return place([Block(rows=grown, title=section.title)], area)


def _without_empty_rows(section: Section) -> Section:
    """The section with its tables as short as they can be."""
    return replace(section, blanks=tuple(replace(blank, empty_rows=0) for blank in section.blanks))


def _with_empty_rows(section: Section, more: int) -> Section:
    """The section with more rows to write in at the end of its first table, if it has one."""
    first = next((blank for blank in section.blanks if blank.kind in TABLES), None)
    if first is None:
        return section
    longer = replace(first, empty_rows=first.empty_rows + more)
    return replace(section, blanks=tuple(longer if blank is first else blank for blank in section.blanks))


def _rows(sheet: Sheet, section: Section, filling: Filling) -> Iterator[Row]:
    """Each blank below its label; tables as on every sheet."""
    for blank in section.blanks:
        if blank.kind in TABLES:
            titled = blank is section.blanks[0]  # by the column's own title
            alone = replace(section, title=section.title if titled else "", blanks=(blank,))
            alone_sheet = replace(sheet, sections=(alone,), note="")
            yield from (row for block in blocks_of(alone_sheet, filling) for row in block.rows)
        else:
            label = Cell(content=Label(blank.label, _LABEL), share=TWELFTHS, shaded=True)
            yield Row(cells=(label,), head=True)
            answer = Cell(content=content_of(blank, filling), share=TWELFTHS)
            yield Row(cells=(answer,), least_height_pt=least_height_pt(blank, filling))


def _sides(head: Sequence[PlacedPage], columns: Sequence[Sequence[PlacedPage]]) -> list[PlacedPage]:
    """What stands on each side of paper: the columns begin on the last side of the head."""
    sides = [list(page) for page in head]
    for column in columns:
        for number, page in enumerate(column, len(head) - 1):
            if number == len(sides):
                sides.append([])
            sides[number] += page
    return [tuple(side) for side in sides]


def _draw_sides(document: Document, frame: PageFrame, sides: Sequence[PlacedPage], note: Sequence[Line]) -> None:
    for number, side in enumerate(sides, 1):
        surface = document.add_page(*SETUP.size_pt)
        if number == 1:
            document.add_outline_entry(frame.title)
        draw_header(surface, frame, SETUP, number)
        draw_rows(surface, side)
        for block in side:
            _draw_light_lines(surface, block)
        if number == len(sides):
            _draw_note(surface, note)
        draw_footer(surface, frame, SETUP, number, len(sides))


def _draw_light_lines(surface: Surface, block: PlacedBlock) -> None:
    """Lines to write on in the cells that take a whole row, below the words that stand there."""
    for cell in (row.cells[0] for row in block.rows if len(row.cells) == 1 and not row.cells[0].cell.shaded):
        top = cell.text_top + sum(line.height_pt for line in cell.lines) + mm(LINE_MM)
        while top < cell.box.bottom - mm(LINE_MM) / 3:
            surface.line(cell.text_left, top, cell.box.right - PADDING_SIDE_PT, top, _LIGHT_PT, _LIGHT_DASH)
            top += mm(LINE_MM)


def _draw_note(surface: Surface, note: Sequence[Line]) -> None:
    body = SETUP.body()
    for number, line in enumerate(note):
        top = body.bottom - (len(note) - number) * _NOTE.leading_pt
        surface.words(body.left, top + baseline(_NOTE), line.text, _NOTE)
