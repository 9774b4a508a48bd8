"""Backups: whole generation folders, each proved to open before it counts, thinned out as they grow old."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hokatsu_desktop.store import in_use
from hokatsu_desktop.store.anchor import Anchor, write_anchor
from hokatsu_desktop.store.building import Content, content_of, copy_database, partial_generation, trouble_in
from hokatsu_desktop.store.chain import Head
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, DataFolder, GenerationFolder
from hokatsu_desktop.store.durable_files import write_new, write_whole
from hokatsu_desktop.store.identity import Identity, check_expectation, needs_upgrade, read_identity
from hokatsu_desktop.store.key_file import find_keys, unlock
from hokatsu_desktop.store.keys import KeyUse, MasterKey, Secret
from hokatsu_desktop.store.manifest import FileFact, Manifest, file_fact, live_manifest, read_manifest, write_manifest
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.open_store import OpenStore, Unlocked
from hokatsu_desktop.store.place import space_problem
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, told_as_refusals
from hokatsu_desktop.store.restore_steps import RestoreStep, StepTold, step_untold
from hokatsu_desktop.store.slots import key_file_of
from hokatsu_desktop.store.upgrade import bring_up

KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 12, 10, 9
_NAME = "%Y%m%d-%H%M%S"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Backup:
    """One backup folder."""

    path: Path
    made_at: datetime  # with zone
    size: int  # bytes of the encrypted file
    sequence: int  # how many links the change log had
    store_id: str
    practice: bool
    is_whole: bool  # the files have the length written down when the backup was proved to open
    cases: int | None = None  # how many received cases it holds; None if nobody counted them


def back_up(store: OpenStore, into: Path, now: datetime, keeping: Path | None = None) -> Backup:
    """A new backup folder in `into`, proved by opening the copy and checking all of it; older ones are thinned out.

    `now` needs a zone; the backup at `keeping` stays, because it is about to be restored. Raises StoreRefusal; nothing half-done is left then.
    """
    with told_as_refusals():
        into.mkdir(parents=True, exist_ok=True)
    final = _free_name(into, now)
    with store.raw() as connection, partial_generation(final) as partial:
        copy_database(connection, store.generation.db.stat().st_size, partial.db)
        content, cases = content_of(connection), received_cases(connection)
        write_whole(partial.keys, key_file_of(store).to_bytes())
        _prove(partial, store.found.master, content)
        says = _manifest(store, partial, final.name, content.head, now)
        write_manifest(partial.manifest, replace(says, cases=cases), store.found.master)
    made = read_backup(final)
    if made is None or not made.is_whole:
        raise StoreRefusal(Situation.BAD_BACKUP, reason="書いたものを読み直せません")
    prune(into, store.store_id, keeping)
    return made


def backups(into: Path, store_id: str = "") -> list[Backup]:
    """The backups in a folder, newest first; with `store_id` only those of that store. Unfinished ones are left out.

    Raises StoreRefusal if the folder is there but cannot be read.
    """
    with told_as_refusals():
        if not into.is_dir():
            return []
        found = [made for path in into.iterdir() if path.is_dir() and (made := read_backup(path)) is not None]
    mine = [made for made in found if store_id in ("", made.store_id)]
    return sorted(mine, key=lambda made: (made.made_at, made.path.name), reverse=True)


def read_backup(path: Path) -> Backup | None:
    """What a backup folder says about itself, without a key; None if it is no finished backup."""
    folder = GenerationFolder(path)
    found = read_manifest(folder.manifest)
    if found is None or found.manifest.role != "backup" or path.name.endswith(".partial"):
        return None
    says = found.manifest
    try:
        made_at = datetime.fromisoformat(says.made_at)
    except ValueError:
        return None
    if made_at.tzinfo is None:
        return None
    sizes = {name: (path / name).stat().st_size if (path / name).is_file() else -1 for name in (DB_NAME, KEYS_NAME)}
    return Backup(
        path=path,
        made_at=made_at,
        size=max(sizes[DB_NAME], 0),
        sequence=says.sequence,
        store_id=says.store_id,
        practice=says.practice,
        is_whole=all(name in says.files and says.files[name].size == size for name, size in sizes.items()),
        cases=says.cases,
    )


def received_cases(connection: RawConnection) -> int:
    """How many cases were received, open and closed: drafts do not count."""
    (cases,) = connection.execute('SELECT count(*) FROM "case" WHERE number IS NOT NULL').fetchone()
    return int(cases)


def open_backup(
    path: Path, secret: Secret, *, practice: bool | None = None, copy: GenerationFolder | None = None
) -> OpenStore:
    """A backup opened for reading only, wherever it lies; nothing is written there. Raises StoreRefusal.

    One of an older form is brought up in a `copy`, a folder that the caller removes; without one it is refused.
    """
    folder = GenerationFolder(path)
    keys = find_keys(folder.keys, folder.keys).keys
    master, slot = unlock(keys, secret)
    _check_files(folder, master)
    connection = open_raw(folder.db, master.derive(KeyUse.DATABASE), "ro")
    try:
        if needs_upgrade(connection):
            if copy is None:
                raise StoreRefusal(Situation.BAD_BACKUP, reason="古い形式なので、復元してから開きます")
            connection.close()
            folder, connection = copy, _brought_up(folder.db, copy.db, master)
        identity = read_identity(connection)
        check_expectation(identity.practice, practice)
        found = Unlocked(DataFolder(path), folder, master, slot.epoch, slot.slot_id, identity)
        return OpenStore(found, connection, None, read_only=True, mode="ro")
    except BaseException:
        connection.close()
        raise


def _brought_up(older: Path, copy: Path, master: MasterKey) -> RawConnection:
    with told_as_refusals():
        if space_problem(copy.parent, older.stat().st_size * 2):
            raise StoreRefusal(Situation.DISK_FULL)
        shutil.copyfile(older, copy)
    bring_up(copy, master)
    return open_raw(copy, master.derive(KeyUse.DATABASE), "ro")


def is_under_key_of(store: OpenStore, made: Backup) -> bool:
    """Whether the key of the open store can prove this backup: it is of this store, and no other key was made since."""
    found = read_manifest(GenerationFolder(made.path).manifest)
    return found is not None and made.store_id == store.store_id and found.is_authentic(store.found.master)


def prove_again(store: OpenStore, path: Path, at_times: Callable[[], None]) -> str:
    """What is wrong with a backup under the key of the open store, in words; "" if every byte is as it was written.

    `at_times` is called now and then; what it raises ends the proof. Raises StoreRefusal where it cannot be read now.
    """
    folder, master = GenerationFolder(path), store.found.master
    try:
        says = _check_files(folder, master, lambda _step, _done, _total: at_times())
    except StoreRefusal as refusal:
        if refusal.situation is not Situation.BAD_BACKUP:
            raise
        return refusal.words
    return trouble_in(
        folder.db, master, Content(says.store_id, says.practice, Head(says.sequence, says.head)), at_times
    )


def restore_backup(folder: Path, backup: Path, secret: Secret, now: datetime, told: StepTold = step_untold) -> str:
    """「この控えに戻す」: a new generation of the data folder with the backup's content, named by CURRENT when proved.

    The generation used so far stays in its folder and is never overwritten. The store must be closed. Returns the name
    of the new generation. Raises StoreRefusal, and what `told` raises.
    """
    data, source = DataFolder(folder), GenerationFolder(backup)
    keys = find_keys(source.keys, source.keys).keys
    master, slot = unlock(keys, secret)
    says = _check_files(source, master, told)
    if says.schema > SCHEMA_VERSION:
        raise StoreRefusal(Situation.NEWER_STORE, theirs=says.schema, ours=SCHEMA_VERSION)
    _check_same_store(data, keys.store_id)
    with told_as_refusals():
        folder.mkdir(parents=True, exist_ok=True)
    holder = in_use.take(folder, now)
    try:
        name = data.next_generation()
        with told_as_refusals(), _gone_unless_named(data, name):
            _copy_in(data.generation(name), source, says, master, now, told)
            copy = data.keys_copy(name)
            copy.parent.mkdir(exist_ok=True)
            write_whole(copy, keys.to_bytes())
            # Going back is what the user asked for, so the anchor follows and does not warn.
            moment = now.isoformat(timespec="seconds")
            head = Head(says.sequence, says.head)
            write_anchor(data.anchor, Anchor(keys.store_id, name, slot.slot_id, head, False, moment), master)
            data.write_current(name)
    finally:
        holder.release()
    return name


def prune(into: Path, store_id: str, keeping: Path | None = None) -> list[Path]:
    """Removes the backups of a store that are no longer kept: the newest of each of 12 days, 10 weeks, 9 months stay.

    A damaged backup is left for a person to look at, and so is the one at `keeping`.
    """
    found = [made for made in backups(into, store_id) if made.is_whole]
    kept = kept_of(found)
    gone = [made.path for made in found if made.path not in kept and made.path != keeping]
    for path in gone:
        shutil.rmtree(path, ignore_errors=True)  # a file that a scanner holds open goes next time
    return gone


def kept_of(newest_first: Iterable[Backup]) -> set[Path]:
    """Which backups stay: the newest of each of the last 12 days, 10 weeks and 9 months that have any."""
    found = list(newest_first)
    kept = {made.path for made in found[:1]}
    for most, period in ((KEEP_DAYS, _day), (KEEP_WEEKS, _week), (KEEP_MONTHS, _month)):
        kept |= _newest_of_each(found, most, period)
    return kept


def _newest_of_each(found: list[Backup], most: int, period: Callable[[datetime], tuple[int, ...]]) -> set[Path]:
    newest: dict[tuple[int, ...], Path] = {}
    for made in found:
        newest.setdefault(period(made.made_at), made.path)
    return set(list(newest.values())[:most])


def _day(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month, moment.day)


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> tuple[int, ...]:
    return (moment.year, moment.month)


def _free_name(into: Path, now: datetime) -> Path:
    plain = into / now.strftime(_NAME)
    numbered = (into / f"{plain.name}-{number}" for number in range(2, 1000))
    return next(path for path in (plain, *numbered) if not path.exists())


def _prove(partial: GenerationFolder, master: MasterKey, content: Content, told: StepTold = step_untold) -> None:
    if trouble := trouble_in(partial.db, master, content, lambda: told(RestoreStep.PROVE, 0, 0)):
        raise StoreRefusal(Situation.BAD_BACKUP, reason=trouble)


def _manifest(store: OpenStore, partial: GenerationFolder, name: str, head: Head, now: datetime) -> Manifest:
    identity = store.found.identity
    return Manifest(
        role="backup",
        store_id=identity.store_id,
        epoch=store.found.epoch,
        generation=name,
        schema=SCHEMA_VERSION,
        practice=identity.practice,
        created_at=identity.created_at,
        made_at=now.isoformat(timespec="seconds"),
        sequence=head.sequence,
        head=head.hash,
        files={DB_NAME: file_fact(partial.db, "ledger"), KEYS_NAME: file_fact(partial.keys, "keys")},
    )


def _check_files(folder: GenerationFolder, master: MasterKey, told: StepTold = step_untold) -> Manifest:
    """The manifest. Raises StoreRefusal (BAD_BACKUP) unless the folder is exactly what was written when it was proved."""
    found = read_manifest(folder.manifest)
    if found is None or not found.is_authentic(master) or found.manifest.role != "backup":
        raise StoreRefusal(Situation.BAD_BACKUP, reason="説明ファイルが壊れているか、控えではありません")
    read = _counted(RestoreStep.READ, sum(said.size for said in found.manifest.files.values()), told)
    with told_as_refusals():
        for name, said in found.manifest.files.items():
            if not _is_same(folder.path / name, said, read):
                raise StoreRefusal(Situation.BAD_BACKUP, reason=f"{name} が書いたときとちがいます")
    return found.manifest


def _is_same(path: Path, said: FileFact, read: Callable[[int], None]) -> bool:
    return path.is_file() and file_fact(path, said.role, read) == said


def _counted(step: RestoreStep, total: int, told: StepTold) -> Callable[[int], None]:
    """Takes the bytes of one part after the other, and tells how many of all there were."""
    done = 0

    def part(size: int) -> None:
        nonlocal done
        done += size
        told(step, done, total)

    return part


def _check_same_store(data: DataFolder, store_id: str) -> None:
    """A folder that holds another store must not get this one. Raises StoreRefusal (OTHER_STORE)."""
    for name in data.generations():
        found = read_manifest(data.generation(name).manifest)
        if found is not None and found.manifest.store_id != store_id:
            raise StoreRefusal(Situation.OTHER_STORE)


@contextmanager
def _gone_unless_named(data: DataFolder, name: str) -> Iterator[None]:
    """A generation that failed before CURRENT named it goes again: it must not be taken for the one in use."""
    try:
        yield
    except BaseException:
        if data.read_current() != name:
            shutil.rmtree(data.path / name, ignore_errors=True)
            data.keys_copy(name).unlink(missing_ok=True)
        raise


def _copy_in(
    target: GenerationFolder,
    source: GenerationFolder,
    says: Manifest,
    master: MasterKey,
    now: datetime,
    told: StepTold,
) -> None:
    with partial_generation(target.path) as partial:
        copied = _counted(RestoreStep.COPY, says.files[DB_NAME].size, told)
        write_new(partial.db, _parts(source.db, copied))
        shutil.copyfile(source.keys, partial.keys)
        _prove(partial, master, Content(says.store_id, says.practice, Head(says.sequence, says.head)), told)
        identity = Identity(says.store_id, says.practice, says.created_at)
        manifest = live_manifest(identity, target.path.name, says.epoch, says.schema, now)
        write_manifest(partial.manifest, manifest, master)


def _parts(path: Path, copied: Callable[[int], None]) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while part := stream.read(_CHUNK):
            yield part
            copied(len(part))
