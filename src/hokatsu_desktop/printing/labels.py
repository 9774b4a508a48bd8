"""Breaking short texts where a reader pauses, so that 提出者が / 困っていること is not cut inside a word."""

from functools import cache

from hokatsu_desktop.printing.fonts import units
from hokatsu_desktop.printing.text import NOT_AT_LINE_END, NOT_AT_LINE_START, Line, TextStyle, joined, measure, wrap

_PAUSE_AFTER = frozenset("・、／/）」〜～ 　")
_PAUSE_BEFORE = frozenset("（「")
_PARTICLES = frozenset("にはがでと")  # after a kanji; inside a word otherwise
_SURE_PARTICLES = frozenset("のを")
_CUT_INSIDE_WORD = 3.0  # in line widths squared: worse than any unevenness
_ONE_MORE_LINE = 0.8
_LONGEST = 40  # units; a longer label is running text


@cache
def wrap_phrases(text: str, width_pt: float, style: TextStyle, more_lines: int = 1) -> tuple[Line, ...]:
    """A short text in few, evenly filled lines, broken at the end of a phrase.

    It may take as many as more_lines above what wrap() needs if that spares a word. A text of over 40 characters or
    with newlines is wrapped as usual.
    """
    plain = wrap(text, width_pt, style)
    parts = tuple(units(text))
    if len(plain) == 1 or len(parts) > _LONGEST or "\n" in text:
        return tuple(plain)
    found = [
        (split[0] + more * _ONE_MORE_LINE, split[1])
        for more in range(more_lines + 1)
        if (split := _split(parts, len(plain) + more, width_pt, style))
    ]
    if not found:
        return tuple(plain)
    return tuple(Line(line, measure(line.rstrip(), style)) for line in min(found)[1])


def _split(
    parts: tuple[str, ...], count: int, width_pt: float, style: TextStyle
) -> tuple[float, tuple[str, ...]] | None:
    """The best way to make count lines: its cost and the lines; None when they do not fit."""
    whole = "".join(parts)
    if count == 1:
        width = measure(whole.rstrip(), style)
        return ((1 - width / width_pt) ** 2, (whole,)) if width <= width_pt else None
    found = []
    for place in range(1, len(parts)):
        first = "".join(parts[:place])
        width = measure(first.rstrip(), style)
        if width > width_pt:
            break
        cost = _cost(parts, place)
        if cost is not None and (rest := _split(parts[place:], count - 1, width_pt, style)):
            found.append((cost + (1 - width / width_pt) ** 2 + rest[0], (first, *rest[1])))
    return min(found, default=None)


def _cost(parts: tuple[str, ...], place: int) -> float | None:
    """How bad a break before this place is; None where it is forbidden."""
    before, after = parts[place - 1], parts[place]
    if after in NOT_AT_LINE_START or before in NOT_AT_LINE_END or joined(parts, place):
        return None
    if before in _PAUSE_AFTER or after in _PAUSE_BEFORE:
        return 0.0
    if _is_hiragana(before) and not _is_hiragana(after):
        return 0.1
    if before in _SURE_PARTICLES or (before in _PARTICLES and place > 1 and not _is_hiragana(parts[place - 2])):
        return 0.3
    return _CUT_INSIDE_WORD


def _is_hiragana(unit: str) -> bool:
    return "ぁ" <= unit <= "ゖ"
