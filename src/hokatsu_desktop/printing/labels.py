"""Breaking short texts where a reader pauses, so that 提出者が / 困っていること is not cut inside a word."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import inf

from hokatsu_desktop.printing.fonts import units
from hokatsu_desktop.printing.text import NOT_AT_LINE_END, NOT_AT_LINE_START, Line, TextStyle, joined, measure, wrap

_PAUSE_AFTER = frozenset("・、／/）」〜～ 　")
_PAUSE_BEFORE = frozenset("（「")
_SPACES = frozenset(" 　")
_PARTICLES = frozenset("にはがでと")  # after a kanji; inside a word otherwise
_SURE_PARTICLES = frozenset("のを")
_CLINGING = frozenset("町村先")  # after hiragana: みどり町, 受け入れ先
_HONORIFICS = frozenset("おご")  # before kanji: お願い
_CUT_INSIDE_WORD = 3.0  # in line widths squared: worse than any unevenness
_ONE_MORE_LINE = 0.8
Ends = tuple[int, ...]
_LONGEST = 40  # units; a longer label is running text


@cache
def wrap_phrases(text: str, width_pt: float, style: TextStyle, more_lines: int = 1) -> tuple[Line, ...]:
    """A short text in few, evenly filled lines, broken at the end of a phrase.

    It may take as many as more_lines above what wrap() needs if that spares a word. A text of over 40 characters or
    with newlines is wrapped as usual.
    """
    plain = wrap(text, width_pt, style)
    parts = units(text)
    if len(plain) == 1 or len(parts) > _LONGEST or "\n" in text:
        return tuple(plain)
    best = _best_ends(parts, width_pt, style)
    counts = range(len(plain), len(plain) + more_lines + 1)
    found = [(best(0, count)[0] + (count - counts[0]) * _ONE_MORE_LINE, best(0, count)[1]) for count in counts]
    cost, ends = min(found)
    if cost == inf:
        return tuple(plain)
    lines = ["".join(parts[start:end]) for start, end in pairwise((0, *ends))]
    return tuple(Line(line, measure(line.rstrip(), style)) for line in lines)


def cuts_a_word(lines: tuple[Line, ...]) -> bool:
    """Whether one of the line ends stands inside a word, as far as can be told without a dictionary."""
    ends = accumulate(len(units(line.text)) for line in lines[:-1])
    parts = [unit for line in lines for unit in units(line.text)]
    return any(_cost(parts, end) >= _CUT_INSIDE_WORD for end in ends)


def _best_ends(parts: list[str], width_pt: float, style: TextStyle) -> Callable[[int, int], tuple[float, Ends]]:
    """A function that tells, for the units from a start on, the best ends of so many lines and their cost."""

    @cache
    def best(start: int, count: int) -> tuple[float, Ends]:
        if count == 1:
            return unevenness(start, len(parts)), (len(parts),)
        found: list[tuple[float, Ends]] = [(inf, ())]
        for end in range(start + 1, len(parts)):
            uneven = unevenness(start, end)
            if uneven == inf:
                break
            rest = best(end, count - 1)
            found.append((uneven + _cost(parts, end) + rest[0], (end, *rest[1])))
        return min(found)

    def unevenness(start: int, end: int) -> float:
        width = measure("".join(parts[start:end]).rstrip(), style)
        return float((1 - width / width_pt) ** 2) if width <= width_pt else inf

    return best


def _cost(parts: Sequence[str], place: int) -> float:
    """How bad a break before this place is; infinite where it is forbidden."""
    before, after = parts[place - 1], parts[place]
    if after in NOT_AT_LINE_START or before in NOT_AT_LINE_END or after in _SPACES or joined(parts, place):
        return inf
    if before in _PAUSE_AFTER or after in _PAUSE_BEFORE:
        return 0.0
    particle = before in _SURE_PARTICLES or (before in _PARTICLES and place > 1 and not _is_hiragana(parts[place - 2]))
    if _is_hiragana(before) and after.isalpha() and not _is_hiragana(after):
        if before in _HONORIFICS or (after in _CLINGING and not particle):
            return _CUT_INSIDE_WORD
        return 0.1 if particle else 0.3
    if particle or (_is_kanji(before) and _is_katakana(after)):
        return 0.3
    return _CUT_INSIDE_WORD


def _is_hiragana(unit: str) -> bool:
    return "ぁ" <= unit <= "ゖ"


def _is_katakana(unit: str) -> bool:
    return "ァ" <= unit <= "ヺ"


def _is_kanji(unit: str) -> bool:
    return "一" <= unit <= "鿿"
