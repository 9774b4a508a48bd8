"""The four ways to stand to the programme, on a day: meetings, what stands in for them, names, law, figures, and changing."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, MeetingBasis, OfficeMode
from hokatsu_desktop.services.case_basis import basis_offers
from hokatsu_desktop.services.closing import closing_meetings, why_not_decided
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.figures.meetings import meeting_figures
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of, finish_meeting
from hokatsu_desktop.services.modes import (
    basis_name,
    change_mode,
    counted_in,
    forget_change,
    mode_on,
    mode_spans,
    refuse_by_mode,
)
from hokatsu_desktop.services.papers import blank_paper
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.sheets.bases import all_bases, basis_on
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.modes import all_modes, mode_of

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 26)


@pytest.fixture
def case(session: Session) -> Case:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": "架空 花子"})
    return receive_referral(session, referral.id)


def refusal(session: Session, basis: MeetingBasis, day: date = DAY) -> Refusal | None:
    try:
        refuse_by_mode(session, basis, day)
    except Refusal as refused:
        return refused
    return None


def test_every_mode_and_every_kind_of_meeting_is_written_down() -> None:
    assert {one.key for one in all_modes()} == set(OfficeMode)
    kinds = {one.key for one in load_list("meeting_basis").values}
    assert {one.key for one in all_bases()} == kinds == set(MeetingBasis)
    assert all(set(mode.bases) <= kinds for mode in all_modes())


@pytest.mark.parametrize(
    ("mode", "support", "layered", "instead"),
    [
        (OfficeMode.LAYERED, True, True, "support"),
        (OfficeMode.PREPARING, False, True, "needy"),
        (OfficeMode.SUPPORT_ONLY, False, False, "needy"),
        (OfficeMode.CONSOLIDATED, True, True, "support"),
    ],
)
def test_each_mode_holds_its_meetings_and_offers_what_stands_in(
    session: Session, mode: OfficeMode, support: bool, layered: bool, instead: str
) -> None:
    change_mode(session, mode, TODAY)
    for basis, may in ((MeetingBasis.SUPPORT, support), (MeetingBasis.LAYERED, layered)):
        refused = refusal(session, basis)
        assert (refused is None) is may
        if refused is not None:
            assert refused.offer == instead
            assert "なら開けます" in refused.words
            assert "設定の「事務局」" in refused.words
    for basis in (MeetingBasis.NEEDY, MeetingBasis.INTERNAL, MeetingBasis.COMMUNITY_CARE):
        assert refusal(session, basis) is None


def test_a_town_that_has_not_begun_calls_the_other_support_meeting(session: Session, case: Case) -> None:
    change_mode(session, OfficeMode.SUPPORT_ONLY, TODAY)
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=DAY, case_ids=(case.id,))
    with pytest.raises(Refusal):
        call_meeting(session, call)
    meeting = call_meeting(session, MeetingCall(basis=MeetingBasis.NEEDY, held_on=DAY, case_ids=(case.id,)))
    (part,) = cases_of(session, meeting.id)
    assert (meeting.name, part.shared_basis) == ("支援会議", "needy_support_meeting")
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)
    assert basis_offers(session, part) == []


def test_preparing_offers_its_own_meeting_when_consent_goes(session: Session, case: Case) -> None:
    change_mode(session, OfficeMode.PREPARING, TODAY)
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)
    meeting = call_meeting(session, MeetingCall(basis=MeetingBasis.LAYERED, held_on=DAY, case_ids=(case.id,)))
    assert meeting.name == "重層的支援会議"
    assert basis_name(session, "layered", DAY) == "重層的支援会議（移行準備）"
    withdraw_consent(session, case.id, case.principal_id, "")
    (part,) = cases_of(session, meeting.id)
    (offer,) = basis_offers(session, part)
    assert offer.basis == MeetingBasis.NEEDY
    with pytest.raises(Refusal) as refused:
        call_meeting(session, MeetingCall(basis=MeetingBasis.LAYERED, held_on=DAY, case_ids=(case.id,)))
    assert refused.value.offer == "needy"


def test_a_closing_is_decided_where_the_case_is_talked_about(session: Session, case: Case) -> None:
    for basis, may in ((MeetingBasis.SUPPORT, True), (MeetingBasis.INTERNAL, True), (MeetingBasis.COMMUNITY, False)):
        meeting = call_meeting(session, MeetingCall(basis=basis, held_on=TODAY, case_ids=(case.id,)))
        (part,) = cases_of(session, meeting.id)
        save_sheet(session, "action_linkage", part.id, {"verdict": "close"})
        finish_meeting(session, meeting.id, goal_result="reached")
        assert (why_not_decided(session, case.id, meeting.id) == "") is may
        assert (meeting.id in [one.id for one, _ in closing_meetings(session, case.id)]) is may
    change_mode(session, OfficeMode.SUPPORT_ONLY, TODAY)
    assert [part.basis for _, part in closing_meetings(session, case.id)] == ["internal"]


def test_a_mode_holds_from_its_day(session: Session) -> None:
    change_mode(session, OfficeMode.PREPARING, date(2026, 4, 1))
    change_mode(session, OfficeMode.LAYERED, date(2027, 4, 1))
    for day, key in (
        (date(2026, 3, 31), "layered"),  # what the office began with
        (date(2026, 4, 1), "preparing"),
        (date(2027, 3, 31), "preparing"),
        (date(2027, 4, 1), "layered"),
    ):
        assert mode_on(session, day).key == key
    assert refusal(session, MeetingBasis.SUPPORT, date(2027, 3, 31)) is not None
    assert refusal(session, MeetingBasis.SUPPORT, date(2027, 4, 1)) is None
    assert counted_in(session, date(2026, 4, 1), date(2027, 3, 31)) == (MeetingBasis.NEEDY, MeetingBasis.LAYERED)
    across = counted_in(session, date(2027, 1, 1), date(2027, 12, 31))
    assert across == (MeetingBasis.NEEDY, MeetingBasis.LAYERED, MeetingBasis.SUPPORT)


def test_a_change_to_come_is_called_off_a_begun_one_is_not(session: Session) -> None:
    change_mode(session, OfficeMode.PREPARING, TODAY)
    change_mode(session, OfficeMode.LAYERED, date(2027, 4, 1))
    change_mode(session, OfficeMode.SUPPORT_ONLY, date(2027, 4, 1))
    assert [(one.mode, one.from_on) for one in mode_spans(session)[1:]] == [
        ("preparing", TODAY),
        ("support_only", date(2027, 4, 1)),
    ]
    forget_change(session, date(2027, 4, 1))
    forget_change(session, date(2028, 4, 1))
    with pytest.raises(Refusal):
        forget_change(session, TODAY)
    undo(session)
    assert len(mode_spans(session)) == 3


def test_a_mode_is_refused_before_the_law_knows_it(session: Session) -> None:
    with pytest.raises(Refusal):
        change_mode(session, OfficeMode.CONSOLIDATED, date(2026, 3, 31))
    assert len(mode_spans(session)) == 1
    assert mode_of(OfficeMode.CONSOLIDATED, date(2026, 3, 31)) is None


@pytest.mark.parametrize(
    ("basis", "day"),
    [
        (MeetingBasis.PUBLIC_ASSISTANCE, date(2025, 3, 31)),
        (MeetingBasis.ISOLATION, date(2024, 3, 31)),
        (MeetingBasis.SUPPORT, date(2021, 3, 31)),
    ],
)
def test_no_meeting_before_its_law(session: Session, basis: MeetingBasis, day: date) -> None:
    assert basis_on(basis, day) is None
    refused = refusal(session, basis, day)
    assert refused is not None
    assert "まだ始まっていない会議です" in refused.words


def test_a_pledge_prints_the_law_of_the_towns_own_meeting(session: Session) -> None:
    names = [row["name"] for row in as_rows(blank_paper(session, "pledge").answers["articles"])]
    assert "社会福祉法第106条の6第5項" in names
    change_mode(session, OfficeMode.SUPPORT_ONLY, TODAY)
    assert as_rows(blank_paper(session, "pledge").answers["articles"]) == []  # 困窮法's text is not compared yet


def test_figures_count_the_meetings_of_the_mode(session: Session) -> None:
    assert {one.key.split("_")[0] for one in meeting_figures(session, 2026)} == {"support", "layered"}
    change_mode(session, OfficeMode.PREPARING, date(2026, 4, 1))
    found = meeting_figures(session, 2026)
    assert {one.key.split("_")[0] for one in found} == {"needy", "layered"}
    assert any(one.label.startswith("重層的支援会議（移行準備）") for one in found)


def test_the_minutes_name_the_meeting_as_the_town_calls_it(session: Session, case: Case) -> None:
    change_mode(session, OfficeMode.PREPARING, TODAY)
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)
    call = MeetingCall(case_ids=(case.id,), held_on=DAY, basis=MeetingBasis.LAYERED)
    meeting = call_meeting(session, call)
    assert open_sheet(session, "minutes", meeting.id).answers["basis"] == "重層的支援会議（移行準備）"
