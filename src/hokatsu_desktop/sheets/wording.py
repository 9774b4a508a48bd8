"""What stands on a sheet for an answer, in words: values with their ticks, dates, units. All papers ask here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from hokatsu_desktop.japanese.wareki import PartialDate, short, shown
from hokatsu_desktop.sheets.answers import Answer, Row, as_keys, as_marks, as_text
from hokatsu_desktop.sheets.definition import Blank, Column, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.lists import Choice, ChoiceList

SHORT_LIST = 16  # values; of a longer list only what is ticked stands on a filled-in sheet
YES_NO = (("yes", "はい"), ("no", "いいえ"))
_ROOM_FOR_OWN_WORDS = "　" * 9


class Tick(Enum):
    """How a value of a list stands on a sheet."""

    TICKED = auto()
    UNTICKED = auto()
    MOST = auto()  # ◎
    ALSO = auto()  # ○
    UNMARKED = auto()  # a square kept free for ◎ or ○ by hand


SIGNS: Mapping[Tick, str] = {Tick.TICKED: "■", Tick.UNTICKED: "□", Tick.MOST: "◎", Tick.ALSO: "○", Tick.UNMARKED: "□"}
"""A tick as a character that every Japanese font has; BIZ UD lacks ☑ and ☐."""


@dataclass(frozen=True)
class Option:
    """One value of a list and whether it is ticked."""

    label: str
    tick: Tick

    @property
    def is_ticked(self) -> bool:
        """Whether the value is part of the answer."""
        return self.tick in (Tick.TICKED, Tick.MOST, Tick.ALSO)


@dataclass(frozen=True)
class Ticks:
    """The answer to a choice, choices or marks blank as it stands on the sheet."""

    options: tuple[Option, ...]
    stray_words: str = ""  # own words whose value is not ticked: shown all the same, nobody's words are dropped
    left_out: int = 0  # values of a long list that are not ticked and not shown

    @property
    def note(self) -> str:
        """Words for what is left out; empty if nothing is."""
        return f"ほか{self.left_out}項目は印なし" if self.left_out else ""


def ticks_of(blank: Blank, answers: Mapping[str, Answer], offered: ChoiceList, *, by_hand: bool = False) -> Ticks:
    """The values of the blank's list with their ticks, those ticked earlier and no longer offered too."""
    ticks = _ticked(blank, answers.get(blank.key))
    usual = Tick.UNMARKED if blank.kind is Kind.MARKS else Tick.UNTICKED
    whole = lists_all(offered, by_hand=by_hand)
    values = _values(offered, ticks) if whole else _named(offered, ticks)
    words = as_text(answers.get(other_key(blank.key)))
    options = tuple(
        Option(_label(value, words, value.key in ticks, by_hand), ticks.get(value.key, usual)) for value in values
    )
    has_place = any(value.free_text and value.key in ticks for value in values)
    left_out = 0 if whole else sum(value.key not in ticks for value in offered.offered)
    return Ticks(options, "" if has_place else words, left_out)


def yes_no_options(answer: str) -> tuple[Option, ...]:
    """はい and いいえ with the answer ticked."""
    return tuple(Option(label, Tick.TICKED if key == answer else Tick.UNTICKED) for key, label in YES_NO)


def lists_all(offered: ChoiceList, *, by_hand: bool = False) -> bool:
    """Whether all values of a list stand on the sheet."""
    return by_hand or len(offered.offered) <= SHORT_LIST


def chosen_words(key: str, own_words: str, offered: ChoiceList) -> str:
    """The label of the one value that was chosen, with own words in brackets; empty without a choice."""
    label = offered.label_of(key) if key else ""
    return f"{label}（{own_words}）" if own_words else label


def with_unit(text: str, suffix: str) -> str:
    """85,000 円."""
    return f"{text} {suffix}" if text and suffix else text


def date_spellings(stored: str) -> tuple[str, ...]:
    """令和8年12月4日 and, for a full date, R8.12.4 where there is little room."""
    if not stored:
        return ("",)
    day = _whole_day(stored)
    return (shown(stored), short(day)) if day else (shown(stored),)


def cell_words(column: Column, row: Row, choice_list: Callable[[str], ChoiceList]) -> str:
    """What stands in one cell of a table."""
    value = row.get(column.key, "")
    match column.kind:
        case Kind.TEXT | Kind.LINES | Kind.NUMBER:
            return value
        case Kind.DATE:
            return date_spellings(value)[0]
        case Kind.YES_NO:
            return dict(YES_NO).get(value, value)
        case Kind.CHOICE:
            return chosen_words(value, row.get(other_key(column.key), ""), choice_list(column.list))
        case _:
            raise ValueError(column.kind)


def _ticked(blank: Blank, answer: Answer | None) -> dict[str, Tick]:
    """The ticked value keys of a blank."""
    match blank.kind:
        case Kind.CHOICE:
            return {key: Tick.TICKED for key in (as_text(answer),) if key}
        case Kind.CHOICES:
            return dict.fromkeys(filter(None, as_keys(answer)), Tick.TICKED)
        case Kind.MARKS:
            marks = as_marks(answer)
            also = dict.fromkeys(filter(None, marks["also"]), Tick.ALSO)
            return also | ({marks["most"]: Tick.MOST} if marks["most"] else {})
        case _:
            raise ValueError(blank.kind)


def _label(value: Choice, words: str, ticked: bool, by_hand: bool) -> str:
    """The label, for その他 with what was written or with room to write."""
    if not value.free_text:
        return value.label
    if by_hand:
        return f"{value.label}（{_ROOM_FOR_OWN_WORDS}）"
    return f"{value.label}（{words}）" if words and ticked else value.label


def _values(offered: ChoiceList, ticks: Mapping[str, Tick]) -> list[Choice]:
    """The values on offer and those that were ticked when they were, in the order of the list."""
    ticked = _named(offered, ticks)
    strangers = [value for value in ticked if value not in offered.values]
    return [*(value for value in offered.values if not value.retired or value in ticked), *strangers]


def _named(offered: ChoiceList, ticks: Mapping[str, Tick]) -> list[Choice]:
    """The ticked values, in the order of the list; a key the list does not know stands for itself."""
    known = [value for value in offered.values if value.key in ticks]
    strangers = set(ticks) - {value.key for value in known}
    return [*known, *(Choice(key=key, label=key) for key in ticks if key in strangers)]


def _whole_day(stored: str) -> date | None:
    try:
        partial = PartialDate.from_text(stored)
    except ValueError:
        return None
    return None if partial.approximate else partial.as_date()
