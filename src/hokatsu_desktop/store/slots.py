"""Who can open the store: adding and removing people's passphrases, the recovery sheet, dearer slots."""

from contextlib import suppress
from datetime import date

from hokatsu_desktop.store.key_file import KeyFile, find_keys, write_keys
from hokatsu_desktop.store.keys import Cost, Passphrase, Secret, SlotKind, kind_of, seal, unseal
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.passphrases import passphrase_problem
from hokatsu_desktop.store.recovery_code import RecoveryCode, new_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals


def key_file_of(store: OpenStore) -> KeyFile:
    """The slots of the open store, as they are on the disk. Raises StoreRefusal (KEYS_DAMAGED)."""
    return find_keys(store.generation.keys, store.folder.keys_copy(store.generation.path.name)).keys


def slots_in_use(store: OpenStore) -> frozenset[str]:
    """The ids of the slots that open the store now. Raises StoreRefusal (KEYS_DAMAGED)."""
    return frozenset(slot.slot_id for slot in key_file_of(store).slots)


def add_staff(store: OpenStore, passphrase: Passphrase, *, cost: Cost | None = None, town: str = "") -> str:
    """A new member of staff can open the store; returns the slot's id for Staff.key_slot. Raises StoreRefusal."""
    return _put_passphrase(store, passphrase, "", cost, town)


def change_passphrase(
    store: OpenStore, slot_id: str, passphrase: Passphrase, *, cost: Cost | None = None, town: str = ""
) -> None:
    """A slot opens with another passphrase from now on. Earlier backups keep the old one. Raises StoreRefusal."""
    _put_passphrase(store, passphrase, slot_id, cost, town)


def remove_slot(store: OpenStore, slot_id: str) -> None:
    """A slot no longer opens the store. Earlier backups still open with it. Raises StoreRefusal (LAST_KEY)."""
    _save(store, key_file_of(store).without_slot(slot_id))


def renew_recovery_code(store: OpenStore, *, cost: Cost | None = None) -> RecoveryCode:
    """A new recovery code in the place of all earlier ones, which open nothing but earlier backups from now on."""
    code = new_recovery_code()
    new = seal(store.found.master, code, store_id=store.store_id, epoch=store.found.epoch, cost=cost)
    keys = key_file_of(store)
    old = {slot.slot_id for slot in keys.of_kind(SlotKind.RECOVERY)}
    kept = tuple(slot for slot in keys.slots if slot.slot_id not in old)
    _save(store, KeyFile(keys.store_id, (*kept, new), keys.others), new.slot_id, code)
    _note_recovery_check(store, "")
    return code


def check_recovery_code(store: OpenStore, code: RecoveryCode, today: date) -> bool:
    """Whether the code typed back from the paper opens the store; if so the day is kept in the store."""
    if not opens_store(store, code):
        return False
    _note_recovery_check(store, today.isoformat())
    return True


def opens_store(store: OpenStore, secret: Secret, slot_id: str = "") -> bool:
    """Whether a secret opens the open store, through the slot of one person if that is named. Nothing of it is kept."""
    slots = key_file_of(store).of_kind(kind_of(secret))
    tried = [slot for slot in slots if slot_id in ("", slot.slot_id)]
    return any(unseal(slot, secret) == store.found.master for slot in tried)


def recovery_checked_on(store: OpenStore) -> date | None:
    """The day on which the recovery sheet was last typed back; None if never since it was made."""
    with store.raw() as connection:
        (text,) = connection.execute("SELECT recovery_checked_on FROM store_identity").fetchone()
    return date.fromisoformat(text) if text else None


def ask_for_recovery_code(store: OpenStore) -> None:
    """The recovery sheet is to be typed back, or made anew, when the store is opened next. Raises StoreRefusal."""
    if store.read_only:
        raise StoreRefusal(Situation.READ_ONLY)
    _note_recovery_check(store, "")


def make_dearer(store: OpenStore, secret: Secret, cost: Cost) -> None:
    """Wraps the slot that opened again if it is cheaper than the cost wanted and this PC can spend that."""
    keys = key_file_of(store)
    mine = [slot for slot in keys.slots if slot.slot_id == store.slot_id and slot.cost.is_below(cost)]
    with suppress(StoreRefusal):  # a PC short of memory or room keeps the slot as it is; it opens all the same
        for slot in mine:
            _reseal(store, keys, secret, slot.slot_id, cost)


def _put_passphrase(store: OpenStore, passphrase: Passphrase, slot_id: str, cost: Cost | None, town: str) -> str:
    if problem := passphrase_problem(passphrase.text, town):
        raise StoreRefusal(Situation.WEAK_PASSPHRASE, problem=problem)
    return _reseal(store, key_file_of(store), passphrase, slot_id, cost)


def _reseal(store: OpenStore, keys: KeyFile, secret: Secret, slot_id: str, cost: Cost | None) -> str:
    found = store.found
    new = seal(found.master, secret, store_id=store.store_id, epoch=found.epoch, cost=cost, slot_id=slot_id)
    _save(store, keys.with_slot(new), new.slot_id, secret)
    return new.slot_id


def _save(store: OpenStore, keys: KeyFile, new_slot: str = "", secret: Secret | None = None) -> None:
    """Writes both key files after the new slot was tried."""

    def opens(written: KeyFile) -> bool:
        tried = [slot for slot in written.slots if slot.slot_id == new_slot]
        return secret is None or any(unseal(slot, secret) == store.found.master for slot in tried)

    if store.read_only:
        raise StoreRefusal(Situation.READ_ONLY)
    name = store.generation.path.name
    with told_as_refusals():
        write_keys(keys, store.generation.keys, store.folder.keys_copy(name), opens)


def _note_recovery_check(store: OpenStore, day: str) -> None:
    with told_as_refusals(), store.raw() as connection:
        connection.execute("UPDATE store_identity SET recovery_checked_on = ?", (day,))
