"""A person already known stands in a new case too: the same person, with the household as it is seen from them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Case,
    CasePerson,
    Consent,
    EcoTie,
    HouseholdMember,
    Kinship,
    LifeEvent,
    Part,
    Person,
    Referral,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.naming import refresh_titles
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.services.timeline import day_of
from hokatsu_desktop.services.trash import people_in_use

SELF, SPOUSE, CHILD, PARENT, SIBLING, GRANDPARENT, GRANDCHILD = range(7)
_KINDS: Mapping[str, int] = {
    "self": SELF,
    "husband": SPOUSE,
    "wife": SPOUSE,
    "husband_unregistered": SPOUSE,
    "wife_unregistered": SPOUSE,
    "child": CHILD,
    "father": PARENT,
    "mother": PARENT,
    "elder_brother": SIBLING,
    "younger_brother": SIBLING,
    "elder_sister": SIBLING,
    "younger_sister": SIBLING,
    "grandfather": GRANDPARENT,
    "grandmother": GRANDPARENT,
    "grandchild": GRANDCHILD,
}
# (what the new 本人 is to the earlier one, what somebody is to the earlier one): what they are to the new one
_SEEN: Mapping[tuple[int, int], tuple[str, str]] = {  # the word for a man, for a woman
    (CHILD, SELF): ("father", "mother"),
    (CHILD, SPOUSE): ("father", "mother"),
    (CHILD, PARENT): ("grandfather", "grandmother"),
    (PARENT, SELF): ("child", "child"),
    (PARENT, SIBLING): ("child", "child"),
    (PARENT, SPOUSE): ("child_husband", "child_wife"),
    (PARENT, CHILD): ("grandchild", "grandchild"),
    (SPOUSE, SELF): ("husband", "wife"),
    (SPOUSE, CHILD): ("child", "child"),
    (SPOUSE, PARENT): ("father_in_law", "mother_in_law"),
    (SPOUSE, GRANDCHILD): ("grandchild", "grandchild"),
    (SIBLING, PARENT): ("father", "mother"),
    (SIBLING, CHILD): ("nephew_niece", "nephew_niece"),
    (SIBLING, GRANDPARENT): ("grandfather", "grandmother"),
    (GRANDCHILD, SELF): ("grandfather", "grandmother"),
    (GRANDPARENT, SELF): ("grandchild", "grandchild"),
}
_SIBLINGS = frozenset({(CHILD, CHILD), (SIBLING, SELF), (SIBLING, SIBLING)})
_TYPED = ("name", "kana", "called", "sex", "birth", "postcode", "address", "district", "phone", "contact_care")


def use_known_person(session: Session, referral_id: int, person_id: int, from_case_id: int) -> Case:
    """Let the 本人 of a drafted referral be a person already known, and bring their household along.

    What was typed fills what was empty. Raises Refusal for a referral that was received, or for the same person.
    """
    referral = still_there(session, Referral, referral_id)
    case = still_there(session, Case, referral.case_id)
    known, earlier = still_there(session, Person, person_id), still_there(session, Case, from_case_id)
    if referral.received_on is not None:
        raise Refusal("このつなぎは、もう受け付けています。人は「世帯」で直せます。")
    if case.principal_id == person_id:
        raise Refusal("このつなぎは、もうこの人で書いています。")
    of_household = select(HouseholdMember.person_id).where(HouseholdMember.household_id == case.household_id)
    of_case = select(CasePerson.person_id).where(CasePerson.case_id == case.id)
    if person_id in session.scalars(of_household.union(of_case)).all():
        raise Refusal("この人は、もうこの世帯に入っています。「世帯」で続柄を直してください。")
    with act(session, "use_known_person", "前からの人で書く"):
        typed = still_there(session, Person, case.principal_id)
        for name in _TYPED:
            if not getattr(known, name):
                setattr(known, name, getattr(typed, name))
        case.title = ""
        take_place_of(session, case, typed, known)
        bring_household(session, case, known, earlier)
        refresh_titles(session, case)
        session.flush()
    return case


def take_place_of(session: Session, case: Case, typed: Person, known: Person) -> None:
    """Everything of the case that hangs on the person typed hangs on the one known; the typed one goes, unless used elsewhere."""
    case.principal_id = known.id
    hanging: tuple[type[Any], ...] = (CasePerson, Consent, LifeEvent, EcoTie)
    for made_of in hanging:
        rows: Sequence[Any] = session.scalars(select(made_of).where(made_of.case_id == case.id)).all()
        for row in rows:
            row.person_id = known.id if row.person_id == typed.id else row.person_id
    for member in session.scalars(select(HouseholdMember).where(HouseholdMember.household_id == case.household_id)):
        if member.person_id == typed.id:
            member.person_id = known.id
        member.relative_to_id = known.id
    session.flush()
    with unveiled(session):
        used = session.scalar(select(Person.id).where(Person.id == typed.id, Person.id.in_(people_in_use())))
    if used is None:
        let_go(session, typed, known)


def let_go(session: Session, typed: Person, known: Person) -> None:
    """The person typed is nobody's any more: their ties are those of the one known, and they go."""
    for tie in session.scalars(select(Kinship).where(or_(Kinship.person_id == typed.id, Kinship.other_id == typed.id))):
        tie.person_id = known.id if tie.person_id == typed.id else tie.person_id
        tie.other_id = known.id if tie.other_id == typed.id else tie.other_id
    session.flush()
    session.delete(typed)
    session.flush()


def bring_household(session: Session, case: Case, known: Person, earlier: Case) -> None:
    """The people of the earlier household come into the new one, with their kinship seen from its 本人."""
    theirs = members_of(session, earlier)
    here = {person.id for _, person in members_of(session, case)}
    own = next((member.kinship for member, person in theirs if person.id == known.id), "")
    is_same = earlier.principal_id == known.id
    for member, person in theirs:
        if person.id in here:
            continue
        told = "self" if person.id == earlier.principal_id else member.kinship
        session.add_all(
            [
                HouseholdMember(
                    household_id=case.household_id,
                    person_id=person.id,
                    position=len(here),
                    kinship=member.kinship if is_same else kinship_seen(own, told, known, person),
                    second_label=member.second_label if is_same else "",
                    relative_to_id=known.id,
                    lives_together=member.lives_together,
                    lives_where=member.lives_where,
                    key_person=member.key_person,
                    occupation=member.occupation,
                    health=member.health,
                    supports=member.supports,
                    since=member.since,
                ),
                CasePerson(case_id=case.id, person_id=person.id, part=Part.FAMILY),
            ]
        )
        here.add(person.id)
    session.flush()


def kinship_seen(own: str, told: str, known: Person, other: Person) -> str:
    """What somebody is to `known`, when both are told as seen from a third; empty where that does not follow.

    own, told: keys of the list kinship, of `known` and of the other.
    """
    kinds = (_KINDS.get(own, -1), _KINDS.get(told, -1))
    if kinds in _SIBLINGS:
        return _sibling(known, other)
    words = _SEEN.get(kinds)
    if words is None or (words[0] != words[1] and other.sex not in ("male", "female")):
        return ""
    return words[1] if other.sex == "female" else words[0]


def _sibling(known: Person, other: Person) -> str:
    """兄, 弟, 姉 or 妹; empty while a birth or the sex is not known."""
    mine, theirs = day_of(known.birth), day_of(other.birth)
    if mine is None or theirs is None or other.sex not in ("male", "female"):
        return ""
    age = "elder" if theirs < mine else "younger"
    return f"{age}_{'sister' if other.sex == 'female' else 'brother'}"
