"""A number field: any width of digits is taken, thousands are set apart on leaving, a unit stands behind."""

import re
import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Words

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")  # nobody counts further; longer ones are words that stay as typed
_PROBLEM = "数字で書いてください。書いたものはこのまま残ります。"


def canonical_number(typed: str) -> str:
    """The digits meant by `typed` (「１２，０００円」 → "12000"), or "" if it is no number."""
    text = unicodedata.normalize("NFKC", typed).strip()
    text = re.sub(r"[,、，\s]|円$|人$|回$|件$", "", text.replace("−", "-").replace("ー", "-"))
    return text if _NUMBER.fullmatch(text) else ""


def grouped(number: str) -> str:
    """A canonical number with commas at the thousands."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}"


class NumberField(QWidget):
    """The answer is the number in plain digits, or the typed words if they are no number."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, key: str, name: str, *, suffix: str = "", compact: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self._wrong_outside = False
        self.field = TextField(key, f"{name}（{suffix}）" if suffix else name, self)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.note = FieldNote(parent=self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        if suffix:
            row.addWidget(Words(suffix))
        if not compact:
            self.field.set_widest(180)
            row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        self.field.changed.connect(self.changed)
        self.field.left.connect(self._settle)
        self.setFocusProxy(self.field)

    def value(self) -> str:
        """Plain digits, or the words as typed."""
        typed = self.field.value()
        return canonical_number(typed) or typed

    def set_value(self, value: str) -> None:
        """Shows a stored number; says nothing to `changed`."""
        number = canonical_number(value)
        self.field.set_value(grouped(number) if number else value)
        self._say()

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self.field.set_read_only(locked)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field; the words about it stand below it."""
        self._wrong_outside = wrong
        self._say()

    def _settle(self) -> None:
        self.set_value(self.value())
        self.left.emit()

    def _say(self) -> None:
        typed = self.field.value()
        faulty = bool(typed) and not canonical_number(typed)
        if faulty:
            self.note.wrong(_PROBLEM)
        else:
            self.note.clear()
        self.field.set_wrong(faulty or self._wrong_outside)
