"""Who hangs on whom: from the words of kinship seen from 本人 to a family of couples and descents.

A line is drawn only where the word tells it, or where one person alone can be meant; others stand aside without a line.
"""

from collections import defaultdict
from collections.abc import Sequence

from hokatsu_desktop.drawing.family import Descent, Family, Member, Tie, TieKind
from hokatsu_desktop.drawing.kinship_words import (
    FORMER_HUSBAND,
    FORMER_WIFE,
    GREAT_GRANDCHILD,
    GREAT_GRANDPARENT,
    kind_of,
    named_in,
    parent_side,
)
from hokatsu_desktop.drawing.relatives import Relative
from hokatsu_desktop.drawing.told_ties import lay_told_ties

_CENTRES = ("self", "head")
_PARTNERS = {
    "husband": TieKind.MARRIED,
    "wife": TieKind.MARRIED,
    "husband_unregistered": TieKind.UNREGISTERED,
    "wife_unregistered": TieKind.UNREGISTERED,
    FORMER_HUSBAND: TieKind.FORMER,
    FORMER_WIFE: TieKind.FORMER,
}
_ELDER = ("elder_brother", "elder_sister")
_YOUNGER = ("younger_brother", "younger_sister")
_SIBLINGS = (*_ELDER, *_YOUNGER)
_WITH_LINES = frozenset(
    {*_PARTNERS, *_SIBLINGS, "father_in_law", "mother_in_law", "child", "spouse_child", "child_wife", "child_husband"}
    | {"grandchild", GREAT_GRANDCHILD, "father", "mother", "grandfather", "grandmother"}
)
# The generation of those for whom no line can be drawn; 0 for all others.
_GENERATIONS = {
    GREAT_GRANDPARENT: -3,
    "grandfather": -2,
    "grandmother": -2,
    "father": -1,
    "mother": -1,
    "father_in_law": -1,
    "mother_in_law": -1,
    "uncle_aunt": -1,
    "nephew_niece": 1,
}


def place(relatives: Sequence[Relative]) -> Family:
    """The family of these relatives; each of them becomes exactly one mark."""
    family = _Places(relatives).family
    lay_told_ties(family, relatives)
    return family


