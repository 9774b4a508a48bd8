"""The rows of a long table that nobody has looked at yet: their room is kept, and they are made when it comes into sight."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.sheets.answers import Row


class RowsToCome(QWidget):
    """A row of fields takes about 60 ms to make, so that a table of 120 households would keep the user waiting."""

    seen = Signal(bool)
    """Some of the room is on the screen; whether it is its end."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._tell)
        self.hide()

    def keep_room(self, row_height: int) -> None:
        """As tall as the rows will be, so that the scroll bar tells how long the table is."""
        self.setFixedHeight(len(self.rows) * row_height)
        self.setVisible(bool(self.rows))

    def take(self, count: int, *, from_end: bool) -> list[Row]:
        """Gives rows away to be made, in their order."""
        at = max(0, len(self.rows) - count) if from_end else min(count, len(self.rows))
        before, behind = self.rows[:at], self.rows[at:]
        self.rows, taken = (before, behind) if from_end else (behind, before)
        return taken

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows:
            self._soon.start()

    def _tell(self) -> None:
        area = self.visibleRegion().boundingRect()
        if self.rows and not area.isEmpty():
            self.seen.emit(area.top() > 0 and area.bottom() >= self.height() - 1)
