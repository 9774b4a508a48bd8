"""The rows of a table from top to bottom: those that are made, and between them the room of those that can wait."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.ui.widgets.row_strip import RowStrip
from hokatsu_desktop.ui.widgets.rows_to_come import RowsToCome

_FIRST = 16  # rows that are made when a table is filled
_SPACING = 6


class RowPile:
    """A place counts the rows that are made, a number counts those to come as well."""

    def __init__(self, table: QWidget) -> None:
        self.strips: list[RowStrip] = []
        self.to_come = RowsToCome(table)
        self.layout = QVBoxLayout()
        self.layout.setSpacing(_SPACING)
        self._before = 0  # how many of the strips stand before the rows to come; of no meaning while there are none

    def said(self) -> list[Row]:
        """The answers of all rows that hold something."""
        before, behind = self._parts()
        return [*_said_in(before), *self.to_come.rows, *_said_in(behind)]

    def all_rows(self) -> list[Row]:
        """The answers of all rows by their numbers, empty ones too."""
        before, behind = self._parts()
        return [*(one.value() for one in before), *self.to_come.rows, *(one.value() for one in behind)]

    # Places and numbers

    def number_of(self, place: int) -> int:
        """The number of a row by its place."""
        return place + (len(self.to_come.rows) if self._is_behind(place) else 0)

    def place_of(self, number: int) -> int:
        """The place of a row that is made."""
        return number - (len(self.to_come.rows) if number >= self._before else 0)

    def missing_to(self, number: int) -> tuple[int, bool]:
        """How many rows are to be made until this one is there, and whether from the end; none if it is."""
        above, below = number - self._before, self._before + len(self.to_come.rows) - number
        if not self.to_come.rows or above < 0 or below <= 0:
            return 0, False
        return (below, True) if below <= above else (above + 1, False)

    def entry(self, number: int) -> tuple[int, bool]:
        """The place for a further row of this number, which must not be among those to come, and whether behind them."""
        behind = bool(self.to_come.rows) and number > self._before
        return (number - len(self.to_come.rows), True) if behind else (number, False)

    def at_the_gap(self) -> tuple[tuple[Sequence[RowStrip], bool], ...]:
        """The last rows before those to come, and the first behind them."""
        before, behind = self._parts()
        return (before[-2:], False), (behind[:2], True)

    # Changing

    def insert(self, place: int, strip: RowStrip, *, behind: bool) -> None:
        """Puts a row in; whether it stands behind those to come matters only while there are any."""
        is_behind = behind and self._has_gap()
        self.strips.insert(place, strip)
        self.layout.insertWidget(place + is_behind, strip)
        self._before += not is_behind

    def pop(self, place: int) -> RowStrip:
        """Takes a row out."""
        self._before -= not self._is_behind(place)
        strip = self.strips.pop(place)
        self.layout.removeWidget(strip)
        return strip

    def put(self, strip: RowStrip, place: int) -> None:
        """Shows a row at its new place."""
        self.layout.removeWidget(strip)
        self.layout.insertWidget(place + self._is_behind(place), strip)

    # Rows to come

    def parted(self, rows: list[Row], columns: Sequence[Column]) -> tuple[list[Row], list[Row], int]:
        """Of the rows to show: those to be made now, those that can wait, and how many stand before these."""
        behind = len(self.strips) - 1 - self._before if self.to_come.rows else 0  # somebody may be typing in them
        before = self._before if self.to_come.rows else max(_FIRST, len(self.strips) - 1)
        end = len(rows) - behind
        if end <= before:
            return rows, [], len(rows)
        waiting = [row for row in rows[before:end] if _says_something(row, columns)]
        return [*rows[:before], *rows[end:]], waiting, before

    def let_wait(self, rows: list[Row], before: int) -> None:
        """Keeps these rows for later, behind so many that are made."""
        self.layout.removeWidget(self.to_come)
        self.to_come.rows, self._before = rows, before
        if rows:
            self.layout.insertWidget(before, self.to_come)

    def take(self, count: int, *, from_end: bool) -> Iterator[tuple[int, Row]]:
        """Gives rows to be made, each with its place; it is put in before the next one is given."""
        first = self._before
        for number, row in enumerate(self.to_come.take(count, from_end=from_end)):
            yield first + number, row
        if not self.to_come.rows:
            self.layout.removeWidget(self.to_come)

    def keep_room(self, width: int) -> None:
        """Keeps as much room as the rows to come will need."""
        if self.to_come.rows or not self.to_come.isHidden():
            self.to_come.keep_room(self.strips[0].heightForWidth(width) + _SPACING)

    def _parts(self) -> tuple[list[RowStrip], list[RowStrip]]:
        at = self._before if self.to_come.rows else len(self.strips)
        return self.strips[:at], self.strips[at:]

    def _is_behind(self, place: int) -> bool:
        return bool(self.to_come.rows) and place >= self._before

    def _has_gap(self) -> bool:
        return self.layout.indexOf(self.to_come) >= 0


def _said_in(strips: Sequence[RowStrip]) -> Iterator[Row]:
    return (strip.value() for strip in strips if not strip.is_empty())


def _says_something(row: Row, columns: Sequence[Column]) -> bool:
    keys = [key for one in columns if not one.shown_only for key in (one.key, other_key(one.key))]
    return any(row.get(key) for key in keys)
