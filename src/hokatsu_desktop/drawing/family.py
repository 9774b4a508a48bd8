"""A family as marks to draw: who is whose partner, who is whose child, and who stands aside."""

from dataclasses import dataclass, field
from enum import StrEnum

from hokatsu_desktop.drawing.relatives import Relative


@dataclass(eq=False)
class Member:
    """One mark. Without a relative it is a small empty one, for a person the household list does not name."""

    relative: Relative | None
    sex: str

    @property
    def is_named(self) -> bool:
        """Whether the household list names this person."""
        return self.relative is not None


class TieKind(StrEnum):
    """How a couple belongs together."""

    MARRIED = "married"
    UNREGISTERED = "unregistered"  # 内縁・未届
    FORMER = "former"  # 離婚


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

    def above(self, member: Member) -> Descent | None:
        """The descent in which the member is a child."""
        return next((descent for descent in self.descents if member in descent.children), None)

    def below(self, member: Member) -> Descent | None:
        """The descent in which the member is a parent."""
        return next((descent for descent in self.descents if member in descent.parents), None)

    def is_lone_parent(self, member: Member) -> bool:
        """Whether the line to the children begins at the member's own mark."""
        descent = self.below(member)
        return descent is not None and len(descent.parents) == 1
