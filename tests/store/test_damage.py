"""Every flipped byte and every length of every file: refused with words or healed, never a new store, never wrong data.

The short run takes samples where a sweep would take minutes (every byte of the key file, the manifest and the anchor
is flipped in their own tests); `--long` takes every byte and every length of the
small files and of a small encrypted one.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from hokatsu_desktop.models import Office
from hokatsu_desktop.store.connection import damaged_pages, open_raw
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.store.conftest import Made, open_by_key, snapshot

SMALL = ["CURRENT", "anchor.json", "g0001/manifest.json", "g0001/store.keys", "keys-copy/g0001.keys"]
HEALED = {
    "CURRENT": NoticeKind.CURRENT_HEALED,
    "anchor.json": NoticeKind.ANCHOR_MISSING,
    "g0001/manifest.json": NoticeKind.MANIFEST_HEALED,
    "g0001/store.keys": NoticeKind.KEYS_HEALED,
    "keys-copy/g0001.keys": NoticeKind.KEYS_COPY_HEALED,
}
KEY = bytes(range(32))


def opens_healed(made: Made, name: str) -> None:
    """The store opens with the right data, says what was healed, and opens without a word the next time."""
    store = open_by_key(made)
    try:
        with store.session() as session:
            assert session.scalars(select(Office.town)).one() == "みどり町"
        assert [notice.kind for notice in store.notices] == [HEALED[name]]
    finally:
        store.close()


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :]


def sweep_flips(made: Made, name: str, step: int) -> None:
    path = made.folder / name
    data = path.read_bytes()
    for at in range(0, len(data), step):
        path.write_bytes(flipped(data, at))
        opens_healed(made, name)
    store = open_by_key(made)
    assert store.notices == ()
    store.close()


def sweep_lengths(made: Made, name: str, step: int) -> None:
    path = made.folder / name
    data = path.read_bytes()
    for length in range(0, len(data), step):
        path.write_bytes(data[:length])
        opens_healed(made, name)


@pytest.mark.parametrize(("name", "step"), [(name, 1 if name == "CURRENT" else 17) for name in SMALL])
def test_flipped_bytes_of_the_small_files_are_healed(made: Made, name: str, step: int) -> None:
    sweep_flips(made, name, step)


@pytest.mark.parametrize("name", SMALL)
def test_lengths_of_the_small_files_are_healed(made: Made, name: str) -> None:
    sweep_lengths(made, name, 1 if name == "CURRENT" else 29)


@pytest.mark.long
@pytest.mark.parametrize("name", SMALL)
def test_every_flipped_byte_and_every_length_of_the_small_files_is_healed(made: Made, name: str) -> None:
    sweep_flips(made, name, 1)
    sweep_lengths(made, name, 1)


@pytest.mark.parametrize("name", SMALL)
def test_each_small_file_may_be_missing(made: Made, name: str) -> None:
    (made.folder / name).unlink()
    opens_healed(made, name)
    assert (made.folder / name).exists()


@pytest.mark.parametrize("name", SMALL)
def test_each_small_file_may_have_been_replaced_by_a_huge_one(made: Made, name: str) -> None:
    with (made.folder / name).open("wb") as stream:
        stream.truncate(1 << 30)
    opens_healed(made, name)


def test_both_key_files_damaged_are_refused(made: Made) -> None:
    for name in ("g0001/store.keys", "keys-copy/g0001.keys"):
        path = made.folder / name
        path.write_bytes(flipped(path.read_bytes(), 200))
    before = snapshot(made.folder)
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.KEYS_DAMAGED
    assert snapshot(made.folder) == before


DAMAGE = {Situation.FOREIGN_FILE, Situation.DAMAGED_PAGES}


def refuses(made: Made, path: Path, data: bytes, situations: set[Situation]) -> None:
    path.write_bytes(data)
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made).close()
    assert refused.value.situation in situations
    assert path.read_bytes() == data  # evidence is not touched


def places_to_flip(size: int, step: int) -> Iterator[int]:
    yield from range(0, 4096, 1 if step < 100 else 32)
    yield from range(4096, size, step)


def sweep_database(made: Made, step: int) -> None:
    path = DataFolder(made.folder).generation("g0001").db
    data = path.read_bytes()
    for at in places_to_flip(len(data), step):
        refuses(made, path, flipped(data, at), DAMAGE)
    path.write_bytes(data)
    open_by_key(made).close()


def test_flipped_bytes_of_the_encrypted_file_are_refused(made: Made) -> None:
    sweep_database(made, 1601)


@pytest.mark.long
def test_many_more_flipped_bytes_of_the_encrypted_file_are_refused(made: Made) -> None:
    sweep_database(made, 11)


def small_file(folder: Path) -> Path:
    path = folder / "small.db"
    connection = open_raw(path, KEY, "create")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)")
    connection.executemany("INSERT INTO note (body) VALUES (?)", [("同意あり" * 50,) for _ in range(30)])
    connection.close()
    return path


def looks_whole(path: Path) -> bool:
    """Whether the two checks at each opening let the file pass."""
    try:
        connection = open_raw(path, KEY, "rw")
    except StoreRefusal:
        return False
    try:
        return not damaged_pages(connection)
    finally:
        connection.close()


def sweep_small_file(folder: Path, step: int) -> None:
    path = small_file(folder)
    data = path.read_bytes()
    assert 16_384 <= len(data) <= 65_536
    assert looks_whole(path)
    for at in range(0, len(data), step):
        path.write_bytes(flipped(data, at))
        assert not looks_whole(path), at


def test_flipped_bytes_of_a_small_file_are_refused(tmp_path: Path) -> None:
    sweep_small_file(tmp_path, 29)


@pytest.mark.long
def test_every_flipped_byte_of_a_small_file_is_refused(tmp_path: Path) -> None:
    sweep_small_file(tmp_path, 1)


def test_every_length_of_a_small_file_is_refused(tmp_path: Path) -> None:
    path = small_file(tmp_path)
    size = path.stat().st_size
    with path.open("rb+") as stream:
        for length in range(size - 1, -1, -1):
            stream.truncate(length)
            with pytest.raises(StoreRefusal) as refused:
                open_raw(path, KEY, "rw")
            assert refused.value.situation is (Situation.TRUNCATED if length else Situation.EMPTY_FILE)
            assert path.stat().st_size == length


def test_every_missing_page_of_the_store_is_refused(made: Made) -> None:
    path = DataFolder(made.folder).generation("g0001").db
    data = path.read_bytes()
    for length in range(4096, len(data), 4096):
        refuses(made, path, data[:length], {Situation.TRUNCATED})


def test_something_appended_is_refused(made: Made) -> None:
    path = DataFolder(made.folder).generation("g0001").db
    data = path.read_bytes()
    refuses(made, path, data + b"x", {Situation.TRUNCATED})
    refuses(made, path, data + bytes(4096), {Situation.DAMAGED_PAGES})


def test_a_missing_or_empty_database_never_means_a_new_store(made: Made) -> None:
    path = DataFolder(made.folder).generation("g0001").db
    path.write_bytes(b"")
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.EMPTY_FILE
    path.unlink()
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.MISSING_FILE
    assert not path.exists()


def test_a_missing_generation_folder_is_told(made: Made) -> None:
    shutil.rmtree(made.folder / "g0001")
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.NO_STORE


def test_with_several_generations_only_the_anchor_may_replace_current(made: Made) -> None:
    shutil.copytree(made.folder / "g0001", made.folder / "g0002")
    (made.folder / "CURRENT").unlink()
    store = open_by_key(made)
    assert store.generation.path.name == "g0001"
    store.close()
    (made.folder / "CURRENT").unlink()
    anchor = made.folder / "anchor.json"
    anchor.write_bytes(anchor.read_bytes().replace(b'"g0001"', b'"g0002"'))  # no longer authentic
    with pytest.raises(StoreRefusal) as refused:
        open_by_key(made)
    assert refused.value.situation is Situation.NO_CURRENT
    assert not (made.folder / "CURRENT").exists()
