"""What a meeting judged moves its case on: a plan is next, or it is arranged anew; closing takes more than that.

A 重層的支援会議 does not end on a household that took its consent back meanwhile.
"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Case,
    ConsentState,
    FilledSheet,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingState,
    Stage,
)
from hokatsu_desktop.services.called_meetings import take_case_off
from hokatsu_desktop.services.case_basis import treat_as
from hokatsu_desktop.services.consents import record_consent, withdraw_consent
from hokatsu_desktop.services.held_meetings import end_meeting, move_on, without_agreement
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of
from hokatsu_desktop.services.plans import make_plan
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import save_sheet
from tests.services.conftest import Clock


@pytest.mark.parametrize(
    ("stage", "verdict", "becomes"),
    [
        (Stage.SUPPORT_MEETING, "decided", Stage.PLANNING),
        (Stage.ARRANGING, "amend", Stage.PLANNING),
        (Stage.SUPPORT_MEETING, "not_taken", Stage.ARRANGING),
        (Stage.SUPPORT_MEETING, "continue", Stage.SUPPORT_MEETING),
        (Stage.SUPPORTING, "decided", Stage.SUPPORTING),
        (Stage.SUPPORTING, "not_taken", Stage.SUPPORTING),
        (Stage.SUPPORTING, "close", Stage.SUPPORTING),
        (Stage.SUPPORT_MEETING, "", Stage.SUPPORT_MEETING),
    ],
)
def test_a_judgement_moves_the_case_on(stage: Stage, verdict: str, becomes: Stage) -> None:
    case = Case(household_id=1, principal_id=1, stage=stage)
    move_on(case, MeetingCase(meeting_id=1, case_id=1, verdict=verdict))
    assert case.stage == becomes


def layered(session: Session) -> tuple[Case, Meeting]:
    """A 重層的支援会議 on 23 November, called for two households that had agreed."""
    cases = [received(session, name) for name in ("例示 太郎", "架空 花子")]
    for one in cases:
        record_consent(session, one.id, one.principal_id, ConsentState.GIVEN)
    call = MeetingCall(
        basis=MeetingBasis.LAYERED, held_on=date(2026, 11, 23), case_ids=tuple(one.id for one in cases), goal="役割"
    )
    return cases[0], call_meeting(session, call)


def received(session: Session, name: str) -> Case:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name})
    return receive_referral(session, referral.id)


def test_consent_taken_back_stops_the_ending_until_the_case_is_a_support_meeting(session: Session) -> None:
    case, meeting = layered(session)
    withdraw_consent(session, case.id, case.principal_id, "気が変わった")
    with pytest.raises(Refusal) as refused:
        end_meeting(session, meeting.id, "reached")
    assert "例示世帯：例示 太郎さんが同意を取りやめています。" in refused.value.words.replace("　", " ")
    assert "「支援会議として扱う」を押すか、この会議から外してください" in refused.value.words
    assert meeting.state == MeetingState.PLANNED
    (found,) = without_agreement(session, meeting.id)
    assert found.title == case.title
    treat_as(session, found.meeting_case_id, found.offer.basis)
    end_meeting(session, meeting.id, "reached")
    assert [one.basis for one in cases_of(session, meeting.id)] == ["support", "layered"]
    assert meeting.state == MeetingState.HELD


def test_the_other_way_out_is_to_leave_the_case_out(session: Session) -> None:
    case, meeting = layered(session)
    withdraw_consent(session, case.id, case.principal_id, "")
    part = cases_of(session, meeting.id)[0]
    save_sheet(session, "action_linkage", part.id, {"direction": "見守る"})
    take_case_off(session, part.id)
    assert (
        session.scalars(
            select(FilledSheet).where(FilledSheet.case_id == case.id, FilledSheet.sheet_key == "action_linkage")
        ).all()
        == []
    )
    end_meeting(session, meeting.id, "reached")
    (left,) = cases_of(session, meeting.id)
    assert left.case_id != case.id
    with pytest.raises(Refusal) as refused:
        take_case_off(session, left.id)
    assert "終わった会議からは" in refused.value.words


def test_a_case_whose_plan_was_made_of_the_meeting_stays_on_it(session: Session) -> None:
    _case, meeting = layered(session)
    part = cases_of(session, meeting.id)[0]
    make_plan(session, part.id)
    with pytest.raises(Refusal) as refused:
        take_case_off(session, part.id)
    assert "プラン" in refused.value.words
    assert len(cases_of(session, meeting.id)) == 2


def test_consent_taken_back_after_the_day_of_the_meeting_does_not_touch_it(session: Session, clock: Clock) -> None:
    case, meeting = layered(session)
    clock.moment += timedelta(days=2)
    withdraw_consent(session, case.id, case.principal_id, "")
    assert without_agreement(session, meeting.id) == []
    end_meeting(session, meeting.id, "reached")
    assert [one.basis for one in cases_of(session, meeting.id)] == ["layered", "layered"]


def test_correcting_how_a_meeting_ended_is_not_stopped_by_what_was_taken_back_since(session: Session) -> None:
    case, meeting = layered(session)
    end_meeting(session, meeting.id, "reached")
    withdraw_consent(session, case.id, case.principal_id, "")
    end_meeting(session, meeting.id, "carried", "役割")
    assert (meeting.goal_result, meeting.goal_carried) == ("carried", "役割")
