"""Families to draw, by example and by hypothesis, and ways to read a drawing back from its shapes."""

import tomllib
from collections.abc import Iterator, Sequence

from hypothesis import strategies as st

from hokatsu_desktop.assets import resource
from hokatsu_desktop.drawing.genogram import Relative
from hokatsu_desktop.drawing.measure import Box, box_of
from hokatsu_desktop.drawing.shapes import Ellipse, Line, Point, Polyline, Rect, Shape, Text

NOTHING = 0.02  # coordinates are rounded to a hundredth of a millimetre


def keys_of(list_key: str) -> list[str]:
    """The value keys of a shipped list."""
    shipped = tomllib.loads(resource("lists", f"{list_key}.toml").read_text(encoding="utf-8"))
    return [value["key"] for value in shipped["value"]]


def relative(
    kinship: str,
    sex: str = "male",
    age: int = 0,
    label: str = "",
    *,
    name: str = "見本 太郎",
    away: bool = False,
    dead: bool = False,
    key_person: bool = False,
) -> Relative:
    """A relative for the examples; 本人 where the kinship says self."""
    return Relative(
        name=name,
        sex=sex,
        kinship=kinship,
        age=f"{age}歳" if age else "",
        label=label,
        is_principal=kinship == "self",
        is_dead=dead,
        lives_together=not away,
        is_key_person=key_person,
    )


_LABELS = ["", "", "", "長男", "長女", "次男", "母", "元夫", "前妻", "離婚", "父方の祖父", "母方の祖母", "母の弟"]
_LABELS += ["父の兄", "長男の妻", "長男の長女", "兄の子", "弟の妻", "曾祖母", "曽孫", "近所に住む方（民生委員の紹介）"]
_GIVEN = ["一", "ハナ", "太郎", "アレクサンドラ・マリア", "𠮷子", "WILLIAM"]


@st.composite
def families(draw: st.DrawFn) -> list[Relative]:
    """Up to fourteen people with any ties. Each has a number: the last of the name, and the age of the living."""
    count = draw(st.integers(min_value=1, max_value=14))
    principal = draw(st.integers(min_value=10, max_value=10 + count))
    return [
        Relative(
            name=f"{draw(st.sampled_from(['佐藤', '五十嵐']))} {draw(st.sampled_from(_GIVEN))}{number}",
            sex=draw(st.sampled_from([*keys_of("sex"), ""])),
            age="故人" if dead else f"{number}歳",
            kinship=draw(st.sampled_from([*keys_of("kinship"), "", "added_by_the_office"])),
            label=draw(st.sampled_from(_LABELS)),
            is_principal=number == principal,
            is_dead=dead,
            lives_together=draw(st.booleans()),
            is_key_person=draw(st.booleans()),
        )
        for number in range(11, 11 + count)
        for dead in [draw(st.integers(0, 3)) == 0]
    ]


def number_of(one: Relative) -> int:
    """The number of a person made by families()."""
    return int(one.name[-2:])


def marks(shapes: Sequence[Shape], size: float = 9.0) -> list[Box]:
    """The boxes of all marks; those of people whom the list does not name have size 5."""
    return [box_of(shape) for shape in shapes if is_mark(shape, size)]


def is_mark(shape: Shape, size: float) -> bool:
    """Whether the shape is the outer form of a person's mark of this size."""
    match shape:
        case Rect() | Ellipse():
            return abs(shape.width - size) < NOTHING
        case Polyline(closed=True, filled=False, dash=(), points=points):
            box = box_of(shape)
            return len(points) == 3 and abs(box.right - box.left - size) < NOTHING
    return False


def captions(shapes: Sequence[Shape]) -> list[Text]:
    """The words at the marks, without the ages inside."""
    return [shape for shape in shapes if isinstance(shape, Text) and not shape.words.replace("-", "").isdigit()]


def caption_of(shapes: Sequence[Shape], one: Relative) -> Text:
    """The words with the number of a person made by families(); fails unless there is exactly one."""
    (words,) = [text for text in captions(shapes) if text.words.removesuffix("（本人）").endswith(str(number_of(one)))]
    return words


def mark_of_age(shapes: Sequence[Shape], age: int) -> Box:
    """The mark in which this age stands; fails unless there is exactly one."""
    (words,) = [shape for shape in shapes if isinstance(shape, Text) and shape.words == str(age)]
    (mark,) = [box for box in marks(shapes) if box.contains(box_of(words))]
    return mark


def line_around(shapes: Sequence[Shape]) -> tuple[Point, ...]:
    """The corners of the dashed line around those living together; () if there is none."""
    found = [shape for shape in shapes if isinstance(shape, Polyline) and shape.closed and shape.dash]
    assert len(found) <= 1
    return found[0].points if found else ()


def holds(corners: Sequence[Point], point: Point) -> bool:
    """Whether the point is inside: a ray to the right crosses the line an odd number of times."""
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < x1 + (point[1] - y1) / (y2 - y1) * (x2 - x1):
            inside = not inside
    return inside


def points_of(box: Box) -> Iterator[Point]:
    """Points all over a box."""
    for across in range(13):
        for down in range(7):
            yield box.left + (box.right - box.left) * across / 12, box.top + (box.bottom - box.top) * down / 6


def middle(box: Box) -> Point:
    """The middle of a box."""
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def without_rim(box: Box) -> Box:
    """The box a little smaller, for shapes that may touch."""
    return Box(box.left + NOTHING, box.top + NOTHING, box.right - NOTHING, box.bottom - NOTHING)


def is_level_or_upright(line: Line) -> bool:
    """Whether the line is one between people, not part of a cross or a slash."""
    return line.start[0] == line.end[0] or line.start[1] == line.end[1]
