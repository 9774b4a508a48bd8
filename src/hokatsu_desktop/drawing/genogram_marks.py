"""The mark of one person in a genogram: its form, age, words and star, as shapes around the middle of the mark."""

import math

from hokatsu_desktop.drawing.family import Family, Member
from hokatsu_desktop.drawing.genogram_layout import Reach
from hokatsu_desktop.drawing.kinship_words import kind_of
from hokatsu_desktop.drawing.measure import MM_PER_PT, text_width
from hokatsu_desktop.drawing.relatives import Relative, given_name, title_with_principal
from hokatsu_desktop.drawing.shapes import Ellipse, Line, Point, Polyline, Rect, Shape, Text
from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle

MARK = 9.0
CAPTION_PT = 7.0
CAPTION_PITCH = 2.75
CAPTION_GAP = 0.6  # between mark and words
_UNNAMED_MARK = 5.0
_ONE_LINE = 15.0  # longer words are set in two lines, the title above the name
_DOUBLE_INSET = 1.0
_AGE_PT = 8.0
_DIGIT_HEIGHT = 0.72  # of the text size
_THIN_PT = 0.5
_STAR_RADIUS = 1.55
STAR_ABOVE = 0.25  # how far the star reaches above the mark
_STAR_MIDDLE = (MARK / 2 + 0.5 + _STAR_RADIUS, _STAR_RADIUS - STAR_ABOVE - MARK / 2)  # right of the upper corner
_NO_FAMILY = frozenset({"connected", "housemate", "other", "unknown", "unconfirmed", ""})


def half(member: Member) -> float:
    """Half the height of the member's mark."""
    return (MARK if member.is_named else _UNNAMED_MARK) / 2


def half_width_at_middle(member: Member) -> float:
    """From the middle of the mark to its edge at half height, where the line to a partner begins."""
    return half(member) if member.sex in ("male", "female") else half(member) / 2


def caption_of(member: Member) -> tuple[str, ...]:
    """The words at the mark in one or two lines: 長男 太郎."""
    relative = member.relative
    if relative is None:
        return ()
    # Those who are not family rarely share its name, so they keep theirs whole.
    name = relative.name.strip() if kind_of(relative) in _NO_FAMILY else given_name(relative.name)
    lines = tuple(words for words in (title_with_principal(relative), name) if words)
    together = " ".join(lines)
    return (together,) if together and text_width(together, CAPTION_PT) <= _ONE_LINE else lines


def lines_beneath(family: Family, member: Member) -> int:
    """How many lines of words stand beneath the mark; a lone parent's stand beside it, out of the way of the line."""
    return 0 if family.is_lone_parent(member) else len(caption_of(member))


def reach_of(family: Family, member: Member) -> Reach:
    """How far mark, words and star reach to the left and to the right of the mark's middle."""
    left = right = half(member)
    words = max((text_width(line, CAPTION_PT) for line in caption_of(member)), default=0.0)
    if family.is_lone_parent(member):
        right = max(right, half(member) + CAPTION_GAP + words) if words else right
    else:
        left = right = max(left, words / 2)
    if member.relative is not None and member.relative.is_key_person:
        right = max(right, _STAR_MIDDLE[0] + _STAR_RADIUS)
    return left, right


def mark_shapes(family: Family, member: Member, middle: Point, style: DrawingStyle) -> list[Shape]:
    """The mark and all that belongs to it."""
    relative = member.relative
    is_black = relative is not None and relative.has_died and style.dead is DeadMark.BLACK
    is_double = relative is not None and relative.is_principal
    shapes = [form(member.sex, middle, half(member), filled=is_black and not is_double)]
    if relative is None:
        return shapes
    if is_double:
        shapes.append(_inner_form(member.sex, middle, filled=is_black))
    if relative.has_died and not is_black:
        shapes += cross(member.sex, middle, half(member))
    shapes += _age(relative, middle)
    shapes += _caption(family, member, middle)
    if relative.is_key_person:
        shapes.append(star((middle[0] + _STAR_MIDDLE[0], middle[1] + _STAR_MIDDLE[1]), _STAR_RADIUS))
    return shapes


