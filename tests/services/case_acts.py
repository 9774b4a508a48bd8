"""What a clerk may try, sensible or not; `a` and `b` choose among what is there."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Case,
    ConsentState,
    HouseholdMember,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingState,
    Part,
    Plan,
    Referral,
    Staff,
    Stage,
    Task,
    Veil,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.called_meetings import put_case_on, take_case_off
from hokatsu_desktop.services.case_basis import treat_as
from hokatsu_desktop.services.cases import add_family_member, change_case, set_part
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.closing import Closing, close_case, look_again, reopen_case
from hokatsu_desktop.services.closing_looks import ending_tasks, look_at_member, look_at_rest, say_ending
from hokatsu_desktop.services.consents import (
    consent_summary,
    people_who_must_agree,
    record_consent,
    withdraw_consent,
)
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.known_people import use_known_person
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of, record_decision
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.plans import decide_plan, make_plan, record_monitoring
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral, tell_back
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task
from hokatsu_desktop.services.trash import restore, throw_away
from hokatsu_desktop.services.veils import hide_case, lift_veil
from tests.services.case_office import Nothing, Office

MOST_CASES = 3
NAMES = (("例示 花子", "レイジ ハナコ"), ("架空 太郎", "カクウ タロウ"), ("見本 次郎", "ミホン ジロウ"))
VERDICTS = ("close", "decided", "amend", "not_taken", "")
REPLIES = ("accompany", "share", "pass_on", "support_meeting")
STATES = (ConsentState.GIVEN, ConsentState.PARTIAL, ConsentState.REFUSED, ConsentState.UNCONFIRMED)


def begin(office: Office, a: int, _b: int) -> None:
    if office.session.scalar(select(func.count(Case.id))) == MOST_CASES:
        raise Nothing
    referral = begin_referral(office.session)
    name, kana = NAMES[a % len(NAMES)]
    answers = {"person_name": name if a else "", "person_kana": kana, "from_agency": "水道課"}
    save_sheet(office.session, "tsunagi_takashima_a", referral.id, dict(answers))


def receive(office: Office, a: int, _b: int) -> None:
    receive_referral(office.session, office.one(Referral, a).id)


def reply(office: Office, a: int, b: int) -> None:
    referral = office.one(Referral, a)
    save_sheet(office.session, "tsunagi_takashima_c", referral.id, {"replies": [REPLIES[b % len(REPLIES)]]})
    answer_referral(office.session, referral.id)


def tell(office: Office, a: int, _b: int) -> None:
    tell_back(office.session, office.one(Referral, a).id, "つながりました")


def join(office: Office, a: int, b: int) -> None:
    add_family_member(office.session, office.one(Case, a).id, subject=bool(b % 2), name="例示 みどり")


def support(office: Office, a: int, b: int) -> None:
    member = office.one(HouseholdMember, b)
    case = office.one(Case, a)
    set_part(office.session, case.id, member.person_id, (Part.SUBJECT, Part.FAMILY, Part.PRINCIPAL)[b % 3])


def consent(office: Office, a: int, b: int) -> None:
    case = office.one(Case, a)
    given = STATES[b % len(STATES)]
    record_consent(office.session, case.id, case.principal_id, given)


def all_agree(office: Office, a: int, _b: int) -> None:
    case = office.one(Case, a)
    people = consent_summary(office.session, case.id).missing
    members = office.session.scalars(
        select(HouseholdMember).where(HouseholdMember.household_id == case.household_id)
    ).all()
    if not people:
        raise Nothing
    with act(office.session, "record_consent", "同意を記録する"):
        for member in members:
            record_consent(office.session, case.id, member.person_id, ConsentState.GIVEN)


def withdraw(office: Office, a: int, b: int) -> None:
    case = office.one(Case, a)
    withdraw_consent(office.session, case.id, case.principal_id, "気が変わった" if b else "")


def call(office: Office, a: int, b: int) -> None:
    bases = (MeetingBasis.SUPPORT, MeetingBasis.LAYERED)
    day = today(office.session) + timedelta(days=b % 3)
    case_ids = (office.one(Case, a).id,)
    call_meeting(office.session, MeetingCall(basis=bases[b % 2], held_on=day, case_ids=case_ids, goal="役割が決まる"))


def decide(office: Office, a: int, b: int) -> None:
    part = office.one(MeetingCase, a)
    record_decision(office.session, part.id, "社協　佐藤" if b % 3 else "", "訪ねる", "2026-12-04")


def judge(office: Office, a: int, b: int) -> None:
    part = office.one(MeetingCase, a)
    save_sheet(office.session, "action_linkage", part.id, {"verdict": VERDICTS[b % len(VERDICTS)]})


def name_day(office: Office, a: int, b: int) -> None:
    part = office.one(MeetingCase, a)
    day = (today(office.session) + timedelta(days=7 * b)).isoformat() if b else ""
    save_sheet(office.session, "action_linkage", part.id, {"next_on": day, "lead_supporter": "社協" if b % 2 else ""})


def call_agreed(office: Office, a: int, b: int) -> None:
    case = office.one(Case, a)
    with act(office.session, "call_meeting", "会議を開く"):
        for person in people_who_must_agree(office.session, case.id):
            record_consent(office.session, case.id, person.id, ConsentState.GIVEN)
        day = today(office.session) + timedelta(days=b % 3)
        found = MeetingCall(basis=MeetingBasis.LAYERED, held_on=day, case_ids=(case.id,), goal="プランが決まる")
        call_meeting(office.session, found)


def treat(office: Office, a: int, b: int) -> None:
    bases = (MeetingBasis.SUPPORT, MeetingBasis.LAYERED)
    treat_as(office.session, office.one(MeetingCase, a).id, bases[b % 2])


def put_on(office: Office, a: int, b: int) -> None:
    put_case_on(office.session, office.one(Meeting, a).id, office.one(Case, b).id)


def leave_out(office: Office, a: int, _b: int) -> None:
    take_case_off(office.session, office.one(MeetingCase, a).id)


def end(office: Office, a: int, b: int) -> None:
    meeting = office.one(Meeting, a)
    was_held = meeting.state == MeetingState.HELD
    end_meeting(office.session, meeting.id, ("reached", "carried", "")[b % 3])
    for part in cases_of(office.session, meeting.id):
        assert was_held or part.basis != MeetingBasis.LAYERED or has_agreed(office.session, part.case_id, meeting)


def has_agreed(session: Session, case_id: int, meeting: Meeting) -> bool:
    """Whether a household agrees now, or agreed on the day of a meeting."""
    summaries = (consent_summary(session, case_id, on=day) for day in (None, meeting.held_on))
    return ConsentState.GIVEN in [one.state for one in summaries]


def plan(office: Office, a: int, _b: int) -> None:
    make_plan(office.session, office.one(MeetingCase, a).id)


def agree_plan(office: Office, a: int, _b: int) -> None:
    decide_plan(office.session, office.one(Plan, a).id)


def monitor(office: Office, a: int, b: int) -> None:
    next_on = None if b == 0 else today(office.session) + timedelta(days=30 * (b - 1))
    record_monitoring(office.session, office.one(Case, a).id, "same", "変わりなし", next_on=next_on)


def promise(office: Office, a: int, b: int) -> None:
    what = "電話する" if b else ""
    add_task(
        office.session, what, case_id=office.one(Case, a).id, who="佐藤" if b % 2 else "", waits_for_consent=b % 4 == 2
    )


def keep_promise(office: Office, a: int, b: int) -> None:
    finish_task(office.session, office.one(Task, a).id, done=bool(b % 3))


def write(office: Office, a: int, b: int) -> None:
    write_note(office.session, office.one(Case, a).id, facts="会えた" if b else "")


def set_next(office: Office, a: int, b: int) -> None:
    day = today(office.session) + timedelta(days=b) if b else None
    change_case(office.session, office.one(Case, a).id, next_on=day, next_what="電話" if day else "")


def look(office: Office, a: int, b: int) -> None:
    case = office.one(Case, a)
    look_at_member(
        office.session, case.id, case.principal_id, ("nothing", "carried", "open")[b % 3], "社協" if b else ""
    )


def end_promise(office: Office, a: int, b: int) -> None:
    endings = ("done", "handed", "kept", "dropped")
    say_ending(office.session, office.one(Task, a).id, endings[b % 4], "わけ" if b > 3 else "")


def close(office: Office, a: int, b: int) -> None:
    case = office.one(Case, a)
    held = office.session.scalars(select(Meeting.id).order_by(Meeting.id.desc())).all()
    tasks = set(office.session.scalars(select(Task.id).where(Task.case_id == case.id)))
    if b % 2:
        prepare(office, case)
    closing = Closing(
        reason="solved" if b != 2 else "",
        meeting_id=held[b % len(held)] if held and b != 4 else None,
        lead_supporter="社協" if b != 6 else "",
        walks_along="民生委員",
    )
    close_case(office.session, case.id, closing)
    after = {one.id: one for one in office.session.scalars(select(Task).where(Task.case_id == case.id))}
    assert set(after) == tasks
    assert all(one.done_on is not None or one.ending == "kept" for one in after.values())


def prepare(office: Office, case: Case) -> None:
    """Says what a closing asks for, as far as nobody said it."""
    look_at_rest(office.session, case.id)
    for one in ending_tasks(office.session, case.id):
        if one.missing:
            say_ending(office.session, one.task_id, "dropped", "要らなくなった")


def decide_to_close(office: Office, a: int, b: int) -> None:
    case = office.one(Case, a)
    with act(office.session, "hold_meeting", "会議を開いて終える"):
        found = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=today(office.session), case_ids=(case.id,), goal="終結")
        meeting = call_meeting(office.session, found)
        part = office.session.scalars(select(MeetingCase).where(MeetingCase.meeting_id == meeting.id)).one()
        save_sheet(office.session, "action_linkage", part.id, {"verdict": "close"})
        end_meeting(office.session, meeting.id, "reached")


def reopen(office: Office, a: int, b: int) -> None:
    reopen_case(office.session, office.one(Case, a).id, "また心配になった" if b else "")


def check_on(office: Office, a: int, b: int) -> None:
    next_on = today(office.session) + timedelta(days=b - 1) if b > 1 else None
    look_again(office.session, office.one(Case, a).id, "元気" if b != 1 else "", next_on=next_on)


def same_person(office: Office, a: int, b: int) -> None:
    referral, known = office.one(Referral, a), office.one(Case, b)
    use_known_person(office.session, referral.id, known.principal_id, known.id)


def hide(office: Office, a: int, b: int) -> None:
    hide_case(office.session, office.one(Case, a).id, office.one(Staff, b).id, "近所" if b else "")


def lift(office: Office, a: int, _b: int) -> None:
    lift_veil(office.session, office.one(Veil, a).id)


def throw(office: Office, a: int, _b: int) -> None:
    throw_away(office.session, office.one(Case, a).id)


def take_out(office: Office, a: int, _b: int) -> None:
    restore(office.session, office.one(Case, a).id)


def pause(office: Office, a: int, _b: int) -> None:
    case = office.one(Case, a)
    if not case.is_open:
        raise Nothing
    change_case(office.session, case.id, stage=Stage.PAUSED)


def sleep(office: Office, _a: int, b: int) -> None:
    office.clock.moment += timedelta(days=b + 1)


def take_back(office: Office, _a: int, _b: int) -> None:
    undo(office.session)


def do_again(office: Office, _a: int, _b: int) -> None:
    redo(office.session)


ACTS: Mapping[str, Callable[[Office, int, int], None]] = {
    one.__name__: one
    for one in (
        *(begin, receive, reply, tell, join, support, consent, all_agree, withdraw, call, decide, judge, plan),
        *(name_day, call_agreed, treat, put_on, leave_out, end, sleep),
        *(agree_plan, monitor, promise, keep_promise, write, set_next, look, end_promise, close, decide_to_close),
        *(reopen, check_on, same_person, hide, lift, throw, take_out, pause, take_back, do_again),
    )
}
