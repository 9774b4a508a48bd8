"""Labels with what is known beside them, in two columns; what is not known is left out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words

Fact = tuple[str, str]
_NAME_WIDTH = 120


class FactName(Words):
    """What a fact is called, always as wide as the others at the letter size in force."""

    def __init__(self, label: str) -> None:
        super().__init__(label, Look.QUIET, wrap=True)
        self.setFixedWidth(px(_NAME_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.width() != px(_NAME_WIDTH):
            self.setFixedWidth(px(_NAME_WIDTH))


class FactsGrid(QWidget):
    """Shown only, never typed into."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        """Shows these (label, words); empty ones are left out."""
        known = tuple((label, words) for label, words in facts if words)
        if known == self._facts:
            return
        self._facts = known
        clear(self._grid)
        for row, (label, words) in enumerate(known):
            self._grid.addWidget(FactName(label), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(words, wrap=True), row, 1)
        show_all(self._grid)

    def facts(self) -> tuple[Fact, ...]:
        """What it shows."""
        return self._facts
