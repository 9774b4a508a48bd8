"""One meeting, two grounds: a case without consent as 支援会議, one with consent as 重層的支援会議, changed as consent comes and goes."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Meeting, MeetingBasis, Person
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.called_meetings import meeting_lines, meeting_page, put_case_on
from hokatsu_desktop.services.case_basis import (
    Sitting,
    basis_offers,
    grounds_at,
    may_be_layered,
    treat_as,
)
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.figures.meetings import figures_of
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, call_meeting, cases_of, finish_meeting
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import add_series
from hokatsu_desktop.services.sheets import open_sheet, save_sheet

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
        treat_as(session, put_case_on(session, meeting.id, silent.id, "support").id, MeetingBasis.LAYERED)
    first, second = cases_of(session, meeting.id)
    assert (first.basis, second.basis) == ("layered", "support")
    assert (first.shared_basis, second.shared_basis) == ("", "support_meeting")
    undo(session)
    assert len(cases_of(session, meeting.id)) == 1
    put_case_on(session, meeting.id, silent.id, "support")
    finish_meeting(session, meeting.id, goal_result="reached")
    for basis in (MeetingBasis.SUPPORT, MeetingBasis.LAYERED):
        counted = {one.key: one.year for one in figures_of(session, basis, 2026)}
        assert (counted[f"{basis}_meetings"], counted[f"{basis}_cases"]) == (1, 1)


def test_consent_taken_back_offers_the_support_meeting(session: Session, agreed: Case) -> None:
    (part,) = cases_of(session, call(session, agreed, MeetingBasis.LAYERED).id)
    assert basis_offers(session, part) == []
    withdraw_consent(session, agreed.id, agreed.principal_id, "")
    (offer,) = basis_offers(session, part)
    assert (offer.basis, offer.button, offer.is_needed) == (MeetingBasis.SUPPORT, "支援会議として扱う", True)
    treat_as(session, part.id, offer.basis)
    assert (part.basis, part.consent_words) == ("support", "同意なし・未確認")
    assert basis_offers(session, part) == []


def test_consent_that_comes_later_offers_the_layered_meeting(session: Session, silent: Case) -> None:
    meeting = call(session, silent, MeetingBasis.SUPPORT)
    (part,) = cases_of(session, meeting.id)
    assert basis_offers(session, part) == []
    assert may_be_layered(session, silent.id) == []
    agree(session, silent)
    (offer,) = basis_offers(session, part)
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
    assert basis_offers(session, part) == []
    with pytest.raises(Refusal):
        treat_as(session, part.id, MeetingBasis.LAYERED)
    assert part.basis == "support"


def test_an_office_that_asks_no_consent_is_offered_nothing(session: Session, silent: Case) -> None:
    with act(session, "save_office", "事務局の設定を直す"):
        the_office(session).layered_needs_consent = False
    (part,) = cases_of(session, call(session, silent, MeetingBasis.LAYERED).id)
    assert basis_offers(session, part) == []


def on_two_grounds(session: Session, agreed: Case, silent: Case) -> Meeting:
    """One sitting: a household with consent as 重層的支援会議, one without as 支援会議."""
    cases, grounds = (agreed.id, silent.id), {silent.id: MeetingBasis.SUPPORT}
    guest = Invitee(agency_name="架空商店", name="店主", kind="guest")
    call = MeetingCall(
        basis=MeetingBasis.LAYERED, held_on=DAY, case_ids=cases, grounds=grounds, goal="決める", invitees=(guest,)
    )
    return call_meeting(session, call)


def test_a_meeting_is_called_on_two_grounds_at_once(session: Session, silent: Case, agreed: Case) -> None:
    meeting = on_two_grounds(session, agreed, silent)
    first, second = cases_of(session, meeting.id)
    assert (first.basis, second.basis) == ("layered", "support")
    assert (first.shared_basis, second.shared_basis) == ("", "support_meeting")
    assert meeting_page(session, meeting.id).bases == ("layered", "support")
    assert [line.bases for line in meeting_lines(session)] == [("layered", "support")]


def test_the_second_ground_is_refused_as_the_first_would_be(session: Session, silent: Case, agreed: Case) -> None:
    cases, grounds = (agreed.id, silent.id), {silent.id: MeetingBasis.LAYERED}
    with pytest.raises(Refusal) as refused:
        call_meeting(session, MeetingCall(basis=MeetingBasis.SUPPORT, held_on=DAY, case_ids=cases, grounds=grounds))
    assert refused.value.offer == "support"
    assert meeting_lines(session) == []


def test_papers_of_such_a_meeting_name_both_grounds_and_bind_its_guests(
    session: Session, silent: Case, agreed: Case
) -> None:
    meeting = on_two_grounds(session, agreed, silent)
    minutes = open_sheet(session, "minutes", meeting.id).answers
    assert minutes["basis"] == "重層的支援会議・支援会議（法106の6）"
    read_out = str(open_sheet(session, "agenda", meeting.id).answers["secrecy"])
    assert "本人の同意の範囲を守ります。" in read_out
    assert read_out.count("\n") >= 1  # the articles of a 支援会議 follow
    assert list(meeting_page(session, meeting.id).to_bind.values())


def test_before_calling_each_case_is_told_its_other_ground(session: Session, silent: Case, agreed: Case) -> None:
    cases = (agreed.id, silent.id)
    fine, blocked = grounds_at(session, Sitting("layered", DAY), cases, {})
    assert (fine.offers, blocked.is_blocked) == ((), True)
    assert [one.button for one in blocked.offers] == ["支援会議として扱う"]
    assert not grounds_at(session, Sitting("layered", DAY), cases, {silent.id: MeetingBasis.SUPPORT})[1].is_blocked
    fine, waiting = grounds_at(session, Sitting("support", DAY), cases, {})
    assert [one.button for one in fine.offers] == ["重層的支援会議として扱う"]
    assert waiting.offers == ()


@pytest.fixture
def combined(session: Session) -> int:
    """A 支援会議 that is held together with the 地域ケア会議 of the town."""
    series = add_series(session, "架空連携会議")
    with act(session, "save_sheet", "様式に記入する"):
        series.basis, series.also_basis, series.also_name = "support", "community_care", "架空地域ケア会議"
    return series.id


def born(session: Session, case: Case, birth: str) -> None:
    with act(session, "save_sheet", "様式に記入する"):
        session.get_one(Person, case.principal_id).birth = birth


def test_a_combined_series_proposes_its_other_body_where_the_household_belongs_there(
    session: Session, silent: Case, combined: int
) -> None:
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=DAY, case_ids=(silent.id,), series_id=combined)
    (part,) = cases_of(session, call_meeting(session, call).id)
    assert basis_offers(session, part) == []
    born(session, silent, "1980-04-01")
    assert basis_offers(session, part) == []
    born(session, silent, "1961-11-26")
    (offer,) = basis_offers(session, part)
    assert (offer.basis, offer.is_needed) == (MeetingBasis.COMMUNITY_CARE, False)
    assert "「架空地域ケア会議」と合わせて開きます。65歳以上の人がいる世帯です。" in offer.words
    treat_as(session, part.id, offer.basis)
    assert basis_offers(session, part) == []


def test_a_body_with_consent_is_proposed_to_those_who_agreed(
    session: Session, silent: Case, agreed: Case, combined: int
) -> None:
    sitting = Sitting("community_care", DAY, combined)
    with act(session, "save_sheet", "様式に記入する"):
        series = add_series(session, "別の会議")
        series.basis, series.also_basis = "community_care", "layered"
    other = Sitting("community_care", DAY, series.id)
    assert [one.offers for one in grounds_at(session, sitting, (agreed.id,), {})] == [()]  # both are the same body
    yes, no = grounds_at(session, other, (agreed.id, silent.id), {})
    assert [one.basis for one in yes.offers] == [MeetingBasis.LAYERED]
    assert no.offers == ()
    with act(session, "save_sheet", "様式に記入する"):
        series.also_basis = "support"
    yes, no = grounds_at(session, other, (agreed.id, silent.id), {})
    assert yes.offers == ()
    assert [one.basis for one in no.offers] == [MeetingBasis.SUPPORT]
    assert "本人の同意がまだ確認されていません。同意がなくても伝え合えるので" in no.offers[0].words


def test_the_same_ground_is_offered_once(session: Session, agreed: Case, combined: int) -> None:
    with act(session, "save_sheet", "様式に記入する"):
        series = add_series(session, "別の会議")
        series.basis, series.also_basis = "support", "layered"
    (only,) = grounds_at(session, Sitting("support", DAY, series.id), (agreed.id,), {})
    assert [one.words for one in only.offers] == ["同意がそろいました。重層的支援会議としても話し合えます。"]
