"""How many cases a meeting takes, and putting one off to the next meeting; nothing of it blocks."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting, MeetingCase, MeetingSeries, MeetingState
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.called_meetings import put_case_on, take_case_off
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import call_next


def too_many_words(series: MeetingSeries, cases: int) -> str:
    """What is said when a regular meeting has more cases than it takes; empty when they fit or no limit is set."""
    most = series.most_cases
    if not most or cases <= most:
        return ""
    return f"{series.name}は{most}件までにしています。いまは{cases}件あります。役割を決める時間が足りなくなります。"


def over_limit(session: Session, meeting_id: int) -> str:
    """What is to be said about the number of cases on a meeting of a series that is still to come."""
    meeting = still_there(session, Meeting, meeting_id)
    series = session.get(MeetingSeries, meeting.series_id) if meeting.series_id is not None else None
    if series is None or meeting.state == MeetingState.HELD:
        return ""
    return too_many_words(series, len(cases_of(session, meeting_id)))


def put_off(session: Session, meeting_case_id: int) -> Meeting:
    """Put a case on the next meeting of the series instead, which is called if it was not yet.

    Raises Refusal as `take_case_off` and `call_next` do, and for a meeting that belongs to no series.
    """
    part = still_there(session, MeetingCase, meeting_case_id)
    meeting = still_there(session, Meeting, part.meeting_id)
    if meeting.series_id is None:
        raise Refusal(
            "定例の会議ではないので、次の回が決まっていません。「会議を開く」で開いて、そちらに加えてください。"
        )
    case_id = part.case_id
    with act(session, "put_off", "ケースを次回に回す"):
        take_case_off(session, meeting_case_id)
        later = planned_after(session, meeting.series_id, meeting.held_on)
        later = later or call_next(session, meeting.series_id, after=meeting.held_on)
        put_case_on(session, later.id, case_id)
    return later


def planned_after(session: Session, series_id: int, on: date) -> Meeting | None:
    """The next meeting of a series after a day that is called and not held yet."""
    query = select(Meeting).where(
        Meeting.series_id == series_id, Meeting.state == MeetingState.PLANNED, Meeting.held_on > on
    )
    return session.scalar(query.order_by(Meeting.held_on, Meeting.id).limit(1))
