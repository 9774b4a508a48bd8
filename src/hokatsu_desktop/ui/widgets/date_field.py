"""A date field that takes any spelling, says what it understood, and never refuses or loses what was typed."""

from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import PartialDate, describe, read_date, shown, store_form
from hokatsu_desktop.ui.widgets.button import picture_button
from hokatsu_desktop.ui.widgets.date_reading import short_described, understand
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.month_grid import MonthGrid
from hokatsu_desktop.ui.widgets.moving import BESIDE
from hokatsu_desktop.ui.widgets.text_field import TextField

REPAIR_KEY = Qt.Key.Key_F2


class DateField(QWidget):
    """The answer is the stored form: a PartialDate text, or "?" and the typed words if they are no date.

    `birth` leaves the calendar out and shows the age; `compact` is for table cells: short form, no line below,
    and words that are no date (毎月) are no fault there.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        key: str,
        name: str,
        today: date,
        *,
        birth: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self._today = today
        self._birth = birth
        self._compact = compact
        self._stored: str | None = ""
        self._wrong_outside = False
        self.field = TextField(key, name, self)
        self.note = FieldNote(keeps_room=not compact, parent=self)
        self._calendar: QToolButton | None = None if birth else self._calendar_button(name)
        self._lay_out()
        self.field.changed.connect(self._typed)
        self.field.left.connect(self._settle)
        self.field.installEventFilter(self)
        self.setFocusProxy(self.field)

    def value(self) -> str:
        """The stored form."""
        if self._stored is not None:
            return self._stored
        typed = self.field.value()
        return store_form(typed, self._today, self._birth) if typed else ""

    def set_value(self, value: str) -> None:
        """Shows a stored form; says nothing to `changed`."""
        if value == self.value():
            return
        self._stored = value
        self.field.set_value(self._spelled(value))
        self._say(leaving=True)

    def type_in(self, typed: str) -> None:
        """Takes words as if the user had typed them and left the field."""
        self.field.set_value(typed)
        self._stored = None
        self._settle()

    def set_day(self, day: date) -> None:
        """Takes a day from the calendar or a shortcut, as if it had been typed."""
        self._take(PartialDate.of(day))

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self.field.set_read_only(locked)
        if self._calendar is not None:
            self._calendar.setVisible(not locked)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field from outside; its own problem marks it as well."""
        self._wrong_outside = wrong
        self._say(leaving=True)

    def words(self) -> str:
        """What stands below the field."""
        return self.note.words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == REPAIR_KEY:
            return self._repair()
        return False

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        if self._calendar is not None:
            row.addWidget(self._calendar)
        if not self._compact:
            self.field.set_widest(260)
            row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0 if self._compact else 4)
        column.addLayout(row)
        column.addWidget(self.note)

    def _calendar_button(self, name: str) -> QToolButton:
        made = picture_button("calendar", f"{name}をカレンダーから選ぶ", edged=not self._compact, parent=self)
        made.setProperty(BESIDE, True)
        if self._compact:
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+↓ opens it from the cell
        made.clicked.connect(self.open_calendar)
        return made

    def open_calendar(self) -> None:
        """Opens the month below the field; nothing for a birth or a locked field."""
        if self.field.isReadOnly() or self._calendar is None:
            return
        grid = MonthGrid(self._today, self)
        grid.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid.picked.connect(self.set_day)
        reading = read_date(self.field.value(), self._today)
        day = reading.value.as_date() if reading.value is not None else None
        grid.open_at(day or self._today, self.field.mapToGlobal(QPoint(0, self.field.height() + 4)))

    def _typed(self) -> None:
        self._stored = None
        self._say(leaving=False)
        self.changed.emit()

    def _settle(self) -> None:
        self._say(leaving=True)
        if self._compact and self._stored is None:
            self._stored = self.value()
            self.field.set_value(self._spelled(self._stored))
        self.left.emit()

    def _spelled(self, stored: str) -> str:
        if not self._compact or not stored or stored.startswith("?"):
            return shown(stored) if stored else ""
        try:
            value = PartialDate.from_text(stored)
        except ValueError:
            return stored
        return describe(value) if self._birth else short_described(value)

    def _say(self, *, leaving: bool) -> None:
        typed = self.field.value()
        if self._compact or not typed:
            self.note.clear()
            self.field.set_wrong(self._wrong_outside)
            return
        said = understand(typed, self._today, birth=self._birth)
        if said.understood:
            self.note.good(said.understood)
        elif said.problem and leaving:
            repair = "" if said.repair is None else f"{describe(said.repair)}に直す（F2）"
            self.note.wrong(said.problem, repair, lambda: self._take_repair(said.repair))
        else:
            self.note.clear()
        self.field.set_wrong(self._wrong_outside or (leaving and bool(said.problem)))

    def _repair(self) -> bool:
        """Takes the suggested date; False if there is none."""
        return self._take_repair(understand(self.field.value(), self._today, birth=self._birth).repair)

    def _take_repair(self, repair: PartialDate | None) -> bool:
        if repair is None or self.field.isReadOnly():
            return False
        self._take(repair)
        return True

    def _take(self, value: PartialDate) -> None:
        self._stored = value.text
        self.field.set_value(self._spelled(value.text))
        self._say(leaving=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
