"""鍵を作り直す: who has left opens nothing new, the content and the links of the log stay, a failure changes nothing."""

import pytest

from hokatsu_desktop.services.acts import head
from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.store.backup import back_up, open_backup
from hokatsu_desktop.store.durable_files import write_whole
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase, Secret
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.rekey import rekey
from hokatsu_desktop.store.slots import add_staff, recovery_checked_on
from hokatsu_desktop.store.verify import verify_store
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot

FLOOR = Cost.floor()
LEAVER = Passphrase("四月に出ていく人が知っている言葉")


def renewed(made: Made) -> RecoveryCode:
    """The store of the tests with a second person, and its keys renewed without them."""
    store = open_by_key(made)
    add_staff(store, LEAVER, cost=FLOOR)
    code = rekey(store, {made.slot_id: WORDS}, NOON, cost=FLOOR)
    store.close()
    return code


def opened(made: Made, secret: Secret) -> OpenStore:
    """The store opened as the program does. Raises StoreRefusal."""
    return open_store(made.folder, secret, cost=FLOOR, clock=lambda: NOON)


def test_only_those_who_stay_and_the_new_sheet_open_it(made: Made) -> None:
    code = renewed(made)
    for secret in (WORDS, code):
        store = opened(made, secret)
        with store.session() as session:
            assert the_office(session).town == "みどり町"
        assert [one.kind for one in store.notices] == []
        assert (store.generation.path.name, store.found.epoch) == ("g0002", 2)
        store.close()
    for gone, situation in ((LEAVER, Situation.WRONG_PASSPHRASE), (made.code, Situation.WRONG_CODE)):
        with pytest.raises(StoreRefusal) as refused:
            opened(made, gone)
        assert refused.value.situation is situation


def test_the_old_key_opens_no_page_of_the_new_file(made: Made) -> None:
    renewed(made)
    with pytest.raises(StoreRefusal):
        open_by_key(made)  # goes by CURRENT, with the first master key


def test_links_written_before_stay_valid_and_new_ones_join_them(made: Made) -> None:
    store = open_by_key(made)
    with store.session() as session:
        on_paper = head(session)
    store.close()
    renewed(made)
    store = opened(made, WORDS)
    with store.transaction() as session:
        assert head(session) == on_paper
        change_office(session, phone="0000-00-0000")
    store.close()
    assert verify_store(made.folder, WORDS, NOON).passed


def test_keys_are_renewed_a_second_time(made: Made) -> None:
    renewed(made)
    store = opened(made, WORDS)
    rekey(store, {made.slot_id: WORDS}, NOON, cost=FLOOR)
    store.close()
    store = opened(made, WORDS)
    assert (store.generation.path.name, store.found.epoch) == ("g0003", 3)
    store.close()
    assert verify_store(made.folder, WORDS, NOON).passed


def test_the_sheet_has_to_be_typed_back_again(made: Made) -> None:
    renewed(made)
    store = opened(made, WORDS)
    assert recovery_checked_on(store) is None
    store.close()


def test_nothing_is_written_to_the_old_generation_afterwards(made: Made) -> None:
    store = open_by_key(made)
    rekey(store, {made.slot_id: WORDS}, NOON, cost=FLOOR)
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused, store.transaction():
        pass
    store.close()
    assert refused.value.situation is Situation.READ_ONLY
    assert snapshot(made.folder) == before


def test_earlier_backups_still_open_for_who_left(made: Made) -> None:
    """Said in docs/store-format.md: a copy that was given away cannot be called back."""
    store = open_by_key(made)
    add_staff(store, LEAVER, cost=FLOOR)
    backup = back_up(store, made.folder / "hikae", NOON)
    rekey(store, {made.slot_id: WORDS}, NOON, cost=FLOOR)
    store.close()
    open_backup(backup.path, LEAVER).close()


def test_without_anybody_to_open_it_nothing_is_done(made: Made) -> None:
    store = open_by_key(made)
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused:
        rekey(store, {}, NOON, cost=FLOOR)
    assert refused.value.situation is Situation.LAST_KEY
    assert snapshot(made.folder) == before
    store.close()


@pytest.mark.parametrize("fails_at", range(5))
def test_a_disk_that_fails_at_any_file_leaves_the_old_store_or_gives_the_new_one(
    made: Made, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """keys, manifest, second copy of the keys, anchor, CURRENT: each write fails once."""
    written = 0

    def failing(path: object, data: bytes) -> None:
        nonlocal written
        written += 1
        if written - 1 == fails_at:
            raise OSError(5, "EIO")
        write_whole(path, data)  # type: ignore[arg-type]

    store = open_by_key(made)
    for module in ("rekey", "manifest", "anchor", "data_folder"):
        monkeypatch.setattr(f"hokatsu_desktop.store.{module}.write_whole", failing)
    with pytest.raises(StoreRefusal) as refused:
        rekey(store, {made.slot_id: WORDS}, NOON, cost=FLOOR)
    monkeypatch.undo()
    assert refused.value.situation is Situation.DISK_TROUBLE
    with store.transaction() as session:
        change_office(session, phone="0000-00-0001")
    store.close()
    store = opened(made, WORDS)
    with store.session() as session:
        assert the_office(session).phone == "0000-00-0001"
    assert {one.kind for one in store.notices} <= {NoticeKind.ANCHOR_MISSING}
    store.close()
    assert verify_store(made.folder, WORDS, NOON).passed
