"""The dashed line around those living together: a rounded rectangle, or a shape that leaves the others outside."""

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from hokatsu_desktop.drawing.measure import Box
from hokatsu_desktop.drawing.shapes import Point

_PAD = 1.2  # between people and the line around them
_CLEARANCE = 0.6  # at least this far from people outside
_CORRIDOR = 2.6  # height of the way along the marks of a row, above them
_PASSAGE = 3.0  # width of the way through a row in which nobody lives with the household
_RADIUS = 2.2
_STEPS = 6  # straight pieces of a rounded corner

Ends = tuple[float, float]  # left and right


@dataclass(frozen=True)
class Standing:
    """One person's place: the box around mark and words, the row counted from above, and whether to be inside."""

    box: Box
    row: int
    is_inside: bool


def outline(people: Sequence[Standing], rows: Sequence[tuple[float, float]]) -> tuple[Point, ...]:
    """The corners of a closed line that has exactly the insiders inside; rows are the top and bottom of each row.

    Empty when there is nobody to put inside.
    """
    inside = [one for one in people if one.is_inside]
    if not inside:
        return ()
    hull = Box(
        min(one.box.left for one in inside) - _PAD,
        min(rows[one.row][0] for one in inside) - _PAD,
        max(one.box.right for one in inside) + _PAD,
        max(one.box.bottom for one in inside) + _PAD,
    )
    near = Box(hull.left - _CLEARANCE, hull.top, hull.right + _CLEARANCE, hull.bottom)
    fits = not any(near.overlaps(one.box) for one in people if not one.is_inside)
    return _rounded(_around([hull] if fits else _ways(people, rows)))


def _ways(people: Sequence[Standing], rows: Sequence[tuple[float, float]]) -> list[Box]:
    """Boxes that together hold the insiders: neighbours in a row, a corridor above them, a way down from row to row."""
    inside = [one for one in people if one.is_inside]
    first, last = min(one.row for one in inside), max(one.row for one in inside)
    bottoms = {row: rows[row][1] for row in range(first, last)}
    bottoms[last] = max(one.box.bottom for one in inside if one.row == last)
    boxes: list[Box] = []
    above: list[Ends] = []
    for row, runs in _straightened(people, first, last).items():
        top = rows[row][0] - _PAD
        boxes += [Box(left, top, right, bottoms[row] + _PAD) for left, right in runs]
        left, right = min(start for start, _ in runs), max(end for _, end in runs)
        if above:
            way = min(above, key=lambda run: max(run[0] - right, left - run[1], 0.0))
            boxes.append(Box(way[0], bottoms[row - 1] + _PAD, way[1], top))
            left, right = min(left, way[0]), max(right, way[1])
        if above or len(runs) > 1:
            boxes.append(Box(left, top - _CORRIDOR, right, top))
        above = runs
    return boxes


def _straightened(people: Sequence[Standing], first: int, last: int) -> dict[int, list[Ends]]:
    """The runs of each row, widened to the ends of the rows next to it if nobody stands in the way: fewer corners."""
    in_row = {row: [one for one in people if one.row == row] for row in range(first, last + 1)}
    runs: dict[int, list[Ends]] = {}
    for row, standing in in_row.items():
        runs[row] = _runs(standing, runs.get(row - 1, []))
    for step in (-1, 1):  # from the top by the row above, then from the bottom by the row below
        for row in sorted(runs, reverse=step == 1):
            neighbours = runs.get(row + step, [])
            runs[row] = [_widened(run, neighbours, [one.box for one in in_row[row]]) for run in runs[row]]
    return runs


def _widened(run: Ends, neighbours: Sequence[Ends], boxes: Sequence[Box]) -> Ends:
    """The run out to the ends of neighbouring runs, as far as the people of its own row leave room."""
    left, right = run
    least = max((box.right + _CLEARANCE for box in boxes if box.right <= left), default=-math.inf)
    most = min((box.left - _CLEARANCE for box in boxes if box.left >= right), default=math.inf)
    return (
        min([left, *(x for x, _ in neighbours if x >= least)]),
        max([right, *(x for _, x in neighbours if x <= most)]),
    )


