"""What the card 職員 lets the worker do: somebody gets a key, or loses it."""

from dataclasses import dataclass, field

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.staff import join_office, leave_office
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.slots import add_staff, change_passphrase, remove_slot, slots_in_use


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to open the store. The passphrase is not shown in repr."""

    name: str
    kana: str
    post: str
    role: StaffRole
    passphrase: str = field(repr=False)


def admit(store: OpenStore, newcomer: Newcomer, cost: Cost | None = None) -> int:
    """A new member of staff with a key of their own; gives their id. Raises Refusal, StoreRefusal; then nobody was added."""
    if not newcomer.name.strip():
        raise Refusal("お名前を入れてください。まだ何も加えていません。")
    slot_id = add_staff(store, Passphrase(newcomer.passphrase), cost=cost, town=town_of(store))
    try:
        with store.transaction() as session:
            return join_office(
                session, newcomer.name, kana=newcomer.kana, post=newcomer.post, role=newcomer.role, slot_id=slot_id
            ).id
    except BaseException:
        remove_slot(store, slot_id)
        raise


def dismiss(store: OpenStore, staff_id: int) -> None:
    """Somebody leaves: from now on their passphrase opens nothing that is written here. Raises Refusal, StoreRefusal."""
    with store.transaction() as session:
        slot_id = leave_office(session, staff_id).key_slot
        if slot_id in slots_in_use(store):
            remove_slot(store, slot_id)


def change_own_passphrase(store: OpenStore, passphrase: str, cost: Cost | None = None) -> None:
    """The key that opened the store opens with another passphrase from now on. Raises StoreRefusal."""
    change_passphrase(store, store.slot_id, Passphrase(passphrase), cost=cost, town=town_of(store))


def town_of(store: OpenStore) -> str:
    """The town's name, which makes no good passphrase."""
    with store.session() as session:
        return the_office(session).town
