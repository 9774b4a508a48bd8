"""What is done for a meeting of the practice town: calling it, and holding it with a role for everybody."""

from collections.abc import Sequence
from datetime import time

from sqlalchemy import select

from hokatsu_desktop.models import Attendance, Degree, Handout, HandoutCopy, MeetingBasis
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.handing_out import hand_out
from hokatsu_desktop.services.handouts import tick_returned
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    attendances_of,
    call_meeting,
    finish_meeting,
    record_decision,
    save_meeting,
    set_presence,
)
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.practice_town.told import Told
from hokatsu_desktop.services.practice_town.town import Town
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.sheets.answers import Row, as_rows

AGENDA, LINKAGE = "agenda", "action_linkage"
WORDS = ("name", "place", "aim_text", "goal", "facilitator", "recorder", "time_template")


def call(town: Town, key: str, told: Told) -> None:
    """A meeting is called, with its agenda, the list of what will be handed out, and what is asked of it."""
    mark = f"@-{told['held_ago']}" if "held_ago" in told else told["held"]
    meeting = call_meeting(
        town.session,
        MeetingCall(
            basis=MeetingBasis(told["basis"]),
            held_on=town.days.day(mark),
            case_ids=tuple(town.story(case["key"]).case_id for case in told["case"]),
            begins_at=time.fromisoformat(told["begins_at"]),
            aims=tuple(told["aims"]),
            invitees=tuple(Invitee(contact_id=town.contacts[one].id) for one in told["invited"]),
            series_id=town.series.get(told["name"]),
            **{word: told[word] for word in WORDS},
        ),
    )
    town.meetings[key] = meeting.id
    save_sheet(town.session, AGENDA, meeting.id, {"handouts": told["handouts"]})
    for case in told["case"]:
        if prepared := case.get("prepared"):
            save_sheet(town.session, LINKAGE, town.meeting_case(key, case["key"]).id, prepared)


def hold(town: Town, key: str, told: Told) -> None:
    """A meeting is held: who came, what was shared, who does what, when they meet again."""
    meeting_id = town.meetings[key]
    for attendance in attendances_of(town.session, meeting_id):
        is_absent = attendance.contact_id in {town.contacts[one].id for one in told.get("absent", ())}
        set_presence(town.session, attendance.id, "absent" if is_absent else "present")
    if pages := told.get("copy_pages"):
        hand_out_and_collect(town, meeting_id, pages, told)
    for case in told["case"]:
        write_case(town, key, case)
    save_meeting(town.session, meeting_id, secrecy_read=True, **town.days.for_record(told.get("after", {})))
    finish_meeting(town.session, meeting_id, goal_result=told["goal_result"], goal_carried=told.get("goal_carried", ""))


def hand_out_and_collect(town: Town, meeting_id: int, pages: int, told: Told) -> None:
    """Numbered copies for those who came; all but those of a few are collected at once."""
    hand_out(town.session, meeting_id, packet_of(town.session, meeting_id), degree=Degree.NAMED, pages=pages)
    keep = {town.contacts[one].id for one in told.get("not_returned", ())}
    holders = {one.id: one.contact_id for one in attendances_of(town.session, meeting_id)}
    copies = town.session.scalars(
        select(HandoutCopy).join(Handout, Handout.id == HandoutCopy.handout_id).where(Handout.meeting_id == meeting_id)
    )
    returned = [copy.id for copy in copies if holders.get(copy.attendance_id or 0) not in keep]
    tick_returned(town.session, returned, today(town.session), None)


def write_case(town: Town, meeting: str, told: Told) -> None:
    """What was said about one household, and a role or a reason for each who came."""
    meeting_case = town.meeting_case(meeting, told["key"])
    seats = {one.contact_id: one for one in attendances_of(town.session, town.meetings[meeting])}
    roles = [(seats[town.contacts[role["who"]].id], town.days.for_sheet(role)) for role in told["roles"]]
    for seat, role in roles:
        if what := role.get("what"):
            record_decision(town.session, meeting_case.id, seat.shown, what, role.get("due", ""), attendance_id=seat.id)
    answers = {**town.days.for_sheet(told["sheet"]), "decisions": with_more(town, meeting_case.id, roles)}
    save_sheet(town.session, LINKAGE, meeting_case.id, answers)


def with_more(town: Town, meeting_case_id: int, roles: Sequence[tuple[Attendance, Told]]) -> list[Row]:
    """The rows of the decisions with what was told besides: the kind of role, the phone, why somebody has none."""
    more = {
        (seat.shown, role.get("what", "")): {
            "role": role.get("role", ""),
            "contact": phone_of(town, role["who"]) if role.get("what") else "",
            "no_role_reason": role.get("why_none", ""),
        }
        for seat, role in roles
    }
    rows = as_rows(open_sheet(town.session, LINKAGE, meeting_case_id).answers["decisions"])
    return [{**row, **more.get((row["who"], row["what"]), {})} for row in rows]


def phone_of(town: Town, contact: str) -> str:
    """The number under which somebody is reached."""
    return town.contacts[contact].phone or town.agencies[contact].phone
