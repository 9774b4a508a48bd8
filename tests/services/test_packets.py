"""Which papers a meeting's packet holds, in which order, and who gets a copy."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Meeting, MeetingBasis
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import (
    MeetingCall,
    call_meeting,
    cases_of,
    decisions_of,
    finish_meeting,
    record_decision,
    save_meeting,
)
from hokatsu_desktop.services.packets import PARTS, choose_part, packet_of, wanted_parts
from hokatsu_desktop.services.referral_presets import choose_referral_preset
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import finish_task, open_tasks
from hokatsu_desktop.sheets.answers import as_rows
from tests.services.test_story import called, received


def keys_of(session: Session, meeting: Meeting) -> list[str]:
    return [paper.sheet.key for paper in packet_of(session, meeting.id).papers]


def second_meeting(session: Session) -> Meeting:
    """A meeting on a household for which an earlier one decided two things, one of them done since."""
    case_id = received(session).case_id
    first = called(session, case_id)
    (part,) = cases_of(session, first.id)
    for decision, what in zip(decisions_of(session, part.id), ("止水を待つ", "受診歴をたずねる"), strict=True):
        record_decision(session, part.id, decision.who, what, "2026-12-04", attendance_id=decision.attendance_id)
    finish_meeting(session, first.id, goal_result="carried", goal_carried="息子さんに会う人")
    finish_task(session, next(task.id for task in open_tasks(session, case_id) if task.what == "止水を待つ"))
    return call_meeting(
        session, MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 12, 24), case_ids=(case_id,))
    )


def test_the_papers_stand_in_the_order_of_the_meeting(session: Session) -> None:
    assert keys_of(session, second_meeting(session)) == [
        "agenda",
        "case_list",
        "tsunagi_takashima_a",
        "tsunagi_takashima_b",
        "action_linkage",
        "previous_decisions",
        "attendance",
        "whiteboard",
    ]


def test_a_first_meeting_has_nothing_to_look_back_on(session: Session) -> None:
    assert "previous_decisions" not in keys_of(session, called(session, received(session).case_id))


def test_what_was_decided_before_stands_there_with_its_result(session: Session) -> None:
    meeting = second_meeting(session)
    (paper,) = [one for one in packet_of(session, meeting.id).papers if one.sheet.key == "previous_decisions"]
    assert as_rows(paper.answers["decisions"]) == [
        {"who": "水道課　山本", "what": "止水を待つ", "due": "2026-12-04", "result": "R8.11.23 済み"},
        {"who": "保健センター　木村", "what": "受診歴をたずねる", "due": "2026-12-04", "result": ""},
    ]
    assert paper.answers["previous_held_on"] == "2026-11-26"
    assert paper.answers["goal_carried"] == "息子さんに会う人"


def test_a_meeting_that_was_held_still_looks_back_on_the_one_before(session: Session) -> None:
    meeting = second_meeting(session)
    finish_meeting(session, meeting.id, goal_result="reached")
    (paper,) = [one for one in packet_of(session, meeting.id).papers if one.sheet.key == "previous_decisions"]
    assert paper.answers["previous_held_on"] == "2026-11-26"


def test_looking_back_changes_nothing_of_what_was_decided(session: Session) -> None:
    meeting = second_meeting(session)
    (part,) = cases_of(session, meeting.id)
    save_sheet(session, "previous_decisions", part.id, {"decisions": [{"who": "だれか"}], "found_out": "元気です"})
    (paper,) = [one for one in packet_of(session, meeting.id).papers if one.sheet.key == "previous_decisions"]
    assert [row["who"] for row in as_rows(paper.answers["decisions"])] == ["水道課　山本", "保健センター　木村"]
    assert paper.answers["found_out"] == "元気です"


def test_a_part_that_is_not_wanted_stays_out_of_every_packet_until_it_is_wanted_again(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    session.commit()
    choose_part(session, "referral", wanted=False)
    choose_part(session, "whiteboard", wanted=False)
    session.commit()
    assert keys_of(session, meeting) == ["agenda", "case_list", "action_linkage", "attendance"]
    assert wanted_parts(session) == {part.key for part in PARTS} - {"referral", "whiteboard"}
    undo(session)
    session.commit()
    assert "whiteboard" in wanted_parts(session)
    choose_part(session, "referral", wanted=True)
    assert "tsunagi_takashima_a" in keys_of(session, meeting)


def test_the_whiteboard_is_printed_once_whoever_comes(session: Session) -> None:
    packet = packet_of(session, called(session, received(session).case_id).id)
    assert [paper.sheet.key for paper in packet.printed_once] == ["whiteboard"]
    assert len(packet.in_each_copy) == len(packet.papers) - 1
    assert [seat.holder for seat in packet.seats] == ["水道課　山本", "保健センター　木村"]


def test_the_agenda_lists_what_is_handed_out_under_its_numbers(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    agenda = packet_of(session, meeting.id).papers[0]
    assert [(row["number"], row["title"], row["rule"]) for row in as_rows(agenda.answers["handouts"])] == [
        ("2", "案件一覧", "collect"),
        ("3", "つむぎあいシート A票", "collect"),
        ("4", "つむぎあいシート B票", "collect"),
        ("5", "支援共有・行動連携計画シート", "collect"),
        ("6", "出席者名簿", "collect"),
    ]
    save_sheet(session, "agenda", meeting.id, {"handouts": [{"number": "1", "title": "地図", "rule": "view_only"}]})
    agenda = packet_of(session, meeting.id).papers[0]
    assert [row["title"] for row in as_rows(agenda.answers["handouts"])] == ["地図"]


def test_the_referral_is_on_the_sheets_of_the_preset_in_use(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    choose_referral_preset(session, "national")
    assert keys_of(session, meeting)[2:5] == ["application_no_consent", "tsunagi_takashima_a", "action_linkage"]
    (part,) = cases_of(session, meeting.id)
    case = session.get_one(Case, part.case_id)
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)
    assert keys_of(session, meeting)[2] == "application_consent"


def test_the_rule_of_the_meeting_is_the_rule_of_its_papers(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    assert packet_of(session, meeting.id).handling == "会議後回収"
    save_meeting(session, meeting.id, handout_rule="view_only")
    assert packet_of(session, meeting.id).handling == "閲覧のみ"
