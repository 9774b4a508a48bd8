"""同意書 per person: who of a household signs one, and the record their sheet hangs on."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import CasePerson, Part
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.households import member_consents


@dataclass(frozen=True)
class Signer:
    """One person of a household who can sign."""

    person_id: int
    name: str
    tie: str  # 本人, 長男
    counts: bool  # their consent counts for the case


def signers(session: Session, case_id: int) -> list[Signer]:
    """The household with those first whose consent counts: 本人, then the members who are supported too."""
    people = [Signer(one.person_id, one.name, one.tie, one.counts) for one in member_consents(session, case_id)]
    return sorted(people, key=lambda one: not one.counts)


def consent_sheet_of(session: Session, case_id: int, person_id: int) -> int:
    """The id of the record (case_person) that a person's 同意書 hangs on; somebody who only is family becomes one."""
    query = select(CasePerson).where(CasePerson.case_id == case_id, CasePerson.person_id == person_id)
    part = session.scalar(query)
    if part is None:
        part = CasePerson(case_id=case_id, person_id=person_id, part=Part.FAMILY)
        with act(session, "add_case_person", "同意書を書く人に加える"):
            session.add(part)
            session.flush()
    return part.id
