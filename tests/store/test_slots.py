"""Who can open the store: several people, one leaves, a new recovery sheet, the sheet typed back."""

from datetime import date

import pytest

from hokatsu_desktop.store.backup import back_up, open_backup
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase, Secret, SlotKind
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.slots import (
    add_staff,
    change_passphrase,
    check_recovery_code,
    key_file_of,
    recovery_checked_on,
    remove_slot,
    renew_recovery_code,
)
from tests.store.conftest import NOON, WORDS, Made, open_by_key

FLOOR = Cost.floor()
COLLEAGUE = Passphrase("となりの席の人だけが知っている言葉")
NEW_WORDS = Passphrase("四月からはこちらの言葉に変えます")


def opens(made: Made, secret: Secret) -> str:
    """The slot that opened, or "" if the secret opens nothing."""
    try:
        store = open_store(made.folder, secret, cost=FLOOR)
    except StoreRefusal:
        return ""
    store.close()
    return store.slot_id


def test_a_colleague_is_added_and_leaves_again(made: Made) -> None:
    store = open_by_key(made)
    slot_id = add_staff(store, COLLEAGUE, cost=FLOOR)
    store.close()
    assert opens(made, COLLEAGUE) == slot_id
    assert opens(made, WORDS) == made.slot_id
    store = open_by_key(made)
    remove_slot(store, slot_id)
    store.close()
    assert opens(made, COLLEAGUE) == ""
    assert opens(made, WORDS) == made.slot_id
    assert (made.folder / "g0001/store.keys").read_bytes() == (made.folder / "keys-copy/g0001.keys").read_bytes()


def test_a_passphrase_is_changed(made: Made) -> None:
    store = open_by_key(made)
    change_passphrase(store, made.slot_id, NEW_WORDS, cost=FLOOR)
    store.close()
    assert opens(made, WORDS) == ""
    assert opens(made, NEW_WORDS) == made.slot_id


def test_a_weak_passphrase_changes_nothing(store: OpenStore, made: Made) -> None:
    before = key_file_of(store)
    for action in (
        lambda: add_staff(store, Passphrase("みどり町みどり町みどり町みどり町"), town="みどり町"),
        lambda: change_passphrase(store, made.slot_id, Passphrase("x")),
    ):
        with pytest.raises(StoreRefusal) as refused:
            action()
        assert refused.value.situation is Situation.WEAK_PASSPHRASE
    assert key_file_of(store) == before


def test_the_last_key_of_a_kind_stays(store: OpenStore) -> None:
    for slot in key_file_of(store).slots:
        with pytest.raises(StoreRefusal) as refused:
            remove_slot(store, slot.slot_id)
        assert refused.value.situation is Situation.LAST_KEY


def test_a_new_recovery_sheet_replaces_the_old_one(made: Made) -> None:
    store = open_by_key(made)
    assert check_recovery_code(store, made.code, date(2026, 11, 23))
    code = renew_recovery_code(store, cost=FLOOR)
    assert recovery_checked_on(store) is None
    assert len(key_file_of(store).of_kind(SlotKind.RECOVERY)) == 1
    store.close()
    assert opens(made, made.code) == ""
    assert opens(made, code) != ""


def test_the_sheet_is_typed_back(store: OpenStore, made: Made) -> None:
    assert not check_recovery_code(store, RecoveryCode(bytes(16)), date(2026, 11, 23))
    assert recovery_checked_on(store) is None
    assert check_recovery_code(store, made.code, date(2026, 11, 23))
    assert recovery_checked_on(store) == date(2026, 11, 23)


def test_a_backup_keeps_the_keys_of_its_day(made: Made) -> None:
    store = open_by_key(made)
    done = back_up(store, made.folder.with_name("控え"), NOON)
    change_passphrase(store, made.slot_id, NEW_WORDS, cost=FLOOR)
    store.close()
    open_backup(done.path, WORDS).close()
    with pytest.raises(StoreRefusal):
        open_backup(done.path, NEW_WORDS)


def test_keys_of_a_backup_are_not_changed(made: Made) -> None:
    store = open_by_key(made)
    done = back_up(store, made.folder.with_name("控え"), NOON)
    store.close()
    opened = open_backup(done.path, WORDS)
    with pytest.raises(StoreRefusal) as refused:
        add_staff(opened, COLLEAGUE, cost=FLOOR)
    assert refused.value.situation is Situation.READ_ONLY
    opened.close()


def test_a_key_file_that_cannot_be_written_keeps_the_old_one(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_by_key(made)
    before = key_file_of(store)

    def full(*_args: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr("hokatsu_desktop.store.key_file.write_whole", full)
        with pytest.raises(StoreRefusal) as refused:
            add_staff(store, COLLEAGUE, cost=FLOOR)
    assert refused.value.situation is Situation.DISK_FULL
    assert key_file_of(store) == before
    store.close()
    assert opens(made, WORDS) == made.slot_id
