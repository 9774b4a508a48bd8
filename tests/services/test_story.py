"""A household from the referral to the plan, by services alone."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Case,
    ChangeEntry,
    ConsentState,
    Meeting,
    MeetingBasis,
    Person,
    Referral,
    Stage,
    Task,
)
from hokatsu_desktop.services.acts import WriteOutsideAct, link_hash
from hokatsu_desktop.services.cases import case_list, case_page
from hokatsu_desktop.services.closing import Closing, close_case, closing_meetings, reopen_case
from hokatsu_desktop.services.consents import consent_summary, record_consent
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    call_meeting,
    cases_of,
    decisions_of,
    finish_meeting,
    record_decision,
)
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.plans import decide_plan, make_plan, rows_of
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral, similar_people
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.roles import roles_of, what_is_missing
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task, open_tasks
from hokatsu_desktop.services.today.page import today_page

A_SHEET, B_SHEET, C_SHEET = "tsunagi_takashima_a", "tsunagi_takashima_b", "tsunagi_takashima_c"


def received(session: Session, name: str = "架空 花子", kana: str = "カクウ ハナコ") -> Referral:
    referral = begin_referral(session)
    save_sheet(
        session,
        A_SHEET,
        referral.id,
        {
            "person_name": name,
            "person_kana": kana,
            "person_birth": "1944-05-03",
            "person_phone": "0155-00-1234",
            "from_agency": "水道課",
            "from_contact": "山本",
            "worries": {"most": "hikikomori", "also": ["taxes"]},
            "reasons": ["between_schemes"],
        },
    )
    receive_referral(session, referral.id)
    session.commit()
    return referral


def called(session: Session, case_id: int, basis: MeetingBasis = MeetingBasis.SUPPORT) -> Meeting:
    invitees = (Invitee(agency_name="水道課", name="山本"), Invitee(agency_name="保健センター", name="木村"))
    return call_meeting(
        session,
        MeetingCall(
            basis=basis, held_on=date(2026, 11, 26), case_ids=(case_id,), invitees=invitees, goal="次に会う人が決まる"
        ),
    )


def test_referral_is_numbered_found_and_waits_for_an_answer(session: Session) -> None:
    referral = received(session)
    case = session.get_one(Case, referral.case_id)
    assert (case.number, case.title, case.stage) == ("R8-001", "架空世帯", Stage.RECEIVED)
    assert referral.answer_due_on == date(2026, 11, 30)
    for typed in ("花", "架空", "かくう", "ｶｸｳ", "R8-001", "r8-001", "01550012", "0155-00-1234", "水道"):
        assert [hit.case_id for hit in find(session, typed)][:1] == [case.id], typed
    groups = {group.key: group for group in today_page(session)}
    assert groups["unanswered"].rows[0].target_id == referral.id
    assert open_sheet(session, A_SHEET, referral.id).answers["person_name"] == "架空 花子"


def test_referral_without_any_name_is_refused_with_words(session: Session) -> None:
    referral = begin_referral(session)
    with pytest.raises(Refusal) as refused:
        receive_referral(session, referral.id)
    assert "呼び名" in refused.value.words


def test_answer_moves_the_case_on(session: Session) -> None:
    referral = received(session)
    with pytest.raises(Refusal):
        answer_referral(session, referral.id)
    save_sheet(
        session, C_SHEET, referral.id, {"replies": ["support_meeting", "share"], "next_step": "会議の日を決める"}
    )
    answer_referral(session, referral.id)
    case = session.get_one(Case, referral.case_id)
    assert case.stage == Stage.SUPPORT_MEETING
    follow_up = "情報を伝えた機関に、その後の様子を聞く"
    assert [task.what for task in open_tasks(session, case.id)] == [follow_up, "会議の日を決める"]


def test_layered_meeting_needs_consent_and_consent_wakes_tasks(session: Session) -> None:
    case_id = received(session).case_id
    case = session.get_one(Case, case_id)
    add_task(session, "受診に同行する", case_id=case_id, waits_for_consent=True)
    with pytest.raises(Refusal) as refused:
        called(session, case_id, MeetingBasis.LAYERED)
    assert refused.value.offer == "support"
    assert open_tasks(session, case_id) == []
    record_consent(session, case_id, case.principal_id, ConsentState.GIVEN)
    assert consent_summary(session, case_id).words == "同意あり"
    assert [task.due_on for task in open_tasks(session, case_id)] == [date(2026, 11, 23)]
    assert called(session, case_id, MeetingBasis.LAYERED).number == "R8-重-01"


def test_meeting_becomes_plan_and_tasks_without_retyping(session: Session) -> None:
    case_id = received(session).case_id
    write_note(session, case_id, facts="民生委員から電話", small_change="窓越しに会釈した")
    meeting = called(session, case_id)
    (meeting_case,) = cases_of(session, meeting.id)
    assert meeting_case.strengths == "窓越しに会釈した"
    assert [role.is_empty for role in roles_of(session, meeting_case.id)] == [True, True]
    assert len(what_is_missing(session, meeting.id)) == 4
    for decision, what in zip(decisions_of(session, meeting_case.id), ("止水を待つ", "受診歴をたずねる"), strict=True):
        record_decision(
            session, meeting_case.id, decision.who, what, "2026-12-04", attendance_id=decision.attendance_id
        )
    save_sheet(
        session, "action_linkage", meeting_case.id, {"next_on": "2027-01-14", "wished_life": "困ったら人を呼べる"}
    )
    finish_meeting(session, meeting.id, goal_result="reached")
    assert sorted(task.what for task in open_tasks(session, case_id)) == ["受診歴をたずねる", "止水を待つ"]
    plan = make_plan(session, meeting_case.id)
    assert (plan.number, plan.wish, plan.next_on) == ("R8-001-P1", "困ったら人を呼べる", date(2027, 1, 14))
    assert [row.what for row in rows_of(session, plan.id)] == ["止水を待つ", "受診歴をたずねる"]
    decide_plan(session, plan.id)
    assert sorted(task.what for task in open_tasks(session, case_id)) == ["受診歴をたずねる", "止水を待つ"]
    assert session.get_one(Case, case_id).next_on == date(2027, 1, 14)
    assert [paper.sheet.key for paper in packet_of(session, meeting.id).papers] == [
        "agenda",
        "case_list",
        A_SHEET,
        B_SHEET,
        "action_linkage",
        "attendance",
        "whiteboard",
    ]
    page = case_page(session, case_id)
    assert [step.state for step in page.steps[2:4]] == ["done", "done"]


def test_closing_needs_a_meeting_and_reopening_begins_the_second_period(session: Session) -> None:
    case_id = received(session).case_id
    closing = Closing(
        reason="team_runs_itself",
        meeting_id=None,
        lead_supporter="包括　木下",
        walks_along="民生委員　大森",
        leftovers="なし",
    )
    with pytest.raises(Refusal) as refused:
        close_case(session, case_id, closing)
    assert "会議で決めます" in refused.value.words
    meeting, other = called(session, case_id), called(session, received(session, "例示 太郎", "レイジ タロウ").case_id)
    decided = Closing(**{**vars(closing), "meeting_id": meeting.id})
    for wrong, word in (
        (Closing(**{**vars(closing), "meeting_id": other.id}), "話し合っていません"),
        (decided, "まだ終わって"),
    ):
        with pytest.raises(Refusal) as refused:
            close_case(session, case_id, wrong)
        assert word in refused.value.words
    finish_meeting(session, meeting.id, goal_result="reached")
    with pytest.raises(Refusal) as refused:
        close_case(session, case_id, decided)
    assert "判断が「終結」に" in refused.value.words
    assert closing_meetings(session, case_id) == []
    (part,) = cases_of(session, meeting.id)
    save_sheet(session, "action_linkage", part.id, {"verdict": "close"})
    assert [one.id for one, _ in closing_meetings(session, case_id)] == [meeting.id]
    close_case(session, case_id, decided)
    assert case_id not in [line.case_id for line in case_list(session)]
    reopen_case(session, case_id, "退院後の生活がまた心配になった")
    assert [period.ordinal for period in case_page(session, case_id).periods] == [2, 1]


def test_undo_and_redo_restore_exactly(session: Session) -> None:
    referral = received(session)
    person_id = session.get_one(Case, referral.case_id).principal_id
    long = "あ" * 300
    save_sheet(session, B_SHEET, referral.id, {"issue_view": long})
    save_sheet(session, B_SHEET, referral.id, {"issue_view": long[:150] + "途中" + long[150:]})
    save_sheet(session, A_SHEET, referral.id, {"person_name": "別名 花子"})
    assert undo(session) == "「A票」を書く"
    assert session.get_one(Person, person_id).name == "架空 花子"
    assert redo(session) == "「A票」を書く"
    assert session.get_one(Person, person_id).name == "別名 花子"
    undo(session)
    undo(session)
    assert "途中" not in session.get_one(Referral, referral.id).issue_view
    undo(session)
    assert session.get_one(Referral, referral.id).issue_view == ""
    undo(session)
    assert session.get_one(Case, referral.case_id).stage == Stage.DRAFT
    redo(session)
    assert session.get_one(Case, referral.case_id).number == "R8-001"


def test_every_write_leaves_a_link_and_a_write_outside_an_act_fails(session: Session) -> None:
    received(session)
    previous = ""
    for entry in session.scalars(select(ChangeEntry).order_by(ChangeEntry.id)):
        assert entry.hash == link_hash(b"k" * 32, entry, previous)
        previous = entry.hash
    session.add(Task(what="x"))
    with pytest.raises(WriteOutsideAct):
        session.flush()


def test_similar_people_are_shown_with_the_reason(session: Session) -> None:
    received(session)
    similar = similar_people(session, "架空花子", "", "1944-05-03", "", apart_from=None)
    assert [(one.name, one.why) for one in similar] == [("架空 花子", "名前と生年月日が同じ")]


def test_change_of_a_default_made_in_the_same_session_is_logged_and_undone(session: Session) -> None:
    case_id = received(session).case_id
    task = add_task(session, "電話する", case_id=case_id)
    finish_task(session, task.id)
    entry = session.scalars(select(ChangeEntry).order_by(ChangeEntry.id.desc())).first()
    assert entry is not None
    assert (entry.before, entry.after) == ({"done_on": None}, {"done_on": "2026-11-23"})
    undo(session)
    assert session.get_one(Task, task.id).done_on is None
    finish_task(session, task.id)  # the row was expired by the undo: its old value is loaded, not guessed
    undo(session)
    assert session.get_one(Task, task.id).done_on is None
