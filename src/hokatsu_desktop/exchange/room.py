"""How many lines a text takes in a cell, estimated from above: Excel does not grow merged cells by itself."""

from collections.abc import Iterator
from functools import cache
from unicodedata import combining

from hokatsu_desktop.drawing.measure import text_width

LEADING = 1.32  # of the type size
PADDING_MM = 1.6  # left and right of the words of a cell, together with the frame


def lines_in(text: str, width_mm: float, size_pt: float) -> list[str]:
    """The text in lines as a cell of that width breaks them; joined they are the text again."""
    return [line for paragraph in text.splitlines(keepends=True) for line in _broken(paragraph, width_mm, size_pt)]


def _broken(paragraph: str, width_mm: float, size_pt: float) -> Iterator[str]:
    begin, used, room = 0, 0.0, max(width_mm - PADDING_MM, 1.0)
    for place, character in enumerate(paragraph):
        width = _width(character, size_pt)
        if used and width and used + width > room:
            yield paragraph[begin:place]
            begin, used = place, 0.0
        used += width
    yield paragraph[begin:]


@cache
def _width(character: str, size_pt: float) -> float:
    return 0.0 if character == "\n" or combining(character) else text_width(character, size_pt)
