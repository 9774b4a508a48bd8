"""Room for words and shapes."""

import string

import pytest
from fontTools.ttLib import TTFont

from hokatsu_desktop.assets import resource
from hokatsu_desktop.drawing.measure import MM_PER_PT, Box, bounds, box_of, moved, text_width
from hokatsu_desktop.drawing.shapes import Ellipse, Line, Polyline, Rect, Shape, Text

CHARACTERS = string.ascii_letters + string.digits + " -.~'%@#()&" + "あいんアンー、。・（）佐藤髙橋々〆ﾊﾅÉü"


@pytest.mark.parametrize("face", ["BIZUDPGothic-Regular", "BIZUDPGothic-Bold", "BIZUDMincho-Regular"])
def test_no_character_is_wider_in_a_shipped_face_than_estimated(face: str) -> None:
    with TTFont(resource("fonts", f"{face}.ttf")) as font:
        names, widths, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        wider = [
            character
            for character in CHARACTERS
            if widths[names[ord(character)]][0] / units * MM_PER_PT * 10 > text_width(character, 10) + 0.01
        ]
    assert not wider


def test_width_grows_with_the_words_and_a_variation_selector_takes_none() -> None:
    assert text_width("", 9) == 0
    assert text_width("佐藤", 72) == pytest.approx(50.8)
    assert text_width("葛\U000e0100城", 7) == text_width("葛城", 7)


SHAPES: list[tuple[Shape, Box]] = [
    (Line(start=(5, 1), end=(2, 8)), Box(2, 1, 5, 8)),
    (Polyline(points=((1, 1), (4, 0), (2, 6))), Box(1, 0, 4, 6)),
    (Rect(left=1, top=2, width=3, height=4), Box(1, 2, 4, 6)),
    (Ellipse(left=1, top=2, width=3, height=4), Box(1, 2, 4, 6)),
]


@pytest.mark.parametrize(("shape", "box"), SHAPES)
def test_box_of_a_shape_and_of_the_same_shape_elsewhere(shape: Shape, box: Box) -> None:
    assert box_of(shape) == box
    assert box_of(moved(shape, 10, -1)) == Box(box.left + 10, box.top - 1, box.right + 10, box.bottom - 1)


@pytest.mark.parametrize(("align", "left"), [("left", 20.0), ("centre", 20 - 25.4), ("right", 20 - 50.8)])
def test_box_of_words_follows_their_alignment(align: str, left: float) -> None:
    words = Text(at=(20, 30), words="佐藤", size_pt=72, align=align)  # type: ignore[arg-type]  # a parameter of the test
    box = box_of(words)
    assert (box.left, box.right) == pytest.approx((left, left + 50.8))
    assert box.bottom - box.top == pytest.approx(25.4)
    assert moved(words, 1, 2) == Text(at=(21, 32), words="佐藤", size_pt=72, align=words.align)


def test_bounds_reach_to_the_outermost_shapes() -> None:
    assert bounds([shape for shape, _ in SHAPES]) == (5, 8)


def test_boxes_that_touch_do_not_overlap() -> None:
    box = Box(0, 0, 2, 2)
    assert not box.overlaps(Box(2, 0, 4, 2))
    assert box.overlaps(Box(1, 1, 4, 4))
    assert box.contains(Box(0, 1, 2, 2))
    assert not box.contains(Box(1, 1, 3, 2))
