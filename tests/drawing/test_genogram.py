"""The genogram as drawn: nothing touches what it should not, and the usual families look as an office draws them."""

from itertools import combinations

import pytest
from hypothesis import given

from hokatsu_desktop.drawing.genogram import Relative, bounds, draw_genogram, genogram_words, legend_shapes
from hokatsu_desktop.drawing.measure import Box, box_of
from hokatsu_desktop.drawing.relatives import KINSHIP_WORDS, SEX_WORDS
from hokatsu_desktop.drawing.shapes import Ellipse, Line, Polyline, Rect, Text
from tests.drawing.families import (
    NOTHING,
    caption_of,
    captions,
    families,
    holds,
    is_level_or_upright,
    is_mark,
    keys_of,
    line_around,
    mark_of_age,
    marks,
    middle,
    number_of,
    points_of,
    relative,
    without_rim,
)

# Any family


@given(families())
def test_every_relative_is_drawn_exactly_once(family: list[Relative]) -> None:
    shapes = draw_genogram(family)
    assert len(marks(shapes)) == len(family)
    for one in family:
        assert caption_of(shapes, one)
        if not one.has_died:
            assert mark_of_age(shapes, number_of(one))


@given(families())
def test_no_marks_and_no_words_overlap(family: list[Relative]) -> None:
    shapes = draw_genogram(family)
    stars = [box_of(shape) for shape in shapes if isinstance(shape, Polyline) and shape.filled]
    assert len(stars) == len([one for one in family if one.is_key_person])
    words = [box_of(text) for text in captions(shapes)]
    apart = [without_rim(box) for box in [*marks(shapes), *marks(shapes, 5.0), *words, *stars]]
    assert not [pair for pair in combinations(apart, 2) if pair[0].overlaps(pair[1])]


@given(families())
def test_no_line_runs_through_words_or_a_mark(family: list[Relative]) -> None:
    shapes = draw_genogram(family)
    lines = [box_of(shape) for shape in shapes if isinstance(shape, Line) and is_level_or_upright(shape)]
    # A line to a triangle ends at its slanting side, inside the box around it.
    square_or_round = [box_of(shape) for shape in shapes if isinstance(shape, Rect | Ellipse) and is_mark(shape, 9.0)]
    kept_free = [without_rim(box) for box in [*square_or_round, *(box_of(text) for text in captions(shapes))]]
    thick = [Box(box.left - 0.001, box.top - 0.001, box.right + 0.001, box.bottom + 0.001) for box in lines]
    assert not [(line, box) for line in thick for box in kept_free if line.overlaps(box)]


@given(families())
def test_line_around_holds_exactly_those_living_together(family: list[Relative]) -> None:
    shapes = draw_genogram(family)
    corners = line_around(shapes)
    residents = [one for one in family if one.is_resident]
    assert bool(corners) == (len(residents) > 1)
    if not corners:
        return
    inside = [mark_of_age(shapes, number_of(one)) for one in residents]
    outside = [box for box in [*marks(shapes), *marks(shapes, 5.0)] if box not in inside]
    for one in family:
        (inside if one.is_resident else outside).append(box_of(caption_of(shapes, one)))
    assert all(holds(corners, point) for box in inside for point in points_of(box))
    assert not any(holds(corners, point) for box in outside for point in points_of(box))


@given(families())
def test_drawing_begins_at_its_corner_and_is_always_the_same(family: list[Relative]) -> None:
    shapes = draw_genogram(family)
    boxes = [box_of(shape) for shape in shapes]
    assert min(min(box.left, box.top) for box in boxes) >= 0
    assert bounds(shapes) == (max(box.right for box in boxes), max(box.bottom for box in boxes))
    assert shapes == draw_genogram(list(family))


# Examples

MOTHER_AND_SON = [
    relative("self", "female", 82, name="佐藤 ハナ"),
    relative("husband", name="佐藤 一郎", dead=True),
    relative("child", "male", 54, "長男", name="佐藤 太郎", key_person=True),
]


