"""The choice lists of an edition: own values, other labels, values no longer offered; keys never change or vanish."""

from dataclasses import replace
from typing import Any

from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.keys import own_key
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, all_lists, load_list


def lists_of(sheet: Sheet) -> tuple[str, ...]:
    """The keys of the lists that the sheet's blanks and columns choose from, in the order of the sheet."""
    used = [key for blank in sheet.blanks for key in (blank.list, *(column.list for column in blank.columns)) if key]
    return tuple(dict.fromkeys(used))


def with_lists(sheet: Sheet) -> Sheet:
    """The sheet with every list it uses written down in it, so that a later list does not change an old edition."""
    kept = {own.key: own for own in sheet.lists}
    used = {key: sheet.choice_list(key) for key in lists_of(sheet)}
    return replace(sheet, lists=tuple((used | kept).values()))


def users_of(sheet: Sheet, list_key: str) -> tuple[str, ...]:
    """The labels of the blanks that choose from a list."""
    return tuple(
        blank.label for blank in sheet.blanks if list_key in (blank.list, *(column.list for column in blank.columns))
    )


def first_list(key: str, label: str, *, several: bool) -> ChoiceList:
    """The list that a new blank of the office's own begins with."""
    values = tuple(Choice(key=own_key(), label=words) for words in ("一つ目", "二つ目"))
    other = Choice(key=own_key(), label="その他", free_text=True)
    return ChoiceList(key=key, label=label, values=(*values, other), several=several)


def change_value(sheet: Sheet, list_key: str, value_key: str, **facts: Any) -> Sheet:
    """The sheet with another label for one value, or with it retired or offered again. Raises KeyError."""
    values = sheet.choice_list(list_key).values
    if all(value.key != value_key for value in values):
        raise KeyError(value_key)
    return _with_values(
        sheet, list_key, tuple(replace(value, **facts) if value.key == value_key else value for value in values)
    )


def add_value(sheet: Sheet, list_key: str, label: str) -> tuple[Sheet, str]:
    """The sheet with one more value, before a closing 「その他」, and the new value's key."""
    new = Choice(key=own_key(), label=label)
    values = sheet.choice_list(list_key).values
    place = len(values) - 1 if values[-1].free_text else len(values)
    return _with_values(sheet, list_key, (*values[:place], new, *values[place:])), new.key


def with_all_values(sheet: Sheet) -> Sheet:
    """The sheet whose lists also know the values that the program's lists have gained since, not offered."""
    for key in {found.key for found in all_lists()} & {own.key for own in sheet.lists}:
        values = sheet.choice_list(key).values
        known = {value.key for value in values}
        new = tuple(replace(value, retired=True) for value in load_list(key).values if value.key not in known)
        if new:
            sheet = _with_values(sheet, key, (*values, *new))
    return sheet


def _with_values(sheet: Sheet, list_key: str, values: tuple[Choice, ...]) -> Sheet:
    changed = replace(sheet.choice_list(list_key), values=values)
    others = tuple(own for own in sheet.lists if own.key != list_key)
    place = next((number for number, own in enumerate(sheet.lists) if own.key == list_key), len(others))
    return replace(sheet, lists=(*others[:place], changed, *others[place:]))
