"""The master key, what is derived from it, and the slots that wrap it for a person or a recovery sheet."""

import base64
import binascii
import secrets
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hokatsu_desktop.store.handover_code import HandoverCode
from hokatsu_desktop.store.passphrases import normal_passphrase, passphrase_problem
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.strict_json import Json, NotStrictJson, compact, number_at, object_at, only_keys, text_at

__all__ = ["Cost", "MasterKey", "Passphrase", "Secret", "Slot", "SlotKind", "passphrase_problem", "seal", "unseal"]

SLOT_VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
SEALED_BYTES = KEY_BYTES + 16  # the key and the GCM tag


class KeyUse(StrEnum):
    """What a derived key is for; the value is HKDF's info, so no two uses share a key."""

    DATABASE = "hokatsu-desktop/db/v1"
    MANIFEST = "hokatsu-desktop/manifest/v1"
    CHAIN = "hokatsu-desktop/chain/v1"
    ANCHOR = "hokatsu-desktop/anchor/v1"


@dataclass(frozen=True)
class MasterKey:
    """The 32 random bytes everything else of one store is derived from. repr shows none of them."""

    value: bytes = field(repr=False)

    def derive(self, use: KeyUse) -> bytes:
        """The 32-byte key for one use (HKDF-SHA256, no salt)."""
        return HKDF(SHA256(), KEY_BYTES, None, use.value.encode()).derive(self.value)


def new_master_key() -> MasterKey:
    """A fresh master key from the system's random source."""
    return MasterKey(secrets.token_bytes(KEY_BYTES))


@dataclass(frozen=True)
class Passphrase:
    """What a member of staff types. repr shows none of it."""

    text: str = field(repr=False)

    @property
    def bytes_for_key(self) -> bytes:
        """What Argon2id is given: the normal form in UTF-8."""
        return normal_passphrase(self.text).encode()


Secret = Passphrase | RecoveryCode


class SlotKind(StrEnum):
    """Kinds of slot this version opens. A file may hold other kinds; they are kept as they are."""

    STAFF = "staff"
    RECOVERY = "recovery"
    HANDOVER = "handover"  # in packages only


