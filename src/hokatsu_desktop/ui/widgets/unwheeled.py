"""Drop-down lists and tabs that the mouse wheel leaves alone: it scrolls the page around them.

Each says so for itself: a filter on the application would be called for every event of every widget (60 ms of a start).
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QTabBar, QWidget


class DropDown(QComboBox):
    """The wheel changes it only while it has the keyboard, and never gives it the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # Qt hands it on to the page


class Tabs(QTabBar):
    """The wheel changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # Qt hands it on to the page
