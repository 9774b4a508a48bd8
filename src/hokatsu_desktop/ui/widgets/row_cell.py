"""One cell of a table of rows: the editor for its column, and how its answer is read and shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.yes_no import YES_NO

ListOf = Callable[[str], ChoiceList]

_SHOWN = 124  # 「52歳か53歳」 with the edges of its field
_LEAST = {
    Kind.TEXT: 104,
    Kind.LINES: 160,
    Kind.DATE: 168,
    Kind.NUMBER: 80,
    Kind.CHOICE: 128,
    Kind.YES_NO: 104,
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`stops` are the widgets the keyboard can be in, in order; `told` are the signals of a change."""

    column: Column
    widget: QWidget
    stops: tuple[QWidget, ...]
    told: tuple[SignalInstance, ...]
    read: Callable[[], Row]
    write: Callable[[Row], None]
    lock: Callable[[bool], None]
    type_in: Callable[[str], None]  # as if the user had typed it: a date in any spelling, the label of a choice

    @property
    def text(self) -> TextField | LinesField | None:
        """The field a block can be pasted into, if the cell is one for typing."""
        first = self.stops[0]
        return first if isinstance(first, TextField | LinesField) else None


def least_width(column: Column) -> int:
    """The least useful width of a column on the screen, in pixels at the zoom in force."""
    return px(_SHOWN if column.shown_only else _LEAST.get(column.kind, 104))


def make_cell(column: Column, today: date, list_of: ListOf) -> Cell:
    """The editor for one cell. Raises ValueError for a kind that no column can have."""
    match column.kind:
        case Kind.TEXT:
            return _plain(column, TextField(column.key))
        case Kind.LINES:
            return _plain(column, LinesField(column.key, lines=1, enter_moves=True))
        case Kind.DATE:
            return _dated(column, DateField(column.key, "", today, birth=is_birth(column.key), compact=True))
        case Kind.NUMBER:
            return _number(column, NumberField(column.key, "", compact=True))
        case Kind.CHOICE:
            return _choice(column, list_of(column.list))
        case Kind.YES_NO:
            return _choice(column, YES_NO)
        case _:
            raise ValueError(column.kind)


def is_birth(key: str) -> bool:
    """Whether a date blank or column asks for a date of birth, told by its key or bound attribute."""
    return "birth" in key.rpartition(".")[2]


def _plain(column: Column, field: TextField | LinesField) -> Cell:
    field.takes_blocks = True

    def write(row: Row) -> None:
        field.set_value(row.get(column.key, ""))
        if column.shown_only:
            field.setToolTip(field.value())  # nobody moves a cursor through it to see its end

    return Cell(
        column=column,
        widget=field,
        stops=(field,),
        told=(field.changed,),
        read=lambda: {column.key: field.value()},
        write=write,
        lock=field.set_read_only,
        type_in=field.set_value,
    )


def _dated(column: Column, dated: DateField) -> Cell:
    dated.field.takes_blocks = True
    # Only the inner field is put in Tab's order; Tab would come back into the table by the outer one.
    dated.setFocusProxy(None)  # type: ignore[arg-type]  # None is meant, the stubs do not know it
    return Cell(
        column=column,
        widget=dated,
        stops=(dated.field,),
        told=(dated.changed,),
        read=lambda: {column.key: dated.value()},
        write=lambda row: dated.set_value(row.get(column.key, "")),
        lock=dated.set_read_only,
        type_in=dated.type_in,
    )


def _number(column: Column, number: NumberField) -> Cell:
    number.field.takes_blocks = True
    number.setFocusProxy(None)  # type: ignore[arg-type]  # as for a date
    return Cell(
        column=column,
        widget=number,
        stops=(number.field,),
        told=(number.changed,),
        read=lambda: {column.key: number.value()},
        write=lambda row: number.set_value(row.get(column.key, "")),
        lock=number.set_read_only,
        type_in=number.set_value,
    )


class _ChoiceCell(QWidget):
    """A drop-down list, and below it own words when the value asks for them."""

    def __init__(self, column: Column, choices: ChoiceList) -> None:
        super().__init__()
        self._free = {choice.key for choice in choices.values if choice.free_text}
        self.choice = ListChoice(column.key, "", choices, nothing="", parent=self)
        self.other = TextField(f"{column.key}_other", "", self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.choice)
        box.addWidget(self.other)
        self.choice.changed.connect(self.show_other)
        self.show_other()

    def show_other(self) -> None:
        """Shows the field for own words if the value asks for them."""
        self.other.setVisible(self.choice.value() in self._free)

    def read(self, key: str) -> Row:
        """The cell's part of the row."""
        row = {key: self.choice.value()}
        if self.choice.value() in self._free and self.other.value():
            row[other_key(key)] = self.other.value()
        return row

    def write(self, key: str, row: Row) -> None:
        """Shows the cell's part of a row."""
        self.choice.set_value(row.get(key, ""))
        self.other.set_value(row.get(other_key(key), ""))
        self.show_other()

    def type_in(self, label: str) -> None:
        """Chooses by label; words that are no label become own words, or stay as they are where there are none."""
        place = self.choice.findText(label)
        if place >= 0:
            self.choice.setCurrentIndex(place)
        elif self._free:
            self.choice.set_value(min(self._free))
            self.other.set_value(label)
        else:
            self.choice.set_value(label)
        self.show_other()

    def lock(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self.choice.set_read_only(locked)
        self.other.set_read_only(locked)


def _choice(column: Column, choices: ChoiceList) -> Cell:
    cell = _ChoiceCell(column, choices)
    return Cell(
        column=column,
        widget=cell,
        stops=(cell.choice, cell.other),
        told=(cell.choice.changed, cell.other.changed),
        read=lambda: cell.read(column.key),
        write=lambda row: cell.write(column.key, row),
        lock=cell.lock,
        type_in=cell.type_in,
    )
