"""Two other ways to open: with a short number after a lock, and only to look, where nothing may be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hokatsu_desktop.ui.start.start_notes import read_notes
from hokatsu_desktop.ui.start.store_work import Opened, Terms, look_around, secret_of

if TYPE_CHECKING:
    from hokatsu_desktop.store.open_store import OpenStore


def open_quickly(folder: Path, half: bytes, number: str, terms: Terms, *, take_over: bool = False) -> Opened:
    """Opens with a short number and what the process before handed over. Raises StoreRefusal."""
    from hokatsu_desktop.store.generation import open_store
    from hokatsu_desktop.store.quick_unlock import open_half, read_half
    from hokatsu_desktop.store.refusals import Situation, StoreRefusal

    held = read_half(half)
    if held is None:
        raise StoreRefusal(Situation.QUICK_GONE)
    key = open_half(terms.vault(), held, number, terms.clock())
    store = open_store(folder, key, take_over=take_over, any_place=terms.any_place, clock=terms.clock)
    try:
        store.session_facts["clock"] = terms.clock
        return replace(look_around(store), since=held.since)
    except BaseException:
        store.close()
        raise


def half_to_hand_over(store: OpenStore, since: datetime, terms: Terms) -> bytes:
    """What the next lock screen is handed; empty where nobody turned the short number on."""
    from hokatsu_desktop.store.quick_unlock import half_of
    from hokatsu_desktop.store.refusals import StoreRefusal

    if store.practice or store.slot_id not in read_notes().quick:
        return b""
    try:
        half = half_of(terms.vault(), store, since)
    except StoreRefusal:  # the keys cannot be read now: the passphrase is asked for
        return b""
    return half.to_bytes() if half is not None else b""


def look_at(folder: Path, typed: str, terms: Terms) -> Opened:
    """Opens for reading only, in a place that is not safe; for 所属長 where there is one. Raises StoreRefusal."""
    from hokatsu_desktop.store.looking import open_to_look
    from hokatsu_desktop.store.recovery_code import RecoveryCode
    from hokatsu_desktop.store.refusals import Situation, StoreRefusal

    secret = secret_of(typed)
    store = open_to_look(folder, secret, clock=terms.clock)
    try:
        store.session_facts["clock"] = terms.clock
        if not isinstance(secret, RecoveryCode) and not _is_chief(store):
            raise StoreRefusal(Situation.NEEDS_CHIEF)
        return replace(look_around(store), is_rehearsed=True, rekey_is_due=False, only_looks=True)
    except BaseException:
        store.close()
        raise


def _is_chief(store: OpenStore) -> bool:
    """Whether the key that opened is a 所属長's; anybody's counts in an office without one."""
    from hokatsu_desktop.models import StaffRole
    from hokatsu_desktop.services.office import present_staff
    from hokatsu_desktop.store.slots import slots_in_use

    in_use = slots_in_use(store)
    with store.session() as session:
        chiefs = [one for one in present_staff(session) if one.role == StaffRole.CHIEF and one.key_slot in in_use]
    return not chiefs or any(one.key_slot == store.slot_id for one in chiefs)
