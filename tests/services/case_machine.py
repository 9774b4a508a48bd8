"""A clerk who does anything to a few cases, in any order, legal or not; after each act the rules must still hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, ClassVar

import sqlcipher3
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import Engine, create_engine, event, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from hokatsu_desktop.models import (
    Base,
    Case,
    ChangeEntry,
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
    StaffRole,
    Stage,
    Task,
    Veil,
)
from hokatsu_desktop.services.acts import UNLOGGED, act, link_hash
from hokatsu_desktop.services.cases import Show, add_family_member, case_count, case_list, change_case, set_part
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.closing import Closing, close_case, look_again, reopen_case
from hokatsu_desktop.services.closing_looks import ending_tasks, look_at_member, look_at_rest, say_ending
from hokatsu_desktop.services.consents import consent_summary, planned_layered, record_consent, withdraw_consent
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.history import redo, undo, undoable
from hokatsu_desktop.services.known_people import use_known_person
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, record_decision
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.services.plans import decide_plan, make_plan, record_monitoring
from hokatsu_desktop.services.referrals import answer_referral, begin_referral, receive_referral, tell_back
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task, finish_task
from hokatsu_desktop.services.today.worries import without_next_date
from hokatsu_desktop.services.trash import restore, throw_away, trash_count, trashed
from hokatsu_desktop.services.veils import hide_case, lift_veil
from hokatsu_desktop.store.replay import rows_unlike_log
from tests.services.conftest import INDEX, Clock

KEY = b"k" * 32
MOST_CASES = 3
APART = timedelta(minutes=3)  # longer than a sitting of typing, so that each act is taken back by itself
NAMES = (("例示 花子", "レイジ ハナコ"), ("架空 太郎", "カクウ タロウ"), ("見本 次郎", "ミホン ジロウ"))
VERDICTS = ("close", "decided", "amend", "not_taken", "")
REPLIES = ("accompany", "share", "pass_on", "support_meeting")
STATES = (ConsentState.GIVEN, ConsentState.PARTIAL, ConsentState.REFUSED, ConsentState.UNCONFIRMED)
TASKS_MAY_GO = frozenset({"undo", "redo", "save_sheet", "decide_plan", "record_decision", "answer_referral"})

Dump = Mapping[str, Sequence[tuple[Any, ...]]]


@dataclass
class Office:
    """A store in memory and its clock."""

    session: Session
    clock: Clock

    def one(self, kind: type[Base], place: int) -> Any:
        """The record at a place in the order of making, counted around. Raises Nothing when there is none."""
        found = self.session.scalars(select(kind).order_by(kind.__table__.c.id)).all()
        if not found:
            raise Nothing
        return found[place % len(found)]


class Nothing(Exception):
    """There is nothing yet to do this act to."""


def engine_of(connection: sqlcipher3.Connection) -> Engine:
    """An engine whose transactions begin and end as those of the store: foreign keys can wait for the end of one."""
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", lambda link: link.exec_driver_sql("BEGIN"))
    return engine


def empty_store() -> sqlcipher3.Connection:
    """A connection to nothing yet."""
    return dbapi2.connect(":memory:", check_same_thread=False, isolation_level=None)


@cache
def template() -> sqlcipher3.Connection:
    """A founded office, made once; every run begins with a copy of it."""
    connection = empty_store()
    engine = engine_of(connection)
    Base.metadata.create_all(engine)
    with Session(engine, info={"chain_key": KEY, "clock": Clock()}) as session:
        session.execute(text(INDEX))
        found_office(session, town="みどり町", department="福祉課", staff_name="井上 まこと")
        with act(session, "add_staff", "職員を加える"):
            session.add(Staff(name="木村 みほ", role=StaffRole.WORKER))
        session.commit()
    return connection


def new_office() -> Office:
    """A copy of the template with its clock, in which the first member of staff works."""
    connection = empty_store()
    template().backup(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    clock = Clock()
    facts = {"chain_key": KEY, "clock": clock, "staff_id": 1}
    return Office(Session(engine_of(connection), expire_on_commit=False, info=facts), clock)


# --- what the clerk does; `a` and `b` choose among what is there ------------------------------------------------------


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


def end(office: Office, a: int, b: int) -> None:
    end_meeting(office.session, office.one(Meeting, a).id, ("reached", "carried", "")[b % 3])


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
    (period, *_) = periods_of(office.session, case.id)
    part = office.session.scalars(
        select(MeetingCase).where(MeetingCase.meeting_id == period.decided_meeting_id, MeetingCase.case_id == case.id)
    ).one()
    assert part.verdict == "close"
    assert office.session.get_one(Meeting, part.meeting_id).state == MeetingState.HELD


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


def take_back(office: Office, _a: int, _b: int) -> None:
    undo(office.session)


def do_again(office: Office, _a: int, _b: int) -> None:
    redo(office.session)


ACTS: Mapping[str, Callable[[Office, int, int], None]] = {
    one.__name__: one
    for one in (
        *(begin, receive, reply, tell, join, support, consent, all_agree, withdraw, call, decide, judge, end, plan),
        *(agree_plan, monitor, promise, keep_promise, write, set_next, look, end_promise, close, decide_to_close),
        *(reopen, check_on, same_person, hide, lift, throw, take_out, pause, take_back, do_again),
    )
}


# --- the rules --------------------------------------------------------------------------------------------------------


def dump(session: Session) -> Dump:
    """Every row that the log vouches for."""
    gone = {kind.__tablename__ for kind in UNLOGGED}
    session.flush()
    raw = session.connection().connection.cursor()
    kept = (name for name in Base.metadata.tables if name not in gone)
    return {name: raw.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in kept}


def difference(one: Dump, other: Dump) -> dict[str, tuple[Any, Any]]:
    """The tables that differ, with their rows."""
    return {
        name: (
            [row for row in one[name] if row not in other[name]],
            [row for row in other[name] if row not in one[name]],
        )
        for name in one
        if one[name] != other[name]
    }


def broken_rules(session: Session) -> Iterator[str]:
    """What stands in the store that must not."""
    on = today(session)
    worried = {row.case_id for row in without_next_date(session, on)}
    for case in session.scalars(select(Case)):
        periods = periods_of(session, case.id)
        is_closed = bool(periods) and periods[0].closed_on is not None
        if (case.stage == Stage.CLOSED) != is_closed:
            yield f"case {case.id}: stage {case.stage}, but its newest period is {'closed' if is_closed else 'open'}"
        if case.stage == Stage.CLOSED and case.next_on is not None:
            yield f"case {case.id}: closed, with a next date"
        if [one.ordinal for one in periods] != list(range(len(periods), 0, -1)):
            yield f"case {case.id}: periods {[one.ordinal for one in periods]}"
        shows = case.next_on is not None or case.id in worried or case.stage == Stage.RECEIVED
        if case.is_open and case.trashed_at is None and not shows:
            yield f"case {case.id}: open, without a next date, and きょう does not say so"
        if case.trashed_at is not None and case.number is not None:
            yield f"case {case.id}: received, and in the trash"
    yield from broken_meetings(session)
    yield from broken_counters(session)


def broken_meetings(session: Session) -> Iterator[str]:
    """重層的支援会議 to come that nobody is warned of although its household does not agree."""
    planned = select(MeetingCase).join(Meeting, Meeting.id == MeetingCase.meeting_id)
    query = planned.where(Meeting.state == MeetingState.PLANNED, MeetingCase.basis == MeetingBasis.LAYERED)
    for part in session.scalars(query):
        agreed = consent_summary(session, part.case_id).state == ConsentState.GIVEN
        if not agreed and part.meeting_id not in {one.id for one in planned_layered(session, part.case_id)}:
            yield f"meeting {part.meeting_id}: layered without consent, and nobody is warned"


def broken_counters(session: Session) -> Iterator[str]:
    """Numbers beside the lists that are not those of the lists."""
    for show in Show:
        if case_count(session, show) != len(case_list(session, show)):
            yield f"the count of {show} is not that of its list"
    if trash_count(session) != len(trashed(session)):
        yield "the count of the trash is not that of its list"
    if sum(case_count(session, one) for one in (Show.OPEN, Show.DRAFTS, Show.CLOSED)) != case_count(session, Show.ALL):
        yield "the lists of cases do not make up all cases"


def unexplained(session: Session) -> Iterator[str]:
    """Links that do not hold, rows that the log does not tell of, and tasks that went without anybody's act."""
    before = ""
    for entry in session.scalars(select(ChangeEntry).order_by(ChangeEntry.id)):
        if entry.hash != link_hash(KEY, entry, before):
            yield f"link {entry.id} does not hold"
        before = entry.hash
        if entry.table_name == Task.__tablename__ and entry.after is None and entry.act not in TASKS_MAY_GO:
            yield f"a task went with {entry.act}"
    session.commit()
    raw = session.connection().connection.dbapi_connection
    yield from (f"{name} {row_id} is not as the log tells" for name, row_id in rows_unlike_log(raw))


