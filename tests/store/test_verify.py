"""確認: each trouble has its finding, and looking changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hokatsu_desktop.store.inspection import Verdict
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.verify import verify_open_store, verify_store
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot

CHECKS = [
    "current",
    "keys",
    "pages",
    "structure",
    "references",
    "chain",
    "disposal",
    "rows",
    "papers",
    "counts",
    "manifest",
    "anchor",
]


def look(made: Made) -> Verdict:
    return verify_store(made.folder, WORDS, NOON)


def failed(verdict: Verdict) -> list[str]:
    return [finding.check for finding in verdict.findings if not finding.passed]


def test_a_sound_store_passes_everything_and_stays_as_it_is(made: Made) -> None:
    before = snapshot(made.folder)
    verdict = look(made)
    assert [finding.check for finding in verdict.findings] == CHECKS
    assert verdict.passed
    assert any("ケース0件、変更の記録2件" in finding.words for finding in verdict.findings)
    assert snapshot(made.folder) == before


def test_an_open_store_can_be_checked_too(store: OpenStore) -> None:
    assert verify_open_store(store).passed


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("CURRENT", "current"),
        ("g0001/store.keys", "keys"),
        ("keys-copy/g0001.keys", "keys"),
        ("g0001/manifest.json", "manifest"),
        ("anchor.json", "anchor"),
    ],
)
def test_a_damaged_file_has_its_own_finding(
    made: Made, changed: Callable[[Path, int], None], name: str, check: str
) -> None:
    changed(made.folder / name, 12)
    before = snapshot(made.folder)
    verdict = look(made)
    assert failed(verdict) == [check]
    assert verdict.words.endswith("。")
    assert snapshot(made.folder) == before


@pytest.mark.parametrize("at", [50, 4096 * 3 + 7])
def test_damaged_pages_are_a_finding(made: Made, changed: Callable[[Path, int], None], at: int) -> None:
    changed(made.folder / "g0001" / "store.db", at)
    verdict = look(made)
    assert failed(verdict) == ["pages"]
    assert "壊れたところ" in verdict.words


def test_an_empty_file_is_a_finding(made: Made) -> None:
    (made.folder / "g0001" / "store.db").write_bytes(b"")
    assert "空（0バイト）" in look(made).words


def test_a_broken_chain_is_a_finding(made: Made) -> None:
    store = open_by_key(made)
    store.connection.execute("DROP TRIGGER change_entry_no_update")
    store.connection.execute("UPDATE change_entry SET title = 'x' WHERE id = 2")
    assert failed(verify_open_store(store)) == ["chain"]
    store.close()
    verdict = look(made)
    assert failed(verdict) == ["chain"]
    assert "2番目で合いません" in verdict.words


def test_a_row_changed_behind_the_log_is_a_finding(made: Made) -> None:
    store = open_by_key(made)
    store.connection.execute("UPDATE office SET town = 'ちがう町'")
    assert failed(verify_open_store(store)) == ["rows"]
    store.close()


def test_a_torn_reference_is_a_finding(made: Made) -> None:
    store = open_by_key(made)
    store.connection.execute("PRAGMA foreign_keys=OFF")
    store.connection.execute(
        "INSERT INTO screen_state (staff_id, place, seen_link, unsent) VALUES (999, '{}', 0, '{}')"
    )
    assert failed(verify_open_store(store)) == ["references"]
    store.close()


def test_an_older_file_is_a_finding(made: Made) -> None:
    anchor = (made.folder / "anchor.json").read_bytes()
    store = open_by_key(made)
    store.connection.execute("DROP TRIGGER change_entry_no_delete")
    store.connection.execute("DELETE FROM change_entry WHERE id = 2")
    store.close()
    (made.folder / "anchor.json").write_bytes(anchor)
    assert "anchor" in failed(look(made))


def test_a_wrong_passphrase_is_no_finding_but_a_refusal(made: Made) -> None:
    with pytest.raises(StoreRefusal) as refused:
        verify_store(made.folder, Passphrase("ちがう言葉をならべてみました"), NOON)
    assert refused.value.situation is Situation.WRONG_PASSPHRASE