def form(sex: str, middle: Point, half_size: float, *, filled: bool = False) -> Shape:
    """Square for a man, circle for a woman, triangle for anybody else."""
    x, y = middle
    size = 2 * half_size
    if sex == "male":
        return Rect(left=x - half_size, top=y - half_size, width=size, height=size, filled=filled)
    if sex == "female":
        return Ellipse(left=x - half_size, top=y - half_size, width=size, height=size, filled=filled)
    base = y + half_size
    corners = ((x, y - half_size), (x + half_size, base), (x - half_size, base))
    return Polyline(points=corners, closed=True, filled=filled)


def _inner_form(sex: str, middle: Point, *, filled: bool) -> Shape:
    """The second line that makes the mark of 本人 a double one, everywhere at the same distance from the first."""
    if sex in ("male", "female"):
        return form(sex, middle, MARK / 2 - _DOUBLE_INSET, filled=filled)
    slope = math.hypot(MARK, MARK / 2) / (MARK / 2)
    height = MARK - _DOUBLE_INSET * (1 + slope)
    return form(sex, (middle[0], middle[1] + MARK / 2 - _DOUBLE_INSET - height / 2), height / 2, filled=filled)


def cross(sex: str, middle: Point, half_size: float) -> list[Shape]:
    """✕ from edge to edge of the mark."""
    x, y = middle
    if sex in ("male", "female"):
        arm = half_size if sex == "male" else half_size * math.sqrt(0.5)
        ends = (((x - arm, y - arm), (x + arm, y + arm)), ((x - arm, y + arm), (x + arm, y - arm)))
    else:
        base, side = y + half_size, half_size / 2
        ends = (((x - half_size, base), (x + side, y)), ((x + half_size, base), (x - side, y)))
    return [Line(start=start, end=end) for start, end in ends]


def star(middle: Point, radius: float) -> Shape:
    """A filled star with five points, for a key person."""
    points = []
    for corner in range(10):
        length = radius if corner % 2 == 0 else radius * 0.4
        angle = math.pi * (corner / 5 - 0.5)
        points.append((middle[0] + length * math.cos(angle), middle[1] + length * math.sin(angle)))
    return Polyline(points=tuple(points), width_pt=_THIN_PT, closed=True, filled=True)


def _age(relative: Relative, middle: Point) -> list[Shape]:
    """The age inside the mark, smaller where it would not fit."""
    number = relative.age_number
    if not number:
        return []
    x, y = middle
    if relative.sex in ("male", "female"):
        room = 5.8 if relative.is_principal else 6.8
        size = min(_AGE_PT, room / text_width(number, 1.0))
        baseline = y + size * MM_PER_PT * _DIGIT_HEIGHT / 2
    else:
        # In a triangle the digits stand on its base, where it is broadest; their upper corners meet its sides first.
        base, above_base, room = (3.5, 0.5, 4.6) if relative.is_principal else (4.5, 1.0, 7.2)
        size = min(_AGE_PT, room / (text_width(number, 1.0) + _DIGIT_HEIGHT * MM_PER_PT))
        baseline = y + base - above_base
    return [Text(at=(x, baseline), words=number, size_pt=math.floor(size * 10) / 10, align="centre")]


def _caption(family: Family, member: Member, middle: Point) -> list[Shape]:
    """The words beneath the mark, or right of it along its lower edge where a line goes down."""
    x, y = middle
    lines = caption_of(member)
    beside = family.is_lone_parent(member)
    top = y + MARK / 2 - len(lines) * CAPTION_PITCH if beside else y + MARK / 2 + CAPTION_GAP
    at = x + half(member) + CAPTION_GAP if beside else x
    baseline = top + 0.88 * CAPTION_PT * MM_PER_PT
    return [
        Text(
            at=(at, baseline + number * CAPTION_PITCH),
            words=words,
            size_pt=CAPTION_PT,
            align="left" if beside else "centre",
        )
        for number, words in enumerate(lines)
    ]
