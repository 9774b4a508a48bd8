"""The one opener: its profile, what it refuses, and that nothing else ever opens or makes the file."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
import sqlcipher3
from sqlalchemy import text

import hokatsu_desktop.store
from hokatsu_desktop.store.connection import (
    Mode,
    check_library,
    damaged_pages,
    engine_over,
    library_is_enough,
    looked_at,
    open_raw,
    profile_of,
    uri_path,
)
from hokatsu_desktop.store.refusals import Situation, StoreRefusal

KEY = bytes(range(32))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A small encrypted file with a few pages."""
    path = tmp_path / "台帳 #1?%20.db"
    connection = open_raw(path, KEY, "create")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)")
    connection.executemany("INSERT INTO note (body) VALUES (?)", [("経過" * 300,) for _ in range(20)])
    connection.close()
    return path


def refusal_of(path: Path, key: bytes = KEY, mode: Mode = "rw") -> Situation:
    with pytest.raises(StoreRefusal) as refused:
        open_raw(path, key, mode)
    return refused.value.situation


@pytest.mark.parametrize("mode", ["rw", "ro"])
def test_every_setting_of_the_profile_is_read_back(db: Path, mode: Mode) -> None:
    connection = open_raw(db, KEY, mode)
    assert profile_of(connection) == {
        "cipher_memory_security": "1",
        "locking_mode": "exclusive",
        "journal_mode": "truncate",
        "synchronous": "3",
        "foreign_keys": "1",
        "secure_delete": "1",
        "temp_store": "2",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "mmap_size": "0",
        "cipher_page_size": "4096",
    }
    connection.close()


def test_a_setting_that_does_not_take_is_a_fault(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hokatsu_desktop.store.connection._PROFILE", (("synchronous", "NORMAL", "3"),))
    with pytest.raises(RuntimeError, match="synchronous"):
        open_raw(db, KEY, "rw")


def test_the_library_reaches_the_floor() -> None:
    check_library()


@pytest.mark.parametrize(
    ("sqlite", "cipher", "enough"),
    [
        ("3.53.4", "4.18.0 community", True),
        ("3.54.0", "5.0.0", True),
        ("3.53.3", "4.19.0 community", False),
        ("3.53.4", "4.17.9 community", False),
    ],
)
def test_older_libraries_are_not_enough(sqlite: str, cipher: str, enough: bool) -> None:
    assert library_is_enough(sqlite, cipher) is enough


def test_an_old_library_is_refused(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hokatsu_desktop.store.connection.SQLCIPHER_FLOOR", (99, 0, 0))
    assert refusal_of(db) is Situation.OLD_LIBRARY


def test_a_missing_file_is_never_made(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "store.db") is Situation.MISSING_FILE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("size", "situation"),
    [
        (0, Situation.EMPTY_FILE),
        (1, Situation.TRUNCATED),
        (4095, Situation.TRUNCATED),
        (4097, Situation.TRUNCATED),
        (12_000, Situation.TRUNCATED),
    ],
)
def test_a_length_that_cannot_be_is_refused_before_opening(db: Path, size: int, situation: Situation) -> None:
    db.write_bytes(db.read_bytes()[:size])
    assert refusal_of(db) is situation
    assert db.stat().st_size == size


def test_create_does_not_touch_a_file_that_is_there(db: Path) -> None:
    before = db.read_bytes()
    assert refusal_of(db, mode="create") is Situation.ALREADY_THERE
    assert db.read_bytes() == before


def test_another_key_is_told_as_a_foreign_file(db: Path) -> None:
    assert refusal_of(db, key=bytes(32)) is Situation.FOREIGN_FILE


def test_a_plain_sqlite_file_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    plain = sqlcipher3.connect(str(path))
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    assert path.read_bytes().startswith(b"SQLite format 3")
    assert refusal_of(path) is Situation.FOREIGN_FILE


def test_other_bytes_are_foreign(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"%PDF-1.7 " * 4096)
    assert refusal_of(path) is Situation.FOREIGN_FILE


def test_a_damaged_first_page_is_told_as_damage(db: Path, changed: Callable[[Path, int], None]) -> None:
    changed(db, 100)
    assert refusal_of(db) is Situation.DAMAGED_PAGES


def test_damage_further_on_is_found_by_the_check_of_all_pages(db: Path, changed: Callable[[Path, int], None]) -> None:
    changed(db, 4096 * 3 + 5)
    connection = open_raw(db, KEY, "rw")
    assert damaged_pages(connection) == ["HMAC verification failed for page 4"]
    connection.close()


def test_a_second_connection_is_told_that_the_store_is_in_use(db: Path) -> None:
    first = open_raw(db, KEY, "rw")
    assert refusal_of(db) is Situation.IN_USE_HERE
    first.close()
    open_raw(db, KEY, "rw").close()


def test_read_only_writes_nothing(db: Path) -> None:
    before = db.read_bytes()
    connection = open_raw(db, KEY, "ro")
    with pytest.raises(sqlcipher3.OperationalError):
        connection.execute("INSERT INTO note (body) VALUES ('x')")
    connection.close()
    assert db.read_bytes() == before


def test_nothing_readable_is_in_the_file(db: Path) -> None:
    data = db.read_bytes()
    assert b"SQLite" not in data
    assert "経過".encode() not in data
    assert b"note" not in data


def test_nothing_is_written_to_the_error_stream(
    db: Path, changed: Callable[[Path, int], None], capfd: pytest.CaptureFixture[str]
) -> None:
    changed(db, 100)
    refusal_of(db)
    assert capfd.readouterr() == ("", "")


def test_a_transaction_is_immediate_and_covers_tables_too(db: Path) -> None:
    connection = open_raw(db, KEY, "rw")
    engine = engine_over(connection)
    with engine.connect() as link:
        link.execute(text("CREATE TABLE made (a)"))
        assert connection.in_transaction
        link.rollback()
        names = link.execute(text("SELECT name FROM sqlite_schema")).scalars().all()
    assert "made" not in names
    engine.dispose()
    connection.close()


def test_errors_do_not_carry_what_was_written(db: Path) -> None:
    connection = open_raw(db, KEY, "rw")
    engine = engine_over(connection)
    with engine.connect() as link, pytest.raises(Exception, match="no such table") as raised:
        link.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "髙橋 花子"})
    assert "髙橋" not in str(raised.value)
    engine.dispose()
    connection.close()


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath("C:\\台帳 #1\\store.db"), "file:///C:/%E5%8F%B0%E5%B8%B3%20%231/store.db"),
        (PureWindowsPath("\\\\server\\share\\store.db"), "file:////server/share/store.db"),
        (PurePosixPath("/a?b/store.db"), "file:///a%3Fb/store.db"),
    ],
)
def test_paths_become_uris_that_sqlite_understands(path: PureWindowsPath | PurePosixPath, uri: str) -> None:
    assert uri_path(path) == uri


