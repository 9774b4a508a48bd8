"""Recording consent (同意), reading where a household stands, and what wakes when consent comes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePerson, Consent, ConsentState, ConsentSummary, Part, Person, Task
from hokatsu_desktop.models.consent import summarise
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today


def record_consent(session: Session, case_id: int, person_id: int, state: ConsentState, **values: Any) -> Consent:
    """Record what one person agreed to; earlier records stay. When all have agreed, 「同意が取れたら」 wakes.

    `values` are attributes of Consent; giving and taking are assumed agreed when the state is GIVEN.
    """
    agreed = state == ConsentState.GIVEN
    facts = {"give": agreed, "take": agreed, "obtained_on": today(session), **values}
    with act(session, "record_consent", "同意を記録する"):
        consent = Consent(case_id=case_id, person_id=person_id, state=state, **facts)
        session.add(consent)
        session.flush()
        wake_tasks(session, case_id)
    return consent


def newest_consent(session: Session, case_id: int, person_id: int) -> Consent | None:
    """The consent of a person that counts now."""
    return session.scalar(
        select(Consent)
        .where(Consent.case_id == case_id, Consent.person_id == person_id)
        .order_by(Consent.id.desc())
        .limit(1)
    )


def consents_of(session: Session, case_id: int, person_id: int) -> list[Consent]:
    """All that a person has agreed to or refused in a case, newest first."""
    query = select(Consent).where(Consent.case_id == case_id, Consent.person_id == person_id)
    return list(session.scalars(query.order_by(Consent.id.desc())))


def people_who_must_agree(session: Session, case_id: int) -> Sequence[Person]:
    """The people whose consent counts: 本人 and the family members who are supported too."""
    return session.scalars(
        select(Person)
        .join(CasePerson, CasePerson.person_id == Person.id)
        .where(CasePerson.case_id == case_id, CasePerson.part.in_((Part.PRINCIPAL, Part.SUBJECT)))
        .order_by(CasePerson.id)
    ).all()


def consent_summary(session: Session, case_id: int) -> ConsentSummary:
    """Where the household stands."""
    return consent_summaries(session, [case_id])[case_id]


def consent_summaries(session: Session, case_ids: Sequence[int]) -> dict[int, ConsentSummary]:
    """Where the households of these cases stand, by case id: two queries, however many cases."""
    people = session.execute(
        select(CasePerson.case_id, Person)
        .join(Person, Person.id == CasePerson.person_id)
        .where(CasePerson.case_id.in_(case_ids), CasePerson.part.in_((Part.PRINCIPAL, Part.SUBJECT)))
        .order_by(CasePerson.id)
    ).all()
    consents = session.scalars(select(Consent).where(Consent.case_id.in_(case_ids)).order_by(Consent.id))
    newest = {(one.case_id, one.person_id): one for one in consents}
    return {
        case_id: summarise(
            (f"{person.shown_name}さん", newest.get((case_id, person.id)))
            for of_case, person in people
            if of_case == case_id
        )
        for case_id in case_ids
    }


def wake_tasks(session: Session, case_id: int) -> list[Task]:
    """Turn 「同意が取れたら」 into things to do today when the household has agreed; returns them."""
    if consent_summary(session, case_id).state != ConsentState.GIVEN:
        return []
    asleep = session.scalars(
        select(Task).where(Task.case_id == case_id, Task.waits_for_consent.is_(True), Task.done_on.is_(None))
    ).all()
    for task in asleep:
        task.waits_for_consent = False
        task.due_on = task.due_on or today(session)
    session.flush()
    return list(asleep)


def household_has_agreed(session: Session, case: Case) -> bool:
    """Whether a 重層的支援会議 may take the case."""
    return consent_summary(session, case.id).state == ConsentState.GIVEN
