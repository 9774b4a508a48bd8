"""One value to tick: a chip for one of several, a box for any of several, a box that takes ○ and ◎."""

from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.line_break import broken_lines


class Shape(Enum):
    """How an option is drawn and ticked."""

    CHIP = "one of several"
    TICK = "any of several"
    RING = "any of several, one of them most"


class Level(Enum):
    """How strongly a RING option is marked."""

    NONE = ""
    ALSO = "○"
    MOST = "◎"


class Option(QAbstractButton):
    """Painted by us, so that a box looks the same here and on paper; keys are given to the group first."""

    key_pressed = Signal(QKeyEvent)

    def __init__(self, key: str, words: str, shape: Shape, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.shape = shape
        self.level = Level.NONE
        self.locked = False
        self._words = words
        self._measured: tuple[int, int] = (0, 0)  # (letter size, width of the words)
        self._number = 0
        self.setObjectName(f"option_{key}")
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """The label of the value."""
        return self._words

    def set_level(self, level: Level) -> None:
        """Marks a RING option, or ticks (ALSO) and clears (NONE) the others."""
        self.level = level
        self.setChecked(level is not Level.NONE)
        self.setAccessibleName(f"{self._words} {level.value}".strip() if self.shape is Shape.RING else self._words)
        self.update()

    def show_number(self, number: int) -> None:
        """Shows the key that ticks this option inside its mark; 0 shows none."""
        if number != self._number:
            self._number = number
            self.update()

    def nextCheckState(self) -> None:
        """The group decides what a press does."""

    def sizeHint(self) -> QSize:
        width = self._text_left() + self._words_width() + self._pad() + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        text = px(64) if self.shape is Shape.CHIP else min(self._words_width() + 2, px(96))
        return QSize(self._text_left() + text + self._pad(), self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(self._lines(width))
        return max(self._least_height(), lines * self._line() + 2 * px(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted() and not self.locked:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.locked:
            event.ignore()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        if self.shape is Shape.CHIP:
            self._paint_chip(painter)
        self._paint_mark(painter)
        self._paint_words(painter)
        painter.end()

    def _words_width(self) -> int:
        size = self.font().pixelSize()
        if self._measured[0] != size:
            self._measured = (size, QFontMetrics(self.font()).horizontalAdvance(self._words))
        return self._measured[1]

    def _pad(self) -> int:
        return px(12) if self.shape is Shape.CHIP else px(2)

    def _text_left(self) -> int:
        return self._pad() + px(20) + px(8)

    def _least_height(self) -> int:
        return px(36) if self.shape is Shape.CHIP else px(30)

    def _line(self) -> int:
        return round(QFontMetrics(self.font()).height() * 1.35)

    def _lines(self, width: int) -> list[str]:
        room = width - self._text_left() - self._pad()
        if self._words_width() <= room:
            return [self._words]
        return broken_lines(self._words, QFontMetrics(self.font()), room)

    def _mark_area(self) -> QRectF:
        side = px(20)
        return QRectF(self._pad(), (self.height() - side) / 2, side, side)

    def _hot(self) -> bool:
        return self.underMouse() and not self.locked and self.isEnabled()

    def _paint_chip(self, painter: QPainter) -> None:
        on = self.isChecked()
        ground = theme.BLUE_TINT if on or self._hot() else theme.WHITE
        pen = QPen(QColor(theme.BLUE if on else theme.EDGE), 2 if on else 1)
        if self.locked:
            pen.setStyle(Qt.PenStyle.DashLine)
        edge = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), px(6), px(6))

    def _paint_mark(self, painter: QPainter) -> None:
        area = self._mark_area().adjusted(1, 1, -1, -1)
        on = self.isChecked()
        edge = theme.BLUE if on else (theme.INK if self._hot() else theme.EDGE)
        painter.setPen(QPen(QColor(edge), 2 if on and self.shape is not Shape.TICK else 1.5))
        painter.setBrush(QColor(theme.BLUE if on and self.shape is Shape.TICK else theme.WHITE))
        if self.shape is Shape.CHIP:
            painter.drawEllipse(area)
        else:
            painter.drawRoundedRect(area, px(3), px(3))
        if on:
            self._paint_sign(painter, area)
        elif self._number:
            painter.setPen(QColor(theme.INK_QUIET))
            painter.setFont(theme.font(theme.SMALL_TEXT))
            painter.drawText(area.adjusted(-2, -2, 2, 2), Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _paint_sign(self, painter: QPainter, area: QRectF) -> None:
        side = area.width()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.shape is Shape.CHIP:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.BLUE))
            painter.drawEllipse(area.center(), side * 0.27, side * 0.27)
        elif self.shape is Shape.TICK:
            painter.setPen(QPen(QColor(theme.WHITE), px(2), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            points = [area.topLeft() + QPointF(side * across, side * down) for across, down in _TICK]
            for start, end in pairwise(points):
                painter.drawLine(start, end)
        else:
            painter.setPen(QPen(QColor(theme.BLUE), 1.8 * px(10) / 10))
            painter.drawEllipse(area.center(), side * 0.36, side * 0.36)
            if self.level is Level.MOST:
                painter.drawEllipse(area.center(), side * 0.19, side * 0.19)

    def _paint_words(self, painter: QPainter) -> None:
        on = self.isChecked()
        painter.setFont(self.font())
        painter.setPen(QColor(theme.BLUE if on and self.shape is not Shape.TICK else theme.INK))
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * self._line()) // 2
        for number, line in enumerate(lines):
            area = QRect(self._text_left(), top + number * self._line(), self.width(), self._line())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)


_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
