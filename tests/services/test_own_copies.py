"""控え: only one's own roles, and no name for whoever is not bound to secrecy."""

from datetime import timedelta

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, Degree, Meeting
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import find_or_add_contact
from hokatsu_desktop.services.called_meetings import put_case_on, record_pledge
from hokatsu_desktop.services.degrees import in_degree
from hokatsu_desktop.services.meeting_papers import papers_at_the_end
from hokatsu_desktop.services.meetings import (
    Invitee,
    add_attendee,
    attendances_of,
    cases_of,
    record_decision,
    set_presence,
)
from hokatsu_desktop.services.own_copies import next_days, own_roles
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.series import add_series
from hokatsu_desktop.services.sheets import save_sheet
from tests.services.test_story import called, received


def held_with_two(session: Session) -> list[Attendance]:
    """A meeting on two households; 山本 has a role in the first, a guest one in the second, 木村 none."""
    meeting = called(session, received(session).case_id)
    put_case_on(session, meeting.id, received(session, "例示 太郎", "レイジ タロウ").case_id)
    add_attendee(session, meeting.id, Invitee(agency_name="架空商店", name="店主", kind="guest"))
    first, second = cases_of(session, meeting.id)
    seats = attendances_of(session, meeting.id)
    record_decision(session, first.id, seats[0].shown, "止水を待つ", "2026-12-04", attendance_id=seats[0].id)
    record_decision(session, second.id, seats[2].shown, "声をかける", "?毎週", attendance_id=seats[2].id)
    return seats


def test_everybody_sees_only_their_own_role_and_household(session: Session) -> None:
    water, health, _ = held_with_two(session)
    assert own_roles(session, water) == [{"number": "R8-001\n架空世帯", "what": "止水を待つ", "due": "2026-12-04"}]
    assert (own_roles(session, health), next_days(session, health)) == ([], [])
    assert "例示" not in str(paper_of(session, "own_copy", water.id).answers)


def test_a_guest_without_a_pledge_reads_the_number_alone(session: Session) -> None:
    guest = held_with_two(session)[2]
    assert own_roles(session, guest)[0]["number"] == "R8-002"
    record_pledge(session, guest.id)
    assert own_roles(session, guest)[0]["number"] == "R8-002\n例示世帯"


def test_a_guest_who_holds_a_seat_or_stands_in_the_directory_reads_the_title_too(session: Session) -> None:
    guest = held_with_two(session)[2]
    held_on = session.get_one(Meeting, guest.meeting_id).held_on
    contact = find_or_add_contact(session, guest.agency_name, guest.name)
    with act(session, "test", "ためし"):
        guest.contact_id = contact.id
        contact.registered_on = held_on + timedelta(days=1)  # after the meeting: bound to nothing said at it
    assert own_roles(session, guest)[0]["number"] == "R8-002"
    with act(session, "test", "ためし"):
        contact.registered_on = held_on
    assert own_roles(session, guest)[0]["number"] == "R8-002\n例示世帯"
    with act(session, "test", "ためし"):
        contact.registered_on, contact.pledged_on = None, held_on
    assert own_roles(session, guest)[0]["number"] == "R8-002\n例示世帯"
    with act(session, "test", "ためし"):
        contact.pledged_on = None
    assert own_roles(session, guest)[0]["number"] == "R8-002"
    seat = {"agency_name": guest.agency_name, "name": guest.name}
    save_sheet(session, "series_members", add_series(session, "ひだまり会議").id, {"members": [seat]})
    assert own_roles(session, guest)[0]["number"] == "R8-002\n例示世帯"


def test_the_person_themselves_reads_their_own_title(session: Session) -> None:
    own = add_attendee(session, held_with_two(session)[0].meeting_id, Invitee(name="例示 太郎", kind="principal"))
    part = cases_of(session, own.meeting_id)[1]
    record_decision(session, part.id, own.shown, "窓口に行く", "2026-12-04", attendance_id=own.id)
    assert own_roles(session, own)[0]["number"] == "R8-002\n例示世帯"


def test_the_batch_has_a_sheet_for_each_case_and_a_page_for_each_who_came(session: Session) -> None:
    water, health, guest = held_with_two(session)
    set_presence(session, health.id, "absent")
    papers = papers_at_the_end(session, water.meeting_id)
    assert [key for key, _ in papers] == ["action_linkage", "action_linkage", "own_copy", "own_copy"]
    assert [one for key, one in papers if key == "own_copy"] == [water.id, guest.id]


def test_in_letters_the_copy_names_nobody(session: Session) -> None:
    water = held_with_two(session)[0]
    degreed = in_degree(session, [paper_of(session, "own_copy", water.id)], Degree.LETTERS)
    assert "架空" not in str(degreed.papers[0].answers)
    assert "山本" not in str(degreed.papers[0].answers)
