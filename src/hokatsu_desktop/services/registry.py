"""The registry of who sits in a regular meeting (構成員), and whether somebody at a meeting is bound to secrecy."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Attendance, Contact, Meeting, MeetingSeries, SeriesMember
from hokatsu_desktop.services.finding import still_there


def seats_of(session: Session, series_id: int) -> list[SeriesMember]:
    """All seats of a regular meeting in their order, those left too."""
    query = select(SeriesMember).where(SeriesMember.series_id == series_id)
    return list(session.scalars(query.order_by(SeriesMember.position, SeriesMember.id)))


def members_on(session: Session, series_id: int, on: date) -> list[SeriesMember]:
    """Who sits in a regular meeting on a day."""
    return [one for one in seats_of(session, series_id) if is_seated(one, on)]


def is_seated(seat: SeriesMember, on: date) -> bool:
    """Whether a seat is held on a day; one without a first day is held until its last."""
    if not (seat.agency_name.strip() or seat.name.strip()):
        return False
    first, last = first_day(seat.since), last_day(seat.until)
    return (first is None or first <= on) and (last is None or on <= last)


def first_day(text: str) -> date | None:
    """The first day that a date as it is kept can mean; None for none."""
    try:
        return PartialDate.from_text(text).earliest() if text else None
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """The last day that a date as it is kept can mean; None for none."""
    try:
        return PartialDate.from_text(text).latest() if text else None
    except ValueError:
        return None


def seat_of(session: Session, attendance: Attendance, meeting: Meeting) -> SeriesMember | None:
    """The seat that somebody at a meeting holds on its day: in its series, else in one of the same basis."""
    wanted = (fold(attendance.agency_name), fold(attendance.name))
    series = session.scalars(select(MeetingSeries).where(MeetingSeries.ended_on.is_(None)).order_by(MeetingSeries.id))
    bodies = [one.id for one in series if one.id == meeting.series_id or meeting.basis in (one.basis, one.also_basis)]
    bodies.sort(key=lambda one: one != meeting.series_id)
    seats = (seat for body in bodies for seat in members_on(session, body, meeting.held_on))
    return next((seat for seat in seats if (fold(seat.agency_name), fold(seat.name)) == wanted), None)


def bound_to_secrecy(session: Session, attendance: Attendance) -> bool:
    """Whether somebody at a meeting must keep its secrets: a member, who holds a seat, a pledge, or staff by law.

    社会福祉法106条の6第5項 binds the members of a 支援会議, 地方公務員法34条 the staff of the office. That somebody is
    民生委員 (民生委員法15条), a doctor or commissioned by the town binds them in that work, not for what others say at
    the meeting: they are members, or they pledge. What the directory says of its day counts as on the list itself.
    """
    if attendance.kind == "member" or attendance.pledged_on is not None or attendance.staff_id is not None:
        return True
    meeting = still_there(session, Meeting, attendance.meeting_id)
    contact = session.get(Contact, attendance.contact_id) if attendance.contact_id is not None else None
    if contact is not None and (contact.is_member(meeting.held_on) or has_pledged(contact, meeting.held_on)):
        return True
    return seat_of(session, attendance, meeting) is not None


def has_pledged(contact: Contact, on: date) -> bool:
    """Whether the directory has a pledge of this person by that day."""
    return contact.pledged_on is not None and contact.pledged_on <= on
