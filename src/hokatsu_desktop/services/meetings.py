"""Calling meetings, their agenda and attendance, what is decided, and what follows when they end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import (
    AgendaItem,
    Attendance,
    Case,
    CasePeriod,
    Contact,
    Decision,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingState,
    Referral,
    Stage,
    TaskOrigin,
)
from hokatsu_desktop.models.agency import Agency
from hokatsu_desktop.models.meeting import why_not_layered
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import consent_summary
from hokatsu_desktop.services.decision_tasks import stands_elsewhere
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.modes import basis_name, refuse_by_mode, without_consent
from hokatsu_desktop.services.newest import newest_referral
from hokatsu_desktop.services.notes import small_changes
from hokatsu_desktop.services.numbers import meeting_number, next_meeting_ordinal
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.registry import first_day, seat_of
from hokatsu_desktop.services.tasks import keep_task
from hokatsu_desktop.sheets.times import Block, blocks, time_template

SHARED_BASIS = {MeetingBasis.SUPPORT.value: "support_meeting", MeetingBasis.NEEDY.value: "needy_support_meeting"}
"""The ground on which a meeting shares without consent, of the list consent_basis."""

STRENGTH_WINDOW = timedelta(days=180)  # small changes older than this no longer open a meeting


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Somebody to invite: a person of the directory, or words typed for somebody new."""

    contact_id: int | None = None
    agency_name: str = ""
    post: str = ""
    name: str = ""
    kind: str = "member"  # member, guest or principal


@dataclass(frozen=True, kw_only=True)
class MeetingCall:
    """All that is needed to call a meeting."""

    basis: MeetingBasis
    held_on: date
    case_ids: tuple[int, ...]
    name: str = ""  # the local name; the basis's own name when empty
    begins_at: time | None = None
    place: str = ""
    aims: tuple[str, ...] = ()
    aim_text: str = ""
    goal: str = ""
    facilitator: str = ""
    recorder: str = ""
    invitees: tuple[Invitee, ...] = field(default=())
    time_template: str = "90_1"
    series_id: int | None = None  # a regular meeting may be called before its cases are known
    handout_rule: str = "collect"
    grounds: Mapping[int, MeetingBasis] = field(default_factory=dict)  # of cases that are on another basis, by case

    def ground_of(self, case_id: int) -> MeetingBasis:
        """On what basis a case is talked about: its own, else the meeting's."""
        return self.grounds.get(case_id, self.basis)


def call_meeting(session: Session, call: MeetingCall) -> Meeting:
    """Call a meeting with its cases, agenda and attendees, and an empty role for each of them.

    Raises Refusal without a case unless it belongs to a series, and for a 重層的支援会議 on a household that has not agreed
    (offer "support": a 支援会議 may take it). The office may switch the latter off.
    """
    if not call.case_ids and call.series_id is None:
        raise Refusal("話し合うケースを1つ以上選んでください。")
    refuse_by_mode(session, call.basis, call.held_on)
    for case_id in call.case_ids:
        refuse_by_mode(session, call.ground_of(case_id), call.held_on)
        refuse_without_consent(session, call.ground_of(case_id), case_id)
    with act(session, "call_meeting", "会議を開く"):
        ordinal = next_meeting_ordinal(session, call.basis, call.held_on)
        template = time_template(call.time_template)
        meeting = Meeting(
            name=call.name or basis_name(session, call.basis, call.held_on).split("（")[0],
            basis=call.basis,
            held_on=call.held_on,
            fiscal_year=fiscal_year(call.held_on),
            ordinal=ordinal,
            number=meeting_number(session, call.basis, call.held_on, ordinal),
            begins_at=call.begins_at,
            minutes=template.minutes,
            place=call.place,
            aims=list(call.aims),
            aim_text=call.aim_text,
            goal=call.goal,
            facilitator=call.facilitator,
            recorder=call.recorder,
            time_template=template.key,
            series_id=call.series_id,
            handout_rule=call.handout_rule,
        )
        session.add(meeting)
        session.flush()
        attendances = [add_attendee(session, meeting.id, invitee) for invitee in call.invitees]
        cases = [add_case(session, meeting, one, attendances, call.ground_of(one)) for one in call.case_ids]
        lay_out_agenda(session, meeting, cases, blocks(template, len(cases)))
    return meeting


def refuse_without_consent(session: Session, basis: str, case_id: int) -> None:
    """Refuse a 重層的支援会議 for a household that has not agreed (社会福祉法106条の6と実施要綱の区別)."""
    if basis != MeetingBasis.LAYERED or not the_office(session).layered_needs_consent:
        return
    reason = why_not_layered(consent_summary(session, case_id))
    if reason:
        case = still_there(session, Case, case_id)
        other = without_consent(session, today(session))
        raise Refusal(
            f"{case.title}は、まだ重層的支援会議にかけられません。{reason}書いたものは残っています。"
            f"{basis_name(session, other, today(session))}なら、同意がなくても開けます。支援会議として開きますか。",
            offer=other,
        )


