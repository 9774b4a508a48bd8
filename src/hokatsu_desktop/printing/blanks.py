"""What each kind of blank looks like on paper, filled in or empty for handwriting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.japanese.wareki import PartialDate, short, shown
from hokatsu_desktop.printing.contents import NOTHING, Content, DateByHand, OneLine, Option, Options, Stack, Words
from hokatsu_desktop.printing.marks import Mark
from hokatsu_desktop.printing.pictures import Picture
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.printing.table import Spacing
from hokatsu_desktop.printing.text import TextStyle
from hokatsu_desktop.sheets.answers import Answer, Row, as_keys, as_marks, as_text
from hokatsu_desktop.sheets.definition import Blank, Column, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.lists import Choice, ChoiceList

SHORT_LIST = 16  # values; a longer list prints only what is ticked
HAND_LINE_MM = 8.0  # one line written by hand
_SIGN_MM = 13.0
_ROOM_FOR_OWN_WORDS = "　" * 9
_YES_NO = (("yes", "はい"), ("no", "いいえ"))


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

    def own_words(self, key: str) -> str:
        """What was written for a ticked 「その他」 of this blank."""
        return as_text(self.answers.get(other_key(key)))


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
            return _yes_no(as_text(answer), filling.option)
        case Kind.CHOICE:
            return _choice(blank, as_text(answer), filling)
        case Kind.CHOICES:
            return _choices(blank, as_keys(answer), filling)
        case Kind.MARKS:
            return _marks(blank, answer, filling)
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


def row_content(column: Column, row: Row, filling: Filling) -> Content:
    """What stands in one cell of a table."""
    value = row.get(column.key, "")
    match column.kind:
        case Kind.TEXT:
            return OneLine((value,), filling.text, parts=True)
        case Kind.LINES:
            return Words(value, filling.text, phrases=True)
        case Kind.NUMBER:
            return OneLine((value,), filling.text, "right")
        case Kind.DATE:
            return OneLine(_date_spellings(value), filling.text)
        case Kind.YES_NO:
            return OneLine((dict(_YES_NO).get(value, value),), filling.text)
        case Kind.CHOICE:
            words = row.get(other_key(column.key), "")
            label = filling.choice_list(column.list).label_of(value) if value else ""
            return OneLine((f"{label}（{words}）" if words else label,), filling.text)
        case _:
            raise ValueError(column.kind)


def _one_line(text: str, suffix: str, filling: Filling) -> Content:
    if text:
        return OneLine((f"{text} {suffix}" if suffix else text,), filling.text)
    return Words(suffix, filling.text, "right")


def _date(stored: str, filling: Filling) -> Content:
    if stored:
        return OneLine(_date_spellings(stored), filling.text)
    return DateByHand(filling.text) if filling.by_hand else NOTHING


def _date_spellings(stored: str) -> tuple[str, ...]:
    """令和8年12月4日 and, for a full date, R8.12.4 where the column is narrow."""
    if not stored:
        return ("",)
    day = _whole_day(stored)
    return (shown(stored), short(day)) if day else (shown(stored),)


def _whole_day(stored: str) -> date | None:
    try:
        partial = PartialDate.from_text(stored)
    except ValueError:
        return None
    return None if partial.approximate else partial.as_date()


def _yes_no(answer: str, style: TextStyle) -> Content:
    return Options(tuple(Option(label, _tick(key == answer)) for key, label in _YES_NO), style)


def _choice(blank: Blank, key: str, filling: Filling) -> Content:
    offered = filling.choice_list(blank.list)
    if len(offered.offered) > SHORT_LIST and not filling.by_hand:
        words = filling.own_words(blank.key)
        label = offered.label_of(key) if key else ""
        return Words(f"{label}（{words}）" if words else label, filling.text)
    return _squares(blank, [key] if key else [], filling)


def _choices(blank: Blank, keys: list[str], filling: Filling) -> Content:
    offered = filling.choice_list(blank.list)
    if len(offered.offered) > SHORT_LIST and not filling.by_hand:
        ticked = Options(
            tuple(_option(value, Mark.TICKED, blank, filling) for value in _named(offered, keys)), filling.option
        )
        return Stack((ticked, *_rest_note(offered, keys, filling)))
    return _squares(blank, keys, filling)


def _squares(blank: Blank, keys: list[str], filling: Filling) -> Content:
    """All values of a list with their squares, also those ticked earlier and no longer offered."""
    values = _values(filling.choice_list(blank.list), keys)
    options = tuple(_option(value, _tick(value.key in keys), blank, filling) for value in values)
    return Stack((Options(options, filling.option), *_stray_words(blank, values, keys, filling)))


def _marks(blank: Blank, answer: Answer | None, filling: Filling) -> Content:
    marks = as_marks(answer)
    keys = list(filter(None, [marks["most"], *marks["also"]]))
    offered = filling.choice_list(blank.list)
    values = _values(offered, keys)
    signs = dict.fromkeys(keys, Mark.ALSO) | ({marks["most"]: Mark.MOST} if marks["most"] else {})
    if len(offered.offered) > SHORT_LIST and not filling.by_hand:
        values = [value for value in values if value.key in signs]
    options = tuple(_option(value, signs.get(value.key, Mark.UNMARKED), blank, filling) for value in values)
    note = _rest_note(offered, keys, filling) if len(values) < len(offered.offered) else ()
    return Stack((Options(options, filling.option), *_stray_words(blank, values, keys, filling), *note))


def _option(value: Choice, mark: Mark, blank: Blank, filling: Filling) -> Option:
    if not value.free_text:
        return Option(value.label, mark)
    if filling.by_hand:
        return Option(f"{value.label}（{_ROOM_FOR_OWN_WORDS}）", mark)
    words = filling.own_words(blank.key)
    ticked = mark not in (Mark.UNTICKED, Mark.UNMARKED)
    return Option(f"{value.label}（{words}）" if words and ticked else value.label, mark)


def _stray_words(blank: Blank, values: list[Choice], keys: list[str], filling: Filling) -> tuple[Content, ...]:
    """Own words whose value is not ticked: they are printed all the same, nobody's words are dropped."""
    words = filling.own_words(blank.key)
    if not words or any(value.free_text and value.key in keys for value in values):
        return ()
    return (Words(f"（{words}）", filling.text),)


def _rest_note(offered: ChoiceList, keys: list[str], filling: Filling) -> tuple[Content, ...]:
    left_out = sum(value.key not in keys for value in offered.offered)
    return (Words(f"ほか{left_out}項目は印なし", filling.small),) if left_out else ()


def _values(offered: ChoiceList, keys: list[str]) -> list[Choice]:
    """The values on offer and those that were ticked when they were, in the order of the list."""
    ticked = _named(offered, keys)
    strangers = [value for value in ticked if value not in offered.values]
    return [*(value for value in offered.values if not value.retired or value in ticked), *strangers]


def _named(offered: ChoiceList, keys: list[str]) -> list[Choice]:
    """The values with these keys, in the order of the list; a key the list does not know stands for itself."""
    known = [value for value in offered.values if value.key in keys]
    strangers = set(keys) - {value.key for value in known}
    return [*known, *(Choice(key=key, label=key) for key in keys if key in strangers)]


def _tick(ticked: bool) -> Mark:
    return Mark.TICKED if ticked else Mark.UNTICKED
