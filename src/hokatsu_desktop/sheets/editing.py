"""様式を直す: pure functions, each giving the sheet as it is after one change. Answers keep their keys throughout."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Section, Sheet
from hokatsu_desktop.sheets.editing_lists import first_list, with_all_values
from hokatsu_desktop.sheets.grid import COLUMNS
from hokatsu_desktop.sheets.keys import is_own, own_key
from hokatsu_desktop.sheets.load import load_sheet

OWN_KINDS = (
    Kind.TEXT,
    Kind.LINES,
    Kind.DATE,
    Kind.NUMBER,
    Kind.CHOICE,
    Kind.CHOICES,
    Kind.YES_NO,
    Kind.ROWS,
)
"""The kinds of blank that an office may add by itself."""

Keyed = TypeVar("Keyed", Section, Blank, Column)


def section_of(sheet: Sheet, key: str) -> Section:
    """The section that a blank stands in. Raises KeyError."""
    for section in sheet.sections:
        if any(blank.key == key for blank in section.blanks):
            return section
    raise KeyError(key)


def the_section(sheet: Sheet, key: str) -> Section:
    """The section with this key. Raises KeyError."""
    for section in sheet.sections:
        if section.key == key:
            return section
    raise KeyError(key)


def change_section(sheet: Sheet, key: str, **facts: Any) -> Sheet:
    """The sheet with some facts of one section changed."""
    return replace(sheet, sections=_with(sheet.sections, key, lambda section: replace(section, **facts)))


def change_blank(sheet: Sheet, key: str, **facts: Any) -> Sheet:
    """The sheet with some facts of one blank changed."""
    return _in_section(sheet, key, lambda blanks: _with(blanks, key, lambda blank: replace(blank, **facts)))


def move_section(sheet: Sheet, key: str, step: int) -> Sheet:
    """The sheet with one section a step further down (1) or up (-1); the same sheet at its ends."""
    return replace(sheet, sections=_moved(sheet.sections, key, step))


def move_blank(sheet: Sheet, key: str, step: int) -> Sheet:
    """The sheet with one blank a step further down (1) or up (-1), over the edge into the next section.

    The last blank of a section cannot leave it: a section without blanks would be lost from sight.
    """
    here = section_of(sheet, key)
    moved = _moved(here.blanks, key, step)
    if moved != here.blanks:
        return change_section(sheet, here.key, blanks=moved)
    place = sheet.sections.index(here) + step
    if not 0 <= place < len(sheet.sections) or len(here.blanks) == 1:
        return sheet
    beside, blank = sheet.sections[place], sheet.blank(key)
    joined = (blank, *beside.blanks) if step > 0 else (*beside.blanks, blank)
    left = change_section(sheet, here.key, blanks=tuple(one for one in here.blanks if one.key != key))
    return change_section(left, beside.key, blanks=joined)


def add_blank(sheet: Sheet, section_key: str, kind: Kind, label: str, *, after: str = "") -> tuple[Sheet, str]:
    """The sheet with a blank of the office's own, behind the blank `after` or at the end; and the new key."""
    key = own_key()
    blank = Blank(key=key, label=label, kind=kind)
    match kind:
        case Kind.TEXT | Kind.DATE | Kind.NUMBER | Kind.YES_NO:
            blank = replace(blank, width=6)
        case Kind.LINES:
            blank = replace(blank, lines=3)
        case Kind.CHOICE | Kind.CHOICES:
            made = first_list(key, label, several=kind is Kind.CHOICES)
            sheet, blank = replace(sheet, lists=(*sheet.lists, made)), replace(blank, list=key)
        case Kind.ROWS:
            columns = tuple(Column(key=own_key(), label=words, width=4) for words in ("項目", "内容", "備考"))
            blank = replace(blank, columns=columns, empty_rows=3)
        case _:
            raise ValueError(kind)
    blanks = the_section(sheet, section_key).blanks
    place = next((number for number, one in enumerate(blanks, 1) if one.key == after), len(blanks))
    return change_section(sheet, section_key, blanks=(*blanks[:place], blank, *blanks[place:])), key


def remove_blank(sheet: Sheet, key: str) -> Sheet:
    """The sheet without a blank of the office's own; answers given earlier stay with their sheets.

    Raises ValueError for a blank of the program, which can only be hidden, and for the last one of a section.
    """
    if not is_own(key) or len(section_of(sheet, key).blanks) == 1:
        raise ValueError(key)
    return _in_section(sheet, key, lambda blanks: tuple(blank for blank in blanks if blank.key != key))