class _Places:
    """The family in the making: members are taken out of `waiting` as they find their place; the rest stand aside."""

    def __init__(self, relatives: Sequence[Relative]) -> None:
        self.family = Family()
        self.members = [(kind_of(relative), Member(relative, relative.sex)) for relative in relatives]
        centre = self._find_centre(relatives)
        self.waiting = [(kind, member) for kind, member in self.members if member is not centre]
        if centre is None and any(kind in _WITH_LINES for kind, _ in self.waiting):
            centre = self._unnamed_centre()
        if centre is not None:
            self.family.centre = centre
            self._place_partners(centre)
            self._place_parents_in_law(centre)
            self._place_descendants(centre)
            self._place_origin(centre)
        self._put_aside()

    # Centre

    def _find_centre(self, relatives: Sequence[Relative]) -> Member | None:
        """Whom the others are seen from: 本人, unless only another one is 世帯主 and 本人 has a kinship to that one."""
        members = [member for _, member in self.members]
        order = (
            [one for one in relatives if one.is_principal and one.kinship in _CENTRES]
            + [one for key in _CENTRES for one in relatives if one.kinship == key]
            + [one for one in relatives if one.is_principal]
        )
        return next((member for member in members if order and member.relative is order[0]), None)

    def _unnamed_centre(self) -> Member:
        """A small mark for the one whom the words are seen from when nobody of the list is it."""
        kinds = {kind for kind, _ in self.waiting}
        if kinds & {"wife", "wife_unregistered", FORMER_WIFE}:
            return Member(None, "male")
        return Member(None, "female" if kinds & {"husband", "husband_unregistered", FORMER_HUSBAND} else "unknown")

    # Taking out of those who wait

    def _take(self, *kinds: str, most: int | None = None) -> list[Member]:
        """Those of these kinds still waiting, in their order; they wait no longer."""
        taken = [member for kind, member in self.waiting if kind in kinds][:most]
        self.waiting = [(kind, member) for kind, member in self.waiting if member not in taken]
        return taken

    # Partners

    def _place_partners(self, centre: Member) -> None:
        """The partner of today beside the centre, husbands to the left; a former one on the side still free."""
        today = [(kind, member) for kind, member in self.waiting if kind in _PARTNERS and "former" not in kind]
        former = [(kind, member) for kind, member in self.waiting if kind in (FORMER_HUSBAND, FORMER_WIFE)]
        first_is_left = False
        for number, (kind, member) in enumerate((today + former)[:2]):
            is_left = "husband" in kind if number == 0 else not first_is_left
            first_is_left = is_left if number == 0 else first_is_left
            self.waiting.remove((kind, member))
            self._tie(centre, member, other_is_left=is_left, kind=_PARTNERS[kind])

    def _tie(self, member: Member, other: Member, *, other_is_left: bool, kind: TieKind = TieKind.MARRIED) -> None:
        left, right = (other, member) if other_is_left else (member, other)
        self.family.ties.append(Tie(left, right, kind))

    def _with_partner(self, member: Member) -> tuple[Member, ...]:
        """The member and, if there is one, the partner with whom the children are."""
        ties = self.family.ties_of(member)
        return (ties[0].left, ties[0].right) if ties else (member,)

    def _partner_of(self, member: Member) -> Member:
        """The partner; where none is named a small mark that joins the member to the partner's own people."""
        ties = self.family.ties_of(member)
        if ties:
            return ties[0].other(member)
        partner = Member(None, "male" if member.sex == "female" else "female")
        self._tie(member, partner, other_is_left=partner.sex == "male")
        return partner

    def _place_parents_in_law(self, centre: Member) -> None:
        parents = self._take("father_in_law", most=1) + self._take("mother_in_law", most=1)
        if parents:
            self._descend(self._pair(parents), [self._partner_of(centre)])

    # Descendants

    def _place_descendants(self, centre: Member) -> None:
        """Children with their partners, grandchildren and great-grandchildren, from the youngest generation up."""
        great_grandchildren = self._take(GREAT_GRANDCHILD)
        grandchildren = self._take("grandchild")
        if great_grandchildren and not grandchildren:
            grandchildren = [Member(None, "unknown")]
        step = frozenset(member for kind, member in self.waiting if kind == "spouse_child")
        children = self._take("child", "spouse_child")
        self._marry_in(children, self._take("child_wife"), sex="male")
        self._marry_in(children, self._take("child_husband"), sex="female")
        if grandchildren and not children:
            children.append(Member(None, "unknown"))
        self._spread(grandchildren, children)
        self._spread(great_grandchildren, grandchildren)
        if children:
            self.family.descents.append(Descent(self._with_partner(centre), tuple(children), step))

    def _marry_in(self, children: list[Member], partners: list[Member], *, sex: str) -> None:
        """Each partner beside a child of this sex: the one the label names, else the first without a partner."""
        for partner in partners:
            free = [child for child in children if not self.family.ties_of(child)]
            label = partner.relative.label if partner.relative else ""
            fitting = [child for child in free if child.sex == sex]
            fitting += [child for child in free if child.sex not in ("male", "female")]
            child = named_in(label, free) or next(iter(fitting), None)
            if child is None:
                child = Member(None, sex)
                children.append(child)
            self._tie(child, partner, other_is_left=sex == "female")

    def _spread(self, lower: list[Member], uppers: list[Member]) -> None:
        """Hang each on one of the generation above: named in the label, else the only one with a partner, else the first."""
        by_upper: dict[Member, list[Member]] = defaultdict(list)
        for member in lower:
            label = member.relative.label if member.relative else ""
            married = [upper for upper in uppers if self.family.ties_of(upper)]
            likely = married[0] if len(married) == 1 else uppers[0]
            by_upper[named_in(label, uppers) or likely].append(member)
        for upper, members in by_upper.items():
            self._descend(self._with_partner(upper), members)

    def _descend(self, parents: Sequence[Member], children: Sequence[Member]) -> None:
        self.family.descents.append(Descent(tuple(parents), tuple(children)))

    # Siblings, parents, grandparents

    def _place_origin(self, centre: Member) -> None:
        """Parents and what is above them, and the siblings; small marks for parents without whom a line would end."""
        siblings = (*self._take(*_ELDER), centre, *self._take(*_YOUNGER))
        self._place_beside_siblings([one for one in siblings if one is not centre])
        father, mother = (next(iter(self._take(key, most=1)), None) for key in ("father", "mother"))
        above = self._grandparents(father, mother)
        if not (father or mother or above["father"] or above["mother"]):
            if len(siblings) == 1:
                return
            father, mother = Member(None, "male"), Member(None, "female")
        if above["father"] and father is None:
            lone = mother is None and not above["mother"]
            father = Member(None, "unknown" if lone else "male")
        if above["mother"] and mother is None:
            mother = Member(None, "female")
        self._descend(self._couple(father, mother), siblings)
        for side, parent in (("father", father), ("mother", mother)):
            if parent is not None:
                self._place_line_of(parent, side, above[side])

    def _couple(self, left: Member | None, right: Member | None) -> tuple[Member, ...]:
        """One or two parents, tied where they are two."""
        if left is not None and right is not None:
            self._tie(left, right, other_is_left=False)
        return tuple(one for one in (left, right) if one is not None)

    def _grandparents(self, father: Member | None, mother: Member | None) -> dict[str, list[Member]]:
        """Up to two grandparents on each side: as the label says, else on the side of the only parent, else the father's."""
        default = "mother" if mother is not None and father is None else "father"
        found: dict[str, list[Member]] = {"father": [], "mother": []}
        for key in ("grandfather", "grandmother"):
            waiting = [member for kind, member in self.waiting if kind == key]
            waiting.sort(key=lambda member: not _side_of(member))
            free = [default, "mother" if default == "father" else "father"]
            for member in waiting:
                side = _side_of(member) or next(iter(free), "")
                if side in free:
                    free.remove(side)
                    found[side].append(member)
                    self.waiting.remove((key, member))
        return found

    def _place_line_of(self, parent: Member, side: str, grandparents: list[Member]) -> None:
        """One parent's own parents, brothers and sisters, and above the first grandparent the great-grandparents."""
        kin = [member for kind, member in self.waiting if kind == "uncle_aunt" and _side_of(member) == side]
        if not grandparents and (not kin or not parent.is_named):
            return
        self.waiting = [(kind, member) for kind, member in self.waiting if member not in kin]
        if not grandparents:
            grandparents = [Member(None, "male"), Member(None, "female")]
        self._descend(self._pair(grandparents), (*kin, parent) if side == "father" else (parent, *kin))
        if grandparents[0].is_named:
            self._place_great_grandparents(grandparents[0], side)

    def _place_great_grandparents(self, grandparent: Member, side: str) -> None:
        waiting = [one for one in self.waiting if one[0] == GREAT_GRANDPARENT and _side_of(one[1]) in ("", side)]
        chosen = sorted(waiting[:2], key=lambda one: one[1].sex == "female")  # the man to the left
        if chosen:
            self.waiting = [one for one in self.waiting if one not in chosen]
            self._descend(self._pair([member for _, member in chosen]), [grandparent])

    def _pair(self, parents: list[Member]) -> tuple[Member, ...]:
        """One or two parents as a couple."""
        return self._couple(*parents) if len(parents) == 2 else tuple(parents)

    def _place_beside_siblings(self, siblings: list[Member]) -> None:
        """Partners and children of siblings, where the label (弟の妻, 兄の子) or a single sibling leaves no doubt."""
        for kind, member in [one for one in self.waiting if one[0] == "sibling_spouse"]:
            free = [sibling for sibling in siblings if not self.family.ties_of(sibling)]
            sibling = _meant(member, free) or (free[0] if len(siblings) == len(free) == 1 else None)
            if sibling is not None:
                self.waiting.remove((kind, member))
                self._tie(sibling, member, other_is_left=member.sex == "male" or sibling.sex == "female")
        by_sibling: dict[Member, list[Member]] = defaultdict(list)
        for kind, member in [one for one in self.waiting if one[0] == "nephew_niece"]:
            sibling = _meant(member, siblings)
            if sibling is not None:
                self.waiting.remove((kind, member))
                by_sibling[sibling].append(member)
        for sibling, children in by_sibling.items():
            self._descend(self._with_partner(sibling), children)

    # The others

    def _put_aside(self) -> None:
        """Those left stand aside; who lives with the household comes first, to be near it."""
        first = sorted(self.waiting, key=lambda one: not (one[1].relative is not None and one[1].relative.is_resident))
        self.family.aside = [(_GENERATIONS.get(kind, 0), member) for kind, member in first]


def _side_of(member: Member) -> str:
    return parent_side(member.relative) if member.relative is not None else ""


def _meant(member: Member, candidates: Sequence[Member]) -> Member | None:
    return named_in(member.relative.label, candidates) if member.relative is not None else None
