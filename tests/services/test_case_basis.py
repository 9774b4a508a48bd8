"""One meeting, two grounds: a case without consent as 支援会議, one with consent as 重層的支援会議, changed as consent comes and goes."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Meeting, MeetingBasis
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_basis import basis_offer, may_be_layered, put_on_as, treat_as
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.figures.meetings import figures_of
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of, finish_meeting
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import save_sheet

DAY = date(2026, 11, 26)


def received(session: Session, name: str) -> Case:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name})
    return receive_referral(session, referral.id)


def agree(session: Session, case: Case) -> None:
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)


@pytest.fixture
def silent(session: Session) -> Case:
    return received(session, "架空 花子")


@pytest.fixture
def agreed(session: Session) -> Case:
    case = received(session, "例示 太郎")
    agree(session, case)
    return case


def call(session: Session, case: Case, basis: MeetingBasis) -> Meeting:
    return call_meeting(session, MeetingCall(basis=basis, held_on=DAY, case_ids=(case.id,)))


def test_a_case_without_consent_joins_as_support_meeting(session: Session, silent: Case, agreed: Case) -> None:
    meeting = call(session, agreed, MeetingBasis.LAYERED)
    with pytest.raises(Refusal):
        treat_as(session, put_on_as(session, meeting.id, silent.id, MeetingBasis.SUPPORT).id, MeetingBasis.LAYERED)
    first, second = cases_of(session, meeting.id)
    assert (first.basis, second.basis) == ("layered", "support")
    assert (first.shared_basis, second.shared_basis) == ("", "support_meeting")
    undo(session)
    assert len(cases_of(session, meeting.id)) == 1
    put_on_as(session, meeting.id, silent.id, MeetingBasis.SUPPORT)
    finish_meeting(session, meeting.id, goal_result="reached")
    for basis in (MeetingBasis.SUPPORT, MeetingBasis.LAYERED):
        counted = {one.key: one.year for one in figures_of(session, basis, 2026)}
        assert (counted[f"{basis}_meetings"], counted[f"{basis}_cases"]) == (1, 1)


def test_consent_taken_back_offers_the_support_meeting(session: Session, agreed: Case) -> None:
    (part,) = cases_of(session, call(session, agreed, MeetingBasis.LAYERED).id)
    assert basis_offer(session, part) is None
    withdraw_consent(session, agreed.id, agreed.principal_id, "")
    offer = basis_offer(session, part)
    assert offer is not None
    assert (offer.basis, offer.button, offer.is_needed) == (MeetingBasis.SUPPORT, "支援会議として扱う", True)
    treat_as(session, part.id, offer.basis)
    assert (part.basis, part.consent_words) == ("support", "同意なし・未確認")
    assert basis_offer(session, part) is None


def test_consent_that_comes_later_offers_the_layered_meeting(session: Session, silent: Case) -> None:
    meeting = call(session, silent, MeetingBasis.SUPPORT)
    (part,) = cases_of(session, meeting.id)
    assert basis_offer(session, part) is None
    assert may_be_layered(session, silent.id) == []
    agree(session, silent)
    offer = basis_offer(session, part)
    assert offer is not None
    assert (offer.basis, offer.is_needed) == (MeetingBasis.LAYERED, False)
    assert may_be_layered(session, silent.id) == [meeting]
    treat_as(session, part.id, offer.basis)
    assert (part.basis, part.shared_basis, part.consent_words) == ("layered", "", "同意あり")
    assert may_be_layered(session, silent.id) == []


def test_a_held_meeting_stays_as_it_was(session: Session, silent: Case) -> None:
    meeting = call(session, silent, MeetingBasis.SUPPORT)
    (part,) = cases_of(session, meeting.id)
    finish_meeting(session, meeting.id, goal_result="reached")
    agree(session, silent)
    assert basis_offer(session, part) is None
    with pytest.raises(Refusal):
        treat_as(session, part.id, MeetingBasis.LAYERED)
    assert part.basis == "support"


def test_an_office_that_asks_no_consent_is_offered_nothing(session: Session, silent: Case) -> None:
    with act(session, "save_office", "事務局の設定を直す"):
        the_office(session).layered_needs_consent = False
    (part,) = cases_of(session, call(session, silent, MeetingBasis.LAYERED).id)
    assert basis_offer(session, part) is None
