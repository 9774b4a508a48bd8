"""A letter as town halls write it: number and date at the right, 宛先 at the left, the sender, the title, the body, 記."""

from collections.abc import Iterator
from dataclasses import replace

from hokatsu_desktop.printing.blanks import Filling, content_of, least_height_pt
from hokatsu_desktop.printing.contents import NOTHING, Align, Words
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.table import CALM, TWELFTHS, Cell, Row, Spacing
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.sheets.definition import Blank, Kind, Section
from hokatsu_desktop.sheets.grid import TABLES
from hokatsu_desktop.sheets.letters import is_a_line, line_words, record_number, record_words

_TITLE = TextStyle(Face.GOTHIC_BOLD, 15.0, 24.0)
_NUMBER_SHARE = 0.6  # twelfths
_LABEL_SHARE = 2.6
_GAP_MM = 4.0


def title_rows(title: str, spacing: Spacing) -> Iterator[Row]:
    """The title of a letter, which stands between the sender and the body."""
    yield gap(spacing)
    yield replace(_line(title, _TITLE, "centre"), head=True)
    yield replace(gap(spacing), head=True)


def letter_rows(section: Section, filling: Filling) -> Iterator[Row]:
    """The lines of one section in its place in the letter; its tables are not among them."""
    blanks = [blank for blank in section.blanks if blank.kind not in TABLES]
    match section.letter:
        case "right" | "left" as side:
            for blank in blanks:
                yield _said(blank, side, "", filling)
        case "body":
            for blank in blanks:
                yield _said(blank, "left", "　", filling)
        case "record":
            if section.title:
                yield gap(filling.spacing)
                yield replace(_line(section.title, filling.text, "centre"), head=True)
            for number, blank in enumerate(blanks, start=1):
                yield _record_row(record_number(number), blank, filling)
        case _:
            raise ValueError(section.letter)
    yield gap(filling.spacing)


def _said(blank: Blank, side: Align, indent: str, filling: Filling) -> Row:
    """A line of words; what cannot stand on one, such as squares, stands beside its name."""
    if not is_a_line(blank):
        return _record_row("", blank, filling)
    return _line(indent + line_words(blank, filling.answers, by_hand=filling.by_hand), filling.text, side)


def _record_row(number: str, blank: Blank, filling: Filling) -> Row:
    """１　日時　　令和8年11月26日; words without a name before them take the whole line."""
    text = filling.text
    name, words = record_words(blank, filling.answers)
    first = Cell(content=Words(number, text), share=_NUMBER_SHARE)
    if blank.kind is Kind.WORDS and not words:
        return Row(cells=(first, Cell(content=Words(name, text), share=TWELFTHS - _NUMBER_SHARE)))
    written = Words(words, text) if blank.kind in (Kind.WORDS, Kind.DATE) else content_of(blank, filling)
    label = Cell(content=Words(name, text, phrases=True), share=_LABEL_SHARE)
    rest = Cell(content=written, share=TWELFTHS - _NUMBER_SHARE - _LABEL_SHARE)
    return Row(cells=(first, label, rest), least_height_pt=least_height_pt(blank, filling))


def _line(words: str, style: TextStyle, align: Align) -> Row:
    return Row(cells=(Cell(content=Words(words, style, align), share=TWELFTHS),))


def gap(spacing: Spacing) -> Row:
    """White space between two parts of a letter."""
    height = mm(_GAP_MM) * spacing.padding_pt / CALM.padding_pt
    return Row(cells=(Cell(content=NOTHING, share=TWELFTHS),), least_height_pt=height)
