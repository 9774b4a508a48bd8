"""Acts and the change log: every write happens inside an act, and every act leaves its links in the chain."""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, event, func, inspect, select
from sqlalchemy.orm import Mapper, QueryableAttribute, Session, object_session
from sqlalchemy.orm.state import InstanceState

from hokatsu_desktop.models import AttachmentContent, Base, ChangeEntry, EditionDraft, ScreenState, SearchEntry
from hokatsu_desktop.services.clock import now, utc
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.search import refresh_index
from hokatsu_desktop.services.sight import unveiled

READ_ONLY_WORDS = "あなたは「閲覧のみ」なので、書くことはできません。書きかえるときは、担当の職員に頼んでください。台帳は変わっていません。"
LONG_TEXT = 120  # characters from which a text is logged as the part that changed
# The log itself, what is derived, what a screen remembers, and bytes that the log vouches for by their SHA-256.
UNLOGGED = (ChangeEntry, SearchEntry, ScreenState, EditionDraft, AttachmentContent)

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

Values = dict[str, Any]


@dataclass
class Change:
    """What an act did to one row. None for before: made; None for after: removed."""

    before: Values | None
    after: Values | None


@dataclass
class Act:
    """The act under way in a session, with the changes collected so far."""

    name: str
    title: str
    undoes: int | None = None
    changes: dict[tuple[str, int], Change] = field(default_factory=dict)
    facts: list[Values] = field(default_factory=list)  # things done that change no row: prints, views, exports


class WriteOutsideAct(RuntimeError):
    """A row was written without an act; a fault of the program, never of the user."""


@contextmanager
def act(session: Session, name: str, title: str, *, undoes: int | None = None) -> Iterator[Act]:
    """Run one act; on success its links are in the change log, in the caller's transaction.

    An act inside an act belongs to the outer one. `title` is in the user's words and names no person.
    """
    outer: Act | None = session.info.get("act")
    if outer is not None:
        yield outer
        return
    current = Act(name, title, undoes)
    session.info["act"] = current
    try:
        yield current
        session.flush()
        write_links(session, current)
        session.flush()
    finally:
        session.info["act"] = None


def note_fact(session: Session, name: str, title: str, **facts: Any) -> None:
    """Leave a link for something done that changes no row, such as a print. Facts name no person."""
    with act(session, name, title) as current:
        current.facts.append({key: plain(value) for key, value in facts.items()})


def write_links(session: Session, current: Act) -> None:
    """Append the act's links to the chain."""
    rows: list[tuple[str, int | None, Values | None, Values | None]] = [
        (table, row_id, *shortened(change.before, change.after))
        for (table, row_id), change in current.changes.items()
        if not (change.before is None and change.after is None) and change.before != change.after
    ]
    rows += [("", None, None, facts) for facts in current.facts]
    if not rows:
        return
    if current.changes and session.info.get("may_only_read"):
        raise Refusal(READ_ONLY_WORDS)
    with unveiled(session):
        refresh_index(session, current.changes.keys())
    last = session.execute(select(ChangeEntry.id, ChangeEntry.hash).order_by(ChangeEntry.id.desc()).limit(1)).first()
    sequence, previous = (last[0], last[1]) if last else (0, "")
    act_number = (session.scalar(select(func.max(ChangeEntry.act_number))) or 0) + 1
    moment = utc(now(session))
    for table, row_id, before, after in rows:
        sequence += 1
        entry = ChangeEntry(
            id=sequence,
            act_number=act_number,
            act=current.name,
            title=current.title,
            staff_id=session.info.get("staff_id"),
            happened_at=moment,
            table_name=table,
            row_id=row_id,
            before=before,
            after=after,
            undoes=current.undoes,
            salt=session.info.get("new_salt", str)(),
        )
        entry.hash = previous = link_hash(session.info["chain_key"], entry, previous)
        session.add(entry)


def link_hash(chain_key: bytes, entry: ChangeEntry, previous: str) -> str:
    """The hex HMAC-SHA256 of a link: canonical JSON of its fields, with a digest for the contents, and the hash before it."""
    fields = [
        previous,
        entry.id,
        entry.act_number,
        entry.act,
        entry.title,
        entry.staff_id,
        entry.happened_at.isoformat(timespec="microseconds"),
        entry.table_name,
        entry.row_id,
        content_digest(entry),
        entry.undoes,
    ]
    return hmac.new(chain_key, canonical(fields), hashlib.sha256).hexdigest()


