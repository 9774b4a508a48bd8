"""How a town stands to the programme on a day: the meetings it may hold, their names, and what they count for."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.sheets.reading import DefinitionError, build, read_toml, tables, without


@dataclass(frozen=True, kw_only=True)
class LocalName:
    """What a kind of meeting is called under a mode."""

    basis: str  # of the list meeting_basis
    words: str


@dataclass(frozen=True, kw_only=True)
class Mode:
    """One way for a town to stand to the programme, from a day on."""

    key: str  # OfficeMode
    label: str
    law: str
    words: str  # what follows for the meetings, for the settings
    valid_from: date
    bases: tuple[str, ...]  # the kinds of meeting that may be held
    without_consent: str  # the kind that takes a case without consent
    counted: tuple[str, ...]  # the kinds that the year's figures count
    closes_in: tuple[str, ...]  # the kinds that may decide a closing
    to_check: bool = False  # not compared with the published text, or not settled yet
    names: tuple[LocalName, ...] = ()

    def name_of(self, basis: str) -> str:
        """A kind of meeting with its law as it is shown: 「支援会議（法106の6）」."""
        own = next((one.words for one in self.names if one.basis == basis), "")
        return own or label_of("meeting_basis", basis)

    @property
    def remark(self) -> str:
        """What the settings say while it is unchecked."""
        return "（法律や要綱の文は未確認です。都道府県に確かめてください。）" if self.to_check else ""


def mode_of(key: str, day: date) -> Mode | None:
    """A mode as it stands on a day; None before there was such a mode."""
    begun = [one for one in all_modes() if one.key == key and one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from, default=None)


def first_entry(key: str) -> Mode:
    """The earliest entry of a mode. Raises KeyError for an unknown one."""
    found = [one for one in all_modes() if one.key == key]
    if not found:
        raise KeyError(key)
    return min(found, key=lambda one: one.valid_from)


@cache
def all_modes() -> tuple[Mode, ...]:
    """All entries of all modes, old and new. Raises DefinitionError when one does not hold together."""
    where = "law/modes.toml"
    found = []
    for table, place in tables(read_toml("law", "modes.toml"), "mode", where):
        names = tuple(build(LocalName, one, at) for one, at in tables(table, "name", place))
        mode = build(Mode, without(table, "name"), place, names=names)
        named = {mode.without_consent, *mode.counted, *mode.closes_in, *(one.basis for one in names)}
        if strangers := named - set(mode.bases):
            raise DefinitionError(f"{place}: {', '.join(sorted(strangers))} may not be held")
        found.append(mode)
    if len({(one.key, one.valid_from) for one in found}) != len(found):
        raise DefinitionError(f"{where}: a mode has two entries from the same day")
    return tuple(found)
