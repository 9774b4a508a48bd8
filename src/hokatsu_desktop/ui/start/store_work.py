"""What the start screens let the worker do with the store; the heavy libraries are imported in here, not with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hokatsu_desktop.store.data_folder import DataFolder, backups_folder, salvaged_folder

if TYPE_CHECKING:
    from hokatsu_desktop.printing.papers import Printed
    from hokatsu_desktop.store.backup import Backup
    from hokatsu_desktop.store.keys import Cost, Secret
    from hokatsu_desktop.store.open_store import OpenStore
    from hokatsu_desktop.store.quick_unlock import Vault
    from hokatsu_desktop.store.recovery_code import RecoveryCode
    from hokatsu_desktop.store.salvage import Salvaged

RETEST_AFTER = timedelta(days=180)  # after which the recovery sheet is asked for again
LEAST_MEANT_AS_CODE = 24  # digits: so many in a row are a recovery code with a slip of the pen, not a passphrase


def os_vault() -> Vault | None:
    """The keyring of this user on this PC; None where the system has none."""
    from hokatsu_desktop.store import quick_unlock

    return quick_unlock.os_vault()


@dataclass(frozen=True)
class Terms:
    """How the store is made and opened. Tests make keys cheaply and anywhere; the program leaves all as it is."""

    clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
    cost: Cost | None = None
    any_place: bool = False
    vault: Callable[[], Vault | None] = os_vault


@dataclass(frozen=True)
class Founding:
    """The answers of the first start. The passphrase is not shown in repr."""

    town: str
    department: str
    staff_name: str
    folder: Path
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True)
class Colleague:
    """A member of staff to choose from after opening with the recovery sheet."""

    staff_id: int
    name: str = field(repr=False)
    has_key: bool = True  # a passphrase of theirs opens the store


@dataclass(frozen=True)
class Renewed:
    """The store opened again under new keys, and the passphrases to hand to the colleagues who stay."""

    opened: Opened
    temporary: tuple[tuple[str, str], ...] = field(repr=False)  # name, passphrase


@dataclass(frozen=True)
class Opened:
    """An open store and what is still to be asked before work begins."""

    store: OpenStore
    staff_id: int | None  # None: not known from the key that opened it
    colleagues: tuple[Colleague, ...]
    has_office: bool
    is_rehearsed: bool  # the recovery sheet was typed back from paper, and not too long ago
    code: RecoveryCode | None = None  # only right after it was made
    secret: Secret | None = field(default=None, repr=False)  # what opened it, until the keys need not be renewed
    may_wait: bool = False  # typing the sheet back is asked for again after half a year; that can wait
    rekey_is_due: bool = False  # somebody who knew a passphrase has left
    has_temporary_key: bool = False  # opened by a passphrase that somebody else made
    since: datetime | None = None  # when the passphrase was typed, where a short number opened it
    only_looks: bool = False  # in a place where nothing may be written
    second_offered: Path | None = None  # where the backup lay that it began from, if backups may go there
    compares: Path | None = None  # a backup that is to be compared with it at once


@dataclass(frozen=True)
class SalvageFound:
    """What was saved of a damaged store, and the newest backup there is."""

    salvaged: Salvaged
    newest: Backup | None


def has_store(folder: Path) -> bool:
    """Whether there is anything of a store in a folder, readable or not."""
    data = DataFolder(folder)
    return data.current.exists() or bool(data.generations())


def is_practice(folder: Path) -> bool:
    """Whether the store in a folder says of itself that it is for practice."""
    from hokatsu_desktop.store.generation import store_label

    label = store_label(folder)
    return label is not None and label.practice


def found_store(founding: Founding, terms: Terms) -> Opened:
    """「新しく作る」: the store, its office, its first member of staff and their key. Raises StoreRefusal, Refusal."""
    from hokatsu_desktop.store.generation import create_store
    from hokatsu_desktop.store.keys import Passphrase

    store, code = create_store(
        founding.folder,
        Passphrase(founding.passphrase),
        practice=False,
        now=terms.clock(),
        cost=terms.cost,
        town=founding.town,
        any_place=terms.any_place,
    )
    try:
        return found_in(store, founding, terms, code)
    except BaseException:
        store.close()
        raise


def found_in(store: OpenStore, founding: Founding, terms: Terms, code: RecoveryCode | None = None) -> Opened:
    """The office and its first member of staff, in a store that has none yet. Raises Refusal, StoreRefusal."""
    from hokatsu_desktop.services.office import found_office, give_key

    store.session_facts["clock"] = terms.clock
    with store.transaction() as session:
        staff = found_office(
            session,
            town=founding.town,
            department=founding.department,
            staff_name=founding.staff_name,
            practice=store.practice,
        )
        give_key(session, staff.id, store.slot_id)
        name = staff.name
    colleague = Colleague(staff.id, name)
    return Opened(store, staff.id, (colleague,), has_office=True, is_rehearsed=False, code=code)


def open_with(folder: Path, typed: str, terms: Terms, *, take_over: bool = False) -> Opened:
    """Opens with what was typed, a passphrase or the digits of the recovery sheet. Raises StoreRefusal."""
    from hokatsu_desktop.store.generation import open_store
    from hokatsu_desktop.store.recovery_code import RecoveryCode
    from hokatsu_desktop.store.slots import check_recovery_code, recovery_checked_on

    secret = secret_of(typed)
    store = open_store(
        folder, secret, cost=terms.cost, take_over=take_over, any_place=terms.any_place, clock=terms.clock
    )
    try:
        store.session_facts["clock"] = terms.clock
        if isinstance(secret, RecoveryCode) and recovery_checked_on(store) is None:
            check_recovery_code(store, secret, terms.clock().date())  # it has just been typed from the paper
        return replace(look_around(store), secret=secret)
    except BaseException:
        store.close()
        raise


def look_around(store: OpenStore) -> Opened:
    """Who the key belongs to, who else there is, and what is still missing in an open store."""
    from hokatsu_desktop.services.clock import today
    from hokatsu_desktop.services.office import has_office, present_staff
    from hokatsu_desktop.services.staff import rekey_is_due
    from hokatsu_desktop.store.old_copies import has_newer_keys
    from hokatsu_desktop.store.slots import recovery_checked_on, slots_in_use

    with store.session() as session:
        founded = has_office(session)
        staff = present_staff(session)
        is_due = founded and rekey_is_due(session)
        on = today(session)
    in_use = slots_in_use(store)
    mine = [one for one in staff if one.key_slot and one.key_slot == store.slot_id]
    checked_on = recovery_checked_on(store)
    return Opened(
        store,
        mine[0].id if mine else None,
        tuple(Colleague(one.id, one.name, one.key_slot in in_use) for one in staff),
        has_office=founded,
        is_rehearsed=store.practice or (checked_on is not None and on - checked_on <= RETEST_AFTER),
        may_wait=checked_on is not None,
        rekey_is_due=is_due or has_newer_keys(store),
        has_temporary_key=bool(mine and mine[0].temporary_key),
    )


def renew_keys(opened: Opened, terms: Terms) -> Renewed:
    """The store under new keys, opened again; colleagues get passphrases made for them. Raises StoreRefusal.

    Only who opened with a passphrase of their own can do it: that passphrase goes on to open the store.
    """
    from hokatsu_desktop.services.office import present_staff, the_office
    from hokatsu_desktop.services.staff import keys_renewed
    from hokatsu_desktop.store.generation import open_store
    from hokatsu_desktop.store.keys import Passphrase
    from hokatsu_desktop.store.rekey import rekey
    from hokatsu_desktop.store.slots import slots_in_use
    from hokatsu_desktop.ui.start.suggestion import suggested_passphrase

    store, own = opened.store, opened.secret
    if not isinstance(own, Passphrase):
        raise TypeError(type(own))
    with store.session() as session:
        town = the_office(session).town
        staff = present_staff(session)
    in_use = slots_in_use(store)
    others = [one for one in staff if one.key_slot in in_use and one.id != opened.staff_id]
    made = {one.id: suggested_passphrase(town) for one in others}
    passphrases = {one.key_slot: Passphrase(made[one.id]) for one in others}
    code = rekey(store, {store.slot_id: own, **passphrases}, terms.clock(), cost=terms.cost)
    folder = store.folder.path
    store.close()
    again = open_store(folder, own, cost=terms.cost, any_place=True, clock=terms.clock)
    again.session_facts.update(clock=terms.clock, staff_id=opened.staff_id)
    with again.transaction() as session:
        keys_renewed(session, made)
    settled = replace(look_around(again), code=code, secret=own)
    return Renewed(settled, tuple((one.name, made[one.id]) for one in others))


def secret_of(typed: str) -> Secret:
    """What was typed, as a recovery code or a passphrase.

    Raises StoreRefusal (MISTYPED_CODE) for many digits that are no code: a passphrase never consists of digits alone.
    """
    from hokatsu_desktop.store.keys import Passphrase
    from hokatsu_desktop.store.recovery_code import read_recovery_code
    from hokatsu_desktop.store.refusals import StoreRefusal

    try:
        return read_recovery_code(typed)
    except StoreRefusal:
        if is_meant_as_code(typed):
            raise
        return Passphrase(typed)


def is_meant_as_code(typed: str) -> bool:
    """Whether there are many digits and no letters in it."""
    signs = unicodedata.normalize("NFKC", typed)
    return sum(sign.isdecimal() for sign in signs) >= LEAST_MEANT_AS_CODE and not any(sign.isalpha() for sign in signs)


def recovery_paper(store: OpenStore, code: RecoveryCode, staff_id: int | None) -> Printed:
    """The recovery sheet as PDF. The digits are on it and nowhere else."""
    from hokatsu_desktop.printing.papers import print_recovery_sheet
    from hokatsu_desktop.services.papers import imprint_of

    store.session_facts["staff_id"] = staff_id
    with store.session() as session:
        imprint = imprint_of(session)
    return print_recovery_sheet(code.groups, imprint)


def note_recovery_print(store: OpenStore, to: str) -> None:
    """Leaves the line of a recovery sheet's print in the change log; `to` is "printer" or "pdf"."""
    from hokatsu_desktop.services.papers import note_print

    with store.transaction() as session:
        note_print(session, ["recovery_sheet"], subject="office", subject_id=1, to=to)


