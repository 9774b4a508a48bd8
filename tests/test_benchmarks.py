"""The benchmarks still run and say what they should; how long anything takes is never asserted."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.bulk_store import open_filled
from benchmarks.figure import Figure, table, to_ratio
from benchmarks.invented import RARE_HOUSEHOLD, RARE_KANA, RARE_PHONE
from benchmarks.rounds import Spread, by_turns, percentile
from benchmarks.safety_peers import peers, taken_by
from benchmarks.safety_speed import append_links, log_all_rows, note_links
from benchmarks.store_speed import SAVING, SEARCHES, Probe, figure_of, open_case_number, probes, stored_figure
from sqlalchemy import text

from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.search import find, index_case, index_note
from hokatsu_desktop.store.chain import first_broken_link, head_of
from hokatsu_desktop.store.connection import broken_structure
from hokatsu_desktop.store.identity import chain_key_of
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.verify import verify_open_store

HOUSEHOLDS = 160  # enough for the cases under way that the probes open


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenStore]:
    opened = open_filled(tmp_path_factory.mktemp("filled"), HOUSEHOLDS)
    yield opened
    opened.close()


def test_a_filled_store_is_sound(store: OpenStore) -> None:
    with store.raw() as connection:
        assert broken_structure(connection, thorough=True) == []
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_what_is_found_in_a_filled_store_is_what_services_would_find(store: OpenStore) -> None:
    with store.session() as session, act(session, "index", "x"):
        before = {typed: find(session, typed) for typed in SEARCHES.values()}
        session.execute(text("DELETE FROM search_index"))
        for number in range(1, HOUSEHOLDS + 1):
            index_case(session, number)
        for number in range(1, HOUSEHOLDS * 10 + 1):
            index_note(session, number)
        assert {typed: find(session, typed) for typed in SEARCHES.values()} == before
        for typed in (RARE_KANA, RARE_PHONE, RARE_PHONE.replace("-", "")):
            assert [hit.target_id for hit in before[typed]] == [RARE_HOUSEHOLD]


@pytest.mark.parametrize("probe", probes(), ids=lambda probe: probe.name)
def test_every_probe_does_its_act(probe: Probe, store: OpenStore) -> None:
    assert probe.act(store, 0) >= 0


def test_the_probes_open_cases_under_way(store: OpenStore) -> None:
    assert len({open_case_number(turn) for turn in range(40)}) == 40


def test_figures_say_whether_their_aims_are_met() -> None:
    assert Figure("a", "1 ms").verdict == ""
    assert to_ratio("a", "1 ms", "peer 1 ms", 1.2, 1.3).cells() == ("a", "1 ms", "peer 1 ms; ≤ 1.3×", "1.20×", "○")
    assert figure_of("a", {1: Spread(1, 2), 10: Spread(1.5, 3)}, {1: 30, 10: 30}).verdict == "▲"
    assert figure_of("a", {1: Spread(1, 2), 10: Spread(1.5, 3)}, {1: 3, 10: 30}).verdict == "○"


def test_how_long_typing_is_unstored_is_the_wait_and_the_save_in_the_largest_store() -> None:
    told = stored_figure({1: Spread(1, 2), 10: Spread(1.5, 10.7)})
    assert told.cells()[1:] == ("1,500 ms of waiting + 10.7 ms", "2,000 ms", "0.76", "○")
    assert stored_figure({1: Spread(1, 501)}).verdict == "▲"
    assert SAVING in [probe.name for probe in probes()]
    assert table([Figure("a", "1 ms")]).splitlines()[-1] == "| a | 1 ms |  |  |  |"


def test_the_log_of_a_filled_store_tells_of_every_row(tmp_path: Path) -> None:
    filled = open_filled(tmp_path, 3)
    try:
        with filled.raw() as connection:
            key = chain_key_of(connection, filled.found.master)
            log_all_rows(connection, key)
            head = head_of(connection).sequence
            assert verify_open_store(filled).passed
            append_links(connection, key, note_links(50))
            assert first_broken_link(connection, key) is None
            assert head_of(connection).sequence == head + 50 > 100
    finally:
        filled.close()


def test_the_peers_that_are_installed_prove_what_they_put(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 100_000)
    for peer in peers():
        (tmp_path / peer.name).mkdir()
        peer.put(tmp_path / "file", tmp_path / peer.name)
        peer.prove(tmp_path / "file", tmp_path / peer.name)
        (tmp_path / "file").write_bytes(b"y" * 100_000)
        if peer.name == "cp+sync":
            with pytest.raises(subprocess.CalledProcessError):
                peer.prove(tmp_path / "file", tmp_path / peer.name)
        (tmp_path / "file").write_bytes(b"x" * 100_000)


def test_the_processor_is_timed_in_programs_too() -> None:
    begun = taken_by(lambda: subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True))
    assert begun.processor > 0
    assert begun.words.endswith(")")


def test_peers_are_timed_by_turns() -> None:
    called: list[str] = []
    acts = {name: lambda _turn, name=name: called.append(name) for name in ("a", "b")}
    spreads = by_turns(acts, rounds=2, calls=3)
    assert "".join(called[-12:]) == "ab" * 6
    assert set(spreads) == {"a", "b"}
    assert (percentile([4, 1, 3, 2], 50), percentile([4, 1, 3, 2], 95)) == (2, 4)
