"""One sheet of one record to be filled in and printed, with what stood on it before, in the place of its opener."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.ui.cases.past_page import PastPage
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look

SHEET, PAST = "sheet", "past"
_PARTS = ((SHEET, "様式"), (PAST, "前の書き方"))


class PaperPage(QWidget):
    """`left` asks to go back; what was typed is stored by then, or the page stays."""

    left = Signal()

    def __init__(self, desk: Desk, printer: Printer, key: str, subject_id: int, about: str = "") -> None:
        super().__init__()
        self._printer = printer
        self.pane = SheetPane(desk, key, subject_id)
        self.past = PastPage(desk, key, subject_id)
        self.parts = Segments("この書類")
        self.parts.set_parts(_PARTS)
        self.stack = QStackedWidget()
        self.back = button("もどる", ButtonLook.QUIET, picture="chevron-left")
        self.print_button = button("印刷", picture="print")
        self.title = ElidedWords("　".join(filter(None, (self.pane.form.sheet.title, about))), Look.CARD)
        self._build()
        self.back.clicked.connect(lambda _checked=False: self.leave())
        self.print_button.clicked.connect(lambda _checked=False: self.print_sheet())
        self.parts.shown.connect(lambda _key: self._show_part())
        desk.changed.connect(self._reread_past)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.pane.flush()

    def leave(self) -> None:
        """Goes back, unless what is typed cannot be stored."""
        if self.flush():
            self.left.emit()

    def print_sheet(self) -> None:
        """Previews the sheet as it stands on the screen."""
        if self.flush():
            self._printer.print_sheet(self.pane.key, self.pane.subject_id)

    def start(self) -> None:
        """Puts the keyboard on the way back; Tab leads into the sheet."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Ends waiting for another save; the record is gone."""
        self.pane.autosave.stop()

    def _show_part(self) -> None:
        if self.parts.key() == PAST:
            self.flush()
        self.stack.setCurrentIndex([name for name, _ in _PARTS].index(self.parts.key()))
        self._reread_past()

    def _reread_past(self) -> None:
        if self.parts.key() == PAST:
            self.past.reread()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 24, 6)
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.print_button)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 24, 6)
        row.addWidget(self.parts)
        row.addStretch()
        for part in (self.pane, self.past):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
