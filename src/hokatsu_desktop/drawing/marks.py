"""A drawing whose marks can be chosen one by one: the shapes, and where each mark stands with its words for the ear."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hokatsu_desktop.drawing.measure import Box, bounds, box_of, moved
from hokatsu_desktop.drawing.shapes import Point, Shape

MARGIN = 0.5
_ABOVE_LEGEND = 2.5


@dataclass(frozen=True)
class Mark:
    """One mark: the key of who or what it stands for, its words, and the box around mark and words."""

    key: str
    words: str
    box: Box
    shift: Point = (0.0, 0.0)  # how far it was dragged from where the layout puts it


@dataclass(frozen=True)
class Drawing:
    """Shapes from (0, 0), and the marks that can be chosen, from top to bottom and from left to right."""

    shapes: tuple[Shape, ...] = ()
    marks: tuple[Mark, ...] = ()


def from_corner(shapes: Sequence[Shape], marks: Sequence[Mark]) -> Drawing:
    """The drawing moved to the top left corner of its room."""
    boxes = [box_of(shape) for shape in shapes]
    right, down = MARGIN - min(box.left for box in boxes), MARGIN - min(box.top for box in boxes)
    return Drawing(
        tuple(moved(shape, right, down) for shape in shapes),
        tuple(replace(mark, box=mark.box.moved(right, down)) for mark in marks),
    )


def with_legend(shapes: Sequence[Shape], legend: Sequence[Shape]) -> tuple[Shape, ...]:
    """A drawing and what its marks mean below it, the narrower of the two in the middle. Nothing for no drawing."""
    if not shapes:
        return ()
    (width, height), (legend_width, _) = bounds(shapes), bounds(legend)
    right, legend_right = max(0.0, legend_width - width) / 2, max(0.0, width - legend_width) / 2
    down = height + _ABOVE_LEGEND
    return (*(moved(one, right, 0.0) for one in shapes), *(moved(one, legend_right, down) for one in legend))
