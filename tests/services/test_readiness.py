"""What a meeting still needs before it is held."""

from sqlalchemy.orm import Session

from hokatsu_desktop.services.called_meetings import meeting_page, record_pledge
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import Invitee, add_attendee, agenda_of, save_meeting
from hokatsu_desktop.services.readiness import checks_of, tick_ready
from hokatsu_desktop.services.sheets import save_sheet
from tests.services.test_story import called, received


def missing(session: Session, meeting_id: int) -> list[str]:
    return [one.words for one in checks_of(meeting_page(session, meeting_id)) if not one.is_done]


def test_what_the_store_sees_is_checked_by_itself_and_the_rest_by_hand(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    save_meeting(session, meeting.id, goal="", facilitator="", minutes=60)
    guest = add_attendee(session, meeting.id, Invitee(agency_name="架空商店", name="店主", kind="guest"))
    rows = [{"title": one.title, "minutes": str(one.minutes)} for one in agenda_of(session, meeting.id)]
    save_sheet(session, "agenda", meeting.id, {"items": [*rows, {"title": "報告", "minutes": "200"}]})
    found = missing(session, meeting.id)
    assert found[:2] == ["到達点を書いた", "進行役が決まっている"]
    assert found[2].startswith("時間が")
    assert "架空商店　店主" in found[3]
    assert len(found) == 7
    record_pledge(session, guest.id)
    save_meeting(session, meeting.id, goal="次に会う人", facilitator="井上", minutes=400)
    tick_ready(session, meeting.id, "notice", done=True)
    tick_ready(session, meeting.id, "room", done=True)
    assert missing(session, meeting.id) == ["機関の書類は、前からあるもので足りるか確かめた"]
    undo(session)
    assert len(missing(session, meeting.id)) == 2
    tick_ready(session, meeting.id, "notice", done=False)
    assert len(missing(session, meeting.id)) == 3
