"""What an empty list shows: one sentence and the one button to press."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words


class EmptyState(QWidget):
    """`act` runs when the button is pressed; without `button_words` there is only the sentence."""

    def __init__(
        self,
        sentence: str,
        button_words: str = "",
        act: Callable[[], None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(16)
        column.addStretch(1)
        self._words = Words(sentence, Look.BODY, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._words)
        self.button = button(button_words)
        self.button.clicked.connect(lambda _checked=False: act())
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(button_words))  # not before it has a parent: it would open as a window of its own
        column.addStretch(2)

    def say(self, sentence: str) -> None:
        """Shows another sentence."""
        self._words.say(sentence)
