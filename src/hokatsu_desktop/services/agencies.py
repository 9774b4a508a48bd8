"""The directory of agencies (機関) and the people at their windows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Agency, Contact, TrainingGuest
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal

Named = TypeVar("Named", Agency, Contact)


@dataclass(frozen=True)
class DirectoryEntry:
    """One person of the directory as chosen for a meeting: agency, post, name."""

    contact_id: int
    agency_name: str
    post: str
    name: str
    is_member: bool
    pledged: bool

    @property
    def shown(self) -> str:
        """「水道課　係長　山本」."""
        return "　".join(word for word in (self.agency_name, self.post, self.name) if word)


def add_agency(session: Session, name: str, **values: Any) -> Agency:
    """Add an agency, which is known as of today. Raises Refusal without a name."""
    if not name.strip():
        raise Refusal("機関の名前を入れてください。")
    with act(session, "add_agency", "機関を加える"):
        agency = Agency(name=name.strip(), **{"confirmed_on": today(session), **values})
        session.add(agency)
        session.flush()
    return agency


def save_agency(session: Session, agency_id: int, **values: Any) -> Agency:
    """Change what is known of an agency, by attribute name; the trainings its people came to follow a new name."""
    agency = still_there(session, Agency, agency_id)
    with act(session, "save_agency", "機関の情報を直す"):
        rename_at_trainings(session, agency.name, values.get("name", ""))
        for name, value in values.items():
            setattr(agency, name, value)
    return agency


def rename_at_trainings(session: Session, before: str, name: str) -> None:
    """Those who came to trainings from an agency stand there by its new name; nothing where one of the names is blank."""
    if not before.strip() or not name.strip() or name == before:
        return
    for guest in session.scalars(select(TrainingGuest)):
        if fold(guest.agency_name) == fold(before):
            guest.agency_name = name


def add_contact(session: Session, agency_id: int, name: str, **values: Any) -> Contact:
    """Add a person to an agency. Raises Refusal without a name."""
    if not name.strip():
        raise Refusal("窓口の人の名前を入れてください。")
    with act(session, "add_contact", "窓口の人を加える"):
        contact = Contact(agency_id=agency_id, name=name.strip(), **values)
        session.add(contact)
        session.flush()
    return contact


def save_contact(session: Session, contact_id: int, **values: Any) -> Contact:
    """Change what is known of a person at an agency, by attribute name."""
    contact = still_there(session, Contact, contact_id)
    with act(session, "save_contact", "窓口の人の情報を直す"):
        for name, value in values.items():
            setattr(contact, name, value)
    return contact


def agencies(session: Session) -> list[Agency]:
    """All agencies in use, town hall first, then by name."""
    return list(
        session.scalars(
            select(Agency).where(Agency.retired_on.is_(None)).order_by(Agency.inside_town_hall.desc(), Agency.name)
        )
    )


def contacts_of(session: Session, agency_id: int) -> list[Contact]:
    """The people of one agency."""
    return list(session.scalars(select(Contact).where(Contact.agency_id == agency_id).order_by(Contact.id)))


def directory(session: Session, typed: str = "") -> list[DirectoryEntry]:
    """The people of all agencies whose agency, post or name contains what was typed."""
    wanted = fold(typed)
    rows = session.execute(
        select(Agency, Contact)
        .join(Contact, Contact.agency_id == Agency.id)
        .where(Agency.retired_on.is_(None), Contact.released_on.is_(None))
        .order_by(Agency.inside_town_hall.desc(), Agency.name, Contact.id)
    )
    return [
        DirectoryEntry(
            contact.id,
            agency.name,
            contact.post,
            contact.name,
            contact.registered_on is not None,
            contact.pledged_on is not None,
        )
        for agency, contact in rows
        if wanted in fold(agency.name + contact.post + contact.name + contact.kana)
    ]


def find_or_add_contact(session: Session, agency_name: str, name: str, post: str = "") -> Contact:
    """The person of that agency and name, added to the directory if new."""
    with act(session, "add_contact", "窓口の人を加える"):
        agency = first_named(session.scalars(select(Agency)).all(), agency_name) or add_agency(session, agency_name)
        contact = first_named(contacts_of(session, agency.id), name)
        return contact or add_contact(session, agency.id, name, post=post)


def first_named(rows: Sequence[Named], name: str) -> Named | None:
    """The first row whose name is the same but for width, spaces and variants."""
    wanted = fold(name)
    return next((row for row in rows if fold(row.name) == wanted), None)
