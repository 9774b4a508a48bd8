"""Who is whose partner, parent and child in a genogram, as the words of kinship and what was told say together."""

from collections.abc import Sequence
from dataclasses import dataclass

from hokatsu_desktop.drawing.family import Member, TieKind
from hokatsu_desktop.drawing.kinship_places import place
from hokatsu_desktop.drawing.relatives import Relative


@dataclass(frozen=True)
class DrawnKin:
    """The named people whom lines join to one person, by key, as they stand from left to right."""

    partners: tuple[tuple[str, TieKind], ...] = ()
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()

    @property
    def partner(self) -> str:
        """The partner of today, else the one former partner, else empty."""
        today = [key for key, kind in self.partners if kind is not TieKind.FORMER]
        return (today or [key for key, _ in self.partners] or [""])[0]


def kin_of(relatives: Sequence[Relative], key: str) -> DrawnKin:
    """Whom the person with this key is joined to in the drawing of these relatives."""
    family = place(relatives)
    member = next((one for one in family.members() if one.relative and one.relative.key == key), None)
    if member is None:
        return DrawnKin()
    above = family.above(member)
    below = [child for descent in family.descents if member in descent.parents for child in descent.children]
    return DrawnKin(
        tuple((one, tie.kind) for tie in family.ties_of(member) for one in _keys([tie.other(member)])),
        _keys(above.parents if above else ()),
        _keys(below),
    )


def parents_of(relatives: Sequence[Relative]) -> dict[str, tuple[str, ...]]:
    """The named parents of everybody who has any in the drawing, by key."""
    family = place(relatives)
    found = {key: _keys(one.parents) for one in family.descents for key in _keys(one.children)}
    return {key: parents for key, parents in found.items() if parents}


def _keys(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(member.relative.key for member in members if member.relative is not None)
