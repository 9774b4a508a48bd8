"""The change log: whatever is edited, removed or put in by hand shows as the first link that does not fit."""

import hashlib
import json
import random
from typing import Any

import pytest
import sqlcipher3

from hokatsu_desktop.models import Staff
from hokatsu_desktop.services.acts import act, canonical, note_fact
from hokatsu_desktop.store.chain import Head, first_broken_link, hash_at, head_of
from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.open_store import OpenStore

LINKS = 12


@pytest.fixture
def log(store: OpenStore) -> RawConnection:
    """The connection of a store with a dozen links more, its guard taken off as an attacker with the key could."""
    for number in range(LINKS):
        with store.transaction() as session, act(session, "add_staff", "職員を加える"):
            session.add(Staff(name=f"架空 𠮷田{number}"))
    with store.transaction() as session:
        note_fact(session, "print_sheet", "印刷する", copies=3)
    return store.connection


def broken(store: OpenStore) -> int | None:
    return first_broken_link(store.connection, store.found.master.derive(KeyUse.CHAIN))


def take_guard_off(log: RawConnection) -> None:
    log.execute("DROP TRIGGER change_entry_no_update")
    log.execute("DROP TRIGGER change_entry_no_delete")


def test_an_untouched_log_is_whole(store: OpenStore, log: RawConnection) -> None:
    assert broken(store) is None
    head = head_of(log)
    assert head.sequence == LINKS + 3
    assert hash_at(log, head.sequence) == head.hash
    assert hash_at(log, 0) == hash_at(log, 999) == ""


def test_an_empty_log_is_whole(store: OpenStore) -> None:
    take_guard_off(store.connection)
    store.connection.execute("DELETE FROM change_entry")
    assert broken(store) is None
    assert head_of(store.connection) == Head()


@pytest.mark.parametrize("statement", ["UPDATE change_entry SET title = 'x'", "DELETE FROM change_entry WHERE id = 1"])
def test_the_guard_refuses_to_change_the_log(log: RawConnection, statement: str) -> None:
    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        log.execute(statement)


def test_the_guard_lets_the_contents_of_a_link_go_and_nothing_else(store: OpenStore, log: RawConnection) -> None:
    before = head_of(log)
    salt, was, became = log.execute('SELECT salt, "before", "after" FROM change_entry WHERE id = 6').fetchone()
    assert len(salt) == 32
    contents = [salt, *(None if part is None else json.loads(part) for part in (was, became))]
    digest = hashlib.sha256(canonical(contents)).hexdigest()
    emptied = 'UPDATE change_entry SET "before" = NULL, "after" = NULL, salt = \'\', digest = ?'
    for more in (", title = 'x'", ", hash = digest", ", row_id = 99"):
        with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
            log.execute(f"{emptied}{more} WHERE id = 6", (digest,))
    log.execute(f"{emptied} WHERE id = 6", (digest,))
    assert broken(store) is None
    assert head_of(log) == before
    with pytest.raises(sqlcipher3.IntegrityError, match="append-only"):
        log.execute("UPDATE change_entry SET digest = ? WHERE id = 6", ("0" * 64,))


def test_a_link_emptied_for_another_digest_shows(store: OpenStore, log: RawConnection) -> None:
    log.execute(
        'UPDATE change_entry SET "before" = NULL, "after" = NULL, salt = \'\', digest = ? WHERE id = 6', ("0" * 64,)
    )
    assert broken(store) == 6


def test_a_link_with_contents_and_a_digest_shows(store: OpenStore, log: RawConnection) -> None:
    take_guard_off(log)
    log.execute("UPDATE change_entry SET digest = ? WHERE id = 6", ("0" * 64,))
    assert broken(store) == 6


def test_another_key_breaks_every_link(store: OpenStore, log: RawConnection) -> None:
    assert first_broken_link(log, bytes(32)) == 1


def test_a_removed_link_shows(store: OpenStore, log: RawConnection) -> None:
    take_guard_off(log)
    log.execute("DELETE FROM change_entry WHERE id = 5")
    assert broken(store) == 5


def test_swapped_links_show(store: OpenStore, log: RawConnection) -> None:
    take_guard_off(log)
    log.execute("UPDATE change_entry SET id = 1000 WHERE id = 5")
    log.execute("UPDATE change_entry SET id = 5 WHERE id = 6")
    log.execute("UPDATE change_entry SET id = 6 WHERE id = 1000")
    assert broken(store) == 5


def test_a_link_put_in_without_the_key_shows(store: OpenStore, log: RawConnection) -> None:
    last = head_of(log).sequence
    log.execute(
        "INSERT INTO change_entry SELECT id + 1, act_number, act, title, staff_id, happened_at, table_name, row_id,"
        ' "before", "after", undoes, salt, digest, hash FROM change_entry WHERE id = ?',
        (last,),
    )
    assert broken(store) == last + 1


@pytest.mark.parametrize("value", ["not json", "{", "きのう"])
def test_values_that_cannot_be_read_show(store: OpenStore, log: RawConnection, value: str) -> None:
    take_guard_off(log)
    for column in ("after", "happened_at"):
        log.execute("BEGIN")
        log.execute(f'UPDATE change_entry SET "{column}" = ? WHERE id = 4', (value,))
        assert broken(store) == 4
        log.execute("ROLLBACK")


def test_a_thousand_random_edits_show(store: OpenStore, log: RawConnection) -> None:
    take_guard_off(log)
    source = random.Random(11)
    last = head_of(log).sequence
    for _ in range(1_000):
        row = source.randrange(1, last + 1)
        column, value = edit(source)
        log.execute("BEGIN")
        changed = log.execute(
            f'UPDATE change_entry SET "{column}" = :value WHERE id = :row AND "{column}" IS NOT :value',
            {"value": value, "row": row},
        ).rowcount
        assert broken(store) == (row if changed else None), (row, column, value)
        log.execute("ROLLBACK")


def edit(source: random.Random) -> tuple[str, Any]:
    """A column and a value that differs in meaning from anything the log holds."""
    column = source.choice(
        ["act", "title", "table_name", "staff_id", "row_id", "act_number", "undoes", "after", "hash", "salt", "digest"]
    )
    match column:
        case "act" | "title" | "table_name" | "salt":
            return column, f"x{source.randrange(99)}"
        case "after":
            return column, json.dumps({"name": f"別の 人{source.randrange(99)}"})
        case "hash" | "digest":
            return column, f"{source.getrandbits(256):064x}"
        case _:
            return column, source.randrange(1_000, 9_999)
