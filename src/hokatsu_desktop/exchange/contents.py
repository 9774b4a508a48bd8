"""What stands in a cell of Excel and Word: words, a number with its unit, or a drawing."""

from dataclasses import dataclass

from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.exchange.room import lines_in
from hokatsu_desktop.exchange.safe_text import plain_number, writable
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Row, as_text
from hokatsu_desktop.sheets.definition import Blank, Column, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.wording import (
    SIGNS,
    Option,
    Tick,
    cell_words,
    chosen_words,
    date_spellings,
    lists_all,
    ticks_of,
    with_unit,
    yes_no_options,
)

_DATE_BY_HAND = "　　　　年　　　月　　　日"


@dataclass(frozen=True)
class Words:
    """Text of one or more lines."""

    text: str


@dataclass(frozen=True)
class Amount:
    """A number that can be reckoned with, as it was typed, and its unit."""

    typed: str
    unit: str = ""

    @property
    def text(self) -> str:
        """85,000 円."""
        return with_unit(self.typed, self.unit)


@dataclass(frozen=True)
class Drawing:
    """A genogram or ecomap."""

    shapes: tuple[Shape, ...]
    text: str  # what it is, for whoever cannot see it


@dataclass(frozen=True)
class Listed:
    """The values of a list with their ticks, never broken between a tick and its label, and words below them."""

    options: tuple[str, ...]  # ■女
    below: tuple[str, ...] = ()

    def text(self, width_mm: float, size_pt: float) -> str:
        """As many values on each line as fit side by side."""
        lines = [""]
        for option in self.options:
            longer = f"{lines[-1]}{_BETWEEN}{option}" if lines[-1] else option
            if lines[-1] and len(lines_in(longer, width_mm, size_pt)) > 1:
                lines.append(option)
            else:
                lines[-1] = longer
        return "\n".join(filter(None, (*lines, *self.below)))


Content = Words | Listed | Amount | Drawing
NOTHING = Words("")
_BETWEEN = "　"  # two values of a list


def content_of(blank: Blank, paper: Paper) -> Content:  # noqa: PLR0911  # one case for each kind
    """What stands in the cell of a blank. Tables (rows, people) are not cells: see cell_content()."""
    answers, by_hand = paper.given, paper.blank
    answer = answers.get(blank.key)
    match blank.kind:
        case Kind.TEXT | Kind.LINES:
            return words(with_unit(as_text(answer), blank.suffix) or blank.suffix)
        case Kind.NUMBER:
            return _amount(as_text(answer), blank.suffix)
        case Kind.DATE:
            return words(date_spellings(as_text(answer))[0] or (_DATE_BY_HAND if by_hand else ""))
        case Kind.YES_NO:
            return _listed(yes_no_options(as_text(answer)))
        case Kind.CHOICE if not lists_all(paper.sheet.choice_list(blank.list), by_hand=by_hand):
            own_words = as_text(answers.get(other_key(blank.key)))
            return words(chosen_words(as_text(answer), own_words, paper.sheet.choice_list(blank.list)))
        case Kind.CHOICE | Kind.CHOICES | Kind.MARKS:
            ticks = ticks_of(blank, answers, paper.sheet.choice_list(blank.list), by_hand=by_hand)
            stray = f"（{ticks.stray_words}）" if ticks.stray_words else ""
            return _listed(ticks.options, stray, ticks.note)
        case Kind.DRAWING:
            return Drawing(() if by_hand else paper.drawings.get(blank.key, ()), blank.label)
        case Kind.SIGN:
            return NOTHING
        case Kind.WORDS:
            return words(blank.label)
        case _:
            raise ValueError(blank.kind)


def cell_content(column: Column, row: Row, paper: Paper) -> Content:
    """What stands in one cell of a table."""
    if column.square:
        return Words(SIGNS[Tick.TICKED if row.get(column.key) == "yes" else Tick.UNTICKED])
    text = cell_words(column, row, paper.sheet.choice_list)
    return _amount(text, "") if column.kind is Kind.NUMBER else words(text)


def words(text: str) -> Words:
    """The text as a file can hold it."""
    return Words(writable(text))


def _listed(options: tuple[Option, ...], *below: str) -> Listed:
    signed = tuple(writable(f"{SIGNS[option.tick]}{option.label}") for option in options)
    return Listed(signed, tuple(writable(one) for one in below if one))


def _amount(text: str, unit: str) -> Content:
    if plain_number(text) is None:
        return words(with_unit(text, unit) or unit)
    return Amount(text, unit)
