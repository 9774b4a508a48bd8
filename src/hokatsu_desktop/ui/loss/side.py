"""Keeping the side record up to date: at every lock, and whenever a package is written."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.models import Handover
from hokatsu_desktop.services.handover import newest_handover
from hokatsu_desktop.services.losses import inside
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.side_record import PACKAGE_PROTECTION, SideFact, keep_side_fact, side_facts
from hokatsu_desktop.ui.start.start_notes import notes_folder


def known_facts(folder: Path, *, practice: bool) -> list[SideFact]:
    """What can be said of what may be lost, from beside the store and from this PC's own notes."""
    return side_facts(*_places(folder, practice=practice))


def note_store(store: OpenStore, now: datetime) -> None:
    """What the store holds as it is closed, so that a stolen PC can be reported. Trouble stops nobody's leaving.

    A store that is only looked at lies elsewhere, and nothing is written there.
    """
    if store.read_only and not store.is_sealed:
        return
    with suppress(StoreRefusal):
        with store.session() as session:
            held = inside(session)
        fact = SideFact(
            made_on=now.date().isoformat(),
            persons=held.persons,
            cases=held.cases,
            sensitive=held.sensitive,
            last_seen=f"{_moment(now)}に閉じたとき、この台帳はこのパソコンにありました。",
        )
        keep_side_fact(fact, *_places(store.folder.path, practice=store.practice))


def note_package(store: OpenStore, package: str, now: datetime) -> None:
    """What a package that was just written holds, and by which ways it and its code travel. Raises StoreRefusal."""
    with store.session() as session:
        held, handover = inside(session), newest_handover(session)
    ways = handover or Handover(begun_on=now.date())
    fact = SideFact(
        package=package,
        made_on=now.date().isoformat(),
        persons=held.persons,
        cases=held.cases,
        sensitive=held.sensitive,
        protection=PACKAGE_PROTECTION,
        medium_number=ways.medium_number,
        medium_route=ways.medium_route,
        code_route=ways.code_route,
        last_seen=f"{_moment(now)}に、このパソコンで書き出しました。",
    )
    keep_side_fact(fact, *_places(store.folder.path, practice=store.practice))


def _places(folder: Path, *, practice: bool) -> tuple[Path, ...]:
    """A practice town keeps its facts to itself."""
    return (folder,) if practice else (folder, notes_folder())


def _moment(now: datetime) -> str:
    return f"{plain(now.date())} {now:%H:%M}"
