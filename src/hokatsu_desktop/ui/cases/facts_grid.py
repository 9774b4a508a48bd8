"""Labels with what is known beside them, in two columns; what is not known is left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words

Fact = tuple[str, str]


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
            name = Words(label, Look.QUIET, wrap=True)
            name.setFixedWidth(px(120))
            self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(words, wrap=True), row, 1)
        show_all(self._grid)

    def facts(self) -> tuple[Fact, ...]:
        """What it shows."""
        return self._facts