def test_only_the_opener_imports_the_encrypted_sqlite_and_nobody_the_plain_one() -> None:
    folder = Path(str(hokatsu_desktop.store.__file__)).parent
    importers: dict[str, set[str]] = {"sqlcipher3": set(), "sqlite3": set(), "sqlite_utils": set()}
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                if name.split(".")[0] in importers:
                    importers[name.split(".")[0]].add(path.name)
    assert importers == {
        "sqlcipher3": {"connection.py", "over_sqlcipher.py"},
        "sqlite3": set(),
        "sqlite_utils": {"over_sqlcipher.py"},
    }


def test_sqlite_utils_catches_our_errors_and_must_not_come_first() -> None:
    late = "import sqlite_utils\nimport hokatsu_desktop.store.over_sqlcipher"
    early = (
        "import hokatsu_desktop.store.over_sqlcipher, sqlcipher3, sqlite_utils.utils as u\n"
        "assert u.OperationalError is sqlcipher3.OperationalError"
    )
    for code, expected in ((early, 0), (late, 1)):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == expected, done.stderr
    assert "ImportError" in done.stderr


def test_work_of_sqlite_is_looked_at_and_ends_with_what_is_raised(tmp_path: Path) -> None:
    class NoMore(Exception):
        """Whoever waits wants no more."""

    connection = open_raw(tmp_path / "store.db", KEY, "create")
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise NoMore

    counting = "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT max(i) FROM n"
    with pytest.raises(NoMore), looked_at(connection, look):
        connection.execute(counting.format(10_000_000)).fetchall()
    looks.clear()
    with looked_at(connection, look):
        assert connection.execute(counting.format(10)).fetchall() == [(10,)]
    assert len(looks) == 2
    with pytest.raises(sqlcipher3.OperationalError), looked_at(connection, lambda: None):
        connection.execute("SELECT * FROM nowhere")
    connection.close()
