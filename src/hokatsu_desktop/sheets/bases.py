"""What the law says of each kind of meeting on a day: its source, and whether it may share without consent."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from hokatsu_desktop.sheets.reading import DefinitionError, build, read_toml, tables


@dataclass(frozen=True, kw_only=True)
class Basis:
    """The law behind one kind of meeting, from a day on."""

    key: str  # of the list meeting_basis
    law: str  # its name and article; empty for a meeting that no law knows
    valid_from: date
    without_consent: bool = False  # its members are bound to secrecy by law and may share without consent
    articles: tuple[str, ...] = ()  # keys of the articles (sheets/law.py) that its papers print
    inside: bool = False  # only the town's own desks, as far as their work needs it
    to_check: bool = False  # not compared with the published text yet

    @property
    def words(self) -> str:
        """The law as it is named on screen and paper."""
        return f"{self.law}（条文は未確認）" if self.to_check else self.law


def basis_on(key: str, day: date) -> Basis | None:
    """The law behind a kind of meeting on a day; None before there was such a meeting."""
    begun = [one for one in all_bases() if one.key == key and one.valid_from <= day]
    return max(begun, key=lambda one: one.valid_from, default=None)


@cache
def all_bases() -> tuple[Basis, ...]:
    """All entries of all kinds of meeting, old and new. Raises DefinitionError."""
    where = "law/meeting_bases.toml"
    found = [build(Basis, one, place) for one, place in tables(read_toml("law", "meeting_bases.toml"), "basis", where)]
    if len({(one.key, one.valid_from) for one in found}) != len(found):
        raise DefinitionError(f"{where}: a kind of meeting has two entries from the same day")
    return tuple(found)
