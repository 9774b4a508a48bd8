"""Salvage after 廃棄: what was disposed of does not come back by it, and the log and the 廃棄簿 of the new store agree."""

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Case, Disposal, DisposedCase, KeptFigure
from hokatsu_desktop.services.disposal import dispose, not_rewritten
from hokatsu_desktop.services.search import find
from hokatsu_desktop.store.backup import restore_backup
from hokatsu_desktop.store.cipher_pages import blank_bad_pages
from hokatsu_desktop.store.closed_store import ClosedStore
from hokatsu_desktop.store.connection import PAGE_BYTES, open_raw
from hokatsu_desktop.store.damaged_reading import DamagedReading
from hokatsu_desktop.store.data_folder import DB_NAME, DataFolder
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.inspection import inspect_content
from hokatsu_desktop.store.key_file import find_keys
from hokatsu_desktop.store.keys import Cost, KeyUse
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.salvage import Salvaged, salvage_unlocked
from tests.store.canaries import CANARY, PAIR, pages_of, tell
from tests.store.conftest import NOON, WORDS, Made, open_by_key
from tests.store.test_disposal import FIRST, OTHER, done, opened

LATER = datetime(2033, 5, 1, 3, 0, tzinfo=UTC)
SEED, SAMPLE = 20261128, 4
EMPTIED = 120  # links of the log that the disposal emptied