def poor_words(words: str) -> str:
    """What is wrong with the words of a refusal; empty when they are whole sentences that say what to do or what is safe."""
    if not any("ぁ" <= letter <= "ん" for letter in words):
        return f"not Japanese: {words}"
    if not words.rstrip().endswith(("。", "か。")):
        return f"no whole sentence: {words}"
    safe = any(word in words for word in ("変わって", "残って", "そのまま", "残ります"))
    todo = any(word in words for word in ("ください", "ます", "ください。"))
    return "" if safe and todo else f"does not say what is safe and what to do: {words}"


class CaseMachine(RuleBasedStateMachine):
    """One office for one run."""

    totals_done: ClassVar[dict[str, int]] = {}
    totals_refused: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.office = new_office()

    @rule(name=st.sampled_from(sorted(ACTS)), a=st.integers(0, 5), b=st.integers(0, 7), back=st.booleans())
    def do(self, name: str, a: int, b: int, back: bool) -> None:
        """One act; `back` takes it back and does it again, and compares every row."""
        session = self.office.session
        self.office.clock.moment += APART
        before = dump(session)
        newest = session.scalar(select(func.max(ChangeEntry.act_number))) or 0
        try:
            ACTS[name](self.office, a, b)
            session.commit()
        except Nothing:
            session.rollback()
            return
        except Refusal as refusal:
            session.rollback()
            self.refused(name, refusal.words, before)
            return
        self.totals_done[name] = self.totals_done.get(name, 0) + 1
        note(f"{name} {a} {b}")
        assert list(broken_rules(session)) == []
        if back and name not in ("take_back", "do_again") and [newest + 1] == undoable(session):
            self.there_and_back(before)

    def refused(self, name: str, words: str, before: Dump) -> None:
        """A no has words, and changes nothing."""
        self.totals_refused[name] = self.totals_refused.get(name, 0) + 1
        assert poor_words(words) == ""
        assert difference(before, dump(self.office.session)) == {}

    def there_and_back(self, before: Dump) -> None:
        """Undo restores every row, and redo makes them anew."""
        session = self.office.session
        after = dump(session)
        undo(session)
        session.commit()
        assert difference(before, dump(session)) == {}
        redo(session)
        session.commit()
        assert difference(after, dump(session)) == {}

    def teardown(self) -> None:
        """The log explains all that is there."""
        session = self.office.session
        assert list(unexplained(session)) == []
        session.close()
        session.get_bind().dispose()  # type: ignore[union-attr]