def renew_code(store: OpenStore, terms: Terms) -> RecoveryCode:
    """A new recovery code in the place of the one whose paper is not there. Raises StoreRefusal."""
    from hokatsu_desktop.store.slots import renew_recovery_code

    return renew_recovery_code(store, cost=terms.cost)


def check_code(store: OpenStore, code: RecoveryCode, terms: Terms) -> bool:
    """Whether the code typed back from paper opens the store; if so the day is kept in the store."""
    from hokatsu_desktop.store.slots import check_recovery_code

    return check_recovery_code(store, code, terms.clock().date())


def set_passphrase(store: OpenStore, staff_id: int, passphrase: str, terms: Terms) -> None:
    """A member of staff opens the store with this passphrase from now on. Raises StoreRefusal."""
    from hokatsu_desktop.services.office import give_key, present_staff, the_office
    from hokatsu_desktop.services.staff import own_passphrase_chosen
    from hokatsu_desktop.store.keys import Passphrase
    from hokatsu_desktop.store.slots import add_staff, change_passphrase, slots_in_use

    with store.session() as session:
        town = the_office(session).town
        slot_id = next(one.key_slot for one in present_staff(session) if one.id == staff_id)
    is_new = slot_id not in slots_in_use(store)
    if is_new:
        slot_id = add_staff(store, Passphrase(passphrase), cost=terms.cost, town=town)
    else:
        change_passphrase(store, slot_id, Passphrase(passphrase), cost=terms.cost, town=town)
    store.session_facts["staff_id"] = staff_id
    with store.transaction() as session:
        if is_new:
            give_key(session, staff_id, slot_id)
        own_passphrase_chosen(session, staff_id)


