"""The list of what is still missing, at the top of a form; pressing an entry goes to its blank."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.check import Gap
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.widgets.button import ButtonLook, button, picture_button
from hokatsu_desktop.ui.widgets.sign import Sign
from hokatsu_desktop.ui.widgets.words import Look, Words


class GapList(QFrame):
    """Hidden while nothing is missing."""

    chosen = Signal(str)
    """The key of the blank to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "error")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._heading = Words(look=Look.LABEL)
        close = picture_button("close", "この一覧を閉じる")
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Sign("error", theme.RED, 22))
        head.addWidget(self._heading, 1)
        head.addWidget(close)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(self._lines)
        self._entries: list[QWidget] = []
        self.hide()

    def set_gaps(self, gaps: Sequence[Gap]) -> None:
        """Lists what is missing."""
        for entry in self._entries:
            self._lines.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries = [self._entry(gap) for gap in gaps]
        words = f"{len(gaps)}か所を確認してください"
        self._heading.say(words)
        self.setAccessibleName(words)
        self.setVisible(bool(gaps))

    def entries(self) -> tuple[QWidget, ...]:
        """The entries as buttons."""
        return tuple(self._entries)

    def _entry(self, gap: Gap) -> QWidget:
        entry = button(gap.words, ButtonLook.LINK, parent=self)
        entry.setAccessibleName(f"{gap.words}この欄へ行く")
        entry.clicked.connect(lambda: self.chosen.emit(gap.blank_key))
        self._lines.addWidget(entry)
        entry.show()
        return entry
