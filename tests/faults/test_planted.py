"""The proofs notice when the program is broken on purpose (planted.py); each plant fits the program as it is now."""

from pathlib import Path

import pytest

from tests.faults.planted import PLANTS, SOURCE, Plant, copy_of_program, stays_green, text_of, turns_red
from tests.faults.sweeping import ROOT


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.words)
def test_each_plant_changes_one_place(plant: Plant) -> None:
    assert text_of(plant).count(plant.sound) == 1
    assert plant.sound != plant.broken
    compile(text_of(plant).replace(plant.sound, plant.broken), plant.file, "exec")


@pytest.mark.parametrize("plant", [plant for plant in PLANTS if not plant.proof.startswith("sweep ")])
def test_each_proof_is_there(plant: Plant) -> None:
    file, _, name = plant.proof.partition("::")
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert f"\ndef {name}(" in text if name else "\ndef test_" in text


def test_the_page_lists_them_all() -> None:
    page = (ROOT / "docs" / "fault-proofs.md").read_text(encoding="utf-8")
    assert [plant.words for plant in PLANTS if f"| {plant.words} |" not in page] == []


def test_there_are_at_least_sixteen_plants() -> None:
    assert len({plant.words for plant in PLANTS}) >= 16
    assert {SOURCE + plant.file for plant in PLANTS if not (ROOT / SOURCE / plant.file).is_file()} == set()


@pytest.mark.long
@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.words)
def test_each_planted_fault_is_noticed(plant: Plant, tmp_path: Path) -> None:
    copy_of_program(tmp_path / "program")
    assert stays_green(plant, tmp_path / "program")
    assert turns_red(plant, tmp_path / "program")
