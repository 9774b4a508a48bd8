"""manifest.json and anchor.json: every flipped byte and every length is seen, and only the key's holder can write them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hokatsu_desktop.store.anchor import Anchor, read_anchor, write_anchor
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.keys import MasterKey
from hokatsu_desktop.store.manifest import FileFact, Manifest, read_manifest, write_manifest

STORE = "6f1f9a2e-3a53-4c0e-9b7d-0a1b2c3d4e5f"
MASTER = MasterKey(bytes(range(32)))
STRANGER = MasterKey(bytes(32))
MANIFEST = Manifest(
    role="backup",
    store_id=STORE,
    epoch=1,
    generation="20261123-120000",
    schema=1,
    practice=False,
    created_at="2026-11-23T12:00:00+09:00",
    made_at="2026-11-23T12:00:00+09:00",
    sequence=2,
    head="ab" * 32,
    files={"store.db": FileFact("ledger", 4096, "cd" * 32), "store.keys": FileFact("keys", 900, "ef" * 32)},
)
ANCHOR = Anchor(STORE, "g0001", STORE, Head(2, "ab" * 32), closed=True, written_at="2026-11-23T12:00:00+09:00")

Check = Callable[[Path, MasterKey], bool]


def manifest_counts(path: Path, master: MasterKey) -> bool:
    found = read_manifest(path)
    return found is not None and found.is_authentic(master)


def anchor_counts(path: Path, master: MasterKey) -> bool:
    found = read_anchor(path)
    return found is not None and found.is_authentic(master, STORE)


@pytest.fixture(params=["manifest", "anchor"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Check]:
    """A file and the check that it counts."""
    path = tmp_path / "file.json"
    if request.param == "manifest":
        write_manifest(path, MANIFEST, MASTER)
        return path, manifest_counts
    write_anchor(path, ANCHOR, MASTER)
    return path, anchor_counts


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    write_manifest(tmp_path / "m", MANIFEST, MASTER)
    write_anchor(tmp_path / "a", ANCHOR, MASTER)
    manifest, anchor = read_manifest(tmp_path / "m"), read_anchor(tmp_path / "a")
    assert manifest is not None
    assert manifest.manifest == MANIFEST
    assert anchor is not None
    assert anchor.anchor == ANCHOR


def test_only_the_holder_of_the_key_can_write_it(written: tuple[Path, Check]) -> None:
    path, counts = written
    assert counts(path, MASTER)
    assert not counts(path, STRANGER)


def test_every_flipped_byte_is_seen(written: tuple[Path, Check]) -> None:
    path, counts = written
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
        assert not counts(path, MASTER), at


def test_every_length_is_seen(written: tuple[Path, Check]) -> None:
    path, counts = written
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert not counts(path, MASTER), length


def test_a_missing_file_does_not_count(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "x") is None
    assert read_anchor(tmp_path / "x") is None
