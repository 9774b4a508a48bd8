"""A goal that was not reached becomes the aim of the next meeting; the ground of sharing is noted."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.services.carried_goals import carried_to, hand_on_goal, take_carried_goal
from hokatsu_desktop.services.case_basis import set_shared_basis
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.refusal import Refusal
from tests.services.test_looking_back import held, planned
from tests.services.test_story import received


def test_what_was_left_becomes_the_aim_once(session: Session) -> None:
    case_id = received(session).case_id
    before = held(session, case_id, date(2026, 11, 10), "carried")
    coming = planned(session, case_id, date(2026, 11, 26))
    assert carried_to(session, coming.id) is before
    take_carried_goal(session, coming.id)
    assert (coming.aim_text, coming.goal) == ("会う人", "会う人")
    assert carried_to(session, coming.id) is None
    with pytest.raises(Refusal) as refused:
        take_carried_goal(session, coming.id)
    assert "ありません" in refused.value.words
    session.commit()
    assert undo(session) == "持ち越した目標を、この会議の目的にする"
    assert carried_to(session, coming.id) is before


def test_only_the_last_meeting_counts_and_a_reached_goal_leaves_nothing(session: Session) -> None:
    case_id = received(session).case_id
    held(session, case_id, date(2026, 11, 2), "carried")
    held(session, case_id, date(2026, 11, 10), "reached")
    coming = planned(session, case_id, date(2026, 11, 26))
    assert carried_to(session, coming.id) is None


def test_it_is_handed_on_from_the_meeting_that_left_it(session: Session) -> None:
    case_id = received(session).case_id
    before = held(session, case_id, date(2026, 11, 10), "carried")
    with pytest.raises(Refusal) as none_yet:
        hand_on_goal(session, before.id)
    assert "まだありません" in none_yet.value.words
    coming = planned(session, case_id, date(2026, 11, 26))
    assert hand_on_goal(session, before.id) is coming
    with pytest.raises(Refusal) as again:
        hand_on_goal(session, before.id)
    assert "もう入っています" in again.value.words


def test_the_ground_of_sharing_is_noted_and_taken_back(session: Session) -> None:
    (part,) = cases_of(session, planned(session, received(session).case_id, date(2026, 11, 26)).id)
    before = part.shared_basis
    set_shared_basis(session, part.id, "need_to_know")
    session.commit()
    assert part.shared_basis == "need_to_know"
    assert undo(session) == "同意なしで共有する根拠を書く"
    assert part.shared_basis == before
