"""What must hold after every act, whatever was done: the rules of the trade, and the log that explains all of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Base,
    Case,
    CasePeriod,
    ChangeEntry,
    ConsentState,
    Meeting,
    MeetingBasis,
    MeetingCase,
    MeetingState,
    Stage,
    Task,
)
from hokatsu_desktop.services.acts import UNLOGGED, link_hash
from hokatsu_desktop.services.cases import Show, case_count, case_list
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import (
    consent_summary,
    planned_layered,
)
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.services.today.worries import without_next_date
from hokatsu_desktop.services.trash import trash_count, trashed
from hokatsu_desktop.store.replay import rows_unlike_log
from tests.services.case_office import KEY

TASKS_MAY_GO = frozenset({"undo", "redo", "save_sheet", "decide_plan", "record_decision", "answer_referral"})

Dump = Mapping[str, Sequence[tuple[Any, ...]]]


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
    yield from broken_closings(session)
    yield from broken_meetings(session)
    yield from broken_counters(session)


def broken_closings(session: Session) -> Iterator[str]:
    """Periods that ended without all that design.md asks of a closing: a held meeting's word, a lead, somebody beside."""
    for period in session.scalars(select(CasePeriod).where(CasePeriod.closed_on.is_not(None))):
        verdict = session.scalar(
            select(MeetingCase.verdict)
            .join(Meeting, Meeting.id == MeetingCase.meeting_id)
            .where(MeetingCase.meeting_id == period.decided_meeting_id, MeetingCase.case_id == period.case_id)
            .where(Meeting.state == MeetingState.HELD)
        )
        if verdict != "close":
            yield f"period {period.id}: closed, and the meeting's word is {verdict}"
        if not period.lead_supporter or not period.walks_along:
            yield f"period {period.id}: closed, and nobody is named for afterwards"


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
    counts = {show: case_count(session, show) for show in Show}
    for show, count in counts.items():
        if count != len(case_list(session, show)):
            yield f"the count of {show} is not that of its list"
    if trash_count(session) != len(trashed(session)):
        yield "the count of the trash is not that of its list"
    if counts[Show.OPEN] + counts[Show.DRAFTS] + counts[Show.CLOSED] != counts[Show.ALL]:
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
