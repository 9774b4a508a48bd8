"""The town while it is being built: who is where, and what each key of the told stories stands for."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Case, Contact, MeetingCase, Staff
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.office import change_office, found_office
from hokatsu_desktop.services.practice_town.days import Days
from hokatsu_desktop.services.practice_town.told import Told
from hokatsu_desktop.services.staff import join_office


@dataclass
class Story:
    """One household: its case, the referral it came by, and its people by key."""

    case_id: int
    referral_id: int
    people: dict[str, int] = field(default_factory=dict)


@dataclass
class Town:
    """What has been built so far."""

    session: Session
    days: Days
    desk: str  # 宛先 of the referrals
    staff_name: str
    contacts: dict[str, Contact] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)  # by the key of a contact
    stories: dict[str, Story] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)  # by name
    colleagues: dict[str, int] = field(default_factory=dict)

    def story(self, key: str) -> Story:
        """The household of a key. Raises KeyError when nobody has told of it yet."""
        return self.stories[key]

    def case(self, key: str) -> Case:
        """The case of a household."""
        return self.session.get_one(Case, self.stories[key].case_id)

    def name_of(self, staff_id: int) -> str:
        """The name of a member of staff."""
        return self.session.get_one(Staff, staff_id).name

    def meeting_case(self, meeting: str, story: str) -> MeetingCase:
        """A household's part in a meeting."""
        return self.session.scalars(
            select(MeetingCase).where(
                MeetingCase.meeting_id == self.meetings[meeting], MeetingCase.case_id == self.stories[story].case_id
            )
        ).one()


def found_town(session: Session, days: Days, told: Told) -> Town:
    """Found the office with its first member of staff; the store must be empty."""
    office = told["office"]
    staff = found_office(
        session, town=office["town"], department=office["department"], staff_name=office["staff"], practice=True
    )
    change_office(session, **office["more"])
    town = Town(session, days, office["department"], staff.name)
    for one in told.get("colleague", ()):
        facts = {name: value for name, value in one.items() if name != "key"}
        town.colleagues[one["key"]] = join_office(session, **facts).id
    return town


def settle_agencies(town: Town, told: Told) -> None:
    """Write the directory: agencies with what they can do, and the people at their windows."""
    for agency_told in told["agency"]:
        told_of = {name: value for name, value in agency_told.items() if name not in ("name", "contact")}
        facts = town.days.for_record(told_of)
        agency = add_agency(town.session, agency_told["name"], **facts)
        for contact_told in agency_told["contact"]:
            values = town.days.for_record({name: value for name, value in contact_told.items() if name != "key"})
            town.contacts[contact_told["key"]] = add_contact(town.session, agency.id, **values)
            town.agencies[contact_told["key"]] = agency