def content_digest(entry: ChangeEntry) -> str:
    """The hex SHA-256 of what a link says of its row, or what is kept in its place after a disposal.

    A link that has both fits nothing: "".
    """
    if not entry.digest:
        return hashlib.sha256(canonical([entry.salt, entry.before, entry.after])).hexdigest()
    return "" if entry.salt or entry.before is not None or entry.after is not None else entry.digest


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON, over which digests are taken."""
    return _CANONICAL.encode(value).encode("utf-8", "surrogatepass")


def head_digits(link: str) -> str:
    """Twelve digits of a link's hash, as printed at the foot of sheets: 「4821-0937-5526」; empty log: zeros."""
    digits = f"{int(link or '0', 16) % 10**12:012d}"
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def head(session: Session) -> str:
    """The digits of the newest link."""
    return head_digits(session.scalar(select(ChangeEntry.hash).order_by(ChangeEntry.id.desc()).limit(1)) or "")


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def shortened(before: Values | None, after: Values | None) -> tuple[Values | None, Values | None]:
    """Before and after with only what differs; of long texts only the part that changed."""
    if before is None or after is None:
        return before, after
    small_before: Values = {}
    small_after: Values = {}
    for key in before:
        if before[key] != after[key]:
            small_before[key], small_after[key] = difference(before[key], after[key])
    return small_before, small_after


def difference(old: Any, new: Any) -> tuple[Any, Any]:
    """The two values reduced to their difference: see `restored` for the way back."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key)]
        pairs = {key: difference(old.get(key), new.get(key)) for key in keys}
        return (
            {"keys": {key: pair[0] for key, pair in pairs.items()}},
            {"keys": {key: pair[1] for key, pair in pairs.items()}},
        )
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG_TEXT:
        start = common_start(old, new)
        end = common_start(old[start:][::-1], new[start:][::-1])
        return (
            {"from": start, "to_end": end, "text": old[start : len(old) - end]},
            {"from": start, "to_end": end, "text": new[start : len(new) - end]},
        )
    return old, new


def common_start(one: str, other: str) -> int:
    """How many characters two texts share at their start."""
    limit = min(len(one), len(other))
    return next((i for i in range(limit) if one[i] != other[i]), limit)


def restored(current: Any, wanted: Any) -> Any:
    """The value that `difference` reduced to `wanted`, given the value that stands now."""
    match wanted:
        case {"keys": dict(parts)}:
            whole = dict(current or {})
            for key, part in parts.items():
                value = restored(whole.get(key), part)
                if value is None:
                    whole.pop(key, None)
                else:
                    whole[key] = value
            return whole
        case {"from": int(start), "to_end": int(end), "text": str(text)}:
            return current[:start] + text + (current[len(current) - end :] if end else "")
        case _:
            return wanted


def values_of(state: InstanceState[Any], *, old: bool) -> Values:
    """All column values of an object, as they are or as they were when loaded."""
    values: Values = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        value = history.deleted[0] if old and history.deleted else getattr(state.obj(), column.key)
        values[column.key] = plain(value)
    return values


def collect(target: Base, before: Values | None, after: Values | None) -> None:
    """Remember one change for the act under way; several writes to a row become one change."""
    session = object_session(target)
    if session is None or isinstance(target, UNLOGGED):
        return
    current: Act | None = session.info.get("act")
    if current is None:
        raise WriteOutsideAct(type(target).__name__)
    key = (target.__tablename__, int(getattr(target, "id")))  # noqa: B009  every logged class has an id
    earlier = current.changes.get(key)
    current.changes[key] = Change(earlier.before if earlier else before, after)


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _know_what_is_replaced(_class: type[Base], _key: str, attribute: QueryableAttribute[Any]) -> None:
    """Have the old value loaded before it is replaced, also in a row that was expired (after an undo)."""
    event.listen(attribute, "set", _nothing, active_history=True)


def _nothing(_target: Base, _value: Any, _old: Any, _initiator: Any) -> None:
    """Only here so that the old value is loaded."""


@event.listens_for(Base, "after_insert", propagate=True)
def _inserted(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    collect(target, None, values_of(inspect(target), old=False))


@event.listens_for(Base, "after_update", propagate=True)
def _updated(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    state = inspect(target)
    collect(target, values_of(state, old=True), values_of(state, old=False))


@event.listens_for(Base, "after_delete", propagate=True)
def _deleted(_mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    collect(target, values_of(inspect(target), old=True), None)


def row_values(table: str, values: Mapping[str, Any]) -> Values:
    """Logged values turned back into what the table's columns hold."""
    columns = Base.metadata.tables[table].columns
    return {key: typed(columns[key].type.python_type, value) for key, value in values.items()}


def typed(kind: type, value: Any) -> Any:
    """One logged value in its Python type."""
    if isinstance(value, str) and kind in (date, datetime, time):
        return kind.fromisoformat(value)
    return value
