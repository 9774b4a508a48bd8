"""One row of a table of rows: its cells side by side, or below each other with their names when it is narrow."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import picture_button
from hokatsu_desktop.ui.widgets.name_kana_pair import NameKanaPair
from hokatsu_desktop.ui.widgets.row_cell import Cell, ListOf, least_width, make_cell
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

GAP = 6
DELETE_WIDTH = 34
_WRAPPED_LINES = 260
_DAY = "R8.12.30（水）"
_BESIDE_DAY = 70  # the edges of the field and the calendar button


class RowStrip(QFrame):
    """`columns_fit` decides between the two arrangements. Keys of a row that have no column are kept as they came."""

    changed = Signal()
    delete_asked = Signal()

    def __init__(self, columns: Sequence[Column], today: date, list_of: ListOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept: Row = {}
        self._in_columns = True
        self._locked = False
        self.cells: tuple[Cell, ...] = tuple(make_cell(column, today, list_of) for column in columns)
        self._heads = [Words(column.label, Look.SMALL) for column in columns]
        self._layout = TwelfthsLayout(self, across=GAP, down=8, under_head=6, wraps=False)
        for cell, head in zip(self.cells, self._heads, strict=True):
            self._layout.place(cell.widget, cell.column.width, partial(self.least, cell.column), head)
            for told in cell.told:
                told.connect(self.changed)
            if cell.column.shown_only:
                cell.lock(True)
                cell.stops[0].setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # nothing to type there
        self.delete = picture_button("trash", "この行を消す")
        self.delete.setToolTip("この行を消す（Ctrl+Delete）")
        self.delete.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.delete.clicked.connect(self.delete_asked)
        self._layout.place(self.delete, 0, lambda: px(DELETE_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._join_name_and_kana()
        self.stand_in_columns(True)

    def value(self) -> Row:
        """The row's answers, what has no column included."""
        row = dict(self._kept)
        for cell in self.cells:
            row |= cell.read()
        return row

    def set_value(self, row: Row) -> None:
        """Shows a row."""
        known = {cell.column.key for cell in self.cells} | {other_key(cell.column.key) for cell in self.cells}
        self._kept = {key: text for key, text in row.items() if key not in known}
        for cell in self.cells:
            cell.write(row)

    def type_in(self, row: Row) -> None:
        """Fills cells as if the user had typed them."""
        for cell in self.cells:
            if cell.column.key in row and not cell.column.shown_only:
                cell.type_in(row[cell.column.key])

    def is_empty(self) -> bool:
        """Whether nothing has been typed or chosen in this row."""
        return not any(text for cell in self.cells if not cell.column.shown_only for text in cell.read().values())

    def stops(self) -> list[QWidget]:
        """Where the keyboard can be, from left to right."""
        return [stop for cell in self.cells for stop in cell.stops]

    def column_of(self, stop: QWidget) -> int:
        """The number of the column that a stop is in. Raises StopIteration for a widget of another row."""
        return next(number for number, cell in enumerate(self.cells) if stop in cell.stops)

    def stand_in_columns(self, columns: bool) -> None:
        """Side by side under the table's heading, or wrapped with a name above each cell."""
        for head in self._heads:
            head.setVisible(not columns)
        self._in_columns = columns
        self._layout.set_wraps(not columns)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setProperty("look", "row" if columns else "card")
        if not columns:
            self._layout.setContentsMargins(12, 10, 12, 12)
        self.style().unpolish(self)
        self.style().polish(self)

    def set_number(self, number: int) -> None:
        """Names the cells for the ear: 「氏名 2行目」."""
        for cell in self.cells:
            for stop in cell.stops:
                stop.setAccessibleName(f"{cell.column.label} {number}行目")
        self.delete.setAccessibleName(f"{number}行目を消す")

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self._locked = locked
        for cell in self.cells:
            cell.lock(locked or cell.column.shown_only)
        self.allow_delete(not locked)

    def allow_delete(self, allowed: bool) -> None:
        """Shows or hides the delete button; its room stays."""
        policy = self.delete.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.delete.setSizePolicy(policy)
        self.delete.setVisible(allowed and not self._locked)

    def least(self, column: Column) -> int:
        """The least width of a cell.

        A text of several lines needs more where the names stand above the cells and the lines are short; a day needs
        room for all of it in the letters of the moment: on the wall they are larger.
        """
        if column.kind is Kind.LINES and not self._in_columns:
            return px(_WRAPPED_LINES)
        if column.kind is Kind.DATE and not column.shown_only:
            cell = next(cell for cell in self.cells if cell.column is column)
            return max(least_width(column), cell.stops[0].fontMetrics().horizontalAdvance(_DAY) + px(_BESIDE_DAY))
        return least_width(column)

    def _join_name_and_kana(self) -> None:
        fields = {cell.column.key: cell.stops[0] for cell in self.cells}
        name, kana = fields.get("name"), fields.get("kana")
        if isinstance(name, TextField) and isinstance(kana, TextField):
            NameKanaPair(name, kana)
