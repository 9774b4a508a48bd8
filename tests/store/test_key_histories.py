"""Random years of an office's keys: people come, go and forget, sheets are lost and renewed, the keys are renewed.

Whatever the order, everybody who should open the store does, and nobody who left does. `--long` walks through a thousand.
"""

import hashlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from hokatsu_desktop.store import keys as keys_module
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.keys import Passphrase, Secret, Slot
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.rekey import rekey
from hokatsu_desktop.store.slots import add_staff, change_passphrase, remove_slot, renew_recovery_code
from tests.store.conftest import NOON

FIRST = Passphrase("いちばんはじめに来た人だけのことば")
MOST_PEOPLE = 6


@pytest.fixture(autouse=True, scope="module")
def fast_keys() -> Iterator[None]:
    """Argon2id, which has its own tests, gives way to one hash; all else is real."""

    def key(slot: Slot, secret: Secret) -> bytes:
        material = secret.bytes_for_key if isinstance(secret, Passphrase) else secret.digits.encode()
        return hashlib.sha256(slot.salt + material).digest()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys_module, "_wrapping_key", key)
        yield


@pytest.fixture(scope="module")
def template(fast_keys: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RecoveryCode, str]:
    """A new store, the code of its sheet, and the slot of the one who made it."""
    folder = tmp_path_factory.mktemp("keys") / "台帳"
    store, code = create_store(folder, FIRST, practice=False, now=NOON, any_place=True)
    store.close()
    return folder, code, store.slot_id


@dataclass
class Office:
    """Who should be able to open the store, and what once opened it."""

    folder: Path
    chance: Random
    code: RecoveryCode
    people: dict[str, Passphrase]  # by slot
    gone: list[Secret] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def step(self) -> None:
        """Something happens; whoever is at the PC opened the store with a passphrase or, forgetting it, with the sheet."""
        what = self.chance.choices(
            (self.joins, self.leaves, self.changes, self.forgets, self.loses_sheet, self.renews_keys),
            (5, 4, 2, 2, 2, 2),
        )[0]
        self.done.append(what.__name__)
        what()

    def joins(self) -> None:
        """A new colleague."""
        if len(self.people) < MOST_PEOPLE:
            passphrase = self.words()
            with self.opened() as store:
                self.people[add_staff(store, passphrase)] = passphrase

    def leaves(self) -> None:
        """One goes; the last one cannot."""
        slot_id = self.somebody()
        with self.opened() as store:
            if len(self.people) == 1:
                with pytest.raises(StoreRefusal) as no:
                    remove_slot(store, slot_id)
                assert no.value.situation is Situation.LAST_KEY
                return
            remove_slot(store, slot_id)
        self.gone.append(self.people.pop(slot_id))

    def changes(self) -> None:
        """One takes another passphrase, opened with the one of before."""
        slot_id = self.somebody()
        self._take_new(slot_id, self.people[slot_id])

    def forgets(self) -> None:
        """One forgot it, and takes another one after opening with the sheet."""
        self._take_new(self.somebody(), self.code)

    def loses_sheet(self) -> None:
        """The sheet is gone, and a new one is made."""
        self.gone.append(self.code)
        with self.opened() as store:
            self.code = renew_recovery_code(store)

    def renews_keys(self) -> None:
        """A new master key: some were asked for their passphrase and stay, others are left out."""
        staying = [self.somebody(), *(one for one in self.people if self.chance.random() < 0.8)]
        with self.opened() as store:
            code = rekey(store, {one: self.people[one] for one in staying}, NOON)
        self.gone += [self.code, *(words for one, words in self.people.items() if one not in staying)]
        self.code, self.people = code, {one: self.people[one] for one in self.people if one in staying}

    def check(self) -> None:
        """Everybody opens it as themselves, the sheet opens it, and nothing else does."""
        assert self.people
        for slot_id, passphrase in self.people.items():
            with self.opened(passphrase) as store:
                assert store.slot_id == slot_id
        with self.opened(self.code) as store:
            assert store.slot_id not in self.people
        for secret in self.gone:
            with pytest.raises(StoreRefusal) as no, self.opened(secret):
                raise AssertionError("somebody who left opened the store")
            assert no.value.situation in (Situation.WRONG_PASSPHRASE, Situation.WRONG_CODE)

    def opened(self, secret: Secret | None = None) -> "Opened":
        """The store, opened by a secret or by anybody who should be able to."""
        anybody: list[Secret] = [*self.people.values(), self.code]
        return Opened(self.folder, secret or self.chance.choice(anybody))

    def somebody(self) -> str:
        """One of those who work there."""
        return self.chance.choice(sorted(self.people))

    def words(self) -> Passphrase:
        """A passphrase nobody had."""
        return Passphrase(f"だれも使っていない言葉を並べる{self.chance.getrandbits(64):x}")

    def _take_new(self, slot_id: str, opened_by: Secret) -> None:
        passphrase = self.words()
        with self.opened(opened_by) as store:
            change_passphrase(store, slot_id, passphrase)
        self.gone.append(self.people[slot_id])
        self.people[slot_id] = passphrase


@dataclass
class Opened:
    """The store for one act."""

    folder: Path
    secret: Secret

    def __enter__(self) -> OpenStore:
        self.store = open_store(self.folder, self.secret, any_place=True, clock=lambda: NOON)
        return self.store

    def __exit__(self, *_error: object) -> None:
        self.store.close()


def walk(template: tuple[Path, RecoveryCode, str], folder: Path, seed: int, steps: int) -> list[str]:
    """One history; gives what happened in it."""
    made, code, slot_id = template
    shutil.copytree(made, folder)
    office = Office(folder, Random(seed), code, {slot_id: FIRST})  # repeatable
    try:
        for _ in range(steps):
            office.step()
        office.check()
    except BaseException:
        print(f"seed {seed}: {' '.join(office.done)}")  # a failure must be repeatable
        raise
    shutil.rmtree(folder)
    return office.done


def test_no_history_of_keys_locks_everybody_out_or_lets_somebody_in(
    template: tuple[Path, RecoveryCode, str], tmp_path: Path
) -> None:
    happened = [what for seed in range(30) for what in walk(template, tmp_path / "台帳", seed, 5)]
    assert set(happened) == {"joins", "leaves", "changes", "forgets", "loses_sheet", "renews_keys"}


@pytest.mark.long
def test_a_thousand_histories(template: tuple[Path, RecoveryCode, str], tmp_path: Path) -> None:
    first = int(time.time())
    print(f"seeds {first} to {first + 999}")  # the sweep must be repeatable
    for seed in range(first, first + 1000):
        walk(template, tmp_path / "台帳", seed, 12)
