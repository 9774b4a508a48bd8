"""Meetings that have been called: everything their page shows, and changing who comes and what is talked about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import (
    Attendance,
    Case,
    ConsentSummary,
    Contact,
    Decision,
    FilledSheet,
    Meeting,
    MeetingCase,
    MeetingState,
    OpenQuestion,
    Person,
    Plan,
    Stage,
)
from hokatsu_desktop.models.consent import agrees
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import find_or_add_contact
from hokatsu_desktop.services.attachments import attachments_of
from hokatsu_desktop.services.cases import Order, Show, consent_tag, listed, ordered
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import (
    consent_summaries,
    consent_summary,
    newest_consent,
    people_who_must_agree,
)
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.meetings import (
    SHARED_BASIS,
    Invitee,
    MeetingCall,
    add_case,
    add_empty_role,
    agenda_of,
    attendances_of,
    call_meeting,
    cases_of,
    decisions_of,
    lay_out_agenda,
    meetings,
    refuse_without_consent,
)
from hokatsu_desktop.services.modes import bases_of, refuse_by_mode
from hokatsu_desktop.services.newest import newest_referral
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.registry import bound_to_secrecy
from hokatsu_desktop.services.roles import Role, roles_of
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.veils import hidden_at, hidden_words, not_shown_words
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.sheets.times import blocks, time_template

SOON = timedelta(days=7)
WAITING = (Stage.SUPPORT_MEETING, Stage.REOPENED, Stage.ARRANGING, Stage.PLANNING)  # these want a meeting first
CARRIES_PAPERS = "action_linkage"  # the sheet behind which the packet has what agencies brought
GUEST_WORDS = (
    "構成員ではないので、法律の守秘義務がまだかかりません。構成員に登録するか、会議の前に誓約書をもらってください。"
)


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in a list."""

    meeting: Meeting
    titles: tuple[str, ...]  # of its cases; how many of them are closed to the reader
    bases: tuple[str, ...]  # of its cases; its own while it has none

    @property
    def is_over(self) -> bool:
        """Whether the meeting was held."""
        return self.meeting.state == MeetingState.HELD


@dataclass(frozen=True)
class CaseOnMeeting:
    """One case at a meeting, with the consent of each person whose consent counts, as (name, 「同意あり」, agreed)."""

    meeting_case: MeetingCase
    case: Case
    consent: ConsentSummary
    consents: tuple[tuple[str, str, bool], ...]
    roles: tuple[Role, ...]
    decisions: tuple[Decision, ...]  # those with words
    plan: Plan | None
    attached: tuple[str, ...]  # the agencies' own papers that go with it, as they are named


@dataclass(frozen=True)
class MeetingPage:
    """All that the page of a meeting shows besides its sheets."""

    meeting: Meeting
    attendances: tuple[Attendance, ...]
    cases: tuple[CaseOnMeeting, ...]
    agenda_minutes: int
    not_shown: str  # how many cases are closed to the reader; empty for nearly everybody
    to_bind: Mapping[int, str]  # guests who are not bound to secrecy yet, by attendance, and what is to be done
    bases: tuple[str, ...]  # MeetingBasis; more than one where its cases stand on different ones


@dataclass(frozen=True)
class CaseChoice:
    """A case that a meeting may talk about."""

    case_id: int
    title: str
    number: str
    stage_words: str
    consent_words: str
    has_agreed: bool


def meeting_lines(session: Session) -> list[MeetingLine]:
    """All meetings with the titles of their cases, newest first."""
    newest = meetings(session)
    titles: dict[int, list[str]] = {}
    bases: dict[int, dict[str, None]] = {}
    rows = session.execute(
        select(MeetingCase.meeting_id, Case.title, MeetingCase.basis)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(MeetingCase.meeting_id.in_([one.id for one in newest]))
        .order_by(MeetingCase.position)
    )
    for meeting_id, title, basis in rows:
        titles.setdefault(meeting_id, []).append(title)
        bases.setdefault(meeting_id, {})[basis] = None
    for meeting_id, count in hidden_at(session, [one.id for one in newest]).items():
        titles.setdefault(meeting_id, []).append(not_shown_words(count))
    return [MeetingLine(one, tuple(titles.get(one.id, ())), tuple(bases.get(one.id, (one.basis,)))) for one in newest]


