"""Key slots: only the right secret opens them, every byte counts, and no number in a file can eat the machine."""

import copy
import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokatsu_desktop.store import keys as keys_module
from hokatsu_desktop.store.key_file import KeyFile, key_file_from_bytes, unlock
from hokatsu_desktop.store.keys import (
    Cost,
    KeyUse,
    MasterKey,
    Passphrase,
    Slot,
    new_master_key,
    seal,
    slot_from_json,
    unseal,
)
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.strict_json import NotStrictJson, compact

STORE = "00000000-0000-4000-8000-000000000001"
MASTER = MasterKey(bytes(range(32)))
WORDS = Passphrase("みどり色の 自転車と 夕やけ雲")
CODE = RecoveryCode(bytes(16))


@pytest.fixture(scope="module")
def staff_slot() -> Slot:
    return seal(MASTER, WORDS, store_id=STORE, cost=Cost.floor())


@pytest.fixture
def no_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails the test if a key is derived, that is, if memory is spent."""

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("Argon2id was called")

    monkeypatch.setattr(keys_module, "Argon2id", refuse)


@pytest.fixture
def cheap_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for Argon2id that costs nothing but depends on everything it is given."""

    class Cheap:
        def __init__(self, **given: Any) -> None:
            self.given = given

        def derive(self, material: bytes) -> bytes:
            return hashlib.sha256(repr(sorted(self.given.items())).encode() + material).digest()

    monkeypatch.setattr(keys_module, "Argon2id", Cheap)


def test_the_right_secret_gives_the_master_key(staff_slot: Slot) -> None:
    assert unseal(staff_slot, WORDS) == MASTER


def test_the_same_words_in_other_widths_open(staff_slot: Slot) -> None:
    assert unseal(staff_slot, Passphrase("　みどり色の　自転車と　夕やけ雲")) == MASTER


def test_other_words_do_not(staff_slot: Slot) -> None:
    assert unseal(staff_slot, Passphrase("みどり色の 自転車と 夕やけ空")) is None


def test_a_recovery_code_opens_only_recovery_slots(staff_slot: Slot) -> None:
    recovery = seal(MASTER, CODE, store_id=STORE, cost=Cost.floor())
    assert unseal(recovery, CODE) == MASTER
    assert unseal(recovery, RecoveryCode(b"\1" * 16)) is None
    assert unseal(staff_slot, CODE) is None
    assert unseal(recovery, WORDS) is None


def test_no_secret_is_shown_by_repr() -> None:
    assert repr((MASTER, WORDS, CODE)) == "(MasterKey(), Passphrase(), RecoveryCode())"


def test_keys_for_different_uses_differ() -> None:
    derived = [MASTER.derive(use) for use in KeyUse]
    assert len(set(derived)) == len(KeyUse)
    assert all(len(key) == 32 for key in derived)


def test_new_master_keys_are_random() -> None:
    assert new_master_key() != new_master_key()


@pytest.mark.parametrize("cost", [Cost(65_535, 3, 4), Cost(65_536, 2, 4), Cost(65_536, 3, 3)])
def test_a_slot_below_the_floor_is_not_made(cost: Cost, no_derivation: None) -> None:
    with pytest.raises(ValueError, match="floor"):
        seal(MASTER, WORDS, store_id=STORE, cost=cost)


def test_the_default_cost_is_above_the_floor() -> None:
    assert (Cost().memory_kib, Cost().passes, Cost().lanes) == (256 * 1024, 3, 4)
    assert Cost.floor().is_below(Cost())
    assert not Cost().is_below(Cost())


def test_too_little_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_memory(**_given: int) -> None:
        raise MemoryError

    monkeypatch.setattr(keys_module, "Argon2id", out_of_memory)
    with pytest.raises(StoreRefusal) as refused:
        seal(MASTER, WORDS, store_id=STORE)
    assert refused.value.situation is Situation.LITTLE_MEMORY


HOSTILE = [
    ("header", "m", 64 * 1024 - 1),
    ("header", "m", 1024 * 1024 + 1),
    ("header", "m", 2**40),
    ("header", "m", "65536"),
    ("header", "m", True),
    ("header", "t", 0),
    ("header", "t", 11),
    ("header", "p", 0),
    ("header", "p", 9),
    ("header", "v", 2),
    ("header", "kdf", "argon2i"),
    ("header", "salt", "AAAA"),
    ("header", "salt", "*" * 24),
    ("header", "epoch", 0),
    ("header", "slot", "x" * 37),
    ("header", "more", 1),
    ("", "nonce", "AAAA"),
    ("", "sealed", "AAAA"),
    ("", "sealed", None),
    ("", "more", 1),
]


