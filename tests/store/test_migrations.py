"""The frozen steps make exactly the tables the models describe, and only through numbered steps."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Inspector, UniqueConstraint, inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from hokatsu_desktop.models import Base
from hokatsu_desktop.store.connection import RawConnection, engine_over, open_raw
from hokatsu_desktop.store.migrations import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    STEPS,
    application_id,
    m0001_tables,
    migrate,
    schema_version,
)
from hokatsu_desktop.store.migrations.freeze import frozen_text

# Tables of the store itself; the models know nothing of them.
OWN = {"store_identity", "_sqlite_migrations", "search_index"}
KEY = bytes(range(32))


@pytest.fixture
def connection(tmp_path: Path) -> Any:
    """A freshly migrated file."""
    opened = open_raw(tmp_path / "store.db", KEY, "create")
    migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def inspector(connection: RawConnection) -> Any:
    """What SQLAlchemy finds in it."""
    engine: Engine = engine_over(connection)
    yield inspect(engine)
    engine.dispose()


def test_the_tables_are_those_of_the_models(inspector: Inspector) -> None:
    found = {name for name in inspector.get_table_names() if not name.startswith("search_index_")}
    assert found - OWN == set(Base.metadata.tables)


@pytest.mark.parametrize("name", sorted(Base.metadata.tables))
def test_each_table_is_as_the_model_says(connection: RawConnection, inspector: Inspector, name: str) -> None:
    table = Base.metadata.tables[name]
    dialect = sqlite.dialect()
    columns = {c["name"]: (str(c["type"]), c["nullable"]) for c in inspector.get_columns(name)}
    assert columns == {c.name: (c.type.compile(dialect), c.nullable) for c in table.columns}
    assert inspector.get_pk_constraint(name)["constrained_columns"] == [c.name for c in table.primary_key.columns]
    assert found_references(inspector, name) == {
        (key.parent.name, key.column.table.name, key.column.name, key.ondelete) for key in table.foreign_keys
    }
    assert found_indexes(connection, name) == {
        " ".join(str(CreateIndex(index).compile(dialect=dialect)).split()) for index in table.indexes
    }
    assert found_unique(connection, name) == {
        tuple(column.name for column in rule.columns)
        for rule in table.constraints
        if isinstance(rule, UniqueConstraint)
    }


def found_references(inspector: Inspector, name: str) -> set[tuple[str, str, str, str | None]]:
    return {
        (
            key["constrained_columns"][0],
            key["referred_table"],
            key["referred_columns"][0],
            key["options"].get("ondelete"),
        )
        for key in inspector.get_foreign_keys(name)
    }


def found_indexes(connection: RawConnection, name: str) -> set[str]:
    """Their statements, because SQLAlchemy does not read back indexes on expressions."""
    find = "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?"
    return {" ".join(sql.split()) for (sql,) in connection.execute(find, (name,))}


def found_unique(connection: RawConnection, name: str) -> set[tuple[str, ...]]:
    """Asked of SQLite itself: SQLAlchemy reads them out of the statement's text, which is wrapped here."""
    indexes = connection.execute(f'PRAGMA index_list("{name}")').fetchall()
    return {
        tuple(row[2] for row in connection.execute(f'PRAGMA index_info("{index}")'))
        for _number, index, _unique, origin, _partial in indexes
        if origin == "u"
    }


def test_before_the_first_release_the_frozen_text_is_todays_models() -> None:
    """Goes when step 1 is released: from then on the models are reached by later steps."""
    assert SCHEMA_VERSION == 1
    frozen = Path(m0001_tables.__file__).read_text(encoding="utf-8")
    assert frozen == frozen_text(Base.metadata), "run python -m hokatsu_desktop.store.migrations.freeze"


def test_the_file_is_marked_as_ours(connection: RawConnection) -> None:
    assert application_id(connection) == APPLICATION_ID
    assert schema_version(connection) == SCHEMA_VERSION == len(STEPS)


def test_steps_are_numbered_without_gaps() -> None:
    assert [int(name[:4]) for name, _apply in STEPS] == list(range(1, len(STEPS) + 1))


def test_migrating_twice_changes_nothing(connection: RawConnection) -> None:
    before = connection.execute("SELECT sql FROM sqlite_schema").fetchall()
    migrate(connection)
    assert connection.execute("SELECT sql FROM sqlite_schema").fetchall() == before


def test_a_step_that_fails_is_undone_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(database: Any) -> None:
        database.execute("CREATE TABLE half_done (a)")
        raise ValueError("x")

    connection = open_raw(tmp_path / "store.db", KEY, "create")
    monkeypatch.setattr("hokatsu_desktop.store.migrations.STEPS", (("0001_half", half),))
    with pytest.raises(ValueError, match="x"):
        migrate(connection)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "half_done" not in names
    assert schema_version(connection) == 0
    connection.close()


@pytest.mark.parametrize("gram", ["𠮷", "𠮷野", "が", "8", "8-", "㈱", "〒", "葛", "ー", "外", "\ue000"])
def test_the_search_index_finds_every_gram(connection: RawConnection, gram: str) -> None:
    connection.execute("INSERT INTO search_index (rowid, g) VALUES (1, ?)", (f"前 {gram} 後",))
    find = "SELECT rowid FROM search_index WHERE search_index MATCH ?"
    assert connection.execute(find, (f'"{gram}"',)).fetchall() == [(1,)]
    connection.execute("DELETE FROM search_index WHERE rowid = 1")
    assert connection.execute(find, (f'"{gram}"',)).fetchall() == []


def test_the_store_row_can_be_there_only_once(connection: RawConnection) -> None:
    insert = "INSERT INTO store_identity (id, store_id, practice, created_at) VALUES (?, 'x', ?, 'x')"
    connection.execute(insert, (1, 0))
    for row in ((1, 0), (2, 0), (3, 7)):
        with pytest.raises(Exception, match="constraint failed"):
            connection.execute(insert, row)