def meetings_waiting(session: Session) -> int:
    """How many planned meetings are within a week, or past and not ended yet."""
    until = today(session) + SOON
    return sum(one.state == MeetingState.PLANNED and one.held_on <= until for one in meetings(session))


def meeting_page(session: Session, meeting_id: int) -> MeetingPage:
    """Everything about one meeting."""
    meeting, people = still_there(session, Meeting, meeting_id), attendances_of(session, meeting_id)
    return MeetingPage(
        meeting=meeting,
        attendances=tuple(people),
        cases=tuple(case_on_meeting(session, one) for one in cases_of(session, meeting_id)),
        agenda_minutes=sum(item.minutes for item in agenda_of(session, meeting_id)),
        not_shown=hidden_words(session, meeting_id),
        to_bind={one.id: words for one in people if (words := needs_a_way(session, one, meeting))},
        bases=bases_of(session, meeting),
    )


def case_on_meeting(session: Session, meeting_case: MeetingCase) -> CaseOnMeeting:
    """Everything about one case at a meeting."""
    case_id = meeting_case.case_id
    return CaseOnMeeting(
        meeting_case=meeting_case,
        case=still_there(session, Case, case_id),
        consent=consent_summary(session, case_id),
        consents=tuple(consent_row(session, case_id, one) for one in people_who_must_agree(session, case_id)),
        roles=tuple(roles_of(session, meeting_case.id)),
        decisions=tuple(one for one in decisions_of(session, meeting_case.id) if one.what.strip()),
        plan=session.scalar(
            select(Plan).where(Plan.meeting_case_id == meeting_case.id).order_by(Plan.id.desc()).limit(1)
        ),
        attached=tuple(
            f"{one.title}（{one.from_whom}）" if one.from_whom else one.title
            for one in attachments_of(session, CARRIES_PAPERS, meeting_case.id)
        ),
    )


def consent_row(session: Session, case_id: int, person: Person) -> tuple[str, str, bool]:
    """A person's name, their consent in words, and whether it is enough."""
    consent = newest_consent(session, case_id, person.id)
    words = label_of("consent", consent.state) if consent is not None else "未確認"
    return person.shown_name, words, agrees(consent)


def case_choices(session: Session, typed: str, *, most: int = 40) -> list[CaseChoice]:
    """The open cases that contain what was typed; those that wait for a meeting come first."""
    if typed.strip():
        hits = [hit.target_id for hit in find(session, typed, most=most) if hit.kind == "case"]
        cases = [one for one in (still_there(session, Case, case_id) for case_id in hits) if one.is_open]
        cases.sort(key=lambda case: case.stage not in WAITING)
    else:
        by_next_date = select(Case).where(*listed(Show.OPEN)).order_by(*ordered(Order.NEXT)).limit(most)
        cases = list(session.scalars(by_next_date.where(Case.stage.in_(sorted(WAITING)))))
        cases += session.scalars(by_next_date.where(Case.stage.not_in(sorted(WAITING))))
    return choices_of(session, cases[:most])


def case_choice(session: Session, case_id: int) -> CaseChoice:
    """One case with where it stands and its consent."""
    return choices_of(session, [still_there(session, Case, case_id)])[0]


def choices_of(session: Session, cases: Sequence[Case]) -> list[CaseChoice]:
    """Cases with where they stand and their consent."""
    summaries = consent_summaries(session, [case.id for case in cases])
    return [
        CaseChoice(
            case.id,
            case.title,
            case.number or "下書き",
            label_of("stage", case.stage).split("（")[0],
            consent_tag(summaries[case.id]),
            bool(summaries[case.id].agreed) and not summaries[case.id].missing,
        )
        for case in cases
    ]


