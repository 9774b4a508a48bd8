"""The legend of a genogram: one line that says what the marks mean, drawn with the same shapes."""

from collections.abc import Callable

from hokatsu_desktop.drawing.genogram_lines import DOTTED, married, slashes
from hokatsu_desktop.drawing.genogram_marks import cross, form, star
from hokatsu_desktop.drawing.measure import MM_PER_PT, box_of, moved, text_width
from hokatsu_desktop.drawing.shapes import Line, Polyline, Shape, Text
from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle

_HALF = 1.3
_SIZE_PT = 6.5
_AFTER_MARK = 0.7
_BETWEEN = 2.2
_MIDDLE = 1.8  # of the line, from the top
_USUAL = DrawingStyle()


def legend_shapes(style: DrawingStyle = _USUAL) -> tuple[Shape, ...]:
    """One line of marks and words from (0, 0), about 130 mm long: □男 ○女 △不明 and so on."""
    shapes: list[Shape] = []
    x = 0.0
    for draw, words in _entries(style):
        mark = draw()
        left, right = min(box_of(shape).left for shape in mark), max(box_of(shape).right for shape in mark)
        shapes += [moved(shape, x - left, _MIDDLE) for shape in mark]
        x += right - left + _AFTER_MARK
        baseline = _MIDDLE + _SIZE_PT * MM_PER_PT * 0.38
        shapes.append(Text(at=(round(x, 2), round(baseline, 2)), words=words, size_pt=_SIZE_PT))
        x += text_width(words, _SIZE_PT) + _BETWEEN
    return tuple(shapes)


def _mark(sex: str) -> Callable[[], list[Shape]]:
    return lambda: [form(sex, (0.0, 0.0), _HALF)]


def _double() -> list[Shape]:
    return [form("male", (0.0, 0.0), _HALF), form("male", (0.0, 0.0), _HALF - 0.5)]


def _dead(style: DrawingStyle) -> list[Shape]:
    if style.dead is DeadMark.BLACK:
        return [form("male", (0.0, 0.0), _HALF, filled=True)]
    return [form("male", (0.0, 0.0), _HALF), *cross("male", (0.0, 0.0), _HALF)]


def _key_person() -> list[Shape]:
    return [star((0.0, 0.1), _HALF)]


def _together() -> list[Shape]:
    side, cut = _HALF, 0.6
    points = (
        (-side - 0.8 + cut, -side),
        (side + 0.8 - cut, -side),
        (side + 0.8, cut - side),
        (side + 0.8, side - cut),
        (side + 0.8 - cut, side),
        (-side - 0.8 + cut, side),
        (-side - 0.8, side - cut),
        (-side - 0.8, cut - side),
    )
    return [Polyline(points=points, width_pt=0.6, dash=(1.5, 1.0), closed=True)]


def _unregistered() -> list[Shape]:
    return [Line(start=(-2.0, 0.0), end=(2.0, 0.0), dash=DOTTED)]


def _former(style: DrawingStyle) -> list[Shape]:
    return [*married((-2.0, 0.0), (2.0, 0.0), style), *slashes(0.0, 0.0)]


def _unnamed() -> list[Shape]:
    return [form("male", (0.0, 0.0), 0.7)]


def _entries(style: DrawingStyle) -> tuple[tuple[Callable[[], list[Shape]], str], ...]:
    return (
        (_mark("male"), "男"),
        (_mark("female"), "女"),
        (_mark("unknown"), "不明"),
        (_double, "本人"),
        (lambda: _dead(style), "故人"),
        (_key_person, "キーパーソン"),
        (_together, "同居"),
        (lambda: married((-2.0, 0.0), (2.0, 0.0), style), "結婚"),
        (lambda: _former(style), "離婚"),
        (_unregistered, "内縁・養子・連れ子"),
        (_unnamed, "表にない人"),
    )
