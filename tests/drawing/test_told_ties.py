"""Families whose ties were told in the drawing, over what the words of kinship say."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.drawing.drawn_kin import kin_of
from hokatsu_desktop.drawing.family import Family, TieKind
from hokatsu_desktop.drawing.genogram import Relative, genogram
from hokatsu_desktop.drawing.kinship_places import place
from hokatsu_desktop.drawing.measure import box_of
from hokatsu_desktop.drawing.shapes import Line, Polyline, Rect, Shape
from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle, MarriageLine
from tests.drawing.families import captions, families, marks, relative, without_rim
from tests.drawing.test_kinship_places import descents, ties

FORMER, MARRIED = TieKind.FORMER, TieKind.MARRIED


def one(
    name: str,
    kinship: str,
    sex: str = "male",
    label: str = "",
    *,
    parents: tuple[str, ...] = (),
    partners: tuple[tuple[str, TieKind], ...] = (),
) -> Relative:
    """A relative whose key is the name."""
    return replace(relative(kinship, sex, label=label, name=name), key=name, parents=parents, partners=partners)


ME = one("私", "self")


@st.composite
def told_families(draw: st.DrawFn) -> list[Relative]:
    """Families of any words with any ties told on top, also ties that contradict each other."""
    people = [replace(person, key=f"person:{number}") for number, person in enumerate(draw(families()))]
    keys = st.sampled_from([person.key for person in people])
    kinds = st.sampled_from(list(TieKind))
    return [
        replace(
            person,
            parents=tuple(key for key in draw(st.lists(keys, max_size=2, unique=True)) if key != person.key),
            partners=tuple(
                pair for pair in draw(st.lists(st.tuples(keys, kinds), max_size=1)) if pair[0] != person.key
            ),
        )
        if draw(st.integers(0, 2)) == 0
        else person
        for person in people
    ]


def aside(family: Family) -> set[str]:
    return {member.relative.name for _, member in family.aside if member.relative is not None}


@given(told_families())
def test_everybody_is_drawn_once_and_nothing_overlaps(family: list[Relative]) -> None:
    drawing = genogram(family)
    assert [mark.key for mark in drawing.marks] == list(dict.fromkeys(mark.key for mark in drawing.marks))
    assert {mark.key for mark in drawing.marks} == {person.key for person in family}
    boxes = [*marks(drawing.shapes), *marks(drawing.shapes, 5.0), *(box_of(text) for text in captions(drawing.shapes))]
    assert len(marks(drawing.shapes)) == len(family)
    assert not [pair for pair in combinations(map(without_rim, boxes), 2) if pair[0].overlaps(pair[1])]
    assert drawing == genogram(family)


@given(told_families())
def test_line_of_a_couple_ends_at_two_marks_and_crosses_none(family: list[Relative]) -> None:
    drawing = genogram(family)
    people = [*marks(drawing.shapes), *marks(drawing.shapes, 5.0)]
    middles = {round((box.top + box.bottom) / 2, 1) for box in people}
    for line in drawing.shapes:
        if not isinstance(line, Line) or line.start[1] != line.end[1] or round(line.start[1], 1) not in middles:
            continue
        touched = [box for box in people if box.top < line.start[1] < box.bottom]
        assert any(abs(box.right - line.start[0]) < 2.3 for box in touched), "begins at a mark"
        assert any(abs(box.left - line.end[0]) < 2.3 for box in touched), "ends at a mark"
        assert not [box for box in touched if box.left > line.start[0] and box.right < line.end[0]]


@given(told_families(), st.dictionaries(st.integers(0, 13), st.floats(-60, 60), max_size=4))
def test_dragged_marks_never_come_to_lie_on_others(family: list[Relative], shifts: dict[int, float]) -> None:
    drawing = genogram(family, shifts={f"person:{number}": shift for number, shift in shifts.items()})
    boxes = [*marks(drawing.shapes), *marks(drawing.shapes, 5.0), *(box_of(text) for text in captions(drawing.shapes))]
    assert not [pair for pair in combinations(map(without_rim, boxes), 2) if pair[0].overlaps(pair[1])]
    for mark in drawing.marks:
        assert mark.shift[0] in (0.0, shifts.get(int(mark.key.removeprefix("person:"))))


def test_children_of_two_marriages_hang_on_their_own_parents() -> None:
    family = [
        ME,
        one("元", "other", "female", "元妻", partners=(("私", FORMER),)),
        one("今", "wife", "female"),
        one("一", "child", parents=("私", "元")),
        one("二", "child", parents=("私", "今")),
        one("三", "child"),
    ]
    assert descents(place(family)) == {"元+私>一", "私+今>二,三"}
    assert kin_of(family, "私").partners == (("今", MARRIED), ("元", FORMER))
    assert kin_of(family, "元").children == ("一",)


def test_child_of_somebody_not_named_gets_a_small_mark_for_the_other_parent() -> None:
    family = place([ME, one("今", "wife", "female"), one("一", "child", parents=("私",))])
    assert descents(family) == {"○+私>一"}
    assert ties(family) == {"私=今", "○=私"}


def test_half_brother_cousins_and_the_other_family_of_a_wife_are_joined() -> None:
    half = place(
        [
            ME,
            one("父", "father"),
            one("母", "mother", "female"),
            one("前", "other", "female", "父の元妻", partners=(("父", FORMER),)),
            one("兄", "elder_brother", parents=("父", "前")),
        ]
    )
    assert descents(half) == {"父+母>私", "前+父>兄"}
    cousins = place(
        [
            ME,
            one("父", "father"),
            one("祖父", "grandfather", label="父方の祖父"),
            one("伯父", "uncle_aunt", label="父の兄"),
            one("いとこ", "cousin", parents=("伯父",)),
        ]
    )
    assert "伯父>いとこ" in descents(cousins)
    assert not aside(cousins)
    wife = place(
        [
            ME,
            one("妻", "wife", "female"),
            one("先夫", "other", partners=(("妻", FORMER),)),
            one("連れ子", "spouse_child", parents=("妻", "先夫")),
        ]
    )
    assert descents(wife) == {"妻+先夫>連れ子"}


def test_told_divorce_of_the_parents_changes_their_line_only() -> None:
    words = [ME, one("父", "father"), one("母", "mother", "female", partners=(("父", FORMER),))]
    family = place(words)
    assert [(tie.kind, ties(family)) for tie in family.ties] == [(FORMER, {"父=母"})]
    assert descents(family) == {"父+母>私"}


def test_ring_that_cannot_be_drawn_leaves_everybody_in_the_drawing() -> None:
    family = [ME, one("妹", "younger_sister", "female", partners=(("私", MARRIED),), parents=("私",))]
    assert {mark.key for mark in genogram(family).marks} == {"私", "妹"}


def test_adopted_child_hangs_on_dots() -> None:
    family = place([ME, one("養", "child", label="養子"), one("実", "child")])
    (descent,) = family.descents
    assert {member.relative.name for member in descent.step_children if member.relative} == {"養"}


def dead_shapes(style: DrawingStyle) -> list[Shape]:
    family = [ME, replace(one("妻", "wife", "female"), sex="male", is_dead=True)]
    return list(genogram(family, style).shapes)


def test_office_chooses_how_the_dead_and_a_marriage_are_drawn() -> None:
    crossed = dead_shapes(DrawingStyle())
    black = dead_shapes(DrawingStyle(DeadMark.BLACK, MarriageLine.DOUBLE))
    assert [shape.filled for shape in crossed if isinstance(shape, Rect)] == [False, False, False]
    assert [shape.filled for shape in black if isinstance(shape, Rect)] == [False, False, True]
    assert len([shape for shape in crossed if isinstance(shape, Line)]) == 3  # a cross and one line
    assert len([shape for shape in black if isinstance(shape, Line)]) == 2  # two lines of a marriage
    assert not [shape for shape in black if isinstance(shape, Polyline)]


def test_drag_is_kept_where_there_is_room_and_given_up_where_there_is_none() -> None:
    family = [ME, one("一", "child"), one("二", "child")]
    by_key = {mark.key: mark for mark in genogram(family, shifts={"二": 20.0}).marks}
    assert by_key["二"].shift == (20.0, 0.0)
    assert by_key["二"].box.left - by_key["一"].box.right > 20.0
    assert {mark.shift for mark in genogram(family, shifts={"二": -11.0}).marks} == {(0.0, 0.0)}
