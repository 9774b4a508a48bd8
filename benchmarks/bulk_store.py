"""A store with many invented households, filled by bulk inserts: what services would take hours for takes minutes."""

import hashlib
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from benchmarks.household_rows import TODAY, Row, Rows, Searched, add_household
from benchmarks.programs import PASSPHRASE
from hokatsu_desktop.models import Base
from hokatsu_desktop.models.search import entry_id
from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.services.search import INSERT, index_text
from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.migrations.m0001_first import SEARCH_INDEX
from hokatsu_desktop.store.migrations.m0001_tables import TABLES
from hokatsu_desktop.store.open_store import OpenStore

CHUNK = 1_000  # households written at once
FILLING_CACHE_KIB = 256_000  # page cache while filling; set back afterwards
MORNING = datetime(TODAY.year, TODAY.month, TODAY.day, 0, 30, tzinfo=UTC)


def clock() -> datetime:
    """The moment at which all figures are taken: the morning of the day the invented rows are counted from."""
    return MORNING


def open_filled(folder: Path, households: int) -> OpenStore:
    """The open store with so many households of two people and ten notes, made if the folder does not have it yet."""
    path = folder / f"{households}-{likeness()}"
    if path.is_dir():
        store = open_store(path, Passphrase(PASSPHRASE), cost=Cost.floor(), any_place=True, clock=clock)
        store.session_facts["clock"] = clock
        return store
    part = path.with_name(f"{path.name}-part")
    shutil.rmtree(part, ignore_errors=True)
    store, _code = create_store(
        part, Passphrase(PASSPHRASE), practice=True, now=clock(), cost=Cost.floor(), town="みほん町", any_place=True
    )
    store.session_facts["clock"] = clock
    with store.transaction() as session:
        found_office(session, town="みほん町", department="福祉課", staff_name="見本 太郎", practice=True)
    fill(store, households)
    store.close()
    part.rename(path)
    return open_filled(folder, households)


def likeness() -> str:
    """Twelve characters that change with the tables and with what is filled in, so that no outdated store is used."""
    rows = Rows()
    for number in range(1, 100):
        add_household(rows, number, random.Random(number))
    written = (TABLES, SEARCH_INDEX, list(rows.of_table.values()), [index_row(one) for one in rows.searched])
    return hashlib.sha256(repr(written).encode()).hexdigest()[:12]


def fill(store: OpenStore, households: int) -> None:
    """Write the households in one transaction."""
    chance = random.Random(households)  # the same rows at every run
    with store.raw() as connection:
        (usual,) = connection.execute("PRAGMA cache_size").fetchone()
        connection.execute(f"PRAGMA cache_size=-{FILLING_CACHE_KIB}")
        connection.execute("BEGIN IMMEDIATE")
        for first in range(1, households + 1, CHUNK):
            rows = Rows()
            for number in range(first, min(first + CHUNK, households + 1)):
                add_household(rows, number, chance)
            write(connection, rows)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA cache_size={usual}")


def write(connection: RawConnection, rows: Rows) -> None:
    """Insert rows table by table, then what can be searched, by growing id as the index likes it."""
    for table in Base.metadata.sorted_tables:
        made = next((one for one in rows.of_table if one.__table__ is table), None)
        if made is not None:
            values = rows.of_table[made]
            connection.executemany(insert_statement(table, values[0]), [tuple(row.values()) for row in values])
    found = sorted(rows.searched, key=lambda one: entry_id(one.kind, one.target_id))
    entry = "INSERT INTO search_entry (id, case_id, title, meta) VALUES (?, ?, ?, ?)"
    connection.executemany(entry, [(row_id(one), one.case_id, one.title, one.meta) for one in found])
    connection.executemany(str(INSERT), [index_row(one) for one in found])


def insert_statement(table: Table, row: Row) -> str:
    """An INSERT for rows with these columns; those with a default get it as a literal, which is quicker than binding."""
    fixed = {
        column.name: literal(column.default.arg)
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault) and column.name not in row
    }
    names = ", ".join(f'"{name}"' for name in (*row, *fixed))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({", ".join((*"?" * len(row), *fixed.values()))})'


def literal(value: str | int | None) -> str:
    """A default as SQL."""
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str) else f"{value:d}"


def row_id(one: Searched) -> int:
    """The id of a record in the search index."""
    return entry_id(one.kind, one.target_id)


def index_row(one: Searched) -> dict[str, object]:
    """The row of the FTS5 table, as services/search.py writes it."""
    return {"row": row_id(one), "grams": index_text(one.words)}
