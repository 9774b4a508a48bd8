"""しばらく連絡がない: open cases nobody had contact with for long, and the next steps from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Meeting, MeetingCase, MeetingState
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import add_case, attendances_of, refuse_without_consent
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.services.refusal import Refusal

STEPS = (30, 60, 90)  # days without contact, until the office sets others
SETTING = "silence_days"  # within Office.settings
MOST = 100
CLOSING = "closing"  # of the list meeting_aim


@dataclass(frozen=True)
class SilentCase:
    """An open case without contact, as it is shown."""

    case_id: int
    title: str
    number: str
    days: int
    step: int  # the threshold passed last
    closing_proposed: bool

    @property
    def words(self) -> str:
        """For how long there was no contact, and whether its closing is to be talked about."""
        closing = "　終結候補" if self.closing_proposed else ""
        return f"前回の連絡から{self.days}日（{self.step}日をこえました）{closing}"


def silent_cases(session: Session, on: date, *, start: int = 0) -> list[SilentCase]:
    """Open cases without contact up to the first threshold, the longest first; not those left alone with a reason."""
    steps = silence_days(session)
    rows = session.execute(
        select(Case.id, Case.title, Case.number, Case.last_contact_on, Case.closing_proposed_on)
        .where(ON_SHELF == Shelf.OPEN, Case.last_contact_on <= on - timedelta(days=steps[0]))
        .where(or_(Case.quiet_until.is_(None), Case.quiet_until < on))
        .order_by(Case.last_contact_on, Case.id)
        .offset(start)
        .limit(MOST)
    )
    found = []
    for case_id, title, number, last_contact_on, proposed_on in rows:
        days = (on - last_contact_on).days if last_contact_on else 0
        step = max(limit for limit in steps if limit <= days)
        found.append(SilentCase(case_id, title, number or "", days, step, proposed_on is not None))
    return found


def silence_days(session: Session) -> tuple[int, ...]:
    """After how many days without contact a case is shown, and when it is said again."""
    return tuple(the_office(session).settings.get(SETTING, STEPS))


def set_silence_days(session: Session, days: Sequence[int]) -> None:
    """Set the thresholds. Raises Refusal unless they are numbers of days above 0."""
    if not days or min(days) < 1:
        raise Refusal("日数は1以上の数字を、1つ以上入れてください。前の日数のままにしてあります。")
    change_setting(session, SETTING, sorted(set(days)))


def leave_quiet(session: Session, case_id: int, why: str, until: date | None) -> Case:
    """このままでよい: silence is no worry until a day. Raises Refusal without a reason or a day to come."""
    if not why.strip():
        raise Refusal("このままでよい理由を、ひとこと書いてください。ケースは一覧に残っています。")
    if until is None or until <= today(session):
        raise Refusal("いつまで静かにしておくか、あすより先の日を入れてください。ケースは一覧に残っています。")
    case = still_there(session, Case, case_id)
    with act(session, "leave_quiet", "連絡がなくてもよい日を決める"):
        case.quiet_until, case.quiet_why = until, why.strip()
    return case


def coming_meeting(session: Session, case_id: int) -> Meeting | None:
    """The next planned meeting from today on; the one that talks about the case already, if there is one."""
    coming = select(Meeting).where(Meeting.state == MeetingState.PLANNED, Meeting.held_on >= today(session))
    first = coming.order_by(Meeting.held_on, Meeting.id).limit(1)
    of_case = select(MeetingCase.meeting_id).where(MeetingCase.case_id == case_id)
    return session.scalar(first.where(Meeting.id.in_(of_case))) or session.scalar(first)


def bring_to_meeting(session: Session, case_id: int) -> Meeting | None:
    """Put the case on the next planned meeting; None when there is none. Raises Refusal for want of consent."""
    meeting = coming_meeting(session, case_id)
    if meeting is None:
        return None
    with act(session, "bring_to_meeting", "ケースを次の会議にかける"):
        known = select(MeetingCase.id).where(MeetingCase.meeting_id == meeting.id, MeetingCase.case_id == case_id)
        if session.scalar(known) is None:
            refuse_without_consent(session, meeting.basis, case_id)
            add_case(session, meeting, case_id, attendances_of(session, meeting.id), meeting.basis)
    return meeting


def propose_closing(session: Session, case_id: int) -> Meeting | None:
    """終結候補: the next meeting is to talk about closing. Nothing is closed by it; None when no meeting is planned."""
    case = still_there(session, Case, case_id)
    with act(session, "propose_closing", "終結候補にする"):
        case.closing_proposed_on = today(session)
        meeting = bring_to_meeting(session, case_id)
        if meeting is not None and CLOSING not in meeting.aims:
            meeting.aims = [*meeting.aims, CLOSING]
        session.flush()
    return meeting
