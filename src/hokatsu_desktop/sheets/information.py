"""The six kinds of information (情報の区分) that a person may agree to share, and to which of them a blank belongs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hokatsu_desktop.sheets.definition import Blank, Kind
from hokatsu_desktop.sheets.reading import DefinitionError, build, read_toml, tables

NONE = "none"  # says nothing about a person
_WIDEST = "life_history"
_UNTYPED = (Kind.WORDS, Kind.SIGN)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What belongs to one kind of information: keys of blanks, bound attributes (or their root) and lists."""

    key: str  # of the list consent_category, or "none"
    blanks: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def information_in(blank: Blank) -> str:
    """The kind of information that a blank holds, of the list consent_category; "none" for what is about nobody."""
    root = blank.bind.partition(".")[0]
    places = (("blank", blank.key), ("bind", blank.bind), ("bind", root), ("list", blank.list))
    named = next((_kept()[place] for place in places if place[1] and place in _kept()), "")
    match blank.kind:
        case kind if kind in _UNTYPED:
            return NONE
        case _ if named:
            return named
        case Kind.DATE:
            return NONE
        case Kind.PEOPLE:
            return "identity"
        case _:
            return _WIDEST


@cache
def _kept() -> Mapping[tuple[str, str], str]:
    """The kind of information by what names it. Raises DefinitionError when two kinds claim one thing."""
    where = "law/information_kinds.toml"
    found: dict[tuple[str, str], str] = {}
    for table, place in tables(read_toml("law", "information_kinds.toml"), "kind", where):
        kept = build(Kept, table, place)
        claimed = [("blank", one) for one in kept.blanks]
        claimed += [("bind", one) for one in kept.binds]
        claimed += [("list", one) for one in kept.lists]
        if twice := [name for name in claimed if name in found]:
            raise DefinitionError(f"{place}: {twice[0][1]} belongs to {found[twice[0]]} already")
        found.update(dict.fromkeys(claimed, kept.key))
    return found
