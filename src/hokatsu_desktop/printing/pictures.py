"""Puts a genogram or ecomap, made of plain shapes, into a cell: drawn at full size or scaled down to fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, sin

from hokatsu_desktop.drawing.shapes import Ellipse, Line, Point, Polyline, Rect, Shape, Text
from hokatsu_desktop.printing.contents import ContentLine
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.surface import Box, Surface, mm
from hokatsu_desktop.printing.text import TextStyle, measure

_TALLEST_MM = 150.0
_ARROW_PT = 5.0


@dataclass(frozen=True)
class Picture:
    """A drawing with at least some room; without shapes the room is kept free for drawing by hand."""

    shapes: tuple[Shape, ...]
    least_height_pt: float

    def lines(self, width_pt: float) -> list[ContentLine]:
        """One tall line, never parted."""
        _, _, width, height = _extent(self.shapes)
        scale = min(1.0, width_pt / width, mm(_TALLEST_MM) / height) if self.shapes else 1.0
        room = max(self.least_height_pt, height * scale)
        return [ContentLine(room, min(width_pt, width), (PicturePiece(self.shapes, width_pt, room),))]


@dataclass(frozen=True)
class PicturePiece:
    """The drawing in the middle of its room."""

    shapes: tuple[Shape, ...]
    width_pt: float
    height_pt: float

    def draw(self, surface: Surface, left: float, top: float) -> None:
        """Draw all shapes, scaled down together if they need more room."""
        if not self.shapes:
            return
        start_x, start_y, width, height = _extent(self.shapes)
        scale = min(1.0, self.width_pt / width, self.height_pt / height)
        origin_x = left + (self.width_pt - width * scale) / 2 - start_x * scale
        origin_y = top + (self.height_pt - height * scale) / 2 - start_y * scale
        painter = _Painter(surface, origin_x, origin_y, scale)
        for shape in self.shapes:
            painter.draw(shape)


@dataclass(frozen=True)
class _Painter:
    """Paints shapes with one origin and scale."""

    surface: Surface
    left: float
    top: float
    scale: float

    def draw(self, shape: Shape) -> None:
        match shape:
            case Line():
                start, end = self._at(shape.start), self._at(shape.end)
                self.surface.line(*start, *end, shape.width_pt, shape.dash)
                if shape.arrow:
                    self._arrow_head(start, end, shape.width_pt)
            case Polyline():
                points = tuple(map(self._at, shape.points))
                self.surface.polyline(points, shape.width_pt, closed=shape.closed, filled=shape.filled, dash=shape.dash)
            case Rect():
                corners = _corners(self._box(shape))
                self.surface.polyline(corners, shape.width_pt, closed=True, filled=shape.filled, dash=shape.dash)
            case Ellipse():
                self.surface.ellipse(self._box(shape), shape.width_pt, filled=shape.filled, dash=shape.dash)
            case Text():
                self._words(shape)
            case _:
                raise ValueError(type(shape).__name__)

    def _at(self, point: Point) -> Point:
        return self.left + mm(point[0]) * self.scale, self.top + mm(point[1]) * self.scale

    def _box(self, shape: Rect | Ellipse) -> Box:
        left, top = self._at((shape.left, shape.top))
        return Box(left, top, mm(shape.width) * self.scale, mm(shape.height) * self.scale)

    def _words(self, shape: Text) -> None:
        left, base = self._at(shape.at)
        style = _style(shape, self.scale)
        self.surface.words(left - _before(shape.align, measure(shape.words, style)), base, shape.words, style)

    def _arrow_head(self, start: Point, end: Point, width_pt: float) -> None:
        angle = atan2(end[1] - start[1], end[0] - start[0])
        sides = [
            (end[0] - _ARROW_PT * cos(angle + turn), end[1] - _ARROW_PT * sin(angle + turn)) for turn in (-0.45, 0.45)
        ]
        self.surface.polyline((sides[0], end, sides[1]), width_pt)


def _extent(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the shapes at full size, in points."""
    points = [point for shape in shapes for point in _outline(shape)] or [(0.0, 0.0)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    return left, top, max(right - left, 1.0), max(bottom - top, 1.0)


def _outline(shape: Shape) -> tuple[Point, ...]:
    match shape:
        case Line():
            return _in_points(shape.start), _in_points(shape.end)
        case Polyline():
            return tuple(map(_in_points, shape.points))
        case Rect() | Ellipse():
            return _in_points((shape.left, shape.top)), _in_points((shape.left + shape.width, shape.top + shape.height))
        case Text():
            style = _style(shape, 1.0)
            width = measure(shape.words, style)
            left, base = _in_points(shape.at)
            left -= _before(shape.align, width)
            return (left, base - style.size_pt * 0.9), (left + width, base + style.size_pt * 0.15)
        case _:
            raise ValueError(type(shape).__name__)


def _in_points(point: Point) -> Point:
    return mm(point[0]), mm(point[1])


def _corners(box: Box) -> tuple[Point, ...]:
    return (box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)


def _style(shape: Text, scale: float) -> TextStyle:
    face = Face.GOTHIC_BOLD if shape.bold else Face.GOTHIC
    return TextStyle(face, shape.size_pt * scale, shape.size_pt * scale)


def _before(align: str, width: float) -> float:
    """How much of the words lies left of their point."""
    return {"left": 0.0, "centre": width / 2, "right": width}[align]
