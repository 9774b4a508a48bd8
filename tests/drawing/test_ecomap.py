"""The ecomap as drawn: nothing touches what it should not, and each line looks as the legend says."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.drawing.eco_nodes import meets
from hokatsu_desktop.drawing.eco_ties import DIRECTION_WORDS, STRENGTH_WORDS
from hokatsu_desktop.drawing.ecomap import Tie, ecomap, ecomap_words, legend_shapes
from hokatsu_desktop.drawing.marks import with_legend
from hokatsu_desktop.drawing.measure import Box, bounds, box_of
from hokatsu_desktop.drawing.shapes import Ellipse, Line, Point, Polyline, Rect, Shape, Text

_NAMES = [
    "水道課",
    "地域包括支援センター",
    "社会福祉協議会　生活困窮者自立相談支援機関（くらしの窓口）",
    "妹",
    "NPO ＡＢＣ",
    "",
]


@st.composite
def eco_ties(draw: st.DrawFn) -> list[Tie]:
    """Up to sixteen ties of all kinds with short and very long names."""
    count = draw(st.integers(0, 16))
    return [
        Tie(
            key=f"tie:{number}",
            name=draw(st.sampled_from(_NAMES)) + (str(number) if draw(st.booleans()) else ""),
            kind=draw(st.sampled_from(["agency", "person", "place"])),
            strength=draw(st.sampled_from(list(STRENGTH_WORDS))),
            direction=draw(st.sampled_from(list(DIRECTION_WORDS))),
            who=draw(st.sampled_from(["", "長男"])),
        )
        for number in range(count)
    ]


def circles(shapes: tuple[Shape, ...]) -> list[Box]:
    return [box_of(shape) for shape in shapes if isinstance(shape, Ellipse | Rect)]


def holds(box: Box, point: Point) -> bool:
    """Whether the point is in the box or on its edge."""
    return box.left - 0.1 <= point[0] <= box.right + 0.1 and box.top - 0.1 <= point[1] <= box.bottom + 0.1


@given(eco_ties())
def test_circles_keep_apart_and_hold_their_words(ties: list[Tie]) -> None:
    drawing = ecomap("架空世帯", "本人・長男", ties)
    boxes = circles(drawing.shapes)
    assert len(boxes) == len(ties) + 1
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    words = [box_of(shape) for shape in drawing.shapes if isinstance(shape, Text)]
    assert all(any(box.contains(one) for box in boxes) for one in words)
    assert [mark.key for mark in drawing.marks] == [tie.key for tie in ties]
    assert drawing == ecomap("架空世帯", "本人・長男", list(ties))


@given(eco_ties())
def test_no_line_runs_through_a_circle_and_all_is_inside(ties: list[Tie]) -> None:
    drawing = ecomap("架空世帯", "", ties)
    boxes = circles(drawing.shapes)
    for shape in drawing.shapes:
        if isinstance(shape, Line):
            others = [box for box in boxes if not (holds(box, shape.start) or holds(box, shape.end))]
            assert len(others) >= len(boxes) - 2
            assert not [box for box in others if meets((shape.start, shape.end), box)]
    whole = [box_of(shape) for shape in drawing.shapes]
    assert min(min(box.left, box.top) for box in whole) >= 0
    assert bounds(drawing.shapes) == (max(box.right for box in whole), max(box.bottom for box in whole))


@given(eco_ties(), st.dictionaries(st.integers(0, 15), st.tuples(st.floats(-50, 50), st.floats(-50, 50)), max_size=3))
def test_dragged_circles_never_come_to_lie_on_others(ties: list[Tie], shifts: dict[int, tuple[float, float]]) -> None:
    drawing = ecomap("架空世帯", "本人", ties, {f"tie:{number}": shift for number, shift in shifts.items()})
    assert not [pair for pair in combinations(circles(drawing.shapes), 2) if pair[0].overlaps(pair[1])]
    for mark in drawing.marks:
        assert mark.shift in ((0.0, 0.0), shifts.get(int(mark.key.removeprefix("tie:"))))


def lines_of(strength: str, direction: str = "none") -> list[Shape]:
    tie = Tie(key="tie:1", name="水道課", strength=strength, direction=direction)
    return [shape for shape in ecomap("架空世帯", "", [tie]).shapes if isinstance(shape, Line | Polyline)]


def test_each_strength_has_its_line_and_each_direction_its_arrows() -> None:
    (strong,), (normal,), (weak,), (conflict,) = (lines_of(one) for one in STRENGTH_WORDS)
    assert isinstance(strong, Line)
    assert isinstance(normal, Line)
    assert isinstance(weak, Line)
    assert strong.width_pt > 3 * normal.width_pt
    assert weak.dash
    assert not normal.dash
    assert isinstance(conflict, Polyline)
    assert len(conflict.points) > 5
    assert [len(lines_of("normal", one)) - 1 for one in DIRECTION_WORDS] == [0, 1, 1, 2]
    (_, arrow) = lines_of("normal", "to_person")
    (_, back) = lines_of("normal", "from_person")
    assert box_of(arrow).top > box_of(back).top  # the household is in the middle, the one tie above it


def test_drag_moves_one_circle_and_is_given_up_on_another() -> None:
    ties = [Tie(key="tie:1", name="水道課"), Tie(key="tie:2", name="税務課")]
    before = {mark.key: mark for mark in ecomap("架空世帯", "", ties).marks}
    moved = {mark.key: mark for mark in ecomap("架空世帯", "", ties, {"tie:1": (20.0, 0.0)}).marks}
    assert moved["tie:1"].shift == (20.0, 0.0)
    assert moved["tie:1"].box.left - before["tie:1"].box.left > 5
    down = before["tie:2"].box.top - before["tie:1"].box.top
    given_up = ecomap("架空世帯", "", ties, {"tie:1": (0.0, down)}).marks
    assert {mark.shift for mark in given_up} == {(0.0, 0.0)}


def test_words_say_every_line_and_legend_stands_in_the_middle_below() -> None:
    ties = [Tie(key="tie:1", name="水道課", strength="strong", direction="to_person", who="長男", note="月1回")]
    assert ecomap_words("架空世帯", ties).splitlines() == [
        "架空世帯のエコマップです。線は1本です。",
        "水道課（長男と）、強いつながり、支援は本人・世帯へ、月1回。",
    ]
    assert "まだ" in ecomap_words("架空世帯", [])
    shapes = ecomap("架空世帯", "", ties).shapes
    whole = with_legend(shapes, legend_shapes())
    legend = whole[len(shapes) :]
    assert min(box_of(one).top for one in legend) > max(box_of(one).bottom for one in whole[: len(shapes)])
    assert with_legend((), legend_shapes()) == ()
