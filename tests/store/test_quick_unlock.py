"""Quick unlock: what opens with the number, what never does, and that each part alone is worth nothing."""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from types import ModuleType

import pytest

from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, KeyUse, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.quick_unlock import (
    SERVICE,
    Half,
    Vault,
    half_of,
    normal_pin,
    open_half,
    os_vault,
    pin_problem,
    read_half,
    turn_off,
    turn_on,
)
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.rekey import rekey
from hokatsu_desktop.store.slots import add_staff, remove_slot
from tests.store.conftest import NOON, WORDS, Made, open_by_key
from tests.store.vaults import FakeVault

PIN = "274160"
FLOOR = Cost.floor()


def opened(made: Made) -> OpenStore:
    """The store as its own passphrase opens it."""
    return open_store(made.folder, WORDS, cost=FLOOR, any_place=True)


def turned_on(made: Made, vault: Vault) -> Half:
    """The half that the lock screen gets after the number was chosen."""
    store = opened(made)
    turn_on(vault, store, PIN)
    half = half_of(vault, store, NOON)
    store.close()
    assert half is not None
    return half


def refused(vault: Vault | None, half: Half, pin: str = PIN, hours: float = 1) -> Situation:
    """Why it does not open."""
    with pytest.raises(StoreRefusal) as no:
        open_half(vault, half, pin, NOON + timedelta(hours=hours))
    return no.value.situation


def test_the_number_opens_as_the_person_who_chose_it(made: Made) -> None:
    vault = FakeVault()
    half = read_half(turned_on(made, vault).to_bytes())
    assert half is not None
    for typed in (PIN, "２７４ １６０"):
        store = open_store(made.folder, open_half(vault, half, typed, NOON), any_place=True)
        assert store.slot_id == made.slot_id
        store.close()


def test_it_is_off_until_somebody_turns_it_on_and_after_it_was_turned_off(made: Made) -> None:
    vault = FakeVault()
    store = opened(made)
    assert half_of(vault, store, NOON) is None
    turn_off(vault, store.store_id, store.slot_id)
    turn_on(vault, store, PIN)
    assert half_of(vault, store, NOON) is not None
    turn_off(vault, store.store_id, store.slot_id)
    assert (half_of(vault, store, NOON), vault.kept) == (None, {})
    store.close()


def test_another_number_and_the_end_of_its_time_open_nothing(made: Made) -> None:
    vault = FakeVault()
    half = turned_on(made, vault)
    assert refused(vault, half, "274161") is Situation.WRONG_PIN
    assert refused(vault, half, "") is Situation.WRONG_PIN
    assert open_half(vault, half, PIN, NOON + timedelta(hours=11, minutes=59)).slot_id == made.slot_id
    assert refused(vault, half, hours=12) is Situation.QUICK_GONE
    assert refused(vault, half, hours=-0.1) is Situation.QUICK_GONE  # the clock was set back
    later = replace(half, since=NOON + timedelta(hours=10))
    assert refused(vault, later, hours=13) is Situation.WRONG_PIN  # its time is authenticated


def wiped(vault: FakeVault) -> FakeVault | None:
    """Somebody emptied the keyring."""
    vault.kept.clear()
    return vault


def of_another(_vault: FakeVault) -> FakeVault | None:
    """The keyring of another PC, or of another user of this one: it holds nothing of ours."""
    return FakeVault()


def roamed(vault: FakeVault) -> FakeVault | None:
    """An entry that came along from another PC, where it was another secret."""
    (name, text), *_none = vault.kept.items()
    kept = json.loads(text)
    kept["secret"] = "A" * 43 + "="
    return FakeVault({name: json.dumps(kept)})


def away(vault: FakeVault) -> FakeVault | None:
    """The service of the keyring does not run."""
    vault.is_away = True
    return vault


@pytest.mark.parametrize("become", [wiped, of_another, roamed, away, lambda _vault: None])
def test_without_this_very_keyring_the_passphrase_opens_as_always(
    made: Made, become: Callable[[FakeVault], FakeVault | None]
) -> None:
    vault = FakeVault()
    half = turned_on(made, vault)
    there = become(vault)
    assert refused(there, half) in (Situation.QUICK_GONE, Situation.WRONG_PIN)
    store = opened(made)
    assert store.slot_id == made.slot_id
    store.close()


def test_a_keyring_that_keeps_nothing_is_told_at_once(made: Made) -> None:
    store = opened(made)
    for vault in (None, FakeVault(is_away=True), FakeVault(forgets=True)):
        with pytest.raises(StoreRefusal) as no:
            turn_on(vault, store, PIN)
        assert no.value.situation is Situation.NO_KEYRING
    store.close()


