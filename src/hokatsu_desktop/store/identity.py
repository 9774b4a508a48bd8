"""The row inside the encrypted file that says which store it is, and whether this version may touch it."""

from dataclasses import dataclass

from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.migrations import (
    APPLICATION_ID,
    OLDEST_VERSION,
    SCHEMA_VERSION,
    application_id,
    schema_version,
)
from hokatsu_desktop.store.refusals import Situation, StoreRefusal


@dataclass(frozen=True)
class Identity:
    """Which store this is. The manifest beside the file repeats it; this row is the truth."""

    store_id: str
    practice: bool
    created_at: str  # ISO 8601 with zone
    recovery_checked_on: str = ""  # ISO date on which the recovery sheet was last typed back
    sealed_at: str = ""  # ISO 8601 with zone: handed over then, and only to be read since
    sealed_as: str = ""  # name of the package it was handed over in


def write_identity(connection: RawConnection, identity: Identity) -> None:
    """Puts the row into a new store."""
    connection.execute(
        "INSERT INTO store_identity (id, store_id, practice, created_at) VALUES (1, ?, ?, ?)",
        (identity.store_id, identity.practice, identity.created_at),
    )


def read_identity(connection: RawConnection) -> Identity:
    """The row. Raises StoreRefusal (FOREIGN_FILE) if there is none."""
    row = connection.execute(
        "SELECT store_id, practice, created_at, recovery_checked_on, sealed_at, sealed_as FROM store_identity WHERE id = 1"
    ).fetchone()
    if row is None:
        raise StoreRefusal(Situation.FOREIGN_FILE)
    return Identity(str(row[0]), bool(row[1]), *(str(part) for part in row[2:]))


def chain_key_of(connection: RawConnection, master: MasterKey) -> bytes:
    """The key of the change log: derived from the first master key, and kept in the file by every later one.

    Links that were written before the keys were renewed, and the digits of them on paper, stay valid so.
    """
    (kept,) = connection.execute("SELECT chain_key FROM store_identity WHERE id = 1").fetchone()
    return bytes.fromhex(kept) if kept else master.derive(KeyUse.CHAIN)


def keep_chain_key(connection: RawConnection, key: bytes) -> None:
    """Has the file carry the key of its change log, because its next master key gives another one.

    A file that goes over to new keys begins without a seal, and with a recovery sheet that nobody has typed back yet.
    """
    connection.execute(
        "UPDATE store_identity SET chain_key = ?, recovery_checked_on = '', sealed_at = '', sealed_as = ''",
        (key.hex(),),
    )


def needs_upgrade(connection: RawConnection) -> bool:
    """Whether the store is older than this version.

    Raises StoreRefusal: FOREIGN_FILE if it is not ours, NEWER_STORE if a newer version wrote it, OLDER_STORE if it is
    too old to be brought up.
    """
    if application_id(connection) != APPLICATION_ID:
        raise StoreRefusal(Situation.FOREIGN_FILE)
    version = schema_version(connection)
    if version > SCHEMA_VERSION:
        raise StoreRefusal(Situation.NEWER_STORE, theirs=version, ours=SCHEMA_VERSION)
    if version < OLDEST_VERSION:
        raise StoreRefusal(Situation.OLDER_STORE, theirs=version)
    return version < SCHEMA_VERSION


def check_expectation(practice: bool, expected: bool | None) -> None:
    """A practice store and a real one are never mixed up.

    Raises StoreRefusal (PRACTICE_STORE or REAL_STORE) unless the store is what was expected (None: either).
    """
    if expected is None or practice is expected:
        return
    raise StoreRefusal(Situation.PRACTICE_STORE if practice else Situation.REAL_STORE)
