"""What the member of staff of a session may see: rows of a case that is closed to them are never read.

Every SELECT of a mapped class gets the condition, also one that is written later and knows nothing of it. Where the
whole store must be looked at (numbers, counts, the index), `unveiled` says so.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Column, ColumnElement, CompoundSelect, Connection, Table, and_, event, or_, select, true, union
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.sql.base import ExecutableOption

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import (
    Attendance,
    Base,
    Case,
    CasePerson,
    ChangeEntry,
    CommunityVoice,
    Household,
    HouseholdMember,
    MeetingCase,
    Person,
    Staff,
    StaffRole,
    Veil,
    VoiceSource,
)

Ids = frozenset[int]
Hidden = Mapping[str, Ids]  # by table: the rows that are not shown

_NOTHING: Hidden = {}
_FOUND, _CONDITIONS, _OPEN = "hidden", "conditions", "unveiled"  # within Session.info


@contextmanager
def unveiled(session: Session) -> Iterator[None]:
    """Read the whole store, whoever is working; for what shows nothing of a single case."""
    before = session.info.get(_OPEN, False)
    session.info[_OPEN] = True
    try:
        yield
    finally:
        session.info[_OPEN] = before


def hidden_rows(session: Session) -> Hidden:
    """The rows that the session's member of staff may not see, by table; read once, and empty for nearly everybody."""
    staff_id = session.info.get("staff_id")
    if staff_id is None:
        return _NOTHING
    known: tuple[int, Hidden] | None = session.info.get(_FOUND)
    if known is None or known[0] != staff_id:
        known = session.info[_FOUND] = (staff_id, _find_hidden(session.connection(), staff_id))
    return known[1]


def look_again(session: Session) -> None:
    """Have the hidden rows read anew, after a case was closed to somebody or opened again."""
    session.info.pop(_FOUND, None)


def hide_in_both(one: Session, other: Session, link: int) -> None:
    """What either of two copies of a store closes to whoever is working is hidden in both.

    Only a row that stood in the log when the copies parted, at `link`, is the same row in the other copy.
    """
    known = _known_to_both(one, link), _known_to_both(other, link)
    for session, more in ((one, known[1]), (other, known[0])):
        mine = hidden_rows(session)
        both = {table: mine.get(table, frozenset()) | more.get(table, frozenset()) for table in {*mine, *more}}
        session.info[_FOUND] = (session.info.get("staff_id"), both)


def is_hidden(session: Session, kind: type[Base], record_id: int) -> bool:
    """Whether a record is, or belongs to, a case that is closed to the session's member of staff."""
    hidden = hidden_rows(session)
    if not hidden:
        return False
    table = _table_of(kind)
    condition = _shown(table, hidden)
    if condition is None:
        return False
    query = select(table.c.id).where(table.c.id == record_id, ~condition)
    return session.connection().scalar(query) is not None


def touches_hidden(session: Session, table_name: str, row_id: int, *values: Mapping[str, object] | None) -> bool:
    """Whether a link of the log is about a hidden row, also one that is gone and is known by its values only."""
    hidden = hidden_rows(session)
    if not hidden or not table_name:
        return False
    table = Base.metadata.tables[table_name]
    if row_id in hidden.get(table_name, ()):
        return True
    pointers = [(column.name, gone) for column in table.columns if (gone := _pointed_at(column, hidden))]
    if any(one.get(name) in gone for name, gone in pointers for one in values if one):
        return True
    condition = _shown(table, hidden)
    query = select(table.c.id).where(table.c.id == row_id)
    return condition is not None and session.connection().scalar(query.where(~condition)) is not None


def active_veils(staff_id: int) -> tuple[ColumnElement[bool], ...]:
    """The conditions on Veil joined with Staff under which a case is closed to this member of staff now.

    所属長 sees every case: somebody who has become one since is hidden nothing.
    """
    return Veil.staff_id == staff_id, Veil.lifted_on.is_(None), Staff.role != StaffRole.CHIEF


def people_of(condition: ColumnElement[bool]) -> CompoundSelect[tuple[int]]:
    """The ids of 本人, those who take part and those in the household, of the cases of a condition."""
    return union(
        select(Case.principal_id).where(condition),
        select(CasePerson.person_id).join(Case, Case.id == CasePerson.case_id).where(condition),
        select(HouseholdMember.person_id)
        .join(Case, Case.household_id == HouseholdMember.household_id)
        .where(condition),
    )


def as_name(text: str) -> str:
    """A name in the form in which two writings of it are alike."""
    return "".join(fold(text).split())


@event.listens_for(Session, "do_orm_execute")
def _read_only_what_may_be_seen(state: ORMExecuteState) -> None:
    if not state.is_select or state.is_column_load or state.session.info.get(_OPEN):
        return
    hidden = hidden_rows(state.session)
    if hidden:
        state.statement = state.statement.options(*_kept_criteria(state.session, hidden))


