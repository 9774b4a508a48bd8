"""The one place that opens the encrypted file: raw key, checks before, the safe profile after, each setting read back."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Literal

import sqlcipher3
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.pool import StaticPool
from sqlalchemy.util import LRUCache

from hokatsu_desktop.store.refusals import (
    Situation,
    StoreRefusal,
    refusal_for_os_error,
    refusal_for_sqlite_error,
)

PAGE_BYTES = 4096
SQLITE_FLOOR = (3, 53, 4)  # 3.53.3 and older: memory faults in FTS5, damage through ATTACH
SQLCIPHER_FLOOR = (4, 18, 0)

Mode = Literal["rw", "ro", "create"]
RawConnection = Any  # sqlcipher3 has no type information
RawRow = tuple[Any, ...]

# Why TRUNCATE and EXTRA: in simulated power cuts no other rollback setting lost no acknowledged commit.
_PROFILE: tuple[tuple[str, str, str], ...] = (
    ("cipher_memory_security", "ON", "1"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "EXTRA", "3"),
    ("foreign_keys", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
    ("cipher_page_size", "", str(PAGE_BYTES)),
)
_BUSY_MILLISECONDS = 1_000

COMPILED: LRUCache[Any, Any] = LRUCache(1_000)
"""The SQL of the statements that were run, for every engine of the process: compiling one takes longer than running it."""
_INSTRUCTIONS = 100_000  # of SQLite between two looks: some 50 ms


def open_raw(path: Path, key: bytes, mode: Mode) -> RawConnection:
    """A connection to the encrypted file under its 32-byte raw key, alone on it (except `ro`), with the profile set.

    Only `create` makes a file, and only where none is. Raises StoreRefusal for every expected trouble.
    """
    check_library()
    if mode == "create":
        _refuse_existing(path)
    else:
        check_size(path)
    return _connected(path, key, mode)


def open_in_memory() -> RawConnection:
    """A connection to an empty database that is never on a disk. Raises StoreRefusal (OLD_LIBRARY)."""
    check_library()
    return sqlcipher3.connect(":memory:", isolation_level=None)


def _connected(path: Path, key: bytes, mode: Mode) -> RawConnection:
    connection = None
    try:
        connection = sqlcipher3.connect(
            _uri(path, mode), uri=True, check_same_thread=False, isolation_level=None, timeout=_BUSY_MILLISECONDS / 1000
        )
        _give_key(connection, key)
        _set_profile(connection, mode)
        # A wrong key, a foreign file or a damaged first page shows at the first read, not at PRAGMA key.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if mode != "ro":
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")
    except sqlcipher3.Error as error:
        if connection is not None:
            connection.close()
        raise _refusal_at_opening(path, key, error) from error
    return connection


def check_library() -> None:
    """Raises StoreRefusal (OLD_LIBRARY) if the encrypted SQLite is older than what we trust."""
    cipher = _cipher_version()
    if not library_is_enough(sqlcipher3.sqlite_version, cipher):
        raise StoreRefusal(Situation.OLD_LIBRARY, found=f"SQLite {sqlcipher3.sqlite_version}、SQLCipher {cipher}")


def library_versions() -> tuple[str, str]:
    """The versions of SQLite and SQLCipher in use."""
    return str(sqlcipher3.sqlite_version), _cipher_version()


def library_is_enough(sqlite: str, cipher: str) -> bool:
    """Whether these versions, for example "3.53.4" and "4.19.0 community", reach the floor."""
    return _numbers(sqlite) >= SQLITE_FLOOR and _numbers(cipher) >= SQLCIPHER_FLOOR


def check_size(path: Path) -> None:
    """Raises StoreRefusal if the file cannot be a store by its length alone: an empty file never means a new store.

    A rollback journal left by a crash explains an odd length; SQLite puts that right when it opens the file.
    """
    try:
        size = path.stat().st_size
        journal = path.with_name(path.name + "-journal")
        has_journal = journal.exists() and journal.stat().st_size > 0
    except FileNotFoundError as error:
        raise StoreRefusal(Situation.MISSING_FILE) from error
    except OSError as error:
        raise refusal_for_os_error(error) from error
    if size == 0:
        raise StoreRefusal(Situation.EMPTY_FILE)
    if size < PAGE_BYTES or (size % PAGE_BYTES and not has_journal):
        raise StoreRefusal(Situation.TRUNCATED)


def change_key(connection: RawConnection, key: bytes) -> None:
    """Has every page of the open file written anew under another 32-byte raw key. Raises StoreRefusal (DISK_TROUBLE)."""
    try:
        connection.execute(f"PRAGMA rekey=\"x'{key.hex()}'\"")
    except sqlcipher3.OperationalError as error:
        # The library has one message for whatever goes wrong here; with a raw key that can only be the disk.
        raise StoreRefusal(Situation.DISK_TROUBLE) from error


def damaged_pages(connection: RawConnection) -> list[str]:
    """What SQLCipher's check of every page's HMAC complains about; empty if all is well.

    Run it on a fresh connection: one bad page seen before makes later answers unreliable.
    """
    return [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]


def broken_structure(connection: RawConnection, *, thorough: bool) -> list[str]:
    """What SQLite's integrity check (or, not thorough, its quicker one) complains about; empty if all is well."""
    check = "integrity_check" if thorough else "quick_check"
    try:
        rows = [str(row[0]) for row in connection.execute(f"PRAGMA {check}").fetchall()]
    except sqlcipher3.DatabaseError as error:
        return [str(error)]  # a search index that cannot even be walked
    return [] if rows == ["ok"] else rows


