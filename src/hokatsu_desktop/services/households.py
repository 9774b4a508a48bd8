"""The household of a case on one page: its members as rows, who is supported, and what each has agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePerson, Consent, HouseholdMember, Part, Person
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.consents import consents_of, tasks_follow_consent
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.naming import refresh_titles
from hokatsu_desktop.services.rows import Row, read_members, write_members, write_rows
from hokatsu_desktop.sheets.lists import label_of


@dataclass(frozen=True)
class MemberConsent:
    """One member of the household: how they take part, and their consents, newest first."""

    person_id: int
    name: str
    tie: str  # 母、長男; 本人 for the principal
    part: str
    consents: tuple[Consent, ...]

    @property
    def counts(self) -> bool:
        """Whether this person's consent decides which meeting may be held."""
        return self.part in (Part.PRINCIPAL, Part.SUBJECT)


@dataclass(frozen=True)
class OtherCase:
    """Another case in which somebody of the household stands."""

    name: str
    case_id: int
    label: str  # R8-004（終結）
    stands_as: str  # 本人, or in whose household


@dataclass(frozen=True)
class LeftMember:
    """Somebody who has left the household."""

    member_id: int
    name: str
    tie: str
    until_on: date


def household_rows(session: Session, case_id: int) -> list[Row]:
    """The members of the household as rows, with their ages as of today."""
    return read_members(session, still_there(session, Case, case_id))


def save_household(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make the household's members equal to `rows`; who is gone leaves the household, nobody is deleted."""
    case = still_there(session, Case, case_id)
    with act(session, "save_household", "世帯の人を書く"):
        write_members(session, rows, case)
        refresh_titles(session, case)
        tasks_follow_consent(session, case_id)


def save_timeline(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make the life timeline equal to `rows`, put in this order; a new fact was learned today unless it says when."""
    case = still_there(session, Case, case_id)
    with act(session, "save_timeline", "生活歴を書く"):
        write_rows(session, "case.life_events", rows, {"case": case})


def member_consents(session: Session, case_id: int) -> list[MemberConsent]:
    """The members of the household with their parts and consents, 本人 first."""
    case = still_there(session, Case, case_id)
    taking_part = session.scalars(select(CasePerson).where(CasePerson.case_id == case_id))
    parts = {one.person_id: one.part for one in taking_part}
    return [
        MemberConsent(
            person.id,
            person.shown_name,
            "本人" if person.id == case.principal_id else member.second_label or tie_words(member.kinship),
            parts.get(person.id, Part.FAMILY),
            tuple(consents_of(session, case_id, person.id)),
        )
        for member, person in members_of(session, case)
    ]


def other_cases(session: Session, case_id: int) -> list[OtherCase]:
    """The other cases in which the people of this household stand, newest first."""
    case = still_there(session, Case, case_id)
    people = {person.id: person.shown_name for _, person in members_of(session, case)}
    rows = session.execute(
        select(CasePerson.person_id, Case)
        .join(Case, Case.id == CasePerson.case_id)
        .where(CasePerson.person_id.in_(people), Case.id != case_id, Case.trashed_at.is_(None))
        .order_by(Case.id.desc(), CasePerson.id)
    )
    return [
        OtherCase(
            people[person_id],
            other.id,
            f"{other.number or '下書き'}（{label_of('stage', other.stage).partition('（')[0]}）",
            "本人" if other.principal_id == person_id else f"{other.title}の人",
        )
        for person_id, other in rows
    ]


def left_members(session: Session, case_id: int) -> list[LeftMember]:
    """Who was in the household and has left it, the last first."""
    case = still_there(session, Case, case_id)
    rows = session.execute(
        select(HouseholdMember, Person)
        .join(Person, Person.id == HouseholdMember.person_id)
        .where(HouseholdMember.household_id == case.household_id, HouseholdMember.until_on.is_not(None))
        .order_by(HouseholdMember.until_on.desc(), HouseholdMember.id)
    )
    return [
        LeftMember(member.id, person.shown_name, member.second_label or tie_words(member.kinship), member.until_on)
        for member, person in rows
        if member.until_on is not None
    ]


def change_leaving(session: Session, case_id: int, member_id: int, on: date | None) -> None:
    """Say on which day somebody left the household; None takes them in again."""
    case = still_there(session, Case, case_id)
    member = still_there(session, HouseholdMember, member_id)
    with act(session, "change_leaving", "世帯を離れた日を直す" if on else "世帯に戻す"):
        member.until_on = on
        if on is None:
            member.position = len(members_of(session, case))
        session.flush()
        refresh_titles(session, case)


def tie_words(kinship: str) -> str:
    """The word for a kinship key, empty when nobody has said."""
    return label_of("kinship", kinship) if kinship else ""
