"""One mark of a drawing as a real control: chosen by mouse, arrows or Tab, read aloud, dragged to another place."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px

_TINT = 40  # of 255


class MarkButton(QAbstractButton):
    """Lies over the painted mark and paints only that it is chosen. Keys are given to the drawing first."""

    key_pressed = Signal(QKeyEvent)
    entered = Signal()
    dragged = Signal(QPoint)  # how far, in pixels, when let go

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.moves_down = False  # whether dragging also goes up and down
        self._began: QPoint | None = None
        self._home = QPoint()
        self._is_dragging = False
        self.setCheckable(True)
        self.setObjectName(f"mark_{key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor(theme.BLUE)
        tint.setAlpha(_TINT)
        painter.setBrush(tint)
        painter.setPen(QPen(QColor(theme.BLUE), px(2)))
        inset = px(2) / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, px(6), px(6))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._began, self._home, self._is_dragging = event.globalPosition().toPoint(), self.pos(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._began is None:
            return
        way = self._way(event)
        if self._is_dragging or way.manhattanLength() >= QApplication.startDragDistance():
            self._is_dragging = True
            self.raise_()
            self.move(self._home + way)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._began is None:
            return
        way = self._way(event)
        was_dragging, self._is_dragging = self._is_dragging, False
        self._began = None
        if was_dragging:
            self.move(self._home)
            self.dragged.emit(way)

    def _way(self, event: QMouseEvent) -> QPoint:
        way = event.globalPosition().toPoint() - (self._began or QPoint())
        return way if self.moves_down else QPoint(way.x(), 0)
