"""The sixteen situations of a package on its way: each is told in its own words, whatever the case, and touches nothing here.

Twenty cases of each are dealt out in the ordinary run, five hundred with `--long`.
"""

import hashlib
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hokatsu_desktop.store import keys
from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.side_by_side import side_by_side
from tests.store.conftest import NOON, Made, fill, open_by_key, snapshot
from tests.store.on_its_way import LINKS, ROWS, TAKEN, Case, Shelf, Way, shelf_of, verdict_on
from tests.store.packages import FLOOR, RECEIVER

SEED, CASES, MANY = 20261128, 20, 500
Deal = Callable[[Way], Case]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """What all cases start from, under keys that cost nothing."""
    at = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as plant:
        plant.setattr(keys, "_wrapping_key", cheap_key)
        store, code = create_store(at / "ours", RECEIVER, practice=False, now=NOON, cost=FLOOR, any_place=True)
        fill(store)
        store.close()
        other, _code = create_store(at / "other", RECEIVER, practice=False, now=NOON, cost=FLOOR, any_place=True)
        other.close()
        yield shelf_of(Made(at / "ours", store.found.master, code, store.slot_id), at)


def cheap_key(slot: keys.Slot, secret: keys.Secret) -> bytes:
    """In the place of Argon2id."""
    material = secret.bytes_for_key if isinstance(secret, keys.Passphrase) else secret.digits.encode()
    return hashlib.sha256(slot.salt + material).digest()


def wrong_in(shelf: Shelf, deal: Deal, here: Path, seed: str, *, decides_only: bool) -> str:
    """What is wrong with one case; "" if all is right."""
    here.mkdir()
    with pytest.MonkeyPatch.context() as plant:
        case = deal(Way(shelf, here, random.Random(seed), plant, decides_only))
        before = [snapshot(folder) for folder in case.among]
        verdict = verdict_on(case)
    changed = [snapshot(folder) for folder in case.among] != before
    left = [path.name for path in here.glob("**/rehearsal*")] + [path.name for path in here.glob("new")]
    shutil.rmtree(here)
    if verdict not in case.words:
        return f"{seed}: {verdict}"
    if changed or (left and verdict != TAKEN):
        return f"{seed}: something was changed or left here {left}"
    return ""


def check(shelf: Shelf, row: str, here: Path, seed: int, cases: int) -> None:
    wrong = [
        wrong_in(shelf, ROWS[row], here / f"{number}", f"{seed} {row} {number}", decides_only=number % 20 != 0)
        for number in range(cases)
    ]
    assert [words for words in wrong if words] == []


@pytest.mark.parametrize("row", ROWS)
def test_each_situation_is_told_in_its_own_words_in_twenty_cases(shelf: Shelf, row: str, tmp_path: Path) -> None:
    before = {more: snapshot(written.path) for more, written in shelf.packages.items()}
    check(shelf, row, tmp_path, SEED, CASES)
    assert {more: snapshot(written.path) for more, written in shelf.packages.items()} == before


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS)
def test_each_situation_in_many_cases(shelf: Shelf, row: str, tmp_path: Path) -> None:
    seed = int(time.time())
    print(f"seed {seed}")  # the sweep must be repeatable
    check(shelf, row, tmp_path, seed, MANY)


def test_the_sixteen_rows_are_there() -> None:
    assert len(ROWS) == 16


def test_beside_the_open_ledger_it_is_seen_exactly_how_the_two_stand(shelf: Shelf) -> None:
    """Older, the same, newer and written on separately, with the counts of both; nothing is written to either."""
    found = {}
    for has, made in enumerate(shelf.ours):
        store = open_by_key(replace(made))
        before = store.head()
        for of, packages in (("ours", shelf.packages), ("apart", shelf.apart)):
            for more, written in packages.items():
                with side_by_side(store, written.path, written.code) as both:
                    found[of, has, more] = (both.standing.kind, both.standing.ours, both.standing.theirs)
        assert store.head() == before
        store.close()
    kinds = {True: Kind.OURS_AHEAD, False: Kind.THEIRS_AHEAD}
    for has in range(LINKS + 1):
        for more in shelf.packages:
            kind = Kind.SAME if has == more else kinds[has > more]
            assert found["ours", has, more] == (kind, max(has - more, 0), max(more - has, 0))
        for more in shelf.apart:
            assert found["apart", has, more] == (Kind.FORKED if has else Kind.THEIRS_AHEAD, has, more)
