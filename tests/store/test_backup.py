"""Backups: whole, proved, thinned out, readable anywhere, and the way back."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Office, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.store import backup as backup_module
from hokatsu_desktop.store.backup import (
    Backup,
    back_up,
    backups,
    kept_of,
    open_backup,
    prune,
    read_backup,
    restore_backup,
)
from hokatsu_desktop.store.building import copy_database
from hokatsu_desktop.store.disposal import ages_out
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.verify import verify_backup
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "控え"


@pytest.fixture
def done(store: OpenStore, into: Path) -> Backup:
    return back_up(store, into, NOON)


def situation_of(action: Callable[[], object]) -> Situation:
    with pytest.raises(StoreRefusal) as refused:
        action()
    return refused.value.situation


def add_staff(store: OpenStore, name: str) -> None:
    with store.transaction() as session, act(session, "add_staff", "職員を加える"):
        session.add(Staff(name=name))


def staff_in(store: OpenStore) -> list[str]:
    with store.session() as session:
        return list(session.scalars(select(Staff.name).order_by(Staff.id)))


def test_a_backup_has_the_shape_of_a_generation(store: OpenStore, done: Backup, into: Path) -> None:
    assert {path.name for path in done.path.iterdir()} == {"store.db", "store.keys", "manifest.json"}
    assert (done.made_at, done.sequence, done.store_id) == (NOON, store.head().sequence, store.store_id)
    assert done.is_whole
    assert not done.practice
    assert backups(into) == [done]


def test_the_store_goes_on_working_after_a_backup(store: OpenStore, done: Backup) -> None:
    add_staff(store, "架空 太郎")
    assert staff_in(store) == ["髙橋 まこと", "架空 太郎"]


def test_a_backup_opens_with_passphrase_and_sheet_for_reading_only(made: Made, done: Backup) -> None:
    before = snapshot(done.path)
    for secret in (WORDS, made.code):
        opened = open_backup(done.path, secret, practice=False)
        assert staff_in(opened) == ["髙橋 まこと"]
        with pytest.raises(StoreRefusal) as refused, opened.transaction():
            pass
        assert refused.value.situation is Situation.READ_ONLY
        with opened.session() as session:
            assert session.scalars(select(Office.town)).one() == "みどり町"
        opened.close()
    assert snapshot(done.path) == before


def test_a_backup_passes_its_rehearsal(made: Made, done: Backup) -> None:
    verdict = verify_backup(done.path, made.code)
    assert verdict.passed
    assert verdict.words == "すべての確認に通りました。"
    assert situation_of(lambda: verify_backup(done.path, Passphrase("ちがう言葉をならべてみました"))) is (
        Situation.WRONG_PASSPHRASE
    )


def test_a_practice_backup_is_not_taken_for_a_real_one(done: Backup) -> None:
    assert situation_of(lambda: open_backup(done.path, WORDS, practice=True)) is Situation.REAL_STORE


def test_two_backups_of_one_second_do_not_meet(store: OpenStore, done: Backup, into: Path) -> None:
    second = back_up(store, into, NOON)
    assert second.path != done.path


@pytest.mark.parametrize("name", ["store.db", "store.keys", "manifest.json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "missing"])
def test_a_damaged_backup_is_never_opened(done: Backup, into: Path, name: str, damage: str) -> None:
    path = done.path / name
    data = path.read_bytes()
    match damage:
        case "flip":
            path.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])
        case "cut":
            path.write_bytes(data[: len(data) // 4096 * 4096 - 4096 if name == "store.db" else len(data) - 1])
        case _:
            path.unlink()
    assert situation_of(lambda: open_backup(done.path, WORDS)) in {Situation.BAD_BACKUP, Situation.KEYS_DAMAGED}
    whole = [made.is_whole for made in backups(into)]
    assert whole == ([] if name == "manifest.json" else [damage == "flip"])


def test_a_manifest_made_without_the_key_does_not_count(done: Backup) -> None:
    path = done.path / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b'"practice": false', b'"practice": true'))
    assert situation_of(lambda: open_backup(done.path, WORDS)) is Situation.BAD_BACKUP


def test_a_backup_that_fails_its_proof_is_not_kept(
    store: OpenStore, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_disk(connection: object, size: int, target: Path) -> None:
        copy_database(connection, size, target)
        data = bytearray(target.read_bytes())
        data[-100] ^= 1
        target.write_bytes(data)

    monkeypatch.setattr(backup_module, "copy_database", bad_disk)
    assert situation_of(lambda: back_up(store, into, NOON)) is Situation.BAD_BACKUP
    assert list(into.iterdir()) == []


def test_a_store_with_a_fault_in_its_log_is_still_backed_up(store: OpenStore, into: Path) -> None:
    store.connection.execute("UPDATE office SET town = 'ちがう町'")
    store.connection.execute("DROP TRIGGER change_entry_no_update")
    store.connection.execute("UPDATE change_entry SET title = 'x' WHERE id = 1")
    done = back_up(store, into, NOON)
    assert done.is_whole
    assert not verify_backup(done.path, WORDS).passed


def test_a_backup_needs_room_first(store: OpenStore, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hokatsu_desktop.store.building.space_problem", lambda *_args: True)
    assert situation_of(lambda: back_up(store, into, NOON)) is Situation.DISK_FULL
    assert list(into.iterdir()) == []


def test_unfinished_and_strange_folders_are_left_out(store: OpenStore, done: Backup, into: Path) -> None:
    shutil.copytree(done.path, into / "20261123-040000.partial")
    (into / "メモ").mkdir()
    (into / "メモ.txt").write_text("x", encoding="utf-8")
    shutil.copytree(store.generation.path, into / "g0001")
    assert backups(into) == [done]
    assert read_backup(into / "ない") is None
    assert backups(into / "ない") == []


def test_going_back_makes_a_new_generation_and_no_alarm(made: Made, into: Path) -> None:
    store = open_by_key(made)
    done = back_up(store, into, NOON)
    add_staff(store, "架空 太郎")
    store.close()
    kept = snapshot(made.folder / "g0001")
    assert restore_backup(made.folder, done.path, WORDS, LATER) == "g0002"
    opened = open_store(made.folder, WORDS, cost=Cost.floor())
    assert opened.notices == ()
    assert staff_in(opened) == ["髙橋 まこと"]
    opened.close()
    assert snapshot(made.folder / "g0001") == kept


def test_a_backup_restores_onto_an_empty_pc(made: Made, done: Backup, tmp_path: Path) -> None:
    new_pc = tmp_path / "新しいパソコン"
    assert restore_backup(new_pc, done.path, made.code, LATER) == "g0001"
    opened = open_store(new_pc, made.code, cost=Cost.floor())
    assert opened.notices == ()
    opened.close()


def test_everything_in_the_data_folder_may_be_lost_one_file_at_a_time(made: Made, into: Path) -> None:
    """Whatever single file is gone, the store opens or the backup brings it back."""
    store = open_by_key(made)
    done = back_up(store, into, NOON)
    store.close()
    whole = snapshot(made.folder)
    for name in whole:
        (made.folder / name).unlink()
        try:
            opened = open_by_key(made)
        except StoreRefusal:
            restore_backup(made.folder, done.path, made.code, LATER)
            opened = open_by_key(made)
        assert staff_in(opened) == ["髙橋 まこと"], name
        opened.close()
        shutil.rmtree(made.folder)
        for path, data in whole.items():
            (made.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (made.folder / path).write_bytes(data)


def test_a_backup_of_another_store_is_refused(made: Made, into: Path, tmp_path: Path) -> None:
    other, _code = create_store(tmp_path / "別", WORDS, practice=True, now=NOON, cost=Cost.floor())
    done = back_up(other, into, NOON)
    other.close()
    before = snapshot(made.folder)
    assert situation_of(lambda: restore_backup(made.folder, done.path, WORDS, LATER)) is Situation.OTHER_STORE
    assert snapshot(made.folder) == before


def test_restoring_into_an_open_store_is_refused(made: Made, into: Path) -> None:
    store = open_store(made.folder, WORDS, cost=Cost.floor())
    done = back_up(store, into, NOON)
    assert situation_of(lambda: restore_backup(made.folder, done.path, WORDS, LATER)) is Situation.IN_USE_HERE
    store.close()


def a_backup(made_at: datetime) -> Backup:
    return Backup(Path(made_at.isoformat()), made_at, 1, 1, "x", practice=False, is_whole=True)


def test_twelve_days_ten_weeks_and_nine_months_are_kept() -> None:
    """Two backups on each of 700 days in a row."""
    moments = [NOON - timedelta(days=day, hours=hours) for day in range(700) for hours in (0, 2)]
    kept = kept_paths(moments)
    newest = [moment for moment in moments if a_backup(moment).path in kept]
    assert newest[:12] == [NOON - timedelta(days=day) for day in range(12)]
    assert len({moment.isocalendar()[:2] for moment in newest}) >= 10
    assert {(moment.year, moment.month) for moment in newest} == {(2026, month) for month in range(3, 12)}
    assert len(newest) <= 12 + 10 + 9


def kept_paths(moments: list[datetime]) -> set[Path]:
    return kept_of([a_backup(moment) for moment in sorted(moments, reverse=True)])


def test_few_backups_are_all_kept_if_their_days_differ() -> None:
    moments = [NOON - timedelta(days=400 * number) for number in range(5)]
    assert len(kept_paths(moments)) == 5
    assert kept_of([]) == set()


def test_pruning_removes_only_what_is_not_kept(store: OpenStore, into: Path) -> None:
    early = back_up(store, into, NOON - timedelta(hours=3))
    shutil.copytree(early.path, into / "damaged")
    (into / "damaged" / "store.db").write_bytes(b"")
    late = back_up(store, into, NOON)
    assert {made.path for made in backups(into)} == {late.path, into / "damaged"}
    assert prune(into, "another store") == []


@pytest.mark.parametrize(("made_on", "days"), [((2026, 11, 23), 12), ((2026, 11, 29), 64), ((2026, 11, 30), 244)])
def test_the_day_a_backup_goes_by_itself(made_on: tuple[int, int, int], days: int) -> None:
    one = Backup(Path("a"), datetime(*made_on, 3, 0, tzinfo=UTC), 1, 1, "x", practice=False, is_whole=True)
    gone = ages_out(one, [one])
    assert gone is not None
    assert (gone - one.made_at).days == days
    assert ages_out(replace(one, is_whole=False), [one]) is None
