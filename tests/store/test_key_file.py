"""store.keys: every changed byte is seen before a key is computed; the second copy takes over; unknown kinds stay."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hokatsu_desktop.store import keys as keys_module
from hokatsu_desktop.store.key_file import KeyFile, find_keys, key_file_from_bytes, write_keys
from hokatsu_desktop.store.keys import Cost, MasterKey, Passphrase, seal
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.strict_json import NotStrictJson, compact, pretty

STORE = "00000000-0000-4000-8000-000000000001"
MASTER = MasterKey(bytes(range(32)))
WORDS = Passphrase("みどり色の 自転車と 夕やけ雲")
QUICK = {"header": {"kind": "quick", "of": "this PC"}, "half": "AAAA"}


@pytest.fixture(scope="module")
def keys() -> KeyFile:
    slots = (
        seal(MASTER, WORDS, store_id=STORE, cost=Cost.floor()),
        seal(MASTER, RecoveryCode(bytes(16)), store_id=STORE, cost=Cost.floor()),
    )
    return KeyFile(STORE, slots, (dict(QUICK),))


@pytest.fixture(autouse=True)
def _no_derivation(monkeypatch: pytest.MonkeyPatch, keys: KeyFile) -> None:
    """Reading must never compute a key: that comes after all checks."""
    monkeypatch.setattr(keys_module, "_wrapping_key", lambda *_args: pytest.fail("a key was computed"))


def summed(content: dict[str, Any]) -> bytes:
    """The bytes of a file with this content and a right digest, as an attacker could make them."""
    content = {key: value for key, value in content.items() if key != "sum"}
    return pretty({**content, "sum": hashlib.sha256(compact(content)).hexdigest()})


def test_what_is_written_is_read_back(keys: KeyFile) -> None:
    assert key_file_from_bytes(keys.to_bytes()) == keys


def test_a_slot_of_an_unknown_kind_is_kept_as_it_is(keys: KeyFile) -> None:
    again = key_file_from_bytes(keys.to_bytes())
    changed = again.with_slot(again.slots[0])
    assert json.loads(changed.to_bytes())["slots"][-1] == QUICK


def test_every_flipped_bit_is_seen(keys: KeyFile) -> None:
    data = keys.to_bytes()
    for at in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[at] ^= 1 << bit
            with pytest.raises(NotStrictJson):
                key_file_from_bytes(bytes(changed))


def test_every_truncation_is_seen(keys: KeyFile) -> None:
    data = keys.to_bytes()
    for length in range(len(data)):
        with pytest.raises(NotStrictJson):
            key_file_from_bytes(data[:length])


def test_something_appended_is_seen(keys: KeyFile) -> None:
    for more in (b"\0", b" ", b"\n", b"{}"):
        with pytest.raises(NotStrictJson):
            key_file_from_bytes(keys.to_bytes() + more)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 100,
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b"{}" + b" " * 70_000,
        b"\xff\xfe{}",
        b'{"a":1e400}',
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b'{"a":' + b"9" * 5_000 + b"}",
        b'{"a":"\\ud800"}',
        b"null\n",
        b"[]\n",
    ],
)
def test_hostile_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotStrictJson):
        key_file_from_bytes(data)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("slots", []),
        ("slots", {}),
        ("slots", [1]),
        ("slots", [{}]),
        ("slots", [{"header": {}}]),
        ("slots", [QUICK] * 41),
        ("format", "age"),
        ("version", 0),
        ("version", True),
        ("store", "00000000-0000-4000-8000-000000000009"),
        ("store", 7),
        ("more", 1),
        ("deep", [[[[[[1]]]]]]),
    ],
)
def test_a_file_with_a_right_digest_but_a_wrong_shape_is_refused(keys: KeyFile, key: str, value: object) -> None:
    content = {**json.loads(keys.to_bytes()), key: value}
    with pytest.raises(NotStrictJson):
        key_file_from_bytes(summed(content))


def test_a_huge_memory_number_with_a_right_digest_is_refused(keys: KeyFile) -> None:
    content = json.loads(keys.to_bytes())
    content["slots"][0]["header"]["m"] = 2**31
    with pytest.raises(NotStrictJson):
        key_file_from_bytes(summed(content))


def test_a_newer_key_file_is_refused_politely(keys: KeyFile) -> None:
    content = {**json.loads(keys.to_bytes()), "version": 2, "something_new": 1}
    with pytest.raises(StoreRefusal) as refused:
        key_file_from_bytes(summed(content))
    assert refused.value.situation is Situation.NEWER_STORE


def test_the_copy_takes_over_when_the_file_is_gone_or_damaged(keys: KeyFile, tmp_path: Path) -> None:
    main, spare = tmp_path / "store.keys", tmp_path / "copy" / "g0001.keys"
    write_keys(keys, main, spare, lambda _written: True)
    assert not (found := find_keys(main, spare)).main_is_damaged
    assert not found.copy_is_damaged
    main.write_bytes(main.read_bytes()[:-5])
    assert find_keys(main, spare).main_is_damaged
    main.unlink()
    assert find_keys(main, spare).keys == keys
    spare.unlink()
    with pytest.raises(StoreRefusal) as refused:
        find_keys(main, spare)
    assert refused.value.situation is Situation.KEYS_DAMAGED


def test_a_copy_that_differs_is_told(keys: KeyFile, tmp_path: Path) -> None:
    main, spare = tmp_path / "store.keys", tmp_path / "g0001.keys"
    write_keys(keys, main, spare, lambda _written: True)
    spare.write_bytes(KeyFile(STORE, keys.slots[:1]).to_bytes())
    found = find_keys(main, spare)
    assert found.copy_is_damaged
    assert found.keys == keys


def test_a_file_that_fails_the_trial_is_not_written(keys: KeyFile, tmp_path: Path) -> None:
    main, spare = tmp_path / "store.keys", tmp_path / "g0001.keys"
    with pytest.raises(ValueError, match="does not open"):
        write_keys(keys, main, spare, lambda _written: False)
    assert list(tmp_path.iterdir()) == []
