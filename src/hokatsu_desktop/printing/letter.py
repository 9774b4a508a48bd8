"""A letter as town halls write it: number and date at the right, 宛先 at the left, the sender, the title, the body, 記."""

from collections.abc import Iterator
from dataclasses import replace

from hokatsu_desktop.japanese.wareki import shown
from hokatsu_desktop.printing.blanks import Filling, content_of, least_height_pt
from hokatsu_desktop.printing.contents import NOTHING, Align, Content, Words
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.table import TWELFTHS, Cell, Row
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.sheets.answers import as_text
from hokatsu_desktop.sheets.definition import Blank, Kind, Section

_TITLE = TextStyle(Face.GOTHIC_BOLD, 15.0, 24.0)
_NUMBER_SHARE = 0.6  # twelfths
_LABEL_SHARE = 2.6
_GAP_MM = 4.0
_DATE_BY_HAND = "令和　　年　　月　　日"
_ROOM = "　" * 9  # to write in by hand
_WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def title_rows(title: str) -> Iterator[Row]:
    """The title of a letter, which stands between the sender and the body."""
    yield gap()
    yield replace(_line(title, _TITLE, "centre"), head=True)
    yield replace(gap(), head=True)


def letter_rows(section: Section, filling: Filling) -> Iterator[Row]:
    """The lines of one section in its place in the letter."""
    match section.letter:
        case "right" | "left" as side:
            for blank in section.blanks:
                yield _line(_said(blank, filling), filling.text, side)
        case "body":
            for blank in section.blanks:
                yield _line(f"　{_said(blank, filling)}", filling.text, "left")
        case "record":
            if section.title:
                yield gap()
                yield replace(_line(section.title, filling.text, "centre"), head=True)
            for number, blank in enumerate(section.blanks, start=1):
                yield _record_row(number, blank, filling)
        case _:
            raise ValueError(section.letter)
    yield gap()


def _said(blank: Blank, filling: Filling) -> str:
    """What stands on the line of a blank; one without an answer gives its name and room to write."""
    if blank.kind is Kind.WORDS:
        return blank.label
    answer = as_text(filling.answers.get(blank.key))
    if blank.kind is Kind.DATE:
        named = f"{blank.label}　{_DATE_BY_HAND}" if filling.by_hand else _DATE_BY_HAND
        return shown(answer) if answer else named
    if not answer:
        return f"{blank.label}{_ROOM}{blank.suffix}"
    return f"{answer}　{blank.suffix}" if blank.suffix else answer


def _record_row(number: int, blank: Blank, filling: Filling) -> Row:
    """１　日時　　令和8年11月26日; words without a name before them take the whole line."""
    text = filling.text
    first = Cell(content=Words(str(number).translate(_WIDE_DIGITS), text), share=_NUMBER_SHARE)
    name, _, words = blank.label.partition("　") if blank.kind is Kind.WORDS else (blank.label, "", "")
    if blank.kind is Kind.WORDS and not words:
        return Row(cells=(first, Cell(content=Words(name, text), share=TWELFTHS - _NUMBER_SHARE)))
    content = Words(words, text) if words else _answered(blank, filling)
    label = Cell(content=Words(name, text, phrases=True), share=_LABEL_SHARE)
    rest = Cell(content=content, share=TWELFTHS - _NUMBER_SHARE - _LABEL_SHARE)
    return Row(cells=(first, label, rest), least_height_pt=least_height_pt(blank, filling))


def _answered(blank: Blank, filling: Filling) -> Content:
    """The answer in the list of a letter: a date runs on into its suffix (令和8年11月20日まで)."""
    if blank.kind is not Kind.DATE:
        return content_of(blank, filling)
    answer = as_text(filling.answers.get(blank.key))
    return Words((shown(answer) if answer else _DATE_BY_HAND) + blank.suffix, filling.text)


def _line(words: str, style: TextStyle, align: Align) -> Row:
    return Row(cells=(Cell(content=Words(words, style, align), share=TWELFTHS),))


def gap() -> Row:
    """White space between two parts of a letter."""
    return Row(cells=(Cell(content=NOTHING, share=TWELFTHS),), least_height_pt=mm(_GAP_MM))