def _kept_criteria(session: Session, hidden: Hidden) -> list[ExecutableOption]:
    """The conditions that go with the hidden rows, made once for a session: making them takes longer than most queries."""
    known: tuple[Hidden, list[ExecutableOption]] | None = session.info.get(_CONDITIONS)
    if known is None or known[0] is not hidden:
        known = session.info[_CONDITIONS] = (hidden, _criteria(hidden))
    return known[1]


def _criteria(hidden: Hidden) -> list[ExecutableOption]:
    """The conditions for all mapped classes that belong to a case."""
    kinds: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    found = ((kind, _shown(_table_of(kind), hidden)) for kind in kinds)
    return [
        with_loader_criteria(kind, condition, include_aliases=True)
        for kind, condition in found
        if condition is not None
    ]


def _known_to_both(session: Session, link: int) -> Hidden:
    """The hidden rows that the log knew at a link."""
    known = select(ChangeEntry.row_id).where(ChangeEntry.id <= link)
    return {
        table: ids & _ids(session.connection(), known.where(ChangeEntry.table_name == table))
        for table, ids in hidden_rows(session).items()
    }


def _table_of(kind: type[Base]) -> Table:
    return Base.metadata.tables[kind.__tablename__]


def _shown(table: Table, hidden: Hidden) -> ColumnElement[bool] | None:
    """The condition under which a row of a table may be seen; None where every row may."""
    conditions: list[ColumnElement[bool]] = []
    if table.name in hidden:
        conditions.append(table.c.id.not_in(hidden[table.name]))
    for column in table.columns:
        gone = _pointed_at(column, hidden)
        if gone:
            conditions.append(or_(column.is_(None), column.not_in(gone)))
    return and_(true(), *conditions) if conditions else None


def _pointed_at(column: Column[object], hidden: Hidden) -> Ids:
    """The hidden rows of the table that a column points to."""
    return frozenset().union(*(hidden.get(key.column.table.name, frozenset()) for key in column.foreign_keys))


def _find_hidden(connection: Connection, staff_id: int) -> Hidden:
    """The hidden cases, households and people, and the rows of each table that other rows point to."""
    veils = select(Veil.case_id).join(Staff, Staff.id == Veil.staff_id).where(*active_veils(staff_id))
    cases = _ids(connection, veils)
    if not cases:
        return _NOTHING
    hidden: dict[str, Ids] = {
        Case.__tablename__: cases,
        Household.__tablename__: _households_only_in(connection, cases),
        Person.__tablename__: _people_only_in(connection, cases),
    }
    hidden[Attendance.__tablename__] = _seats_of(connection, hidden)
    hidden[CommunityVoice.__tablename__] = _voices_only_in(connection, cases)
    pointed_at = {key.column.table.name for table in Base.metadata.tables.values() for key in table.foreign_keys}
    for table in Base.metadata.sorted_tables:  # those that are pointed at stand before those that point
        if table.name in pointed_at and table.name not in hidden:
            condition = _shown(table, hidden)
            if condition is not None:
                hidden[table.name] = _ids(connection, select(table.c.id).where(~condition))
    return hidden


def _households_only_in(connection: Connection, cases: Collection[int]) -> Ids:
    """The households of these cases that have no other case."""
    of_them, others = (select(Case.household_id).where(condition) for condition in _parts(cases))
    return _ids(connection, of_them.except_(others))


def _people_only_in(connection: Connection, cases: Collection[int]) -> Ids:
    """The people of these cases and their households who stand in no other case."""
    of_them, others = (people_of(condition) for condition in _parts(cases))
    return _ids(connection, of_them) - _ids(connection, others)


def _voices_only_in(connection: Connection, cases: Collection[int]) -> Ids:
    """The voices of the community that were heard in these cases and nowhere else."""
    here = select(VoiceSource.voice_id).where(VoiceSource.case_id.in_(cases))
    elsewhere = select(VoiceSource.voice_id).where(
        or_(VoiceSource.case_id.is_(None), VoiceSource.case_id.not_in(cases))
    )
    return _ids(connection, here.except_(elsewhere))


def _seats_of(connection: Connection, hidden: Hidden) -> Ids:
    """The seats that the hidden people have at meetings about them: they are known by their name only."""
    people = select(Person.name, Person.called).where(Person.id.in_(hidden[Person.__tablename__]))
    names = {as_name(name) for row in connection.execute(people) for name in row if name}
    about = select(MeetingCase.meeting_id).where(MeetingCase.case_id.in_(hidden[Case.__tablename__]))
    seats = connection.execute(select(Attendance.id, Attendance.name).where(Attendance.meeting_id.in_(about)))
    return frozenset(seat_id for seat_id, name in seats if as_name(name) in names)


def _parts(cases: Collection[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Case.id.in_(cases), Case.id.not_in(cases)


def _ids(connection: Connection, query: object) -> Ids:
    return frozenset(connection.scalars(query))  # type: ignore[call-overload]
