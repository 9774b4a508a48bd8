"""The trash (ごみ箱): drafts that were thrown away, taking them out again, and forgetting them after thirty days."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Attachment,
    AttachmentContent,
    Base,
    Case,
    CasePerson,
    Household,
    HouseholdMember,
    Kinship,
    LifeEvent,
    MeetingCase,
    Note,
    PaperGiven,
    Person,
    SearchEntry,
    Stage,
    VoiceSource,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import at_office, now, utc
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.search import unindex
from hokatsu_desktop.services.sight import unveiled

KEPT_DAYS = 30  # from then on a draft in the trash is forgotten at the next start


@dataclass(frozen=True)
class TrashedLine:
    """One draft in the trash."""

    case_id: int
    title: str
    thrown_on: date
    kept_until: date  # the last day on which it is surely still there


def throw_away(session: Session, case_id: int) -> Case:
    """Put a draft into the trash. Raises Refusal for a case that was received, or that a meeting talks about."""
    case = still_there(session, Case, case_id)
    if case.stage != Stage.DRAFT or case.number is not None:
        raise Refusal("受け付けたケースは捨てられません。終わったときは「終結にする」を使ってください。")
    if session.scalar(select(MeetingCase.id).where(MeetingCase.case_id == case_id)) is not None:
        raise Refusal("この下書きは会議にかかっています。先に、会議から外してください。")
    with act(session, "throw_away", "下書きを捨てる"):
        case.trashed_at = case.trashed_at or utc(now(session))
        session.flush()
    return case


def restore(session: Session, case_id: int) -> Case:
    """Take a draft out of the trash; one that is not in it stays as it is. Raises Gone when it is there no more."""
    case = still_there(session, Case, case_id)
    with act(session, "restore", "捨てた下書きを元に戻す"):
        case.trashed_at = None
        session.flush()
    return case


def trashed(session: Session) -> list[TrashedLine]:
    """The drafts in the trash, the last thrown away first."""
    query = select(Case).where(Case.trashed_at.is_not(None)).order_by(Case.trashed_at.desc(), Case.id.desc())
    return [line_of(session, case) for case in session.scalars(query)]


def trash_count(session: Session) -> int:
    """How many drafts are in the trash."""
    return session.scalar(select(func.count()).select_from(Case).where(Case.trashed_at.is_not(None))) or 0


def line_of(session: Session, case: Case) -> TrashedLine:
    """A draft of the trash as a line, its day by the office's clock."""
    thrown_at = case.trashed_at or utc(now(session))
    thrown_on = at_office(session, thrown_at).date()
    title = case.title or "（名前はまだありません）"
    return TrashedLine(case.id, title, thrown_on, thrown_on + timedelta(days=KEPT_DAYS))


def empty_trash(session: Session) -> int:
    """Forget the drafts that have been in the trash for more than thirty days; gives how many. It cannot be undone."""
    limit = utc(now(session)) - timedelta(days=KEPT_DAYS)
    query = select(Case).where(Case.trashed_at < limit, Case.stage == Stage.DRAFT, Case.number.is_(None))
    with unveiled(session):
        gone = session.scalars(query).all()
        if not gone:
            return 0
        with act(session, "empty_trash", "ごみ箱の古い下書きを消す"):
            for case in gone:
                forget(session, case)
            session.flush()
    return len(gone)


def forget(session: Session, case: Case) -> None:
    """Remove a case with everything that hangs on it, and its household and people if they are nowhere else."""
    people = set(session.scalars(select(CasePerson.person_id).where(CasePerson.case_id == case.id)))
    members = select(HouseholdMember.person_id).where(HouseholdMember.household_id == case.household_id)
    people |= {*session.scalars(members), case.principal_id}
    household = session.get_one(Household, case.household_id)
    elsewhere = select(Case.id).where(Case.household_id == case.household_id, Case.id != case.id)
    let_go_of_voices(session, case)
    below = rows_below(session, case.__tablename__, [case.id])
    contents = [session.get_one(AttachmentContent, row.content_id) for row in below if isinstance(row, Attachment)]
    unindex_all(session, case, below)
    remove(session, [*below, case, *contents])
    if session.scalar(elsewhere) is None:
        remove(session, [*rows_below(session, household.__tablename__, [household.id]), household])
    alone = session.scalars(select(Person).where(Person.id.in_(people), ~Person.id.in_(people_in_use()))).all()
    ids = [person.id for person in alone]
    ties = session.scalars(select(Kinship).where(Kinship.person_id.in_(ids) | Kinship.other_id.in_(ids))).all()
    remove(session, [*ties, *alone])


def let_go_of_voices(session: Session, case: Case) -> None:
    """What the community said stays, counted on its day; that it was heard in this case is forgotten."""
    for source in session.scalars(select(VoiceSource).where(VoiceSource.case_id == case.id)):
        source.case_id = None
    session.flush()


def unindex_all(session: Session, case: Case, below: Sequence[Base]) -> None:
    """Take a case, its notes, its timeline and what went out of it out of the search index, which refers to them."""
    unindex(session, "case", case.id)
    for row in below:
        match row:
            case Note():
                unindex(session, "note", row.id)
            case LifeEvent():
                unindex(session, "life", row.id)
            case PaperGiven():
                unindex(session, "given", row.id)
            case _:
                pass  # the other tables below a case hold nothing that is searched for
    session.flush()


def remove(session: Session, rows: Sequence[Base]) -> None:
    """Delete rows, those that refer to others first."""
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    for _, same in groupby(sorted(rows, key=lambda row: -order[row.__tablename__]), key=type):
        for row in same:
            session.delete(row)
        session.flush()


def rows_below(session: Session, table: str, ids: Collection[int]) -> list[Base]:
    """The rows that refer to rows of a table by a foreign key, and those that refer to them in turn.

    The search index is left out: it follows by itself.
    """
    found: list[Base] = []
    for mapper in Base.registry.mappers:
        kind = mapper.class_
        for column in mapper.local_table.columns:
            if kind is SearchEntry or not any(key.column.table.name == table for key in column.foreign_keys):
                continue
            rows: Sequence[Base] = session.scalars(select(kind).where(column.in_(ids))).all()
            if rows:
                found += rows_below(session, kind.__tablename__, [getattr(row, "id") for row in rows])  # noqa: B009  every class has an id
                found += rows
    return found


def people_in_use() -> Select[tuple[int]]:
    """The ids of the people who take part in a case or belong to a household."""
    taking_part = select(CasePerson.person_id).union(select(HouseholdMember.person_id), select(Case.principal_id))
    return select(taking_part.subquery().c[0])
