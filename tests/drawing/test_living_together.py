"""The line around those living together, by its own corners."""

import math

import pytest

from hokatsu_desktop.drawing.living_together import Standing, outline
from hokatsu_desktop.drawing.measure import Box
from hokatsu_desktop.drawing.shapes import Point
from tests.drawing.families import holds

ROWS = [(0.0, 12.0), (18.0, 30.0), (36.0, 48.0)]


def person(left: float, row: int, *, inside: bool) -> Standing:
    """Somebody ten millimetres broad."""
    return Standing(Box(left, ROWS[row][0], left + 10, ROWS[row][1]), row, inside)


def ends(corners: tuple[Point, ...]) -> tuple[float, float, float, float]:
    """How far the line reaches to the left, top, right and bottom."""
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


def length(corners: tuple[Point, ...]) -> float:
    """The way once around."""
    return sum(math.dist(start, end) for start, end in zip(corners, (*corners[1:], corners[0]), strict=True))


def test_nobody_inside_gives_no_line() -> None:
    assert outline([], ROWS) == ()
    assert outline([person(0, 0, inside=False)], ROWS) == ()


def test_rounded_rectangle_where_nobody_stands_in_the_way() -> None:
    people = [person(0, 0, inside=True), person(14, 1, inside=True), person(40, 1, inside=False)]
    corners = outline(people, ROWS)
    assert ends(corners) == (-1.2, -1.2, 25.2, 31.2)
    assert 2 * (26.4 + 32.4) - 4 * 2.2 < length(corners) < 2 * (26.4 + 32.4)


def test_line_goes_past_a_generation_that_lives_elsewhere() -> None:
    people = [person(2, 0, inside=True), person(0, 1, inside=False), person(0, 2, inside=True)]
    corners = outline(people, ROWS)
    inside = [holds(corners, (5, y)) for y in (6, 24, 42)]
    assert inside == [True, False, True]
    assert ends(corners)[2] == pytest.approx(10 + 1.2 + 3.0)  # a passage of 3 mm on the nearer side


def test_people_of_one_row_are_joined_above_the_one_between_them() -> None:
    people = [person(x, 0, inside=x != 14) for x in (0, 14, 28)]
    corners = outline(people, ROWS)
    assert [holds(corners, (x, 6)) for x in (5, 19, 33)] == [True, False, True]
    assert holds(corners, (19, -2))
    assert ends(corners)[1] < -3
