"""Figures as they may leave the office: nobody can be recognised by a small number, nor found by a subtraction."""

from collections import defaultdict
from collections.abc import Sequence

from hokatsu_desktop.services.figures.figure import Figure

SMALL = 5
HIDDEN = "＊"


def told_outside(figures: Sequence[Figure]) -> dict[str, str]:
    """The year's numbers by key, as they may be told: small ones as ＊.

    Where only one part of a whole would be hidden, the whole less the others would give it away: the next smallest
    part is hidden with it, and the whole where there is no other part.
    """
    parts: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        parts[breakdown_of(one)].append(one)
    hidden = {one.key for one in figures if 0 < one.year < SMALL}
    for whole, of_whole in parts.items():
        shy = [one for one in of_whole if one.key in hidden]
        if whole and len(shy) == 1:
            others = sorted((one for one in of_whole if one.year and one not in shy), key=lambda one: one.year)
            hidden.add(others[0].key if others else of_whole[0].part_of)
    return {one.key: HIDDEN if one.key in hidden else str(one.year) for one in figures}


def breakdown_of(figure: Figure) -> str:
    """What a figure is broken down by: 高齢 and 障害 belong to one breakdown of the new people, 30代 to another."""
    return f"{figure.part_of} {figure.label.partition('　')[0]}" if figure.part_of else ""
