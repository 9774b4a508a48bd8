"""引継ぎパッケージ: what is on the medium, who opens it, and that nothing else ever counts as one."""

import errno
import hashlib
import os
import random
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from hokatsu_desktop.store import package as package_module
from hokatsu_desktop.store import package_check
from hokatsu_desktop.store.backup import backups, read_backup
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, MANIFEST_NAME
from hokatsu_desktop.store.handover_code import new_handover_code, read_handover_code
from hokatsu_desktop.store.key_file import key_file_from_bytes
from hokatsu_desktop.store.keys import SlotKind, unseal
from hokatsu_desktop.store.medium import COMPLETE_NAME
from hokatsu_desktop.store.package import FILES, WrittenPackage, untold, write_package
from hokatsu_desktop.store.package_check import Found, packages_in, state_of, unlock_package, verify_package
from hokatsu_desktop.store.receiving import receive_package
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from tests.store.conftest import NOON, WORDS, Made, open_by_key, snapshot
from tests.store.packages import ALL_FILES, FLOOR, RECEIVER, copied, put_on_stick

SAMPLE, SEED = 30, 20261128
WRONG_CODES = 10_000


def refused(path: Path, code: RecoveryCode) -> Situation:
    """Why a package is not opened."""
    with pytest.raises(StoreRefusal) as found:
        unlock_package(path, code)
    return found.value.situation


def test_a_package_is_whole_and_both_papers_open_it(written: WrittenPackage) -> None:
    assert {path.name for path in written.path.iterdir()} == set(ALL_FILES)
    assert state_of(written.path).found is Found.COMPLETE
    for code in (written.code, written.recovery, read_handover_code(written.code.printed)):
        unlocked = unlock_package(written.path, code)
        assert (unlocked.says.role, unlocked.says.generation) == ("package", written.name)
        assert (unlocked.says.sequence, unlocked.says.head) == (written.head.sequence, written.head.hash)


def test_no_key_of_the_sender_is_on_the_medium(written: WrittenPackage, made_once: Made) -> None:
    slots = key_file_from_bytes((written.path / KEYS_NAME).read_bytes()).slots
    assert [slot.kind for slot in slots] == [SlotKind.HANDOVER, SlotKind.RECOVERY]
    everything = b"".join(path.read_bytes() for path in written.path.iterdir())
    assert made_once.slot_id.encode() not in everything
    assert "みどり町".encode() not in everything
    assert WORDS.text.encode() not in everything
    assert unseal(slots[1], made_once.code) is None
    assert unlock_package(written.path, written.code).master != made_once.master


