"""A table of rows to type into: real fields in every cell, an empty row always ready at the end.

Enter and Tab go to the next cell and on to the next row, ↑ ↓ to the same cell of the next row, Ctrl+D copies the cell
above, Ctrl+Delete removes the row (and offers it back), Ctrl+Shift+↑ ↓ moves it, cells pasted from Excel are offered
as rows.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hokatsu_desktop.services.row_matching import ID
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.pasted_rows import pasted_rows
from hokatsu_desktop.ui.widgets.row_cell import ListOf, least_width
from hokatsu_desktop.ui.widgets.row_pile import RowPile
from hokatsu_desktop.ui.widgets.row_strip import DELETE_WIDTH, GAP, RowStrip
from hokatsu_desktop.ui.widgets.text_field import TextField, one_line
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_AT_ONCE = 4  # rows made each time more of a long table is looked at
_MOVES: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_LARGE = "QLineEdit, QTextEdit, QComboBox, QLabel {{ font-size: {size}px; }} QLineEdit, QComboBox {{ min-height: {height}px; }}"


class RowsField(QWidget):
    """The answer is a list of rows; wholly empty ones are left out. `large` is for the projector."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        key: str,
        name: str,
        columns: Sequence[Column],
        list_of: ListOf,
        today: date,
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._list_of = list_of
        self._today = today
        self._large = large
        self._locked = False
        self._silent = False
        self._in_columns = True
        self._has_width = False
        self._pile = RowPile(self)
        self._rows = self._pile.strips
        self._head = self._heading()
        self.message = MessageBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addLayout(self._pile.layout)
        column.addWidget(self.message)
        self._pile.to_come.seen.connect(lambda at_end: self._make_rows(_AT_ONCE, from_end=at_end))
        self._add_row()
        self._enlarge()

    def value(self) -> list[Row]:
        """The rows that hold something."""
        return self._pile.said()

    def set_value(self, rows: list[Row]) -> None:
        """Shows these rows and an empty one; says nothing to `changed`. The keyboard keeps its cell if it still exists."""
        if rows == self.value():
            return
        self._silent = True
        made, waiting, before = self._pile.parted(rows, self._columns)
        self._pile.let_wait([], before)
        while len(self._rows) > len(made) + 1:
            self._drop(len(self._rows) - 1)
        while len(self._rows) < len(made) + 1:
            self._new_strip(len(self._rows), behind=False)
        for strip, row in zip(self._rows, [*made, {}], strict=True):
            strip.set_value(row)
        self._pile.let_wait(waiting, before)
        self._pile.keep_room(self.width())
        self._silent = False
        self._settle()

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed; the empty row is then hidden."""
        self._locked = locked
        self._settle()

    def set_wrong(self, wrong: bool) -> None:
        """The words about it stand below; the table has no border of its own to colour."""
        self.setProperty("wrong", wrong)

    def set_large(self, large: bool) -> None:
        """Letters for the projector, or those of the rest of the screen."""
        self._large = large
        self._enlarge()

    def first_stop(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._rows[0].stops()[0]

    def row_count(self) -> int:
        """How many rows the table has, the empty one and those to come included."""
        return len(self._rows) + len(self._pile.to_come.rows)

    def stop(self, row: int, column: int) -> QWidget:
        """The widget the keyboard is in for one cell."""
        return self._strip(row).cells[column].stops[0]

    def row_of(self, record_id: str) -> int | None:
        """The row in which a stored record stands, or None."""
        ids = [row.get(ID) for row in self._pile.all_rows()]
        return ids.index(record_id) if record_id in ids else None

    def focus_row(self, row: int) -> None:
        """Puts the keyboard into the first cell of a row."""
        self.stop(row, 0).setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> tuple[int, int] | None:
        """The row and column the keyboard is in, or None."""
        focus = self.focusWidget()
        for number, strip in enumerate(self._rows):
            if focus is not None and focus in strip.stops():
                return self._pile.number_of(number), strip.column_of(focus)
        return None

    def copy_above(self) -> None:
        """上の行と同じ: takes the answer of the cell above into the cell the keyboard is in."""
        place = self.current()
        if place is None or place[0] == 0 or self._locked:
            return
        row, column = place
        cell = self._strip(row).cells[column]
        if not cell.column.shown_only:
            cell.write(self._strip(row - 1).cells[column].read())
            self._told()

    def delete_row(self, row: int) -> None:
        """Removes a row that holds something, and offers it back."""
        strip = self._strip(row)
        if self._locked or strip.is_empty():
            return
        gone = strip.value()
        column = (self.current() or (0, 0))[1]
        self._drop(self._rows.index(strip))
        self._settle()
        self.stop(min(row, self.row_count() - 1), column).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
        self.message.tell(
            MessageKind.INFO, "1行を消しました。", [("元に戻す", lambda: self._insert(row, [gone]))], closes=True
        )

    def move_row(self, by: int) -> None:
        """Moves the row the keyboard is in up or down; the keyboard goes along."""
        place = self.current()
        if place is None or self._locked:
            return
        row, column = place
        last = self.row_count() - 1  # the empty row stays at the end
        if row >= last or not 0 <= row + by < last:
            return
        strip, other = self._strip(row), self._strip(row + by)
        here, there = self._rows.index(strip), self._rows.index(other)
        self._rows[here], self._rows[there] = other, strip
        self._pile.put(strip, there)
        self._settle()
        strip.cells[column].stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            if event.type() is QEvent.Type.ShortcutOverride and _is_ours(event):
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._key(watched, event)
        if event.type() is QEvent.Type.FocusIn and self._pile.to_come.rows and isinstance(watched, QWidget):
            self._make_neighbours(watched)
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_width = True
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._rows:
            self._enlarge()

    def _heading(self) -> QFrame:
        head = QFrame()
        layout = TwelfthsLayout(head, across=GAP, wraps=False)
        layout.setContentsMargins(0, 4, 0, 0)
        for column in self._columns:
            layout.place(Words(column.label, Look.SMALL), column.width, partial(self._least, column))
        layout.place(QWidget(), 0, lambda: px(DELETE_WIDTH))
        return head

    def _least(self, column: Column) -> int:
        """As in the rows, so that the heading stands above its cells."""
        return self._rows[0].least(column) if self._rows else least_width(column)

    def _enlarge(self) -> None:
        wanted = _LARGE.format(size=px(24), height=px(46)) if self._large else ""
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)
        self._arrange()

    def _arrange(self) -> None:
        """Columns while they fit, otherwise each row as a small card of its own."""
        if not self._has_width:
            return
        scale = 1.5 if self._large else 1.0
        needed = (
            sum(least_width(column) for column in self._columns) * scale + GAP * len(self._columns) + px(DELETE_WIDTH)
        )
        in_columns = self.width() >= needed
        self._head.setVisible(in_columns)
        if in_columns != self._in_columns:
            self._in_columns = in_columns
            for strip in self._rows:
                strip.stand_in_columns(in_columns)
        self._pile.keep_room(self.width())

    def _add_row(self) -> None:
        self._new_strip(len(self._rows), behind=True)
        self._settle()

    def _new_strip(self, place: int, *, behind: bool) -> RowStrip:
        """A further row, behind those to come or before; whoever asks for it settles the table once all are there."""
        strip = RowStrip(self._columns, self._today, self._list_of, self)
        if not self._in_columns:
            strip.stand_in_columns(False)
        self._pile.insert(place, strip, behind=behind)
        strip.changed.connect(self._told)
        strip.delete_asked.connect(lambda: self.delete_row(self._pile.number_of(self._rows.index(strip))))
        for stop in strip.stops():
            stop.installEventFilter(self)
            if isinstance(stop, TextField | LinesField):
                stop.block_pasted.connect(partial(self._offer, strip, stop))
        return strip

    def _drop(self, row: int) -> None:
        strip = self._pile.pop(row)
        strip.hide()
        strip.deleteLater()

    def _told(self) -> None:
        if self._silent:
            return
        if not self._rows[-1].is_empty():
            self._add_row()
        for strip in self._rows:
            strip.allow_delete(not strip.is_empty())
        self.changed.emit()

    def _make_rows(self, count: int, *, from_end: bool = False) -> None:
        """Makes some of the rows to come: the first of them, or the last."""
        self._silent = True
        for place, row in self._pile.take(count, from_end=from_end):
            self._new_strip(place, behind=from_end).set_value(row)
        self._silent = False
        self._pile.keep_room(self.width())
        self._settle()

    def _make_neighbours(self, stop: QWidget) -> None:
        """Tab and the arrows find the next rows made."""
        for strips, from_end in self._pile.at_the_gap():
            if any(stop in strip.stops() for strip in strips):
                self._make_rows(_AT_ONCE, from_end=from_end)

    def _strip(self, row: int) -> RowStrip:
        """A row by its number in the table; it is made if it was still to come."""
        count, from_end = self._pile.missing_to(row)
        if count:
            self._make_rows(count, from_end=from_end)
        return self._rows[self._pile.place_of(row)]

    def _settle(self) -> None:
        """Numbers the rows, puts them in the keyboard's order, and shows what may be deleted."""
        stops: list[QWidget] = []
        for place, strip in enumerate(self._rows):
            last = place == len(self._rows) - 1
            strip.set_number(self._pile.number_of(place) + 1)
            strip.set_read_only(self._locked)
            strip.setVisible(not (last and self._locked and len(self._rows) > 1))
            strip.allow_delete(not strip.is_empty())
            stops += strip.stops()
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _key(self, stop: QWidget, event: QKeyEvent) -> bool:
        if _is_ours(event):
            if event.key() == Qt.Key.Key_D:
                self.copy_above()
            elif event.key() in _MOVES:
                self.move_row(_MOVES[event.key()])
            elif (place := self.current()) is not None:
                self.delete_row(place[0])
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(stop, TextField):
            return self._vertical(stop, event)
        return False

    def _vertical(self, stop: TextField, event: QKeyEvent) -> bool:
        place = self.current()
        around = stop.parentWidget()
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and isinstance(around, DateField):
            around.open_calendar()
            return True
        if place is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        row = place[0] + (1 if event.key() == Qt.Key.Key_Down else -1)
        if 0 <= row < self.row_count():
            self.stop(row, place[1]).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _offer(self, strip: RowStrip, stop: QWidget, text: str) -> None:
        rows = pasted_rows(text)
        if self._locked or not rows:
            return
        first = strip.column_of(stop)
        self.message.tell(
            MessageKind.INFO,
            "表の形の文字が貼り付けられました。どのように入れますか。",
            [
                (f"{len(rows)}行として入れる", lambda: self._take_block(strip, first, rows)),
                ("この欄に1つの文として入れる", lambda: self._take_line(stop, text)),
            ],
        )
        self.message.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_line(self, stop: QWidget, text: str) -> None:
        if isinstance(stop, TextField | LinesField):
            stop.insert_words(one_line(text) if isinstance(stop, TextField) else text)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_block(self, strip: RowStrip, first: int, rows: list[list[str]]) -> None:
        keys = [column.key for column in self._columns[first:]]
        made = [dict(zip(keys, cells, strict=False)) for cells in rows]
        place = self._pile.number_of(self._rows.index(strip))
        if not strip.is_empty():
            place += 1
        self._insert(place, made, typed=True)

    def _insert(self, place: int, rows: list[Row], *, typed: bool = False) -> None:
        self._strip(place)  # so that it does not stand among those to come
        at, behind = self._pile.entry(place)
        self._silent = True
        for number, row in enumerate(rows):
            strip = self._new_strip(at + number, behind=behind)
            if typed:
                strip.type_in(row)
            else:
                strip.set_value(row)
        self._silent = False
        self._settle()
        self.focus_row(place)
        self.changed.emit()


def _is_ours(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    if held == control | shift:
        return event.key() in _MOVES
    return held == control and event.key() in (Qt.Key.Key_D, Qt.Key.Key_Delete)
