"""A white card with a heading: one section of a sheet, or one box of the side panel."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.ui.widgets.words import Look, Words


class Card(QFrame):
    """`small` is for the side panel. Put content into `body`, and what stands at the heading's right into `corner`."""

    def __init__(self, heading: str = "", *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(heading)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        room = 12 if small else 20
        column = QVBoxLayout(self)
        column.setContentsMargins(room + 2, room, room + 2, room + (2 if small else 4))
        column.setSpacing(6 if small else 16)
        self.heading = Words(heading, Look.SIDE if small else Look.CARD)
        self.corner = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(6 if small else 16)
        if heading:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(self.heading)
            row.addStretch()
            row.addLayout(self.corner)
            column.addLayout(row)
        else:
            self.heading.setParent(self)
            self.heading.hide()
        column.addLayout(self.body)

    def add(self, widget: QWidget) -> None:
        """Adds a widget below what is there."""
        self.body.addWidget(widget)
