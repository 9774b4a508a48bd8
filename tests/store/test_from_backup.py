"""控えから始める: what is found in a folder, what is refused with nothing left behind, and power cuts at any step."""

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from hokatsu_desktop.store import from_backup
from hokatsu_desktop.store.backup import Backup, back_up
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.from_backup import backups_in, start_from_backup
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.in_use import LOCK_NAME
from hokatsu_desktop.store.keys import Cost, Passphrase, Secret
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.restore_steps import RestoreStep
from hokatsu_desktop.store.verify import verify_store
from tests.faults.crash_states import crash_states, put_down
from tests.faults.watched_disk import WatchedDisk
from tests.faults.watched_files import files_watched
from tests.store.conftest import NOON, WORDS, Made, snapshot

SEED, CUTS = 20261128, 24
LATER = NOON + timedelta(days=1)


@pytest.fixture
def share(store: OpenStore, tmp_path: Path) -> Path:
    """A share with two backups of the store; the PC with the store is broken from then on."""
    back_up(store, tmp_path / "share" / "hikae", NOON - timedelta(days=3))
    back_up(store, tmp_path / "share" / "hikae", NOON)
    return tmp_path / "share"


def start(folder: Path, backup: Backup, secret: Secret = WORDS) -> None:
    start_from_backup(folder, backup, secret, LATER, any_place=True)


def refused(folder: Path, backup: Backup, secret: Secret = WORDS) -> Situation:
    with pytest.raises(StoreRefusal) as caught:
        start(folder, backup, secret)
    return caught.value.situation


def test_the_newest_backup_becomes_the_store_by_passphrase_or_sheet(share: Path, made: Made, tmp_path: Path) -> None:
    newest = backups_in(share)[0]
    before = snapshot(share)
    secrets: tuple[Secret, ...] = (WORDS, made.code)
    for number, secret in enumerate(secrets):
        folder = tmp_path / f"new{number}"
        start(folder, newest, secret)
        assert verify_store(folder, WORDS, LATER).passed
        opened = open_store(folder, WORDS, cost=Cost.floor(), any_place=True, clock=lambda: LATER)
        assert opened.head().sequence == newest.sequence
        assert opened.notices == ()
        opened.close()
    assert snapshot(share) == before  # the backups are only read


def test_backups_are_found_in_the_folder_itself_in_one_below_and_on_a_stick(share: Path, tmp_path: Path) -> None:
    assert [made.made_at for made in backups_in(share)] == [NOON, NOON - timedelta(days=3)]
    assert len(backups_in(share / "hikae")) == 2
    assert len(backups_in(share / "hikae" / backups_in(share)[0].path.name)) == 1
    (tmp_path / "stick" / "写真").mkdir(parents=True)
    for place, situation in (("stick", Situation.NO_BACKUPS), ("away", Situation.BACKUPS_AWAY)):
        with pytest.raises(StoreRefusal) as caught:
            backups_in(tmp_path / place)
        assert caught.value.situation is situation


@pytest.mark.parametrize("name", ["store.db", "store.keys", "manifest.json"])
def test_a_damaged_backup_is_refused_and_leaves_nothing(share: Path, tmp_path: Path, name: str) -> None:
    newest = backups_in(share)[0]
    file = newest.path / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0x10
    file.write_bytes(bytes(content))
    assert refused(tmp_path / "new", newest) in {Situation.BAD_BACKUP, Situation.KEYS_DAMAGED}
    assert not (tmp_path / "new").exists()


def test_a_wrong_passphrase_leaves_nothing(share: Path, tmp_path: Path) -> None:
    wrong = Passphrase("ちがう 合言葉を 入れてしまった")
    assert refused(tmp_path / "new", backups_in(share)[0], wrong) is Situation.WRONG_PASSPHRASE
    assert not (tmp_path / "new").exists()


def test_a_folder_with_a_store_is_never_written_over(share: Path, made: Made) -> None:
    before = snapshot(made.folder)
    assert refused(made.folder, backups_in(share)[0]) is Situation.ALREADY_THERE
    assert snapshot(made.folder) == before