def carriers_of(session: Session, case_ids: Iterable[int]) -> tuple[str, ...]:
    """The words that name who carries these cases: lead supporters and who brought the case in."""
    words = []
    for case_id in case_ids:
        case = still_there(session, Case, case_id)
        referral = newest_referral(session, case_id)
        words += [case.lead_supporter, referral.from_contact_name if referral is not None else ""]
    return tuple(word for word in words if word)


def may_lead(name: str, carriers: Sequence[str]) -> bool:
    """Whether somebody of this name should lead the talk: not who carries a case (高島市: 進行は担当でない人)."""
    wanted = fold(name)
    return bool(wanted) and not any(wanted in fold(words) or fold(words) in wanted for words in carriers)


def call_with_newcomers(session: Session, call: MeetingCall, newcomers: Sequence[Invitee]) -> Meeting:
    """Call a meeting; people who are not in the directory yet are added to it first. Refusals as of `call_meeting`."""
    with act(session, "call_meeting", "会議を開く"):
        known = [
            Invitee(contact_id=find_or_add_contact(session, one.agency_name, one.name, one.post).id)
            for one in newcomers
        ]
        return call_meeting(session, replace(call, invitees=(*call.invitees, *known)))


def put_case_on(session: Session, meeting_id: int, case_id: int, basis: str = "") -> MeetingCase:
    """Put one more case on a called meeting, on its ground or another, and share the minutes out anew.

    Raises Refusal for a case that is on it already, and without consent as `call_meeting` does.
    """
    meeting = still_there(session, Meeting, meeting_id)
    if any(one.case_id == case_id for one in cases_of(session, meeting_id)):
        raise Refusal("このケースは、もうこの会議に入っています。")
    ground = basis or meeting.basis
    refuse_by_mode(session, ground, meeting.held_on)
    refuse_without_consent(session, ground, case_id)
    with act(session, "put_case_on", "会議にケースを加える"):
        added = add_case(session, meeting, case_id, attendances_of(session, meeting_id), ground)
        lay_out_again(session, meeting_id, meeting.time_template or "90_1")
    return added


def lay_out_again(session: Session, meeting_id: int, template_key: str) -> None:
    """Write the agenda anew from a time template; what was changed by hand in it is replaced."""
    template = time_template(template_key)
    meeting = still_there(session, Meeting, meeting_id)
    cases = cases_of(session, meeting_id)
    with act(session, "lay_out_agenda", "時間の割り振りを変える"):
        for item in agenda_of(session, meeting_id):
            session.delete(item)
        session.flush()
        if meeting.time_template != template.key:  # with the same one the meeting keeps the time it was given
            meeting.time_template, meeting.minutes = template.key, template.minutes
        lay_out_agenda(session, meeting, cases, blocks(template, len(cases)))


def take_case_off(session: Session, meeting_case_id: int) -> None:
    """Take a case off a meeting. Raises Refusal once it was held, or something was decided or planned for the case."""
    meeting_case = still_there(session, MeetingCase, meeting_case_id)
    meeting = still_there(session, Meeting, meeting_case.meeting_id)
    if meeting.state == MeetingState.HELD:
        raise Refusal("終わった会議からは、ケースを外せません。話し合った日の記録として残しています。")
    if any(one.what.strip() for one in decisions_of(session, meeting_case_id)):
        raise Refusal("このケースには、もう決まったことが書かれています。会議から外すと消えてしまうので、外せません。")
    if session.scalar(select(Plan.id).where(Plan.meeting_case_id == meeting_case_id).limit(1)) is not None:
        raise Refusal("このケースのプランが、この会議から作られています。外すとプランの元がなくなるので、外せません。")
    if len(cases_of(session, meeting.id)) == 1:
        raise Refusal("話し合うケースが1つもなくなります。先に別のケースを加えてください。")
    with act(session, "take_case_off", "会議からケースを外す"):
        for item in agenda_of(session, meeting.id):
            session.delete(item)
        for one in decisions_of(session, meeting_case_id):
            session.delete(one)
        for question in session.scalars(select(OpenQuestion).where(OpenQuestion.meeting_case_id == meeting_case_id)):
            question.meeting_case_id = None  # what nobody knows stays with the case
        of_part = FilledSheet.subject == Subject.MEETING_CASE, FilledSheet.subject_id == meeting_case_id
        for sheet in session.scalars(select(FilledSheet).where(*of_part)):
            session.delete(sheet)  # its number may be given to the next case that is put on a meeting
        session.flush()
        session.delete(meeting_case)
        session.flush()
        for position, left in enumerate(cases_of(session, meeting.id), start=1):
            left.position = position
        lay_out_again(session, meeting.id, meeting.time_template or "90_1")


