"""The situations of a package on its way: fifteen are refused with a sentence of their own and touch nothing here.

Beside them stand those that are no refusal: a newer package is taken, times decide nothing, one that does not come is overdue.
"""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from hokatsu_desktop.services.office import change_office
from hokatsu_desktop.store import package as package_module
from hokatsu_desktop.store import package_check
from hokatsu_desktop.store.anchor import read_anchor
from hokatsu_desktop.store.connection import open_raw
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.handover_code import new_handover_code, read_handover_code
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.medium import COMPLETE_NAME
from hokatsu_desktop.store.package import WrittenPackage, untold
from hokatsu_desktop.store.package_check import verify_package
from hokatsu_desktop.store.parcels import Parcel
from hokatsu_desktop.store.receiving import receive_package
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.store.conftest import NOON, Made, open_by_key, snapshot
from tests.store.packages import FLOOR, RECEIVER, copied, put_on_stick

SAFE = ("何も", "そのまま", "残していません", "1文字も", "消えません")
TO_DO = ("ください", "取り込むものはありません")


@dataclass(frozen=True)
class Way:
    """What a situation starts from: the store, a package of it, a folder of its own, and a hand that plants."""

    made: Made
    written: WrittenPackage
    here: Path
    plant: pytest.MonkeyPatch

    def take(self, path: Path, code: RecoveryCode | None = None, folder: Path | None = None) -> None:
        """The receiver takes a package in."""
        into = folder or self.here / "new"
        receive_package(into, path, code or self.written.code, RECEIVER, NOON, cost=FLOOR, any_place=True)

    def another(self, *phones: str) -> Made:
        """A copy of the store in which something more was written."""
        folder = Path(shutil.copytree(self.made.folder, self.here / f"copy {len(phones)} {phones[:1]}"))
        other = Made(folder, self.made.master, self.made.code, self.made.slot_id)
        store = open_by_key(other)
        store.session_facts["clock"] = lambda: NOON
        for phone in phones:
            with store.transaction() as session:
                change_office(session, phone=phone)
        store.close()
        return other

    def flip(self, name: str) -> Path:
        """A copy of the package with one byte of a file changed in its middle."""
        harmed = copied(self.written, self.here)
        data = bytearray((harmed / name).read_bytes())
        data[len(data) // 2] ^= 1
        (harmed / name).write_bytes(data)
        return harmed

    def stop_writing(self, number: int) -> None:
        """The package is put on a medium that fails with this error."""

        def failing(_path: Path, _chunks: object) -> None:
            raise OSError(number, "planted")

        self.plant.setattr(package_module, "write_new", failing)
        package_module._put(self.written.path, self.here / self.written.name, untold, 1)


@pytest.fixture
def way(made: Made, written: WrittenPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Way:
    here = tmp_path / "here"
    here.mkdir()
    return Way(made, written, here, monkeypatch)


def pulled_out(way: Way) -> None:
    harmed = copied(way.written, way.here)
    (harmed / COMPLETE_NAME).unlink()
    way.take(harmed)


def false_size(way: Way) -> None:
    harmed = way.flip(DB_NAME)
    lying = WrittenPackage(
        harmed, way.written.size, way.written.head, way.written.seal, way.written.code, way.written.recovery
    )
    verify_package(lying, way.written.code, way.here)


def bad_sector(way: Way) -> None:
    def unreadable(_path: Path) -> None:
        raise OSError(errno.EIO, "planted")

    way.plant.setattr(package_check, "forget_cached", unreadable)
    way.take(way.written.path)


def mistyped(way: Way) -> None:
    digits = way.written.code.digits
    read_handover_code(str((int(digits[0]) + 1) % 10) + digits[1:])


def of_another_package(way: Way) -> None:
    other = put_on_stick(way.another(), way.here / "stick")
    harmed = copied(way.written, way.here)
    shutil.copyfile(other.path / KEYS_NAME, harmed / KEYS_NAME)
    way.take(harmed)


def older(way: Way) -> None:
    way.take(way.written.path, folder=way.another("0000-00-0001").folder)


def parted(way: Way) -> None:
    package = put_on_stick(way.another("0000-00-0001", "0000-00-0002"), way.here / "stick")
    way.take(package.path, package.code, folder=way.another("0000-00-0003").folder)


def another_ledger(way: Way) -> None:
    store, _code = create_store(way.here / "other", RECEIVER, practice=False, now=NOON, cost=FLOOR, any_place=True)
    store.close()
    way.take(way.written.path, folder=way.here / "other")


def newer_program(way: Way) -> None:
    way.plant.setattr(package_check, "SCHEMA_VERSION", 0)
    way.take(way.written.path)


def forged_inside(way: Way) -> None:
    """Somebody who has the key wrote in the log with another tool, and made a package of it."""
    forged = way.another("0000-00-0001")
    connection = open_raw(forged.folder / "g0001" / DB_NAME, forged.master.derive(KeyUse.DATABASE), "rw")
    connection.execute("DROP TRIGGER change_entry_no_update")
    connection.execute("UPDATE change_entry SET title = 'x' WHERE id = 1")
    connection.commit()
    connection.close()
    package = put_on_stick(forged, way.here / "stick")
    way.take(package.path, package.code)


NO = (
    ("pulled out while it was written", pulled_out, Situation.PACKAGE_UNFINISHED),
    ("the stick is full", lambda way: way.stop_writing(errno.ENOSPC), Situation.MEDIUM_FULL),
    ("the stick lies about its size", false_size, Situation.MEDIUM_LIES),
    ("a file too large for FAT32", lambda way: way.stop_writing(errno.EFBIG), Situation.MEDIUM_FILE_LIMIT),
    ("sectors that cannot be read", bad_sector, Situation.PACKAGE_DAMAGED),
    ("a flipped bit", lambda way: way.take(way.flip(DB_NAME)), Situation.PACKAGE_DAMAGED),
    ("a digit mistyped", mistyped, Situation.MISTYPED_HANDOVER),
    (
        "the code of another paper",
        lambda way: way.take(way.written.path, new_handover_code()),
        Situation.WRONG_HANDOVER,
    ),
    ("a file of another package", of_another_package, Situation.PACKAGE_MIXED),
    ("older than what is here", older, Situation.PACKAGE_BEHIND),
    (
        "the same as what is here",
        lambda way: way.take(way.written.path, folder=way.made.folder),
        Situation.PACKAGE_SAME,
    ),
    ("written on separately", parted, Situation.PACKAGE_FORKED),
    ("another ledger", another_ledger, Situation.OTHER_LEDGER),
    ("of a newer program", newer_program, Situation.PACKAGE_NEWER),
    ("forged by somebody with the key", forged_inside, Situation.PACKAGE_DAMAGED),
)


@dataclass(frozen=True)
class Told:
    """What came of a situation."""

    refusal: StoreRefusal
    changed_here: bool
    left_behind: bool


@pytest.fixture(scope="module")
def told_of(
    made_once: Made, written: WrittenPackage, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Callable[[Way], None]], Told]:
    """Lets a situation happen, once for all tests of this module."""

    @cache
    def happened(happens: Callable[[Way], None]) -> Told:
        here = tmp_path_factory.mktemp("way")
        made = replace(made_once, folder=shutil.copytree(made_once.folder, here / "台帳 みどり町"))
        before = snapshot(made.folder), snapshot(written.path)
        with pytest.MonkeyPatch.context() as plant, pytest.raises(StoreRefusal) as no:
            happens(Way(made, written, here, plant))
        changed = (snapshot(made.folder), snapshot(written.path)) != before
        return Told(no.value, changed, (here / "new").exists())

    return happened


@pytest.mark.parametrize(("happens", "situation"), [one[1:] for one in NO], ids=[one[0] for one in NO])
def test_each_situation_is_told_and_nothing_here_changes(
    told_of: Callable[[Callable[[Way], None]], Told], happens: Callable[[Way], None], situation: Situation
) -> None:
    told = told_of(happens)
    assert told.refusal.situation is situation
    assert any(words in told.refusal.words for words in SAFE), told.refusal.words
    assert any(words in told.refusal.words for words in TO_DO), told.refusal.words
    assert not told.changed_here
    assert not told.left_behind


def test_no_two_situations_are_told_alike(told_of: Callable[[Callable[[Way], None]], Told]) -> None:
    assert len({told_of(happens).refusal.words for _what, happens, _situation in NO}) == len(NO)


def test_newer_on_the_same_line_is_taken(way: Way) -> None:
    package = put_on_stick(way.another("0000-00-0001"), way.here / "stick")
    way.take(package.path, package.code, folder=way.made.folder)
    found = read_anchor(way.made.folder / "anchor.json")
    assert found is not None
    assert found.anchor.head == package.head


def test_times_decide_nothing(way: Way) -> None:
    """A stick keeps times to two seconds, and a PC may have a wrong clock."""
    package = copied(way.written, way.here)
    for path in package.iterdir():
        os.utime(path, (0, 0))
    way.take(package)


def test_a_package_that_does_not_arrive_is_overdue_on_its_day() -> None:
    parcel = Parcel("HIKITSUGI_2026-11-23_AAAA", date(2026, 11, 23), date(2026, 11, 27))
    assert [parcel.is_overdue(date(2026, 11, day)) for day in (26, 27, 30)] == [False, True, True]
