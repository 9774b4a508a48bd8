"""The line below a field: what was understood, or what is wrong and one button that puts it right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.sign import Sign
from hokatsu_desktop.ui.widgets.words import Look, Words


class FieldNote(QWidget):
    """`keeps_room` leaves the line's height free while it is empty, so that nothing jumps when it fills."""

    def __init__(self, *, keeps_room: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Sign("error", theme.RED, 16, parent=self)
        self._words = Words(look=Look.GOOD, wrap=True, parent=self)
        self._repair = button("", ButtonLook.INLINE, parent=self)
        self._act: Callable[[], object] = lambda: None
        self._repair.clicked.connect(lambda _checked=False: self._act())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._repair, 0, Qt.AlignmentFlag.AlignLeft)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        self.clear()

    def clear(self) -> None:
        """Says nothing."""
        self._words.say("")
        self._icon.hide()
        self._repair.hide()
        self.setVisible(False)

    def good(self, words: str) -> None:
        """Says what was understood."""
        self._say(words, Look.GOOD, wrong=False)

    def wrong(self, words: str, repair: str = "", act: Callable[[], object] | None = None) -> None:
        """Says what is wrong; `repair` is the text of a button that calls `act`."""
        self._say(words, Look.WRONG, wrong=True)
        self._repair.setText(repair)
        self._repair.setVisible(bool(repair))
        self._act = act or (lambda: None)

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def repair_button(self) -> QWidget:
        """The button that puts it right."""
        return self._repair

    def _say(self, words: str, look: Look, *, wrong: bool) -> None:
        self._words.set_look(look)
        self._words.say(words)
        self._repair.hide()
        self._icon.setVisible(wrong)
        self.setVisible(bool(words))
