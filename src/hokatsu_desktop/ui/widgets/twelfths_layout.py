"""The twelve-column grid of a sheet on the screen: blanks in reading order, wider ones when the window is narrow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

COLUMNS = 12


@dataclass(frozen=True)
class Part:
    """One item of the grid: its width on paper in twelfths and the least pixels it can be used in."""

    twelfths: int
    least: int


def lines_of(parts: Sequence[Part], width: int, gap: int) -> list[list[tuple[int, int]]]:
    """The lines of the grid as (index, twelfths).

    A part too narrow at its own width takes more twelfths; a line that was changed so is stretched to the full width.
    """
    lines: list[list[tuple[int, int]]] = []
    paper_used = COLUMNS
    used = COLUMNS
    grown: list[bool] = []
    for index, part in enumerate(parts):
        span = _span_needed(part, width, gap)
        starts_on_paper = paper_used + part.twelfths > COLUMNS
        paper_used = part.twelfths if starts_on_paper else paper_used + part.twelfths
        if starts_on_paper or used + span > COLUMNS:
            if lines and not starts_on_paper:
                grown[-1] = True
            lines.append([])
            grown.append(not starts_on_paper)
            used = 0
        used += span
        grown[-1] = grown[-1] or span > part.twelfths
        lines[-1].append((index, span))
    return [_stretched(line) if wide else line for line, wide in zip(lines, grown, strict=True)]


def _span_needed(part: Part, width: int, gap: int) -> int:
    for span in range(max(1, part.twelfths), COLUMNS):
        if pixels(span, width, gap) >= part.least:
            return span
    return COLUMNS


def _stretched(line: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same line filling all twelve columns, shares kept as far as whole columns allow."""
    free = COLUMNS - sum(span for _, span in line)
    spans = [span for _, span in line]
    for turn in range(free):
        spans[turn % len(spans)] += 1
    return [(index, span) for (index, _), span in zip(line, spans, strict=True)]


def pixels(twelfths: int, width: int, gap: int) -> int:
    """How wide a part is that spans so many columns of a grid `width` pixels wide."""
    column = (width - gap * (COLUMNS - 1)) / COLUMNS
    return int(column * twelfths + gap * (twelfths - 1))


@dataclass(frozen=True)
class _Cell:
    """A field with its head (label and help) above it."""

    field: QLayoutItem
    head: QLayoutItem | None
    span: int
    least: Callable[[], int]

    @property
    def items(self) -> tuple[QLayoutItem, ...]:
        return (self.field,) if self.head is None else (self.head, self.field)


def column_widths(parts: Sequence[Part], width: int, gap: int) -> list[int]:
    """The columns of a table `width` pixels wide: each its least, and what is left over by twelfths."""
    room = width - gap * (len(parts) - 1)
    spare = max(0, room - sum(part.least for part in parts))
    shares = sum(part.twelfths for part in parts) or 1
    return [part.least + spare * part.twelfths // shares for part in parts]


class TwelfthsLayout(QLayout):
    """Lays fields out by twelfths; the fields of one line begin at the same height, whatever stands above them."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        across: int = 16,
        down: int = 16,
        under_head: int = 6,
        wraps: bool = True,
    ) -> None:
        self._heights: dict[int, int] = {}  # by width, until something changes
        super().__init__(parent)
        self._cells: list[_Cell] = []
        self._across = across
        self._down = down
        self._under_head = under_head
        self._wraps = wraps
        self.setContentsMargins(0, 0, 0, 0)

    def place(self, field: QWidget, twelfths: int, least: Callable[[], int], head: QWidget | None = None) -> None:
        """Adds a field that is `twelfths` columns wide on paper.

        `least` gives the least useful width in pixels; it is asked anew at every layout, so it may depend on the zoom.
        """
        if head is not None:
            self.addChildWidget(head)
        self.addChildWidget(field)
        head_item = None if head is None else QWidgetItem(head)
        span = min(COLUMNS, twelfths)
        self._cells.append(_Cell(QWidgetItem(field), head_item, span, least))
        self.invalidate()

    def set_wraps(self, wraps: bool) -> None:
        """Whether narrow parts may grow and move to the next line, as blanks do, or stand in columns, as a table row."""
        self._wraps = wraps
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._cells.append(_Cell(item, None, COLUMNS, lambda: 0))
        self.invalidate()

    def count(self) -> int:
        return sum(len(cell.items) for cell in self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        items = [item for cell in self._cells for item in cell.items]
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        item = self.itemAt(index)
        if item is None:
            return None
        place = next(place for place, cell in enumerate(self._cells) if item in cell.items)
        cell = self._cells[place]
        if item is cell.field:
            left = [] if cell.head is None else [_Cell(cell.head, None, cell.span, cell.least)]
        else:
            left = [_Cell(cell.field, None, cell.span, cell.least)]
        self._cells[place : place + 1] = left
        return item

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            height = self._arrange(QRect(0, 0, width, 0).marginsRemoved(margins), move=False)
            self._heights[width] = height + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        return QSize(640, self.heightForWidth(640))

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        least = max((cell.least() for cell in self._cells), default=0) if self._wraps else 0
        return QSize(least + margins.left() + margins.right(), 0)

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Places all parts (if `move`) and gives the height used."""
        y = area.y()
        for cells in self._lines(area.width()):
            y += self._set_line(cells, area.x(), y, move=move) + self._down
        return max(0, y - self._down - area.y())

    def _lines(self, width: int) -> list[list[tuple[_Cell, int]]]:
        parts = [Part(cell.span, cell.least()) for cell in self._cells]
        if not self._wraps:
            return [list(zip(self._cells, column_widths(parts, width, self._across), strict=True))] if parts else []
        return [
            [(self._cells[number], pixels(span, width, self._across)) for number, span in line]
            for line in lines_of(parts, width, self._across)
        ]

    def _set_line(self, cells: list[tuple[_Cell, int]], x: int, y: int, *, move: bool) -> int:
        heads = [0 if cell.head is None else _height(cell.head, width) for cell, width in cells]
        fields = [_height(cell.field, width) for cell, width in cells]
        above = max(heads) + (self._under_head if any(heads) else 0)
        if move:
            for (cell, width), head, field in zip(cells, heads, fields, strict=True):
                if cell.head is not None:
                    cell.head.setGeometry(QRect(x, y, width, head))
                cell.field.setGeometry(QRect(x, y + above, width, field))
                x += width + self._across
        return above + max(fields)


def _height(item: QLayoutItem, width: int) -> int:
    if item.isEmpty():
        return 0
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
