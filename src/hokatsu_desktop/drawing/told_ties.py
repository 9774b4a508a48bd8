"""Ties that somebody has told (a child of the first marriage, a divorce), laid over what the words of kinship give."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hokatsu_desktop.drawing.family import Descent, Family, Member, Tie, TieKind
from hokatsu_desktop.drawing.kinship_words import kind_of
from hokatsu_desktop.drawing.relatives import Relative

_MARRIED_IN = frozenset({"child_wife", "child_husband", "sibling_spouse"})
_NOT_BY_BIRTH = re.compile(r"養子|養女|里子|.*[（(](養子|養女|里子)[）)]")


def lay_told_ties(family: Family, relatives: Sequence[Relative]) -> None:
    """Change the family to what is told; who is joined to nobody stands aside."""
    _Telling(family, relatives).tell()


class _Telling:
    def __init__(self, family: Family, relatives: Sequence[Relative]) -> None:
        self.family = family
        self.relatives = relatives
        self.everybody = family.members()
        self.members = {
            member.relative.key: member for member in family.members() if member.relative and member.relative.key
        }
        self.order = {self.members[one.key]: number for number, one in enumerate(relatives) if one.key in self.members}

    def tell(self) -> None:
        for one in self.relatives:
            for other, kind in one.partners:
                if one.key in self.members and other in self.members:
                    self._couple(self.members[one.key], self.members[other], kind)
        for one in self.relatives:
            parents = [self.members[key] for key in one.parents if key in self.members]
            if parents and one.key in self.members:
                self._descend(self.members[one.key], parents)
        self._dot_those_not_by_birth()
        if any(one.parents or one.partners for one in self.relatives):
            while unneeded := [member for member in self.family.members() if self._is_unneeded(member)]:
                self.family.put_aside(unneeded)
        self._keep_who_is_joined()

    # Couples

    def _couple(self, one: Member, other: Member, kind: TieKind) -> None:
        tie = self.family.tie_between(one, other)
        if tie is not None:
            self.family.ties[self.family.ties.index(tie)] = replace(tie, kind=kind)
            return
        for member in (one, other):
            if member.relative and kind_of(member.relative) in _MARRIED_IN:
                self._part(member)
        if self._takes_unnamed_place(one, other, kind) or self._takes_unnamed_place(other, one, kind):
            return
        if one in self.family.generations() and other in self.family.generations():
            return  # joined already by other lines; a ring cannot be drawn
        self._stand_together(one, other, kind)

    def _part(self, member: Member) -> None:
        """Undo the couple that was guessed from the words; children stay with the one who is theirs by birth."""
        for tie in self.family.ties_of(member):
            descent = self.family.below_tie(tie)
            if descent is not None:
                at = self.family.descents.index(descent)
                self.family.descents[at] = replace(descent, parents=(tie.other(member),))
            self.family.ties.remove(tie)

    def _takes_unnamed_place(self, one: Member, other: Member, kind: TieKind) -> bool:
        """The other in the place of a small mark that stands beside the one for somebody not named."""
        if self.family.ties_of(other) or self.family.above(other) or other is self.family.centre:
            return False
        for tie in self.family.ties_of(one):
            unnamed = tie.other(one)
            if not unnamed.is_named and unnamed.sex in (other.sex, "unknown"):
                self._replace(unnamed, other)
                self._couple(one, other, kind)
                return True
        return False

    def _replace(self, unnamed: Member, named: Member) -> None:
        def now(member: Member) -> Member:
            return named if member is unnamed else member

        ties = [replace(tie, left=now(tie.left), right=now(tie.right)) for tie in self.family.ties]
        self.family.ties = list({frozenset((tie.left, tie.right)): tie for tie in ties}.values())
        self.family.descents = [
            replace(one, parents=tuple(map(now, one.parents)), children=tuple(map(now, one.children)))
            for one in self.family.descents
        ]

    def _stand_together(self, one: Member, other: Member, kind: TieKind) -> bool:
        """A couple where both have a side free, the husband to the left if that can be."""
        first = 1 if one.sex == "male" or other.sex == "female" else -1
        for side in (first, -first):
            if self.family.tie_beside(one, side) is None and self.family.tie_beside(other, -side) is None:
                self.family.ties.append(Tie(one, other, kind) if side > 0 else Tie(other, one, kind))
                self._give_lone_children(one, other)
                return True
        return False

    def _give_lone_children(self, one: Member, other: Member) -> None:
        """Children guessed to be one parent's alone belong to the couple; what is told of them comes later."""
        for parent in (one, other):
            descent = self.family.below(parent)
            tie = self.family.tie_between(one, other)
            if descent is not None and tie is not None:
                at = self.family.descents.index(descent)
                self.family.descents[at] = replace(descent, parents=(tie.left, tie.right))

    # Children

    def _descend(self, child: Member, parents: list[Member]) -> None:
        told = self._as_couple(parents)
        current = self.family.above(child)
        if current is not None:
            if set(current.parents) == set(told):
                return
            others = [one for one in current.parents if one not in told]
            if not any(one.is_named for one in others) and self._name_parents(current, told, others):
                return
            self._take_from(current, child)
        self._hang(child, told)

    def _as_couple(self, parents: list[Member]) -> tuple[Member, ...]:
        """The parents as they stand, tied if they can be; the first alone if they cannot."""
        if len(parents) == 1:
            return tuple(parents)
        one, other = parents[:2]
        if self.family.tie_between(one, other) is None:
            self._couple(one, other, TieKind.MARRIED)
        tie = self.family.tie_between(one, other)
        return (tie.left, tie.right) if tie is not None else (one,)

    def _name_parents(self, current: Descent, told: tuple[Member, ...], unnamed: list[Member]) -> bool:
        """Parents told of take the place of small marks, for all the children; False where they cannot."""
        new = [parent for parent in told if parent not in current.parents]
        if any(self.family.above(parent) or parent is self.family.centre for parent in new):
            return False
        fitting = {parent: mark for parent in new for mark in unnamed if mark.sex in (parent.sex, "unknown")}
        if len(set(fitting.values())) < len(new):
            return False
        for parent, mark in fitting.items():
            self._replace(mark, parent)
        return True

    def _take_from(self, descent: Descent, child: Member) -> None:
        children = tuple(one for one in descent.children if one is not child)
        at = self.family.descents.index(descent)
        if children:
            self.family.descents[at] = Descent(descent.parents, children, descent.step_children - {child})
        else:
            del self.family.descents[at]

    def _hang(self, child: Member, parents: tuple[Member, ...]) -> None:
        """The child under these parents; one who lives with somebody else gets a small mark for the other parent."""
        is_step = False
        if len(parents) == 1 and self.family.ties_of(parents[0]):
            parents, is_step = self._with_somebody(parents[0])
        descent = self.family.below(*parents)
        steps = frozenset({child}) if is_step else frozenset()
        if descent is None:
            self.family.descents.append(Descent(parents, (child,), steps))
            return
        at = self.family.descents.index(descent)
        children = self._in_order(descent.children, child)
        self.family.descents[at] = Descent(descent.parents, children, descent.step_children | steps)

    def _with_somebody(self, parent: Member) -> tuple[tuple[Member, ...], bool]:
        """The parent with somebody not named; where no side is free with the partner, and then by a dotted line."""
        for tie in self.family.ties_of(parent):
            if not tie.other(parent).is_named:
                return (tie.left, tie.right), False
        somebody = Member(None, "male" if parent.sex == "female" else "female")
        if self._stand_together(parent, somebody, TieKind.FORMER):
            tie = self.family.ties_of(parent)[-1]
            return (tie.left, tie.right), False
        tie = self.family.ties_of(parent)[0]
        return (tie.left, tie.right), True

    def _in_order(self, children: tuple[Member, ...], child: Member) -> tuple[Member, ...]:
        """The children with one more, before the first who comes later in the household's list."""
        mine = self.order[child]
        later = [one for one in children if one is not self.family.centre and self.order.get(one, -1) > mine]
        at = children.index(later[0]) if later else len(children)
        return (*children[:at], child, *children[at:])

    # In the end

    def _dot_those_not_by_birth(self) -> None:
        """養子 and 里子 hang on dotted lines."""
        for at, descent in enumerate(self.family.descents):
            adopted = {one for one in descent.children if one.relative and _NOT_BY_BIRTH.fullmatch(one.relative.label)}
            self.family.descents[at] = replace(descent, step_children=descent.step_children | adopted)

    def _is_unneeded(self, member: Member) -> bool:
        """Whether a small mark joins nobody any more."""
        if member.is_named or member is self.family.centre:
            return False
        below = [one for one in self.family.descents if member in one.parents]
        joins = len(self.family.ties_of(member)) + (self.family.above(member) is not None)
        if not below:
            return joins <= 1
        partners = [tie.other(member) for tie in self.family.ties_of(member)]
        return (
            joins == len(partners) <= 1
            and not any(one.is_named or self.family.above(one) for one in partners)
            and sum(len(one.children) for one in below) == 1
            and len(below) == 1
        )

    def _keep_who_is_joined(self) -> None:
        joined = self.family.generations()
        self.family.aside = [(row, member) for row, member in self.family.aside if member not in joined]
        aside = {member for _, member in self.family.aside}
        lost = [one for one in dict.fromkeys([*self.everybody, *self.family.members()]) if one not in joined]
        self.family.put_aside([one for one in lost if one not in aside])
        self.family.ties = [tie for tie in self.family.ties if tie.left in joined]
        self.family.descents = [one for one in self.family.descents if one.parents[0] in joined]
