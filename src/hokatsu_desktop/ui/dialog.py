"""A small window: Enter never presses a button, F1 shows its guide, Esc closes it and keeps what was written."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.ui.application import PRODUCT
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.guides import guide_link, show_guide
from hokatsu_desktop.ui.widgets.words import Look, Words


class Dialog(QDialog):
    """Put content into `body` and buttons with `add_button`; the keyboard starts in the first field.

    Open it with `open()` and listen to `accepted`. `keep` runs before every closing: store the text there.
    """

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(PRODUCT)
        self.setAccessibleName(heading)
        self.setModal(True)
        self._way_out: QPushButton | None = None
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self._buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(20)
        column.addWidget(Words(heading, Look.CARD))
        column.addLayout(self.body, 1)
        column.addLayout(self._buttons)

    def add_button(self, made: QPushButton, *, closes: bool = True) -> QPushButton:
        """Adds a button at the right; `closes` accepts the dialog. Put the least harmful one last: it is nearest."""
        self._buttons.addWidget(made)
        if closes:
            made.clicked.connect(self.accept)
        return made

    def add_way_out(self, made: QPushButton) -> QPushButton:
        """Adds the button that closes without doing anything; the keyboard starts there if there is no field."""
        self._buttons.addWidget(made)
        made.clicked.connect(self.reject)
        self._way_out = made
        return made

    def offer_guide(self, guide: str) -> None:
        """Puts the link to a guide at the left of the buttons."""
        self._buttons.insertWidget(0, guide_link(self, guide))

    def keep(self) -> None:
        """Called before the dialog closes in whatever way; a dialog with text fields stores their text here."""

    def done(self, result: int) -> None:
        self.keep()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        for made in self.findChildren(QPushButton):
            made.setAutoDefault(False)
            made.setDefault(False)
        super().showEvent(event)
        fields = (stop for stop in stops_in(self) if not isinstance(stop, QAbstractButton))
        first = next(fields, self._way_out)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()  # QDialog would look for a button to press
        elif event.key() == Qt.Key.Key_F1:
            show_guide(self)
        else:
            super().keyPressEvent(event)
