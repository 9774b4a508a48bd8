"""What the lines of a letter say: the same words on paper and in Word."""

from collections.abc import Mapping

from hokatsu_desktop.japanese.wareki import shown
from hokatsu_desktop.sheets.answers import Answer, as_text
from hokatsu_desktop.sheets.definition import Blank, Kind

DATE_BY_HAND = "令和　　年　　月　　日"
_ROOM = "　" * 9  # to write in by hand
_LINES = frozenset({Kind.TEXT, Kind.LINES, Kind.NUMBER, Kind.DATE, Kind.WORDS})
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def is_a_line(blank: Blank) -> bool:
    """Whether its answer is words that can stand on a line of their own; squares and tables cannot."""
    return blank.kind in _LINES


def line_words(blank: Blank, answers: Mapping[str, Answer], *, by_hand: bool) -> str:
    """What stands on the line of a blank; one without an answer gives its name and room to write."""
    if blank.kind is Kind.WORDS:
        return blank.label
    answer = as_text(answers.get(blank.key))
    if blank.kind is Kind.DATE:
        named = f"{blank.label}　{DATE_BY_HAND}" if by_hand else DATE_BY_HAND
        return shown(answer) if answer else named
    if not answer:
        return f"{blank.label}{_ROOM}{blank.suffix}"
    return f"{answer}　{blank.suffix}" if blank.suffix else answer


def record_number(place: int) -> str:
    """The number of a line below 記."""
    return str(place).translate(_WIDE_DIGITS)


def record_words(blank: Blank, answers: Mapping[str, Answer]) -> tuple[str, str]:
    """The name of a line below 記, and what it says: a date runs on into its suffix (令和8年11月20日まで).

    Fixed words may begin with their name (持ち物　…); without one they are all name.
    """
    if blank.kind is Kind.WORDS:
        name, _, words = blank.label.partition("　")
        return name, words
    answer = as_text(answers.get(blank.key))
    if blank.kind is Kind.DATE:
        return blank.label, (shown(answer) if answer else DATE_BY_HAND) + blank.suffix
    return blank.label, f"{answer} {blank.suffix}".strip() if answer else blank.suffix
