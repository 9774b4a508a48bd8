"""Counters 10 and 11: a meeting that holds both kinds counts once under each, with its own cases."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import MeetingBasis
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.meetings import meeting_figures
from hokatsu_desktop.services.meetings import (
    Invitee,
    MeetingCall,
    attendances_of,
    call_meeting,
    cases_of,
    finish_meeting,
    set_presence,
)
from tests.services.conftest import Clock, founded
from tests.services.test_story import received

PEOPLE = (
    Invitee(agency_name="水道課", name="山本"),
    Invitee(agency_name="水道課", name="佐例"),
    Invitee(agency_name="保健センター", name="木村"),
)


@pytest.fixture
def session() -> Iterator[Session]:
    with founded(Clock(), "みどり町") as session:
        yield session


def held(session: Session, on: date, cases: dict[int, MeetingBasis], *, finished: bool = True) -> int:
    """A meeting with cases on a basis each; the last of three people stayed away."""
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=on, case_ids=tuple(cases), invitees=PEOPLE)
    meeting = call_meeting(session, call)
    with act(session, "set_basis", "根拠を直す"):
        for part in cases_of(session, meeting.id):
            part.basis = cases[part.case_id]
    set_presence(session, attendances_of(session, meeting.id)[2].id, "absent")
    if finished:
        finish_meeting(session, meeting.id, goal_result="reached")
    return meeting.id


def by_key(session: Session, year: int) -> dict[str, Figure]:
    return {one.key: one for one in meeting_figures(session, year)}


def test_a_meeting_with_both_kinds_counts_once_under_each(session: Session) -> None:
    one, other = received(session).case_id, received(session, "例示 太郎", "レイジ タロウ").case_id
    support, layered = MeetingBasis.SUPPORT, MeetingBasis.LAYERED
    held(session, date(2026, 5, 12), {one: support, other: layered})
    held(session, date(2026, 6, 9), {one: support})
    found = by_key(session, 2026)
    assert (found["support_meetings"].year, found["layered_meetings"].year) == (2, 1)
    assert (found["support_cases"].year, found["layered_cases"].year) == (2, 1)
    assert (found["support_different_cases"].year, found["layered_different_cases"].year) == (1, 1)
    assert (found["support_people"].year, found["layered_people"].year) == (4, 2)
    assert (found["support_agencies"].year, found["layered_agencies"].year) == (1, 1)
    assert (found["support_minutes"].year, found["layered_minutes"].year) == (180, 90)
    assert found["support_meetings"].months[1:3] == (1, 1)


def test_what_is_only_planned_or_of_another_year_does_not_count(session: Session) -> None:
    case_id = received(session).case_id
    held(session, date(2026, 12, 8), {case_id: MeetingBasis.SUPPORT}, finished=False)
    held(session, date(2026, 3, 31), {case_id: MeetingBasis.SUPPORT})
    assert {one.year for one in meeting_figures(session, 2026)} == {0}
    assert by_key(session, 2025)["support_meetings"].months[11] == 1


def test_only_the_layered_case_of_a_support_meeting_counts_as_layered_alone(session: Session) -> None:
    held(session, date(2026, 4, 14), {received(session).case_id: MeetingBasis.LAYERED})
    found = by_key(session, 2026)
    assert (found["support_meetings"].year, found["layered_meetings"].year) == (0, 1)
