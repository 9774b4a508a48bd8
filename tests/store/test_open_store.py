"""Sessions: one at a time, committed or undone, with the chain key in their info; the anchor follows."""

import threading
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from hokatsu_desktop.models import Office, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.store import open_store as open_store_module
from hokatsu_desktop.store.anchor import read_anchor
from hokatsu_desktop.store.connection import profile_of
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.slots import recovery_checked_on
from tests.store.conftest import Made, open_by_key


def make_table(store: OpenStore) -> None:
    """A table that is no part of the models, so that a test may write without an act."""
    with store.transaction() as session:
        session.execute(text("CREATE TABLE scratch (word TEXT NOT NULL UNIQUE)"))


def write(store: OpenStore, word: str) -> None:
    with store.transaction() as session:
        session.execute(text("INSERT INTO scratch VALUES (:word)"), {"word": word})


def words_in(store: OpenStore) -> list[str]:
    with store.session() as session:
        return list(session.execute(text("SELECT word FROM scratch ORDER BY word")).scalars())


def test_a_session_knows_the_chain_key_and_who_works(store: OpenStore) -> None:
    store.session_facts["staff_id"] = 7
    with store.session() as session:
        assert session.info["chain_key"] == store.found.master.derive(KeyUse.CHAIN)
        assert session.info["staff_id"] == 7


def test_objects_stay_readable_after_the_session(store: OpenStore) -> None:
    with store.session() as session:
        office = session.scalars(select(Office)).one()
    assert office.town == "みどり町"


def test_a_transaction_that_ends_well_is_saved(store: OpenStore) -> None:
    make_table(store)
    write(store, "残る")
    assert words_in(store) == ["残る"]


def test_an_error_undoes_the_whole_transaction(store: OpenStore) -> None:
    make_table(store)

    def fail_half_way() -> None:
        with store.transaction() as session:
            session.execute(text("INSERT INTO scratch VALUES ('消える')"))
            raise KeyError("x")

    with pytest.raises(KeyError):
        fail_half_way()
    assert words_in(store) == []


def test_a_session_that_is_not_committed_is_undone(store: OpenStore) -> None:
    make_table(store)
    with store.session() as session:
        session.execute(text("INSERT INTO scratch VALUES ('消える')"))
    assert words_in(store) == []


def test_a_broken_rule_is_a_bug_and_stays_what_it_is(store: OpenStore) -> None:
    make_table(store)
    write(store, "一つ")
    with pytest.raises(IntegrityError):
        write(store, "一つ")
    write(store, "二つ")
    assert words_in(store) == ["一つ", "二つ"]


def test_an_error_of_the_callers_own_files_is_not_told_as_one_of_the_store(store: OpenStore, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), store.transaction():
        (tmp_path / "写真.jpg").read_bytes()


def test_a_session_inside_a_session_is_a_fault(store: OpenStore) -> None:
    with store.session(), pytest.raises(RuntimeError, match="already open"), store.session():
        pass
    with store.session() as session:
        assert session.scalars(select(Office.town)).one() == "みどり町"


