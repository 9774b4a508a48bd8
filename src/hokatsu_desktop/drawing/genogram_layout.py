"""Where each mark of a genogram stands: generations in rows, blocks of people side by side without touching.

A block knows how far it reaches to both sides in each row. Blocks are pushed together until they nearly touch, so that
whatever is put together from them cannot overlap. Distances are millimetres.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hokatsu_desktop.drawing.family import Family, Member, Tie

Reach = tuple[float, float]  # from the middle of a mark to the left and to the right end of its words

Sides = frozenset[int]  # -1 the left, 1 the right

COLUMN_GAP = 3.2
_COUPLE_LEAST = 16.0  # between the middles of two marks, so that the line between them is seen
_DESCENT_CLEARANCE = 1.0  # beside the line that goes down between the words of a couple
_ASIDE_GAP = 8.0
_NO_SIDE: Sides = frozenset()


@dataclass
class Block:
    """People with their distance from the block's own zero, and the ends of the block in each generation."""

    across: dict[Member, float] = field(default_factory=dict)
    rows: dict[Member, int] = field(default_factory=dict)
    ends: dict[int, Reach] = field(default_factory=dict)  # generation -> left end, right end

    def merge(self, other: "Block", shift: float) -> None:
        """Take in another block, moved to the right by shift."""
        self.across |= {member: x + shift for member, x in other.across.items()}
        self.rows |= other.rows
        for row, (left, right) in other.ends.items():
            mine = self.ends.get(row, (left + shift, right + shift))
            self.ends[row] = (min(mine[0], left + shift), max(mine[1], right + shift))

    def moved(self, shift: float) -> "Block":
        """The same block with its zero elsewhere."""
        block = Block()
        block.merge(self, shift)
        return block

    def distance_to(self, right: "Block") -> float:
        """The least shift with which the other block stands to the right of this one in every row both have."""
        return max(
            (self.ends[row][1] + COLUMN_GAP - right.ends[row][0] for row in self.ends if row in right.ends),
            default=0.0,
        )


def arrange(family: Family, reaches: Mapping[Member, Reach]) -> Block:
    """The family in one block, those aside to its right; without those for whom no place free of crossings is found."""
    block = Block()
    if family.centre is not None:
        block = _Arrangement(family, reaches).whole(family.centre)
    start = max((right for _, right in block.ends.values()), default=-_ASIDE_GAP) + _ASIDE_GAP
    ends: dict[int, float] = {}
    for row, member in family.aside:
        x = ends.get(row, start) + reaches[member][0]
        block.merge(_single(member, row, reaches), x)
        ends[row] = x + reaches[member][1] + COLUMN_GAP
    return block


def couple_distance(family: Family, tie: Tie, reaches: Mapping[Member, Reach]) -> float:
    """How far the two stand apart: their words do not touch, nor the line that goes down between them."""
    left, right = reaches[tie.left][1], reaches[tie.right][0]
    least = max(_COUPLE_LEAST, left + COLUMN_GAP + right)
    return max(least, 2 * (max(left, right) + _DESCENT_CLEARANCE)) if family.below_tie(tie) else least


def _single(member: Member, row: int, reaches: Mapping[Member, Reach]) -> Block:
    left, right = reaches[member]
    return Block({member: 0.0}, {member: row}, {row: (-left, right)})


