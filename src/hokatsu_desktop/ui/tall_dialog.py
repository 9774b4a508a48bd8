"""A small window whose fields are as tall as they need, and scroll where the screen is lower than that."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.meetings.picker import roomy_column, scrolled
from hokatsu_desktop.ui.theme import px

_AROUND = 190  # pixels at 100 % for the heading, the buttons and the window's own frame
_FRAME = 40  # pixels of the screen that no window takes


class TallDialog(Dialog):
    """Put content into `fields`; what is said later, below a field or in a message, makes the window taller, too."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent)
        self._page = QWidget()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(16)
        column = roomy_column(self._page)
        column.addLayout(self.fields)
        column.addStretch(1)  # a label stays at its field where there is room left
        self._area = scrolled(self._page)
        self.body.addWidget(self._area, 1)
        self._page.installEventFilter(self)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        was_handled = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return was_handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def bring_end_into_view(self) -> None:
        """Scrolls down to what has just been added at the end, once it has its place."""
        bar = self._area.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(bar.maximum()))

    def _grow(self) -> None:
        """A message of two lines would otherwise lie over the fields."""
        column = self.layout()
        wanted = column.totalHeightForWidth(self.width()) if column is not None else 0
        if self.height() < wanted:
            self.resize(self.width(), min(wanted, self.screen().availableGeometry().height() - _FRAME))

    def _fit(self) -> None:
        wide = self._area.viewport().width()
        height = self._page.heightForWidth(wide) if self._page.hasHeightForWidth() else self._page.sizeHint().height()
        self._area.setMinimumHeight(min(height, self.screen().availableGeometry().height() - px(_AROUND)))
