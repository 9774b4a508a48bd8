"""Numbered copies of a meeting's papers: handed out, collected, explained, shredded, and asked for until then."""

import random
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry, Meeting
from hokatsu_desktop.services.handing_out import hand_out
from hokatsu_desktop.services.handouts import (
    copies_to_collect,
    explain_missing,
    handouts_of,
    missing_copies,
    shred,
    tick_returned,
    untick,
)
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.meetings import attendances_of, finish_meeting, save_meeting, set_presence
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.today.page import today_page
from tests.services.conftest import Clock
from tests.services.test_growth import statements
from tests.services.test_story import called, received

DAY = date(2026, 11, 26)
AFTER = date(2026, 11, 27)


def handed_out(session: Session) -> Meeting:
    """A meeting whose packet was printed for 山本 and 木村."""
    meeting = called(session, received(session).case_id)
    session.commit()
    hand_out(session, meeting.id, packet_of(session, meeting.id), degree="named", pages=7)
    return meeting


def copy_ids(session: Session, meeting: Meeting) -> list[int]:
    return [copy.copy_id for handout in handouts_of(session, meeting.id) for copy in handout.copies]


def test_one_act_leaves_a_copy_for_each_seat_and_the_line_of_the_print(session: Session) -> None:
    meeting = handed_out(session)
    (handout,) = handouts_of(session, meeting.id)
    assert [(copy.number, copy.numbers, copy.holder) for copy in handout.copies] == [
        (1, "資料1〜6-01", "水道課　山本"),
        (2, "資料1〜6-02", "保健センター　木村"),
    ]
    assert (handout.printed_by, handout.degree, handout.rule, handout.pages) == ("井上 まこと", "named", "collect", 7)
    assert handout.papers[0] == "次第"
    entries = session.scalars(select(ChangeEntry).where(ChangeEntry.act == "hand_out")).all()
    assert len({entry.act_number for entry in entries}) == 1
    facts = [entry.after for entry in entries if entry.table_name == ""]
    assert facts[0] is not None
    assert (facts[0]["copies"], facts[0]["to"]) == (2, "printer")


