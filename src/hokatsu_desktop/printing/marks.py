"""Check squares, ◎ ○, arrows and the frames for 取扱注意: drawn as shapes, so that no font needs to have them.

Each mark also puts plain words into the text layer, "[レ]" for a tick: found by search, read aloud, copied as text.
"""

from enum import StrEnum

from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.surface import Box, Surface
from hokatsu_desktop.printing.text import TextStyle, measure


class Mark(StrEnum):
    """A mark by its words in the text layer."""

    TICKED = "[レ]"
    UNTICKED = "[ ]"
    MOST = "[◎]"
    ALSO = "[○]"
    UNMARKED = "[　]"  # a square kept free for ◎ or ○ by hand
    DOUBLE_CIRCLE = "◎"
    CIRCLE = "○"
    ARROW_RIGHT = "→"
    ARROW_DOWN = "↓"


_THIN_PT = 0.6
_BOLD_PT = 1.3


def mark_size(text_size_pt: float) -> float:
    """The side of the square that a mark takes beside text of this size, in points."""
    return round(text_size_pt * 0.95, 2)


def draw_mark(surface: Surface, mark: Mark, left: float, base: float, text_size_pt: float) -> None:
    """Draw a mark on a line of text: its left edge and the line's baseline, beside text of this size."""
    size = mark_size(text_size_pt)
    box = Box(left, base - text_size_pt * 0.38 - size / 2, size, size)
    style = TextStyle(Face.MINCHO, text_size_pt)
    match mark:
        case Mark.TICKED:
            surface.frame(box, _THIN_PT)
            _tick(surface, box)
        case Mark.UNTICKED | Mark.UNMARKED:
            surface.frame(box, _THIN_PT)
        case Mark.MOST:
            surface.frame(box, _THIN_PT)
            _circles(surface, box, (0.41, 0.20))
        case Mark.ALSO:
            surface.frame(box, _THIN_PT)
            _circles(surface, box, (0.36,))
        case Mark.DOUBLE_CIRCLE:
            _circles(surface, box, (0.48, 0.26))
        case Mark.CIRCLE:
            _circles(surface, box, (0.48,))
        case Mark.ARROW_RIGHT:
            _arrow(surface, box, down=False)
        case Mark.ARROW_DOWN:
            _arrow(surface, box, down=True)
        case _:
            raise ValueError(mark)
    surface.unseen_words(left, base, mark.value, style, size)


def _tick(surface: Surface, box: Box) -> None:
    points = ((0.20, 0.50), (0.42, 0.74), (0.82, 0.22))
    surface.polyline(tuple((box.left + x * box.width, box.top + y * box.height) for x, y in points), _BOLD_PT)


def _circles(surface: Surface, box: Box, radii: tuple[float, ...]) -> None:
    for share in radii:
        radius = share * box.width
        middle, height = box.left + box.width / 2, box.top + box.height / 2
        surface.ellipse(Box(middle - radius, height - radius, 2 * radius, 2 * radius), 0.8)


def _arrow(surface: Surface, box: Box, *, down: bool) -> None:
    shaft = ((0.05, 0.5), (0.95, 0.5))
    head = ((0.65, 0.25), (0.95, 0.5), (0.65, 0.75))
    for points in (shaft, head):
        turned = tuple((y, x) if down else (x, y) for x, y in points)
        surface.polyline(tuple((box.left + x * box.width, box.top + y * box.height) for x, y in turned), 0.8)


def framed_words_size(text: str, style: TextStyle) -> tuple[float, float]:
    """Width and height in points of a frame around one line of words."""
    return measure(text, style) + style.size_pt * 1.2, style.size_pt * 2.0


def draw_framed_words(surface: Surface, text: str, left: float, top: float, style: TextStyle) -> None:
    """Words in a 1.2 pt frame, such as 取扱注意 or 練習用; the size is framed_words_size()."""
    width, height = framed_words_size(text, style)
    surface.words_centred(left + width / 2, top + height / 2 + style.size_pt * 0.38, text, style)
    surface.frame(Box(left, top, width, height), 1.2)
