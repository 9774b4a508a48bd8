"""Wrong and half-filled inputs around meetings: rows of the table."""

from datetime import date

from hokatsu_desktop.models import MeetingBasis
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, call_meeting
from hokatsu_desktop.ui.place import Place
from tests.ui_bad_inputs.acts import Act, ctrl_enter, leave, paste, tab, write
from tests.ui_bad_inputs.office import BadInput, Office
from tests.ui_bad_inputs.words import EXCEL, LONG


def calling(office: Office) -> None:
    """会議を開く, with nothing chosen."""
    office.go(Place(section="meetings", tab="new"))


def calling_for_a_case(office: Office) -> None:
    """会議を開く, with a case chosen."""
    office.a_new_case()
    office.go(Place(section="meetings", tab="new", case_id=office.case_id))


def at(part: str) -> Act:
    """A part of a meeting of the row's own that is still to be held."""

    def opened(office: Office) -> None:
        office.a_new_case()
        call = MeetingCall(
            basis=MeetingBasis.SUPPORT,
            held_on=date(2026, 11, 26),
            case_ids=(office.case_id,),
            goal="次に会う人が決まる",
            invitees=(Invitee(agency_name="架空センター", name="木村"),),
        )
        with office.desk.store.transaction() as session:
            meeting_id = call_meeting(session, call).id
        office.go(Place(section="meetings", meeting_id=meeting_id, tab=part))

    return opened


MEETINGS = (
    BadInput(
        name="a meeting without cases",
        at=calling,
        does=(write("held_on", "R8.11.26"), write("goal", "顔合わせをする"), ctrl_enter),
        says=("話し合うケースを1つ以上選んで",),
        comes_back=("goal", "顔合わせをする"),
    ),
    BadInput(
        name="a meeting on 2/30",
        at=calling_for_a_case,
        does=(write("held_on", "2/30"), tab, ctrl_enter),
        says=("28日まで", "会議の日を入れてください"),
        comes_back=("held_on", "2/30"),
    ),
    BadInput(
        name="a meeting some day in spring",
        at=calling_for_a_case,
        does=(write("held_on", "R9.4"), tab, ctrl_enter),
        says=("年月日まで決まっている日",),
    ),
    BadInput(
        name="a meeting at 26 o'clock",
        at=calling_for_a_case,
        does=(write("held_on", "R8.11.26"), write("begins_at", "26:00"), ctrl_enter),
        says=("はじまる時刻を、",),
        comes_back=("begins_at", "26:00"),
    ),
    BadInput(
        name="a meeting with a name of 10,000 letters",
        at=calling_for_a_case,
        does=(paste("meeting_name", LONG + "会"), write("held_on", "R8.11.26"), write("begins_at", ""), ctrl_enter),
        keeps=(LONG + "会",),
    ),
    BadInput(
        name="an agenda of emoji minutes",
        at=at("prepare"),
        does=(write("minutes 2", "😀分"), tab, leave),
        says=("分は、0から1440まで",),
    ),
    BadInput(
        name="an agenda of endless minutes",
        at=at("prepare"),
        does=(write("minutes 2", "9" * 30), tab, leave),
        says=("分は、0から1440まで",),
    ),
    BadInput(
        name="an agenda of minus minutes",
        at=at("prepare"),
        does=(write("minutes 2", "-15"), tab, leave),
        says=("分は、0から1440まで",),
    ),
    BadInput(
        name="an agenda of half minutes",
        at=at("prepare"),
        does=(write("minutes 2", "2.5"), tab, leave),
        says=("分は、0から1440まで",),
    ),
    BadInput(
        name="a decision due on no day",
        at=at("board"),
        does=(write("who", "架空センター　木村"), write("what", "訪問する"), write("due", "13月の末"), tab, leave),
        keeps=("訪問する", "?13月の末"),
    ),
    BadInput(
        name="the next day of a meeting before the meeting",
        at=at("board"),
        does=(write("next_on", "R1.5.1"), tab, leave),
        keeps=("2019-05-01",),
    ),
    BadInput(
        name="a board pasted full",
        at=at("board"),
        does=(paste("shared", EXCEL * 40 + "おしまい"), leave),
        keeps=((EXCEL * 40).replace("\r\n", "\n") + "おしまい",),
    ),
    BadInput(
        name="a meeting ended without a word about its goal",
        at=at("finish"),
        does=(ctrl_enter,),
        says=("到達点に届いたか、次回に持ち越すかを選んで",),
    ),
)
