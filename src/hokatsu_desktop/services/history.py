"""Undo and redo across screens, and the history of a record, all read from the change log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, ChangeEntry
from hokatsu_desktop.services.acts import Change, act, plain, restored, row_values
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sight import touches_hidden

TYPING = "save_"  # acts of autosaving: those of one sitting on one record are taken back together
SITTING = timedelta(minutes=2)
UNDO_DEPTH = 50
KEPT = frozenset(  # acts that undo does not take back: what belongs to them outside the tables would stay
    {
        "found_office",
        "empty_trash",
        "give_key",
        "join_office",
        "leave_office",
        "renew_keys",
        "choose_passphrase",
        "hide_case",
        "lift_veil",
        "register_medium",
        "hand_over",
        "accept_handover",
        "unseal",
        "dispose",
        "write_down_disposal",
        "note_rewriting",
    }
)

CLOSED_WORDS = "最後の操作は、あなたに閉じられているケースのものなので、元に戻せません。台帳は変わっていません。"


@dataclass(frozen=True)
class PastAct:
    """One act in the history of a record."""

    number: int
    title: str
    staff_id: int | None
    happened_at: datetime  # UTC
    entries: tuple[ChangeEntry, ...]


def undo(session: Session) -> str:
    """Take back the last act that still stands; returns its title. Raises Refusal when there is none."""
    numbers = undoable(session)
    if not numbers:
        raise Refusal("元に戻せる操作はありません。そのまま続けてください。")
    return take_back(session, "undo", numbers, numbers)


def redo(session: Session) -> str:
    """Do again what `undo` took back last; returns its title. Raises Refusal when there is none."""
    number = redoable(session)
    if number is None:
        raise Refusal("やり直せる操作はありません。そのまま続けてください。")
    (fact,) = session.scalars(select(ChangeEntry).where(ChangeEntry.act_number == number, ChangeEntry.table_name == ""))
    return take_back(session, "redo", [number], (fact.after or {})["acts"])


def undoable(session: Session) -> list[int]:
    """The numbers of the act (or of the sitting of typing) that `undo` would take back, newest first."""
    gone = taken_back(session)
    entries = session.scalars(
        select(ChangeEntry)
        .where(ChangeEntry.table_name != "", ChangeEntry.act.not_in(("undo", "redo")))
        .order_by(ChangeEntry.id.desc())
        .limit(UNDO_DEPTH * 8)
    ).all()
    group: list[ChangeEntry] = []
    for number, same in groupby(entries, key=lambda entry: entry.act_number):
        one = list(same)
        if number in gone:
            continue
        if group and not belongs(group, one):
            break
        group += one
    if not group or group[0].act in KEPT:
        return []
    return list(dict.fromkeys(entry.act_number for entry in group))


def redoable(session: Session) -> int | None:
    """The number of the undo that `redo` would take back; None when something else was done since."""
    acts = session.execute(
        select(ChangeEntry.act_number, ChangeEntry.act)
        .where((ChangeEntry.table_name != "") | ChangeEntry.act.in_(("undo", "redo")))
        .group_by(ChangeEntry.act_number)
        .order_by(ChangeEntry.act_number.desc())
        .limit(UNDO_DEPTH * 2)
    )
    redone = 0
    for number, name in acts:
        match name:
            case "redo":
                redone += 1
            case "undo" if redone:
                redone -= 1
            case "undo":
                return int(number)
            case _:
                return None
    return None


def taken_back(session: Session, after: int | None = None) -> set[int]:
    """Numbers of the acts that are taken back now, by the newest links of the log or by all links behind one."""
    query = (
        select(ChangeEntry)
        .where(ChangeEntry.table_name == "", ChangeEntry.act.in_(("undo", "redo")))
        .order_by(ChangeEntry.id.desc())
    )
    facts = session.scalars(query.limit(UNDO_DEPTH * 4) if after is None else query.where(ChangeEntry.id > after))
    stands: dict[int, bool] = {}
    for fact in facts:
        for number in (fact.after or {})["acts"]:
            stands.setdefault(number, fact.act == "redo")
    return {number for number, standing in stands.items() if not standing}


def belongs(group: Sequence[ChangeEntry], one: Sequence[ChangeEntry]) -> bool:
    """Whether an older act is undone together with the group: typing into the same records in one sitting."""
    newest, oldest = group[0], group[-1]
    rows = {(entry.table_name, entry.row_id) for entry in group}
    return (
        newest.act.startswith(TYPING)
        and one[0].act == newest.act
        and one[0].staff_id == newest.staff_id
        and oldest.happened_at - one[0].happened_at <= SITTING
        and all(entry.before is not None and (entry.table_name, entry.row_id) in rows for entry in one)
    )


def take_back(session: Session, name: str, numbers: Sequence[int], acts: Sequence[int]) -> str:
    """Put the rows that these acts touched back as they were, as one act that names `acts`."""
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    entries = session.scalars(
        select(ChangeEntry).where(ChangeEntry.act_number.in_(numbers)).order_by(ChangeEntry.id.desc())
    ).all()
    if any(touches_hidden(session, one.table_name, one.row_id or 0, one.before, one.after) for one in entries):
        raise Refusal(CLOSED_WORDS)
    title = next(entry.title for entry in entries)
    with act(session, name, title, undoes=acts[0]) as current:
        for entry in entries:
            if entry.table_name and entry.row_id is not None:
                key = (entry.table_name, entry.row_id)
                change = put_back(session, entry)
                earlier = current.changes.get(key)
                current.changes[key] = Change(earlier.before if earlier else change.before, change.after)
        current.facts.append({"acts": list(acts)})
        session.expire_all()
    return title


def put_back(session: Session, entry: ChangeEntry) -> Change:
    """Put one row back; returns what that did to the row."""
    table = Base.metadata.tables[entry.table_name]
    where = table.c.id == entry.row_id
    row = session.execute(select(table).where(where)).mappings().first()
    now_there: dict[str, Any] | None = {key: plain(value) for key, value in row.items()} if row else None
    if entry.before is None:
        session.execute(delete(table).where(where))
        return Change(now_there, None)
    if entry.after is None or now_there is None:
        session.execute(insert(table).values(row_values(entry.table_name, entry.before)))
        return Change(None, dict(entry.before))
    wanted = {key: restored(now_there[key], value) for key, value in entry.before.items()}
    session.execute(update(table).where(where).values(row_values(entry.table_name, wanted)))
    return Change(now_there, {**now_there, **wanted})


def history_of(session: Session, table: str, row_id: int) -> list[PastAct]:
    """The acts that touched one record, newest first."""
    entries = session.scalars(
        select(ChangeEntry)
        .where(ChangeEntry.table_name == table, ChangeEntry.row_id == row_id, ChangeEntry.digest == "")
        .order_by(ChangeEntry.id.desc())
    ).all()
    numbers = list(dict.fromkeys(entry.act_number for entry in entries))
    return [
        PastAct(number, first.title, first.staff_id, first.happened_at, tuple(same))
        for number in numbers
        if (same := [entry for entry in entries if entry.act_number == number]) and (first := same[0])
    ]


def acts_since(session: Session, sequence: int) -> int:
    """How many acts followed the link with this sequence."""
    return (
        session.scalar(select(func.count(func.distinct(ChangeEntry.act_number))).where(ChangeEntry.id > sequence)) or 0
    )
