"""Prints one sheet from its definition: filled in, or empty for handwriting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.printing.blanks import Filling, content_of, least_height_pt, row_content
from hokatsu_desktop.printing.contents import NOTHING, Content, Label, Words
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.framed_pages import SetPages, draw_pages, set_pages
from hokatsu_desktop.printing.glyphs import Missing
from hokatsu_desktop.printing.letter import gap, letter_rows, title_rows
from hokatsu_desktop.printing.page import SETUPS, STANDARD, PageFrame, PageSetup
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.table import CALM, TWELFTHS, Block, Cell, Row, Spacing
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.sheets.answers import Answer, as_rows
from hokatsu_desktop.sheets.definition import Blank, Kind, Section, Sheet
from hokatsu_desktop.sheets.grid import TABLES, has_own_label, paper_rows, rows_kept_free

BODY_PT = 10.5
HANDOUT_PT = 12.0
_HAND_ROW_MM = 10.0
_LABEL_SHARES = {1: 0.5, 2: 1.0, 3: 1.15, 4: 1.7, 5: 1.75}  # twelfths, by the width of the blank
_WIDE_LABEL = 2.0
_NARROW_COLUMN = 2.5  # a column up to this share does not hold 令和8年12月14日
_NARROW_LABEL = 1.7  # in a section where a row begins with a narrow blank, so that the left edges line up


@dataclass(frozen=True, kw_only=True)
class SheetFrame:
    """Everything on a printed sheet that is neither its definition nor its answers."""

    dated: date | None = None  # of the document, top right
    printed_at: datetime | None = None
    printed_by: str = ""
    state_digits: str = ""  # twelve digits of the change log's head
    copy_line: str = ""  # 資料1-03（社会福祉協議会　大森）　3／8部
    handling: str | None = None  # None: as the sheet says
    stamps: tuple[str, ...] | None = None  # None: as the sheet says
    practice: bool = False
    logo: bytes = b""  # the office's picture, printed on the sheets that ask for it
    setup: PageSetup = STANDARD
    text_size_pt: float = BODY_PT  # HANDOUT_PT for papers that are handed out
    drawings: Mapping[str, tuple[Shape, ...]] = field(default_factory=dict)  # by blank key


def render_sheet(
    document: Document, sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame, *, blank: bool = False
) -> None:
    """Add a sheet to a document, on as many pages as its answers need.

    blank=True prints it for handwriting: only what nobody types is taken from the answers (the town, the law), every
    value of a list is printed with an empty square, lines are kept free. Characters that no font has are drawn as 〓 and named in document.missing.
    """
    draw_pages(document, set_sheet(sheet, answers, frame, blank=blank))


def set_sheet(sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame, *, blank: bool = False) -> SetPages:
    """A sheet with everything in its place, to be drawn as often as there are copies; see render_sheet()."""
    filling = filling_of(sheet, given_by_hand(sheet, answers) if blank else answers, frame, by_hand=blank)
    return set_pages(
        lambda spacing: list(blocks_of(sheet, spaced(filling, spacing))),
        page_frame_of(sheet, frame, blank=blank),
        page_setup_of(sheet, frame),
    )


def given_by_hand(sheet: Sheet, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """What stands on a sheet for handwriting all the same: what nobody types."""
    shown = {one.key for one in sheet.blanks if one.shown_only}
    return {key: answer for key, answer in answers.items() if key in shown}


def missing_on_sheet(sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame) -> list[Missing]:
    """The characters that this sheet could not print: asked before it goes to paper."""
    document = Document(sheet.title)
    render_sheet(document, sheet, answers, frame)
    return document.missing


def filling_of(sheet: Sheet, answers: Mapping[str, Answer], frame: SheetFrame, *, by_hand: bool = False) -> Filling:
    """The answers with the type sizes, lists and drawings to print them with."""
    size, face = frame.text_size_pt, Face.GOTHIC if sheet.face == "gothic" else Face.MINCHO
    return Filling(
        answers=answers,
        by_hand=by_hand,
        text=TextStyle(face, size, round(size * 1.5, 1)),
        option=TextStyle(face, size - 0.7, round(size * 1.5, 1)),
        small=TextStyle(Face.GOTHIC, 8.5, 12.0),
        choice_list=sheet.choice_list,
        drawings={} if by_hand else frame.drawings,
        spacing=CALM,
    )


def spaced(filling: Filling, spacing: Spacing) -> Filling:
    """The filling at a spacing; the values of lists move together with it."""
    pitch = round(filling.option.leading_pt * spacing.option_pitch, 1)
    return replace(filling, spacing=spacing, option=replace(filling.option, leading_pt=pitch))


def page_setup_of(sheet: Sheet, frame: SheetFrame) -> PageSetup:
    """The paper of a sheet: its margins, landscape if the sheet or the frame says so."""
    setup = SETUPS[sheet.margins] if frame.setup == STANDARD else frame.setup
    return replace(
        setup,
        landscape=setup.landscape or sheet.paper == "landscape",
        both_sides=setup.both_sides or sheet.both_sides,
    )


def page_frame_of(sheet: Sheet, frame: SheetFrame, *, blank: bool = False) -> PageFrame:
    """What stands around the body of a sheet's pages."""
    stamped = f"{wareki.short(frame.printed_at.date())} {frame.printed_at:%H:%M}" if frame.printed_at else ""
    by_hand_date = "令和　　年　　月　　日" if blank else ""
    dated = wareki.plain(frame.dated) if frame.dated else by_hand_date
    return PageFrame(
        title=sheet.title,
        title_in_body=sheet.is_letter,
        header=sheet.header,
        logo=frame.logo if sheet.logo else b"",
        form_number=sheet.form_number,
        date="" if sheet.is_letter else dated,
        handling=sheet.handling if frame.handling is None else frame.handling,
        stamps=sheet.stamps if frame.stamps is None else frame.stamps,
        receipt_stamp=sheet.receipt_stamp,
        copy_line=frame.copy_line,
        state=_grouped(frame.state_digits),
        printed=" ".join(filter(None, (stamped, frame.printed_by))),
        practice=frame.practice,
    )