def test_a_share_a_full_disk_and_a_practice_backup_are_refused(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = backups_in(share)[0]
    monkeypatch.setattr(from_backup, "space_problem", lambda _folder, _needed: True)
    assert refused(tmp_path / "new", newest) is Situation.DISK_FULL
    monkeypatch.setattr(from_backup, "place_problem", lambda _folder: "ここは共有フォルダーです。")
    with pytest.raises(StoreRefusal) as caught:
        start_from_backup(tmp_path / "new", newest, WORDS, LATER)
    assert caught.value.situation is Situation.BAD_PLACE
    practice, _code = create_store(
        tmp_path / "renshu", WORDS, practice=True, now=NOON, cost=Cost.floor(), any_place=True
    )
    made = back_up(practice, tmp_path / "practice", NOON)
    practice.close()
    assert refused(tmp_path / "new", made) is Situation.PRACTICE_STORE
    assert not (tmp_path / "new").exists()


def test_the_disk_failing_at_the_last_step_leaves_nothing_that_opens(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_data: DataFolder, _name: str) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "new").mkdir()  # it was there before: it stays, empty
    newest = backups_in(share)[0]
    with monkeypatch.context() as patch:
        patch.setattr(DataFolder, "write_current", fail)
        assert refused(tmp_path / "new", newest) is Situation.DISK_TROUBLE
    assert DataFolder(tmp_path / "new").generations() == []
    start(tmp_path / "new", newest)
    assert verify_store(tmp_path / "new", WORDS, LATER).passed


def test_the_power_going_at_any_step_leaves_the_whole_store_or_none(share: Path, tmp_path: Path) -> None:
    root = tmp_path / "disk"
    root.mkdir()
    newest = backups_in(share)[0]
    disk = WatchedDisk(root)
    with files_watched(disk):
        start(root / "daicho", newest)
    whole = none = 0
    for state in crash_states(disk, CUTS, random.Random(SEED)):
        place = tmp_path / "after"
        put_down(state.files, place)
        folder = place / "daicho"
        if DataFolder(folder).generations():
            opened = open_store(folder, WORDS, cost=Cost.floor(), take_over=True, any_place=True, clock=lambda: LATER)
            assert opened.head().sequence == newest.sequence, f"seed {SEED}"
            opened.close()
            whole += 1
        else:
            none += 1
            if none == 1:  # what is left stands in nobody's way
                start(folder, newest)
                assert verify_store(folder, WORDS, LATER).passed, f"seed {SEED}"
        shutil.rmtree(place, ignore_errors=True)  # of some cuts nothing is left
    assert whole > 0
    assert none > 0


class NoMore(Exception):
    """Whoever waited pressed やめる."""


def test_how_far_it_is_is_told_in_bytes_step_by_step(share: Path, tmp_path: Path) -> None:
    told: list[tuple[RestoreStep, int, int]] = []
    newest = backups_in(share)[0]
    start_from_backup(tmp_path / "new", newest, WORDS, LATER, any_place=True, told=lambda *step: told.append(step))
    files = newest.size + (newest.path / "store.keys").stat().st_size
    assert [step for step, _done, _total in told] == sorted(
        (step for step, _done, _total in told), key=list(RestoreStep).index
    )
    assert [one for one in told if one[0] is RestoreStep.READ][-1] == (RestoreStep.READ, files, files)
    assert [one for one in told if one[0] is RestoreStep.COPY][-1] == (RestoreStep.COPY, newest.size, newest.size)
    assert (RestoreStep.PROVE, 0, 0) in told


@pytest.mark.parametrize("was_there", [False, True])
@pytest.mark.parametrize("step", list(RestoreStep))
def test_stopping_at_any_step_leaves_nothing(share: Path, tmp_path: Path, step: RestoreStep, was_there: bool) -> None:
    def stop(at: RestoreStep, _done: int, _total: int) -> None:
        if at is step:
            raise NoMore

    folder = tmp_path / "new"
    if was_there:
        folder.mkdir()
    before = snapshot(share)
    with pytest.raises(NoMore):
        start_from_backup(folder, backups_in(share)[0], WORDS, LATER, any_place=True, told=stop)
    assert folder.exists() == was_there
    assert {path.name for path in folder.rglob("*")} <= {LOCK_NAME}  # empty, in a folder that was there
    assert snapshot(share) == before
    start(folder, backups_in(share)[0])
    assert verify_store(folder, WORDS, LATER).passed
