"""きょう: what others did, who is alone, who carries many, and silence with its next steps."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, MeetingBasis, MeetingCase, Plan, Staff, Stage
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.silence import (
    bring_to_meeting,
    leave_quiet,
    propose_closing,
    set_silence_days,
    silent_cases,
)
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.services.today.changes import small_changes_of_month
from hokatsu_desktop.services.today.company import MANY, carrying_many, with_one_supporter
from hokatsu_desktop.services.today.others import note_seen, others_rows
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.services.today.reviews import plans_ending
from tests.services.conftest import Clock
from tests.services.test_story import received as received_referral

TODAY = date(2026, 11, 23)


def received(session: Session) -> Case:
    return session.get_one(Case, received_referral(session).case_id)


def add_colleague(session: Session) -> int:
    with act(session, "add_staff", "職員を加える"):
        colleague = Staff(name="架空 次郎")
        session.add(colleague)
        session.flush()
    return colleague.id


def silent_for(session: Session, case: Case, days: int) -> None:
    change_case(session, case.id, last_contact_on=TODAY - timedelta(days=days))


def test_what_others_did_is_told_per_case_and_my_own_is_not(session: Session) -> None:
    me = session.info["staff_id"]
    case = received(session)
    note_seen(session)
    write_note(session, case.id, facts="自分で書いた")
    assert others_rows(session, TODAY) == []
    colleague = add_colleague(session)
    session.info["staff_id"] = colleague
    write_note(session, case.id, facts="同僚が書いた")
    add_task(session, "電話する", case_id=case.id)
    session.info["staff_id"] = me
    (row,) = others_rows(session, TODAY)
    assert row.case_id == case.id
    assert row.meta == "架空 次郎：やることを加える、経過を書く"
    session.info["staff_id"] = colleague
    undo(session)
    session.info["staff_id"] = me
    (row,) = others_rows(session, TODAY)
    assert row.meta == "架空 次郎：経過を書く"
    note_seen(session)
    assert others_rows(session, TODAY) == []


def test_a_case_with_one_name_in_all_its_roles_is_shown(session: Session) -> None:
    case = received(session)
    change_case(session, case.id, stage=Stage.SUPPORTING, lead_supporter="見本 花子")
    add_task(session, "訪問する", case_id=case.id, who="見本 花子")
    assert [row.case_id for row in with_one_supporter(session, TODAY)] == [case.id]
    add_task(session, "通帳を見る", case_id=case.id, who="架空銀行")
    assert with_one_supporter(session, TODAY) == []


def test_who_leads_many_is_a_topic_in_order_of_names_without_their_numbers(session: Session) -> None:
    for _ in range(MANY):
        change_case(session, received(session).id, lead_supporter="乙")
    for _ in range(MANY + 3):
        change_case(session, received(session).id, lead_supporter="丙")
    change_case(session, received(session).id, lead_supporter="甲")
    rows = carrying_many(session, TODAY)
    assert [row.title for row in rows] == ["丙", "乙"]
    assert len({row.meta for row in rows}) == 1
    assert "話して" in rows[0].meta


def test_silence_is_reset_by_a_note_and_rests_with_a_reason(session: Session) -> None:
    case = received(session)
    silent_for(session, case, 29)
    assert silent_cases(session, TODAY) == []
    silent_for(session, case, 64)
    (one,) = silent_cases(session, TODAY)
    assert (one.days, one.step) == (64, 60)
    for why, until, words in ((" ", TODAY + timedelta(days=9), "理由"), ("入院中", TODAY, "あすより先")):
        with pytest.raises(Refusal) as refused:
            leave_quiet(session, case.id, why, until)
        assert words in refused.value.words
    leave_quiet(session, case.id, "入院中", TODAY + timedelta(days=9))
    assert silent_cases(session, TODAY) == []
    assert silent_cases(session, TODAY + timedelta(days=9)) == []
    assert len(silent_cases(session, TODAY + timedelta(days=10))) == 1
    labels = [change.label for one in history_of_case(session, case.id).acts[:1] for change in one.changes]
    assert labels == ["ケース：連絡がなくてもよい日まで", "ケース：連絡がなくてもよい理由"]
    undo(session)
    assert len(silent_cases(session, TODAY)) == 1
    write_note(session, case.id, facts="電話で話せた")
    assert silent_cases(session, TODAY) == []


def test_the_office_sets_the_days_of_silence(session: Session) -> None:
    case = received(session)
    silent_for(session, case, 15)
    set_silence_days(session, [28, 14])
    assert [one.step for one in silent_cases(session, TODAY)] == [14]
    for wrong in ([], [0, 30]):
        with pytest.raises(Refusal):
            set_silence_days(session, wrong)


def test_a_silent_case_goes_to_the_next_meeting_once_and_is_not_closed_by_it(session: Session) -> None:
    case, other = received(session), received(session)
    silent_for(session, case, 95)
    assert bring_to_meeting(session, case.id) is None
    call = MeetingCall(
        name="支援会議", basis=MeetingBasis.SUPPORT, held_on=TODAY + timedelta(days=5), case_ids=(other.id,)
    )
    meeting = call_meeting(session, call)
    assert bring_to_meeting(session, case.id) is meeting
    assert propose_closing(session, case.id) is meeting
    talked_about: list[MeetingCase] = cases_of(session, meeting.id)
    assert [one.case_id for one in talked_about] == [other.id, case.id]
    assert "closing" in meeting.aims
    assert case.is_open
    assert "終結候補" in silent_cases(session, TODAY)[0].words
    undo(session)
    assert "closing" not in meeting.aims


def test_a_plan_whose_period_ends_within_a_month_comes_to_today(session: Session) -> None:
    case = received(session)
    with act(session, "make_plan", "プランを作る"):
        for number, until in (("P1", TODAY - timedelta(days=90)), ("P2", TODAY + timedelta(days=30))):
            session.add(Plan(case_id=case.id, number=number, decided_on=date(2026, 1, 5), period_until=until))
            session.flush()
    (row,) = plans_ending(session, TODAY)
    assert "P2" in row.meta
    assert row.kind == "plan"
    assert plans_ending(session, TODAY - timedelta(days=1)) == []


def test_the_page_has_each_heading_once_and_none_without_rows(session: Session, clock: Clock) -> None:
    clock.moment = datetime.fromisoformat("2026-11-23T01:00:00+00:00")
    silent_for(session, received(session), 40)
    groups = today_page(session)
    assert "silent" in [group.key for group in groups]
    assert all(group.rows for group in groups)
    assert len({group.key for group in groups}) == len(groups)


def test_small_changes_of_all_cases_stand_together_for_a_month(session: Session) -> None:
    first, second = received(session), received(session)
    write_note(session, first.id, facts="訪問した", small_change="自分から戸を開けた", on=TODAY - timedelta(days=31))
    write_note(session, second.id, facts="朝のあいさつが返ってきた", is_small_change=True, on=TODAY)
    write_note(session, second.id, facts="変わりなし", on=TODAY)
    write_note(session, second.id, facts="前のこと", small_change="前の変化", on=TODAY - timedelta(days=32))
    rows = small_changes_of_month(session, TODAY)
    assert [row.title for row in rows] == ["朝のあいさつが返ってきた", "自分から戸を開けた"]
    assert [row.case_id for row in rows] == [second.id, first.id]
