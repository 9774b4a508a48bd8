"""Quick unlock on this PC: a secret in the OS keyring, a half in the memory of the lock screen, and a short number.

Neither of the three opens anything alone, and none of them is in the data folder. See docs/store-format.md.
"""

import base64
import binascii
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hokatsu_desktop.store.key_file import KeyFile
from hokatsu_desktop.store.keys import KEY_BYTES, NONCE_BYTES, SALT_BYTES, SEALED_BYTES, Cost, MasterKey, SlotKind
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.slots import key_file_of
from hokatsu_desktop.store.strict_json import (
    Json,
    NotStrictJson,
    compact,
    number_at,
    object_at,
    only_keys,
    parse,
    pretty,
    text_at,
)

SERVICE = "hokatsu-desktop"
LASTS = timedelta(hours=12)  # since the passphrase was typed
LEAST_DIGITS, MOST_DIGITS = 6, 12
_PIN_COST = Cost.floor()
_WRAP, _PIN = b"hokatsu-desktop/quick/v1", b"hokatsu-desktop/quick-pin/v1"
_VERSION = 1
_ROWS = ("01234567890", "09876543210")
# Those of the system itself, bound to the user; others may be plain files.
_KEEPS_SECRETS = {
    "keyring.backends.Windows",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
}


class Vault(Protocol):
    """What this asks of a keyring. Whatever it raises counts as its being away."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret kept under a name."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps a secret under a name."""

    def delete_password(self, service: str, username: str) -> None:
        """Forgets what is kept under a name."""


def os_vault() -> Vault | None:
    """The keyring of this user on this PC, never roaming to another one; None where the system has none."""
    import keyring

    try:
        found = keyring.get_keyring()
    except Exception:  # a setting of the user names a keyring that is not there
        return None
    for backend in getattr(found, "backends", [found]):
        if type(backend).__module__ in _KEEPS_SECRETS:
            if type(backend).__module__ == "keyring.backends.Windows":
                backend.persist = "local machine"  # the library's own choice would roam with the user
            vault: Vault = backend
            return vault
    return None


@dataclass(frozen=True)
class QuickKey:
    """What a short number opened: the master key, and whose slot stands behind it. repr shows no key."""

    master: MasterKey
    slot_id: str
    epoch: int

    def refuse_unless_in(self, keys: KeyFile) -> None:
        """Raises StoreRefusal (QUICK_GONE) when that slot was removed, or the keys were renewed since."""
        if not any((slot.slot_id, slot.epoch) == (self.slot_id, self.epoch) for slot in keys.of_kind(SlotKind.STAFF)):
            raise StoreRefusal(Situation.QUICK_GONE)


@dataclass(frozen=True)
class Half:
    """What the lock screen holds in memory: the master key, sealed under the keyring's secret and the short number."""

    store_id: str
    slot_id: str
    epoch: int
    since: datetime  # when the passphrase was typed
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)

    @property
    def header(self) -> Json:
        """What is authenticated with it."""
        return {
            "v": _VERSION,
            "kind": "quick",
            "store": self.store_id,
            "slot": self.slot_id,
            "epoch": self.epoch,
            "since": self.since.isoformat(timespec="seconds"),
        }

    def to_bytes(self) -> bytes:
        """As it is handed to the next process."""
        return pretty({"header": self.header, "nonce": _text(self.nonce), "sealed": _text(self.sealed)})

    def is_over(self, now: datetime) -> bool:
        """Whether its time is over, or the clock was set back behind its beginning."""
        return not timedelta() <= now - self.since < LASTS


def read_half(data: bytes) -> Half | None:
    """The half in what another process handed over; None if it is none."""
    try:
        content = parse(data)
        only_keys(content, frozenset({"header", "nonce", "sealed"}))
        header = object_at(content, "header")
        only_keys(header, frozenset({"v", "kind", "store", "slot", "epoch", "since"}))
        number_at(header, "v", _VERSION, _VERSION)
        half = Half(
            text_at(header, "store", 36),
            text_at(header, "slot", 36),
            number_at(header, "epoch", 1, 1_000_000),
            datetime.fromisoformat(text_at(header, "since")),
            _bytes(text_at(content, "nonce"), NONCE_BYTES),
            _bytes(text_at(content, "sealed"), SEALED_BYTES),
        )
    except (NotStrictJson, ValueError):
        return None
    return half if half.since.tzinfo is not None and half.header == header else None


def pin_problem(typed: str) -> str:
    """Why this short number will not do, in words, or "" if it will."""
    pin = normal_pin(typed)
    if not re.fullmatch(r"[0-9]+", pin):
        return "数字だけで決めてください。"
    if not LEAST_DIGITS <= len(pin) <= MOST_DIGITS:
        return f"{LEAST_DIGITS}けたから{MOST_DIGITS}けたで決めてください（いま{len(pin)}けたです）。"
    if len(set(pin)) < 3 or any(pin in row for row in _ROWS):
        return "続き番号や、同じ数字のくり返しは、すぐに当てられます。ほかの数字にしてください。"
    return ""


def normal_pin(typed: str) -> str:
    """The form a short number is compared in: plain digits without blanks."""
    return "".join(unicodedata.normalize("NFKC", typed).split())


