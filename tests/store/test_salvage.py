"""A damaged store is saved into a new one: every row whose pages verify, the rest is told, the damaged file is not touched."""

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Note, Office
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.store.backup import restore_backup
from hokatsu_desktop.store.cipher_pages import blank_bad_pages
from hokatsu_desktop.store.closed_store import ClosedStore
from hokatsu_desktop.store.connection import PAGE_BYTES, open_raw
from hokatsu_desktop.store.damaged_reading import DamagedReading
from hokatsu_desktop.store.data_folder import DB_NAME, DataFolder
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.inspection import inspect_content
from hokatsu_desktop.store.key_file import find_keys
from hokatsu_desktop.store.keys import Cost, KeyUse, Passphrase
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.replay import rows_there
from hokatsu_desktop.store.salvage import Salvaged, salvage, salvage_unlocked
from hokatsu_desktop.store.verify import verify_backup, verify_store
from tests.store.conftest import NOON, WORDS, Made, open_by_key

LATER = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
CASES, NOTES = 8, 6
SEED = 20261128
Pages = dict[str, list[int]]
Whole = dict[tuple[str, int], dict[str, Any]]


@pytest.fixture(scope="module")
def town_once(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A store with some cases and longer notes, so that its tables take several pages."""
    folder = tmp_path_factory.mktemp("町") / "台帳"
    shutil.copytree(made_once.folder, folder)
    town = replace(made_once, folder=folder)
    store = open_by_key(town)
    store.session_facts["clock"] = lambda: NOON
    with store.transaction() as session:
        for case in range(CASES):
            referral = begin_referral(session)
            save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": f"見本 {case}郎"})
            receive_referral(session, referral.id)
            for number in range(NOTES):
                write_note(session, referral.case_id, facts=f"{case}-{number} 訪ねた。" + "ようすを聞いた。" * 40)
    store.close()
    return town


@pytest.fixture
def town(town_once: Made, tmp_path: Path) -> Made:
    """A copy of that store of the test's own."""
    return replace(town_once, folder=shutil.copytree(town_once.folder, tmp_path / "台帳"))


@pytest.fixture(scope="module")
def pages(town_once: Made) -> Pages:
    """The first page of the tree of each table and index that the tests damage."""
    path = DataFolder(town_once.folder).generation("g0001").db
    connection = open_raw(path, town_once.master.derive(KeyUse.DATABASE), "ro")
    names = connection.execute(
        "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0 AND tbl_name IN ('note', 'change_entry', 'case')"
    )
    found = {name: [root] for name, root in names}
    connection.close()
    return found


def file_of(town: Made) -> Path:
    return DataFolder(town.folder).generation("g0001").db


def with_bad_pages(data: bytes, *numbers: int) -> bytes:
    """The file with one bit flipped in each of these pages, counted from 1."""
    changed = bytearray(data)
    for number in numbers:
        changed[(number - 1) * PAGE_BYTES + 1000] ^= 4
    return bytes(changed)


def damage(town: Made, *numbers: int) -> None:
    """Flips one bit in each of these pages."""
    file_of(town).write_bytes(with_bad_pages(file_of(town).read_bytes(), *numbers))


def checked_rows(town: Made, report: Salvaged) -> Whole:
    """Every row of the new store, which passes all checks."""
    connection = open_raw(report.path / "store.db", town.master.derive(KeyUse.DATABASE), "ro")
    try:
        assert [one.words for one in inspect_content(connection, town.master) if not one.passed] == []
        return dict(rows_there(connection))
    finally:
        connection.close()


@pytest.fixture(scope="module")
def whole(town_once: Made) -> Whole:
    """Every row of the store before it was damaged."""
    connection = open_raw(file_of(town_once), town_once.master.derive(KeyUse.DATABASE), "ro")
    found = dict(rows_there(connection))
    connection.close()
    return found


def pages_of_rows(town: Made, chance: random.Random, most: int, tmp_path: Path) -> list[int]:
    """Some pages by chance, none of them of the list of the tables: without that nothing is found."""
    key, path, data = town.master.derive(KeyUse.DATABASE), tmp_path / "try.db", file_of(town).read_bytes()
    found: list[int] = []
    for number in chance.sample(range(2, len(data) // PAGE_BYTES + 1), len(data) // PAGE_BYTES - 1):
        path.write_bytes(with_bad_pages(data, number))
        blank_bad_pages(path, key)
        with suppress(StoreRefusal):
            open_raw(path, key, "ro").close()
            found.append(number)
        if len(found) == most:
            break
    return found


def saved(town: Made) -> Salvaged:
    """As `salvage` does, without the key derivation and the lock."""
    data = DataFolder(town.folder)
    keys = find_keys(data.generation("g0001").keys, data.keys_copy("g0001"))
    slot = next(one for one in keys.keys.slots if one.slot_id == town.slot_id)
    return salvage_unlocked(ClosedStore(data, "g0001", keys, town.master, slot), town.folder / "sukui", LATER)


def test_a_whole_store_is_saved_whole(town: Made, whole: Whole) -> None:
    report = saved(town)
    assert report.is_complete
    assert (report.bad_pages, report.from_log) == (0, {})
    assert report.links == report.links_known
    assert checked_rows(town, report) == whole


@pytest.mark.parametrize("table", ["note", "case"])
def test_what_a_bad_page_of_a_table_held_is_made_again_from_the_whole_log(
    town: Made, whole: Whole, pages: Pages, table: str
) -> None:
    damage(town, *pages[table])
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(town).close()
    assert refused.value.situation is Situation.DAMAGED_PAGES
    report = saved(town)
    assert report.is_complete
    assert report.bad_pages == 1
    assert report.from_log[table] > 0
    assert checked_rows(town, report) == whole


def test_a_bad_page_of_an_index_loses_nothing(town: Made, whole: Whole, pages: Pages) -> None:
    damage(town, pages["ix_change_entry_act_number"][0])
    report = saved(town)
    assert report.is_complete
    assert report.from_log == {}
    assert checked_rows(town, report) == whole


def test_a_log_with_a_gap_keeps_every_row_and_says_what_stands_now(town: Made, whole: Whole, pages: Pages) -> None:
    damage(town, pages["change_entry"][0])
    report = saved(town)
    assert report.links == 0
    assert report.links_known > 100
    assert not report.is_complete
    assert report.lost == {}
    assert checked_rows(town, report) == whole


def test_where_log_and_table_are_both_bad_the_rest_is_saved_and_the_loss_is_told(
    town: Made, whole: Whole, tmp_path: Path
) -> None:
    bad = pages_of_rows(town, random.Random(SEED), 12, tmp_path)
    damage(town, *bad)
    print(f"seed {SEED}, pages {bad}")
    report = saved(town)
    assert report.bad_pages == 12
    there = checked_rows(town, report)
    assert there.keys() <= whole.keys()
    cut = [row for row, values in there.items() if values != whole[row]]
    assert all(None in there[row].values() for row in cut)  # only a reference to what is gone was taken out
    assert sum(report.saved.values()) == len(there)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_any_pages_but_the_list_of_tables_may_be_bad(town: Made, whole: Whole, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    bad = pages_of_rows(town, chance, chance.randint(1, 30), tmp_path)
    damage(town, *bad)
    report = saved(town)
    assert report.bad_pages == len(bad)
    assert checked_rows(town, report).keys() <= whole.keys()


def test_what_was_saved_is_put_to_use_and_the_damaged_file_stays_as_it_was(town: Made, pages: Pages) -> None:
    damage(town, *pages["note"])
    evidence = file_of(town).read_bytes()
    report = saved(town)
    assert file_of(town).read_bytes() == evidence
    restore_backup(town.folder, report.path, WORDS, LATER)
    store = open_store(town.folder, WORDS, cost=Cost.floor(), any_place=True, clock=lambda: LATER)
    try:
        with store.transaction() as session:
            assert session.scalars(select(Office.town)).one() == "みどり町"
            assert len(session.scalars(select(Note)).all()) == CASES * (NOTES + 1)
            assert find(session, "見本 3郎")
            write_note(session, 1, facts="続きを書いた。")
        assert store.notices == ()
    finally:
        store.close()
    assert file_of(town).read_bytes() == evidence
    assert verify_store(town.folder, WORDS, LATER).passed


def salts_of(town: Made, report: Salvaged) -> set[str]:
    connection = open_raw(report.path / DB_NAME, town.master.derive(KeyUse.DATABASE), "ro")
    try:
        return {str(salt) for (salt,) in connection.execute("SELECT salt FROM change_entry")}
    finally:
        connection.close()


def page_in_the_middle_of_the_log(town: Made, tmp_path: Path) -> int:
    """A page without which some links are gone, and neither the first nor the last."""
    key, path, whole = town.master.derive(KeyUse.DATABASE), tmp_path / "try.db", file_of(town).read_bytes()
    for number in range(len(whole) // PAGE_BYTES, 2, -1):
        path.write_bytes(with_bad_pages(whole, number))
        assert blank_bad_pages(path, key) == 1
        connection = open_raw(path, key, "ro")
        links = {row[0] for row in DamagedReading(connection).rows("change_entry", ["id"], 0)}
        connection.close()
        if set(range(1, 11)) <= links and len(links) < max(links):
            return number
    raise AssertionError("no such page")


def test_what_is_in_neither_log_nor_table_is_counted_with_the_numbers_of_its_cases(
    town: Made, whole: Whole, pages: Pages, tmp_path: Path
) -> None:
    damage(town, pages["note"][0], page_in_the_middle_of_the_log(town, tmp_path))
    report = saved(town)
    assert report.lost["note"] > 0
    numbers = {str(values["number"]) for (table, _id), values in whole.items() if table == "case"}
    assert report.cases
    assert set(report.cases) <= numbers
    assert 0 < report.links < report.links_known
    assert {len(salt) for salt in salts_of(town, report)} == {32}  # those of the act that says what stands, too


@pytest.mark.parametrize("harm", ["first page", "empty", "foreign"])
def test_what_cannot_be_salvaged_is_refused_and_nothing_is_left(town: Made, harm: str) -> None:
    match harm:
        case "first page":
            damage(town, 1)
        case "empty":
            file_of(town).write_bytes(b"")
        case _:
            file_of(town).write_bytes(bytes(range(256)) * 64)
    with pytest.raises(StoreRefusal) as refused:
        saved(town)
    assert refused.value.situation is Situation.NOTHING_TO_SALVAGE
    assert not list(town.folder.glob("**/*.partial"))
    assert not (town.folder / "sukui").exists()


def test_a_long_value_with_a_bad_page_in_it_is_never_read_as_if_it_were_right(tmp_path: Path) -> None:
    """Every page of a file of long values in turn: also the last page of a value, which has no form of its own."""
    key, path = bytes(range(32)), tmp_path / "long.db"
    connection = open_raw(path, key, "create")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT, after_it INTEGER)")
    rows = [(number, f"{number}" + "長い記録。" * 900 * number, number * 1000) for number in range(1, 5)]
    connection.executemany("INSERT INTO note VALUES (?, ?, ?)", rows)
    connection.close()
    data = path.read_bytes()
    complete = 0
    for number in range(3, len(data) // PAGE_BYTES + 1):
        copies = [tmp_path / "one.db", tmp_path / "other.db"]
        for copy, fill in zip(copies, (0x00, 0xFF), strict=True):
            copy.write_bytes(with_bad_pages(data, number))
            assert blank_bad_pages(copy, key, fill) == 1
        opened = [open_raw(copy, key, "ro") for copy in copies]
        found = DamagedReading(*opened).rows("note", ["id", "body", "after_it"], 4)
        for one in opened:
            one.close()
        assert set(found) < set(rows), number
        complete += len(found) == len(rows) - 1
    assert complete > 20  # only the one row that the page belongs to is gone


def test_with_a_passphrase_and_without_a_program_in_the_way(town: Made, pages: Pages) -> None:
    damage(town, *pages["note"])
    report = salvage(town.folder, WORDS, town.folder / "sukui", LATER)
    assert report.is_complete
    assert verify_backup(report.path, WORDS).passed


def test_a_wrong_passphrase_salvages_nothing(town: Made, pages: Pages) -> None:
    damage(town, *pages["note"])
    with pytest.raises(StoreRefusal) as refused:
        salvage(town.folder, Passphrase("別の とても長い 合言葉です"), town.folder / "sukui", LATER)
    assert refused.value.situation is Situation.WRONG_PASSPHRASE


@pytest.mark.parametrize("by", [1, 4096, 20_000])
def test_a_file_cut_short_is_salvaged_as_far_as_it_goes(town: Made, whole: Whole, by: int) -> None:
    with file_of(town).open("rb+") as stream:
        stream.truncate(file_of(town).stat().st_size - by)
    report = saved(town)
    assert checked_rows(town, report).keys() <= whole.keys()
    assert len(checked_rows(town, report)) > len(whole) // 2


def test_a_page_found_bad_at_work_makes_the_store_one_to_read_only(town: Made, pages: Pages) -> None:
    store = open_by_key(town)
    try:
        damage(town, *pages["note"])
        with pytest.raises(StoreRefusal) as refused, store.session() as session:
            session.scalars(select(Note)).all()
        assert refused.value.situation is Situation.DAMAGED_AT_WORK
        with pytest.raises(StoreRefusal) as again, store.transaction():
            raise AssertionError("written")
        assert again.value.situation is Situation.DAMAGED_AT_WORK
    finally:
        store.close()
