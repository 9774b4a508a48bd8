"""The power goes at any step of twelve acts: the store is as before or as after, and what was acknowledged is there."""

import random
from pathlib import Path

import pytest

from tests.faults.crash_states import crash_states, put_down
from tests.faults.sweeping import sweep, swept, tried
from tests.faults.twelve_acts import ACTS
from tests.faults.watched_disk import Call, WatchedDisk
from tests.faults.watched_files import files_watched

SEED = 20261128
STATES = 5_004  # 417 of each act
STATES_LONG = 200_004


def test_no_power_cut_leaves_half_an_act_or_loses_an_acknowledged_one() -> None:
    assert tried(swept("crash", seed=SEED, count=STATES)) == STATES


@pytest.mark.long
def test_two_hundred_thousand_power_cuts() -> None:
    assert tried(swept("crash", seed=SEED + 1, count=STATES_LONG)) == STATES_LONG


@pytest.mark.parametrize(
    ("plant", "trouble"),
    [
        ("synchronous=OFF", "does not open"),
        ("synchronous=NORMAL", "acknowledged is lost"),
    ],
)
def test_a_weaker_setting_is_found_by_the_sweep(plant: str, trouble: str) -> None:
    """Proves the harness: one damages the file, the other only loses what was acknowledged."""
    code, lines = sweep("crash", seed=SEED, count=150, only="edit", plant=plant)
    assert code == 1
    assert any(trouble in line for line in lines)


def test_there_are_twelve_acts() -> None:
    assert len({act.name for act in ACTS}) == 12


def states_of(folder: Path) -> list[dict[str, bytes]]:
    """Two hundred disks after a file was replaced in the way of write_whole, but without any sync."""
    folder.mkdir()
    (folder / "a").write_bytes(b"old")
    disk = WatchedDisk(folder)
    with files_watched(disk):
        with (folder / "a.new").open("wb") as stream:
            stream.write(b"new" * 1000)
        (folder / "a.new").replace(folder / "a")
    assert [step.call for step in disk.steps] == [Call.MAKE, Call.WRITE, Call.MOVE]
    return [state.files for state in crash_states(disk, 200, random.Random(SEED))]


def test_without_a_sync_the_model_loses_and_tears_what_a_disk_would(tmp_path: Path) -> None:
    found = {tuple(sorted(files.items())) for files in states_of(tmp_path / "disk")}
    assert (("a", b"old"),) in found
    assert (("a", b"new" * 1000),) in found
    assert (("a", b""),) in found  # the name arrived, the content did not
    assert any(len(dict(files).get("a", b"")) == 3000 and b"\0\0\0" in dict(files)["a"] for files in found)
    assert any("a.new" in dict(files) for files in found)


def test_a_state_is_put_down_as_it_is(tmp_path: Path) -> None:
    put_down({"a/b": b"x", "c/": b""}, tmp_path)
    assert (tmp_path / "a" / "b").read_bytes() == b"x"
    assert list((tmp_path / "c").iterdir()) == []