def test_threads_wait_their_turn(store: OpenStore) -> None:
    make_table(store)

    def work(name: str) -> None:
        for number in range(25):
            write(store, f"{name}{number:02d}")

    threads = [threading.Thread(target=work, args=(name,)) for name in "あいう"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(words_in(store)) == 75


def test_a_closed_store_hands_out_nothing(made: Made) -> None:
    store = open_by_key(made)
    store.close()
    with pytest.raises(RuntimeError, match="closed"), store.session():
        pass


def add_staff_link(store: OpenStore, name: str) -> None:
    with store.transaction() as session, act(session, "add_staff", "職員を加える"):
        session.add(Staff(name=name))


def anchored(made: Made) -> int:
    found = read_anchor(made.folder / "anchor.json")
    assert found is not None
    return found.anchor.head.sequence


def test_the_anchor_follows_at_intervals_and_at_the_end(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_by_key(made)
    start = store.head().sequence
    monkeypatch.setattr(open_store_module, "ANCHOR_SECONDS", 3600)
    add_staff_link(store, "架空 一郎")
    assert anchored(made) == start
    monkeypatch.setattr(open_store_module, "ANCHOR_SECONDS", 0)
    add_staff_link(store, "架空 二郎")
    assert anchored(made) == start + 2
    monkeypatch.setattr(open_store_module, "ANCHOR_SECONDS", 3600)
    add_staff_link(store, "架空 三郎")
    store.close()
    assert anchored(made) == start + 3


def test_reading_does_not_touch_the_anchor(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_by_key(made)
    monkeypatch.setattr(open_store_module, "ANCHOR_SECONDS", 0)
    before = (made.folder / "anchor.json").stat().st_mtime_ns
    with store.session() as session:
        session.scalars(select(Office.town)).one()
    assert (made.folder / "anchor.json").stat().st_mtime_ns == before
    store.close()


def test_an_anchor_that_cannot_be_written_loses_nothing(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_by_key(made)
    make_table(store)

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(open_store_module, "ANCHOR_SECONDS", 0)
        patch.setattr(open_store_module, "write_anchor", full)
        write(store, "残る")
    assert words_in(store) == ["残る"]
    store.close()


def test_a_full_file_is_told_and_what_was_saved_stays(store: OpenStore) -> None:
    make_table(store)
    write(store, "前の保存")
    with store.raw() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreRefusal) as refused:
        write(store, "大きい" * 50_000)
    assert refused.value.situation is Situation.DISK_FULL
    assert words_in(store) == ["前の保存"]


def test_the_journal_is_empty_between_transactions(made: Made) -> None:
    store = open_by_key(made)
    make_table(store)
    journal: Path = made.folder / "g0001" / "store.db-journal"
    assert journal.stat().st_size == 0
    store.close()


def test_a_store_whose_sheet_was_never_typed_back_says_so(store: OpenStore) -> None:
    assert recovery_checked_on(store) is None
    with store.raw() as connection:
        connection.execute("UPDATE store_identity SET recovery_checked_on = '2026-11-23'")
    assert recovery_checked_on(store) == date(2026, 11, 23)


def a_read_that_fails(store: OpenStore) -> Situation:
    """What the user is told when the disk fails under a statement."""
    trouble = sqlcipher3.OperationalError("disk I/O error")
    trouble.sqlite_errorname = "SQLITE_IOERR_READ"
    with pytest.raises(StoreRefusal) as told, store.session():
        raise OperationalError("SELECT", {}, trouble)
    return told.value.situation


def test_after_a_call_that_failed_the_file_is_opened_anew(store: OpenStore) -> None:
    make_table(store)
    write(store, "残る")
    before = store.connection
    assert a_read_that_fails(store) is Situation.DISK_TROUBLE
    write(store, "続き")
    assert store.connection is not before
    assert words_in(store) == ["残る", "続き"]
    assert profile_of(store.connection)["synchronous"] == "3"


def test_trouble_in_the_stores_own_work_has_it_opened_anew_too(store: OpenStore) -> None:
    before = store.connection
    with pytest.raises(OSError, match="x"), store.raw():
        raise OSError("x")
    with store.raw() as connection:
        assert connection is not before


def test_while_it_cannot_be_opened_anew_nothing_is_read_and_later_all_is_there(store: OpenStore) -> None:
    make_table(store)
    write(store, "残る")
    assert a_read_that_fails(store) is Situation.DISK_TROUBLE
    db = store.generation.db
    db.rename(db.with_suffix(".away"))
    with pytest.raises(StoreRefusal) as told:
        words_in(store)
    assert told.value.situation is Situation.MISSING_FILE
    db.with_suffix(".away").rename(db)
    assert words_in(store) == ["残る"]


def test_a_store_that_cannot_be_opened_anew_can_be_closed(store: OpenStore) -> None:
    assert a_read_that_fails(store) is Situation.DISK_TROUBLE
    db = store.generation.db
    db.rename(db.with_suffix(".away"))
    store.close()
    assert store.is_closed
