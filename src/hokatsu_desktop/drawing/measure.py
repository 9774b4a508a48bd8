"""How much room shapes and words take, in millimetres, without asking a font."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hokatsu_desktop.drawing.shapes import Ellipse, Line, Polyline, Rect, Shape, Text

MM_PER_PT = 25.4 / 72
_ASCENT = 0.88  # of the text size, as in the BIZ UD faces
_DESCENT = 0.12
_NARROW = " -.~'"
_BROAD = "MWmw%@#"


@dataclass(frozen=True)
class Box:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the insides share any place; touching edges do not."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def moved(self, right: float, down: float) -> "Box":
        """The same box elsewhere, in hundredths of a millimetre."""
        return Box(
            *(round(at, 2) for at in (self.left + right, self.top + down, self.right + right, self.bottom + down))
        )

    def contains(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def text_width(words: str, size_pt: float) -> float:
    """The width of a line of words in millimetres, estimated from above: whichever face paints it, it is no wider."""
    return sum(_em(character) for character in words) * size_pt * MM_PER_PT


def _em(character: str) -> float:
    """The most room a character takes in the shipped faces, in parts of the text size."""
    if "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return 0.0  # chooses a form of the character before it, as in 葛󠄀
    if not character.isascii():
        return 0.5 if unicodedata.east_asian_width(character) == "H" else 1.0
    if character in _NARROW:
        return 0.5
    return 1.0 if character in _BROAD else 0.77 if character.isdigit() or character.islower() else 0.92


def box_of(shape: Shape) -> Box:
    """The rectangle around one shape, line widths left out."""
    match shape:
        case Line(start=start, end=end):
            return _around((start, end))
        case Polyline(points=points):
            return _around(points)
        case Rect() | Ellipse():
            return Box(shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        case Text():
            return _text_box(shape)
    raise TypeError(shape)


def bounds(shapes: Sequence[Shape]) -> tuple[float, float]:
    """Width and height in millimetres that hold all the shapes, counted from the drawing's top left corner."""
    boxes = [box_of(shape) for shape in shapes]
    return max((box.right for box in boxes), default=0.0), max((box.bottom for box in boxes), default=0.0)


def _around(points: Sequence[tuple[float, float]]) -> Box:
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def _text_box(text: Text) -> Box:
    x, baseline = text.at
    width = text_width(text.words, text.size_pt)
    left = {"left": x, "centre": x - width / 2, "right": x - width}[text.align]
    size = text.size_pt * MM_PER_PT
    return Box(left, baseline - size * _ASCENT, left + width, baseline + size * _DESCENT)


def moved(shape: Shape, right: float, down: float) -> Shape:
    """The same shape elsewhere; coordinates come out in hundredths of a millimetre."""

    def there(point: tuple[float, float]) -> tuple[float, float]:
        return round(point[0] + right, 2), round(point[1] + down, 2)

    match shape:
        case Line():
            return replace(shape, start=there(shape.start), end=there(shape.end))
        case Polyline():
            return replace(shape, points=tuple(there(point) for point in shape.points))
        case Rect() | Ellipse():
            left, top = there((shape.left, shape.top))
            return replace(shape, left=left, top=top)
        case Text():
            return replace(shape, at=there(shape.at))
    raise TypeError(shape)
