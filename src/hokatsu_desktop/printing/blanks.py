"""What each kind of blank looks like on paper, filled in or empty for handwriting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.printing.contents import NOTHING, Content, DateByHand, OneLine, Option, Options, Stack, Words
from hokatsu_desktop.printing.marks import Mark
from hokatsu_desktop.printing.pictures import Picture
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.table import Spacing
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.sheets import wording
from hokatsu_desktop.sheets.answers import Answer, Row, as_text
from hokatsu_desktop.sheets.definition import Blank, Column, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.sheets.wording import (
    Tick,
    cell_words,
    chosen_words,
    date_spellings,
    lists_all,
    ticks_of,
    with_unit,
    yes_no_options,
)

HAND_LINE_MM = 8.0  # one line written by hand
_SIGN_MM = 13.0
_MARKS: Mapping[Tick, Mark] = {
    Tick.TICKED: Mark.TICKED,
    Tick.UNTICKED: Mark.UNTICKED,
    Tick.MOST: Mark.MOST,
    Tick.ALSO: Mark.ALSO,
    Tick.UNMARKED: Mark.UNMARKED,
}


@dataclass(frozen=True, kw_only=True)
class Filling:
    """The answers to print, or none for handwriting, and what is needed to print them."""

    answers: Mapping[str, Answer]
    by_hand: bool  # an empty sheet: every value is listed, lines are kept free
    text: TextStyle
    option: TextStyle  # values of a list
    small: TextStyle
    choice_list: Callable[[str], ChoiceList]
    drawings: Mapping[str, tuple[Shape, ...]]
    spacing: Spacing


def content_of(blank: Blank, filling: Filling) -> Content:  # noqa: C901, PLR0911  # one case for each kind
    """What stands in the cell of a blank. Tables (rows, people) are not cells: see row_content()."""
    answer = filling.answers.get(blank.key)
    match blank.kind:
        case Kind.TEXT | Kind.NUMBER:
            return _one_line(as_text(answer), blank.suffix, filling)
        case Kind.LINES:
            return Words(as_text(answer), filling.text)
        case Kind.DATE:
            return _date(as_text(answer), filling)
        case Kind.YES_NO:
            return Options(_marked(yes_no_options(as_text(answer))), filling.option, filling.spacing.options_closely)
        case Kind.CHOICE:
            return _choice(blank, as_text(answer), filling)
        case Kind.CHOICES | Kind.MARKS:
            return _squares(blank, filling)
        case Kind.DRAWING:
            return Picture(filling.drawings.get(blank.key, ()), mm(HAND_LINE_MM) * blank.lines)
        case Kind.SIGN:
            return NOTHING
        case Kind.WORDS:
            return Words(blank.label, filling.text)
        case Kind.ROWS | Kind.PEOPLE:
            raise ValueError(f"{blank.kind}: a table fills rows, not a cell")
        case _:
            raise ValueError(blank.kind)


def least_height_pt(blank: Blank, filling: Filling) -> float:
    """The height a blank keeps free even without an answer."""
    if blank.kind is Kind.SIGN:
        return mm(_SIGN_MM) * max(1, blank.lines / 2)
    if blank.kind in (Kind.LINES, Kind.TEXT, Kind.NUMBER, Kind.DATE) and filling.by_hand:
        return mm(HAND_LINE_MM) * blank.lines + filling.spacing.padding_pt
    if blank.kind in (Kind.CHOICE, Kind.CHOICES, Kind.MARKS, Kind.YES_NO, Kind.DRAWING, Kind.WORDS):
        return 0.0
    return filling.text.leading_pt * blank.lines + 2 * filling.spacing.padding_pt


def row_content(column: Column, row: Row, filling: Filling, *, narrow: bool = False) -> Content:
    """What stands in one cell of a table. In a narrow column every date is short, so that all look the same."""
    words = cell_words(column, row, filling.choice_list)
    match column.kind:
        case Kind.TEXT:
            return OneLine((words,), filling.text, parts=True)
        case Kind.YES_NO if column.square:
            ticked = row.get(column.key) == "yes"
            return Options((Option("", Mark.TICKED if ticked else Mark.UNTICKED),), filling.option)
        case Kind.YES_NO | Kind.CHOICE:
            return OneLine((words,), filling.text)
        case Kind.LINES:
            return Words(words, filling.text, phrases=True)
        case Kind.NUMBER:
            return OneLine((words,), filling.text, "right")
        case Kind.DATE:
            spellings = date_spellings(row.get(column.key, ""))
            return OneLine(spellings[-1:] if narrow else spellings, filling.text)
        case _:
            raise ValueError(column.kind)


def _one_line(text: str, suffix: str, filling: Filling) -> Content:
    if text:
        return OneLine((with_unit(text, suffix),), filling.text)
    return Words(suffix, filling.text, "right")


def _date(stored: str, filling: Filling) -> Content:
    if stored:
        return OneLine(date_spellings(stored), filling.text)
    return DateByHand(filling.text) if filling.by_hand else NOTHING


def _choice(blank: Blank, key: str, filling: Filling) -> Content:
    offered = filling.choice_list(blank.list)
    if lists_all(offered, by_hand=filling.by_hand):
        return _squares(blank, filling)
    return Words(chosen_words(key, as_text(filling.answers.get(other_key(blank.key))), offered), filling.text)


def _squares(blank: Blank, filling: Filling) -> Content:
    """The values with their squares, own words that have no ticked value, and how many values are left out."""
    ticks = ticks_of(blank, filling.answers, filling.choice_list(blank.list), by_hand=filling.by_hand)
    stray = (Words(f"（{ticks.stray_words}）", filling.text),) if ticks.stray_words else ()
    note = (Words(ticks.note, filling.small),) if ticks.note else ()
    return Stack((Options(_marked(ticks.options), filling.option, filling.spacing.options_closely), *stray, *note))


def _marked(options: tuple[wording.Option, ...]) -> tuple[Option, ...]:
    return tuple(Option(option.label, _MARKS[option.tick]) for option in options)
