"""Meetings that have been called: who comes and what is talked about can still change."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, Case, ConsentState, MeetingBasis, Stage
from hokatsu_desktop.services.agencies import add_agency, add_contact, directory
from hokatsu_desktop.services.called_meetings import (
    call_with_newcomers,
    carriers_of,
    case_choices,
    excuse_role,
    lay_out_again,
    may_lead,
    meeting_lines,
    meeting_page,
    meetings_waiting,
    needs_a_way,
    put_case_on,
    record_pledge,
    register_attendee,
    remove_attendee,
    take_case_off,
)
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    add_attendee,
    attendances_of,
    call_meeting,
    cases_of,
    decisions_of,
    finish_meeting,
    record_decision,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.suggested_people import suggested_people
from tests.services.test_story import called, received


def test_a_removed_attendee_takes_only_the_empty_role_along(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    (part,) = cases_of(session, meeting.id)
    yamamoto, kimura = attendances_of(session, meeting.id)
    record_decision(session, part.id, yamamoto.shown, "止水を待つ", attendance_id=yamamoto.id)
    remove_attendee(session, yamamoto.id)
    remove_attendee(session, kimura.id)
    assert [(one.who, one.what, one.attendance_id) for one in decisions_of(session, part.id)] == [
        ("水道課　山本", "止水を待つ", None)
    ]
    assert attendances_of(session, meeting.id) == []


def test_who_was_at_a_held_meeting_stays(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    finish_meeting(session, meeting.id, goal_result="reached")
    with pytest.raises(Refusal) as refused:
        remove_attendee(session, attendances_of(session, meeting.id)[0].id)
    assert "欠席" in refused.value.words


def test_a_case_is_put_on_and_taken_off_with_its_minutes(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    other = received(session, "例示 太郎", "レイジ タロウ").case_id
    added = put_case_on(session, meeting.id, other)
    page = meeting_page(session, meeting.id)
    assert [one.case.title for one in page.cases] == ["架空世帯", "例示世帯"]
    assert page.agenda_minutes == 90
    assert [role.is_empty for role in page.cases[1].roles] == [True, True]
    with pytest.raises(Refusal):
        put_case_on(session, meeting.id, other)
    take_case_off(session, added.id)
    page = meeting_page(session, meeting.id)
    assert [one.case.title for one in page.cases] == ["架空世帯"]
    assert page.agenda_minutes == 90
    with pytest.raises(Refusal):
        take_case_off(session, page.cases[0].meeting_case.id)


def test_a_case_with_decisions_is_not_taken_off(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    added = put_case_on(session, meeting.id, received(session, "例示 太郎", "レイジ タロウ").case_id)
    record_decision(session, added.id, "水道課　山本", "待つ")
    with pytest.raises(Refusal) as refused:
        take_case_off(session, added.id)
    assert "決まったこと" in refused.value.words


def test_a_case_without_consent_is_not_put_on_a_layered_meeting(session: Session) -> None:
    agreed = received(session).case_id
    record_consent(session, agreed, session.get_one(Case, agreed).principal_id, ConsentState.GIVEN)
    meeting = called(session, agreed, MeetingBasis.LAYERED)
    with pytest.raises(Refusal):
        put_case_on(session, meeting.id, received(session, "例示 太郎", "レイジ タロウ").case_id)


def test_another_template_shares_the_minutes_out_anew(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    lay_out_again(session, meeting.id, "60_1")
    page = meeting_page(session, meeting.id)
    assert (page.meeting.minutes, page.agenda_minutes, page.meeting.time_template) == (60, 60, "60_1")


def guest_of(session: Session, meeting_id: int, agency: str = "架空商店") -> Attendance:
    return add_attendee(session, meeting_id, Invitee(agency_name=agency, name="店主", kind="guest"))


def test_a_guest_needs_a_way_until_the_pledge_or_the_registration(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    first, second = guest_of(session, meeting.id), guest_of(session, meeting.id, "架空薬局")
    assert "誓約書" in needs_a_way(session, first, meeting)
    record_pledge(session, first.id)
    assert (needs_a_way(session, first, meeting), first.kind) == ("", "guest")
    register_attendee(session, second.id)
    assert (needs_a_way(session, second, meeting), second.kind) == ("", "member")
    assert [entry.agency_name for entry in directory(session) if entry.is_member] == ["架空薬局"]


def test_a_member_needs_an_agency(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    with pytest.raises(Refusal) as refused:
        register_attendee(session, guest_of(session, meeting.id, "").id)
    assert "機関" in refused.value.words


def test_a_members_pledge_is_kept_in_the_directory(session: Session) -> None:
    agency = add_agency(session, "水道課")
    contact = add_contact(session, agency.id, "山本", registered_on=date(2026, 4, 1))
    call = MeetingCall(
        basis=MeetingBasis.SUPPORT,
        held_on=date(2026, 11, 26),
        case_ids=(received(session).case_id,),
        invitees=(Invitee(contact_id=contact.id),),
    )
    meeting = call_meeting(session, call)
    record_pledge(session, attendances_of(session, meeting.id)[0].id)
    assert contact.pledged_on == date(2026, 11, 23)


def test_a_stated_reason_stands_for_a_role(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    (part,) = cases_of(session, meeting.id)
    seat = attendances_of(session, meeting.id)[0]
    with pytest.raises(Refusal):
        excuse_role(session, part.id, seat.id, "　")
    excuse_role(session, part.id, seat.id, "記録をするため")
    page = meeting_page(session, meeting.id)
    assert [role.is_empty for role in page.cases[0].roles] == [False, True]


def test_newcomers_join_the_directory_only_when_the_meeting_is_called(session: Session) -> None:
    case_id = received(session).case_id
    newcomer = Invitee(agency_name="架空福祉会", post="相談員", name="試験")
    refused = MeetingCall(basis=MeetingBasis.LAYERED, held_on=date(2026, 11, 26), case_ids=(case_id,))
    session.commit()
    with pytest.raises(Refusal):
        call_with_newcomers(session, refused, [newcomer])
    session.rollback()
    assert directory(session) == []
    meeting = call_with_newcomers(
        session, MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 11, 26), case_ids=(case_id,)), [newcomer]
    )
    (seat,) = attendances_of(session, meeting.id)
    assert (seat.shown, seat.post, seat.kind) == ("架空福祉会　試験", "相談員", "guest")
    assert [entry.shown for entry in directory(session)] == ["架空福祉会　相談員　試験"]


def test_cases_that_wait_for_a_meeting_come_first(session: Session) -> None:
    first = received(session).case_id
    second = received(session, "例示 太郎", "レイジ タロウ").case_id
    change_case(session, first, stage=Stage.SUPPORTING)
    assert [one.case_id for one in case_choices(session, "")] == [first, second]
    change_case(session, second, stage=Stage.REOPENED)
    assert [one.case_id for one in case_choices(session, "")] == [second, first]
    assert [one.case_id for one in case_choices(session, "れいじ")] == [second]


def test_people_around_a_case_and_who_may_lead(session: Session) -> None:
    case_id = received(session).case_id
    agency = add_agency(session, "水道課")
    contact = add_contact(session, agency.id, "山本")
    assert [one.entry.contact_id for one in suggested_people(session, [case_id])] == [contact.id]
    carriers = carriers_of(session, [case_id])
    assert not may_lead("山本", carriers)
    assert may_lead("木村", carriers)
    assert not may_lead("", carriers)


def test_meetings_are_listed_with_their_cases_and_counted_while_they_wait(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    (line,) = meeting_lines(session)
    assert (line.titles, line.is_over) == (("架空世帯",), False)
    assert meetings_waiting(session) == 1
    finish_meeting(session, meeting.id, goal_result="reached")
    assert meetings_waiting(session) == 0
