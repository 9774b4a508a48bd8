"""復元訓練: the backup is put back with what was typed, compared with the store, and nothing of it stays."""

from datetime import timedelta
from pathlib import Path

import pytest

from hokatsu_desktop.models import Case, Household, Person, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.store.backup import Backup, back_up
from hokatsu_desktop.store.drill import rehearse_restore
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.store.conftest import NOON, WORDS, Made, snapshot


def add_case(store: OpenStore, number: str) -> None:
    with store.transaction() as session, act(session, "receive_referral", "受け付ける"):
        person, household = Person(name="架空 花子"), Household(title="架空世帯")
        session.add_all([person, household])
        session.flush()
        session.add(Case(household_id=household.id, principal_id=person.id, number=number))


@pytest.fixture
def done(store: OpenStore, tmp_path: Path) -> Backup:
    add_case(store, "R8-001")
    return back_up(store, tmp_path / "控え", NOON)


def test_a_backup_says_how_many_cases_it_holds(done: Backup) -> None:
    assert done.cases == 1


def test_it_passes_and_counts_what_was_then_and_is_now(made: Made, store: OpenStore, done: Backup) -> None:
    add_case(store, "R8-002")
    before = snapshot(store.folder.path), snapshot(done.path)
    for secret in (WORDS, made.code):
        found = rehearse_restore(store, done, secret, NOON + timedelta(days=1))
        assert found.passed, found.trouble
        assert (found.then["ケース"], found.now["ケース"]) == (1, 2)
        assert (found.then["人"], found.now["人"]) == (1, 2)
        assert (found.links, found.newer) == (done.sequence, 3)
    assert (snapshot(store.folder.path), snapshot(done.path)) == before


def test_a_wrong_passphrase_is_no_rehearsal(store: OpenStore, done: Backup) -> None:
    with pytest.raises(StoreRefusal) as refused:
        rehearse_restore(store, done, Passphrase("ちがう言葉をならべてみました"), NOON)
    assert refused.value.situation is Situation.WRONG_PASSPHRASE


def test_a_damaged_backup_does_not_pass(store: OpenStore, done: Backup) -> None:
    path = done.path / "store.db"
    data = bytearray(path.read_bytes())
    data[9000] ^= 1
    path.write_bytes(data)
    before = snapshot(store.folder.path)
    found = rehearse_restore(store, done, WORDS, NOON)
    assert "store.db" in found.trouble
    assert snapshot(store.folder.path) == before


def test_a_backup_whose_log_is_no_beginning_of_ours_does_not_pass(store: OpenStore, done: Backup) -> None:
    store.connection.execute("DROP TRIGGER change_entry_no_update")
    store.connection.execute("UPDATE change_entry SET hash = 'x' WHERE id = ?", (done.sequence,))
    found = rehearse_restore(store, done, WORDS, NOON)
    assert "続きになっていません" in found.trouble


def test_it_leaves_no_act_of_its_own(store: OpenStore, done: Backup) -> None:
    head = store.head()
    rehearse_restore(store, done, WORDS, NOON)
    assert store.head() == head
    with store.session() as session:
        assert session.query(Staff).count() == 1
