"""Version skew: a newer store is not touched, an older one is brought up on a copy, and a failure changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Office
from hokatsu_desktop.store.connection import open_raw
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, KeyUse
from hokatsu_desktop.store.manifest import read_manifest
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.store.conftest import WORDS, Made, open_by_key, snapshot


def second_step(database: Any) -> None:
    database.execute("CREATE TABLE added_later (a TEXT)")
    database.execute("ALTER TABLE office ADD COLUMN motto TEXT NOT NULL DEFAULT '一人にしない'")


def run_on_file(made: Made, statement: str) -> None:
    connection = open_raw(made.folder / "g0001" / "store.db", made.master.derive(KeyUse.DATABASE), "rw")
    connection.execute(statement)
    connection.close()


def test_a_newer_store_is_refused_and_not_changed_by_a_byte(made: Made) -> None:
    run_on_file(made, "PRAGMA user_version=7")
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused:
        open_store(made.folder, WORDS, cost=Cost.floor())
    assert refused.value.situation is Situation.NEWER_STORE
    assert "形式 7" in refused.value.words
    assert "形式 1" in refused.value.words
    assert snapshot(made.folder) == before


def test_a_store_that_is_too_old_is_refused_and_not_changed(made: Made) -> None:
    run_on_file(made, "PRAGMA user_version=0")
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.OLDER_STORE
    assert snapshot(made.folder) == before


def test_a_file_with_another_mark_is_foreign(made: Made) -> None:
    run_on_file(made, "PRAGMA application_id=1")
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.FOREIGN_FILE


def test_an_older_store_is_brought_up_beside_the_old_one(made: Made, newer_program: Callable[[Any], None]) -> None:
    before = snapshot(made.folder)
    newer_program(second_step)
    store = open_by_key(made)
    assert [notice.kind for notice in store.notices] == [NoticeKind.UPGRADED]
    assert "g0001" in store.notices[0].words
    assert store.generation.path.name == "g0002"
    with store.session() as session:
        assert session.scalars(select(Office.town)).one() == "みどり町"
    assert store.connection.execute("SELECT motto FROM office").fetchall() == [("一人にしない",)]
    store.close()
    after = snapshot(made.folder)
    assert {name: data for name, data in after.items() if name.startswith("g0001/")} == {
        name: data for name, data in before.items() if name.startswith("g0001/")
    }
    found = read_manifest(made.folder / "g0002" / "manifest.json")
    assert found is not None
    assert found.manifest.schema == 2
    assert found.is_authentic(made.master)
    again = open_store(made.folder, WORDS, cost=Cost.floor())
    assert again.notices == ()
    assert again.generation.path.name == "g0002"
    again.close()


def failing_step(database: Any) -> None:
    second_step(database)
    raise ValueError("cannot")


def step_that_loses_the_log(database: Any) -> None:
    database.execute("DROP TRIGGER change_entry_no_delete")
    database.execute("DELETE FROM change_entry")


def step_that_tears_references(database: Any) -> None:
    database.execute("PRAGMA foreign_keys=OFF")
    database.execute("CREATE TABLE torn (staff INTEGER REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED)")
    database.execute("INSERT INTO search_index (search_index) VALUES ('no such command')")


@pytest.mark.parametrize("step", [failing_step, step_that_loses_the_log, step_that_tears_references])
def test_a_failed_upgrade_leaves_the_store_as_it_was(
    made: Made, newer_program: Callable[[Any], None], step: Any
) -> None:
    before = snapshot(made.folder)
    newer_program(step)
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.UPGRADE_FAILED
    assert snapshot(made.folder) == before


def test_an_upgrade_needs_room_first(
    made: Made, newer_program: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(made.folder)
    newer_program(second_step)
    monkeypatch.setattr("hokatsu_desktop.store.building.space_problem", lambda *_args: True)
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.DISK_FULL
    assert snapshot(made.folder) == before


def test_an_upgrade_cut_off_before_the_switch_is_done_again(
    made: Made, newer_program: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    newer_program(second_step)

    def power_cut(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("hokatsu_desktop.store.data_folder.DataFolder.write_current", power_cut)
        with pytest.raises(KeyboardInterrupt):
            open_by_key(made)
    store = open_by_key(made)
    assert store.generation.path.name == "g0003"
    store.close()
