"""Closing and what random acts found around it: ended cases keep no next date, the trash holds nothing received."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Decision, Meeting, MeetingBasis, Person, Referral, Task, TaskEnding
from hokatsu_desktop.services.cases import add_family_member, change_case
from hokatsu_desktop.services.closing import Closing, close_case, closing_meetings, reopen_case
from hokatsu_desktop.services.closing_looks import look_at_member, look_at_rest, member_looks, say_ending
from hokatsu_desktop.services.earlier_periods import earlier_period
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.known_people import use_known_person
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of, finish_meeting, record_decision
from hokatsu_desktop.services.plans import record_monitoring
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.refusal import InTrash, Refusal
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.services.trash import throw_away


def begun(session: Session, name: str) -> Referral:
    referral = begin_referral(session)
    save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name})
    return referral


def decided_case(session: Session) -> tuple[Case, Meeting]:
    """A case that a held meeting decided to close, with one promise of somebody."""
    case = receive_referral(session, begun(session, "例示 花子").id)
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 11, 23), case_ids=(case.id,), goal="終結")
    meeting = call_meeting(session, call)
    part = cases_of(session, meeting.id)[0]
    record_decision(session, part.id, "社協　佐藤", "週1回の電話", "2026-12-04")
    save_sheet(session, "action_linkage", part.id, {"verdict": "close"})
    finish_meeting(session, meeting.id, goal_result="reached")
    return case, meeting


def closing(meeting: Meeting) -> Closing:
    return Closing(reason="solved", meeting_id=meeting.id, lead_supporter="社協", walks_along="民生委員")


def test_nothing_is_left_for_the_rest_but_who_stays_beside_the_person_stays(session: Session) -> None:
    case, _meeting = decided_case(session)
    son = add_family_member(session, case.id, name="例示 一郎", kinship="child")
    change_case(session, case.id, walks_along="民生委員")
    assert look_at_rest(session, case.id) == 1
    said = {one.person_id: (one.left, one.words) for one in member_looks(session, case, "民生委員")}
    assert said == {case.principal_id: ("carried", "民生委員"), son.id: ("nothing", "")}


def test_a_dropped_promise_says_why_and_its_decision_too(session: Session) -> None:
    case, meeting = decided_case(session)
    task = open_tasks(session, case.id)[0]
    say_ending(session, task.id, TaskEnding.DROPPED)
    with pytest.raises(Refusal) as refused:
        close_case(session, case.id, closing(meeting))
    assert "やめるわけ" in refused.value.words
    say_ending(session, task.id, TaskEnding.DROPPED, "本人が自分で電話する")
    close_case(session, case.id, closing(meeting))
    assert session.scalars(select(Decision.dropped_why)).one() == "本人が自分で電話する"
    undo(session)
    assert session.get_one(Task, task.id).done_on is None
    assert session.scalars(select(Decision.dropped_why)).one() == ""
    assert session.get_one(Case, case.id).is_open


def test_a_promise_kept_after_the_closing_stays_to_be_done(session: Session) -> None:
    case, meeting = decided_case(session)
    say_ending(session, open_tasks(session, case.id)[0].id, TaskEnding.KEPT)
    close_case(session, case.id, closing(meeting))
    assert [one.what for one in open_tasks(session, case.id)] == ["週1回の電話"]
    reopen_case(session, case.id, "また心配になった")
    earlier = earlier_period(session, case.id)
    assert earlier is not None
    assert earlier.promises == ("週1回の電話（社協　佐藤）　終結のあともする",)


def test_the_meeting_that_closed_one_period_does_not_close_the_next(session: Session) -> None:
    case, meeting = decided_case(session)
    close_case(session, case.id, closing(meeting))
    reopen_case(session, case.id, "また心配になった")
    assert closing_meetings(session, case.id) == []
    with pytest.raises(Refusal) as refused:
        close_case(session, case.id, closing(meeting))
    assert "前の期の終結" in refused.value.words


def test_an_ended_case_takes_no_next_date(session: Session) -> None:
    case, meeting = decided_case(session)
    close_case(session, case.id, closing(meeting))
    with pytest.raises(Refusal) as refused:
        change_case(session, case.id, next_on=date(2026, 12, 1))
    assert "再開する" in refused.value.words
    with pytest.raises(Refusal):
        record_monitoring(session, case.id, "same", "", next_on=date(2026, 12, 1))
    with pytest.raises(Refusal):
        look_at_member(session, case.id, case.principal_id, "nothing")
    assert session.get_one(Case, case.id).next_on is None


def test_a_draft_in_the_trash_is_not_received(session: Session) -> None:
    referral = begun(session, "例示 花子")
    throw_away(session, referral.case_id)
    with pytest.raises(InTrash):
        receive_referral(session, referral.id)
    assert session.get_one(Case, referral.case_id).number is None


def test_a_person_used_in_another_draft_stays_when_another_takes_the_place(session: Session) -> None:
    first, second, third = (begun(session, name) for name in ("例示 花子", "架空 太郎", "見本 次郎"))
    typed = session.get_one(Case, first.case_id).principal_id
    use_known_person(session, second.id, typed, first.case_id)
    known = session.get_one(Case, third.case_id).principal_id
    use_known_person(session, first.id, known, third.case_id)
    assert session.get_one(Case, second.case_id).principal_id == typed
    assert session.get_one(Person, typed).name == "例示 花子"


def test_the_judgement_on_which_a_case_was_closed_stands_until_the_closing_is_taken_back(session: Session) -> None:
    case, meeting = decided_case(session)
    (part,) = cases_of(session, meeting.id)
    close_case(session, case.id, closing(meeting))
    with pytest.raises(Refusal, match="Refusal") as refused:
        save_sheet(session, "action_linkage", part.id, {"verdict": "continue"})
    assert "R8.11.23に終結しました" in refused.value.words
    assert "再開する" in refused.value.words
    save_sheet(session, "action_linkage", part.id, {"verdict": "close", "direction": "見守る"})
    assert (part.verdict, part.direction) == ("close", "見守る")
    reopen_case(session, case.id, "また心配になった")
    with pytest.raises(Refusal):  # the earlier period was closed on it
        save_sheet(session, "action_linkage", part.id, {"verdict": ""})
    for _ in range(3):
        undo(session)
    save_sheet(session, "action_linkage", part.id, {"verdict": "continue"})
    assert part.verdict == "continue"


def test_correcting_how_a_meeting_ended_gives_a_closed_case_no_next_date(session: Session) -> None:
    case, meeting = decided_case(session)
    close_case(session, case.id, closing(meeting))
    (part,) = cases_of(session, meeting.id)
    save_sheet(session, "action_linkage", part.id, {"next_on": "2026-12-20", "lead_supporter": "だれか"})
    finish_meeting(session, meeting.id, goal_result="carried")
    assert (meeting.goal_result, case.next_on, case.lead_supporter) == ("carried", None, "社協")
