"""The lines of a genogram: between partners, and from parents down to their children."""

from collections.abc import Mapping

from hokatsu_desktop.drawing.family import Descent, Family, Member, Tie, TieKind
from hokatsu_desktop.drawing.genogram_marks import MARK, half, half_width_at_middle
from hokatsu_desktop.drawing.shapes import Dash, Line, Point, Shape

DOTTED: Dash = (1.2, 1.6)
_BAR_ABOVE_MARKS = 2.5  # the line along brothers and sisters
_SLASH_HEIGHT = 3.0
_SLASH_LEAN = 1.2
_SLASH_GAP = 0.9
_SAME_PLACE = 0.01


def line_shapes(family: Family, middles: Mapping[Member, Point]) -> list[Shape]:
    """All lines between the marks at these middles."""
    shapes: list[Shape] = []
    for tie in family.ties:
        shapes += _tie_shapes(family, tie, middles)
    for descent in family.descents:
        shapes += _descent_shapes(descent, middles)
    for _, member in family.aside:
        x, y = middles[member]
        top = y - half(member)
        shapes.append(Line(start=(x, top - _BAR_ABOVE_MARKS), end=(x, top), dash=DOTTED))
    return shapes


def _tie_shapes(family: Family, tie: Tie, middles: Mapping[Member, Point]) -> list[Shape]:
    """A full line for a marriage, a dotted one for 未届, two slashes through it after a divorce."""
    (left, y), (right, _) = middles[tie.left], middles[tie.right]
    start, end = left + half_width_at_middle(tie.left), right - half_width_at_middle(tie.right)
    line = Line(start=(start, y), end=(end, y), dash=DOTTED if tie.kind is TieKind.UNREGISTERED else ())
    if tie.kind is not TieKind.FORMER:
        return [line]
    # The slashes part the former partner from the children's line, not the one whom the drawing is about.
    near = end if family.centre is tie.left else start
    return [line, *slashes(((left + right) / 2 + near) / 2 if family.below(tie.left) else (start + end) / 2, y)]


def slashes(x: float, y: float) -> list[Shape]:
    """Two slashes through a line at this place: divorced."""
    return [
        Line(
            start=(x + shift - _SLASH_LEAN / 2, y + _SLASH_HEIGHT / 2),
            end=(x + shift + _SLASH_LEAN / 2, y - _SLASH_HEIGHT / 2),
        )
        for shift in (-_SLASH_GAP / 2, _SLASH_GAP / 2)
    ]


def _descent_shapes(descent: Descent, middles: Mapping[Member, Point]) -> list[Shape]:
    """Down from the parents, along the children, and down to each of them; dotted to a step child."""
    bar = middles[descent.children[0]][1] - MARK / 2 - _BAR_ABOVE_MARKS
    across = [middles[parent][0] for parent in descent.parents]
    start_x = sum(across) / len(across)
    first = descent.parents[0]
    start_y = middles[first][1] + (half(first) if len(descent.parents) == 1 else 0.0)
    own = [middles[child][0] for child in descent.children if child not in descent.step_children]
    step = [middles[child][0] for child in descent.children if child in descent.step_children]
    left, right = min([start_x, *own]), max([start_x, *own])
    shapes: list[Shape] = [Line(start=(start_x, start_y), end=(start_x, bar))]
    shapes += _along(left, right, bar)
    if step:
        shapes += _along(min(left, *step), left, bar, DOTTED) + _along(right, max(right, *step), bar, DOTTED)
    for child in descent.children:
        x, y = middles[child]
        dash = DOTTED if child in descent.step_children else ()
        shapes.append(Line(start=(x, bar), end=(x, y - half(child)), dash=dash))
    return shapes


def _along(left: float, right: float, y: float, dash: Dash = ()) -> list[Shape]:
    """A level line, if it is any longer than nothing."""
    return [Line(start=(left, y), end=(right, y), dash=dash)] if right - left > _SAME_PLACE else []
