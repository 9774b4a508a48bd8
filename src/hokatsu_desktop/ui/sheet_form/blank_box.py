"""A blank on the form: its field, and below it the words about what is missing."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.definition import Blank, Kind
from hokatsu_desktop.ui.sheet_form.answer_port import make_port
from hokatsu_desktop.ui.sheet_form.blank_head import BlankHead, described
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.row_cell import ListOf

_LEAST = {
    Kind.TEXT: 150,
    Kind.LINES: 240,
    Kind.DATE: 216,
    Kind.NUMBER: 150,
    Kind.CHOICE: 200,
    Kind.CHOICES: 240,
    Kind.MARKS: 240,
    Kind.YES_NO: 190,
}


class BlankBox(QWidget):
    """`head` is placed above it by the grid, so that the fields of one line begin at one height."""

    def __init__(self, blank: Blank, list_of: ListOf, today: date) -> None:
        super().__init__()
        self.blank = blank
        self.port = make_port(blank, list_of, today)
        self.note = FieldNote(parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.port.widget)
        column.addWidget(self.note)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        stop = self.port.first_stop()
        self.head = BlankHead(blank, stop)
        if stop is not None:
            stop.setAccessibleDescription(described(blank))
            if blank.shown_only:
                stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # nothing to type there: Tab and Enter pass it
        self.lock(False)

    def least_width(self) -> int:
        """The least useful width in pixels at the zoom in force: for the field, and for its label in one line."""
        head = 0 if self.blank.kind is Kind.WORDS else self.head.minimumSizeHint().width()
        return max(px(_LEAST.get(self.blank.kind, 240)), head)

    def lock(self, locked: bool) -> None:
        """Only shown; a blank that the program fills in is always only shown."""
        self.port.lock(locked or self.blank.shown_only)

    def complain(self, words: str) -> None:
        """Shows what is missing; "" takes it away."""
        self.port.set_wrong(bool(words))
        if words:
            self.note.wrong(words)
        else:
            self.note.clear()
        stop = self.port.first_stop()
        if stop is not None:
            stop.setAccessibleDescription("。".join(filter(None, (words, described(self.blank)))))
