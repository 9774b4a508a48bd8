"""この状態に戻す: what one act wrote about a case is put back as it stood right after it, or right before it."""

from collections.abc import Sequence

from sqlalchemy import select, text, tuple_
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, CasePeriod, ChangeEntry, Handout, Meeting
from hokatsu_desktop.services.acts import Change, act
from hokatsu_desktop.services.case_rows import rows_of_case
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.history import KEPT, put_back
from hokatsu_desktop.services.refusal import Refusal

NOTHING_SINCE = "この操作で書いたところは、いまも同じです。台帳は変わっていません。"
NOT_HERE = "この操作で変わった記録は、このケースにはありません。台帳は変わっていません。"
STAGES = (
    "受付、終結、再開など、段階が変わる操作をまたいで戻すことはできません。「終結にする」「再開する」で直してください。"
    "台帳は変わっていません。"
)
HANGING = (
    "戻すと、ほかの記録がよりどころをなくすので、戻せません。先にその記録を直してください。台帳は変わっていません。"
)

SHARED = (Meeting.__tablename__, Handout.__tablename__)
"""Tables whose rows belong to several cases at once: the history of one of them does not turn them back."""


def restore_state(session: Session, case_id: int, number: int, *, before: bool = False) -> int:
    """The records that the act with this number touched stand again as right after it, or right before it.

    Gives how many records changed. It is an act of its own, to be undone like any other. Raises Refusal when nothing
    was written since, when the way back crosses a change of the stage, and when other records rest on what would go.
    """
    still_there(session, Case, case_id)
    entries = _entries_since(session, case_id, number, before=before)
    if any(_turns_a_stage(entry) for entry in entries):
        raise Refusal(STAGES)
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    with act(session, "restore_state", "前の状態に戻す") as current:
        for entry in entries:
            if entry.row_id is None:
                continue
            change = put_back(session, entry)
            earlier = current.changes.get((entry.table_name, entry.row_id))
            current.changes[entry.table_name, entry.row_id] = Change(
                earlier.before if earlier else change.before, change.after
            )
        session.expire_all()
        if session.execute(text("PRAGMA foreign_key_check")).first() is not None:
            raise Refusal(HANGING)
        changed = sum(change.before != change.after for change in current.changes.values())
        if not changed:
            raise Refusal(NOTHING_SINCE)
    return changed


def _entries_since(session: Session, case_id: int, number: int, *, before: bool) -> Sequence[ChangeEntry]:
    """The links to be taken back, newest first: those of the same records of this case after the act, or with it."""
    owned = rows_of_case(case_id).cte()
    touched = session.execute(
        select(ChangeEntry.table_name, ChangeEntry.row_id).where(
            ChangeEntry.act_number == number, ChangeEntry.table_name != "", ChangeEntry.act.not_in(KEPT)
        )
    ).all()
    here = {(one.table_name, one.row_id) for one in session.execute(select(owned.c.table_name, owned.c.row_id))}
    wanted = [
        (table, row_id)
        for table, row_id in touched
        if table not in SHARED and ((table, row_id) in here or _was_here(session, case_id, table, row_id))
    ]
    if not wanted:
        raise Refusal(NOT_HERE)
    since = ChangeEntry.act_number >= number if before else ChangeEntry.act_number > number
    entries = session.scalars(
        select(ChangeEntry)
        .where(tuple_(ChangeEntry.table_name, ChangeEntry.row_id).in_(wanted), since)
        .order_by(ChangeEntry.id.desc())
    ).all()
    if not entries:
        raise Refusal(NOTHING_SINCE)
    return entries


def _was_here(session: Session, case_id: int, table: str, row_id: int | None) -> bool:
    """Whether a record that is gone belonged to the case."""
    last = session.scalar(
        select(ChangeEntry)
        .where(ChangeEntry.table_name == table, ChangeEntry.row_id == row_id)
        .order_by(ChangeEntry.id.desc())
        .limit(1)
    )
    return last is not None and last.after is None and (last.before or {}).get("case_id") == case_id


def _turns_a_stage(entry: ChangeEntry) -> bool:
    if entry.table_name == CasePeriod.__tablename__:
        return True
    return entry.table_name == Case.__tablename__ and "stage" in {**(entry.before or {}), **(entry.after or {})}
