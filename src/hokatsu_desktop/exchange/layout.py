"""A sheet as rows of cells on a grid of 24 columns, as on screen and paper; Excel and Word both write these rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import accumulate
from typing import Literal

from hokatsu_desktop.exchange.contents import NOTHING, Content, cell_content, content_of, words
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.sheets.definition import Blank, Kind, Section
from hokatsu_desktop.sheets.grid import COLUMNS, TABLES, has_own_label, paper_rows, rows_kept_free
from hokatsu_desktop.sheets.letters import is_a_line, line_words, record_number, record_words

FINE = 2 * COLUMNS
_LABEL_WIDTHS = {1: 1, 2: 2, 3: 2, 4: 3, 5: 4}  # columns of the grid, by the width of the blank
_WIDE_LABEL = 4
_HAND_LINES = 1.7  # printed lines for one line by hand
_SIGN_LINES = 2.7
_RECORD_NAME = 6  # columns of the grid up to which the name of a line below 記 reaches


Across = Literal["left", "center", "right"]


class Look(Enum):
    """What a cell looks like."""

    LABEL = auto()  # grey
    HEAD = auto()  # grey, in the middle
    VALUE = auto()
    PLAIN = auto()  # words of a letter: no frame
    TITLE = auto()  # the title of a letter, between sender and body


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell and the lines of the grid between which it stands, 0 to 24."""

    content: Content
    start: int
    end: int
    look: Look = Look.VALUE
    across: Across = "left"
    middle: bool = True  # words halfway up instead of at the top
    thick: str = ""  # cells with the same name share one thick frame (太枠)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of cells, side by side over the whole width."""

    cells: tuple[Cell, ...]
    least_lines: float = 1.0
    head: bool = False  # heads of columns


@dataclass(frozen=True, kw_only=True)
class Block:
    """Rows below each other under a title, which may be empty: either the fields of a section or one table."""

    title: str
    rows: tuple[Row, ...]
    table: bool = False
    new_page: bool = False

    @property
    def heads(self) -> tuple[Row, ...]:
        """The heads of columns; they are at the top."""
        return tuple(row for row in self.rows if row.head)


def blocks_of(paper: Paper) -> Iterator[Block]:
    """The sections of a sheet from top to bottom, each table a block of its own."""
    title_to_come = paper.sheet.is_letter
    for section in paper.sheet.as_used.sections:
        if title_to_come and section.letter == "body":
            title_to_come = False
            yield Block(title="", rows=(_line(paper.sheet.title, "center", Look.TITLE),))
        if section.letter:
            yield Block(title="", rows=tuple(_letter_rows(section, paper)), new_page=section.new_page)
        yield from section_blocks(without_lines(section), paper)


def without_lines(section: Section) -> Section:
    """A section without what stands on the lines of a letter."""
    if not section.letter:
        return section
    return replace(section, title="", blanks=tuple(blank for blank in section.blanks if not is_a_line(blank)))


def section_blocks(section: Section, paper: Paper) -> Iterator[Block]:
    """The fields and tables of one section."""
    title, new_page = section.title, section.new_page
    for table, rows in _parts(section, paper):
        yield Block(title=title, rows=rows, table=table, new_page=new_page)
        title, new_page = "", False


def thick_sides(cell: Cell, row: Row, above: Row | None, below: Row | None) -> tuple[bool, bool, bool, bool]:
    """Whether the left, right, upper and lower rule of a cell is part of a thick frame."""
    place = row.cells.index(cell)
    left = row.cells[place - 1 : place] if place else ()
    neighbours = (left, row.cells[place + 1 : place + 2], above.cells if above else (), below.cells if below else ())
    shared = [any(other.thick == cell.thick for other in cells) for cells in neighbours]
    return (
        bool(cell.thick) and not shared[0],
        bool(cell.thick) and not shared[1],
        bool(cell.thick) and not shared[2],
        bool(cell.thick) and not shared[3],
    )


def _parts(section: Section, paper: Paper) -> Iterator[tuple[bool, tuple[Row, ...]]]:
    """Whether it is a table, and its rows."""
    fields: list[Row] = []
    for blanks in paper_rows(section.blanks):
        if blanks[0].kind in TABLES:
            if fields:
                yield False, tuple(fields)
            yield True, tuple(_table_rows(blanks[0], section, paper))
            fields = []
        else:
            fields.append(_field_row(blanks, section, paper))
    if fields:
        yield False, tuple(fields)