def change_column(sheet: Sheet, blank_key: str, key: str, **facts: Any) -> Sheet:
    """The sheet with some facts of one column of a table changed."""
    columns = _with(sheet.blank(blank_key).columns, key, lambda column: replace(column, **facts))
    return change_blank(sheet, blank_key, columns=columns)


def widen_column(sheet: Sheet, blank_key: str, key: str, step: int) -> Sheet:
    """The sheet with one column a twelfth wider (1) or narrower (-1); the widest or narrowest other one makes up."""
    columns = sheet.blank(blank_key).columns
    return change_blank(sheet, blank_key, columns=widened(columns, key, step))


def widened(columns: tuple[Column, ...], key: str, step: int) -> tuple[Column, ...]:
    """The columns, still twelve wide together; unchanged where a column would vanish."""
    others = [column for column in columns if column.key != key]
    if not others:
        return columns
    other = (
        max(others, key=lambda column: column.width) if step > 0 else min(others, key=lambda column: column.width)
    ).key
    changed = _with(columns, key, lambda column: replace(column, width=column.width + step))
    changed = _with(changed, other, lambda column: replace(column, width=column.width - step))
    return changed if all(column.width > 0 for column in changed) else columns


def add_column(sheet: Sheet, blank_key: str, label: str) -> tuple[Sheet, str]:
    """The sheet with one more column in a table of the office's own, and its key; at most six."""
    key, columns = own_key(), sheet.blank(blank_key).columns
    widest = max(columns, key=lambda column: column.width)
    if widest.width < 2 or not is_own(blank_key):
        raise ValueError(blank_key)
    width = max(1, widest.width // 2)
    shared = _with(columns, widest.key, lambda column: replace(column, width=column.width - width))
    added = (*shared, Column(key=key, label=label, width=width))
    return change_blank(sheet, blank_key, columns=added), key


def remove_column(sheet: Sheet, blank_key: str, key: str) -> Sheet:
    """The sheet without one column of a table of the office's own. Raises ValueError for any other, or the last."""
    columns = sheet.blank(blank_key).columns
    rest = tuple(column for column in columns if column.key != key)
    if not is_own(blank_key) or not rest:
        raise ValueError(key)
    free = COLUMNS - sum(column.width for column in rest)
    narrowest = min(rest, key=lambda column: column.width).key
    filled = _with(rest, narrowest, lambda column: replace(column, width=column.width + free))
    return change_blank(sheet, blank_key, columns=filled)


def completed(sheet: Sheet) -> Sheet:
    """An edition with what the program's sheet has gained since, hidden, so that the office can choose to use it."""
    known = {blank.key for blank in sheet.blanks}
    for section in load_sheet(sheet.key).sections:
        new = tuple(replace(blank, hidden=True) for blank in section.blanks if blank.key not in known)
        if new and any(one.key == section.key for one in sheet.sections):
            sheet = change_section(sheet, section.key, blanks=(*the_section(sheet, section.key).blanks, *new))
        elif new:
            sheet = replace(sheet, sections=(*sheet.sections, replace(section, blanks=new)))
    for blank in load_sheet(sheet.key).blanks:
        if blank.kind is sheet.blank(blank.key).kind:
            sheet = _with_all_columns(sheet, blank)
    return with_all_values(sheet)


def _with_all_columns(sheet: Sheet, shipped: Blank) -> Sheet:
    columns = sheet.blank(shipped.key).columns
    for column in shipped.columns:
        if column.key not in {one.key for one in columns}:
            columns = (*columns, replace(column, width=0))
            columns = widened(columns, column.key, 1)
    return change_blank(sheet, shipped.key, columns=columns)


def _in_section(sheet: Sheet, key: str, change: Callable[[tuple[Blank, ...]], tuple[Blank, ...]]) -> Sheet:
    here = section_of(sheet, key)
    return change_section(sheet, here.key, blanks=change(here.blanks))


def _with(parts: Iterable[Keyed], key: str, change: Callable[[Keyed], Keyed]) -> tuple[Keyed, ...]:
    parts = tuple(parts)
    if all(part.key != key for part in parts):
        raise KeyError(key)
    return tuple(change(part) if part.key == key else part for part in parts)


def _moved(parts: tuple[Keyed, ...], key: str, step: int) -> tuple[Keyed, ...]:
    place = next(number for number, part in enumerate(parts) if part.key == key)
    if not 0 <= place + step < len(parts):
        return parts
    rest = [part for part in parts if part.key != key]
    rest.insert(place + step, parts[place])
    return tuple(rest)
