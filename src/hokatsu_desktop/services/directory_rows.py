"""Rows of 機関・資源のしおり: the directory as it is handed out; what is no more is left out, and no household is in it."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Contact, Office
from hokatsu_desktop.services.agencies import agencies
from hokatsu_desktop.services.resources import resources
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import label_of


def booklet_agencies(session: Session, _office: Office) -> list[Row]:
    """The agencies in use, town hall first, each with the people at its windows."""
    people: dict[int, list[Contact]] = defaultdict(list)
    for one in session.scalars(select(Contact).where(Contact.released_on.is_(None)).order_by(Contact.id)):
        people[one.agency_id].append(one)
    return [
        {
            "name": lines(one.name, one.department),
            "phone": lines(one.phone, one.phone_note),
            "can_do": one.can_do,
            "cannot_do": one.cannot_do,
            "how_to_connect": one.how_to_connect,
            "people": lines(*(person_words(person, one) for person in people[one.id])),
        }
        for one in agencies(session)
    ]


def booklet_resources(session: Session, _office: Office) -> list[Row]:
    """The resources that are there, by name."""
    return [
        {
            "name": lines(one.name, label_of("resource_kind", one.kind) if one.kind else ""),
            "district": one.district,
            "can_do": one.can_do,
            "open_hours": one.open_hours,
            "how_to_ask": lines(one.how_to_ask, one.kept_by),
            "care": lines(one.cost, one.barriers),
        }
        for one in resources(session)
        if one.retired_on is None
    ]


def person_words(person: Contact, agency: Agency) -> str:
    """係長　例山 たかし, and below it （断らない相談マネジャー、話が早い人）　0155-00-0121 without the agency's own number."""
    told = "、".join(filter(None, role_words(person)))
    name = "　".join(filter(None, (person.section, person.post, person.name)))
    phone = person.phone if person.phone != agency.phone else ""
    return lines(name, "　".join(filter(None, (f"（{told}）" if told else "", phone))))


def role_words(contact: Contact) -> tuple[str, ...]:
    """What somebody is there for, for which districts, and whether they are the one to ask first."""
    role = label_of("contact_role", contact.role) if contact.role else ""
    return (
        role,
        f"{contact.districts}の担当" if contact.districts else "",
        "話が早い人" if contact.easy_to_reach else "",
    )


def lines(*parts: str) -> str:
    """The parts that are there, one below the other."""
    return "\n".join(filter(None, parts))
