"""The second place: backups go there whole and read back, and a place that is away stops nobody."""

import errno
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from hokatsu_desktop.models import Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.store import durable_files
from hokatsu_desktop.store import second_place as module
from hokatsu_desktop.store.backup import back_up, backups, open_backup
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.second_place import (
    FILE_NAME,
    SecondPlace,
    bring_up_to_date,
    choose_second_place,
    copy_backup,
    forget_second_place,
    second_place,
)
from tests.store.conftest import NOON, WORDS, snapshot


@pytest.fixture
def usual(store: OpenStore) -> Path:
    return backups_folder(store.folder.path)


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "共有"
    folder.mkdir()
    return folder


def write_something(store: OpenStore) -> None:
    with store.transaction() as session, act(session, "add_staff", "職員を加える"):
        session.add(Staff(name="架空 花子"))


def bring(store: OpenStore, days: int = 0) -> SecondPlace:
    found = bring_up_to_date(store.folder, backups_folder(store.folder.path), NOON + timedelta(days=days))
    assert found is not None
    return found


def test_without_a_second_place_nothing_is_copied(store: OpenStore, usual: Path) -> None:
    back_up(store, usual, NOON)
    assert bring_up_to_date(store.folder, usual, NOON) is None


def test_the_newest_goes_there_first_and_then_every_newer_one(store: OpenStore, usual: Path, share: Path) -> None:
    back_up(store, usual, NOON - timedelta(days=2))
    write_something(store)
    second = back_up(store, usual, NOON - timedelta(days=1))
    choose_second_place(store.folder, share)
    found = bring(store)
    assert (found.away_since, found.copied_at) == ("", NOON.isoformat(timespec="seconds"))
    assert [made.path.name for made in backups(share)] == [second.path.name]
    assert snapshot(share / second.path.name) == snapshot(second.path)
    for day in (1, 2):
        write_something(store)
        back_up(store, usual, NOON + timedelta(days=day))
    bring(store, 2)
    assert [made.path.name for made in backups(share)] == [made.path.name for made in backups(usual)[:3]]
    opened = open_backup(backups(share)[0].path, WORDS, practice=False)
    opened.close()


def test_old_ones_are_thinned_out_there_too(store: OpenStore, usual: Path, share: Path) -> None:
    choose_second_place(store.folder, share)
    for hour in range(3):
        back_up(store, usual, NOON + timedelta(hours=hour))
        bring(store)
    assert len(backups(share)) == len(backups(usual)) == 1


def test_a_place_that_is_away_is_written_down_once_and_mended_when_it_is_back(
    store: OpenStore, usual: Path, share: Path
) -> None:
    choose_second_place(store.folder, share)
    back_up(store, usual, NOON)
    away = share.with_name("ぬいた")
    share.rename(away)
    assert bring(store).away_since == NOON.isoformat(timespec="seconds")
    later = bring(store, 3)
    assert (later.away_since, later.reason) == (NOON.isoformat(timespec="seconds"), "見つかりません")
    assert second_place(store.folder) == later
    away.rename(share)
    assert (bring(store, 4).away_since, len(backups(share))) == ("", 1)


def test_a_copy_that_reads_back_otherwise_does_not_count(
    store: OpenStore, usual: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(store, usual, NOON)
    whole = durable_files.forget_cached

    def flip(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[5000 % len(data)] ^= 1
        path.write_bytes(data)
        whole(path)

    monkeypatch.setattr(module, "forget_cached", flip)
    with pytest.raises(StoreRefusal) as refused:
        copy_backup(made, share)
    assert refused.value.situation is Situation.BAD_BACKUP
    assert list(share.iterdir()) == []
    choose_second_place(store.folder, share)
    assert bring(store).reason == "書いたものを読み直すと、ちがっていました"


@pytest.mark.parametrize("wrong", ["missing", "own", "synced"])
def test_a_place_that_will_not_do_is_refused_with_the_reason(store: OpenStore, tmp_path: Path, wrong: str) -> None:
    place = {
        "missing": tmp_path / "ない",
        "own": store.folder.path / "hikae",
        "synced": tmp_path / "OneDrive - みどり町",
    }[wrong]
    if wrong != "missing":
        place.mkdir(exist_ok=True)
    with pytest.raises(StoreRefusal) as refused:
        choose_second_place(store.folder, place)
    assert refused.value.situation is Situation.BACKUP_PLACE
    assert second_place(store.folder) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"format": "other"}\n'])
def test_a_damaged_note_means_no_second_place(store: OpenStore, content: bytes) -> None:
    (store.folder.path / FILE_NAME).write_bytes(content)
    assert second_place(store.folder) is None


def test_what_lies_there_stays_when_the_place_is_given_up(store: OpenStore, usual: Path, share: Path) -> None:
    choose_second_place(store.folder, share)
    back_up(store, usual, NOON)
    bring(store)
    forget_second_place(store.folder)
    forget_second_place(store.folder)
    assert second_place(store.folder) is None
    assert len(backups(share)) == 1


def test_backups_of_another_store_there_are_left_alone(store: OpenStore, usual: Path, share: Path) -> None:
    other = back_up(store, share, NOON - timedelta(days=400))
    manifest = other.path / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(store.store_id, "0" * 36), "utf-8")
    choose_second_place(store.folder, share)
    back_up(store, usual, NOON)
    bring(store)
    assert other.path.is_dir()
    assert len(backups(share, store.store_id)) == 1