@pytest.mark.parametrize(("part", "key", "value"), HOSTILE)
def test_a_hostile_slot_is_refused_before_any_memory_is_spent(
    staff_slot: Slot, no_derivation: None, part: str, key: str, value: object
) -> None:
    source: dict[str, Any] = copy.deepcopy(staff_slot.to_json())
    (source[part] if part else source)[key] = value
    with pytest.raises(NotStrictJson):
        slot_from_json(source)


def test_a_changed_header_does_not_open(staff_slot: Slot) -> None:
    """All of these pass the limits; the header is authenticated, so none gives a key."""
    source = staff_slot.to_json()
    for key, value in (("epoch", 2), ("slot", "00000000-0000-4000-8000-000000000002"), ("p", 5)):
        changed: dict[str, Any] = copy.deepcopy(source)
        changed["header"][key] = value
        assert unseal(slot_from_json(changed), WORDS) is None


def test_every_flipped_byte_of_a_slot_is_seen(staff_slot: Slot, cheap_derivation: None) -> None:
    """With the checksum of the file left out of the game: limits, base64 form and AAD alone."""
    slot = seal(MASTER, WORDS, store_id=STORE, cost=Cost.floor())
    data = compact(slot.to_json())
    for at in range(len(data)):
        for bit in range(8):
            assert not opens_after_flip(data, at, bit), (at, bit)


def opens_after_flip(data: bytes, at: int, bit: int) -> bool:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    try:
        source = json.loads(changed.decode())
        return isinstance(source, dict) and unseal(slot_from_json(source), WORDS) is not None
    except ValueError:
        return False


def test_unlock_tries_the_slot_of_last_time_first(monkeypatch: pytest.MonkeyPatch, cheap_derivation: None) -> None:
    people = [Passphrase(f"ひとりずつちがう合い言葉その{number}ばん") for number in range(10)]
    slots = tuple(seal(MASTER, person, store_id=STORE, cost=Cost.floor()) for person in people)
    tried: list[str] = []
    real = unseal

    def watched(slot: Slot, secret: Any) -> MasterKey | None:
        tried.append(slot.slot_id)
        return real(slot, secret)

    monkeypatch.setattr("hokatsu_desktop.store.key_file.unseal", watched)
    master, slot = unlock(KeyFile(STORE, slots), people[7], slots[7].slot_id)
    assert (master, slot, tried) == (MASTER, slots[7], [slots[7].slot_id])
    assert unlock(KeyFile(STORE, slots), people[9])[1] == slots[9]


Change = tuple[str, int]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["add", "remove", "renew"]), st.integers(0, 50)), max_size=25))
def test_no_order_of_adding_and_removing_locks_everybody_out(changes: list[Change]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys_module, "_wrapping_key", fast_key)
        follow(changes)


def fast_key(slot: Slot, secret: Any) -> bytes:
    material = secret.bytes_for_key if isinstance(secret, Passphrase) else secret.digits.encode()
    return hashlib.sha256(slot.salt + material).digest()


def follow(changes: list[Change]) -> None:
    people = {"first": Passphrase("いちばんはじめの職員のことば")}
    code = CODE
    first = seal(MASTER, people["first"], store_id=STORE, slot_id="first")
    keys = KeyFile(STORE, (first, seal(MASTER, code, store_id=STORE)))
    for what, number in changes:
        match what:
            case "add":
                person = Passphrase(f"その後に来た職員のことば{number}")
                people[str(number)] = person
                keys = keys.with_slot(seal(MASTER, person, store_id=STORE, slot_id=str(number)))
            case "renew":
                code = RecoveryCode(bytes([number] * 16))
                kept = tuple(slot for slot in keys.slots if slot.slot_id in people)
                keys = KeyFile(STORE, (*kept, seal(MASTER, code, store_id=STORE)))
            case _:
                gone = sorted(people)[number % len(people)]
                keys = without(keys, gone, people)
        keys = key_file_from_bytes(keys.to_bytes())
    assert unlock(keys, code)[0] == MASTER
    for slot_id, person in people.items():
        assert unlock(keys, person, slot_id)[1].slot_id == slot_id


def without(keys: KeyFile, gone: str, people: dict[str, Passphrase]) -> KeyFile:
    if len(people) == 1:
        with pytest.raises(StoreRefusal) as refused:
            keys.without_slot(gone)
        assert refused.value.situation is Situation.LAST_KEY
        return keys
    person = people.pop(gone)
    left = keys.without_slot(gone)
    if person not in people.values():
        with pytest.raises(StoreRefusal):
            unlock(left, person)
    return left
