"""Any one file of the data folder may be gone or ruined: everything is still there for the passphrase or the recovery sheet."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Staff
from hokatsu_desktop.store.backup import back_up, backups, restore_backup
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.keys import Secret
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.side_record import SideFact, keep_side_fact
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot

BACKUPS = "hikae"


@pytest.fixture(scope="module")
def kept_once(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as a day's work leaves it: the store, two copies of its keys, the anchor, a backup, a side record."""
    folder = tmp_path_factory.mktemp("一日") / "台帳"
    shutil.copytree(made_once.folder, folder)
    store = open_by_key(Made(folder, made_once.master, made_once.code, made_once.slot_id))
    back_up(store, folder / BACKUPS, NOON)
    keep_side_fact(SideFact(persons=1), folder)
    store.close()
    return folder


def names_read(made: Made) -> list[str]:
    store = open_by_key(made)
    try:
        with store.session() as session:
            return list(session.scalars(select(Staff.name)))
    finally:
        store.close()


def recovered(made: Made, secret: Secret) -> list[str]:
    """What a user reads in the end: from the store itself, which heals, or from the newest backup put back."""
    try:
        return names_read(made)
    except StoreRefusal:
        newest = next(one for one in backups(made.folder / BACKUPS) if one.is_whole)
        restore_backup(made.folder, newest.path, secret, NOON)
        return names_read(made)


@pytest.mark.parametrize("harm", ["deleted", "emptied", "overwritten"])
def test_each_file_in_turn(kept_once: Path, made_once: Made, tmp_path: Path, harm: str) -> None:
    files = sorted(snapshot(kept_once))
    assert len(files) >= 8
    for number, name in enumerate(files):
        folder = tmp_path / f"{number}" / "台帳"
        shutil.copytree(kept_once, folder)
        path = folder / name
        match harm:
            case "deleted":
                path.unlink()
            case "emptied":
                path.write_bytes(b"")
            case _:
                path.write_bytes(bytes(reversed(path.read_bytes())))
        secret = made_once.code if number % 2 else WORDS
        made = Made(folder, made_once.master, made_once.code, made_once.slot_id)
        assert recovered(made, secret) == ["髙橋 まこと"], name


def test_the_keys_lie_in_two_places_and_in_every_backup(kept_once: Path) -> None:
    main = DataFolder(kept_once).generation("g0001").keys.read_bytes()
    copies = [path.read_bytes() for path in kept_once.glob(f"{BACKUPS}/*/store.keys")]
    assert [DataFolder(kept_once).keys_copy("g0001").read_bytes(), *copies] == [main, main]
