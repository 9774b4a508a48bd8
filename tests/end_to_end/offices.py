"""Stores made without a window: an office with one member of staff, and with one referral if wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hokatsu_desktop.services.office import found_office, give_key
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.slots import check_recovery_code
from tests.end_to_end.workplace import NOW, PASSPHRASE


def make_office(folder: Path) -> None:
    """An empty office whose recovery sheet was typed back."""
    words = Passphrase(PASSPHRASE)
    store, code = create_store(folder, words, practice=False, now=NOW, cost=Cost.floor(), any_place=True)
    store.session_facts["clock"] = lambda: NOW
    with store.transaction() as session:
        staff = found_office(session, town="みどり町", department="福祉課", staff_name="見本　太郎")
        give_key(session, staff.id, store.slot_id)
    check_recovery_code(store, code, NOW.date())
    store.close()


def make_office_with_referral(folder: Path) -> None:
    """The same with R8-001 in it."""
    make_office(folder)
    with opened(folder) as store, store.transaction() as session:
        referral = begin_referral(session)
        facts = {"person_name": "山田　花子", "person_kana": "ヤマダ　ハナコ", "person_birth": "1945~"}
        facts |= {"from_agency": "地域包括支援センター"}
        save_sheet(session, "tsunagi_takashima_a", referral.id, dict(facts))
        receive_referral(session, referral.id)


@contextmanager
def opened(folder: Path, *, take_over: bool = False) -> Iterator[OpenStore]:
    """The store, closed afterwards; `take_over` after a process that died with it."""
    store = open_store(folder, Passphrase(PASSPHRASE), cost=Cost.floor(), take_over=take_over, any_place=True)
    store.session_facts["clock"] = lambda: NOW
    try:
        yield store
    finally:
        store.close()