def test_the_rehearsal_reads_it_back_and_leaves_nothing(written: WrittenPackage, tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    verdict = verify_package(
        written, read_handover_code(written.code.printed), tmp_path, lambda done, total: steps.append((done, total))
    )
    assert verdict.passed
    assert {one.check for one in verdict.findings} >= {"files", "pages", "structure", "chain", "rows", "manifest"}
    assert steps[-1][0] == steps[-1][1] > 0
    assert list(tmp_path.iterdir()) == []


def test_the_store_stays_as_it_is(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    before, head = snapshot(made.folder), store.head()
    (tmp_path / "stick").mkdir()
    write_package(store, tmp_path / "stick", NOON, cost=FLOOR)
    assert (snapshot(made.folder), store.head()) == (before, head)
    store.close()


def test_a_package_is_no_backup(written: WrittenPackage) -> None:
    assert read_backup(written.path) is None
    assert backups(written.path.parent) == []
    assert packages_in(written.path.parent) == packages_in(written.path) == [written.path]


def test_a_code_that_was_mistyped_or_is_of_another_package(written: WrittenPackage) -> None:
    digits = written.code.digits
    with pytest.raises(StoreRefusal) as mistyped:
        read_handover_code(str((int(digits[0]) + 1) % 10) + digits[1:])
    assert mistyped.value.situation is Situation.MISTYPED_HANDOVER
    assert "第1組" in mistyped.value.words
    for _ in range(3):
        assert refused(written.path, new_handover_code()) is Situation.WRONG_HANDOVER
    unlock_package(written.path, written.code)


class CheapDerivation:
    """A stand-in for Argon2id that costs nothing but depends on everything it is given."""

    def __init__(self, **given: object) -> None:
        self._given = given

    def derive(self, material: bytes) -> bytes:
        return hashlib.sha256(repr(sorted(self._given.items())).encode() + material).digest()


def test_none_of_ten_thousand_wrong_codes_opens_it_and_the_right_one_still_does(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hokatsu_desktop.store.keys.Argon2id", CheapDerivation)
    written = put_on_stick(made, tmp_path / "stick")
    keys = key_file_from_bytes((written.path / KEYS_NAME).read_bytes())
    chance = random.Random(SEED)
    for _ in range(WRONG_CODES):
        with pytest.raises(StoreRefusal) as wrong:
            package_check._master_key(keys, RecoveryCode(chance.randbytes(16)))
        assert wrong.value.situation is Situation.WRONG_HANDOVER
    for code in (written.code, written.recovery):
        unlock_package(written.path, code)


def sweep_flips(harmed: Path, name: str, places: Iterable[int]) -> None:
    """No package with another byte in a file counts as whole."""
    with (harmed / name).open("r+b", buffering=0) as stream:
        for place in places:
            stream.seek(place)
            right = stream.read(1)
            for byte in (bytes([right[0] ^ 1 << (place % 8)]), right):
                stream.seek(place)
                stream.write(byte)
                if byte != right:
                    assert state_of(harmed).found is not Found.COMPLETE, (name, place)


def sweep_cuts(harmed: Path, name: str, lengths: Iterable[int]) -> None:
    """No package with a shorter file counts as whole; the lengths come from the longest to the shortest."""
    right = (harmed / name).read_bytes()
    for length in lengths:
        os.truncate(harmed / name, length)
        assert state_of(harmed).found is not Found.COMPLETE, (name, length)
    (harmed / name).write_bytes(right)


def test_flipped_bytes_and_cut_files_are_found(written: WrittenPackage, tmp_path: Path) -> None:
    harmed, chance = copied(written, tmp_path), random.Random(SEED)
    for name in ALL_FILES:
        size = (harmed / name).stat().st_size
        places = {0, size - 1, *chance.choices(range(size), k=SAMPLE)}
        sweep_flips(harmed, name, places)
        sweep_cuts(harmed, name, sorted(places, reverse=True))
    assert state_of(harmed).found is Found.COMPLETE


@pytest.mark.long
@pytest.mark.parametrize("name", ALL_FILES)
def test_every_flipped_byte_and_every_cut_is_found(written: WrittenPackage, tmp_path: Path, name: str) -> None:
    harmed = copied(written, tmp_path)
    size = (harmed / name).stat().st_size
    sweep_flips(harmed, name, range(size))
    sweep_cuts(harmed, name, range(size - 1, -1, -1))
    assert state_of(harmed).found is Found.COMPLETE


def test_nothing_is_left_of_a_damaged_package_that_was_to_be_received(written: WrittenPackage, tmp_path: Path) -> None:
    harmed, chance = copied(written, tmp_path), random.Random(SEED)
    for name in ALL_FILES:
        right = (harmed / name).read_bytes()
        place = chance.randrange(len(right))
        for wrong in (right[:place] + bytes([right[place] ^ 1]) + right[place + 1 :], right[:place]):
            (harmed / name).write_bytes(wrong)
            with pytest.raises(StoreRefusal):
                receive_package(tmp_path / "new", harmed, written.code, RECEIVER, NOON, cost=FLOOR, any_place=True)
            assert list(tmp_path.iterdir()) == [harmed]
        (harmed / name).write_bytes(right)


@pytest.mark.parametrize("name", ALL_FILES)
def test_each_missing_or_longer_file_is_refused(written: WrittenPackage, tmp_path: Path, name: str) -> None:
    harmed = copied(written, tmp_path)
    with (harmed / name).open("ab") as stream:
        stream.write(b"x")
    assert refused(harmed, written.code) in (Situation.PACKAGE_DAMAGED, Situation.PACKAGE_MIXED)
    (harmed / name).unlink()
    expected = Situation.PACKAGE_UNFINISHED if name == COMPLETE_NAME else Situation.PACKAGE_DAMAGED
    assert refused(harmed, written.code) is expected


def test_a_manifest_made_to_fit_the_damage_is_not_believed(written: WrittenPackage, tmp_path: Path) -> None:
    """Who has no key can write digests that fit, but not the MAC over them."""
    harmed = copied(written, tmp_path)
    manifest = (harmed / MANIFEST_NAME).read_bytes().replace(b'"practice": false', b'"practice": true')
    (harmed / MANIFEST_NAME).write_bytes(manifest)
    (harmed / COMPLETE_NAME).write_bytes(package_module.complete_line(harmed.name, manifest))
    assert state_of(harmed).found is Found.COMPLETE
    assert refused(harmed, written.code) is Situation.PACKAGE_MIXED


@pytest.mark.parametrize("name", [KEYS_NAME, MANIFEST_NAME])
def test_a_file_of_another_package_is_told_apart(
    written: WrittenPackage, made: Made, tmp_path: Path, name: str
) -> None:
    other = put_on_stick(made, tmp_path / "other")
    harmed = copied(written, tmp_path)
    shutil.copyfile(other.path / name, harmed / name)
    assert refused(harmed, written.code) is Situation.PACKAGE_MIXED


def test_folders_that_are_no_package(written: WrittenPackage, made: Made, tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing", written.code) is Situation.NO_PACKAGE
    assert refused(made.folder, written.code) is Situation.NO_PACKAGE
    assert refused(made.folder / "g0001", written.code) is Situation.PACKAGE_UNFINISHED


class Pulled:
    """Stands in for `write_new`: the medium is pulled out, or full, at the n-th call that reaches it."""

    def __init__(self, stop_at: int, number: int, piece: int) -> None:
        self.calls = 0
        self._stop_at = stop_at
        self._number = number
        self._piece = piece

    def __call__(self, path: Path, chunks: Iterable[bytes]) -> None:
        self._call()
        with path.open("xb") as stream:
            for chunk in chunks:
                for at in range(0, len(chunk), self._piece):
                    self._call()
                    stream.write(chunk[at : at + self._piece])
            self._call()

    def _call(self) -> None:
        self.calls += 1
        if self.calls == self._stop_at:
            raise OSError(self._number, "planted")


def put(source: Path, target: Path, hand: Pulled, monkeypatch: pytest.MonkeyPatch, *, pulled: bool) -> None:
    """Puts a package's files onto a medium that stops at some call; a pulled medium cannot be tidied up any more."""
    with monkeypatch.context() as patch:
        patch.setattr(package_module, "write_new", hand)
        if pulled:
            patch.setattr("hokatsu_desktop.store.package.shutil.rmtree", lambda *_args, **_more: None)
        package_module._put(source, target, untold, 1)


def test_pulled_out_at_any_call_it_is_unfinished(
    written: WrittenPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = Pulled(0, 0, 40_000)
    put(written.path, tmp_path / written.name, counting, monkeypatch, pulled=False)
    assert state_of(tmp_path / written.name).found is Found.COMPLETE
    whole = 0
    for stop_at in range(1, counting.calls + 1):
        target = tmp_path / f"{stop_at}" / written.name
        target.parent.mkdir()
        with pytest.raises(StoreRefusal) as stopped:
            put(written.path, target, Pulled(stop_at, errno.EIO, 40_000), monkeypatch, pulled=True)
        assert stopped.value.situation is Situation.MEDIUM_GONE
        found = state_of(target).found
        whole += found is Found.COMPLETE
        assert found in (Found.UNFINISHED, Found.NONE) or snapshot(target) == snapshot(written.path)
        shutil.rmtree(target.parent)
    assert whole <= 1  # the very last call, when all bytes are there


@pytest.mark.parametrize(
    ("number", "situation"),
    [
        (errno.ENOSPC, Situation.MEDIUM_STOPS_EARLY),
        (errno.EDQUOT, Situation.MEDIUM_FULL),
        (errno.EFBIG, Situation.MEDIUM_FILE_LIMIT),
        (errno.EROFS, Situation.MEDIUM_READ_ONLY),
        (errno.ENODEV, Situation.MEDIUM_GONE),
    ],
)
def test_a_medium_in_trouble_is_left_empty(
    written: WrittenPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, situation: Situation
) -> None:
    with pytest.raises(StoreRefusal) as stopped:
        put(written.path, tmp_path / written.name, Pulled(5, number, 40_000), monkeypatch, pulled=False)
    assert stopped.value.situation is situation
    assert list(tmp_path.iterdir()) == []


class Stopped(Exception):
    """The user pressed 中止."""


def test_stopped_by_the_user_nothing_is_left(made: Made, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Stopped

    store = open_by_key(made)
    (tmp_path / "stick").mkdir()
    before = snapshot(made.folder)
    with pytest.raises(Stopped):
        write_package(store, tmp_path / "stick", NOON, cost=FLOOR, told=stop)
    assert (snapshot(made.folder), list((tmp_path / "stick").iterdir())) == (before, [])
    store.close()


def test_places_that_get_no_package(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def situation(into: Path) -> Situation:
        with pytest.raises(StoreRefusal) as found:
            write_package(store, into, NOON, cost=FLOOR)
        return found.value.situation

    store = open_by_key(made)
    stick, synced = tmp_path / "stick", tmp_path / "OneDrive"
    stick.mkdir()
    synced.mkdir()
    assert situation(tmp_path / "pulled out") is Situation.MEDIUM_GONE
    assert situation(made.folder) is Situation.MEDIUM_IS_STORE
    assert situation(made.folder / "g0001") is Situation.MEDIUM_IS_STORE
    assert situation(synced) is Situation.MEDIUM_SYNCED
    written = write_package(store, stick, NOON, cost=FLOOR)
    assert situation(written.path) is Situation.PACKAGE_THERE
    monkeypatch.setattr("hokatsu_desktop.store.medium.free_bytes", lambda _into: 1_000_000)
    assert situation(stick) is Situation.MEDIUM_FULL
    monkeypatch.setattr(
        "hokatsu_desktop.store.medium._try_writing", lambda into: (_ for _ in ()).throw(OSError(30, ""))
    )
    assert situation(stick) is Situation.MEDIUM_READ_ONLY
    assert [path.name for path in stick.iterdir()] == [written.name]
    store.close()


def test_two_packages_lie_side_by_side(made: Made, tmp_path: Path) -> None:
    store = open_by_key(made)
    (tmp_path / "stick").mkdir()
    names = {write_package(store, tmp_path / "stick", NOON, cost=FLOOR).name for _ in range(2)}
    assert {path.name for path in packages_in(tmp_path / "stick")} == names
    assert len(names) == 2
    store.close()


def test_a_medium_that_gives_back_something_else_is_told(written: WrittenPackage, tmp_path: Path) -> None:
    """What a stick with a false size does: all seems written, and after it was put in again other bytes come back."""
    path = copied(written, tmp_path)
    lying = WrittenPackage(path, written.size, written.head, written.seal, written.code, written.recovery)
    data = bytearray((path / DB_NAME).read_bytes())
    data[len(data) // 2] ^= 255
    (path / DB_NAME).write_bytes(data)
    with pytest.raises(StoreRefusal) as found:
        verify_package(lying, written.code, tmp_path)
    assert found.value.situation is Situation.MEDIUM_LIES
    shutil.rmtree(path)
    with pytest.raises(StoreRefusal) as gone:
        verify_package(lying, written.code, tmp_path)
    assert gone.value.situation is Situation.MEDIUM_NOT_BACK


def test_the_files_are_named_for_any_file_system(written: WrittenPackage) -> None:
    for name in (written.name, *FILES):
        assert name.isascii()
        assert len(name) <= 40
        assert not set(name) & set('\\/:*?"<>|')
