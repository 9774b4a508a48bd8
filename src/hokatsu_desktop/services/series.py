"""Regular meetings (定例の会議): their rule, the days that follow from it, and calling the next one."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.hours import read_hour
from hokatsu_desktop.models import Agency, Contact, Meeting, MeetingBasis, MeetingSeries, MemberSeat, SeriesMember
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, call_meeting
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.registry import members_on
from hokatsu_desktop.services.series_days import SeriesDay, coming_days, problems_of, series_days
from hokatsu_desktop.sheets.times import TimeTemplate, time_templates

USUAL_MINUTES = 90


def add_series(session: Session, name: str) -> MeetingSeries:
    """Write down a regular meeting. Raises Refusal without a name."""
    if not name.strip():
        raise Refusal("会議の名前を入れてください。")
    with act(session, "add_series", "定例の会議を加える"):
        series = MeetingSeries(name=name.strip())
        session.add(series)
        session.flush()
    return series


def all_series(session: Session) -> list[MeetingSeries]:
    """All regular meetings by name, those that ended last."""
    return list(
        session.scalars(
            select(MeetingSeries).order_by(MeetingSeries.ended_on.is_not(None), MeetingSeries.name, MeetingSeries.id)
        )
    )


def running_series(session: Session) -> list[MeetingSeries]:
    """The regular meetings that have not ended."""
    return [one for one in all_series(session) if one.ended_on is None]


def turn_ended(session: Session, series_id: int) -> None:
    """Say that a regular meeting is held no more, or take that back. Its earlier meetings stay as they are."""
    series = still_there(session, MeetingSeries, series_id)
    with act(session, "end_series", "定例の会議を終わりにする" if series.ended_on is None else "定例の会議をまた開く"):
        series.ended_on = today(session) if series.ended_on is None else None


def next_day(session: Session, series: MeetingSeries) -> date | None:
    """The next day for which no meeting is called yet."""
    return next((one.day for one in coming_days(session, series) if one.meeting is None), None)


def days_to_call(session: Session, last: date) -> list[SeriesDay]:
    """The days of all regular meetings from today to a day for which no meeting is called, in order."""
    on = today(session)
    return [one for one in series_days(session, running_series(session), on, last) if not one.meeting]


def template_of(series: MeetingSeries) -> TimeTemplate:
    """The time template nearest to the minutes and the number of cases of a series."""
    minutes, most = series.minutes or USUAL_MINUTES, series.most_cases or 1
    return min(time_templates(), key=lambda one: (abs(one.minutes - minutes), abs(one.cases - most)))


def chair_of(session: Session, series: MeetingSeries, on: date) -> str:
    """Who leads a regular meeting by its registry: the chair, else the deputy; empty when neither is named."""
    seats = {one.seat: one for one in reversed(members_on(session, series.id, on))}
    found = seats.get(MemberSeat.CHAIR) or seats.get(MemberSeat.DEPUTY)
    return "　".join(filter(None, (found.agency_name, found.name))) if found else ""


def invitees_of(session: Session, series_id: int, on: date) -> tuple[Invitee, ...]:
    """The standing members to invite; those called only when needed stay out. Who is in the directory comes from it."""
    return tuple(
        invitee_of(session, one)
        for one in members_on(session, series_id, on)
        if one.seat != MemberSeat.AS_NEEDED and one.name.strip()
    )


def invitee_of(session: Session, seat: SeriesMember) -> Invitee:
    """A seat as somebody to invite."""
    known = contact_of(session, seat)
    if known is not None:
        return Invitee(contact_id=known.id)
    return Invitee(agency_name=seat.agency_name, post=seat.post, name=seat.name)


def contact_of(session: Session, seat: SeriesMember) -> Contact | None:
    """The person of the directory who holds a seat: the same agency and name but for width, spaces and variants."""
    rows = session.execute(
        select(Contact, Agency).join(Agency, Agency.id == Contact.agency_id).where(Contact.released_on.is_(None))
    )
    wanted = (fold(seat.agency_name), fold(seat.name))
    return next((one for one, agency in rows if (fold(agency.name), fold(one.name)) == wanted), None)


def call_for(session: Session, series: MeetingSeries, day: date, case_ids: Sequence[int] = ()) -> MeetingCall:
    """All that the series says about a meeting of it on a day."""
    return MeetingCall(
        basis=MeetingBasis(series.basis or MeetingBasis.SUPPORT),
        held_on=day,
        case_ids=tuple(case_ids),
        name=series.name,
        begins_at=read_hour(series.begins),
        place=series.place,
        facilitator=chair_of(session, series, day),
        invitees=invitees_of(session, series.id, day),
        time_template=template_of(series).key,
        series_id=series.id,
        handout_rule=series.handout_rule or "collect",
    )


def call_next(session: Session, series_id: int, *, after: date | None = None) -> Meeting:
    """Call the next meeting of a series, with all that the series says; cases are put on it later.

    Raises Refusal when no day follows from its rule.
    """
    series = still_there(session, MeetingSeries, series_id)
    day = next_day(session, series)
    if after is not None:
        day = next((one.day for one in coming_days(session, series) if one.day > after and not one.meeting), None)
    if day is None:
        raise Refusal(
            problems_of(series)
            or "次の日が決まりません。「日の決まり」を書くか、会議の「会議を開く」で日を決めて開いてください。"
        )
    with act(session, "call_meeting", "会議を開く"):
        meeting = call_meeting(session, call_for(session, series, day))
        meeting.minutes = series.minutes or meeting.minutes
    return meeting
