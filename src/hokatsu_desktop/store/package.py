"""引継ぎパッケージ: the whole store under a key of its own, put onto a medium file by file; COMPLETE comes last."""

import hashlib
import secrets
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store.building import content_of, copy_database, trouble_in, workshop
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, MANIFEST_NAME, GenerationFolder
from hokatsu_desktop.store.durable_files import read_bounded, sync_names, write_new, write_whole
from hokatsu_desktop.store.handover_code import HandoverCode, new_handover_code
from hokatsu_desktop.store.key_file import KeyFile
from hokatsu_desktop.store.keys import Cost, new_master_key
from hokatsu_desktop.store.manifest import Manifest, file_fact, write_manifest
from hokatsu_desktop.store.medium import COMPLETE_NAME, check_medium, full_troubles, medium_troubles
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.recovery_code import RecoveryCode, new_recovery_code
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.rekey import tried_slot, turn_key

README_NAME = "README.txt"
FILES = {DB_NAME: "ledger", KEYS_NAME: "keys", README_NAME: "readme"}
MARK_AT, MARK_BYTES = 16, 16
_CHUNK = 1 << 20
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that is taken for another
_README = (
    "これは「ほうかつデスク」の引継ぎパッケージです。中身は暗号化されていて、別に届く引継ぎコードがないと開けません。\r\n"
    "拾った方は、お手数ですが、最寄りの役場にお届けください。\r\n"
    "受け取る方は、ほうかつデスクの最初の画面で「引継ぎを受け取る」を押し、このフォルダーを選びます。\r\n"
)

Told = Callable[[int, int], None]
"""Told how many of how many bytes are done; may raise to stop, and then nothing half-done stays."""


def untold(_done: int, _total: int) -> None:
    """For who does not want to know how far it is."""


@dataclass(frozen=True)
class WrittenPackage:
    """A package as it was written, and the two codes that open it. The codes are nowhere else."""

    path: Path
    size: int  # bytes of all files
    head: Head
    seal: str  # SHA-256 of manifest.json: what the medium must give back
    code: HandoverCode = field(repr=False)
    recovery: RecoveryCode = field(repr=False)

    @property
    def name(self) -> str:
        """The folder's name, which is also on the papers."""
        return self.path.name


def new_package_name(now: datetime) -> str:
    """A name for a package: its day, and four letters that tell it from others of that day."""
    return f"HIKITSUGI_{now:%Y-%m-%d}_{''.join(secrets.choice(_LETTERS) for _ in range(4))}"


def write_package(
    store: OpenStore, into: Path, now: datetime, *, name: str = "", cost: Cost | None = None, told: Told = untold
) -> WrittenPackage:
    """A new package folder in `into`, on a stick or a share. The store stays as it is, open and in use.

    `name` is one of `new_package_name` that was written down in the store before, so that the package knows itself.

    It is made and proved beside the store and only then copied, so that nothing under the store's own keys touches the
    medium. Raises StoreRefusal; on the medium then is nothing, or what COMPLETE does not vouch for.
    """
    with told_as_refusals():
        size = store.generation.db.stat().st_size
    check_medium(into, store.folder, size)
    code, recovery = new_handover_code(), new_recovery_code()
    with workshop(store.folder.path, "package") as made:
        manifest = _make(store, made, name or new_package_name(now), (code, recovery), now, cost)
        with told_as_refusals():
            sizes = {path.name: path.stat().st_size for path in made.path.iterdir()}
            seal = hashlib.sha256(made.manifest.read_bytes()).hexdigest()
        target = into / manifest.generation
        _put(made.path, target, told, sum(sizes.values()))
    return WrittenPackage(target, sum(sizes.values()), Head(manifest.sequence, manifest.head), seal, code, recovery)


def complete_line(name: str, manifest: bytes) -> bytes:
    """The content of COMPLETE: the package's name and the digest of its manifest."""
    return f"{name} {hashlib.sha256(manifest).hexdigest()}\n".encode()


def mark_of(db: Path) -> bytes:
    """The first bytes of an encrypted file behind its salt: under a key of its own, no package has another's. Raises OSError."""
    return read_bounded(db, MARK_AT + MARK_BYTES - 1)[MARK_AT:]


def slot_ids(mark: bytes) -> tuple[str, str]:
    """The ids of the two slots of a package, from the mark of its file, so that it is seen what belongs together."""
    return str(uuid.UUID(bytes=mark)), str(uuid.UUID(bytes=mark[::-1]))


def _make(
    store: OpenStore,
    made: GenerationFolder,
    name: str,
    codes: tuple[HandoverCode, RecoveryCode],
    now: datetime,
    cost: Cost | None,
) -> Manifest:
    master, epoch = new_master_key(), store.found.epoch + 1
    with store.raw() as connection:
        content = content_of(connection)
        copy_database(connection, store.generation.db.stat().st_size, made.db)
    turn_key(made, store.found.master, master)
    if trouble := trouble_in(made.db, master, content):
        raise StoreRefusal(Situation.BAD_BACKUP, reason=trouble)
    with told_as_refusals():
        ids = slot_ids(mark_of(made.db))
        slots = tuple(
            tried_slot(master, code, slot_id, store.store_id, epoch, cost)
            for code, slot_id in zip(codes, ids, strict=True)
        )
        write_whole(made.keys, KeyFile(store.store_id, slots).to_bytes())
        write_whole(made.path / README_NAME, _README.encode("utf-8-sig"))
        manifest = _manifest(store, made, name, epoch, content.head, now)
        write_manifest(made.manifest, manifest, master)
    return manifest


def _manifest(store: OpenStore, made: GenerationFolder, name: str, epoch: int, head: Head, now: datetime) -> Manifest:
    identity = store.found.identity
    return Manifest(
        role="package",
        store_id=identity.store_id,
        epoch=epoch,
        generation=name,
        schema=SCHEMA_VERSION,
        practice=identity.practice,
        created_at=identity.created_at,
        made_at=now.isoformat(timespec="seconds"),
        sequence=head.sequence,
        head=head.hash,
        files={name: file_fact(made.path / name, role) for name, role in FILES.items()},
    )


def _put(made: Path, target: Path, told: Told, total: int) -> None:
    """Every file to the medium, each brought there before the next; COMPLETE when all are there."""
    done = 0

    def chunks(source: Path) -> Iterator[bytes]:
        nonlocal done
        with source.open("rb") as stream:
            while part := stream.read(_CHUNK):
                yield part
                done += len(part)
                told(done, total)

    with medium_troubles(total), full_troubles(target.parent, total):
        target.mkdir()
        try:
            for name in (*FILES, MANIFEST_NAME):
                write_new(target / name, chunks(made / name))
            sync_names(target)
            write_new(target / COMPLETE_NAME, [complete_line(target.name, (made / MANIFEST_NAME).read_bytes())])
            sync_names(target)
            sync_names(target.parent)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)  # where the medium is gone, COMPLETE is not there either
            raise
