"""What verifies of a damaged store is saved into a new one; the damaged file is only read, in a copy.

The new store lies in a folder of the shape of a backup, proved as one, so that 「控えに戻す」 puts it to use. Rows come from
the pages that verify. The log goes along up to its first gap; where it is whole, rows that could not be read are made
again from it, and where it is not, a last act of the log says what stands now.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, ChangeEntry, Disposal, SearchEntry
from hokatsu_desktop.services.acts import Act, Change, row_values, write_links
from hokatsu_desktop.services.search import refresh_index
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.store.anchor import read_anchor
from hokatsu_desktop.store.building import Content, content_of, partial_generation, trouble_in, workshop
from hokatsu_desktop.store.chain import LINK_COLUMNS, broken_link_in, emptied_links
from hokatsu_desktop.store.cipher_pages import blank_bad_pages
from hokatsu_desktop.store.closed_store import ClosedStore, closed_store
from hokatsu_desktop.store.connection import PAGE_BYTES, RawConnection, RawRow, engine_over, open_raw
from hokatsu_desktop.store.damaged_reading import DamagedReading
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, GenerationFolder
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.identity import Identity, write_identity
from hokatsu_desktop.store.keys import KeyUse, MasterKey, Secret
from hokatsu_desktop.store.manifest import Manifest, file_fact, read_manifest, write_manifest
from hokatsu_desktop.store.migrations import APPLICATION_ID, SCHEMA_VERSION, application_id, migrate, schema_version
from hokatsu_desktop.store.open_store import new_salt
from hokatsu_desktop.store.place import space_problem
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.replay import Row, played, rows_there

_NAME = "%Y%m%d-%H%M%S"
_ROOM = 4.2  # times the file's size: the two copies that are read, and the new file
_LOG = ChangeEntry.__tablename__
_OWN_WAY = {_LOG, SearchEntry.__tablename__}  # the log comes by itself, the index is made anew
_UNREAD = "（廃棄簿のこの行は、壊れていて読めません）"
_LOST_DISPOSALS = (
    "SELECT disposal_id FROM disposed_case UNION SELECT disposal_id FROM kept_figure EXCEPT SELECT id FROM disposal"
)
_CHUNK = 500

Values = dict[str, Any]


@dataclass(frozen=True)
class Salvaged:
    """What was saved, by table, and what is known to be lost. It names nobody."""

    path: Path  # the new folder
    bad_pages: int
    saved: Mapping[str, int]
    from_log: Mapping[str, int]  # of those, made again from the log because their pages do not verify
    lost: Mapping[str, int]
    cases: tuple[str, ...]  # numbers of the cases that something is known to be missing of
    links: int  # of the log that go along
    links_known: int  # that there were, as far as is known

    @property
    def is_complete(self) -> bool:
        """Whether everything that is known of is there."""
        return not self.lost and self.links == self.links_known


@dataclass(frozen=True)
class _Source:
    """The damaged store, unlocked."""

    reading: DamagedReading
    bad_pages: int
    identity: Identity
    chain_key: str  # "" where it is derived from the master key
    highest_link: int


def salvage(folder: Path, secret: Secret, into: Path, now: datetime) -> Salvaged:
    """Saves what verifies of the store in a data folder into a new folder below `into`. The store must be closed.

    Raises StoreRefusal (NOTHING_TO_SALVAGE where the first page is gone too, OLDER_STORE where only the program of its own
    time can do it, a wrong secret, no room); nothing half-done is left then. `now` needs a zone.
    """
    with closed_store(folder, secret, now) as damaged:
        return salvage_unlocked(damaged, into, now)


def salvage_unlocked(damaged: ClosedStore, into: Path, now: datetime) -> Salvaged:
    """The same where the key is at hand and the folder is held. Raises StoreRefusal."""
    with workshop(damaged.data.path, "salvage") as copy, told_as_refusals():
        _copy_in(damaged.generation, copy)
        with _opened_source(damaged, copy) as source:
            into.mkdir(parents=True, exist_ok=True)
            return _save(source, damaged, into / now.strftime(_NAME), now)


def _copy_in(generation: GenerationFolder, copy: GenerationFolder) -> None:
    """The file, and the journal of an unfinished save, which SQLite plays back in the copy."""
    if not generation.db.is_file() or generation.db.stat().st_size < PAGE_BYTES:
        raise StoreRefusal(Situation.NOTHING_TO_SALVAGE)
    if space_problem(copy.path, int(generation.db.stat().st_size * _ROOM)):
        raise StoreRefusal(Situation.DISK_FULL)
    shutil.copyfile(generation.db, copy.db)
    length = copy.db.stat().st_size
    with copy.db.open("rb+") as stream:
        stream.truncate(length - length % PAGE_BYTES)
    journal = generation.db.with_name(f"{DB_NAME}-journal")
    if journal.is_file() and journal.stat().st_size:
        shutil.copyfile(journal, copy.db.with_name(journal.name))


@contextmanager
def _opened_source(damaged: ClosedStore, copy: GenerationFolder) -> Iterator[_Source]:
    master, store_id = damaged.master, damaged.keys.keys.store_id
    key = master.derive(KeyUse.DATABASE)
    with suppress(StoreRefusal):  # a journal is played back at the first opening for writing, also of a damaged file
        open_raw(copy.db, key, "rw").close()
    copy.db.with_name(f"{DB_NAME}-journal").unlink(missing_ok=True)
    second = copy.path / "second.db"
    shutil.copyfile(copy.db, second)
    bad_pages = blank_bad_pages(copy.db, key, 0x00)
    if bad_pages is None or blank_bad_pages(second, key, 0xFF) != bad_pages:
        raise StoreRefusal(Situation.NOTHING_TO_SALVAGE)
    with _opened_bare(copy.db, key) as one, _opened_bare(second, key) as other:
        form = schema_version(one)
        if application_id(one) != APPLICATION_ID or form > SCHEMA_VERSION:
            raise StoreRefusal(Situation.NOTHING_TO_SALVAGE)
        if form < SCHEMA_VERSION:
            raise StoreRefusal(Situation.OLDER_STORE, theirs=form)
        reading = DamagedReading(one, other)
        anchor = read_anchor(damaged.data.anchor)
        is_ours = anchor is not None and anchor.is_authentic(master, store_id)
        identity, chain_key = _identity(reading, damaged.generation, store_id, master)
        highest = anchor.anchor.head.sequence if anchor and is_ours else 0
        yield _Source(reading, bad_pages, identity, chain_key, highest)


@contextmanager
def _opened_bare(path: Path, key: bytes) -> Iterator[RawConnection]:
    try:
        connection = open_raw(path, key, "ro")
    except StoreRefusal as refusal:  # the list of the tables itself is damaged
        raise StoreRefusal(Situation.NOTHING_TO_SALVAGE) from refusal
    try:
        yield connection
    finally:
        connection.close()


def _identity(
    reading: DamagedReading, generation: GenerationFolder, store_id: str, master: MasterKey
) -> tuple[Identity, str]:
    """Which store it is: from its own row, else from the authentic manifest. Raises StoreRefusal (NOTHING_TO_SALVAGE)."""
    row = reading.one(
        "SELECT store_id, practice, created_at, recovery_checked_on, sealed_at, sealed_as, chain_key FROM store_identity"
    )
    if row is not None:
        return Identity(str(row[0]), bool(row[1]), *(str(part) for part in row[2:6])), str(row[6])
    found = read_manifest(generation.manifest)
    if found is None or not found.is_authentic(master) or found.manifest.store_id != store_id:
        raise StoreRefusal(Situation.NOTHING_TO_SALVAGE)
    return Identity(store_id, found.manifest.practice, found.manifest.created_at), ""


def _save(source: _Source, damaged: ClosedStore, final: Path, now: datetime) -> Salvaged:
    master, key = damaged.master, damaged.master.derive(KeyUse.DATABASE)
    with partial_generation(final) as partial:
        connection = open_raw(partial.db, key, "create")
        try:
            report = _fill(source, connection, master, now)
            content = content_of(connection)
        finally:
            connection.close()
        if trouble := trouble_in(partial.db, master, content):
            raise StoreRefusal(Situation.BAD_BACKUP, reason=trouble)
        write_whole(partial.keys, damaged.keys.keys.to_bytes())
        write_manifest(
            partial.manifest, _manifest(source, partial, final.name, content, damaged.slot.epoch, now), master
        )
    return replace(report, path=final)


def _fill(source: _Source, connection: RawConnection, master: MasterKey, now: datetime) -> Salvaged:
    chain_key = bytes.fromhex(source.chain_key) if source.chain_key else master.derive(KeyUse.CHAIN)
    links = source.reading.rows(_LOG, LINK_COLUMNS, source.highest_link)
    kept = links[: (broken_link_in(links, chain_key) or len(links) + 1) - 1]
    known = max([source.highest_link, *(link[0] for link in links[-1:])])
    seen = _rows_in(links)
    migrate(connection)
    connection.execute("PRAGMA foreign_keys=OFF")  # rows come table by table; what hangs loose is dealt with after
    _write_identity(connection, source)
    _copy_rows(source.reading, connection, seen)
    _insert(connection, _LOG, LINK_COLUMNS, kept)
    info = {"chain_key": chain_key, "new_salt": new_salt, "clock": lambda: now}
    with Session(engine_over(connection), expire_on_commit=False, info=info) as session:
        from_log = _make_again(session, connection) if len(kept) == known else Counter[str]()
        _settle_book(session, connection, now)
        _cut_loose_ends(connection)
        there = dict(rows_there(connection))
        _settle_log(session, connection, there)
        _index(session, list(there))
        session.commit()
        missing = [row for row in seen if row not in there]
        return Salvaged(
            path=Path(),
            bad_pages=source.bad_pages,
            saved=Counter(table for table, _id in there),
            from_log=from_log,
            lost=Counter(table for table, _id in missing),
            cases=_case_numbers(seen, missing, there),
            links=len(kept),
            links_known=known,
        )


def _write_identity(connection: RawConnection, source: _Source) -> None:
    write_identity(connection, source.identity)
    connection.execute(
        "UPDATE store_identity SET recovery_checked_on = ?, sealed_at = ?, sealed_as = ?, chain_key = ?",
        (source.identity.recovery_checked_on, source.identity.sealed_at, source.identity.sealed_as, source.chain_key),
    )


def _rows_in(links: Iterable[RawRow]) -> dict[Row, Values]:
    """The rows that stand after the links that could be read, with what they say of the case a row belongs to."""
    rows: dict[Row, Values] = {}
    for link in links:
        said = dict(zip(LINK_COLUMNS, link, strict=True))
        if said["row_id"] is None:
            continue
        row = (str(said["table_name"]), int(said["row_id"]))
        became = json.loads(said["after"] or "null")
        if became is None:
            rows.pop(row, None)
            continue
        facts = rows.setdefault(row, {})
        facts |= {key: value for key, value in became.items() if key in ("case_id", "number")}
    return rows


def _copy_rows(reading: DamagedReading, connection: RawConnection, seen: Iterable[Row]) -> None:
    highest: Counter[str] = Counter()
    for name, row_id in seen:
        highest[name] = max(highest[name], row_id)
    for table in Base.metadata.sorted_tables:
        if table.name not in _OWN_WAY:
            columns = ["id", *(column.name for column in table.columns if column.name != "id")]
            _insert(connection, table.name, columns, reading.rows(table.name, columns, highest[table.name]))


def _insert(connection: RawConnection, table: str, columns: Sequence[str], rows: Sequence[RawRow]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute("BEGIN")
    connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})', rows)
    connection.execute("COMMIT")


def _make_again(session: Session, connection: RawConnection) -> Counter[str]:
    """The rows that a whole log knows and no page holds any more."""
    there = {row for row, _values in rows_there(connection)}
    made: Counter[str] = Counter()
    for (name, row_id), values in played(connection).items():
        table = Base.metadata.tables[name]
        if (name, row_id) not in there and all(column.key in values for column in table.columns):
            session.execute(insert(table).values(row_values(name, values)))
            made[name] += 1
    return made


def _cut_loose_ends(connection: RawConnection) -> None:
    """A row that refers to one that is gone stands alone, or goes too where it means nothing without it."""
    while loose := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, row_id, _parent, number in loose:
            keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            column = next(key[3] for key in keys if key[0] == number)
            if Base.metadata.tables[table].columns[column].nullable:
                connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE id = ?', (row_id,))
            else:
                connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))


def _settle_book(session: Session, connection: RawConnection, now: datetime) -> None:
    """The 廃棄簿 says how many links are empty: fewer where some did not go along, and more where its own page is gone.

    What hangs on a disposal that cannot be read any more, its cases and the figures of their years, stays.
    """
    unread = {"disposed_on": now.date(), "rewritten_on": now.date(), "made_by": _UNREAD, "agreed_by": _UNREAD}
    for (lost,) in connection.execute(_LOST_DISPOSALS).fetchall():
        session.execute(insert(Disposal).values(id=lost, sequence=0, emptied=0, **unread))
    emptied, told = emptied_links(connection)
    too_many = told - emptied
    for disposal_id, said in connection.execute("SELECT id, emptied FROM disposal ORDER BY id DESC").fetchall():
        less = min(said, max(too_many, 0))
        session.execute(update(Disposal).where(Disposal.id == disposal_id).values(emptied=said - less))
        too_many -= less
    if emptied > told:
        (newest,) = connection.execute("SELECT max(id) FROM change_entry WHERE digest <> ''").fetchone()
        facts = {"sequence": newest, "emptied": emptied - told}
        (line,) = connection.execute("SELECT max(id) FROM disposal WHERE made_by = ?", (_UNREAD,)).fetchone()
        if line is None:
            session.execute(insert(Disposal).values(**unread, **facts))
        else:
            session.execute(update(Disposal).where(Disposal.id == line).values(**facts))


def _settle_log(session: Session, connection: RawConnection, there: Mapping[Row, Values]) -> None:
    """Where the log and the rows differ, one act says what stands now."""
    said = played(connection)
    changes = {
        row: Change({key: said[row].get(key) for key in values} if row in said else None, values)
        for row, values in there.items()
        if row not in said or any(said[row][key] != values[key] for key in said[row].keys() & values.keys())
    }
    changes |= {row: Change(values, None) for row, values in said.items() if row not in there}
    if changes:
        write_links(session, Act("salvage", "壊れた台帳から移す", changes=changes))


def _index(session: Session, rows: Sequence[Row]) -> None:
    with unveiled(session):
        for begin in range(0, len(rows), _CHUNK):
            refresh_index(session, rows[begin : begin + _CHUNK])


def _case_numbers(seen: Mapping[Row, Values], missing: Iterable[Row], there: Mapping[Row, Values]) -> tuple[str, ...]:
    numbers: set[str] = set()
    for table, row_id in missing:
        case_id = row_id if table == "case" else seen[table, row_id].get("case_id")
        case = there.get(("case", case_id)) or seen.get(("case", case_id), {}) if isinstance(case_id, int) else {}
        numbers.add(str(case.get("number") or ""))
    return tuple(sorted(numbers - {""}))


def _manifest(
    source: _Source, partial: GenerationFolder, name: str, content: Content, epoch: int, now: datetime
) -> Manifest:
    return Manifest(
        role="backup",
        store_id=source.identity.store_id,
        epoch=epoch,
        generation=name,
        schema=SCHEMA_VERSION,
        practice=source.identity.practice,
        created_at=source.identity.created_at,
        made_at=now.isoformat(timespec="seconds"),
        sequence=content.head.sequence,
        head=content.head.hash,
        files={DB_NAME: file_fact(partial.db, "ledger"), KEYS_NAME: file_fact(partial.keys, "keys")},
    )
