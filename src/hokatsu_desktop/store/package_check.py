"""Reading a package: what state its folder is in without a key, who can open it, and the rehearsal of taking it over."""

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hokatsu_desktop.store.building import workshop
from hokatsu_desktop.store.chain import head_of
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, MANIFEST_NAME, GenerationFolder
from hokatsu_desktop.store.durable_files import forget_cached, read_bounded, write_new
from hokatsu_desktop.store.handover_code import HandoverCode
from hokatsu_desktop.store.identity import needs_upgrade, read_identity
from hokatsu_desktop.store.inspection import Finding, Verdict, inspect_content
from hokatsu_desktop.store.key_file import KeyFile, key_file_from_bytes, unlock
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.manifest import FileFact, Manifest, read_manifest
from hokatsu_desktop.store.medium import COMPLETE_NAME
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.package import FILES, MARK_BYTES, Told, WrittenPackage, complete_line, mark_of, untold
from hokatsu_desktop.store.place import space_problem
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.strict_json import MAX_BYTES, NotStrictJson
from hokatsu_desktop.store.upgrade import bring_up

_CHUNK = 1 << 20
_KIN = 8  # bytes of two marks of 16 alike: one is the other, damaged
_UNREADABLE = "読めないところがあります"


class Found(StrEnum):
    """What a folder is, judged without a key."""

    COMPLETE = "complete"  # 完了
    UNFINISHED = "unfinished"  # 途中
    DAMAGED = "damaged"  # 壊れています
    MIXED = "mixed"  # 取り違え
    NONE = "none"


_REFUSALS = {
    Found.UNFINISHED: Situation.PACKAGE_UNFINISHED,
    Found.DAMAGED: Situation.PACKAGE_DAMAGED,
    Found.MIXED: Situation.PACKAGE_MIXED,
    Found.NONE: Situation.NO_PACKAGE,
}


@dataclass(frozen=True)
class PackageState:
    """The state of a folder, what it says about itself if it is whole, and the files that are not right."""

    found: Found
    manifest: Manifest | None = None
    wrong: tuple[str, ...] = ()

    def whole_manifest(self) -> Manifest:
        """What the package says about itself. Raises StoreRefusal unless all of it is there."""
        if self.manifest is None or self.found is not Found.COMPLETE:
            raise StoreRefusal(_REFUSALS[self.found], found="、".join(self.wrong), places=len(self.wrong))
        return self.manifest


@dataclass(frozen=True)
class UnlockedPackage:
    """A package whose code was right, its files as its maker wrote them."""

    folder: GenerationFolder
    master: MasterKey
    says: Manifest
    keys: KeyFile


def packages_in(place: Path) -> list[Path]:
    """The folders that look like packages in a place, or the place itself; newest name first."""
    with told_as_refusals():
        if (place / MANIFEST_NAME).is_file() or not place.is_dir():
            return [place]
        return sorted((path for path in place.glob("HIKITSUGI_*") if path.is_dir()), reverse=True)


def state_of(path: Path, told: Told = untold) -> PackageState:
    """The state of a package folder; every byte of it is read from the medium."""
    there = [name for name in (*FILES, MANIFEST_NAME) if (path / name).is_file()]
    if not there or (MANIFEST_NAME not in there and DB_NAME not in there):
        return PackageState(Found.NONE)
    try:
        return _compared(path, told)
    except OSError:
        return PackageState(Found.DAMAGED, wrong=(_UNREADABLE,))


def unlock_package(path: Path, code: RecoveryCode, told: Told = untold) -> UnlockedPackage:
    """The package opened by its handover code or by the code of its recovery sheet. Raises StoreRefusal."""
    says = state_of(path, told).whole_manifest()
    if says.schema > SCHEMA_VERSION:
        raise StoreRefusal(Situation.PACKAGE_NEWER, theirs=says.schema, ours=SCHEMA_VERSION)
    folder = GenerationFolder(path)
    keys = _keys_of(folder)
    master = _master_key(keys, code)
    found = read_manifest(folder.manifest)
    if found is None or not found.is_authentic(master) or keys.store_id != says.store_id:
        raise StoreRefusal(Situation.PACKAGE_MIXED, found=MANIFEST_NAME)
    return UnlockedPackage(folder, master, says, keys)