def test_who_opened_with_the_recovery_sheet_has_no_number(made: Made) -> None:
    vault = FakeVault()
    store = open_store(made.folder, made.code, cost=FLOOR, any_place=True)
    with pytest.raises(StoreRefusal) as no:
        turn_on(vault, store, PIN)
    assert no.value.situation is Situation.QUICK_NEEDS_PASSPHRASE
    assert half_of(vault, store, NOON) is None
    store.close()


def test_who_left_and_keys_of_before_open_nothing(made: Made) -> None:
    vault = FakeVault()
    half = turned_on(made, vault)
    key = open_half(vault, half, PIN, NOON)
    store = open_by_key(made)
    other = Passphrase("となりの席の人だけが知っている言葉")
    kept = add_staff(store, other, cost=FLOOR)
    remove_slot(store, made.slot_id)
    store.close()
    with pytest.raises(StoreRefusal) as no:
        open_store(made.folder, key, any_place=True)
    assert no.value.situation is Situation.QUICK_GONE
    store = open_store(made.folder, other, cost=FLOOR, any_place=True)
    turn_on(vault, store, PIN)
    of_other = half_of(vault, store, NOON)
    assert of_other is not None
    rekey(store, {kept: other}, NOON, cost=FLOOR)
    store.close()
    with pytest.raises(StoreRefusal) as no:
        open_store(made.folder, open_half(vault, of_other, PIN, NOON), any_place=True)
    assert no.value.situation is Situation.QUICK_GONE
    store = open_store(made.folder, other, cost=FLOOR, any_place=True)
    assert half_of(vault, store, NOON) is None  # the number was kept under the master key of before
    store.close()


def test_each_part_alone_is_worth_nothing_and_none_holds_a_key_or_the_number(made: Made) -> None:
    vault = FakeVault()
    half = turned_on(made, vault)
    (text,) = vault.kept.values()
    parts = {
        "keyring": text.encode(),
        "half": half.to_bytes(),
        "words": repr((half, open_half(vault, half, PIN, NOON))).encode(),
    }
    keys = [made.master.value, *(made.master.derive(use) for use in KeyUse)]
    for name, part in parts.items():
        for key in keys:
            assert key not in part, name
            assert key.hex().encode() not in part, name
        assert PIN.encode() not in part, name
        assert normal_pin(WORDS.text).encode() not in part, name
    everything = b"".join(path.read_bytes() for path in made.folder.rglob("*") if path.is_file())
    for value in (json.loads(text)["secret"].encode(), half.sealed):
        assert value not in everything


def test_what_is_handed_over_is_read_strictly(made: Made) -> None:
    good = turned_on(made, FakeVault()).to_bytes()
    assert read_half(good) is not None
    for length in range(len(good)):
        assert read_half(good[:length]) is None
    for bad in (b"", b"{}", b"[]", b"\xff" * 400, good + b"x", good.replace(b'"quick"', b'"staff"'), b"x" * 70_000):
        assert read_half(bad) is None


@pytest.mark.parametrize("entry", ["", "{", "[]", "{}", '{"secret":1}', "x" * 5000])
def test_an_entry_that_is_none_of_ours_opens_nothing(made: Made, entry: str) -> None:
    vault = FakeVault()
    half = turned_on(made, vault)
    vault.kept = dict.fromkeys(vault.kept, entry)
    assert refused(vault, half) is Situation.QUICK_GONE


@pytest.mark.parametrize("good", ["274160", "９０１２４８", "31 41 59 26", "100200300400"])
def test_numbers_that_will_do(good: str) -> None:
    assert pin_problem(good) == ""


@pytest.mark.parametrize(
    "bad", ["", "12345", "123456", "987654", "111111", "121212", "1234567890123", "27416a", "-274160"]
)
def test_numbers_that_will_not_do_are_told(bad: str) -> None:
    assert pin_problem(bad).endswith("。")


def test_only_keyrings_of_the_system_are_used_and_on_windows_none_that_roams(monkeypatch: pytest.MonkeyPatch) -> None:
    def backend(module: str) -> object:
        return type("Keyring", (), {"__module__": module, "persist": "enterprise"})()

    plain_file, windows = backend("keyrings.alt.file"), backend("keyring.backends.Windows")
    for found, used in (
        (plain_file, None),
        (backend("keyring.backends.fail"), None),
        (windows, windows),
        (type("Chainer", (), {"backends": [plain_file, windows]})(), windows),
    ):
        fake = ModuleType("keyring")
        monkeypatch.setattr(fake, "get_keyring", lambda found=found: found, raising=False)
        monkeypatch.setitem(sys.modules, "keyring", fake)
        assert os_vault() is used
    assert getattr(windows, "persist", "") == "local machine"

    def broken() -> object:
        raise ModuleNotFoundError

    monkeypatch.setattr(fake, "get_keyring", broken, raising=False)
    assert os_vault() is None
    assert SERVICE == "hokatsu-desktop"
