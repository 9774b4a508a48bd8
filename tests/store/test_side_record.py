"""The side record: counts and days in clear beside the store, kept for each thing, and nothing where it is damaged."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from hokatsu_desktop.store.side_record import NAME, PACKAGE_PROTECTION, SideFact, day_of, keep_side_fact, side_facts

PACKAGE = SideFact(
    package="HIKITSUGI_2026-11-23_7K3Q",
    made_on="2026-11-23",
    persons=37,
    cases=12,
    sensitive=True,
    protection=PACKAGE_PROTECTION,
    medium_number="福祉-USB-03",
    medium_route="hand",
    code_route="internal",
    last_seen="令和8年11月23日 14:05に書き出しました。",
)
STORE = SideFact(made_on="2026-11-27", persons=41, cases=14, sensitive=True, last_seen="閉じました。")


def test_what_is_kept_comes_back_newest_package_first_and_the_store_last(tmp_path: Path) -> None:
    older = replace(PACKAGE, package="HIKITSUGI_2025-04-01_AAAA", made_on="2025-04-01")
    for fact in (STORE, older, PACKAGE):
        keep_side_fact(fact, tmp_path)
    assert side_facts(tmp_path) == [PACKAGE, older, STORE]
    assert day_of(PACKAGE) == date(2026, 11, 23)


def test_a_newer_fact_of_the_same_thing_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    keep_side_fact(STORE, tmp_path)
    keep_side_fact(replace(STORE, persons=42), tmp_path)
    assert side_facts(tmp_path) == [replace(STORE, persons=42)]


def test_the_second_place_speaks_when_the_folder_of_the_store_is_gone(tmp_path: Path) -> None:
    beside, second = tmp_path / "台帳", tmp_path / "notes"
    keep_side_fact(PACKAGE, beside, second)
    (beside / NAME).unlink()
    beside.rmdir()
    assert side_facts(beside, second) == [PACKAGE]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff\xfe", b'{\n "entries": 3,\n "format": "hokatsu-desktop-side-record"\n}\n']
)
def test_a_damaged_record_says_nothing_and_is_written_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    assert side_facts(tmp_path) == []
    keep_side_fact(STORE, tmp_path)
    assert side_facts(tmp_path) == [STORE]


def test_a_place_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    keep_side_fact(STORE, in_the_way / "below", tmp_path)
    assert side_facts(tmp_path) == [STORE]