def verify_package(package: WrittenPackage, code: RecoveryCode, beside: Path, told: Told = untold) -> Verdict:
    """The rehearsal after the medium was put in again: every byte is read anew, and the store is opened from a copy.

    `code` is what was typed from the paper; `beside` is a folder of this PC for the copy, which is removed. Raises
    StoreRefusal: MEDIUM_NOT_BACK, MEDIUM_LIES if something else comes back than was written, WRONG_HANDOVER.
    """
    if not package.path.is_dir():
        raise StoreRefusal(Situation.MEDIUM_NOT_BACK)
    try:
        unlocked = unlock_package(package.path, code, told)
        is_same = hashlib.sha256(unlocked.folder.manifest.read_bytes()).hexdigest() == package.seal
    except StoreRefusal as refusal:
        if refusal.situation in _REFUSALS.values():
            raise StoreRefusal(Situation.MEDIUM_LIES) from refusal
        raise
    if not is_same:
        raise StoreRefusal(Situation.MEDIUM_LIES)
    with rehearsed(unlocked, beside) as connection:
        return Verdict((Finding("files", True, "書いたとおりに読み直せました。"), *_content(unlocked, connection)))


@contextmanager
def rehearsed(package: UnlockedPackage, beside: Path, *, in_our_form: bool = False) -> Iterator[RawConnection]:
    """The store of a package, open for reading in a copy on this PC that is removed afterwards. Raises StoreRefusal.

    `in_our_form` brings the copy up first, for who reads it with this version's models.
    """
    if space_problem(beside, package.says.files[DB_NAME].size * 2):
        raise StoreRefusal(Situation.DISK_FULL)
    with workshop(beside, "rehearsal") as copy:
        copy_in(package, copy)
        if in_our_form:
            bring_up(copy.db, package.master)
        connection = open_raw(copy.db, package.master.derive(KeyUse.DATABASE), "ro")
        try:
            yield connection
        finally:
            connection.close()


def copy_in(package: UnlockedPackage, target: GenerationFolder) -> None:
    """The encrypted file of a package, copied and proved to be the one its maker wrote. Raises StoreRefusal."""
    digest = hashlib.sha256()

    def chunks() -> Iterator[bytes]:
        with package.folder.db.open("rb") as stream:
            while part := stream.read(_CHUNK):
                digest.update(part)
                yield part

    with told_as_refusals():
        write_new(target.db, chunks())
    if digest.hexdigest() != package.says.files[DB_NAME].sha256:
        raise StoreRefusal(Situation.PACKAGE_DAMAGED, found=DB_NAME, places=1)


def _compared(path: Path, told: Told) -> PackageState:
    complete = path / COMPLETE_NAME
    if not complete.is_file():
        return PackageState(Found.UNFINISHED)
    line, manifest = read_bounded(complete, MAX_BYTES), _fresh_bytes(path / MANIFEST_NAME)
    right = complete_line(_name_in(line) or path.name, manifest)
    found = read_manifest(path / MANIFEST_NAME)
    if line != right:
        return _torn(path, line, right, found.manifest if found else None, told)
    if found is None or found.manifest.role != "package" or found.manifest.files.keys() != FILES.keys():
        return PackageState(Found.DAMAGED, wrong=(MANIFEST_NAME,))
    if found.manifest.generation != _name_in(line):
        return PackageState(Found.DAMAGED, wrong=(COMPLETE_NAME,))
    wrong = tuple(_wrong_files(path, found.manifest, told))
    if not wrong:
        return PackageState(Found.COMPLETE, found.manifest)
    return PackageState(Found.MIXED if _is_of_another(path, found.manifest, wrong) else Found.DAMAGED, wrong=wrong)


