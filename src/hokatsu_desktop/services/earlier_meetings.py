"""What the meeting before decided for a case, and what became of it: read when the next one opens."""

from datetime import date

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Decision, Meeting, MeetingCase, MeetingState, Task
from hokatsu_desktop.services.decision_tasks import task_id_of_decision
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.sheets.answers import Row


def meeting_case_before(session: Session, meeting_case: MeetingCase) -> MeetingCase | None:
    """The case's part in the last meeting that was held before this one."""
    meeting = still_there(session, Meeting, meeting_case.meeting_id)
    return session.scalar(
        select(MeetingCase)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .where(MeetingCase.case_id == meeting_case.case_id, Meeting.state == MeetingState.HELD)
        .where(tuple_(Meeting.held_on, Meeting.id) < tuple_(meeting.held_on, meeting.id))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    )


def decisions_with_results(session: Session, part: MeetingCase) -> list[Row]:
    """What a meeting decided for a case: who was to do what by when, with the result that was written or the day the task was ticked off."""
    found = session.execute(
        select(Decision, Task.done_on)
        .outerjoin(Task, Task.id == task_id_of_decision())
        .where(Decision.meeting_case_id == part.id, Decision.what != "")
        .order_by(Decision.position, Decision.id)
    )
    return [
        {"who": one.who, "what": one.what, "due": one.due, "result": one.result or done_words(done_on)}
        for one, done_on in found
    ]


def done_words(done_on: date | None) -> str:
    """「R8.12.1 済み」; empty while it is not done, so that the result can be written by hand."""
    return f"{short(done_on)} 済み" if done_on else ""
