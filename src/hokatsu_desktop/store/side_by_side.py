"""A package beside the open store: how the two stand to each other, both open for reading, and going on with the package."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from hokatsu_desktop.store.backup import back_up
from hokatsu_desktop.store.chain import Head, hash_at
from hokatsu_desktop.store.comparing import Standing, compare
from hokatsu_desktop.store.connection import engine_over
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import Told, untold
from hokatsu_desktop.store.package_check import rehearsed, unlock_package
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.sealing import seal_store

Result = TypeVar("Result")


@dataclass(frozen=True)
class SideBySide:
    """The last link both have, and the package's sessions for reading."""

    standing: Standing
    package: str
    common: Head
    theirs: Callable[[], Session]


@contextmanager
def side_by_side(store: OpenStore, package: Path, code: RecoveryCode, told: Told = untold) -> Iterator[SideBySide]:
    """Both copies open for reading until the block ends; nothing is written to either. Raises StoreRefusal."""
    unlocked = unlock_package(package, code, told)
    if unlocked.says.store_id != store.store_id:
        raise StoreRefusal(Situation.OTHER_LEDGER)
    with rehearsed(unlocked, store.folder.path) as theirs:
        with store.raw() as ours, told_as_refusals():
            standing = compare(ours, theirs)
            common = Head(standing.common, hash_at(ours, standing.common))
        engine = engine_over(theirs, read_only=True)
        facts = {"chain_key": store.chain_key, **store.session_facts}
        try:
            yield SideBySide(standing, unlocked.says.generation, common, lambda: Session(engine, info=dict(facts)))
        finally:
            engine.dispose()


def go_on_with_package(store: OpenStore, package: str, common: Head, now: datetime) -> None:
    """Our copy is backed up, sealed and kept for reading; the package may then be taken over in the same data folder.

    What this PC remembers is the last link both have, so that the package is no fork to it any more. Raises StoreRefusal.
    """
    back_up(store, backups_folder(store.folder.path), now)
    seal_store(store, package, now, common)