@dataclass(frozen=True)
class Cost:
    """How dear one guess is made: Argon2id memory in KiB, passes and lanes."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    @classmethod
    def floor(cls) -> "Cost":
        """The least a new slot may have (second recommendation of RFC 9106)."""
        return cls(memory_kib=64 * 1024)

    def is_below(self, other: "Cost") -> bool:
        """Whether a guess against this is cheaper than against the other."""
        return self.memory_kib * self.passes < other.memory_kib * other.passes

    def is_enough(self) -> bool:
        """Whether a new slot may be made with it."""
        least = Cost.floor()
        return self.memory_kib >= least.memory_kib and self.passes >= least.passes and self.lanes >= least.lanes


# What is accepted when reading: a changed number must not eat the machine.
_MEMORY_LIMITS = (64 * 1024, 1024 * 1024)
_PASSES_LIMITS = (1, 10)
_LANES_LIMITS = (1, 8)


@dataclass(frozen=True)
class Slot:
    """The master key wrapped for one secret. Every header byte is authenticated (AAD)."""

    slot_id: str
    kind: SlotKind
    store_id: str
    epoch: int
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes

    @property
    def header(self) -> Json:
        """The header as written in the file."""
        return {
            "v": SLOT_VERSION,
            "store": self.store_id,
            "epoch": self.epoch,
            "slot": self.slot_id,
            "kind": self.kind.value,
            "kdf": "argon2id",
            "m": self.cost.memory_kib,
            "t": self.cost.passes,
            "p": self.cost.lanes,
            "salt": _base64(self.salt),
        }

    def to_json(self) -> Json:
        """The slot as written in the file."""
        return {"header": self.header, "nonce": _base64(self.nonce), "sealed": _base64(self.sealed)}


_HEADER_KEYS = frozenset({"v", "store", "epoch", "slot", "kind", "kdf", "m", "t", "p", "salt"})
_SLOT_KEYS = frozenset({"header", "nonce", "sealed"})


def slot_from_json(source: Json) -> Slot:
    """The slot written in a key file. Raises NotStrictJson if anything is unknown or outside the limits."""
    only_keys(source, _SLOT_KEYS)
    header = object_at(source, "header")
    only_keys(header, _HEADER_KEYS)
    number_at(header, "v", SLOT_VERSION, SLOT_VERSION)
    if text_at(header, "kdf") != "argon2id":
        raise NotStrictJson("kdf")
    return Slot(
        slot_id=text_at(header, "slot", 36),
        kind=SlotKind(text_at(header, "kind")),
        store_id=text_at(header, "store", 36),
        epoch=number_at(header, "epoch", 1, 1_000_000),
        cost=Cost(
            memory_kib=number_at(header, "m", *_MEMORY_LIMITS),
            passes=number_at(header, "t", *_PASSES_LIMITS),
            lanes=number_at(header, "p", *_LANES_LIMITS),
        ),
        salt=_bytes_at(header, "salt", SALT_BYTES),
        nonce=_bytes_at(source, "nonce", NONCE_BYTES),
        sealed=_bytes_at(source, "sealed", SEALED_BYTES),
    )


def seal(
    master: MasterKey, secret: Secret, *, store_id: str, epoch: int = 1, cost: Cost | None = None, slot_id: str = ""
) -> Slot:
    """A new slot that gives the master key to whoever knows the secret.

    A passphrase makes a staff slot, a recovery or handover code one of its own kind. Raises ValueError if the cost is below the floor
    and StoreRefusal (LITTLE_MEMORY) if this PC cannot spend it.
    """
    cost = cost or Cost()
    if not cost.is_enough():
        raise ValueError("cost below the floor")
    slot = Slot(
        slot_id=slot_id or str(uuid.uuid4()),
        kind=kind_of(secret),
        store_id=store_id,
        epoch=epoch,
        cost=cost,
        salt=secrets.token_bytes(SALT_BYTES),
        nonce=secrets.token_bytes(NONCE_BYTES),
        sealed=b"",
    )
    return seal_into(slot, master, secret)


def seal_into(slot: Slot, master: MasterKey, secret: Secret) -> Slot:
    """The slot with its sealed bytes computed from its own header, salt and nonce."""
    sealed = AESGCM(_wrapping_key(slot, secret)).encrypt(slot.nonce, master.value, compact(slot.header))
    return Slot(**{**slot.__dict__, "sealed": sealed})


def unseal(slot: Slot, secret: Secret) -> MasterKey | None:
    """The master key, or None if the secret is not this slot's. Raises StoreRefusal (LITTLE_MEMORY)."""
    if slot.kind is not kind_of(secret):
        return None
    try:
        value = AESGCM(_wrapping_key(slot, secret)).decrypt(slot.nonce, slot.sealed, compact(slot.header))
    except InvalidTag:
        return None
    return MasterKey(value)


def kind_of(secret: Secret) -> SlotKind:
    """Which kind of slot a secret belongs to."""
    match secret:
        case Passphrase():
            return SlotKind.STAFF
        case HandoverCode():
            return SlotKind.HANDOVER
        case RecoveryCode():
            return SlotKind.RECOVERY
    raise AssertionError(type(secret))


def _wrapping_key(slot: Slot, secret: Secret) -> bytes:
    material = secret.bytes_for_key if isinstance(secret, Passphrase) else secret.digits.encode()
    cost = slot.cost
    try:
        return Argon2id(
            salt=slot.salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
        ).derive(material)
    except MemoryError as error:
        raise StoreRefusal(Situation.LITTLE_MEMORY) from error


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes_at(source: Json, key: str, length: int) -> bytes:
    text = text_at(source, key)
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotStrictJson(key) from error
    if len(value) != length or _base64(value) != text:
        raise NotStrictJson(key)
    return value
