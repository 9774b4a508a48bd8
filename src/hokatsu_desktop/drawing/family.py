"""A family as marks to draw: who is whose partner, who is whose child, and who stands aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hokatsu_desktop.drawing.relatives import Relative, TieKind

__all__ = ["Descent", "Family", "Member", "Tie", "TieKind"]


@dataclass(eq=False)
class Member:
    """One mark. Without a relative it is a small empty one, for a person the household list does not name."""

    relative: Relative | None
    sex: str

    @property
    def is_named(self) -> bool:
        """Whether the household list names this person."""
        return self.relative is not None


@dataclass(frozen=True, eq=False)
class Tie:
    """A couple, in the order in which the two stand."""

    left: Member
    right: Member
    kind: TieKind = TieKind.MARRIED

    def other(self, member: Member) -> Member:
        """The partner of one of the two."""
        return self.right if member is self.left else self.left


@dataclass(frozen=True, eq=False)
class Descent:
    """One or two parents and their children by birth, the eldest first."""

    parents: tuple[Member, ...]
    children: tuple[Member, ...]
    step_children: frozenset[Member] = frozenset()  # by one parent only: dotted line


@dataclass
class Family:
    """All marks: those reached from the centre by ties and descents, and those aside with their generation.

    Generations count downwards from the centre's: -1 are its parents, 1 its children.
    """

    centre: Member | None = None
    ties: list[Tie] = field(default_factory=list)
    descents: list[Descent] = field(default_factory=list)
    aside: list[tuple[int, Member]] = field(default_factory=list)

    def members(self) -> list[Member]:
        """Every mark once."""
        centre = [] if self.centre is None else [self.centre]
        tied = [member for tie in self.ties for member in (tie.left, tie.right)]
        descended = [member for descent in self.descents for member in (*descent.parents, *descent.children)]
        return list(dict.fromkeys([*centre, *tied, *descended, *(member for _, member in self.aside)]))

    def ties_of(self, member: Member) -> list[Tie]:
        """The member's couples, at most one to each side."""
        return [tie for tie in self.ties if member in (tie.left, tie.right)]

    def tie_beside(self, member: Member, side: int) -> Tie | None:
        """The couple to the left (-1) or to the right (1) of the member."""
        return next((tie for tie in self.ties if (tie.right if side < 0 else tie.left) is member), None)

    def tie_between(self, one: Member, other: Member) -> Tie | None:
        """The couple that these two are, whoever stands left."""
        return next((tie for tie in self.ties if {tie.left, tie.right} == {one, other}), None)

    def above(self, member: Member) -> Descent | None:
        """The descent in which the member is a child."""
        return next((descent for descent in self.descents if member in descent.children), None)

    def below(self, *parents: Member) -> Descent | None:
        """The descent of exactly these parents."""
        return next((descent for descent in self.descents if set(descent.parents) == set(parents)), None)

    def below_tie(self, tie: Tie) -> Descent | None:
        """The descent of a couple."""
        return self.below(tie.left, tie.right)

    def is_lone_parent(self, member: Member) -> bool:
        """Whether the line to the children begins at the member's own mark."""
        return self.below(member) is not None

    def generations(self) -> dict[Member, int]:
        """The generation of everybody whom lines join to the centre."""
        found: dict[Member, int] = {} if self.centre is None else {self.centre: 0}
        waiting = list(found)
        while waiting:
            member = waiting.pop(0)
            for other, step in self._next_to(member):
                if other not in found:
                    found[other] = found[member] + step
                    waiting.append(other)
        return found

    def _next_to(self, member: Member) -> list[tuple[Member, int]]:
        """Who is joined to the member by one line, and how many generations below."""
        joined = [(tie.other(member), 0) for tie in self.ties_of(member)]
        for descent in self.descents:
            if member in descent.parents:
                joined += [(child, 1) for child in descent.children]
            if member in descent.children:
                joined += [(parent, -1) for parent in descent.parents]
        return joined

    def drop_crooked(self, rows: Mapping[Member, int], across: Mapping[Member, float]) -> bool:
        """Drop couples not side by side and children not one row below, left over from ties that contradict each other.

        Gives whether any were dropped.
        """
        ties = [tie for tie in self.ties if _stand_together(tie, rows, across)]
        descents = [
            one
            for one in self.descents
            if {rows[parent] + 1 for parent in one.parents} == {rows[child] for child in one.children}
        ]
        changed = (len(ties), len(descents)) != (len(self.ties), len(self.descents))
        self.ties, self.descents = ties, descents
        return changed

    def put_aside(self, lost: Sequence[Member]) -> None:
        """Take these out of all lines; the named ones stand aside, first the generation that they had."""
        generations = self.generations()
        self.ties = [tie for tie in self.ties if tie.left not in lost and tie.right not in lost]
        self.descents = [descent for old in self.descents if (descent := _without(old, lost)) is not None]
        known = {member for _, member in self.aside}
        self.aside += [(generations.get(one, 0), one) for one in lost if one.is_named and one not in known]


def _stand_together(tie: Tie, rows: Mapping[Member, int], across: Mapping[Member, float]) -> bool:
    """Whether the two stand in one row in their order, with nobody between them."""
    left, right, row = across[tie.left], across[tie.right], rows[tie.left]
    between = [member for member, x in across.items() if rows[member] == row and left < x < right]
    return row == rows[tie.right] and left < right and not between


def _without(descent: Descent, lost: Sequence[Member]) -> Descent | None:
    """The descent without these; None where no line is left."""
    parents = tuple(one for one in descent.parents if one not in lost)
    children = tuple(one for one in descent.children if one not in lost)
    return Descent(parents, children, descent.step_children & frozenset(children)) if parents and children else None
