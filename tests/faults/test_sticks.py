"""引継ぎパッケージ on real file systems of sticks: full, read-only, pulled out at any moment; names and sizes on FAT32.

Mounting takes rights and programs that few machines have: where they lack, the tests are left out.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hokatsu_desktop.store import medium, package
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.store.package_check import Found, packages_in, state_of, verify_package
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.faults.machine import EXFAT, FAT
from tests.faults.sticks import Stick, exfat_stick, run
from tests.faults.twelve_acts import FLOOR, Place, new_office, opened
from tests.store.conftest import NOON

pytestmark = pytest.mark.long

FAT32_MEGABYTES = 64
CHUNK = 64 * 1024  # so that a small package is written in many pieces


@pytest.fixture
def office(tmp_path: Path) -> Place:
    return new_office(tmp_path / "office")


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    """A stick of 64 MB."""
    with exfat_stick(tmp_path, 64) as found:
        yield found


def written_on(
    office: Place, into: Path, told: Callable[[int, int], None] = lambda _done, _total: None
) -> WrittenPackage:
    with opened(office) as store:
        return write_package(store, into, NOON, cost=FLOOR, told=told)


def situation_on(office: Place, into: Path, told: Callable[[int, int], None] = lambda _done, _total: None) -> Situation:
    """Why the package cannot be written."""
    with pytest.raises(StoreRefusal) as refused:
        written_on(office, into, told)
    return refused.value.situation


@pytest.mark.needs(*EXFAT)
def test_a_package_comes_back_from_an_exfat_stick(office: Place, stick: Stick) -> None:
    written = written_on(office, stick.place)
    stick.take_out()
    stick.put_in()
    assert verify_package(written, written.code, office.root).passed


@pytest.mark.needs(*EXFAT)
def test_a_read_only_stick_is_told(office: Place, stick: Stick) -> None:
    stick.take_out()
    stick.put_in(read_only=True)
    assert situation_on(office, stick.place) is Situation.MEDIUM_READ_ONLY


@pytest.mark.needs(*EXFAT)
def test_a_full_stick_is_told_before_and_while_writing(
    office: Place, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick.place / "写真.bin").write_bytes(bytes(medium.free_bytes(stick.place) - 400_000))
    assert situation_on(office, stick.place) is Situation.MEDIUM_FULL
    monkeypatch.setattr(medium, "free_bytes", lambda _into: 1 << 30)  # it lies
    assert situation_on(office, stick.place) is Situation.MEDIUM_STOPS_EARLY
    assert [path.name for path in stick.place.iterdir()] == ["写真.bin"]


@pytest.mark.needs(*EXFAT)
def test_a_stick_pulled_out_at_any_piece_holds_an_unfinished_package(
    office: Place, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "_CHUNK", CHUNK)
    pieces: list[int] = []
    written_on(office, stick.place, lambda _done, _total: pieces.append(1))
    for number in range(1, len(pieces) + 1):
        shutil.rmtree(packages_in(stick.place)[0])
        left = [number]

        def pull(_done: int, _total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                stick.pull()

        assert situation_on(office, stick.place, pull) is Situation.MEDIUM_GONE
        stick.take_out()
        stick.put_in()
        found = packages_in(stick.place)
        assert [state_of(path).found for path in found] in ([], [Found.UNFINISHED], [Found.NONE]), number
        written_on(office, stick.place)
        for path in found:
            shutil.rmtree(path)
    print(f"pulled out at each of {len(pieces)} pieces")
    assert len(pieces) > 12


@pytest.mark.needs(*EXFAT)
def test_a_stick_pulled_out_after_the_last_word_holds_the_whole_package(office: Place, stick: Stick) -> None:
    written = written_on(office, stick.place)
    stick.pull()
    stick.take_out()
    stick.put_in()
    assert verify_package(written, written.code, office.root).passed


@pytest.mark.needs(*FAT)
def test_names_and_sizes_fit_fat32(office: Place, tmp_path: Path) -> None:
    written = written_on(office, office.stick)
    image = tmp_path / "fat32.img"
    run("mformat", "-C", "-F", "-i", image, "-T", str(FAT32_MEGABYTES * 2048), "::")
    run("mcopy", "-s", "-i", image, written.path, "::")
    listed = run("mdir", "-b", "-/", "-i", image, "::")
    assert {f"::/{written.name}/{path.name}" for path in written.path.iterdir()} <= set(listed.split())
    (tmp_path / "back").mkdir()
    run("mcopy", "-s", "-i", image, f"::/{written.name}", tmp_path / "back")
    assert state_of(tmp_path / "back" / written.name).found is Found.COMPLETE
    assert verify_package(
        WrittenPackage(**{**vars(written), "path": tmp_path / "back" / written.name}), written.code, tmp_path
    ).passed