def remove_attendee(session: Session, attendance_id: int) -> None:
    """Take somebody off a meeting; their empty roles go too, roles with words stay under their name.

    Raises Refusal for a meeting that was held: who was there is part of the record.
    """
    attendance = still_there(session, Attendance, attendance_id)
    if still_there(session, Meeting, attendance.meeting_id).state == MeetingState.HELD:
        raise Refusal("終わった会議の出席者は消せません。来なかった人は「欠席」にしてください。")
    with act(session, "remove_attendee", "出席者を外す"):
        for one in session.scalars(select(Decision).where(Decision.attendance_id == attendance_id)):
            if one.what.strip():
                one.attendance_id = None
            else:
                session.delete(one)
        session.flush()
        session.delete(attendance)


def needs_a_way(session: Session, attendance: Attendance, meeting: Meeting) -> str:
    """What is to be done about a guest of a 支援会議 before anything is shared with them; empty when nothing is.

    The law of a 支援会議 (社会福祉法106条の6第5項, 困窮法9条) binds its members only; 本人, those who signed a pledge, and
    those who were given a seat in the registry since they were called need nothing more.
    """
    by_law = SHARED_BASIS.keys() & {meeting.basis, *bases_of(session, meeting)}
    if attendance.kind != "guest" or not by_law or bound_to_secrecy(session, attendance):
        return ""
    return GUEST_WORDS


def record_pledge(session: Session, attendance_id: int, on: date | None = None) -> Attendance:
    """Note that somebody signed the pledge; a member's pledge is kept in the directory too, a guest's is for the day."""
    attendance = still_there(session, Attendance, attendance_id)
    with act(session, "record_pledge", "誓約を記録する"):
        attendance.pledged_on = on or today(session)
        if attendance.kind == "member" and attendance.contact_id is not None:
            still_there(session, Contact, attendance.contact_id).pledged_on = attendance.pledged_on
    return attendance


def register_attendee(session: Session, attendance_id: int) -> Attendance:
    """Register a guest as a 構成員 from today (or from the meeting's day if that is earlier).

    Raises Refusal for somebody without an agency: members are registered under theirs.
    """
    attendance = still_there(session, Attendance, attendance_id)
    if not attendance.agency_name.strip():
        raise Refusal("構成員は機関ごとに登録します。機関の名前を入れて、もう一度呼んでください。")
    held_on = still_there(session, Meeting, attendance.meeting_id).held_on
    with act(session, "register_attendee", "構成員に登録する"):
        if attendance.contact_id is None:
            found = find_or_add_contact(session, attendance.agency_name, attendance.name, attendance.post)
            attendance.contact_id = found.id
        contact = still_there(session, Contact, attendance.contact_id)
        contact.registered_on, contact.released_on = min(today(session), held_on), None
        attendance.kind = "member"
    return attendance


def excuse_role(session: Session, meeting_case_id: int, attendance_id: int, reason: str) -> Decision:
    """Note why somebody leaves without a role. Raises Refusal without a reason."""
    if not reason.strip():
        raise Refusal("役割がない理由を、ひとこと書いてください。")
    attendance = still_there(session, Attendance, attendance_id)
    with act(session, "excuse_role", "役割のない理由を書く"):
        own = [one for one in decisions_of(session, meeting_case_id) if one.attendance_id == attendance_id]
        row = own[0] if own else add_empty_role(session, still_there(session, MeetingCase, meeting_case_id), attendance)
        row.no_role_reason = reason.strip()
    return row