def _torn(path: Path, line: bytes, right: bytes, says: Manifest | None, told: Told) -> PackageState:
    """A COMPLETE that does not fit: begun and not ended, of another package, or damaged."""
    if len(line) < len(right) and complete_line(path.name, _fresh_bytes(path / MANIFEST_NAME)).startswith(line):
        return PackageState(Found.UNFINISHED)
    named = _name_in(line)
    if says is None or not named or says.generation == named:
        return PackageState(Found.DAMAGED, wrong=(f"{MANIFEST_NAME}か{COMPLETE_NAME}",))
    if says.generation == path.name:
        return PackageState(Found.MIXED, wrong=(COMPLETE_NAME,))
    is_ours = next(_wrong_files(path, says, told), None) is None  # then only its own name is damaged
    return PackageState(Found.DAMAGED if is_ours else Found.MIXED, wrong=(MANIFEST_NAME,))


def _name_in(line: bytes) -> str:
    name, space, _digest = (line.decode() if line.isascii() else "").partition(" ")
    return name if space and name.startswith("HIKITSUGI_") else ""


def _wrong_files(path: Path, says: Manifest, told: Told) -> Iterator[str]:
    done, total = 0, sum(fact.size for fact in says.files.values())
    for name, said in says.files.items():
        if not (path / name).is_file() or (path / name).stat().st_size != said.size:
            yield name
            continue
        digest = hashlib.sha256()
        try:
            forget_cached(path / name)
            with (path / name).open("rb") as stream:
                while part := stream.read(_CHUNK):
                    digest.update(part)
                    done += len(part)
                    told(done, total)
        except OSError:
            yield f"{name}が読めません"
            continue
        if FileFact(FILES[name], said.size, digest.hexdigest()) != said:
            yield name


def _is_of_another(path: Path, says: Manifest, wrong: tuple[str, ...]) -> bool:
    """Whether what is wrong is another package's: the ids of the slots are the mark of the encrypted file.

    A fault spoils one slot, or a few bytes of the mark; what comes from elsewhere has nothing in common.
    """
    try:
        keys = key_file_from_bytes(read_bounded(path / KEYS_NAME, MAX_BYTES))
        mark = mark_of(path / DB_NAME)
        known = [uuid.UUID(slot.slot_id).bytes for slot in keys.slots]
    except (OSError, ValueError, StoreRefusal):
        return False
    if len(mark) < MARK_BYTES or len(set(mark)) <= _KIN:  # what a medium gives for a block that it lost
        return False
    are_strangers = all(max(_alike(mark, other), _alike(mark[::-1], other)) < _KIN for other in known)
    match wrong:
        case (one,) if one in (DB_NAME, KEYS_NAME):
            return are_strangers
        case (first, second) if (first, second) == (DB_NAME, KEYS_NAME):
            return not are_strangers and path.name != says.generation  # the manifest came from elsewhere
        case _:
            return False


def _alike(one: bytes, other: bytes) -> int:
    """How many bytes two marks have in common."""
    return sum(mine == theirs for mine, theirs in zip(one, other, strict=True))


def _fresh_bytes(path: Path) -> bytes:
    if not path.is_file():
        return b""
    forget_cached(path)
    return read_bounded(path, MAX_BYTES)


def _keys_of(folder: GenerationFolder) -> KeyFile:
    try:
        return key_file_from_bytes(read_bounded(folder.keys, MAX_BYTES))
    except (OSError, NotStrictJson) as error:
        raise StoreRefusal(Situation.PACKAGE_DAMAGED, found=KEYS_NAME, places=1) from error


def _master_key(keys: KeyFile, code: RecoveryCode) -> MasterKey:
    """Either paper of the package will do; nobody is asked which one it is."""
    for secret in (HandoverCode(code.value), RecoveryCode(code.value)):
        try:
            return unlock(keys, secret)[0]
        except StoreRefusal as refusal:
            if refusal.situation is not Situation.WRONG_CODE:
                raise
    raise StoreRefusal(Situation.WRONG_HANDOVER)


def _content(package: UnlockedPackage, connection: RawConnection) -> list[Finding]:
    findings = inspect_content(connection, package.master)
    if all(finding.passed for finding in findings):
        needs_upgrade(connection)
        identity, head, says = read_identity(connection), head_of(connection), package.says
        is_right = (identity.store_id, identity.practice) == (says.store_id, says.practice)
        is_right = is_right and (head.sequence, head.hash) == (says.sequence, says.head)
        words = "説明ファイルは中身と合っています。" if is_right else "説明ファイルが中身と合いません。"
        findings.append(Finding("manifest", is_right, words))
    return findings
