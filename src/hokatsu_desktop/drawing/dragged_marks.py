"""Marks that somebody has dragged to the side: taken over where nothing then touches or crosses, else left alone."""

import itertools
from collections.abc import Mapping

from hokatsu_desktop.drawing.family import Family, Member
from hokatsu_desktop.drawing.genogram_layout import Block, Reach, couple_distance
from hokatsu_desktop.drawing.genogram_lines import descent_span

_APART = 0.8  # between the words of two people
_LINES_APART = 1.0  # between the lines of two sets of children
_SAME = 0.01


def drag(
    family: Family, block: Block, reaches: Mapping[Member, Reach], shifts: Mapping[str, float]
) -> dict[Member, float]:
    """Move the marks with these keys by so many millimetres to the right, all of them or as many as can be.

    Gives the shifts of those that were moved.
    """
    wanted = {
        member: shifts[member.relative.key]
        for member in block.across
        if member.relative is not None and shifts.get(member.relative.key)
    }
    before = dict(block.across)
    block.across.update({member: before[member] + shift for member, shift in wanted.items()})
    if is_clear(family, block, reaches):
        return wanted
    block.across.update(before)
    kept = {}
    for member, shift in wanted.items():
        block.across[member] = before[member] + shift
        if is_clear(family, block, reaches):
            kept[member] = shift
        else:
            block.across[member] = before[member]
    return kept


def is_clear(family: Family, block: Block, reaches: Mapping[Member, Reach]) -> bool:
    """Whether nobody stands on somebody else's words or lines."""
    return (
        _people_are_apart(block, reaches)
        and all(_couple_is_clear(family, block, reaches, number) for number in range(len(family.ties)))
        and _lines_are_apart(family, block)
    )


def _people_are_apart(block: Block, reaches: Mapping[Member, Reach]) -> bool:
    rows: dict[int, list[tuple[float, float]]] = {}
    for member, x in block.across.items():
        left, right = reaches[member]
        rows.setdefault(block.rows[member], []).append((x - left, x + right))
    return all(
        one[1] + _APART <= other[0] + _SAME for row in rows.values() for one, other in itertools.pairwise(sorted(row))
    )


def _couple_is_clear(family: Family, block: Block, reaches: Mapping[Member, Reach], number: int) -> bool:
    """Whether the two of a couple stand in their order, far enough apart, and nobody between them."""
    tie = family.ties[number]
    left, right = block.across[tie.left], block.across[tie.right]
    between = [
        member for member, x in block.across.items() if block.rows[member] == block.rows[tie.left] and left < x < right
    ]
    return right - left >= couple_distance(family, tie, reaches) - _SAME and not between


def _lines_are_apart(family: Family, block: Block) -> bool:
    """Whether the lines along brothers and sisters of one generation keep clear of each other."""
    rows: dict[int, list[tuple[float, float]]] = {}
    for descent in family.descents:
        rows.setdefault(block.rows[descent.children[0]], []).append(descent_span(descent, block.across))
    for row, member in family.aside:
        rows.setdefault(row, []).append((block.across[member], block.across[member]))
    return all(
        one[1] + _LINES_APART <= other[0] for row in rows.values() for one, other in itertools.pairwise(sorted(row))
    )