def turn_on(vault: Vault | None, store: OpenStore, pin: str) -> None:
    """From now on this person can open the store on this PC with a short number, until the keyring forgets it.

    Raises StoreRefusal (NO_KEYRING, QUICK_NEEDS_PASSPHRASE).
    """
    if vault is None:
        raise StoreRefusal(Situation.NO_KEYRING)
    if not _has_passphrase(store):
        raise StoreRefusal(Situation.QUICK_NEEDS_PASSPHRASE)
    secret, salt, nonce = (secrets.token_bytes(length) for length in (KEY_BYTES, SALT_BYTES, NONCE_BYTES))
    sealed = AESGCM(_pin_wrap(store.found.master)).encrypt(nonce, _pin_key(pin, salt), salt)
    kept = {"secret": _text(secret), "salt": _text(salt), "nonce": _text(nonce), "pin": _text(sealed)}
    try:
        vault.set_password(SERVICE, _name(store.store_id, store.slot_id), compact(kept).decode())
    except Exception as error:  # each keyring has errors of its own
        raise StoreRefusal(Situation.NO_KEYRING) from error
    if half_of(vault, store, datetime.now().astimezone()) is None:
        raise StoreRefusal(Situation.NO_KEYRING)


def turn_off(vault: Vault | None, store_id: str, slot_id: str) -> None:
    """The keyring forgets it. Raises StoreRefusal (NO_KEYRING) if that cannot be done."""
    if _kept(vault, store_id, slot_id) is None or vault is None:
        return
    try:
        vault.delete_password(SERVICE, _name(store_id, slot_id))
    except Exception as error:  # each keyring has errors of its own
        raise StoreRefusal(Situation.NO_KEYRING) from error


def half_of(vault: Vault | None, store: OpenStore, since: datetime) -> Half | None:
    """What the next lock screen is to hold; None where the person who opened the store has not turned it on here."""
    kept = _kept(vault, store.store_id, store.slot_id)
    if kept is None or not _has_passphrase(store):
        return None
    try:
        pin_key = AESGCM(_pin_wrap(store.found.master)).decrypt(kept.nonce, kept.pin, kept.salt)
    except InvalidTag:  # kept under a master key of before
        return None
    nonce = secrets.token_bytes(NONCE_BYTES)
    open_half = Half(store.store_id, store.slot_id, store.found.epoch, since, nonce, b"")
    sealed = AESGCM(_wrap(kept.secret, pin_key)).encrypt(nonce, store.found.master.value, compact(open_half.header))
    return Half(store.store_id, store.slot_id, store.found.epoch, open_half.since, nonce, sealed)


def open_half(vault: Vault | None, half: Half, pin: str, now: datetime) -> QuickKey:
    """What the half holds, with the keyring's secret and the number. Raises StoreRefusal (WRONG_PIN, QUICK_GONE)."""
    kept = _kept(vault, half.store_id, half.slot_id)
    if kept is None or half.is_over(now):
        raise StoreRefusal(Situation.QUICK_GONE)
    key = _wrap(kept.secret, _pin_key(pin, kept.salt))
    try:
        master = AESGCM(key).decrypt(half.nonce, half.sealed, compact(half.header))
    except InvalidTag as error:
        raise StoreRefusal(Situation.WRONG_PIN) from error
    return QuickKey(MasterKey(master), half.slot_id, half.epoch)


@dataclass(frozen=True)
class _Kept:
    """What the keyring holds. `pin` is the number's key, sealed under the master key."""

    secret: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    pin: bytes = field(repr=False)


def _kept(vault: Vault | None, store_id: str, slot_id: str) -> _Kept | None:
    try:
        text = vault.get_password(SERVICE, _name(store_id, slot_id)) if vault is not None else None
        content = parse(pretty(json.loads(text))) if text else {}
        only_keys(content, frozenset({"secret", "salt", "nonce", "pin"}))
        lengths = {"secret": KEY_BYTES, "salt": SALT_BYTES, "nonce": NONCE_BYTES, "pin": SEALED_BYTES}
        return _Kept(**{key: _bytes(text_at(content, key), length) for key, length in lengths.items()})
    except Exception:  # a keyring that is locked, gone or holds something else: the passphrase opens all the same
        return None


def _has_passphrase(store: OpenStore) -> bool:
    return any(slot.slot_id == store.slot_id for slot in key_file_of(store).of_kind(SlotKind.STAFF))


def _name(store_id: str, slot_id: str) -> str:
    return f"{store_id}/{slot_id}"


def _pin_wrap(master: MasterKey) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, _PIN).derive(master.value)


def _wrap(secret: bytes, pin_key: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, _WRAP).derive(secret + pin_key)


def _pin_key(pin: str, salt: bytes) -> bytes:
    cost = _PIN_COST
    try:
        return Argon2id(
            salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(normal_pin(pin).encode())
    except MemoryError as error:
        raise StoreRefusal(Situation.LITTLE_MEMORY) from error


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(text: str, length: int) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NotStrictJson("base64") from error
    if len(value) != length:
        raise NotStrictJson("length")
    return value
