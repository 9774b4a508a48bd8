"""The bordered grid of a form, placed by ourselves: rows of cells that grow with their words and run over pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hokatsu_desktop.printing.contents import Content, ContentLine, Label
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.surface import Box
from hokatsu_desktop.printing.text import TextStyle

TWELFTHS = 12
PADDING_SIDE_PT = 4.2
TITLE_STYLE = TextStyle(Face.GOTHIC_BOLD, 11.5, 15.0)
_CONTINUED = "（続き）"
_WHOLE_UP_TO_LINES = 8  # a shorter cell goes to the next page rather than being parted
_MIDDLE_UP_TO_PT = 75.0  # in a taller row all words begin at the top
_SHORT_PT = 60.0  # a row up to this height is not left alone at the end of its block
_LEAST_LINES = 2  # of a parted cell, on either page
_SLACK = 1e-6


@dataclass(frozen=True, kw_only=True)
class Spacing:
    """White space in points: above and below the words of a cell, above and below a section's title."""

    padding_pt: float = 3.4
    title_above_pt: float = 7.0
    title_below_pt: float = 3.0
    option_pitch: float = 1.0  # from line to line of a list's values, as a share of the usual
    most_free_rows: int = 99  # kept for handwriting below the filled rows of a table
    options_closely: bool = False  # a list's values in as few lines as there can be


CALM = Spacing()
SNUG = Spacing(padding_pt=2.2, title_above_pt=5.0, title_below_pt=2.0)
CLOSE = Spacing(padding_pt=1.8, title_above_pt=4.0, title_below_pt=1.5, option_pitch=0.85)
SHORT = replace(CLOSE, most_free_rows=4)
TIGHT = replace(CLOSE, most_free_rows=1, options_closely=True)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell; share is its width in twelfths of the table."""

    content: Content
    share: float
    shaded: bool = False  # a label: grey, words in the middle, repeated when the row runs over a page
    middle: bool = False  # words halfway up instead of at the top, unless the row is tall
    thick: str = ""  # cells with the same name share one thick frame (太枠)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row. Its heads are printed again when a page begins with it."""

    cells: tuple[Cell, ...]
    least_height_pt: float = 0.0
    head: bool = False  # stays with the row below it
    heads: tuple["Row", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Block:
    """Rows under a title; without a title they join the rows above."""

    rows: tuple[Row, ...]
    title: str = ""
    new_page: bool = False
    ruled: bool = True  # False: plain words without frame


@dataclass(frozen=True)
class Area:
    """Where rows may stand, in points: left and right are the same on all pages, the first page begins lower."""

    left: float
    width: float
    first_top: float
    next_top: float
    bottom: float
    spacing: Spacing = CALM


@dataclass(frozen=True)
class PlacedCell:
    """A cell on its page and the lines it shows there."""

    box: Box
    cell: Cell
    lines: tuple[ContentLine, ...]
    padding_pt: float

    @property
    def text_left(self) -> float:
        """Left edge of its words."""
        return self.box.left + PADDING_SIDE_PT

    @property
    def text_top(self) -> float:
        """Upper edge of its words."""
        free = self.box.height - sum(line.height_pt for line in self.lines)
        middle = self.cell.shaded or (self.cell.middle and self.box.height <= _MIDDLE_UP_TO_PT)
        return self.box.top + (free / 2 if middle else self.padding_pt)


@dataclass(frozen=True)
class PlacedRow:
    """A row, or the part of it that fits on a page."""

    box: Box
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True)
class PlacedBlock:
    """The part of a block that stands on one page."""

    title: str
    title_top: float
    left: float
    rows: tuple[PlacedRow, ...]
    ruled: bool


PlacedPage = tuple[PlacedBlock, ...]


@dataclass(frozen=True)
class _SetRow:
    """A row with its words broken into lines."""

    row: Row
    lines: tuple[tuple[ContentLine, ...], ...]
    padding_pt: float

    @property
    def height(self) -> float:
        tallest = max((_height(lines) for lines in self.lines), default=0.0)
        return max(self.row.least_height_pt, tallest + 2 * self.padding_pt)


