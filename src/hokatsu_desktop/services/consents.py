"""Recording consent (同意), reading where a household stands, and what wakes when consent comes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.models import (
    Agency,
    Case,
    CaseAgency,
    CasePerson,
    Consent,
    ConsentState,
    ConsentSummary,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingState,
    Part,
    Person,
    Task,
    TaskOrigin,
)
from hokatsu_desktop.models.consent import summarise
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.refusal import Refusal


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
        tasks_follow_consent(session, case_id)
    return consent


def withdraw_consent(session: Session, case_id: int, person_id: int, why: str, *, on: date | None = None) -> Consent:
    """Somebody takes their consent back; what they had agreed to stays on record.

    Raises Refusal when they have not agreed to anything, and for a day to come.
    """
    earlier = newest_consent(session, case_id, person_id)
    if earlier is None or earlier.state not in (ConsentState.GIVEN, ConsentState.PARTIAL):
        raise Refusal("取りやめる同意が、まだ記録されていません。先に同意を記録してください。何も変わっていません。")
    day = on or today(session)
    if day > today(session):
        raise Refusal("取りやめた日が、きょうより先になっています。日を直してください。何も変わっていません。")
    return record_consent(
        session,
        case_id,
        person_id,
        ConsentState.WITHDRAWN,
        obtained_on=earlier.obtained_on,
        method=earlier.method,
        withdrawn_on=day,
        withdrawn_why=why.strip(),
    )


def planned_layered(session: Session, case_id: int) -> list[Meeting]:
    """The 重層的支援会議 to come that have this case on their agenda, the next first."""
    query = (
        select(Meeting)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id, MeetingCase.basis == MeetingBasis.LAYERED)
        .where(Meeting.state == MeetingState.PLANNED)
    )
    return list(session.scalars(query.order_by(Meeting.held_on, Meeting.id)))


def agencies_to_choose(session: Session, case_id: int) -> list[str]:
    """The names of the agencies a consent may be for: those of the case first, then the directory's."""
    own = session.scalars(select(CaseAgency.agency_name).where(CaseAgency.case_id == case_id).order_by(CaseAgency.id))
    all_names = session.scalars(select(Agency.name).order_by(Agency.id))
    return list(dict.fromkeys(name for name in (*own, *all_names) if name.strip()))


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


def consent_summary(session: Session, case_id: int, *, on: date | None = None) -> ConsentSummary:
    """Where the household stands; `on` a day, what was taken back only after it does not count."""
    return consent_summaries(session, [case_id], on=on)[case_id]


def consent_summaries(
    session: Session, case_ids: Sequence[int], *, on: date | None = None
) -> dict[int, ConsentSummary]:
    """Where the households of these cases stand, by case id: two queries, however many cases."""
    people = session.execute(
        select(CasePerson.case_id, Person)
        .join(Person, Person.id == CasePerson.person_id)
        .where(CasePerson.case_id.in_(case_ids), CasePerson.part.in_((Part.PRINCIPAL, Part.SUBJECT)))
        .order_by(CasePerson.id)
    ).all()
    consents = session.scalars(select(Consent).where(Consent.case_id.in_(case_ids)).order_by(Consent.id))
    newest = {(one.case_id, one.person_id): one for one in consents if on is None or not taken_back_after(one, on)}
    return {
        case_id: summarise(
            (f"{person.shown_name}さん", newest.get((case_id, person.id)))
            for of_case, person in people
            if of_case == case_id
        )
        for case_id in case_ids
    }


def taken_back_after(consent: Consent, day: date) -> bool:
    """Whether this record takes consent away, or a part of it, and was made only after a day."""
    said_on = consent.withdrawn_on if consent.state == ConsentState.WITHDRAWN else consent.obtained_on
    return consent.state != ConsentState.GIVEN and said_on is not None and said_on > day


def tasks_follow_consent(session: Session, case_id: int) -> list[Task]:
    """Wake 「同意が取れたら」 when the household has agreed, for today at the earliest; gives what woke.

    When somebody has taken consent back, or has not agreed yet, what is not done goes to sleep again.
    """
    has_agreed = consent_summary(session, case_id).state == ConsentState.GIVEN
    mine = select(Task).where(Task.case_id == case_id, Task.origin == TaskOrigin.CONSENT, Task.done_on.is_(None))
    changed = list(session.scalars(mine.where(Task.waits_for_consent.is_(has_agreed))))
    for task in changed:
        task.waits_for_consent = not has_agreed
        if has_agreed:
            task.due_on = max(task.due_on or today(session), today(session))
    session.flush()
    return changed if has_agreed else []


def newest_partly_agreed(session: Session) -> int | None:
    """The case in which somebody agreed to a part last and has said nothing since."""
    later = aliased(Consent)
    newer = select(later.id).where(
        later.case_id == Consent.case_id, later.person_id == Consent.person_id, later.id > Consent.id
    )
    query = select(Consent.case_id).where(Consent.state == ConsentState.PARTIAL, ~newer.exists())
    return session.scalar(query.order_by(Consent.id.desc()).limit(1))


def household_has_agreed(session: Session, case: Case) -> bool:
    """Whether a 重層的支援会議 may take the case."""
    return consent_summary(session, case.id).state == ConsentState.GIVEN
