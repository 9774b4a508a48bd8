"""One question of a start page: its name, a hint, the field, and what is said about the answer."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words


class Question(QWidget):
    """A text field with its label above and its note below."""

    def __init__(
        self, label: str, field: TextField, hint: str = "", *, width: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.note = FieldNote()
        name = Words(label, Look.LABEL)
        name.setBuddy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))  # room for the ring, which grows with the letters
        column.addWidget(name)
        if hint:
            column.addWidget(Words(hint, Look.QUIET, wrap=True))
        column.addWidget(field)
        column.addSpacing(px(2))
        column.addWidget(self.note)
        if width:
            field.setMaximumWidth(px(width))

    def wrong(self, words: str) -> None:
        """Says what is wrong with the answer."""
        self.note.wrong(words)
        self._describe(words, is_wrong=True)

    def good(self, words: str) -> None:
        """Says what is good about the answer."""
        self.note.good(words)
        self._describe(words, is_wrong=False)

    def clear(self) -> None:
        """Says nothing."""
        self.note.clear()
        self._describe("", is_wrong=False)

    def _describe(self, words: str, *, is_wrong: bool) -> None:
        self.field.set_wrong(is_wrong)
        self.field.setAccessibleDescription(words)
