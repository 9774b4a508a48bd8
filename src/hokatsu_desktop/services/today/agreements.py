"""同意の見直し: consents whose day of review has come, and those that were taken back while a meeting rests on them."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Consent, ConsentState, Meeting, MeetingBasis, MeetingCase, MeetingState, Person
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.today.row import MOST, TodayRow, mark_of

AHEAD = timedelta(days=7)


def consents_to_review(session: Session, on: date) -> list[TodayRow]:
    """Consents of open cases taken back while a 重層的支援会議 is planned, then those to be reviewed within a week."""
    planned = (
        select(MeetingCase.id)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .where(MeetingCase.case_id == Consent.case_id, MeetingCase.basis == MeetingBasis.LAYERED)
        .where(Meeting.state == MeetingState.PLANNED)
        .exists()
    )
    taken_back = [
        TodayRow(
            f"{title}　同意の取りやめ",
            f"{short(consent.withdrawn_on)}　{name}さん　重層的支援会議を予定しています"
            if consent.withdrawn_on
            else f"{name}さん　重層的支援会議を予定しています",
            "missing",
            "consent",
            consent.person_id,
            consent.case_id,
            due_on=consent.withdrawn_on,
        )
        for consent, name, title in _newest(session, Consent.state == ConsentState.WITHDRAWN, planned)
    ]
    agreed = [
        found
        for state in (ConsentState.GIVEN, ConsentState.PARTIAL)  # one after the other: each comes in the index's order
        for found in _newest(session, Consent.state == state, Consent.review_on <= on + AHEAD)
    ]
    agreed.sort(key=lambda found: (found[0].review_on or on, found[0].id))
    to_review = [
        TodayRow(
            f"{title}　同意の見直し",
            f"{short(consent.review_on)}　{name}さん" if consent.review_on else f"{name}さん",
            mark_of(consent.review_on, on),
            "consent",
            consent.person_id,
            consent.case_id,
            due_on=consent.review_on,
        )
        for consent, name, title in agreed[:MOST]
    ]
    return [*taken_back, *to_review]


def _newest(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[Consent, str, str]]:
    """The newest consents of people in open cases that meet the conditions, with the person's name and the case's."""
    later = aliased(Consent)
    follows = (
        select(later.id)
        .where(later.case_id == Consent.case_id, later.person_id == Consent.person_id, later.id > Consent.id)
        .exists()
    )
    query = (
        select(Consent, Person, Case.title)
        .join(Case, Case.id == Consent.case_id)
        .join(Person, Person.id == Consent.person_id)
        .where(ON_SHELF == Shelf.OPEN, ~follows, *conditions)
        .order_by(Consent.review_on, Consent.id)
        .limit(MOST)
    )
    return [(consent, person.shown_name, title) for consent, person, title in session.execute(query)]