@pytest.fixture(scope="module")
def before_once(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A store with a case full of canaries and one beside it."""
    made = replace(made_once, folder=tmp_path_factory.mktemp("廃棄のまえ") / "台帳")
    shutil.copytree(made_once.folder, made.folder)
    store = open_by_key(made)
    store.session_facts.update(clock=lambda: NOON, staff_id=1)
    with store.transaction() as session:
        tell(session)
    store.close()
    return made


@pytest.fixture(scope="module")
def after_once(before_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """That store after the first case was disposed of, and the file written anew."""
    folder = tmp_path_factory.mktemp("廃棄のあと") / "台帳"
    made = replace(before_once, folder=Path(shutil.copytree(before_once.folder, folder)))
    told = opened(made)
    done(told)
    told.store.close()
    return made


@pytest.fixture
def after(after_once: Made, tmp_path: Path) -> Made:
    """A copy of that store of the test's own."""
    return replace(after_once, folder=Path(shutil.copytree(after_once.folder, tmp_path / "台帳")))


@pytest.fixture(scope="module")
def roots(after_once: Made) -> dict[str, int]:
    """The first page of each table."""
    connection = open_raw(file_of(after_once), after_once.master.derive(KeyUse.DATABASE), "ro")
    found = connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    tables = {str(name): int(page) for name, page in found}
    connection.close()
    return tables


def file_of(made: Made) -> Path:
    return DataFolder(made.folder).generation("g0001").db


def damage(made: Made, *numbers: int) -> None:
    """Flips one bit in each of these pages, counted from 1."""
    data = bytearray(file_of(made).read_bytes())
    for number in numbers:
        data[(number - 1) * PAGE_BYTES + 1000] ^= 4
    file_of(made).write_bytes(data)


def saved(made: Made) -> Salvaged:
    data = DataFolder(made.folder)
    keys = find_keys(data.generation("g0001").keys, data.keys_copy("g0001"))
    slot = next(one for one in keys.keys.slots if one.slot_id == made.slot_id)
    return salvage_unlocked(ClosedStore(data, "g0001", keys, made.master, slot), made.folder / "sukui", LATER)


def check(made: Made, report: Salvaged) -> None:
    """Nothing of the disposed case is in any page, and every check of the new store passes: also that of the 廃棄簿."""
    connection = open_raw(report.path / DB_NAME, made.master.derive(KeyUse.DATABASE), "ro")
    try:
        assert [one.words for one in inspect_content(connection, made.master) if not one.passed] == []
        assert connection.execute('SELECT id FROM "case" WHERE id = ?', (FIRST,)).fetchone() is None
    finally:
        connection.close()
    pages = pages_of(report.path / DB_NAME, made.master)
    assert CANARY.encode() not in pages
    assert PAIR.encode() not in pages
    assert "カナリア".encode() not in pages


def told_of_disposal(made: Made, report: Salvaged) -> list[tuple[int, str]]:
    """What the 廃棄簿 of the new store says: how many links each disposal emptied, and who made it."""
    connection = open_raw(report.path / DB_NAME, made.master.derive(KeyUse.DATABASE), "ro")
    try:
        return [(int(emptied), str(by)) for emptied, by in connection.execute("SELECT emptied, made_by FROM disposal")]
    finally:
        connection.close()


def test_nothing_comes_back_and_nothing_else_is_lost_where_no_page_is_bad(after: Made) -> None:
    report = saved(after)
    check(after, report)
    assert report.is_complete
    assert report.from_log == {}


@pytest.mark.parametrize("table", ["case", "note", "person", "meeting", "attendance", "disposal", "disposed_case"])
def test_rows_made_again_from_a_whole_log_are_none_of_the_disposed_case(
    after: Made, roots: dict[str, int], table: str
) -> None:
    damage(after, roots[table])
    report = saved(after)
    check(after, report)
    assert report.is_complete
    assert report.from_log[table] > 0


@pytest.mark.parametrize("also", ["", "note", "disposal", "disposed_case"])
@pytest.mark.parametrize("is_early", [True, False])
def test_with_a_gap_in_the_log_the_book_tells_what_the_log_still_shows(
    after: Made, roots: dict[str, int], gaps: tuple[int, int], also: str, is_early: bool
) -> None:
    """Links behind the gap do not go along, and with an early one some that were emptied; a book that is gone is told as one."""
    damage(after, gaps[0] if is_early else gaps[1], *([roots[also]] if also else []))
    report = saved(after)
    assert report.links < report.links_known
    check(after, report)
    ((emptied, by),) = told_of_disposal(after, report)
    assert (0 < emptied < EMPTIED) if is_early else emptied == EMPTIED
    assert ("壊れていて読めません" in by) is (also == "disposal")
    assert report.lost["kept_figure"] == 0
    assert report.lost["disposed_case"] == (also == "disposed_case")


@pytest.fixture(scope="module")
def gaps(after_once: Made, tmp_path_factory: pytest.TempPathFactory) -> tuple[int, int]:
    """A page of the log with links that were emptied, and one behind all those."""
    key, path = after_once.master.derive(KeyUse.DATABASE), tmp_path_factory.mktemp("try") / "try.db"
    whole = bytearray(file_of(after_once).read_bytes())
    found: dict[bool, int] = {}
    for number in range(len(whole) // PAGE_BYTES, 1, -1):
        whole[(number - 1) * PAGE_BYTES + 1000] ^= 4
        path.write_bytes(whole)
        whole[(number - 1) * PAGE_BYTES + 1000] ^= 4
        blank_bad_pages(path, key)
        with suppress(StoreRefusal):  # where the list of the tables is on it
            connection = open_raw(path, key, "ro")
            rows = DamagedReading(connection).rows("change_entry", ["id", "digest"], 0)
            connection.close()
            links = {row[0]: bool(row[1]) for row in rows}
            gap = next((link for link in range(1, max(links, default=1)) if link not in links), 0)
            kept = sum(is_empty for link, is_empty in links.items() if link < gap)
            if kept:
                found.setdefault(kept < EMPTIED, number)
        if len(found) == 2:
            return found[True], found[False]
    raise AssertionError("no such pages")


def test_pages_bad_by_chance_bring_nothing_back(after: Made) -> None:
    chance = random.Random(SEED)
    whole = file_of(after).read_bytes()
    saved_some = 0
    for _ in range(SAMPLE):
        pages = chance.sample(range(2, len(whole) // PAGE_BYTES + 1), chance.randrange(1, 4))
        file_of(after).write_bytes(whole)
        damage(after, *pages)
        with suppress(StoreRefusal):  # where the list of the tables is gone
            check(after, saved(after))
            saved_some += 1
        shutil.rmtree(after.folder / "sukui", ignore_errors=True)
    assert saved_some > SAMPLE // 2


def test_where_the_file_was_not_written_anew_yet_nothing_comes_back_either(before_once: Made, tmp_path: Path) -> None:
    made = replace(before_once, folder=Path(shutil.copytree(before_once.folder, tmp_path / "まえ")))
    told = opened(made)
    with told.store.transaction() as session:
        disposal = dispose(session, [told.case_id], told.agreeing).id
        assert not_rewritten(session) == [disposal]
    told.store.close()
    check(made, saved(made))


def test_put_to_use_it_finds_nothing_of_the_case_and_still_all_of_the_other(after: Made, roots: dict[str, int]) -> None:
    damage(after, roots["case"])
    report = saved(after)
    restore_backup(after.folder, report.path, WORDS, LATER)
    store = open_store(after.folder, WORDS, cost=Cost.floor(), any_place=True, clock=lambda: LATER)
    with store.session() as session:
        assert find(session, PAIR) == []
        assert [one.id for one in session.scalars(select(Case))] == [OTHER]
        assert session.scalars(select(Disposal)).one().emptied > 0
        assert session.scalars(select(DisposedCase)).one().number
        assert session.scalars(select(KeptFigure)).first() is not None
    store.close()
