"""誓約書 of the members of a regular meeting: what is printed for a seat, and the day on which it came back signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import MeetingSeries, SeriesMember
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.services.registry import first_day, last_day, seats_of
from hokatsu_desktop.services.series import contact_of
from hokatsu_desktop.services.sheets import given_answers, sheet_in_use
from hokatsu_desktop.services.shown_rows import pledge_rows
from hokatsu_desktop.sheets.answers import Answers

PLEDGE = "pledge"


@dataclass(frozen=True)
class PledgeLine:
    """A member whose pledge is asked for, and when it came back."""

    seat_id: int
    shown: str  # 水道課　係長　山本
    pledged_on: str  # PartialDate text


def pledge_lines(session: Session, series_id: int) -> list[PledgeLine]:
    """The members of a regular meeting who have not left, in their order; a seat without a name has nobody to sign."""
    on = today(session)
    seats = [one for one in seats_of(session, series_id) if one.name.strip() and (last_day(one.until) or on) >= on]
    return [PledgeLine(one.id, shown(one), one.pledged_on) for one in seats]


def shown(seat: SeriesMember) -> str:
    """Agency, post and name of a member: 「水道課　係長　山本」."""
    return "　".join(filter(None, (seat.agency_name, seat.post, seat.name)))


def pledge_paper(session: Session, seat_id: int) -> Paper:
    """The 誓約書 of a member for this meeting, to be signed; its date stands on it once it came back. Raises Gone."""
    seat = still_there(session, SeriesMember, seat_id)
    sheet = sheet_in_use(session, PLEDGE).as_used
    known: Answers = {
        "meeting_name": still_there(session, MeetingSeries, seat.series_id).name,
        "pledged_on": seat.pledged_on,
        "agency": seat.agency_name,
        "post": seat.post,
        "name": seat.name,
        "articles": pledge_rows(session, first_day(seat.pledged_on) or today(session)),
    }
    keys = {blank.key for blank in sheet.blanks}
    answers = given_answers(session, sheet) | {key: answer for key, answer in known.items() if key in keys}
    return Paper(sheet, answers, subject_id=seat_id)


def series_of(session: Session, seat_id: int) -> int:
    """The regular meeting that a seat belongs to. Raises Gone."""
    return still_there(session, SeriesMember, seat_id).series_id


def record_seat_pledges(session: Session, days: Mapping[int, str]) -> None:
    """Note when the pledges of members came back, as PartialDate texts by seat; a seat that is gone is left out.

    A whole day is kept in the directory too, unless somebody pledged later for another meeting.
    """
    with act(session, "record_pledge", "誓約を記録する"):
        for seat in session.scalars(select(SeriesMember).where(SeriesMember.id.in_(days))):
            seat.pledged_on = days[seat.id]
            day, contact = first_day(seat.pledged_on), contact_of(session, seat)
            if contact is not None and day is not None and day == last_day(seat.pledged_on):
                contact.pledged_on = max(day, contact.pledged_on or day)
