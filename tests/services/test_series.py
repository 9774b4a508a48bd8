"""Regular meetings: their days, the registry of who sits in them, and calling the next one."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import MeetingSeries
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.called_meetings import meeting_page, needs_a_way, put_case_on
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.limits import over_limit, put_off
from hokatsu_desktop.services.meetings import (
    Invitee,
    add_attendee,
    agenda_of,
    attendances_of,
    cases_of,
    decisions_of,
    save_meeting,
)
from hokatsu_desktop.services.papers_given import receiver_at
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.registry import bound_to_secrecy, members_on
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.series import add_series, call_next, chair_of, days_to_call, next_day, turn_ended
from hokatsu_desktop.services.series_days import coming_days, problems_of, series_days
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.today.page import today_page
from tests.services.test_story import called, received


def a_series(session: Session, **answers: str) -> MeetingSeries:
    """A meeting on every second Tuesday, with a chair, a member to come and one who has left."""
    series = add_series(session, "ひだまり会議")
    kept = {
        "rule": "第2火曜",
        "begins": "午後1時半",
        "minutes": "90",
        "most_cases": "2",
        "place": "役場 201",
        **answers,
    }
    save_sheet(session, "meeting_series", series.id, dict(kept))
    rows = [
        {"agency_name": "福祉課", "name": "井上", "seat": "deputy", "since": "2026-04-01", "pledged_on": "2026-04-01"},
        {"agency_name": "見本大学", "name": "例山", "seat": "chair", "since": "2026-12-01"},
        {"agency_name": "水道課", "name": "山本", "seat": "member", "until": "2026-12-31"},
        {"agency_name": "弁護士会", "name": "架空", "seat": "as_needed"},
    ]
    save_sheet(session, "series_members", series.id, {"members": rows})
    return series


def test_the_next_day_is_called_with_all_that_the_series_says(session: Session) -> None:
    water = add_agency(session, "水道課")
    yamamoto = add_contact(session, water.id, "山本", post="係長")
    series = a_series(session)
    assert next_day(session, series) == date(2026, 12, 8)
    meeting = call_next(session, series.id)
    assert (meeting.name, meeting.held_on, meeting.place, meeting.minutes) == (
        "ひだまり会議",
        date(2026, 12, 8),
        "役場 201",
        90,
    )
    assert (str(meeting.begins_at), meeting.facilitator, meeting.series_id) == (
        "13:30:00",
        "見本大学　例山",
        series.id,
    )
    people = attendances_of(session, meeting.id)
    assert [(one.shown, one.kind, one.contact_id) for one in people] == [
        ("福祉課　井上", "member", None),
        ("見本大学　例山", "member", None),
        ("水道課　山本", "member", yamamoto.id),
    ]
    assert people[0].pledged_on == date(2026, 4, 1)
    assert next_day(session, series) == date(2027, 1, 12)


def test_a_case_comes_onto_a_called_meeting_later(session: Session) -> None:
    case_id = received(session).case_id
    meeting = call_next(session, a_series(session).id)
    assert cases_of(session, meeting.id) == []
    part = put_case_on(session, meeting.id, case_id)
    assert len(decisions_of(session, part.id)) == 3
    assert sum(one.minutes for one in agenda_of(session, meeting.id)) == 90


def test_a_meeting_keeps_the_time_of_its_series_when_a_case_comes_onto_it(session: Session) -> None:
    meeting = call_next(session, a_series(session, minutes="100").id)
    put_case_on(session, meeting.id, received(session).case_id)
    assert meeting.minutes == 100


def test_a_moved_meeting_stands_for_the_day_it_was_moved_from(session: Session) -> None:
    series = a_series(session)
    meeting = call_next(session, series.id)
    save_meeting(session, meeting.id, held_on=date(2026, 12, 11))
    assert [one.day for one in coming_days(session, series)][:2] == [date(2026, 12, 11), date(2027, 1, 12)]
    assert next_day(session, series) == date(2027, 1, 12)


def test_a_meeting_that_gave_way_to_a_holiday_does_not_stand_for_the_week_after(session: Session) -> None:
    series = a_series(session, rule="毎週月曜")
    meeting = call_next(session, series.id)
    assert meeting.held_on == date(2026, 11, 24)  # 23 November is 勤労感謝の日
    assert [one.day for one in series_days(session, [series], date(2026, 11, 25), date(2026, 12, 7))] == [
        date(2026, 11, 30),
        date(2026, 12, 7),
    ]


def test_calling_is_taken_back_in_one_step(session: Session) -> None:
    series = a_series(session)
    call_next(session, series.id)
    undo(session)
    assert next_day(session, series) == date(2026, 12, 8)


@pytest.mark.parametrize("rule", ["随時", "", "そのうち"])
def test_without_a_day_nothing_is_called_and_it_is_said_why(session: Session, rule: str) -> None:
    series = a_series(session, rule=rule)
    with pytest.raises(Refusal) as refused:
        call_next(session, series.id)
    assert "日の決まり" in refused.value.words
    assert coming_days(session, series) == []


def test_what_cannot_be_read_stays_and_is_said(session: Session) -> None:
    series = a_series(session, rule="火曜のどこか", begins="昼すぎ")
    assert series.rule == "火曜のどこか"
    assert "第2火曜" in problems_of(series)
    assert "13:30" in problems_of(series)
    assert problems_of(add_series(session, "まだ何も書かれていない会議")) == ""


def test_who_sits_there_follows_the_days(session: Session) -> None:
    series = a_series(session)
    assert [one.name for one in members_on(session, series.id, date(2026, 11, 23))] == ["井上", "山本", "架空"]
    assert [one.name for one in members_on(session, series.id, date(2027, 1, 12))] == ["井上", "例山", "架空"]
    assert chair_of(session, series, date(2026, 11, 23)) == "福祉課　井上"
    assert chair_of(session, series, date(2027, 1, 12)) == "見本大学　例山"


def test_a_guest_is_bound_once_they_hold_a_seat(session: Session) -> None:
    series = a_series(session)
    meeting = call_next(session, series.id)
    guest = add_attendee(session, meeting.id, Invitee(agency_name="架空商店", name="店主", kind="guest"))
    assert needs_a_way(session, guest, meeting)
    assert not bound_to_secrecy(session, guest)
    assert not receiver_at(session, guest, meeting.basis).is_bound
    called_when_needed = add_attendee(session, meeting.id, Invitee(agency_name="弁護士会", name="架空", kind="guest"))
    assert called_when_needed.kind == "member"
    rows = open_sheet(session, "series_members", series.id).answers["members"]
    assert isinstance(rows, list)
    save_sheet(session, "series_members", series.id, {"members": [*rows, {"agency_name": "架空商店", "name": "店主"}]})
    assert bound_to_secrecy(session, guest)
    assert needs_a_way(session, guest, meeting) == ""
    assert meeting_page(session, meeting.id).to_bind == {}
    assert receiver_at(session, guest, meeting.basis).is_bound


def test_a_day_near_stands_on_today_until_it_is_called(session: Session) -> None:
    series = a_series(session, rule="第4木曜")
    assert [(one.series.id, one.day) for one in days_to_call(session, date(2026, 11, 30))] == [
        (series.id, date(2026, 11, 26))
    ]
    (group,) = [one for one in today_page(session) if one.key == "series"]
    assert [(row.title, row.target_id) for row in group.rows] == [("ひだまり会議", series.id)]
    call_next(session, series.id)
    assert "series" not in [one.key for one in today_page(session)]


def test_a_meeting_that_ended_proposes_nothing_and_begins_again(session: Session) -> None:
    series = a_series(session, rule="毎週木曜")
    turn_ended(session, series.id)
    assert days_to_call(session, date(2026, 12, 31)) == []
    turn_ended(session, series.id)
    assert days_to_call(session, date(2026, 11, 30))


def test_a_series_needs_a_name_and_is_found_by_its_words(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        add_series(session, "　")
    assert "名前" in refused.value.words
    series = a_series(session)
    save_sheet(session, "meeting_series", series.id, {"why": "大雪の年に始まった"})
    assert [(hit.kind, hit.target_id) for hit in find(session, "大雪の年")] == [("series", series.id)]


def test_a_case_too_many_is_said_and_put_off_to_the_next_meeting(session: Session) -> None:
    series = a_series(session, most_cases="1")
    first, second = received(session).case_id, received(session).case_id
    meeting = call_next(session, series.id)
    put_case_on(session, meeting.id, first)
    assert over_limit(session, meeting.id) == ""
    part = put_case_on(session, meeting.id, second)
    assert "1件まで" in over_limit(session, meeting.id)
    later = put_off(session, part.id)
    assert (later.held_on, later.series_id) == (date(2027, 1, 12), series.id)
    assert [one.case_id for one in cases_of(session, meeting.id)] == [first]
    assert [one.case_id for one in cases_of(session, later.id)] == [second]
    assert over_limit(session, meeting.id) == ""
    third = put_case_on(session, meeting.id, received(session).case_id)
    assert put_off(session, third.id).id == later.id
    undo(session)
    assert len(cases_of(session, meeting.id)) == 2


def test_what_belongs_to_no_series_is_not_put_off(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    (part,) = cases_of(session, meeting.id)
    assert over_limit(session, meeting.id) == ""
    with pytest.raises(Refusal) as refused:
        put_off(session, part.id)
    assert "定例" in refused.value.words
