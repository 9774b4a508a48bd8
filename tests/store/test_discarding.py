"""鍵の廃棄: keys first, everywhere; nothing of the store is left, nothing of others goes, and the start page says it."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from hokatsu_desktop.store import discarding
from hokatsu_desktop.store.backup import back_up
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.discarding import copies_to_discard, discard_keys, discard_when_closed, words_of_discarded
from hokatsu_desktop.store.key_file import find_keys
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.parcels import Outcome, Parcel, note_outcome, note_sent
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.sealing import seal_store
from tests.store.conftest import NOON, Made, open_by_key

PARCEL = Parcel("HIKITSUGI_2026-11-23_AAAA", date(2026, 11, 23), date(2026, 11, 27), "U-3")


def handed_over(store: OpenStore, places: list[Path]) -> None:
    """A sealed store with backups in two places, whose receipt was right and whose keys are to go."""
    for place in places:
        back_up(store, place, NOON)
    note_sent(store, PARCEL)
    seal_store(store, PARCEL.package, NOON)
    note_outcome(store, PARCEL, Outcome.DISCARDED, date(2026, 11, 30))


def test_nothing_goes_before_the_store_is_closed_and_everything_then(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    places = [made.folder / "hikae", tmp_path / "second"]
    handed_over(store, places)
    (tmp_path / "second" / "メモ.txt").write_text("残す", encoding="utf-8")
    copies = copies_to_discard(store, places)
    assert len(copies) == 3
    discard_when_closed(store, copies)
    assert all(path.is_dir() for path in copies)
    store.close()
    assert not any(path.exists() for path in copies)
    assert [path.name for path in tmp_path.rglob("*.keys")] == []
    assert (tmp_path / "second" / "メモ.txt").exists()
    assert not DataFolder(made.folder).generations()
    said = words_of_discarded(DataFolder(made.folder))
    assert "令和8年11月30日に鍵を廃棄しました" in said
    assert "消去" not in said


def test_no_copy_of_another_store_is_touched(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    place = tmp_path / "shared"
    handed_over(store, [place])
    other = place / "20261101-000000"
    shutil.copytree(next(path for path in place.iterdir() if path.is_dir()), other)
    (other / "manifest.json").write_text("{}", encoding="utf-8")  # what it is, nobody can say
    copies = copies_to_discard(store, [place])
    assert other not in copies
    store.close()
    discard_keys(DataFolder(made.folder), copies)
    assert (other / "store.keys").exists()


def test_keys_go_before_any_file_so_that_a_failure_leaves_nothing_that_opens(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_by_key(made)
    handed_over(store, [made.folder / "hikae"])
    copies = copies_to_discard(store, [made.folder / "hikae"])
    store.close()
    keys_left: list[int] = []
    monkeypatch.setattr(shutil, "rmtree", lambda _path: keys_left.append(len(list(made.folder.rglob("*.keys")))))
    discard_keys(DataFolder(made.folder), copies)
    assert keys_left == [0] * len(copies)
    assert not (made.folder / "CURRENT").exists()


def test_a_place_that_keeps_its_keys_does_not_stop_the_rest_and_is_named(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_by_key(made)
    share = tmp_path / "share"
    handed_over(store, [made.folder / "hikae", share])
    copies = copies_to_discard(store, [made.folder / "hikae", share])
    store.close()
    overwrite = discarding._overwrite

    def kept(path: Path) -> None:
        if path.is_relative_to(share):
            raise PermissionError(13, "to read only")
        overwrite(path)

    monkeypatch.setattr(discarding, "_overwrite", kept)
    discard_keys(DataFolder(made.folder), copies)
    assert list(made.folder.rglob("*.keys")) == []
    assert len(list(share.rglob("store.db"))) == 1
    said = words_of_discarded(DataFolder(made.folder))
    assert f"まだ開けます：{share}。" in said
    assert "だれにも開けません" not in said


def test_a_folder_where_nothing_was_discarded_is_not_spoken_of(store: OpenStore) -> None:
    assert words_of_discarded(store.folder) == ""
    note_sent(store, PARCEL)
    assert words_of_discarded(store.folder) == ""
    note_outcome(store, PARCEL, Outcome.DISCARDED, date(2026, 11, 30))
    assert words_of_discarded(store.folder) == ""  # it is still there: the program ended before


class PowerCut(BaseException):
    """The PC went off."""


def cut_after(calls: int, plant: pytest.MonkeyPatch) -> None:
    """The power goes at one of the steps that change the disk."""
    left = [calls]

    def cutting(module: object, name: str) -> None:
        whole = getattr(module, name)

        def step(*given: object, **named: object) -> object:
            if not left[0]:
                raise PowerCut
            left[0] -= 1
            return whole(*given, **named)

        plant.setattr(module, name, step)

    for module, name in ((os, "fsync"), (Path, "unlink"), (shutil, "rmtree"), (discarding, "write_whole")):
        cutting(module, name)


def opens(copy: Path, spare: Path | None = None) -> bool:
    """Whether the keys of a copy can be read."""
    try:
        find_keys(copy / "store.keys", spare or copy / "store.keys")
    except StoreRefusal:
        return False
    return True


@pytest.mark.parametrize("is_away", [False, True])
def test_wherever_the_power_goes_the_word_is_believed_only_when_the_keys_are_gone(
    made: Made, tmp_path: Path, is_away: bool
) -> None:
    store = open_by_key(made)
    share = tmp_path / "share"
    handed_over(store, [made.folder / "hikae", share])
    (made.folder / "g0001" / "store.keys.new").write_bytes((made.folder / "g0001" / "store.keys").read_bytes())
    copies = copies_to_discard(store, [made.folder / "hikae", share])
    store.close()
    kept = tmp_path / "kept"
    for folder in (made.folder, share):
        shutil.copytree(folder, kept / folder.name)
    told: list[bool] = []
    for calls in range(200):
        for folder in (made.folder, share):
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept / folder.name, folder)
        if is_away:
            share.rename(tmp_path / f"away{calls}")
        with pytest.MonkeyPatch.context() as plant:
            cut_after(calls, plant)
            try:
                discard_keys(DataFolder(made.folder), copies)
            except PowerCut:
                is_whole = False
            else:
                is_whole = True
        said = words_of_discarded(DataFolder(made.folder))
        own = [path for path in copies if path.is_relative_to(made.folder)]
        live = opens(made.folder / "g0001", made.folder / "keys-copy" / "g0001.keys")
        assert bool(said) is not live
        if said:
            assert not any(opens(path) for path in own)
            assert ("まだ開けます" in said) is is_away
            assert is_away or not any(opens(path) for path in copies)
        told.append(bool(said))
        if is_whole:
            break
    assert told == sorted(told)
    assert {False, True} == set(told)
    assert not made.folder.joinpath("g0001").exists()
