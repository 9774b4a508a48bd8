"""ふりかえり: what meetings decided and what became of it, who has which open role, what nobody has found out yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from hokatsu_desktop.models import (
    Attendance,
    Case,
    Decision,
    Meeting,
    MeetingCase,
    MeetingState,
    OpenQuestion,
    Task,
    TaskOrigin,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.decision_tasks import known_task, task_id_of_decision, task_of
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal

PAGE = 100
_LATER = aliased(Decision)


class Fate(StrEnum):
    """What became of a decision."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DROPPED = "dropped"
    REPLACED = "replaced"  # carried over to a later meeting


STILL_OPEN = (Fate.OPEN, Fate.OVERDUE)


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which meetings are looked at; what is left empty narrows nothing."""

    since: date | None = None
    until: date | None = None
    series_id: int | None = None
    name: str = ""  # of the meeting
    case_id: int | None = None
    who: str = ""  # words that all stand in a person's or agency's name


@dataclass(frozen=True)
class Outcome:
    """One decision of a held meeting, and what became of it."""

    decision: Decision
    meeting: Meeting
    meeting_case: MeetingCase
    case: Case
    fate: Fate
    done_on: date | None


@dataclass(frozen=True)
class Holder:
    """Somebody with roles that are still open: a help for the next talk, no score."""

    who: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Unanswered:
    """Something nobody knew at a meeting and nobody has found out since."""

    question: OpenQuestion
    case: Case
    meeting: Meeting


@dataclass(frozen=True)
class CarriedGoal:
    """A goal that a meeting did not reach, and how many meetings of that name in a row carried theirs over."""

    meeting: Meeting
    times: int


def outcomes(
    session: Session, span: Span, fates: Iterable[Fate] = (), *, offset: int = 0, most: int | None = PAGE
) -> list[Outcome]:
    """What was decided, the newest meeting first; `fates` narrows to what became of it, `most` of None gives all."""
    query = _decided(span).order_by(
        Meeting.held_on.desc(), Meeting.id.desc(), MeetingCase.position, Decision.position, Decision.id
    )
    wanted = list(fates)
    if wanted:
        query = query.where(or_(*(_is(fate, today(session)) for fate in wanted)))
    return [_outcome(session, row) for row in session.execute(query.offset(offset).limit(most))]


def outcomes_of_part(session: Session, meeting_case_id: int) -> list[Outcome]:
    """What one meeting decided for one case, in the order of its sheet."""
    query = _decided(Span()).where(MeetingCase.id == meeting_case_id).order_by(Decision.position, Decision.id)
    return [_outcome(session, row) for row in session.execute(query)]


def open_roles(session: Session, span: Span, *, offset: int = 0, most: int = PAGE) -> list[Holder]:
    """Who has which open role, by name; within it the earliest meeting first. `most` counts roles, not people."""
    query = _decided(span).where(or_(*(_is(fate, today(session)) for fate in STILL_OPEN)))
    query = query.order_by(Decision.who, Meeting.held_on, Decision.id).offset(offset).limit(most)
    holders: dict[str, list[Outcome]] = {}
    for row in session.execute(query):
        one = _outcome(session, row)
        holders.setdefault(one.decision.who, []).append(one)
    return [Holder(who or "（だれとも決まっていない）", tuple(found)) for who, found in holders.items()]


def unanswered(session: Session, span: Span, *, offset: int = 0, most: int = PAGE) -> list[Unanswered]:
    """What is still not known, by the earliest meeting."""
    rows = session.execute(
        select(OpenQuestion, Case, Meeting)
        .join(MeetingCase, MeetingCase.id == OpenQuestion.meeting_case_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .where(OpenQuestion.what != "", OpenQuestion.found == "", *_within(span), *_of_case(span))
        .where(*(OpenQuestion.finder.contains(word, autoescape=True) for word in span.who.split()))
        .order_by(Meeting.held_on, OpenQuestion.id)
        .offset(offset)
        .limit(most)
    )
    return [Unanswered(question, case, meeting) for question, case, meeting in rows]


def held_names(session: Session) -> list[str]:
    """The names under which meetings were held."""
    query = select(Meeting.name).where(Meeting.state == MeetingState.HELD).distinct()
    return list(session.scalars(query.order_by(Meeting.name)))


def carried_goals(session: Session, span: Span) -> list[CarriedGoal]:
    """The goals that were carried over, the newest first; a run of one is a first time."""
    of_case = exists().where(MeetingCase.meeting_id == Meeting.id, MeetingCase.case_id == span.case_id)
    query = select(Meeting).where(*_within(span)).order_by(Meeting.held_on, Meeting.id)
    if span.case_id is not None:
        query = query.where(of_case)
    runs: dict[str, int] = {}
    found: list[CarriedGoal] = []
    for meeting in session.scalars(query):
        runs[meeting.name] = runs.get(meeting.name, 0) + 1 if meeting.goal_result == "carried" else 0
        if runs[meeting.name]:
            found.append(CarriedGoal(meeting, runs[meeting.name]))
    return found[::-1]


def write_result(session: Session, decision_id: int, result: str) -> Decision:
    """Write down what came of a decision, in words."""
    decision = still_there(session, Decision, decision_id)
    with act(session, "save_result", "決定の結果を書く"):
        decision.result = result.strip()
    return decision


def tick_decision(session: Session, decision_id: int, *, done: bool = True) -> Decision:
    """Say that a decision was done, or take that back; its やること goes along."""
    decision = still_there(session, Decision, decision_id)
    with act(session, "tick_decision", "決定を済みにする" if done else "決定の済みを取り消す"):
        decision.dropped_why = ""
        task = task_of(session, decision)
        task.done_on = today(session) if done else None
    return decision


def drop_decision(session: Session, decision_id: int, why: str) -> Decision:
    """Give a decision up, with the reason; it is no longer to do. Raises Refusal without a reason."""
    if not why.strip():
        raise Refusal("やめたわけを一言書いてください。次に見る人が、なぜかを知ることができます。")
    decision = still_there(session, Decision, decision_id)
    with act(session, "drop_decision", "決定をやめる"):
        decision.dropped_why = why.strip()
        task = known_task(session, decision)
        if task is not None and task.done_on is None:
            session.delete(task)
    return decision


def carry_decision(session: Session, decision_id: int, meeting_case_id: int) -> Decision:
    """Take what is not done yet into a later meeting of the case; the earlier decision is thereby replaced."""
    old = still_there(session, Decision, decision_id)
    meeting_case = still_there(session, MeetingCase, meeting_case_id)
    if session.scalar(select(Decision.id).where(Decision.carried_from_id == old.id)) is not None:
        raise Refusal("この決定は、もう引きつがれています。")
    with act(session, "carry_decision", "前回の決定を引きつぐ"):
        new = _row_for(session, old, meeting_case)
        new.what, new.due, new.contact, new.role, new.carried_from_id = old.what, old.due, old.contact, old.role, old.id
        session.flush()
        task = known_task(session, old)
        if task is not None and task.done_on is None:
            task.origin, task.origin_id = TaskOrigin.DECISION, new.id
    return new


def _row_for(session: Session, old: Decision, meeting_case: MeetingCase) -> Decision:
    """The empty row of the same person in the later meeting, else a new row."""
    rows = session.scalars(
        select(Decision).where(Decision.meeting_case_id == meeting_case.id).order_by(Decision.position, Decision.id)
    ).all()
    empty = next((one for one in rows if one.who == old.who and not one.what and not one.no_role_reason), None)
    if empty is not None:
        return empty
    new = Decision(meeting_case_id=meeting_case.id, position=len(rows), who=old.who)
    session.add(new)
    return new


def _decided(span: Span) -> Select[Decision, Meeting, MeetingCase, Case, Task, int]:
    return (
        select(Decision, Meeting, MeetingCase, Case, Task, _LATER.id)
        .join(MeetingCase, MeetingCase.id == Decision.meeting_case_id)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .outerjoin(Task, Task.id == task_id_of_decision())
        .outerjoin(_LATER, _LATER.carried_from_id == Decision.id)
        .outerjoin(Attendance, Attendance.id == Decision.attendance_id)
        .where(Decision.what != "", *_within(span), *_of_case(span), *_by_who(span))
    )


def _within(span: Span) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Meeting.state == MeetingState.HELD]
    if span.since is not None:
        found.append(Meeting.held_on >= span.since)
    if span.until is not None:
        found.append(Meeting.held_on <= span.until)
    if span.series_id is not None:
        found.append(Meeting.series_id == span.series_id)
    if span.name:
        found.append(Meeting.name == span.name)
    return found


def _of_case(span: Span) -> list[ColumnElement[bool]]:
    return [MeetingCase.case_id == span.case_id] if span.case_id is not None else []


def _by_who(span: Span) -> list[ColumnElement[bool]]:
    columns = (Decision.who, Attendance.agency_name, Attendance.name)
    return [or_(*(column.contains(word, autoescape=True) for column in columns)) for word in span.who.split()]


def _is(fate: Fate, on: date) -> ColumnElement[bool]:
    is_replaced = _LATER.id.is_not(None)
    is_dropped = and_(~is_replaced, Decision.dropped_why != "")
    stands = and_(~is_replaced, Decision.dropped_why == "")
    is_done = and_(stands, Task.done_on.is_not(None))
    is_overdue = and_(stands, Task.done_on.is_(None), Task.due_on < on)
    match fate:
        case Fate.REPLACED:
            return is_replaced
        case Fate.DROPPED:
            return is_dropped
        case Fate.DONE:
            return is_done
        case Fate.OVERDUE:
            return is_overdue
        case Fate.OPEN:
            return and_(stands, Task.done_on.is_(None), or_(Task.due_on.is_(None), Task.due_on >= on))
        case _:
            raise ValueError(fate)


def _outcome(session: Session, row: Row[Decision, Meeting, MeetingCase, Case, Task, int]) -> Outcome:
    decision, meeting, meeting_case, case, task, later_id = row
    fate = fate_of(decision, task, later_id, today(session))
    return Outcome(decision, meeting, meeting_case, case, fate, task.done_on if task else None)


def fate_of(decision: Decision, task: Task | None, later_id: int | None, on: date) -> Fate:
    """What became of a decision, from its やること and the decision that took its place."""
    if later_id is not None:
        return Fate.REPLACED
    if decision.dropped_why:
        return Fate.DROPPED
    if task is not None and task.done_on is not None:
        return Fate.DONE
    if task is not None and task.due_on is not None and task.due_on < on:
        return Fate.OVERDUE
    return Fate.OPEN