def back_up_if_changed(store: OpenStore, now: datetime) -> None:
    """A backup beside the generations unless the newest one holds everything; trouble with it stops nobody's leaving."""
    from hokatsu_desktop.store.refusals import StoreRefusal

    with suppress(StoreRefusal, OSError):
        back_up_unless_there(store, now)


def back_up_unless_there(store: OpenStore, now: datetime, keeping: Path | None = None) -> None:
    """A backup beside the generations unless the newest one holds everything; none in practice. Raises StoreRefusal."""
    from hokatsu_desktop.store.backup import back_up, backups

    if store.practice or store.read_only:
        return
    into = backups_folder(store.folder.path)
    newest = next(iter(backups(into, store.store_id)), None)
    if newest is None or not newest.is_whole or newest.sequence != store.head().sequence:
        back_up(store, into, now, keeping)


def backups_of(folder: Path) -> list[Backup]:
    """The backups kept beside the generations and at the second place, as far as it is there, newest first."""
    from hokatsu_desktop.store.backup import backups
    from hokatsu_desktop.store.refusals import StoreRefusal
    from hokatsu_desktop.store.second_place import second_place

    found, elsewhere = backups(backups_folder(folder)), second_place(DataFolder(folder))
    if elsewhere is not None:
        with suppress(StoreRefusal):
            here = {made.path.name for made in found}
            found += [made for made in backups(elsewhere.path) if made.path.name not in here]
    return sorted(found, key=lambda made: made.made_at, reverse=True)


def restore(folder: Path, backup: Path, typed: str, terms: Terms) -> str:
    """A new generation from a backup; gives its name. What was there stays, and is backed up first. Raises StoreRefusal."""
    from hokatsu_desktop.store.backup import restore_backup

    secret, now = secret_of(typed), terms.clock()
    _back_up_closed(folder, secret, terms, keeping=backup)
    return restore_backup(folder, backup, secret, now)


def _back_up_closed(folder: Path, secret: Secret, terms: Terms, keeping: Path) -> None:
    """A backup of a closed store unless there is one; none of a store that is damaged or that this key does not open.

    Its generation stays in the folder in any case, so that trouble here must not keep anybody from restoring.
    """
    from hokatsu_desktop.store.generation import open_store
    from hokatsu_desktop.store.refusals import StoreRefusal

    with suppress(StoreRefusal, OSError):
        store = open_store(folder, secret, cost=terms.cost, any_place=True, clock=terms.clock)
        try:
            back_up_unless_there(store, terms.clock(), keeping)
        finally:
            store.close()


def salvaged_beside(folder: Path, typed: str, now: datetime) -> SalvageFound:
    """What verifies of a damaged store, saved beside its generations. Raises StoreRefusal."""
    from hokatsu_desktop.store.salvage import salvage

    newest = next((one for one in backups_of(folder) if one.is_whole), None)
    return SalvageFound(salvage(folder, secret_of(typed), salvaged_folder(folder), now), newest)