def test_nobody_gives_no_drawing() -> None:
    assert draw_genogram([]) == ()
    assert bounds(()) == (0, 0)


def test_person_alone_has_a_double_mark_and_no_line_around() -> None:
    shapes = draw_genogram([relative("self", "male", 71)])
    outer, inner = [shape for shape in shapes if isinstance(shape, Rect)]
    assert (outer.width, inner.width) == (9.0, 7.0)
    assert middle(box_of(outer)) == pytest.approx(middle(box_of(inner)))
    assert not line_around(shapes)


def test_mother_and_son_are_inside_and_the_dead_father_is_crossed_and_outside() -> None:
    shapes = draw_genogram(MOTHER_AND_SON)
    mother, son = mark_of_age(shapes, 82), mark_of_age(shapes, 54)
    (father,) = [box for box in marks(shapes) if box not in (mother, son)]
    assert father.right < mother.left
    assert middle(son)[0] == pytest.approx((middle(father)[0] + middle(mother)[0]) / 2, abs=NOTHING)
    cross = [shape for shape in shapes if isinstance(shape, Line) and not is_level_or_upright(shape)]
    assert [box_of(line) for line in cross] == [father, father]
    assert [holds(line_around(shapes), middle(box)) for box in (mother, son, father)] == [True, True, False]
    assert [text.words for text in captions(shapes)] == ["夫 一郎", "本人 ハナ", "長男 太郎"]


def test_former_husband_is_left_and_two_slashes_part_him_from_the_children() -> None:
    shapes = draw_genogram(
        [
            relative("self", "female", 36),
            relative("other", "male", 40, "元夫", away=True),
            relative("child", "female", 9, "長女"),
            relative("child", "male", 6, "長男"),
        ]
    )
    mother, father, elder, younger = (middle(mark_of_age(shapes, age)) for age in (36, 40, 9, 6))
    assert elder[0] < younger[0]
    slashes = [line for line in shapes if isinstance(line, Line) and not is_level_or_upright(line)]
    assert len(slashes) == 2
    for line in slashes:
        assert father[0] < line.start[0] < line.end[0] < (father[0] + mother[0]) / 2
    inside = [holds(line_around(shapes), place) for place in (mother, father, elder, younger)]
    assert inside == [True, False, True, True]


def test_unregistered_partner_is_joined_by_a_dotted_line() -> None:
    for kinship, dotted in (("wife", 0), ("wife_unregistered", 1)):
        shapes = draw_genogram([relative("self", "male", 60), relative(kinship, "female", 55)])
        assert len([shape for shape in shapes if isinstance(shape, Line) and shape.dash]) == dotted


def test_three_generations_stand_in_three_rows() -> None:
    shapes = draw_genogram(
        [
            relative("self", "male", 45),
            relative("wife", "female", 43),
            relative("father", "male", 78),
            relative("mother", "female", 76),
            relative("child", "female", 17),
            relative("child", "unknown", 14),
            relative("younger_sister", "female", 41, away=True),
        ]
    )
    across = {age: middle(mark_of_age(shapes, age))[0] for age in (78, 76, 45, 43, 41, 17, 14)}
    down = {age: middle(mark_of_age(shapes, age))[1] for age in across}
    assert down[78] == down[76] < down[45] == down[43] == down[41] < down[17] == down[14]
    assert across[78] < across[76]
    assert across[45] < across[43] < across[41]
    assert across[17] < across[14]
    assert not marks(shapes, 5.0)


def test_brothers_without_parents_hang_on_two_small_empty_marks() -> None:
    shapes = draw_genogram([relative("self", "male", 68), relative("elder_brother", "male", 72)])
    assert len(marks(shapes, 5.0)) == 2
    assert mark_of_age(shapes, 72).right < mark_of_age(shapes, 68).left


