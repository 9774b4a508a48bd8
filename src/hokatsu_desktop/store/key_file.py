"""store.keys: the file of key slots, its second copy, and how one heals the other."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.keys import MasterKey, Secret, Slot, SlotKind, kind_of, slot_from_json, unseal
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.strict_json import (
    MAX_BYTES,
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

FORMAT = "hokatsu-desktop-keys"
VERSION = 1
MAX_SLOTS = 40
_KEYS = frozenset({"format", "version", "store", "slots", "sum"})
_KINDS = frozenset(kind.value for kind in SlotKind)


@dataclass(frozen=True)
class KeyFile:
    """The slots of one store. `others` are slots of kinds this version does not know, kept untouched."""

    store_id: str
    slots: tuple[Slot, ...]
    others: tuple[Json, ...] = ()

    def to_bytes(self) -> bytes:
        """The file's bytes, with its own digest."""
        content: Json = {
            "format": FORMAT,
            "version": VERSION,
            "store": self.store_id,
            "slots": [*(slot.to_json() for slot in self.slots), *self.others],
        }
        return pretty({**content, "sum": _digest(content)})

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def with_slot(self, slot: Slot) -> "KeyFile":
        """With this slot added, or in the place of the one with the same id."""
        kept = tuple(old for old in self.slots if old.slot_id != slot.slot_id)
        return replace(self, slots=(*kept, slot))

    def without_slot(self, slot_id: str) -> "KeyFile":
        """Without one slot. Raises StoreRefusal (LAST_KEY) if nobody or no recovery sheet could open the store then."""
        left = replace(self, slots=tuple(slot for slot in self.slots if slot.slot_id != slot_id))
        if not left.of_kind(SlotKind.STAFF) or not left.of_kind(SlotKind.RECOVERY):
            raise StoreRefusal(Situation.LAST_KEY)
        return left


def key_file_from_bytes(data: bytes) -> KeyFile:
    """The key file written in these bytes.

    Raises NotStrictJson if it is damaged or outside the limits (before any key is computed) and StoreRefusal
    (NEWER_STORE) if a newer version wrote it.
    """
    content = parse(data)
    if text_at(content, "format") != FORMAT:
        raise NotStrictJson("format")
    claimed = text_at(content, "sum")
    if not hmac.compare_digest(claimed.encode(), _digest({k: v for k, v in content.items() if k != "sum"}).encode()):
        raise NotStrictJson("sum")
    version = number_at(content, "version", 1, 1_000_000)
    if version > VERSION:
        raise StoreRefusal(Situation.NEWER_STORE, theirs=f"鍵{version}", ours=f"鍵{VERSION}")
    only_keys(content, _KEYS)
    return _with_slots(text_at(content, "store", 36), content["slots"])


def _with_slots(store_id: str, slots: object) -> KeyFile:
    if not isinstance(slots, list) or not 1 <= len(slots) <= MAX_SLOTS:
        raise NotStrictJson("slots")
    known: list[Slot] = []
    others: list[Json] = []
    for source in slots:
        if not isinstance(source, dict):
            raise NotStrictJson("slot")
        if text_at(object_at(source, "header"), "kind") in _KINDS:
            known.append(slot_from_json(source))
        else:
            others.append(source)
    if any(slot.store_id != store_id for slot in known):
        raise NotStrictJson("store")
    return KeyFile(store_id, tuple(known), tuple(others))


@dataclass(frozen=True)
class FoundKeys:
    """The key file that could be read, and which of its two places needs to be written again."""

    keys: KeyFile
    main_is_damaged: bool = False
    copy_is_damaged: bool = False


def find_keys(main: Path, copy: Path) -> FoundKeys:
    """The slots from `store.keys`, or from its second copy if that is damaged or gone.

    Raises StoreRefusal (KEYS_DAMAGED) if neither can be read.
    """
    first, second = _try_read(main), _try_read(copy)
    if first is not None:
        return FoundKeys(first, copy_is_damaged=first != second)
    if second is not None:
        return FoundKeys(second, main_is_damaged=True)
    raise StoreRefusal(Situation.KEYS_DAMAGED)


def unlock(keys: KeyFile, secret: Secret, first_slot: str = "") -> tuple[MasterKey, Slot]:
    """The master key and the slot that gave it; `first_slot` is tried first, because each try takes about a second.

    Raises StoreRefusal (WRONG_PASSPHRASE or WRONG_CODE).
    """
    mine = sorted(keys.of_kind(kind_of(secret)), key=lambda slot: slot.slot_id != first_slot)
    for slot in mine:
        if (master := unseal(slot, secret)) is not None:
            return master, slot
    raise StoreRefusal(Situation.WRONG_CODE if isinstance(secret, RecoveryCode) else Situation.WRONG_PASSPHRASE)


def write_keys(keys: KeyFile, main: Path, copy: Path, trial: Callable[[KeyFile], bool]) -> None:
    """Writes both places, the first one only after its bytes were read back and tried.

    Raises ValueError if the trial fails (nothing is written then) and OSError.
    """
    data = keys.to_bytes()
    if key_file_from_bytes(data) != keys or not trial(keys):
        raise ValueError("the new key file does not open")
    for place in (main, copy):
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, data)


def _try_read(path: Path) -> KeyFile | None:
    try:
        return key_file_from_bytes(read_bounded(path, MAX_BYTES))
    except (OSError, NotStrictJson):
        return None


def _digest(content: Json) -> str:
    return hashlib.sha256(compact(content)).hexdigest()
