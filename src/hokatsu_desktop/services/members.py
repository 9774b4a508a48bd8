"""The members of a case's household, and their ages in words."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.ages import age_on
from hokatsu_desktop.japanese.wareki import PartialDate
from hokatsu_desktop.models import Case, HouseholdMember, Person


def shown_age(person: Person, on: Any) -> str:
    """A person's age in words, 故人 for the dead, empty when the birth is unknown."""
    if person.died_on:
        return "故人"
    try:
        return age_on(PartialDate.from_text(person.birth), on) if person.birth else ""
    except ValueError:
        return ""


def members_of(session: Session, case: Case) -> list[tuple[HouseholdMember, Person]]:
    """The members of the case's household, 本人 first."""
    pairs = session.execute(
        select(HouseholdMember, Person)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id == case.household_id, HouseholdMember.until_on.is_(None))
        .order_by(HouseholdMember.position, HouseholdMember.id)
    )
    return [(member, person) for member, person in pairs]
