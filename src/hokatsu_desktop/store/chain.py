"""The head of the change log and the check of its links, read straight from the encrypted file."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.acts import link_hash
from hokatsu_desktop.store.connection import RawConnection


@dataclass(frozen=True)
class Head:
    """The newest link of the change log; sequence 0 and an empty hash while there is none."""

    sequence: int = 0
    hash: str = ""


def head_of(connection: RawConnection) -> Head:
    """The newest link."""
    row = connection.execute("SELECT id, hash FROM change_entry ORDER BY id DESC LIMIT 1").fetchone()
    return Head(*row) if row else Head()


def hash_at(connection: RawConnection, sequence: int) -> str:
    """The hash of one link; "" for sequence 0 or if there is no such link."""
    row = connection.execute("SELECT hash FROM change_entry WHERE id = ?", (sequence,)).fetchone()
    return str(row[0]) if row else ""


def first_broken_link(connection: RawConnection, chain_key: bytes) -> int | None:
    """The sequence number of the first link that is missing or does not fit the one before; None if all fit."""
    return broken_link_in(connection.execute(_SELECT), chain_key)


def broken_link_in(rows: Iterable[tuple[Any, ...]], chain_key: bytes) -> int | None:
    """The same for links that were read from anywhere, with the values of LINK_COLUMNS, in their order."""
    previous, expected = "", 1
    for row in rows:
        entry = _entry(row)
        if entry is None or entry.id != expected or link_hash(chain_key, entry, previous) != entry.hash:
            return expected
        previous, expected = entry.hash, expected + 1
    return None


def emptied_links(connection: RawConnection) -> tuple[int, int]:
    """How many links have lost their contents, and how many the disposals say they emptied."""
    (emptied,) = connection.execute("SELECT count(*) FROM change_entry WHERE digest <> ''").fetchone()
    (told,) = connection.execute("SELECT coalesce(sum(emptied), 0) FROM disposal").fetchone()
    return int(emptied), int(told)


LINK_COLUMNS = tuple(column.name for column in ChangeEntry.__table__.columns)
_SELECT = f"""SELECT {", ".join(f'"{name}"' for name in LINK_COLUMNS)} FROM change_entry ORDER BY id"""


def _entry(row: tuple[Any, ...]) -> ChangeEntry | None:
    """The row with the attributes of the mapped class; None if a value cannot even be read.

    Not the class itself: making a million mapped objects takes far longer than hashing them.
    """
    entry = SimpleNamespace(**dict(zip(LINK_COLUMNS, row, strict=True)))
    try:
        entry.happened_at = datetime.fromisoformat(entry.happened_at)
        entry.before = None if entry.before is None else json.loads(entry.before)
        entry.after = None if entry.after is None else json.loads(entry.after)
    except (TypeError, ValueError):
        return None
    return cast("ChangeEntry", entry)