@contextmanager
def looked_at(connection: RawConnection, at_times: Callable[[], None]) -> Iterator[None]:
    """`at_times` is called before, after, and now and then while SQLite works in the block; what it raises ends the work."""
    raised: list[BaseException] = []

    def is_to_end() -> bool:
        try:
            at_times()
        except BaseException as error:  # SQLite only knows that it is to end
            raised.append(error)
        return bool(raised)

    at_times()
    connection.set_progress_handler(is_to_end, _INSTRUCTIONS)
    try:
        yield
    except sqlcipher3.OperationalError:
        if not raised:
            raise
    finally:
        connection.set_progress_handler(None, 0)
    if raised:
        raise raised[0]
    at_times()


def rows_until_damage(connection: RawConnection, query: str, values: tuple[int, ...]) -> tuple[list[RawRow], bool]:
    """The rows of a query up to the first that cannot be read, and whether that were all."""
    rows: list[RawRow] = []
    try:
        for row in connection.execute(query, values):
            rows.append(row)
    except sqlcipher3.DatabaseError:
        return rows, False
    return rows, True


def engine_over(connection: RawConnection, *, read_only: bool = False) -> Engine:
    """An SQLAlchemy engine whose only connection is this one; each transaction begins with BEGIN IMMEDIATE.

    The dialect is plain `sqlite` with our module: the `pysqlcipher` one would send its own PRAGMA key afterwards.
    """
    engine = create_engine(
        "sqlite:///store.db",
        module=sqlcipher3,
        creator=lambda: connection,
        poolclass=StaticPool,
        hide_parameters=True,  # what people are called must not reach tracebacks and logs
        execution_options={"compiled_cache": COMPILED},
    )
    engine.dialect = _shared_dialect()

    @event.listens_for(engine, "begin")
    def _begin(link: Connection) -> None:
        link.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


@cache
def _shared_dialect() -> Dialect:
    """One dialect for all engines: what is compiled for one serves the others only if they have the same."""
    engine = create_engine("sqlite://", module=sqlcipher3, poolclass=StaticPool)
    with engine.connect():
        pass  # the first connection tells the dialect what the library can do
    engine.dispose()
    return engine.dialect


def profile_of(connection: RawConnection) -> dict[str, str]:
    """The settings of the profile as the connection reports them."""
    return {name: _setting(connection, name) for name, _wanted, _shown in _PROFILE}


def uri_path(path: PurePath) -> str:
    """The `file:` URI of an absolute path; SQLite knows no host part, so a share keeps its two slashes in the path."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else "file:////" + uri.removeprefix("file://")


def _uri(path: Path, mode: Mode) -> str:
    return f"{uri_path(path.absolute())}?mode={'rwc' if mode == 'create' else mode}"


def _give_key(connection: RawConnection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to the standard error stream
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")


def _set_profile(connection: RawConnection, mode: Mode) -> None:
    for name, wanted, _shown in _PROFILE:
        if wanted:
            connection.execute(f"PRAGMA {name}={wanted}")
    if mode == "ro":
        connection.execute("PRAGMA query_only=ON")
    found = profile_of(connection)
    if wrong := [name for name, _wanted, shown in _PROFILE if found[name] != shown]:
        connection.close()
        raise RuntimeError(f"the connection did not accept {', '.join(wrong)}")


def _setting(connection: RawConnection, name: str) -> str:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return "" if row is None else str(row[0])


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise StoreRefusal(Situation.ALREADY_THERE)


def _refusal_at_opening(path: Path, key: bytes, error: Exception) -> Exception:
    refusal = refusal_for_sqlite_error(error)
    if refusal is None:
        return error
    if refusal.situation in (Situation.FOREIGN_FILE, Situation.DAMAGED_PAGES):
        return _foreign_or_damaged(path, key)
    return refusal


def _foreign_or_damaged(path: Path, key: bytes) -> StoreRefusal:
    """What is wrong with a file that SQLite cannot read.

    Every page refused: another key or another file. Some refused: damage. None refused: what is there is right, so
    pages are missing at the end. A file that cannot even be looked at: trouble with the disk.
    """
    try:
        pages = path.stat().st_size // PAGE_BYTES
        with closing(sqlcipher3.connect(_uri(path, "ro"), uri=True, isolation_level=None)) as connection:
            _give_key(connection, key)
            bad = len(damaged_pages(connection))
    except OSError as error:
        return refusal_for_os_error(error)
    except sqlcipher3.Error as error:
        refusal = refusal_for_sqlite_error(error)
        if refusal is not None and refusal.situation not in (Situation.FOREIGN_FILE, Situation.DAMAGED_PAGES):
            return refusal
        bad = pages
    if bad == 0:
        return StoreRefusal(Situation.TRUNCATED)
    return StoreRefusal(Situation.FOREIGN_FILE) if bad >= pages else StoreRefusal(Situation.DAMAGED_PAGES, pages=bad)


@cache
def _cipher_version() -> str:
    connection = sqlcipher3.connect(":memory:")
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        connection.close()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(maxsplit=1)[0].split(".")[:3])
