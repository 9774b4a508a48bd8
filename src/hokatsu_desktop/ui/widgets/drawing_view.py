"""A drawing on the screen: the same shapes as on paper, scaled to the room there is, and in words for the ear."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from hokatsu_desktop.drawing.measure import MM_PER_PT, bounds
from hokatsu_desktop.drawing.shapes import Dash, Ellipse, Line, Point, Polyline, Rect, Shape, Text
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px

_PX_PER_MM = 96 / 25.4
_ARROW = 2.0  # length of an arrow head in millimetres


class DrawingView(QWidget):
    """Never larger than `largest` times its size on paper, smaller where the room is narrow.

    Reached by Tab, because painted words are read aloud only on a widget that takes the keyboard.
    """

    def __init__(self, name: str, *, largest: float = 1.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._largest = largest
        self._shapes: tuple[Shape, ...] = ()
        self._size = (0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_drawing(self, shapes: Sequence[Shape], words: str) -> None:
        """Shows a drawing; `words` say the same to the ear and in the tool tip."""
        self._shapes = tuple(shapes)
        self._size = bounds(self._shapes)
        self.setAccessibleName(f"{self._name}　{words}")
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        scale = px(100) / 100 * _PX_PER_MM * self._largest
        return QSize(round(self._size[0] * scale) + 1, round(self._size[1] * scale) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._size[1] * self._scale(width)) + px(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self.scale()
        painter.translate(*self.origin())
        for shape in self._shapes:
            paint_shape(painter, shape, scale)
        painter.end()

    def scale(self) -> float:
        """Pixels for a millimetre, as the drawing stands now."""
        return self._scale(self.width())

    def origin(self) -> tuple[float, float]:
        """Where the drawing's top left corner is, in pixels."""
        return (self.width() - self._size[0] * self.scale()) / 2, px(4)

    def _scale(self, width: int) -> float:
        """Pixels for a millimetre."""
        largest = px(100) / 100 * _PX_PER_MM * self._largest
        return min(largest, width / self._size[0]) if self._size[0] else largest


def paint_shape(painter: QPainter, shape: Shape, scale: float) -> None:
    """Paints one shape, `scale` pixels for a millimetre. Raises TypeError for a shape that it does not know."""
    match shape:
        case Line():
            painter.setPen(_pen(shape.width_pt, shape.dash, scale))
            painter.drawLine(_at(shape.start, scale), _at(shape.end, scale))
            if shape.arrow:
                _paint_arrow(painter, shape, scale)
        case Polyline():
            _paint_polyline(painter, shape, scale)
        case Rect():
            painter.setPen(_pen(shape.width_pt, shape.dash, scale))
            painter.setBrush(_brush(filled=shape.filled))
            painter.drawRect(_area(shape, scale))
        case Ellipse():
            painter.setPen(_pen(shape.width_pt, shape.dash, scale))
            painter.setBrush(_brush(filled=shape.filled))
            painter.drawEllipse(_area(shape, scale))
        case Text():
            _paint_text(painter, shape, scale)
        case _:
            raise TypeError(shape)


def _at(point: Point, scale: float) -> QPointF:
    return QPointF(point[0] * scale, point[1] * scale)


def _area(shape: Rect | Ellipse, scale: float) -> QRectF:
    return QRectF(shape.left * scale, shape.top * scale, shape.width * scale, shape.height * scale)


def _pen(width_pt: float, dash: Dash, scale: float) -> QPen:
    width = max(1.0, width_pt * MM_PER_PT * scale)
    pen = QPen(QColor(theme.INK), width)
    if dash:
        pen.setDashPattern([max(0.5, length / width_pt) for length in dash])
    return pen


def _brush(*, filled: bool) -> QBrush:
    return QBrush(QColor(theme.INK)) if filled else QBrush(Qt.BrushStyle.NoBrush)


def _paint_polyline(painter: QPainter, shape: Polyline, scale: float) -> None:
    painter.setPen(_pen(shape.width_pt, shape.dash, scale))
    painter.setBrush(_brush(filled=shape.filled))
    points = QPolygonF([_at(point, scale) for point in shape.points])
    if shape.closed:
        painter.drawPolygon(points)
    else:
        painter.drawPolyline(points)


def _paint_arrow(painter: QPainter, shape: Line, scale: float) -> None:
    end = _at(shape.end, scale)
    back = QPointF(_at(shape.start, scale) - end)
    length = (back.x() ** 2 + back.y() ** 2) ** 0.5
    if not length:
        return
    along = back * (_ARROW * scale / length)
    across = QPointF(-along.y(), along.x()) * 0.4
    painter.setBrush(_brush(filled=True))
    painter.drawPolygon(QPolygonF([end, end + along + across, end + along - across]))


def _paint_text(painter: QPainter, shape: Text, scale: float) -> None:
    font = theme.font(bold=shape.bold)
    font.setPixelSize(max(1, round(shape.size_pt * MM_PER_PT * scale)))
    painter.setFont(font)
    painter.setPen(QColor(theme.INK))
    width = painter.fontMetrics().horizontalAdvance(shape.words)
    at = _at(shape.at, scale)
    match shape.align:
        case "left":
            pass
        case "centre":
            at -= QPointF(width / 2, 0)
        case "right":
            at -= QPointF(width, 0)
    painter.drawText(at, shape.words)
