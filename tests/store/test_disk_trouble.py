"""A full disk and a read-only place, for real: in a program of its own whose files may not grow or be written."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hokatsu_desktop.store.data_folder import DataFolder
from tests.store.conftest import WORDS, Made, open_by_key, snapshot

# Files may not grow beyond the store's present size plus 100 kB: what a full disk does, without filling one.
FULL = """
import os, resource, sys
from pathlib import Path
from sqlalchemy import text
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.refusals import StoreRefusal
folder = Path(sys.argv[1])
store = open_store(folder, Passphrase(sys.argv[2]), cost=Cost.floor())
with store.transaction() as session:
    session.execute(text("CREATE TABLE scratch (word TEXT)"))
limit = (folder / "g0001/store.db").stat().st_size + 100_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
saved = 0
try:
    for number in range(1000):
        with store.transaction() as session:
            session.execute(text("INSERT INTO scratch VALUES (:word)"), {"word": f"{number:04d}" * 3000})
        saved += 1
except StoreRefusal as refusal:
    print(saved, refusal.situation.value)
with store.session() as session:
    print(session.scalar(text("SELECT count(*) FROM scratch")))
os._exit(0)  # the power goes
"""


def run(code: str, *arguments: str) -> list[str]:
    """The words that a program of its own printed."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.split()


def test_a_file_that_cannot_grow_is_told_and_nothing_saved_is_lost(made: Made) -> None:
    saved, situation, count = run(FULL, str(made.folder), WORDS.text)
    assert situation in ("disk_full", "disk_trouble")
    assert int(saved) == int(count) > 0
    store = open_by_key(made)
    assert store.notices == ()
    assert store.connection.execute("SELECT count(*) FROM scratch").fetchall() == [(int(saved),)]
    store.close()


# Root may write anywhere, so the program becomes nobody; a first opening elsewhere has loaded all it needs by then.
READ_ONLY = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from hokatsu_desktop.store.generation import open_store, create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.refusals import StoreRefusal
folder, spare, words = Path(sys.argv[1]), Path(sys.argv[2]), Passphrase(sys.argv[3])
create_store(spare, words, practice=True, now=datetime.now(UTC), cost=Cost.floor())[0].close()
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for action in (
    lambda: open_store(folder, words, cost=Cost.floor()),
    lambda: create_store(folder / "new", words, practice=True, now=datetime.now(UTC), cost=Cost.floor()),
):
    try:
        action()
    except StoreRefusal as refusal:
        print(refusal.situation.value)
"""


@pytest.fixture
def read_only_folder(made: Made) -> Iterator[Path]:
    """The data folder, readable by everybody and writable by nobody; not below pytest's own folder, which is private."""
    with tempfile.TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all) / "台帳"
        shutil.copytree(made.folder, folder)
        set_modes(folder, 0o555, 0o444)
        folder.parent.chmod(0o755)
        yield folder
        set_modes(folder, 0o755, 0o644)


def set_modes(folder: Path, of_folders: int, of_files: int) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(of_folders if path.is_dir() else of_files)


def test_a_place_that_cannot_be_written_is_told(read_only_folder: Path, tmp_path: Path) -> None:
    before = snapshot(read_only_folder)
    assert run(READ_ONLY, str(read_only_folder), str(tmp_path / "spare"), WORDS.text) == ["read_only", "read_only"]
    assert snapshot(read_only_folder) == before
    assert DataFolder(read_only_folder).read_current() == "g0001"


def test_a_place_that_cannot_even_be_read_is_told(read_only_folder: Path, tmp_path: Path) -> None:
    read_only_folder.parent.chmod(0o700)
    assert run(READ_ONLY, str(read_only_folder), str(tmp_path / "spare"), WORDS.text) == ["read_only", "read_only"]
