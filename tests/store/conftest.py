"""A store made once and copied for each test, opened by its master key so that no test waits for Argon2id."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.store import migrations
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.key_file import find_keys
from hokatsu_desktop.store.keys import Cost, MasterKey, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.opening import Opening, generation_in_use, open_unlocked
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.store.recovery_code import RecoveryCode

# Limits on the size of files and the user "nobody" are there on POSIX only.
collect_ignore = ["test_disk_trouble.py", "test_no_dumps.py"] if sys.platform == "win32" else []

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
WORDS = Passphrase("みどり色の 自転車と 夕やけ雲")


@dataclass(frozen=True)
class Made:
    """The facts of the store that all tests start from."""

    folder: Path
    master: MasterKey
    code: RecoveryCode
    slot_id: str


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A real (not practice) store with an office in it and two links in its change log, closed in order."""
    folder = tmp_path_factory.mktemp("ひな形") / "台帳 みどり町"
    store, code = create_store(folder, WORDS, practice=False, now=NOON, cost=Cost.floor())
    fill(store)
    store.close()
    return Made(folder, store.found.master, code, store.slot_id)


@pytest.fixture
def made(made_once: Made, tmp_path: Path) -> Made:
    """A copy of that store of the test's own."""
    folder = tmp_path / "台帳 みどり町"
    shutil.copytree(made_once.folder, folder)
    return Made(folder, made_once.master, made_once.code, made_once.slot_id)


@pytest.fixture
def store(made: Made) -> Iterator[OpenStore]:
    """That copy, open."""
    opened = open_by_key(made)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def written(made_once: Made, tmp_path_factory: pytest.TempPathFactory) -> WrittenPackage:
    """A handover package of that store, which no test changes."""
    stick = tmp_path_factory.mktemp("usb")
    store = open_by_key(replace(made_once, folder=shutil.copytree(made_once.folder, stick / "台帳")))
    try:
        (stick / "stick").mkdir()
        return write_package(store, stick / "stick", NOON, cost=Cost.floor())
    finally:
        store.close()


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Makes this version one whose schema has a second step."""

    def become(step: Any) -> None:
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, ("0002_later", step)))
        for name, module in list(sys.modules.items()):
            if name.startswith("hokatsu_desktop.store") and hasattr(module, "SCHEMA_VERSION"):
                monkeypatch.setattr(module, "SCHEMA_VERSION", 2)

    return become


def fill(store: OpenStore) -> None:
    """Founds the office, so that there is something to read."""
    store.session_facts["clock"] = lambda: NOON
    with store.transaction() as session:
        found_office(session, town="みどり町", department="福祉課", staff_name="髙橋 まこと", practice=store.practice)


def open_by_key(made: Made) -> OpenStore:
    """Opens as open_store does, without the key derivation and the lock. Raises StoreRefusal."""
    data = DataFolder(made.folder)
    name, current_is_damaged = generation_in_use(data)
    opening = Opening(
        data=data,
        name=name,
        master=made.master,
        keys=find_keys(data.generation(name).keys, data.keys_copy(name)),
        slot_id=made.slot_id,
        current_is_damaged=current_is_damaged,
        clock=lambda: NOON,
    )
    return open_unlocked(opening, None)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder except the lock's own, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("in-use"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def changed() -> Callable[[Path, int], None]:
    """A function that flips the lowest bit of one byte of a file."""

    def flip(path: Path, at: int) -> None:
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)

    return flip
