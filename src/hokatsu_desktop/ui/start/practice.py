"""The practice town on this PC: built anew each day in a folder of its own, opened with a passphrase everybody knows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hokatsu_desktop.ui.start.store_work import Opened, has_store, look_around

if TYPE_CHECKING:
    from hokatsu_desktop.store.open_store import OpenStore

PRACTICE_PASSPHRASE = "れんしゅう用の みどり町 だれでも あけて ためせる"
PRACTICE_HINT = "練習用の町では、合言葉がはじめから入っています。"


def practice_words(store: OpenStore) -> str:
    """What opens a backup of the practice town, for fields that ask for it; "" for a real store."""
    return PRACTICE_PASSPHRASE if store.practice else ""


def practice_town(folder: Path, clock: Callable[[], datetime]) -> Opened:
    """The practice town of today, opened. Raises StoreRefusal, for example if it is open in another window."""
    from hokatsu_desktop.services.office import present_staff

    store = _open_todays(folder, clock) or _build(folder, clock)
    try:
        store.session_facts["clock"] = clock
        opened = look_around(store)
        with store.session() as session:
            first = present_staff(session)[0]
    except BaseException:
        store.close()
        raise
    return replace(opened, staff_id=opened.staff_id or first.id)


def _open_todays(folder: Path, clock: Callable[[], datetime]) -> OpenStore | None:
    """The town that was built today, with what was tried out in it; None if there is none of today."""
    from hokatsu_desktop.services.office import has_office
    from hokatsu_desktop.store.generation import open_store, store_label
    from hokatsu_desktop.store.keys import Cost, Passphrase

    label = store_label(folder)
    if label is None or not label.practice or not _is_of_today(label.created_at, clock()):
        return None
    store = open_store(folder, Passphrase(PRACTICE_PASSPHRASE), practice=True, cost=Cost.floor(), any_place=True)
    with store.session() as session:
        is_whole = has_office(session)
    if is_whole:
        return store
    store.close()  # the power went while it was being built
    return None


def _build(folder: Path, clock: Callable[[], datetime]) -> OpenStore:
    from hokatsu_desktop.services.practice_town import build_practice_town
    from hokatsu_desktop.store.disposal import rewrite
    from hokatsu_desktop.store.generation import create_store
    from hokatsu_desktop.store.keys import Cost, Passphrase

    _remove_old(folder, clock())
    passphrase = Passphrase(PRACTICE_PASSPHRASE)
    store, _code = create_store(folder, passphrase, practice=True, now=clock(), cost=Cost.floor(), any_place=True)
    try:
        with store.transaction() as session:

            def set_clock(moment: datetime) -> None:
                session.info["clock"] = lambda: moment

            build_practice_town(session, clock().date(), set_clock)
        rewrite(store)  # the town has disposed of a case
    except BaseException:
        store.close()
        raise
    return store


def _remove_old(folder: Path, now: datetime) -> None:
    """Takes yesterday's town away. Raises StoreRefusal for a store that is in use or is not for practice."""
    from hokatsu_desktop.store import in_use
    from hokatsu_desktop.store.generation import store_label
    from hokatsu_desktop.store.refusals import Situation, StoreRefusal

    if not has_store(folder):
        return
    label = store_label(folder)
    if label is None or not label.practice:
        raise StoreRefusal(Situation.REAL_STORE)
    in_use.take(folder, now).release()
    shutil.rmtree(folder)


def _is_of_today(created_at: str, now: datetime) -> bool:
    try:
        return datetime.fromisoformat(created_at).astimezone(now.tzinfo).date() == now.date()
    except ValueError:
        return False
