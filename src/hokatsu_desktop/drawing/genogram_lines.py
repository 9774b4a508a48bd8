"""The lines of a genogram: between partners, and from parents down to their children."""

from collections.abc import Mapping

from hokatsu_desktop.drawing.family import Descent, Family, Member, Tie, TieKind
from hokatsu_desktop.drawing.genogram_marks import MARK, half, half_width_at_middle
from hokatsu_desktop.drawing.shapes import Dash, Line, Point, Shape
from hokatsu_desktop.drawing.style import DrawingStyle, MarriageLine

DOTTED: Dash = (1.2, 1.6)
DOUBLE_LINE = 1.0  # between the two lines of a marriage
BAR_ABOVE_MARKS = 2.5  # the line along brothers and sisters
_SLASH_HEIGHT = 3.0
_SLASH_LEAN = 1.2
_SLASH_GAP = 0.9
_SAME_PLACE = 0.01


def line_shapes(family: Family, middles: Mapping[Member, Point], style: DrawingStyle) -> list[Shape]:
    """All lines between the marks at these middles."""
    shapes: list[Shape] = []
    for tie in family.ties:
        shapes += _tie_shapes(family, tie, middles, style)
    for descent in family.descents:
        shapes += _descent_shapes(family, descent, middles, style)
    for _, member in family.aside:
        x, y = middles[member]
        top = y - half(member)
        shapes.append(Line(start=(x, top - BAR_ABOVE_MARKS), end=(x, top), dash=DOTTED))
    return shapes


def married(start: Point, end: Point, style: DrawingStyle) -> list[Shape]:
    """The line of a marriage, level from start to end."""
    if style.marriage is MarriageLine.SINGLE:
        return [Line(start=start, end=end)]
    return [Line(start=(start[0], start[1] + y), end=(end[0], end[1] + y)) for y in (-DOUBLE_LINE / 2, DOUBLE_LINE / 2)]


def _tie_shapes(family: Family, tie: Tie, middles: Mapping[Member, Point], style: DrawingStyle) -> list[Shape]:
    """The line of a marriage, a dotted one for 未届, two slashes through it after a divorce."""
    (left, y), (right, _) = middles[tie.left], middles[tie.right]
    start, end = left + half_width_at_middle(tie.left), right - half_width_at_middle(tie.right)
    if tie.kind is TieKind.UNREGISTERED:
        return [Line(start=(start, y), end=(end, y), dash=DOTTED)]
    line = married((start, y), (end, y), style)
    if tie.kind is TieKind.MARRIED:
        return line
    # The slashes part the former partner from the children's line, not the one who belongs to the others.
    is_ours = tie.left is family.centre or (tie.right is not family.centre and family.tie_beside(tie.left, -1))
    near = end if is_ours else start
    return [*line, *slashes(((left + right) / 2 + near) / 2 if family.below_tie(tie) else (start + end) / 2, y)]


def slashes(x: float, y: float) -> list[Shape]:
    """Two slashes through a line at this place: divorced."""
    return [
        Line(
            start=(x + shift - _SLASH_LEAN / 2, y + _SLASH_HEIGHT / 2),
            end=(x + shift + _SLASH_LEAN / 2, y - _SLASH_HEIGHT / 2),
        )
        for shift in (-_SLASH_GAP / 2, _SLASH_GAP / 2)
    ]


def descent_span(descent: Descent, across: Mapping[Member, float]) -> tuple[float, float]:
    """From where to where the line along the children runs, with the place where the line from the parents comes down."""
    start = sum(across[parent] for parent in descent.parents) / len(descent.parents)
    children = [across[child] for child in descent.children]
    return min(start, *children), max(start, *children)


def _descent_shapes(
    family: Family, descent: Descent, middles: Mapping[Member, Point], style: DrawingStyle
) -> list[Shape]:
    """Down from the parents, along the children, and down to each of them; dotted to a step child."""
    bar = middles[descent.children[0]][1] - MARK / 2 - BAR_ABOVE_MARKS
    across = [middles[parent][0] for parent in descent.parents]
    start_x = sum(across) / len(across)
    first = descent.parents[0]
    start_y = middles[first][1] + (half(first) if len(descent.parents) == 1 else _below_line(family, descent, style))
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


def _below_line(family: Family, descent: Descent, style: DrawingStyle) -> float:
    """From the middle of a couple's line to its lower edge."""
    tie = family.tie_between(*descent.parents)
    is_single = style.marriage is MarriageLine.SINGLE or (tie is not None and tie.kind is TieKind.UNREGISTERED)
    return 0.0 if is_single else DOUBLE_LINE / 2


def _along(left: float, right: float, y: float, dash: Dash = ()) -> list[Shape]:
    """A level line, if it is any longer than nothing."""
    return [Line(start=(left, y), end=(right, y), dash=dash)] if right - left > _SAME_PLACE else []
