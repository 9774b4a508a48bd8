"""A package or a backup beside the open store: how the two stand to each other, both open for reading, and going on with the package."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from hokatsu_desktop.store.backup import back_up, open_backup
from hokatsu_desktop.store.building import workshop
from hokatsu_desktop.store.chain import Head, hash_at
from hokatsu_desktop.store.closed_store import closed_store
from hokatsu_desktop.store.comparing import Standing, compare
from hokatsu_desktop.store.connection import RawConnection, engine_over, open_raw
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.keys import KeyUse, Secret
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import Told, untold
from hokatsu_desktop.store.package_check import rehearsed, unlock_package
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.sealing import seal_store

_WORKSHOP = "kuraberu"


@dataclass(frozen=True)
class SideBySide:
    """The last link both have, and sessions for reading the other copy."""

    standing: Standing
    package: str  # name of the folder, also of a backup
    common: Head
    theirs: Callable[[], AbstractContextManager[Session]]


@contextmanager
def side_by_side(store: OpenStore, package: Path, code: RecoveryCode, told: Told = untold) -> Iterator[SideBySide]:
    """Both copies open for reading until the block ends; nothing is written to either. Raises StoreRefusal."""
    unlocked = unlock_package(package, code, told)
    if unlocked.says.store_id != store.store_id:
        raise StoreRefusal(Situation.OTHER_LEDGER)
    with rehearsed(unlocked, store.folder.path, in_our_form=True) as theirs:
        standing, common = _compared(store, theirs)
        engine = engine_over(theirs, read_only=True)
        facts = {"chain_key": store.chain_key, **store.session_facts}
        try:
            yield SideBySide(standing, unlocked.says.generation, common, lambda: Session(engine, info=dict(facts)))
        finally:
            engine.dispose()


@contextmanager
def backup_beside(store: OpenStore, backup: Path, secret: Secret) -> Iterator[SideBySide]:
    """A backup open for reading beside the open store until the block ends; nothing is written. Raises StoreRefusal."""
    with (
        workshop(store.folder.path, _WORKSHOP) as copy,
        closing(open_backup(backup, secret, copy=copy)) as theirs,
    ):
        if theirs.store_id != store.store_id:
            raise StoreRefusal(Situation.OTHER_STORE)
        with theirs.raw() as connection:
            standing, common = _compared(store, connection)
        theirs.session_facts.update(store.session_facts)
        yield SideBySide(standing, backup.name, common, theirs.session)


def standing_of_backup(folder: Path, backup: Path, secret: Secret, now: datetime) -> Standing | None:
    """How the closed store of a folder stands to a backup that is to take its place.

    None where one of the two cannot be read with this secret: restoring is often asked for because of that.
    """
    try:
        with (
            closed_store(folder, secret, now) as closed,
            workshop(folder, _WORKSHOP) as copy,
            closing(open_backup(backup, secret, copy=copy)) as theirs,
        ):
            if theirs.store_id != closed.keys.keys.store_id:
                return None
            ours = open_raw(closed.generation.db, closed.master.derive(KeyUse.DATABASE), "ro")
            with closing(ours), theirs.raw() as connection, told_as_refusals():
                return compare(ours, connection)
    except StoreRefusal:
        return None


def _compared(store: OpenStore, theirs: RawConnection) -> tuple[Standing, Head]:
    with store.raw() as ours, told_as_refusals():
        standing = compare(ours, theirs)
        return standing, Head(standing.common, hash_at(ours, standing.common))


def go_on_with_package(store: OpenStore, package: str, common: Head, now: datetime) -> None:
    """Our copy is backed up, sealed and kept for reading; the package may then be taken over in the same data folder.

    What this PC remembers is the last link both have, so that the package is no fork to it any more. Raises StoreRefusal.
    """
    back_up(store, backups_folder(store.folder.path), now)
    seal_store(store, package, now, common)
