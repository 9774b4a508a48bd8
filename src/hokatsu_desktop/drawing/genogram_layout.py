"""Where each mark of a genogram stands: generations in rows, blocks of people side by side without touching.

A block knows how far it reaches to both sides in each row. Blocks are pushed together until they nearly touch, so that
whatever is put together from them cannot overlap. Distances are millimetres.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hokatsu_desktop.drawing.family import Family, Member, Tie

Reach = tuple[float, float]  # from the middle of a mark to the left and to the right end of its words

COLUMN_GAP = 3.2
_COUPLE_LEAST = 16.0  # between the middles of two marks, so that the line between them is seen
_DESCENT_CLEARANCE = 1.0  # beside the line that goes down between the words of a couple
_ASIDE_GAP = 8.0


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
    """The whole family in one block, those aside to its right."""
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


def _single(member: Member, row: int, reaches: Mapping[Member, Reach]) -> Block:
    left, right = reaches[member]
    return Block({member: 0.0}, {member: row}, {row: (-left, right)})


@dataclass
class _Arrangement:
    """Puts blocks together from the centre outwards. Each function's block has its zero at the member it is about."""

    family: Family
    reaches: Mapping[Member, Reach]

    def whole(self, centre: Member) -> Block:
        """Centre, partners, descendants, siblings, ancestors, and the partner's parents."""
        tie = next((one for one in self.family.ties_of(centre) if self.family.above(one.other(centre))), None)
        if tie is None:
            return self._with_kin(self._unit(centre, 0), centre, 0, outwards=0)
        partner, side = tie.other(centre), -1 if tie.left is not centre else 1
        # Both lines of parents need room: the couple moves apart, and the siblings stand on the outer side.
        mine = self._with_kin(_single(centre, 0, self.reaches), centre, 0, outwards=-side)
        theirs = self._with_kin(_single(partner, 0, self.reaches), partner, 0, outwards=side)
        needed = mine.distance_to(theirs) if side > 0 else theirs.distance_to(mine)
        apart = max(needed, self._couple_distance(tie))
        block = self._with_kin(self._unit(centre, 0, apart={tie: apart}), centre, 0, outwards=-side)
        block.merge(theirs, side * apart)
        return block

    def _unit(self, member: Member, row: int, apart: Mapping[Tie, float] | None = None) -> Block:
        """The member with partners and all descendants."""
        block = _single(member, row, self.reaches)
        middle = 0.0
        descent = self.family.below(member)
        for tie in self.family.ties_of(member):
            other, side = tie.other(member), -1 if tie.left is not member else 1
            shift = side * ((apart or {}).get(tie) or self._couple_distance(tie))
            block.merge(_single(other, row, self.reaches), shift)
            if descent is not None and other in descent.parents:
                middle = shift / 2
        if descent is not None:
            block.merge(self._siblings(descent.children, row + 1), middle)
        return block

    def _siblings(self, children: Sequence[Member], row: int) -> Block:
        """Children side by side, each with their own descendants; zero is half way between the first and the last."""
        block = self._unit(children[0], row)
        last = 0.0
        for child in children[1:]:
            unit = self._unit(child, row)
            last = block.distance_to(unit)
            block.merge(unit, last)
        return block.moved(-last / 2)

    def _with_kin(self, block: Block, member: Member, row: int, *, outwards: int) -> Block:
        """The block with the member's siblings and ancestors.

        outwards: -1 puts all siblings to the left, 1 to the right, 0 the elder to the left and the younger to the right.
        """
        descent = self.family.above(member)
        if descent is None:
            return block
        place = descent.children.index(member)
        elder, younger = descent.children[:place], descent.children[place + 1 :]
        lefts = {0: elder, -1: elder + younger, 1: ()}[outwards]
        rights = {0: younger, -1: (), 1: elder + younger}[outwards]
        first = last = 0.0
        for sibling in reversed(lefts):
            unit = self._unit(sibling, row)
            first = -unit.distance_to(block)
            block.merge(unit, first)
        for sibling in rights:
            unit = self._unit(sibling, row)
            last = block.distance_to(unit)
            block.merge(unit, last)
        block.merge(self._ancestors(descent.parents, row - 1), (first + last) / 2)
        return block

    def _ancestors(self, parents: Sequence[Member], row: int) -> Block:
        """One or two parents with their kin; zero is where the line to the children begins."""
        if len(parents) == 1:
            return self._with_kin(_single(parents[0], row, self.reaches), parents[0], row, outwards=0)
        left, right = (
            self._with_kin(_single(parent, row, self.reaches), parent, row, outwards=side)
            for parent, side in zip(parents, (-1, 1), strict=True)
        )
        tie = self.family.ties_of(parents[0])[0]
        apart = max(left.distance_to(right), self._couple_distance(tie))
        left.merge(right, apart)
        return left.moved(-apart / 2)

    def _couple_distance(self, tie: Tie) -> float:
        """How far the two stand apart: their words do not touch, nor the line that goes down between them."""
        left, right = self.reaches[tie.left][1], self.reaches[tie.right][0]
        least = max(_COUPLE_LEAST, left + COLUMN_GAP + right)
        descent = self.family.below(tie.left)
        has_children = descent is not None and tie.right in descent.parents
        return max(least, 2 * (max(left, right) + _DESCENT_CLEARANCE)) if has_children else least
