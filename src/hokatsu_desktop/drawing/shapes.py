"""The shapes a drawing is made of: plain facts, painted alike on the screen and on paper.

Lengths are millimetres at full size, x to the right and y downwards from the drawing's top left corner; whoever paints
may scale the whole down. Line widths and text sizes are points. Everything is black.
"""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Dash = tuple[float, ...]  # points on, points off; empty for a solid line


@dataclass(frozen=True, kw_only=True)
class Line:
    """A straight line, if asked with an arrow head at its end."""

    start: Point
    end: Point
    width_pt: float = 0.75
    dash: Dash = ()
    arrow: bool = False


@dataclass(frozen=True, kw_only=True)
class Polyline:
    """Joined straight lines, for example a zigzag; closed makes a polygon, filled a black one."""

    points: tuple[Point, ...]
    width_pt: float = 0.75
    dash: Dash = ()
    closed: bool = False
    filled: bool = False


@dataclass(frozen=True, kw_only=True)
class Rect:
    """A rectangle by its top left corner."""

    left: float
    top: float
    width: float
    height: float
    width_pt: float = 0.75
    dash: Dash = ()
    filled: bool = False


@dataclass(frozen=True, kw_only=True)
class Ellipse:
    """An ellipse by the rectangle around it."""

    left: float
    top: float
    width: float
    height: float
    width_pt: float = 0.75
    dash: Dash = ()
    filled: bool = False


@dataclass(frozen=True, kw_only=True)
class Text:
    """One line of words; the point is the left end, middle or right end of its baseline."""

    at: Point
    words: str
    size_pt: float = 9.0
    align: Literal["left", "centre", "right"] = "left"
    bold: bool = False


Shape = Line | Polyline | Rect | Ellipse | Text
