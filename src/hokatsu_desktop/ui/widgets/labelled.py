"""A field with its name above it, on pages that are not made from a sheet."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words


def labelled(words: str, field: QWidget, buddy: QWidget | None = None) -> QVBoxLayout:
    """The name as a label, and the field below it. `buddy` is the part of the field that the keyboard goes into."""
    stop = buddy or field
    label = Words(words, Look.LABEL)
    label.setBuddy(stop)
    if not stop.accessibleName():
        stop.setAccessibleName(words)
    column = QVBoxLayout()
    column.setSpacing(px(6))  # room for the ring, which grows with the letters
    column.addWidget(label)
    column.addWidget(field)
    return column