def add_attendee(session: Session, meeting_id: int, invitee: Invitee) -> Attendance:
    """Add somebody to a meeting, and an empty role for each case that is already on it."""
    with act(session, "add_attendee", "出席者を加える"):
        attendance = Attendance(
            meeting_id=meeting_id,
            position=len(attendances_of(session, meeting_id)),
            contact_id=invitee.contact_id,
            agency_name=invitee.agency_name,
            post=invitee.post,
            name=invitee.name,
            kind=invitee.kind,
        )
        if invitee.contact_id is not None:
            contact = still_there(session, Contact, invitee.contact_id)
            attendance.agency_name = still_there(session, Agency, contact.agency_id).name
            attendance.post, attendance.name = contact.post, contact.name
            attendance.pledged_on = contact.pledged_on
            attendance.kind = (
                "member" if contact.is_member(still_there(session, Meeting, meeting_id).held_on) else "guest"
            )
        take_seat(session, attendance)
        session.add(attendance)
        session.flush()
        for meeting_case in cases_of(session, meeting_id):
            add_empty_role(session, meeting_case, attendance)
    return attendance


def take_seat(session: Session, attendance: Attendance) -> None:
    """Who holds a seat in the meeting's body is no guest, and has pledged when the registry says so."""
    seat = seat_of(session, attendance, still_there(session, Meeting, attendance.meeting_id))
    if seat is not None and attendance.kind != "principal":
        attendance.kind = "member"
        attendance.pledged_on = attendance.pledged_on or first_day(seat.pledged_on)


def add_case(
    session: Session, meeting: Meeting, case_id: int, attendances: Sequence[Attendance], ground: str
) -> MeetingCase:
    """Put a case on a meeting on a ground, with what is already known written in, so that nothing is typed twice."""
    case = still_there(session, Case, case_id)
    referral = referral_of_this_period(session, case_id)
    changes = small_changes(session, case_id, since=meeting.held_on - STRENGTH_WINDOW)
    earlier = last_meeting_case(session, case_id)
    meeting_case = MeetingCase(
        meeting_id=meeting.id,
        case_id=case_id,
        position=len(cases_of(session, meeting.id)) + 1,
        basis=ground,
        submitter="　".join(w for w in (referral.from_agency_name, referral.from_contact_name) if w)
        if referral
        else "",
        consent_words=consent_summary(session, case_id).words,
        shared_basis=SHARED_BASIS.get(ground, ""),
        stuck_on=referral.stuck_on if referral else "",
        strengths="\n".join(note.small_change or note.facts for note in changes[:5]),
        wished_life=earlier.wished_life if earlier else "",
        lead_supporter=case.lead_supporter,
    )
    session.add(meeting_case)
    session.flush()
    for attendance in attendances:
        add_empty_role(session, meeting_case, attendance)
    if case.stage in (Stage.RECEIVED, Stage.ARRANGING, Stage.REOPENED, Stage.ASSESSING):
        case.stage = Stage.SUPPORT_MEETING
    session.flush()
    return meeting_case


def referral_of_this_period(session: Session, case_id: int) -> Referral | None:
    """The referral that began the period under way; an earlier period's worries are not those of today."""
    referral = newest_referral(session, case_id)
    period = session.scalar(select(func.max(CasePeriod.ordinal)).where(CasePeriod.case_id == case_id)) or 1
    return referral if referral is not None and referral.period_ordinal >= period else None


def add_empty_role(session: Session, meeting_case: MeetingCase, attendance: Attendance) -> Decision:
    """The row in which an attendee's role will be written: every attendee has one (高島市 行動連携)."""
    decision = Decision(
        meeting_case_id=meeting_case.id,
        position=len(decisions_of(session, meeting_case.id)),
        attendance_id=attendance.id,
        who=attendance.shown,
    )
    session.add(decision)
    session.flush()
    return decision


def lay_out_agenda(session: Session, meeting: Meeting, cases: Sequence[MeetingCase], plan: Sequence[Block]) -> None:
    """Write the agenda from a time template: blocks per case carry the case."""
    for position, block in enumerate(plan):
        case = cases[block.case_position - 1] if block.case_position else None
        number = still_there(session, Case, case.case_id).number if case else None
        title = f"協議{block.case_position}（{number}）　{block.label}" if case else block.label
        session.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=position,
                title=title,
                minutes=block.minutes,
                meeting_case_id=case.id if case else None,
            )
        )
    session.flush()