def test_ages_in_the_marks_are_digits_only() -> None:
    people = [
        relative("self", "female"),
        Relative(name="見本 次郎", sex="unknown", kinship="child", age="81歳か82歳"),
        Relative(name="見本 三郎", sex="male", kinship="child", age="８０歳くらい"),
        Relative(name="見本 四郎", sex="male", kinship="child", age="78歳", is_dead=True),
    ]
    ages = [shape.words for shape in draw_genogram(people) if isinstance(shape, Text) and shape.words[0].isdigit()]
    assert ages == ["81-82", "80"]


def test_those_without_a_known_line_stand_at_the_right_with_dots_that_lead_to_nobody() -> None:
    people = [relative("self", "male", 70), relative("housemate", "male", 31), relative("cousin", "male", 72)]
    shapes = draw_genogram(people)
    own, guest, cousin = (mark_of_age(shapes, age) for age in (70, 31, 72))
    assert own.right < guest.left < cousin.left
    dots = [shape for shape in shapes if isinstance(shape, Line)]
    assert [line.end for line in dots] == [(middle(box)[0], box.top) for box in (guest, cousin)]
    assert all(line.dash for line in dots)


def test_daughter_who_left_stays_outside_between_her_brothers() -> None:
    shapes = draw_genogram(
        [
            relative("self", "female", 70),
            relative("child", "male", 48),
            relative("child", "female", 46, away=True),
            relative("child", "male", 43),
        ]
    )
    corners = line_around(shapes)
    assert [holds(corners, middle(mark_of_age(shapes, age))) for age in (70, 48, 46, 43)] == [True, True, False, True]
    assert mark_of_age(shapes, 48).right < mark_of_age(shapes, 46).left < mark_of_age(shapes, 43).left


@pytest.mark.parametrize(
    "kinships",
    [
        ["self", "husband", "child", "child", "child"],
        ["self", "wife", "father", "mother", "child"],
        ["self", "mother", "grandmother", "younger_brother", "younger_sister"],
        ["self", "child", "child_wife", "grandchild", "grandchild"],
        ["self", "elder_brother", "sibling_spouse", "nephew_niece", "housemate"],
    ],
)
def test_five_people_fit_the_frame_on_the_sheet(kinships: list[str]) -> None:
    people = [relative(kinship, "male", 40 + number) for number, kinship in enumerate(kinships)]
    width, height = bounds(draw_genogram(people))
    assert width <= 90
    assert height <= 55


# Words and legend


def test_words_say_the_same_as_the_drawing() -> None:
    assert genogram_words(MOTHER_AND_SON).splitlines() == [
        "家族の図です。3人のうち、いっしょに暮らしている人は2人です。",
        "本人、佐藤 ハナ、女性、82歳、同居。",
        "夫、佐藤 一郎、男性、故人。",
        "長男、佐藤 太郎、男性、54歳、同居、キーパーソン。",
    ]


def test_words_for_nobody_say_so() -> None:
    assert genogram_words([]) == "家族の図です。まだ、だれも入っていません。"


@given(families())
def test_words_name_everybody_in_a_line_each(family: list[Relative]) -> None:
    lines = genogram_words(family).splitlines()[1:]
    assert all(one.name in line for one, line in zip(family, lines, strict=True))


def test_legend_is_one_line_that_explains_each_mark() -> None:
    shapes = legend_shapes()
    words = [shape for shape in shapes if isinstance(shape, Text)]
    assert [text.words for text in words[:7]] == ["男", "女", "不明", "本人", "故人", "キーパーソン", "同居"]
    width, height = bounds(shapes)
    assert width <= 145
    assert height <= 4
    assert min(min(box_of(shape).left, box_of(shape).top) for shape in shapes) >= 0
    assert not [pair for pair in combinations(words, 2) if box_of(pair[0]).overlaps(box_of(pair[1]))]


def test_every_choice_of_the_shipped_lists_has_a_word() -> None:
    assert set(KINSHIP_WORDS) == set(keys_of("kinship"))
    assert set(SEX_WORDS) == set(keys_of("sex"))