def place(blocks: Sequence[Block], area: Area, *, whole_up_to_pt: float = 0.0) -> list[PlacedPage]:
    """The blocks on as many pages as they need; at least one page.

    A row moves to the next page whole; one with more than eight lines is parted between two lines, its label repeated
    with （続き）. A title and the heads of a table never stay alone at the foot of a page and are repeated on the next.
    The first two rows of a block stay together, and the last two, if they are short. A block up to the height
    whole_up_to_pt goes to the next page rather than being parted.
    """
    setter = _Setter(area, whole_up_to_pt)
    for block in blocks:
        setter.add(block)
    return setter.finish()


class _Setter:
    """Fills page after page."""

    def __init__(self, area: Area, whole_up_to_pt: float) -> None:
        self._area = area
        self._whole_up_to_pt = whole_up_to_pt
        self._pages: list[list[PlacedBlock]] = [[]]
        self._top = area.first_top
        self._block = Block(rows=())
        self._rows: list[PlacedRow] = []

    def add(self, block: Block) -> None:
        if not block.rows:
            return
        self._block = block
        chains = _paired(list(_chains(self._break_lines(row) for row in block.rows)))
        if self._pages[-1] and (block.new_page or self._begins_below(chains)):
            self._turn_page()
        self._begin(block.title)
        for chain in chains:
            self._add_chain(chain)
        self._close()

    def finish(self) -> list[PlacedPage]:
        return [tuple(page) for page in self._pages]

    def _add_chain(self, chain: list[_SetRow]) -> None:
        if not self._has_room(chain, 0.0) and self._rows:
            self._continue_on_next_page(repeat_heads=not chain[0].row.head, row=chain[0].row)
        for row in chain[:-1]:
            self._put(row)
        last = chain[-1]
        while last.height > self._room() + _SLACK:
            fitting, last = self._part(last, self._room())
            self._put(fitting)
            self._continue_on_next_page(repeat_heads=True, row=last.row)
        self._put(last)

    def _begins_below(self, chains: list[list[_SetRow]]) -> bool:
        """Whether a block is better begun on the next page: its first rows do not fit here, or it would be parted."""
        above = self._title_height()
        height = above + sum(row.height for chain in chains for row in chain)
        parted = self._room() + _SLACK < height <= self._whole_up_to_pt
        return parted or not self._has_room(chains[0], above)

    def _has_room(self, chain: list[_SetRow], above: float) -> bool:
        """Whether the chain fits here, or its last row may be parted here."""
        room = self._room() - above - sum(row.height for row in chain[:-1])
        return chain[-1].height <= room + _SLACK or _can_part(chain[-1], room)

    def _room(self) -> float:
        return self._area.bottom - self._top

    def _title_height(self) -> float:
        if not self._block.title:
            return 0.0
        above = self._area.spacing.title_above_pt if self._pages[-1] else 0.0
        return above + TITLE_STYLE.leading_pt + self._area.spacing.title_below_pt

    def _begin(self, title: str) -> None:
        self._rows = []
        self._shown_title = title
        self._title_top = self._top + (self._area.spacing.title_above_pt if title and self._pages[-1] else 0.0)
        self._top += self._title_height()

    def _close(self) -> None:
        placed = PlacedBlock(self._shown_title, self._title_top, self._area.left, tuple(self._rows), self._block.ruled)
        self._pages[-1].append(placed)

    def _turn_page(self) -> None:
        self._pages.append([])
        self._top = self._area.next_top

    def _continue_on_next_page(self, *, repeat_heads: bool, row: Row) -> None:
        self._close()
        self._turn_page()
        self._begin(self._block.title + _CONTINUED if self._block.title else "")
        for head in row.heads if repeat_heads else ():
            self._put(self._break_lines(head))

    def _put(self, row: _SetRow) -> None:
        height = row.height
        left, cells = self._area.left, []
        for cell, lines in zip(row.row.cells, row.lines, strict=True):
            width = cell.share / TWELFTHS * self._area.width
            cells.append(PlacedCell(Box(left, self._top, width, height), cell, lines, row.padding_pt))
            left += width
        self._rows.append(PlacedRow(Box(self._area.left, self._top, self._area.width, height), tuple(cells)))
        self._top += height

    def _break_lines(self, row: Row) -> _SetRow:
        return _SetRow(row, tuple(self._lines(cell) for cell in row.cells), self._area.spacing.padding_pt)

    def _lines(self, cell: Cell) -> tuple[ContentLine, ...]:
        return tuple(cell.content.lines(cell.share / TWELFTHS * self._area.width - 2 * PADDING_SIDE_PT))

    def _part(self, row: _SetRow, room: float) -> tuple[_SetRow, _SetRow]:
        """The part of a row that fits into the room, at least one line of it, and the rest with its labels again."""
        counts = [
            len(lines) if cell.shaded else _lines_to_keep(lines, room - 2 * row.padding_pt)
            for cell, lines in zip(row.row.cells, row.lines, strict=True)
        ]
        kept = tuple(lines[:count] for lines, count in zip(row.lines, counts, strict=True))
        here = _SetRow(replace(row.row, least_height_pt=min(room, row.row.least_height_pt)), kept, row.padding_pt)
        cells = tuple(_continued(cell) for cell in row.row.cells)
        left_over = tuple(
            self._lines(cell) if cell.shaded else lines[count:]
            for cell, lines, count in zip(cells, row.lines, counts, strict=True)
        )
        later = max(0.0, row.row.least_height_pt - here.height)
        return here, _SetRow(replace(row.row, cells=cells, least_height_pt=later), left_over, row.padding_pt)