def test_a_leftover_of_a_copy_that_was_cut_short_is_no_backup(store: OpenStore, usual: Path, share: Path) -> None:
    made = back_up(store, usual, NOON)
    shutil.copytree(made.path, share / f"{made.path.name}.partial")
    assert backups(share) == []
    choose_second_place(store.folder, share)
    bring(store)
    assert [path.name for path in share.iterdir()] == [made.path.name]


@pytest.mark.parametrize("harm", ["emptied", "without manifest"])
def test_a_copy_that_was_ruined_there_is_put_aside_and_made_again(
    store: OpenStore, usual: Path, share: Path, harm: str
) -> None:
    choose_second_place(store.folder, share)
    for day in (1, 2):
        write_something(store)
        made = back_up(store, usual, NOON + timedelta(days=day))
        bring(store, day)
    ruined = share / made.path.name
    if harm == "emptied":
        (ruined / "store.db").write_bytes(b"")
    else:
        (ruined / "manifest.json").unlink()
    write_something(store)
    newest = back_up(store, usual, NOON + timedelta(days=3))
    assert bring(store, 3).away_since == ""
    for backup in (made, newest):
        assert snapshot(share / backup.path.name) == snapshot(backup.path)
    assert (share / f"{made.path.name}-damaged").is_dir()


def test_the_day_is_kept_with_its_zone(store: OpenStore, usual: Path, share: Path) -> None:
    choose_second_place(store.folder, share)
    back_up(store, usual, NOON)
    assert datetime.fromisoformat(bring(store).copied_at).tzinfo is not None


TROUBLES = {
    errno.ENOSPC: "空きが足りません",
    errno.EDQUOT: "空きが足りません",
    errno.EROFS: "書き込めないようになっています",
    errno.EACCES: "書き込めないようになっています",
    errno.ENODEV: "",
    errno.ESTALE: "",
    errno.EIO: "",
    errno.ENAMETOOLONG: "",
    errno.ENOENT: "",
}
ELSE = ("見つかりません", "読み書きできません")
STEPS = ("backups", "_put_aside", "write_new", "forget_cached", "file_fact", "read_backup", "prune")


@pytest.mark.parametrize("number", TROUBLES)
def test_a_place_that_goes_wrong_at_any_step_is_told_and_mended_later(
    store: OpenStore, usual: Path, share: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Gone in the middle, made read-only, full, a name too long: the day and the reason are kept, and nothing half-done."""
    made = back_up(store, usual, NOON)
    choose_second_place(store.folder, share)
    for step in STEPS:
        with monkeypatch.context() as plant:
            plant.setattr(module, step, failing(step, usual, number))
            found = bring(store)
        assert found.away_since == NOON.isoformat(timespec="seconds"), step
        assert found.reason == TROUBLES[number] or (not TROUBLES[number] and found.reason in ELSE), step
        assert [path for path in share.iterdir() if path.name.endswith(".partial")] == [], step
        assert bring(store, 1).away_since == ""
        assert snapshot(share / made.path.name) == snapshot(made.path)
        shutil.rmtree(share / made.path.name)


def failing(step: str, usual: Path, number: int) -> Callable[..., object]:
    """In the place of a step; what lies on this PC can still be listed."""
    whole: Callable[..., object] = getattr(module, step)

    def fails(*given: object, **named: object) -> object:
        if step == "backups" and given[0] == usual:
            return whole(*given, **named)
        raise OSError(number, "planted")

    return fails


@pytest.mark.parametrize(
    ("number", "situation"),
    [(errno.EACCES, Situation.READ_ONLY), (errno.ENOSPC, Situation.DISK_FULL), (errno.EIO, Situation.DISK_TROUBLE)],
)
def test_a_lock_that_cannot_be_made_here_is_told_in_words(
    store: OpenStore, usual: Path, share: Path, monkeypatch: pytest.MonkeyPatch, number: int, situation: Situation
) -> None:
    choose_second_place(store.folder, share)

    def fails(*_given: object, **_named: object) -> None:
        raise OSError(number, "planted")

    monkeypatch.setattr(FileLock, "acquire", fails)
    with pytest.raises(StoreRefusal) as refused:
        bring_up_to_date(store.folder, usual, NOON)
    assert refused.value.situation is situation
    assert second_place(store.folder) == SecondPlace(share)


def test_while_another_process_copies_nothing_is_done(store: OpenStore, usual: Path, share: Path) -> None:
    choose_second_place(store.folder, share)
    back_up(store, usual, NOON)
    with FileLock(store.folder.path / "second-place.lock"):
        assert bring_up_to_date(store.folder, usual, NOON) is None
    assert backups(share) == []


@pytest.mark.parametrize("name", ["長い" * 300, "a" * 1001, "\udcff"])
def test_a_name_that_cannot_be_kept_is_refused(store: OpenStore, tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreRefusal) as refused:
        choose_second_place(store.folder, tmp_path / name)
    assert refused.value.situation is Situation.BACKUP_PLACE
    assert second_place(store.folder) is None
