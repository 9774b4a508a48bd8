"""The lines of an ecomap, and the legend that explains them."""

import math

from hokatsu_desktop.drawing.eco_ties import Tie
from hokatsu_desktop.drawing.measure import MM_PER_PT, moved, text_width
from hokatsu_desktop.drawing.shapes import Dash, Line, Point, Polyline, Shape, Text

_THICK_PT, _THIN_PT = 2.6, 0.75
_DOTTED: Dash = (1.2, 2.0)
_ARROW, _ARROW_HALF = 2.8, 1.1
_TOOTH, _TOOTH_HALF = 1.6, 1.1  # of the zigzag: length and half its breadth
_LEGEND_PT = 6.5
_LEGEND_LINE = 11.0
_LEGEND_MIDDLE = 1.8


def line_shapes(tie: Tie, start: Point, end: Point) -> list[Shape]:
    """The line from the household (start) to the other (end), with its arrows."""
    shapes: list[Shape] = []
    if tie.direction in ("to_person", "both"):
        shapes.append(_arrow(end, start))
        start = _nearer(start, end)
    if tie.direction in ("from_person", "both"):
        shapes.append(_arrow(start, end))
        end = _nearer(end, start)
    match tie.strength:
        case "strong":
            line: Shape = Line(start=start, end=end, width_pt=_THICK_PT)
        case "weak":
            line = Line(start=start, end=end, width_pt=_THIN_PT, dash=_DOTTED)
        case "conflict":
            line = Polyline(points=_zigzag(start, end), width_pt=_THIN_PT)
        case _:
            line = Line(start=start, end=end, width_pt=_THIN_PT)
    return [line, *shapes]


def legend_shapes() -> tuple[Shape, ...]:
    """One line of lines and words from (0, 0): 太線 強い and so on."""
    shapes: list[Shape] = []
    x = 0.0
    for strength, direction, words in _ENTRIES:
        sample = line_shapes(
            Tie(key="", name="", strength=strength, direction=direction), (0.0, 0.0), (_LEGEND_LINE, 0.0)
        )
        shapes += [moved(shape, x, _LEGEND_MIDDLE) for shape in sample]
        x += _LEGEND_LINE + 1.0
        baseline = _LEGEND_MIDDLE + _LEGEND_PT * MM_PER_PT * 0.38
        shapes.append(Text(at=(round(x, 2), round(baseline, 2)), words=words, size_pt=_LEGEND_PT))
        x += text_width(words, _LEGEND_PT) + 3.0
    return tuple(shapes)


_ENTRIES = (
    ("strong", "none", "強い"),
    ("normal", "none", "ふつう"),
    ("weak", "none", "弱い"),
    ("conflict", "none", "対立・ストレス"),
    ("normal", "from_person", "働きかけ・支援の向き"),
)


def _nearer(point: Point, other: Point) -> Point:
    """The point moved by an arrow head's length towards the other."""
    part = min(1.0, _ARROW * 0.9 / (math.dist(point, other) or 1.0))
    return point[0] + (other[0] - point[0]) * part, point[1] + (other[1] - point[1]) * part


def _arrow(start: Point, end: Point) -> Shape:
    """A filled head at the end."""
    length = math.dist(start, end) or 1.0
    along = ((start[0] - end[0]) / length, (start[1] - end[1]) / length)
    back = (end[0] + along[0] * _ARROW, end[1] + along[1] * _ARROW)
    across = (-along[1] * _ARROW_HALF, along[0] * _ARROW_HALF)
    corners = (end, (back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1]))
    return Polyline(points=corners, width_pt=0.5, closed=True, filled=True)


def _zigzag(start: Point, end: Point) -> tuple[Point, ...]:
    """Teeth to both sides; the first and the last piece lead straight to the ends."""
    length = math.dist(start, end)
    teeth = max(2, round(length / _TOOTH))
    along = ((end[0] - start[0]) / (length or 1.0), (end[1] - start[1]) / (length or 1.0))
    points = [start]
    for tooth in range(1, teeth):
        at, side = length * tooth / teeth, _TOOTH_HALF if tooth % 2 else -_TOOTH_HALF
        points.append((start[0] + along[0] * at - along[1] * side, start[1] + along[1] * at + along[0] * side))
    return (*points, end)
