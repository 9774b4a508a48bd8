"""The numbered steps that bring a store to the form this version works with.

A step is a module `mNNNN_words.py` with one function `apply(database)`. Once released it is never edited; a change of the
models is a new step. Steps run inside a transaction, on a copy (store/upgrade.py), never on the only file.
Template notes: `transform()` drops FTS triggers, and inside a transaction it fails on tables that others delete with;
prefer plain ALTER TABLE. Add columns with a DEFAULT so that rows already there stay valid.
"""

from collections.abc import Callable

from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.migrations import m0001_first
from hokatsu_desktop.store.over_sqlcipher import Database, Migrations, database_over

APPLICATION_ID = 0x484B5453  # "HKTS", in the header of every store
STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (("0001_first", m0001_first.apply),)
SCHEMA_VERSION = len(STEPS)  # PRAGMA user_version of a store this version writes
OLDEST_VERSION = 1  # the oldest store that can still be brought up


def migrate(connection: RawConnection) -> None:
    """Runs the steps that the store has not had, each in its own transaction, and marks the store as ours."""
    database = database_over(connection)
    migrations = Migrations("hokatsu-desktop")
    for name, apply in STEPS:
        migrations(name=name)(apply)
    migrations.apply(database)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def application_id(connection: RawConnection) -> int:
    """The application id in the store's header; APPLICATION_ID if it is one of ours."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def schema_version(connection: RawConnection) -> int:
    """The number of the last step the store has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
