"""A row of parts of which one is shown: A票, B票, C票. One stop for Tab; the arrows move."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.unwheeled import Tabs

_BOLD = 24  # how much wider a part is while it is shown


class Segments(Tabs):
    """`shown` carries the key of the part that the user chose."""

    shown = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("look", "segments")
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._keys: list[str] = []
        self._is_quiet = False
        self.currentChanged.connect(self._tell)

    def set_parts(self, parts: Sequence[tuple[str, str]]) -> None:
        """Offers these parts, each given as (key, words); the part shown stays if it is still there."""
        if [key for key, _ in parts] == self._keys:
            return
        key = self.key()
        self.blockSignals(True)
        while self.count():
            self.removeTab(0)
        self._keys = [key for key, _ in parts]
        for _, words in parts:
            self.addTab(words)
        self.setCurrentIndex(max(0, self._keys.index(key) if key in self._keys else 0))
        self.blockSignals(False)

    def key(self) -> str:
        """The key of the part shown, or ""."""
        return self._keys[self.currentIndex()] if 0 <= self.currentIndex() < len(self._keys) else ""

    def show_part(self, key: str) -> None:
        """Shows a part, saying nothing to `shown`. Raises ValueError for a part that is not offered."""
        self._is_quiet = True  # the ring around the focus still has to hear of it
        try:
            self.setCurrentIndex(self._keys.index(key))
        finally:
            self._is_quiet = False

    def step(self, by: int) -> None:
        """Goes to the next part or the one before, around the ends."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def sizeHint(self) -> QSize:
        """Room for all parts, any of them bold; Qt asks for less and would cover the last one with its arrows."""
        asked = super().sizeHint()
        wide = sum(self.tabSizeHint(place).width() for place in range(self.count()))
        return QSize(max(asked.width(), wide + px(_BOLD)), asked.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def _tell(self, place: int) -> None:
        if not self._is_quiet and 0 <= place < len(self._keys):
            self.shown.emit(self._keys[place])