def save_meeting(session: Session, meeting_id: int, **values: object) -> Meeting:
    """Change a meeting, by attribute name."""
    meeting = still_there(session, Meeting, meeting_id)
    with act(session, "save_meeting", "会議の内容を直す"):
        for name, value in values.items():
            setattr(meeting, name, value)
    return meeting


def set_presence(session: Session, attendance_id: int, presence: str) -> Attendance:
    """Record that somebody was present or absent."""
    attendance = still_there(session, Attendance, attendance_id)
    with act(session, "set_presence", "出欠をつける"):
        attendance.presence = presence
    return attendance


def record_decision(
    session: Session, meeting_case_id: int, who: str, what: str, due: str = "", *, attendance_id: int | None = None
) -> Decision:
    """Record who does what by when: in the attendee's empty row if there is one, else in a new row."""
    with act(session, "record_decision", "決定を書く"):
        rows = decisions_of(session, meeting_case_id)
        decision = next(
            (
                one
                for one in rows
                if not one.what and (one.attendance_id == attendance_id if attendance_id else one.who == who)
            ),
            None,
        )
        if decision is None:
            decision = Decision(
                meeting_case_id=meeting_case_id, position=len(rows), attendance_id=attendance_id, who=who
            )
            session.add(decision)
        decision.what, decision.due = what, due
        session.flush()
    return decision


def finish_meeting(session: Session, meeting_id: int, *, goal_result: str, goal_carried: str = "") -> Meeting:
    """End a meeting: roles become things to do, next dates go to the cases, the goal is checked off.

    `goal_result` is "reached" or "carried". Raises Refusal for any other word.
    """
    if goal_result not in ("reached", "carried"):
        raise Refusal("到達点に届いたか、次回に持ち越すかを選んでください。")
    meeting = still_there(session, Meeting, meeting_id)
    with act(session, "finish_meeting", "会議を終える"):
        meeting.state = MeetingState.HELD
        meeting.goal_result, meeting.goal_carried = goal_result, goal_carried
        for attendance in attendances_of(session, meeting_id):
            if attendance.presence == "invited":
                attendance.presence = "present"
        for meeting_case in cases_of(session, meeting_id):
            carry_decisions(session, meeting_case)
        session.flush()
    return meeting


def carry_decisions(session: Session, meeting_case: MeetingCase) -> None:
    """Turn a case's decisions into things to do and give the case, unless it is closed, its next date and lead supporter."""
    case = still_there(session, Case, meeting_case.case_id)
    for one in decisions_of(session, meeting_case.id):
        if not one.dropped_why and not stands_elsewhere(session, one):
            keep_task(session, TaskOrigin.DECISION, one.id, case_id=case.id, who=one.who, what=one.what, due=one.due)
    if case.stage == Stage.CLOSED:
        return
    if meeting_case.next_on is not None:
        case.next_on, case.next_what = meeting_case.next_on, "会議で決めた確認日"
    case.lead_supporter = meeting_case.lead_supporter or case.lead_supporter


def last_meeting_case(session: Session, case_id: int) -> MeetingCase | None:
    """The case's part in the newest meeting that was held."""
    return session.scalar(
        select(MeetingCase)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .where(MeetingCase.case_id == case_id, Meeting.state == MeetingState.HELD)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    )


def attendances_of(session: Session, meeting_id: int) -> list[Attendance]:
    """The people of a meeting in order of seats."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(Attendance.position, Attendance.id)))


def cases_of(session: Session, meeting_id: int) -> list[MeetingCase]:
    """The cases of a meeting in their order."""
    query = select(MeetingCase).where(MeetingCase.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(MeetingCase.position, MeetingCase.id)))


def decisions_of(session: Session, meeting_case_id: int) -> list[Decision]:
    """The role rows of a case at a meeting in their order."""
    query = select(Decision).where(Decision.meeting_case_id == meeting_case_id)
    return list(session.scalars(query.order_by(Decision.position, Decision.id)))


def agenda_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The agenda of a meeting."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def meetings(session: Session, *, most: int = 300) -> list[Meeting]:
    """All meetings, newest first."""
    return list(session.scalars(select(Meeting).order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(most)))


def meetings_of_case(session: Session, case_id: int) -> list[tuple[Meeting, MeetingCase]]:
    """The meetings a case was on, newest first."""
    rows = session.execute(
        select(Meeting, MeetingCase)
        .join(MeetingCase, MeetingCase.meeting_id == Meeting.id)
        .where(MeetingCase.case_id == case_id)
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
    )
    return [(meeting, meeting_case) for meeting, meeting_case in rows]
