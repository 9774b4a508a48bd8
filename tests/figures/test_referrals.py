"""What is counted of referrals: each thing on its own day, people once a year, cases at the end of each month."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePeriod, ConsentState, Referral
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.figures.consultations import consultation_figures
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.referrals import agreements, month_from, referral_figures
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from tests.services.conftest import Clock, clock, session

__all__ = ["clock", "session"]

NOVEMBER, OCTOBER = 7, 6


def came(session: Session, kind: str = "") -> Referral:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_called": "川べりの方"})
    with act(session, "test", "ためし"):
        referral.referrer_kind = kind
    receive_referral(session, referral.id)
    return referral


def counted(session: Session) -> dict[str, Figure]:
    figures = (*consultation_figures(session, 2026), *referral_figures(session, 2026))
    return {figure.key: figure for figure in figures}


def test_referrals_answers_and_new_people_fall_into_november(session: Session) -> None:
    first = came(session, "disability")
    came(session)
    save_sheet(session, "tsunagi_takashima_c", first.id, {"replies": ["share", "accompany"]})
    answer_referral(session, first.id)
    found = counted(session)
    for key, year in (
        ("new_people", 2),
        ("referrals", 2),
        ("referrals_disability", 1),
        ("referrals_unsaid", 1),
        ("referrals_consent_no", 2),
        ("referrals_consent_yes", 0),
        ("answers", 1),
        ("answers_share", 1),
        ("answers_accompany", 1),
        ("in_support", 2),
        ("closed", 0),
        ("reopened", 0),
    ):
        assert (found[key].year, found[key].months[NOVEMBER]) == (year, year), key
    assert "answers_pass_on" not in found


def test_consent_counts_as_it_stood_on_the_day_of_the_referral(session: Session, clock: Clock) -> None:
    refusing, agreeing, undecided = came(session), came(session), came(session)
    for referral, state in (
        (refusing, ConsentState.REFUSED),
        (agreeing, ConsentState.GIVEN),
        (undecided, ConsentState.PARTIAL),
    ):
        case = session.get_one(Case, referral.case_id)
        record_consent(session, case.id, case.principal_id, state)
    found = counted(session)
    assert (found["referrals_consent_yes"].year, found["referrals_consent_no"].year) == (1, 2)


def test_a_consent_taken_back_still_counts_for_the_days_before(session: Session, clock: Clock) -> None:
    case = session.get_one(Case, came(session).case_id)
    key = case.id, case.principal_id
    day = clock.moment.date()
    record_consent(session, *key, ConsentState.GIVEN)
    clock.moment += timedelta(days=3)
    withdraw_consent(session, *key, "気持ちが変わった")
    assert agreements(session)[key] == [(day, day + timedelta(days=3))]
    clock.moment += timedelta(days=3)
    record_consent(session, *key, ConsentState.GIVEN)
    assert agreements(session)[key] == [(day, day + timedelta(days=3)), (day + timedelta(days=6), date.max)]
    assert counted(session)["referrals_consent_yes"].year == 1


def test_a_person_received_twice_in_a_year_is_new_once(session: Session) -> None:
    first, second = came(session), came(session)
    with act(session, "test", "ためし"):
        one, other = (session.get_one(CasePeriod, number) for number in (1, 2))
        assert (one.case_id, other.case_id) == (first.case_id, second.case_id)
        case = session.get_one(Case, second.case_id)
        case.principal_id = session.get_one(Case, first.case_id).principal_id
    assert counted(session)["new_people"].year == 1


def test_closed_and_reopened_cases_and_the_end_of_each_month(session: Session) -> None:
    case_id = came(session).case_id
    with act(session, "test", "ためし"):
        period = session.get_one(CasePeriod, 1)
        period.opened_on, period.closed_on, period.close_reason = date(2026, 4, 5), date(2026, 10, 2), "solved"
        session.add(CasePeriod(case_id=case_id, opened_on=date(2026, 11, 20), ordinal=2))
    found = counted(session)
    assert found["in_support"].months == (1, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0)
    assert found["closed"].months[OCTOBER] == found["closed_solved"].year == 1
    assert found["reopened"].months[NOVEMBER] == 1


@pytest.mark.parametrize(
    ("place", "day"), [(0, date(2026, 4, 1)), (8, date(2026, 12, 1)), (9, date(2027, 1, 1)), (12, date(2027, 4, 1))]
)
def test_a_fiscal_year_goes_from_april_to_april(place: int, day: date) -> None:
    assert month_from(2026, place) == day
