"""Plain words on the screen: one line or a wrapped paragraph with room between its lines."""

from enum import StrEnum
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Look(StrEnum):
    """How words look; the style sheet holds size and colour of each."""

    BODY = "body"
    TITLE = "title"  # the one heading of a screen
    CARD = "card"  # heading of a card
    SIDE = "side"  # heading in the side panel
    LABEL = "label"  # name of a field
    SMALL = "small"
    QUIET = "quiet"  # help, meta lines
    GOOD = "good"
    CARE = "care"
    WRONG = "wrong"


class Words(QLabel):
    """A label that shows its text as typed (never as markup); `wrap` gives a paragraph with open lines."""

    def __init__(self, text: str = "", look: Look = Look.BODY, *, wrap: bool = False, parent: QWidget | None = None):
        super().__init__(parent)
        self._plain = ""
        self._wrap = wrap
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.set_look(look)
        self.say(text)

    def minimumSizeHint(self) -> QSize:
        """A paragraph is as tall as its width makes it; Qt would ask for the height at a very narrow width."""
        if not self._wrap:
            return super().minimumSizeHint()
        line = self.fontMetrics().height()
        return QSize(min(line * 6, super().sizeHint().width()), line)

    def say(self, text: str) -> None:
        """Shows `text`."""
        self._plain = text
        if self._wrap:
            body = escape(text).replace("\n", "<br>")
            self.setText(f'<div style="line-height: 140%">{body}</div>' if text else "")
        else:
            self.setText(text)

    def words(self) -> str:
        """The text as given."""
        return self._plain

    def set_look(self, look: Look) -> None:
        """Changes size and colour."""
        self.setProperty("words", look.value)
        repolish(self)


def repolish(widget: QWidget) -> None:
    """Makes the style sheet look again at the properties of a widget."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_look_property(widget: QWidget, name: str, value: object) -> None:
    """Sets a property that the style sheet asks for, and shows it."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        repolish(widget)


def mark_found(widget: QWidget, is_found: bool = True) -> None:
    """Puts a ground behind what somebody was led to, where there is no field for the keyboard to stand in."""
    set_look_property(widget, "found", is_found)


class ElidedWords(Words):
    """One line that ends in … where the room ends; the tool tip then has the whole."""

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.words()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.fontMetrics().height() * 3), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.words(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.words() if shown != self.words() else "")
        painter = QPainter(self)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
