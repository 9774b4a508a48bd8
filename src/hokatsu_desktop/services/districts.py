"""地区の人: which 民生委員, 主任児童委員 and 自治会 look after a district, and who they are for one household."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.ages import whole_age
from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Agency, Case, CasePerson, Contact, HouseholdMember, Office, Person, Resource
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import label_of

APART = re.compile(r"[・、，,／/（）()\s]+")
EVERYWHERE = frozenset({"全域", "町内全域", "村内全域", "市内全域", "全町", "全村", "全市", "町全体", "村全体"})
LEAST = 2  # of letters: 北 would be found in half of all addresses
CHILD = 18  # 児童福祉法4条: below this age


class Seat(StrEnum):
    """What somebody is for a district; keys of list contact_role."""

    COMMISSIONER = "welfare_commissioner"
    CHILDREN = "child_commissioner"
    NEIGHBOURHOOD = "neighbourhood_head"


@dataclass(frozen=True)
class Serving:
    """Somebody who looks after a district: who, what for, and how to call them."""

    contact_id: int
    agency_name: str
    seat: Seat
    name: str
    phone: str
    district: str  # of the household, or as the directory names it
    is_member: bool

    @property
    def shown(self) -> str:
        """民生委員・児童委員　何某 よしえ（0155-00-0190）."""
        called = "　".join(filter(None, (label_of("contact_role", self.seat), self.name)))
        return f"{called}（{self.phone}）" if self.phone else called


def seat_of(agency: Agency, contact: Contact) -> Seat | None:
    """What somebody is for a district, by the role chosen, else by the kind of agency."""
    if contact.role in set(Seat):
        return Seat(contact.role)
    match agency.kind:
        case "welfare_commissioner":
            return Seat.CHILDREN if "主任児童" in contact.post else Seat.COMMISSIONER
        case "neighbourhood":
            return Seat.NEIGHBOURHOOD
        case _:
            return None


def districts_of(contact: Contact) -> tuple[str, ...]:
    """The districts somebody looks after, as typed in 担当地区."""
    return split(contact.districts)


def split(text: str) -> tuple[str, ...]:
    """川西、駅前 as its parts."""
    return tuple(filter(None, APART.split(text)))


def looked_after(contact: Contact, person: Person) -> str:
    """The district that somebody looks after and a person lives in; empty for none.

    担当地区 tells, else the post as many write it: 民生委員（川西・駅前）. 川西第2行政区 is in 川西. Without a district
    the address tells.
    """
    district = person.district.strip()
    if contact.districts.strip():
        return district_among(districts_of(contact), person)
    if district and fold(district) in fold(contact.post + contact.note):
        return district
    return district_among(split(contact.post), person)


def district_among(named: Sequence[str], person: Person) -> str:
    """The district of a person that is among those named."""
    district = person.district.strip()
    for called in named:
        if called in EVERYWHERE:
            return district or called
        if district and fold(called) == fold(district):
            return district
        if len(called) < LEAST:
            continue
        if district and begins_with(district, called):
            return district
        if not district and stands_in(person.address, called):
            return called
    return ""


def begins_with(district: str, called: str) -> bool:
    """Whether a district is a part of the one called so: 川西第2 is one of 川西, 川西12 is none of 川西1."""
    whole, part = fold(district), fold(called)
    return whole.startswith(part) and not cuts_number(whole[len(part) :], part)


def stands_in(address: str, called: str) -> bool:
    """Whether an address names a district."""
    whole, part = fold(address), fold(called)
    _, found, rest = whole.partition(part)
    return bool(found) and not cuts_number(rest, part)


def cuts_number(rest: str, part: str) -> bool:
    """Whether a number would be cut in two between a part and what follows it."""
    return part[-1:].isdigit() and rest[:1].isdigit()


def serving(session: Session) -> Iterator[tuple[Agency, Contact, Seat]]:
    """Everybody who looks after districts now, 民生委員 first."""
    rows = session.execute(
        select(Agency, Contact)
        .join(Contact, Contact.agency_id == Agency.id)
        .where(Agency.retired_on.is_(None), Contact.released_on.is_(None))
        .order_by(Contact.id)
    )
    found = [(agency, contact, seat) for agency, contact in rows if (seat := seat_of(agency, contact)) is not None]
    order = list(Seat)
    return iter(sorted(found, key=lambda one: order.index(one[2])))


def people_of_district(session: Session, person: Person) -> list[Serving]:
    """Who looks after the district a person lives in."""
    return [
        serving_of(agency, contact, seat, district, is_member=contact.is_member(today(session)))
        for agency, contact, seat in serving(session)
        if (district := looked_after(contact, person))
    ]


def serving_of(agency: Agency, contact: Contact, seat: Seat, district: str, *, is_member: bool) -> Serving:
    """Somebody of the directory as one who looks after a district."""
    phone = contact.phone or agency.phone
    return Serving(contact.id, agency.name, seat, contact.name, phone, district, is_member)


def to_invite_from_district(session: Session, case_id: int) -> list[Serving]:
    """民生委員 of the household's district; 主任児童委員 when a child lives there; others only as registered members."""
    case = still_there(session, Case, case_id)
    person = still_there(session, Person, case.principal_id)
    has_child = any(is_child(session, one) for _, one in members_of(session, case))
    wanted = {Seat.COMMISSIONER, Seat.CHILDREN} if has_child else {Seat.COMMISSIONER}
    return [one for one in people_of_district(session, person) if one.seat in wanted or one.is_member]


def is_child(session: Session, person: Person) -> bool:
    """Whether somebody is known to be under 18 today."""
    try:
        age = whole_age(PartialDate.from_text(person.birth), today(session)) if person.birth else None
    except ValueError:
        return False
    return age is not None and age < CHILD and not person.died_on


def district_table(session: Session, _office: Office) -> list[Row]:
    """Each district with those who look after it; where nobody does, the place stays empty and shows."""
    people = list(serving(session))
    rows: list[Row] = []
    for district in all_districts(session, [contact for _, contact, _ in people]):
        living = Person(district=district)
        row = {"district": district, **{seat.value: "" for seat in Seat}}
        for agency, contact, seat in people:
            if looked_after(contact, living):
                words = serving_of(agency, contact, seat, district, is_member=False)
                told = f"{words.name}（{words.phone}）" if words.phone else words.name
                row[seat] = "\n".join(filter(None, (row[seat], told)))
        rows.append(row)
    return rows


def all_districts(session: Session, people: Sequence[Contact]) -> list[str]:
    """Every district that the directory, the resources or an open case names, each once, in the order of writing."""
    named = [name for one in people for name in (districts_of(one) or split_of_post(one.post))]
    named += [name for text in session.scalars(select(Resource.district)) for name in split(text)]
    members = select(HouseholdMember.person_id).join(Case, Case.household_id == HouseholdMember.household_id)
    taking_part = select(CasePerson.person_id).join(Case, Case.id == CasePerson.case_id)
    of_cases = members.where(ON_SHELF == Shelf.OPEN).union(taking_part.where(ON_SHELF == Shelf.OPEN))
    named += [one.strip() for one in session.scalars(select(Person.district).where(Person.id.in_(of_cases)))]
    first = {fold(name.removesuffix("地区")): name for name in reversed(named) if name and name not in EVERYWHERE}
    return sorted(first.values(), key=fold)


def split_of_post(post: str) -> tuple[str, ...]:
    """The districts in the brackets of a post: 民生委員（川西・駅前）."""
    _, bracket, inside = post.partition("（")
    return split(inside) if bracket else ()