def test_whoever_is_absent_gets_no_copy(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    set_presence(session, attendances_of(session, meeting.id)[0].id, "absent")
    hand_out(session, meeting.id, packet_of(session, meeting.id), degree="named", pages=7)
    assert [copy.holder for copy in handouts_of(session, meeting.id)[0].copies] == ["保健センター　木村"]


def test_handing_out_can_be_undone_and_done_again(session: Session) -> None:
    meeting = handed_out(session)
    session.commit()
    before = handouts_of(session, meeting.id)
    undo(session)
    assert handouts_of(session, meeting.id) == []
    redo(session)
    assert handouts_of(session, meeting.id) == before


def test_nothing_is_missing_before_the_meeting_is_over(session: Session) -> None:
    meeting = handed_out(session)
    assert missing_copies(session, DAY) == []
    assert [one.holder for one in missing_copies(session, AFTER)] == ["水道課　山本", "保健センター　木村"]
    finish_meeting(session, meeting.id, goal_result="reached")
    assert [one.numbers for one in missing_copies(session, DAY)] == ["資料1〜6-01", "資料1〜6-02"]


def test_a_copy_is_asked_for_until_it_is_back(session: Session) -> None:
    meeting = handed_out(session)
    first, second = copy_ids(session, meeting)
    session.commit()
    tick_returned(session, [first], AFTER, time(15, 4))
    assert [one.copy_id for one in missing_copies(session, AFTER)] == [second]
    assert copies_to_collect(session, meeting.id) == (2, [second])
    session.commit()
    undo(session)
    assert [one.copy_id for one in missing_copies(session, AFTER)] == [first, second]
    redo(session)
    untick(session, first)
    assert copies_to_collect(session, meeting.id) == (2, [first, second])


def test_all_copies_come_back_in_one_act(session: Session) -> None:
    meeting = handed_out(session)
    session.commit()
    tick_returned(session, copy_ids(session, meeting), AFTER, None)
    assert missing_copies(session, AFTER) == []
    session.commit()
    undo(session)
    assert len(missing_copies(session, AFTER)) == 2


def test_a_reason_quiets_the_question_and_an_emptied_one_lets_it_come_back(session: Session) -> None:
    meeting = handed_out(session)
    first, second = copy_ids(session, meeting)
    explain_missing(session, first, "　その場で裁断した ")
    assert [one.copy_id for one in missing_copies(session, AFTER)] == [second]
    (handout,) = handouts_of(session, meeting.id)
    assert (handout.copies[0].missing_why, handout.copies[0].is_out, handout.out) == ("その場で裁断した", False, 1)
    explain_missing(session, first, "")
    assert len(missing_copies(session, AFTER)) == 2


def test_a_copy_that_is_back_needs_no_reason(session: Session) -> None:
    meeting = handed_out(session)
    first, _second = copy_ids(session, meeting)
    explain_missing(session, first, "さがしている")
    tick_returned(session, [first], AFTER, None)
    assert handouts_of(session, meeting.id)[0].copies[0].missing_why == ""
    with pytest.raises(Refusal):
        explain_missing(session, first, "さがしている")


def test_copies_that_may_be_kept_are_never_missing(session: Session) -> None:
    meeting = called(session, received(session).case_id)
    save_meeting(session, meeting.id, handout_rule="take_home_anonymous")
    hand_out(session, meeting.id, packet_of(session, meeting.id), degree="anonymous", pages=7)
    assert missing_copies(session, AFTER) == []
    assert copies_to_collect(session, meeting.id) == (0, [])
    assert handouts_of(session, meeting.id)[0].out == 0


def test_today_asks_for_a_copy_until_it_is_back_or_explained(session: Session, clock: Clock) -> None:
    meeting = handed_out(session)
    first, second = copy_ids(session, meeting)
    assert "handouts" not in [group.key for group in today_page(session)]
    clock.moment += timedelta(days=4)
    (group,) = [group for group in today_page(session) if group.key == "handouts"]
    assert [(row.title, row.target_id, row.meeting_id) for row in group.rows] == [
        ("資料1〜6-01（水道課　山本）がもどっていません", first, meeting.id),
        ("資料1〜6-02（保健センター　木村）がもどっていません", second, meeting.id),
    ]
    assert group.rows[0].meta == "R8.11.26　支援会議"
    tick_returned(session, [first], AFTER, None)
    explain_missing(session, second, "さがしている")
    assert "handouts" not in [group.key for group in today_page(session)]


def test_shredding_names_the_day_and_the_person(session: Session) -> None:
    meeting = handed_out(session)
    (handout,) = handouts_of(session, meeting.id)
    with pytest.raises(Refusal):
        shred(session, handout.handout_id, AFTER, "　")
    shred(session, handout.handout_id, AFTER, "井上")
    (handout,) = handouts_of(session, meeting.id)
    assert (handout.shredded_on, handout.shredded_by) == (AFTER, "井上")


def test_the_time_of_a_print_is_that_of_the_office(session: Session, clock: Clock) -> None:
    clock.moment += timedelta(minutes=5)
    meeting = handed_out(session)
    assert handouts_of(session, meeting.id)[0].printed_at == clock.moment


def test_however_many_copies_there_are_the_database_is_asked_as_often(session: Session) -> None:
    meeting = handed_out(session)
    with statements(session) as few:
        handouts_of(session, meeting.id)
        missing_copies(session, AFTER)
    packet = packet_of(session, meeting.id)
    for _ in range(4):
        hand_out(session, meeting.id, packet, degree="named", pages=7)
    with statements(session) as many:
        assert len(handouts_of(session, meeting.id)) == 5
        assert len(missing_copies(session, AFTER)) == 10
    assert len(many) == len(few)


def test_the_list_of_copies_that_are_out_is_right_at_each_of_three_hundred_steps(session: Session) -> None:
    seed = 20261128
    chance = random.Random(seed)
    meetings = [handed_out(session) for _ in range(3)]
    of_meeting = {meeting.id: copy_ids(session, meeting) for meeting in meetings}
    every = [copy_id for ids in of_meeting.values() for copy_id in ids]
    back: set[int] = set()
    explained: set[int] = set()
    done = 0
    for step in range(300):
        copy_id = chance.choice(every)
        match chance.choice(("back", "out", "why", "no why")):
            case "back" if copy_id not in back:
                tick_returned(session, [copy_id], AFTER, None)
                back.add(copy_id)
                explained.discard(copy_id)
            case "out" if copy_id in back:
                untick(session, copy_id)
                back.discard(copy_id)
            case "why" if copy_id not in back | explained:
                explain_missing(session, copy_id, f"{step}日目にさがした")
                explained.add(copy_id)
            case "no why" if copy_id in explained:
                explain_missing(session, copy_id, "")
                explained.discard(copy_id)
            case _:
                continue
        session.commit()
        done += 1
        found = {one.copy_id for one in missing_copies(session, AFTER)}
        assert found == set(every) - back - explained, f"seed {seed}, step {step}"
        for meeting_id, ids in of_meeting.items():
            assert copies_to_collect(session, meeting_id)[1] == [one for one in ids if one not in back | explained], (
                f"seed {seed}"
            )
    assert done > 100