def _runs(row: Sequence[Standing], above: Sequence[Ends]) -> list[Ends]:
    """Left and right ends of the insiders who stand next to each other; without any, a passage through the row."""
    runs: list[Ends] = []
    neighbour_is_inside = False
    for one in sorted(row, key=lambda one: one.box.left):
        if one.is_inside:
            start = runs.pop()[0] if neighbour_is_inside else one.box.left - _PAD
            runs.append((start, one.box.right + _PAD))
        neighbour_is_inside = one.is_inside
    return runs or [_passage(row, above)]


def _passage(row: Sequence[Standing], above: Sequence[Ends]) -> Ends:
    """The way through nearest to those above: between two people if there is room, else past the row's end."""
    target = (above[0][0] + above[-1][1]) / 2
    boxes = sorted((one.box for one in row), key=lambda box: box.left)
    middles = [boxes[0].left - _PAD - _PASSAGE / 2, boxes[-1].right + _PAD + _PASSAGE / 2]
    for left, right in itertools.pairwise(boxes):
        least, most = left.right + _PAD + _PASSAGE / 2, right.left - _PAD - _PASSAGE / 2
        if least <= most:
            middles.append(min(max(target, least), most))
    middle = min(middles, key=lambda x: abs(x - target))
    return middle - _PASSAGE / 2, middle + _PASSAGE / 2


def _around(boxes: Sequence[Box]) -> list[Point]:
    """The corners around the boxes taken together, which hang together without a hole; clockwise."""
    across = sorted({round(x, 3) for box in boxes for x in (box.left, box.right)})
    down = sorted({round(y, 3) for box in boxes for y in (box.top, box.bottom)})

    def filled(column: int, row: int) -> bool:
        if not (0 <= column < len(across) - 1 and 0 <= row < len(down) - 1):
            return False
        x, y = (across[column] + across[column + 1]) / 2, (down[row] + down[row + 1]) / 2
        return any(box.left < x < box.right and box.top < y < box.bottom for box in boxes)

    following: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for column in range(len(across) - 1):
        for row in range(len(down) - 1):
            if filled(column, row):
                corners = ((column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1))
                beyond = ((column, row - 1), (column + 1, row), (column, row + 1), (column - 1, row))
                for number, neighbour in enumerate(beyond):
                    if not filled(*neighbour):
                        following[corners[number]].append(corners[(number + 1) % 4])
    start = place = min(following)
    loop = [start]
    while (place := following[place].pop()) != start:
        loop.append(place)
    return _corners_only([(across[column], down[row]) for column, row in loop])


def _corners_only(points: Sequence[Point]) -> list[Point]:
    """Without the points on the way of a straight line."""
    return [
        point
        for before, point, after in zip((points[-1], *points), points, (*points[1:], points[0]), strict=False)
        if not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1])
    ]


def _rounded(corners: Sequence[Point]) -> tuple[Point, ...]:
    """Each right-angled corner as a quarter circle in small straight pieces, never more than half an edge long."""
    points: list[Point] = []
    for number, corner in enumerate(corners):
        before, after = corners[number - 1], corners[(number + 1) % len(corners)]
        radius = min(_RADIUS, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        inward = _towards(corner, before, radius)
        outward = _towards(corner, after, radius)
        middle = (inward[0] + outward[0] - corner[0], inward[1] + outward[1] - corner[1])
        for step in range(_STEPS + 1):
            turn = math.pi / 2 * step / _STEPS
            cosine, sine = math.cos(turn), math.sin(turn)
            x = middle[0] + (inward[0] - middle[0]) * cosine + (outward[0] - middle[0]) * sine
            y = middle[1] + (inward[1] - middle[1]) * cosine + (outward[1] - middle[1]) * sine
            points.append((x, y))
    return tuple(points)


def _towards(start: Point, goal: Point, length: float) -> Point:
    """The point this far from start on the way to goal."""
    part = length / math.dist(start, goal)
    return start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part