def _letter_rows(section: Section, paper: Paper) -> Iterator[Row]:
    """The lines of one section in its place in the letter."""
    lines = [blank for blank in section.blanks if is_a_line(blank)]
    if section.letter == "record" and section.title:
        yield _line(section.title, "center")
    for number, blank in enumerate(lines, start=1):
        match section.letter:
            case "right" | "left" as side:
                yield _line(line_words(blank, paper.given, by_hand=paper.blank), side)
            case "body":
                yield _line(f"　{line_words(blank, paper.given, by_hand=paper.blank)}")
            case "record":
                yield _record_row(number, blank, paper)
            case _:
                raise ValueError(section.letter)


def _record_row(number: int, blank: Blank, paper: Paper) -> Row:
    """１　日時　　令和8年11月26日; words without a name before them take the whole line."""
    name, said = record_words(blank, paper.given)
    parts = [(record_number(number), 1), (name, _RECORD_NAME), (said, FINE)]
    if blank.kind is Kind.WORDS and not said:
        parts = [(record_number(number), 1), (name, FINE)]
    starts = [0, *(end for _, end in parts)]
    cells = tuple(
        Cell(content=words(text), start=start, end=end, look=Look.PLAIN, middle=False)
        for start, (text, end) in zip(starts, parts, strict=False)
    )
    return Row(cells=cells, least_lines=_least_lines(blank, paper))


def _line(text: str, across: Across = "left", look: Look = Look.PLAIN) -> Row:
    return Row(cells=(Cell(content=words(text), start=0, end=FINE, look=look, across=across),))


def _field_row(blanks: tuple[Blank, ...], section: Section, paper: Paper) -> Row:
    """Blanks side by side, each with its label; the last one takes what is left of the row."""
    cells: list[Cell] = []
    for blank in blanks:
        start = cells[-1].end if cells else 0
        end = FINE if blank is blanks[-1] else start + 2 * blank.width
        cells += _blank_cells(blank, start, end, section, paper)
    return Row(cells=tuple(cells), least_lines=max(_least_lines(blank, paper) for blank in blanks))


def _blank_cells(blank: Blank, start: int, end: int, section: Section, paper: Paper) -> Iterator[Cell]:
    look = Look.VALUE if section.ruled else Look.PLAIN
    thick = blank.key if blank.reported else ""
    content, middle = content_of(blank, paper), blank.kind is not Kind.LINES
    if blank.kind is Kind.WORDS:
        yield Cell(content=content, start=start, end=end, look=look, middle=middle)
        return
    wanted = _LABEL_WIDTHS.get(blank.width, _WIDE_LABEL) if start or blank.width <= 3 else _WIDE_LABEL
    label_end = start + max(1, min(wanted, (end - start) // 2))
    label_look = Look.LABEL if section.ruled else Look.PLAIN
    yield Cell(content=words(blank.label), start=start, end=label_end, look=label_look, thick=thick)
    yield Cell(content=content, start=label_end, end=end, look=look, middle=middle, thick=thick)


def _least_lines(blank: Blank, paper: Paper) -> float:
    if blank.kind is Kind.SIGN:
        return _SIGN_LINES * max(1, blank.lines / 2)
    return blank.lines * (_HAND_LINES if paper.blank else 1.0)


def _table_rows(table: Blank, section: Section, paper: Paper) -> Iterator[Row]:
    """Column heads, the filled rows, and rows kept free for handwriting."""
    thick = table.key if table.reported else ""
    edges = _column_edges(table)

    room = float(table.lines)

    def row(contents: Iterable[Content], look: Look, least_lines: float = 1.0) -> Row:
        cells = (
            Cell(content=content, start=start, end=end, look=look, thick=thick)
            for content, (start, end) in zip(contents, edges, strict=True)
        )
        return Row(cells=tuple(cells), least_lines=least_lines, head=look is Look.HEAD)

    if has_own_label(table, section):
        label = Cell(content=words(table.label), start=0, end=FINE, look=Look.LABEL, thick=thick)
        yield Row(cells=(label,), head=True)
    yield row((words(column.label) for column in table.columns), Look.HEAD)
    answers = as_rows(paper.given.get(table.key))
    for answer in answers:
        yield row((cell_content(column, answer, paper) for column in table.columns), Look.VALUE, room)
    for _ in range(rows_kept_free(table, len(answers), by_hand=paper.blank)):
        yield row((NOTHING for _column in table.columns), Look.VALUE, max(room, _HAND_LINES))


def _column_edges(table: Blank) -> list[tuple[int, int]]:
    """Where each column begins and ends; widths that do not add up to twelve are stretched to do so."""
    total = sum(column.width for column in table.columns)
    ends = [round(width * FINE / total) for width in accumulate(column.width for column in table.columns)]
    return list(zip([0, *ends[:-1]], ends, strict=True))