def _grouped(digits: str) -> str:
    """Twelve digits as 1234-5678-9012."""
    plain = digits.replace("-", "")
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def blocks_of(sheet: Sheet, filling: Filling) -> Iterator[Block]:
    """The rows of all sections of a sheet, and its note."""
    title_to_come, after_table = sheet.is_letter, False
    for section in sheet.sections:
        if title_to_come and section.letter == "body":
            title_to_come = False
            yield Block(rows=tuple(title_rows(sheet.title, filling.spacing)), ruled=False)
        if section.letter and after_table:
            yield Block(rows=(gap(filling.spacing),), ruled=False)
        after_table = not section.letter
        if not section.letter:
            rows = tuple(_section_rows(section, filling))
            yield Block(rows=rows, title=section.title, new_page=section.new_page, ruled=section.ruled)
            continue
        yield Block(rows=tuple(letter_rows(section, filling)), new_page=section.new_page, ruled=False)
        if tables := tuple(blank for blank in section.blanks if blank.kind in TABLES):
            after_table = True
            yield Block(rows=tuple(_section_rows(replace(section, title="", blanks=tables), filling)))
    if sheet.note:
        note = Cell(content=Words(sheet.note, TextStyle(Face.GOTHIC, 9.0, 13.5)), share=TWELFTHS)
        yield Block(rows=(Row(cells=(note,)),), ruled=False)


def _section_rows(section: Section, filling: Filling) -> Iterator[Row]:
    rows = paper_rows(section.blanks)
    narrow = any(row[0].width in (3, 4) for row in rows)
    for row in rows:
        if row[0].kind in TABLES:
            yield from _table_rows(row[0], section, filling)
        else:
            yield _grid_row(row, _NARROW_LABEL if narrow else _WIDE_LABEL, filling)


def _grid_row(blanks: tuple[Blank, ...], first_label_share: float, filling: Filling) -> Row:
    """Blanks side by side, each with its label; the last one takes what is left of the row."""
    cells: list[Cell] = []
    for place_in_row, blank in enumerate(blanks):
        last = place_in_row == len(blanks) - 1
        width = TWELFTHS - sum(cell.share for cell in cells) if last else blank.width
        wanted = (
            first_label_share if not place_in_row and blank.width > 3 else _LABEL_SHARES.get(blank.width, _WIDE_LABEL)
        )
        cells += _blank_cells(blank, width, min(wanted, width / 2), filling)
    return Row(cells=tuple(cells), least_height_pt=max(least_height_pt(blank, filling) for blank in blanks))


def _blank_cells(blank: Blank, width: float, label_share: float, filling: Filling) -> list[Cell]:
    thick = blank.key if blank.reported else ""
    content = content_of(blank, filling)
    if blank.kind is Kind.WORDS:
        return [Cell(content=content, share=width, thick=thick)]
    label = Cell(content=Label(blank.label, _label_style(filling)), share=label_share, shaded=True, thick=thick)
    middle = blank.kind is not Kind.LINES
    return [label, Cell(content=content, share=width - label_share, middle=middle, thick=thick)]


def _label_style(filling: Filling) -> TextStyle:
    size = round(filling.text.size_pt * 0.92, 1)
    return TextStyle(Face.GOTHIC, size, round(size * 1.35, 1))


def _table_rows(blank: Blank, section: Section, filling: Filling) -> Iterator[Row]:
    """Column heads, the filled rows, and rows kept free for handwriting."""
    heads = tuple(_table_heads(blank, section, filling))
    yield from heads
    answers = as_rows(filling.answers.get(blank.key))
    height = filling.text.leading_pt * blank.lines + 2.6 * filling.spacing.padding_pt
    for row in answers:
        contents = [
            row_content(column, row, filling, narrow=share <= _NARROW_COLUMN)
            for column, share in zip(blank.columns, _column_shares(blank), strict=True)
        ]
        yield _table_row(blank, contents, height, heads)
    free = rows_kept_free(blank, len(answers), by_hand=filling.by_hand)
    for _ in range(min(free, filling.spacing.most_free_rows) if answers else free):
        yield _table_row(blank, [NOTHING] * len(blank.columns), max(mm(_HAND_ROW_MM), height), heads)


def _table_heads(blank: Blank, section: Section, filling: Filling) -> Iterator[Row]:
    style, thick = _label_style(filling), blank.key if blank.reported else ""
    if has_own_label(blank, section):
        label = Cell(content=Words(blank.label, style), share=TWELFTHS, shaded=True, thick=thick)
        yield Row(cells=(label,), head=True)
    cells = tuple(
        Cell(content=Label(column.label, style), share=share, shaded=True, thick=thick)
        for column, share in zip(blank.columns, _column_shares(blank), strict=True)
    )
    yield Row(cells=cells, head=True)


def _table_row(blank: Blank, contents: list[Content], height_pt: float, heads: tuple[Row, ...]) -> Row:
    cells = tuple(
        Cell(content=content, share=share, middle=True, thick=blank.key if blank.reported else "")
        for content, share in zip(contents, _column_shares(blank), strict=True)
    )
    return Row(cells=cells, least_height_pt=height_pt, heads=heads)


def _column_shares(blank: Blank) -> list[float]:
    """Twelfths of each column; widths that do not add up to twelve are stretched to do so."""
    total = sum(column.width for column in blank.columns)
    return [column.width * TWELFTHS / total for column in blank.columns]