@dataclass
class _Arrangement:
    """Puts blocks together from the centre outwards. Each function's block has its zero at the member it is about.

    The inner side of one of a couple is the one towards the other: there nobody's descendants stand in the way of what
    the couple share, and those who would are left out.
    """

    family: Family
    reaches: Mapping[Member, Reach]
    placed: set[Member] = field(default_factory=set)

    def whole(self, centre: Member) -> Block:
        """Centre, partners, descendants, siblings, ancestors, and the partner's kin."""
        tie = next((one for one in self.family.ties_of(centre) if self.family.above(one.other(centre))), None)
        if tie is None:
            return self._with_kin(self._unit(centre, 0), centre, 0, outwards=0)
        partner, side = tie.other(centre), -1 if tie.left is not centre else 1
        self.placed |= {centre, partner}
        # Both lines of parents need room: the couple moves apart, and the siblings stand on the outer side.
        children = self._children_of(tie, 1)
        mine, theirs = self._half(centre, -side), self._half(partner, side)
        apart = max(couple_distance(self.family, tie, self.reaches), _needed(mine, theirs, side))
        if children is not None:
            apart = max(apart, 2 * _needed(mine, children, side), 2 * _needed(children, theirs, side))
            mine.merge(children, side * apart / 2)
        mine.merge(theirs, side * apart)
        return mine

    def _half(self, member: Member, outwards: int) -> Block:
        """One of the couple in the middle with all kin on the outer side."""
        block = self._stand(member, 0)
        self._extend(block, member, 0, outwards)
        return self._with_kin(block, member, 0, outwards=outwards, inner=frozenset({-outwards}))

    def _stand(self, member: Member, row: int) -> Block:
        self.placed.add(member)
        return _single(member, row, self.reaches)

    def _unit(self, member: Member, row: int) -> Block:
        """The member with partners, their other partners, and all descendants."""
        block = self._stand(member, row)
        descent = self.family.below(member)
        if descent is not None and (children := self._siblings(descent.children, row + 1)) is not None:
            block.merge(children, 0.0)
        for side in (1, -1):
            self._extend(block, member, row, side)
        return block

    def _extend(self, block: Block, member: Member, row: int, side: int) -> None:
        """Put the partner on this side into the block, then the partner's other partner, and so on, with children."""
        x = 0.0
        tie = self.family.tie_beside(member, side)
        while tie is not None and tie.other(member) not in self.placed:
            other = tie.other(member)
            self.placed.add(other)
            distance = couple_distance(self.family, tie, self.reaches)
            children = self._children_of(tie, row + 1)
            if children is not None:
                distance = max(distance, 2 * (_needed(block, children, side) - side * x))
                block.merge(children, x + side * distance / 2)
            x += side * distance
            block.merge(_single(other, row, self.reaches), x)
            member, tie = other, self.family.tie_beside(other, side)

    def _children_of(self, tie: Tie, row: int) -> Block | None:
        descent = self.family.below_tie(tie)
        return None if descent is None else self._siblings(descent.children, row)

    def _siblings(self, children: Sequence[Member], row: int) -> Block | None:
        """Children side by side, each with their own descendants; zero is half way between the first and the last."""
        block: Block | None = None
        last = 0.0
        for child in children:
            if child in self.placed:
                continue
            unit = self._unit(child, row)
            if block is None:
                block = unit
            else:
                last = block.distance_to(unit)
                block.merge(unit, last)
        return None if block is None else block.moved(-last / 2)

    def _with_kin(self, block: Block, member: Member, row: int, *, outwards: int, inner: Sides = _NO_SIDE) -> Block:
        """The block with the member's siblings and ancestors.

        outwards: -1 puts all siblings to the left, 1 to the right, 0 the elder to the left and the younger to the right.
        """
        descent = self.family.above(member)
        if descent is None or any(parent in self.placed for parent in descent.parents):
            return block
        self.placed |= set(descent.parents)
        place = descent.children.index(member)
        elder, younger = descent.children[:place], descent.children[place + 1 :]
        lefts = {0: elder, -1: elder + younger, 1: ()}[outwards]
        rights = {0: younger, -1: (), 1: elder + younger}[outwards]
        first = last = 0.0
        for sibling in reversed(lefts):
            unit = self._sibling(sibling, row, is_inner=-1 in inner)
            first = -unit.distance_to(block)
            block.merge(unit, first)
        for sibling in rights:
            unit = self._sibling(sibling, row, is_inner=1 in inner)
            last = block.distance_to(unit)
            block.merge(unit, last)
        middle = (first + last) / 2
        beneath = {its_row: (left - middle, right - middle) for its_row, (left, right) in block.ends.items()}
        block.merge(self._ancestors(descent.parents, row - 1, beneath, inner), middle)
        return block

    def _sibling(self, member: Member, row: int, *, is_inner: bool) -> Block:
        return self._stand(member, row) if is_inner else self._unit(member, row)

    def _ancestors(self, parents: Sequence[Member], row: int, beneath: Mapping[int, Reach], inner: Sides) -> Block:
        """One or two parents with their kin; zero is where the line to the children begins.

        beneath: the ends of what hangs on them, which cousins and half-siblings must keep clear of.
        """
        if len(parents) == 1:
            block = self._stand(parents[0], row)
            block.ends |= beneath
            return self._with_kin(block, parents[0], row, outwards=0, inner=inner)
        tie = self.family.tie_between(*parents)
        least = _COUPLE_LEAST if tie is None else couple_distance(self.family, tie, self.reaches)
        halves = []
        for parent, side in zip(parents, (-1, 1), strict=True):
            block = self._stand(parent, row)
            at = side * least / 2
            for its_row, (left, right) in beneath.items():
                block.ends[its_row] = (left - at, -math.inf) if side < 0 else (math.inf, right - at)
            if side not in inner:
                self._extend(block, parent, row, side)
            halves.append(self._with_kin(block, parent, row, outwards=side, inner=inner | {-side}))
        apart = max(halves[0].distance_to(halves[1]), least)
        halves[0].merge(halves[1], apart)
        return halves[0].moved(-apart / 2)


def _needed(block: Block, other: Block, side: int) -> float:
    """How far from the block's zero the other has to stand on this side."""
    return block.distance_to(other) if side > 0 else other.distance_to(block)
