"""The list at the left of a screen: heading, count, rows, and a friendly sentence when there are none."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words


class ListPane(QWidget):
    """`above` takes what narrows the list (a search field, a filter), `below` what concerns all of it; `view` is the list."""

    def __init__(self, heading: str, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ListView(heading)
        self.above = QVBoxLayout()
        self.below = QVBoxLayout()
        self._heading = ElidedWords(heading, Look.LABEL)
        self._count = Words(look=Look.QUIET)
        self._head = head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch()
        head.addWidget(self._count)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self.above)
        column.addWidget(line)
        column.addWidget(self._stack, 1)
        column.addLayout(self.below)
        self._keep_edges()
        self.set_rows(())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_edges()

    def _keep_edges(self) -> None:
        self._head.setContentsMargins(px(16), px(14), px(14), px(12))

    def set_heading(self, heading: str) -> None:
        """Names the list."""
        self._heading.say(heading)
        self.view.setAccessibleName(heading)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows these rows."""
        self.view.set_rows(rows)
        self._count.say(f"{len(rows)}件" if rows else "")
        self._stack.setCurrentIndex(0 if rows else 1)
