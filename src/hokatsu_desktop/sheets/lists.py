"""Choice lists: the values that may be ticked, with stable keys and labels that may be edited."""

from dataclasses import dataclass
from functools import cache

from hokatsu_desktop.assets import resource
from hokatsu_desktop.sheets.keys import repeated, wrong_keys
from hokatsu_desktop.sheets.reading import DefinitionError, Table, build, read_toml, tables, without


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value of a list. A retired one is no longer offered, but old records still show its label."""

    key: str
    label: str
    free_text: bool = False  # opens a line for own words
    retired: bool = False
    within: str = ""  # in how many open days a ticked value asks for a look; 0 is the same day, empty asks for none


@dataclass(frozen=True, kw_only=True)
class ChoiceList:
    """One list of values, of which one or several may be ticked."""

    key: str
    label: str
    values: tuple[Choice, ...]
    several: bool = False

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The values to offer on a form: those that are not retired."""
        return tuple(value for value in self.values if not value.retired)

    @property
    def has_free_text(self) -> bool:
        """Whether one of the values opens a line for own words."""
        return any(value.free_text for value in self.values)

    def label_of(self, value_key: str) -> str:
        """The label of a value; a key this list does not know comes back as it is, so that nothing vanishes."""
        return next((value.label for value in self.values if value.key == value_key), value_key)


@cache
def load_list(key: str) -> ChoiceList:
    """The shipped list with this key (resources/lists). Raises DefinitionError."""
    where = f"lists/{key}.toml"
    found = list_from_dict(read_toml("lists", f"{key}.toml"), where)
    if found.key != key:
        raise DefinitionError(f"{where}.key: {found.key!r} is not the name of the file")
    return found


def list_from_dict(table: Table, where: str) -> ChoiceList:
    """The list in a plain table of the shape of the TOML files; `where` is named in errors. Raises DefinitionError."""
    values = tuple(build(Choice, value, place) for value, place in tables(table, "value", where))
    found = build(ChoiceList, without(table, "value"), where, values=values)
    _check(found, where)
    return found


@cache
def all_lists() -> tuple[ChoiceList, ...]:
    """All shipped lists, by key."""
    return tuple(load_list(path.stem) for path in sorted(resource("lists").glob("*.toml")))


def label_of(list_key: str, value_key: str) -> str:
    """The label of one value of a list; empty for an empty key, the key itself if the list does not know it."""
    return load_list(list_key).label_of(value_key)


def _check(found: ChoiceList, where: str) -> None:
    keys = [value.key for value in found.values]
    if not found.values:
        raise DefinitionError(f"{where}.value: missing")
    if wrong := wrong_keys([found.key, *keys]) or repeated(keys):
        raise DefinitionError(f"{where}.value.key: {', '.join(wrong)}")
    if any(value.within and not value.within.isdecimal() for value in found.values):
        raise DefinitionError(f"{where}.value.within: not a number of days")
    if found.several and sum(value.free_text for value in found.values) > 1:
        raise DefinitionError(f"{where}.value.free_text: an answer has one line for own words, so only one value may")