def _chains(rows: Iterator[_SetRow]) -> Iterator[list[_SetRow]]:
    """Heads together with the row below them."""
    chain: list[_SetRow] = []
    for row in rows:
        chain.append(row)
        if not row.row.head:
            yield chain
            chain = []
    if chain:
        yield chain


def _paired(chains: list[list[_SetRow]]) -> list[list[_SetRow]]:
    """The chains of a block with the last two joined, and the first two, if the row before is short."""
    if len(chains) > 1 and _is_short(chains[-2]):
        chains = [*chains[:-2], chains[-2] + chains[-1]]
    if len(chains) > 1 and _is_short(chains[0]):
        chains = [chains[0] + chains[1], *chains[2:]]
    return chains


def _is_short(chain: list[_SetRow]) -> bool:
    return all(row.height <= _SHORT_PT for row in chain)


def _height(lines: Sequence[ContentLine]) -> float:
    return sum(line.height_pt for line in lines)


def _fitting(lines: Sequence[ContentLine], room: float) -> int:
    """How many of the lines fit."""
    for count, line in enumerate(lines):
        room -= line.height_pt
        if room < -_SLACK:
            return count
    return len(lines)


def _can_part(row: _SetRow, room: float) -> bool:
    """Whether a row is long enough to be parted and at least two lines of it stay on either page."""
    longest = max(row.lines, key=len, default=())
    inner = room - 2 * row.padding_pt
    labels_fit = all(
        _height(lines) <= inner for cell, lines in zip(row.row.cells, row.lines, strict=True) if cell.shaded
    )
    stay = _fitting(longest, inner)
    return len(longest) > _WHOLE_UP_TO_LINES and labels_fit and _LEAST_LINES <= stay <= len(longest) - _LEAST_LINES


def _lines_to_keep(lines: Sequence[ContentLine], inner: float) -> int:
    """How many lines stay on this page: those that fit, at least one, and no single line is sent on if avoidable."""
    count = max(1, _fitting(lines, inner))
    return count - 1 if len(lines) - count == 1 and count > _LEAST_LINES else count


def _continued(cell: Cell) -> Cell:
    """A label with （続き）; any other cell as it is."""
    match cell.content:
        case Label(text=text, style=style) if cell.shaded and not text.endswith(_CONTINUED):
            return replace(cell, content=Label(text + _CONTINUED, style))
        case _:
            return cell
