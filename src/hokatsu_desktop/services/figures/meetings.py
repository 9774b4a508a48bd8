"""Meetings held, counted once for each legal basis: a meeting that holds both kinds counts under both."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import first_day, last_day
from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Attendance, Meeting, MeetingBasis, MeetingCase, MeetingState
from hokatsu_desktop.services.figures.figure import Figure, Seen, amounts, distinct, events
from hokatsu_desktop.services.modes import basis_name, counted_in
from hokatsu_desktop.services.sight import unveiled


@dataclass(frozen=True)
class HeldMeeting:
    """What a held meeting gives to the figures of one legal basis."""

    held_on: date
    minutes: int
    case_ids: tuple[int, ...]  # those taken up on this basis
    agencies: tuple[str, ...]  # of each who came


def meeting_figures(session: Session, year: int) -> list[Figure]:
    """Counters 10 and 11 for the fiscal year that begins in `year`: six rows for each kind of meeting that the town counts.

    支援会議 and 重層的支援会議 where the programme runs; what stands in for them where it has not begun.
    """
    counted = counted_in(session, first_day(year), last_day(year))
    with unveiled(session):
        return [figure for basis in counted for figure in figures_of(session, basis, year)]


def figures_of(session: Session, basis: MeetingBasis, year: int) -> list[Figure]:
    """回数, 延べ検討件数, 実件数, 延べ参加者, 参加機関数 and 開催時間 of one legal basis."""
    held = meetings_on(session, basis, year)
    name = basis_name(session, basis, last_day(year))
    taken_up = [(one.held_on, case_id) for one in held for case_id in one.case_ids]
    return [
        events(f"{basis}_meetings", f"{name}　開催回数", [one.held_on for one in held], year),
        events(f"{basis}_cases", f"{name}　延べ検討件数", [Seen(*one) for one in taken_up], year),
        distinct(f"{basis}_different_cases", f"{name}　実件数", taken_up, year),
        amounts(f"{basis}_people", f"{name}　延べ参加者", [(one.held_on, len(one.agencies)) for one in held], year),
        distinct(f"{basis}_agencies", f"{name}　参加機関数", numbered_agencies(held), year),
        amounts(f"{basis}_minutes", f"{name}　開催時間（分）", [(one.held_on, one.minutes) for one in held], year),
    ]


def meetings_on(session: Session, basis: MeetingBasis, year: int) -> list[HeldMeeting]:
    """The meetings of a fiscal year that were held on a legal basis.

    Each case brings its own basis; the meeting's counts only where it took up no case.
    """
    meetings = session.scalars(
        select(Meeting).where(Meeting.state == MeetingState.HELD, Meeting.fiscal_year == year).order_by(Meeting.id)
    ).all()
    cases = cases_by_meeting(session, year)
    seats = seats_by_meeting(session, year)
    return [
        HeldMeeting(
            one.held_on,
            one.minutes,
            tuple(case_id for case_id, own in cases.get(one.id, ()) if own == basis),
            tuple(seats.get(one.id, ())),
        )
        for one in meetings
        if basis in ({own for _, own in cases.get(one.id, ())} or {one.basis})
    ]


def cases_by_meeting(session: Session, year: int) -> dict[int, list[tuple[int, str]]]:
    """The cases of each meeting of a year, each with its own basis."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = session.execute(
        select(MeetingCase.meeting_id, MeetingCase.case_id, MeetingCase.basis)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .where(Meeting.fiscal_year == year)
    )
    for meeting_id, case_id, basis in rows:
        found.setdefault(meeting_id, []).append((case_id, basis))
    return found


def seats_by_meeting(session: Session, year: int) -> dict[int, list[str]]:
    """The agency of each person who came to a meeting of a year; 本人 and family come as nobody's agency."""
    found: dict[int, list[str]] = {}
    rows = session.execute(
        select(Attendance.meeting_id, Attendance.agency_name)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(Meeting.fiscal_year == year, Attendance.presence == "present")
    )
    for meeting_id, agency in rows:
        found.setdefault(meeting_id, []).append(agency)
    return found


def numbered_agencies(held: Sequence[HeldMeeting]) -> Collection[tuple[date, int]]:
    """The agencies as (day, number): the same name in another spelling is the same agency."""
    numbers: dict[str, int] = {}
    return [
        (one.held_on, numbers.setdefault(fold(agency), len(numbers)))
        for one in held
        for agency in one.agencies
        if fold(agency)
    ]
