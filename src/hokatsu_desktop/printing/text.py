"""Measuring text and breaking it into lines by the rules of Japanese composition (JIS X 4051, 追い出し)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hokatsu_desktop.printing.fonts import Face, units, widths

# JIS X 4051 行頭禁則: closers, full stops, commas, middle dots, ！？, iteration marks, 長音, small kana, units after a
# number; with their half-width twins.
NOT_AT_LINE_START = frozenset(
    "」』）】〕］｝〉》〙〗｠⦆’”»〟｣)]}"
    "、。，．・：；！？,.:;!?｡､･‼⁇⁈⁉"
    "ヽヾゝゞ々〻ー゠‐〜～–ｰﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
    "％%‰℃°′″￠㏋"
)
# 行末禁則: openers and signs before a number.
NOT_AT_LINE_END = frozenset("「『（【〔［｛〈《〘〖｟⦅‘“«〝｢([{￥¥＄$￡£€№＃")

_SPACES = frozenset(" 　\u2002\u2003\u2009")
_TOGETHER = frozenset("…‥―—〳〴〵")  # never parted from its own kind
_WIDE_DIGITS = frozenset("０１２３４５６７８９")
_WIDE_WORD = _WIDE_DIGITS | frozenset(map(chr, [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))
_WIDE_JOINTS = frozenset("，．：／－")  # part of a number between two wide digits
_LATIN_WORD = frozenset(map(chr, [*range(0x21, 0x7F), *range(0xC0, 0x250)])) - frozenset("()[]{}<>\"'")
_SLACK = 1e-6  # sums of floats: a line that fits exactly must not break


@dataclass(frozen=True)
class TextStyle:
    """A face, its size and the distance from line to line, in points."""

    face: Face = Face.MINCHO
    size_pt: float = 10.5
    leading_pt: float = 16.0


@dataclass(frozen=True)
class Line:
    """One line of set text and the width of its ink; spaces that fell on the line end are kept but not counted."""

    text: str
    width_pt: float


def measure(text: str, style: TextStyle) -> float:
    """Width in points of a text set on one line."""
    table = widths(style.face)
    return sum(table[unit] for unit in units(text)) * style.size_pt


def wrap(text: str, width_pt: float, style: TextStyle) -> list[Line]:
    """The text in lines no wider than width_pt.

    A newline ends a line; an empty text is one empty line. No line starts with a closer, 。、：；！？ or small kana, or
    ends with an opener; numbers and Latin words stay whole. Only a stretch that is longer than a line by itself is cut.
    Nothing hangs out of the width.
    """
    return [line for part in "\n".join(text.splitlines()).split("\n") for line in _paragraph(part, width_pt, style)]


def _paragraph(text: str, width_pt: float, style: TextStyle) -> Iterator[Line]:
    parts = units(text)
    table = widths(style.face)
    start = 0
    for end in _line_ends(parts, width_pt / style.size_pt + _SLACK, table):
        inked = end
        while inked > start and parts[inked - 1] in _SPACES:
            inked -= 1
        ink = sum([table[unit] for unit in parts[start:inked]])
        yield Line("".join(parts[start:end]), ink * style.size_pt)
        start = end
    if not parts:
        yield Line("", 0.0)


def _line_ends(parts: list[str], room: float, table: dict[str, float]) -> Iterator[int]:
    """Where each line ends; room in ems."""
    start, count = 0, len(parts)
    while start < count:
        end = _first_that_does_not_fit(parts, start, room, table)
        if end < count:
            end = _break_before(parts, start, end)
        yield end
        start = end


def _first_that_does_not_fit(parts: list[str], start: int, room: float, table: dict[str, float]) -> int:
    for index in range(start, len(parts)):
        room -= table[parts[index]]
        if room < 0 and parts[index] not in _SPACES:
            return max(index, start + 1)
    return len(parts)


def _break_before(parts: list[str], start: int, end: int) -> int:
    """The last place at or before end where the line may break; spaces stay behind on the line."""
    for may_break in (_may_break, _may_break_word, _may_break_at_all):
        for place in range(end, start, -1):
            if parts[place] not in _SPACES and may_break(parts, start, place):
                return place
    return end


def _may_break(parts: list[str], start: int, place: int) -> bool:
    return _may_break_word(parts, start, place) and not joined(parts, place)


def _may_break_word(parts: list[str], start: int, place: int) -> bool:
    """Whether the signs on both sides allow it, words and numbers left out of account."""
    before = place - 1
    while before > start and parts[before] in _SPACES:
        before -= 1
    return parts[place] not in NOT_AT_LINE_START and parts[before] not in NOT_AT_LINE_END


def _may_break_at_all(parts: list[str], start: int, place: int) -> bool:
    return True


def joined(parts: Sequence[str], place: int) -> bool:
    """Whether the units before and at this place belong to one word or number."""
    before, after = parts[place - 1], parts[place]
    if before in _LATIN_WORD and after in _LATIN_WORD:
        return True
    if before == after and before in _TOGETHER:
        return True
    if before in _WIDE_WORD and after in _WIDE_WORD:
        return True
    return (before in _WIDE_JOINTS and after in _WIDE_DIGITS and place > 1 and parts[place - 2] in _WIDE_DIGITS) or (
        after in _WIDE_JOINTS and before in _WIDE_DIGITS and place + 1 < len(parts) and parts[place + 1] in _WIDE_DIGITS
    )
