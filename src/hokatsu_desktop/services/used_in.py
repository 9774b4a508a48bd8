"""使われているケース: where in the cases an agency, its people, or a resource appears; closed and hidden cases apart."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from hokatsu_desktop.models import (
    Agency,
    Case,
    CaseAgency,
    Contact,
    Decision,
    EcoTie,
    Meeting,
    MeetingCase,
    MeetingState,
    Plan,
    PlanRow,
    Referral,
    Resource,
    Task,
)
from hokatsu_desktop.services.ecomaps import TENSE_WORDS
from hokatsu_desktop.services.finding import still_there

Kind = TypeVar("Kind", CaseAgency, EcoTie, Task, Referral)
MOST = 60  # of each kind, the newest


@dataclass(frozen=True)
class Use:
    """One place in a case: which case, where in it, what is said there, and the record to go to."""

    kind: str  # "involved", "tie", "task", "decision", "plan" or "referral"
    case_id: int
    case_title: str
    is_open: bool
    where: str
    what: str
    record_id: int
    on: date | None = None
    row_id: int | None = None  # the row itself, where it stands on a record of many
    is_held: bool = False  # of a decision: its meeting is over


@dataclass(frozen=True)
class Sought:
    """What is looked for: the columns that point at it, and the names that texts may hold."""

    names: tuple[str, ...]
    involved: ColumnElement[bool]
    tied: ColumnElement[bool]


def uses_of_agency(session: Session, agency_id: int) -> list[Use]:
    """Where an agency and the people at its windows appear, cases at work first, then by case."""
    agency = still_there(session, Agency, agency_id)
    people = session.scalars(select(Contact.name).where(Contact.agency_id == agency_id)).all()
    sought = Sought(
        names=(agency.name, *people),
        involved=or_(CaseAgency.agency_id == agency_id, CaseAgency.agency_name == agency.name),
        tied=or_(EcoTie.agency_id == agency_id, EcoTie.name == agency.name),
    )
    return in_order([*uses_of(session, sought), *referred_by(session, agency.name)])


def uses_of_resource(session: Session, resource_id: int) -> list[Use]:
    """Where a resource appears, cases at work first, then by case."""
    found = still_there(session, Resource, resource_id)
    sought = Sought(
        names=(found.name,),
        involved=or_(CaseAgency.resource_id == resource_id, CaseAgency.agency_name == found.name),
        tied=or_(EcoTie.resource_id == resource_id, EcoTie.name == found.name),
    )
    return in_order(uses_of(session, sought))


def in_order(found: Iterable[Use]) -> list[Use]:
    """Cases at work first, the places of one case together."""
    return sorted(found, key=lambda use: (not use.is_open, use.case_title, use.case_id))


def uses_of(session: Session, sought: Sought) -> Iterator[Use]:
    """The places of all kinds that can hold either an agency or a resource."""
    for case, involved in session.execute(cases_with(CaseAgency, CaseAgency.case_id, sought.involved)):
        what = "　".join(filter(None, (involved.contact_name, involved.what)))
        yield use_of("involved", case, "関わっている機関・場", what, involved.id, involved.since_on)
    for case, tie in session.execute(cases_with(EcoTie, EcoTie.case_id, sought.tied)):
        yield use_of("tie", case, f"エコマップ（{TENSE_WORDS[tie.tense]}）", tie.note, tie.id, tie.since_on)
    to_do = (Task.done_on.is_(None), named(Task.who, sought))
    for case, task in session.execute(cases_with(Task, Task.case_id, *to_do)):
        yield use_of("task", case, "やること", task.what, task.id, task.due_on)
    decided = (
        select(Case, Decision, Meeting)
        .join(MeetingCase, MeetingCase.id == Decision.meeting_case_id)
        .join(Meeting, Meeting.id == MeetingCase.meeting_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(Case.trashed_at.is_(None), named(Decision.who, sought))
        .order_by(Decision.id.desc())
        .limit(MOST)
    )
    for case, decision, meeting in session.execute(decided):
        use = use_of("decision", case, "会議で決めたこと", decision.what or decision.who, meeting.id, meeting.held_on)
        yield replace(use, row_id=decision.id, is_held=meeting.state == MeetingState.HELD)
    planned = (
        select(Case, PlanRow, Plan)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .join(Case, Case.id == Plan.case_id)
        .where(Case.trashed_at.is_(None), named(PlanRow.who, sought))
        .order_by(PlanRow.id.desc())
        .limit(MOST)
    )
    for case, row, plan in session.execute(planned):
        use = use_of("plan", case, "プランの役割", row.what or row.who, plan.id, plan.made_on)
        yield replace(use, row_id=row.id)


def referred_by(session: Session, name: str) -> Iterator[Use]:
    """The referrals that an agency sent."""
    sent = cases_with(Referral, Referral.case_id, Referral.from_agency_name == name)
    for case, referral in session.execute(sent):
        yield use_of("referral", case, "つなぎ元", referral.from_contact_name, referral.id, referral.received_on)


def cases_with(
    kind: type[Kind],
    case_id: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    *wanted: ColumnElement[bool],
) -> Select[Case, Kind]:
    """The newest rows of one kind that meet the conditions, each with its case."""
    return (
        select(Case, kind)
        .join(kind, case_id == Case.id)
        .where(Case.trashed_at.is_(None), *wanted)
        .order_by(kind.id.desc())
        .limit(MOST)
    )


def named(column: InstrumentedAttribute[str], sought: Sought) -> ColumnElement[bool]:
    """Whether a text holds one of the names."""
    return or_(*(column.contains(name, autoescape=True) for name in sought.names if name))


def use_of(kind: str, case: Case, where: str, what: str, record_id: int, on: date | None) -> Use:
    """A place as it is shown."""
    title = "　".join(filter(None, (case.title, case.number)))
    return Use(kind, case.id, title, case.is_open, where, " ".join(what.split()), record_id, on)
