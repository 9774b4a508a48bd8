"""The second place of backups (another disk, a share): each backup goes there too, copied whole and read back.

It works without a key, so that a process which holds none can do it after the store was closed. What it found is kept in
a small file beside the store, because it is about this PC and because the store is closed then.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from hokatsu_desktop.store.backup import Backup, backups, prune, read_backup
from hokatsu_desktop.store.building import partial_generation
from hokatsu_desktop.store.data_folder import MANIFEST_NAME, DataFolder, GenerationFolder
from hokatsu_desktop.store.durable_files import forget_cached, read_bounded, write_new, write_whole
from hokatsu_desktop.store.durable_files import replace as move
from hokatsu_desktop.store.manifest import ReadManifest, file_fact, read_manifest
from hokatsu_desktop.store.medium import check_medium, medium_troubles
from hokatsu_desktop.store.refusals import Situation, StoreRefusal, refusal_for_os_error, told_as_refusals
from hokatsu_desktop.store.strict_json import MAX_BYTES, NotStrictJson, only_keys, parse, pretty, text_at

FILE_NAME = "second-place.json"
_FORMAT = "hokatsu-desktop-second-place"
_KEYS = frozenset({"format", "path", "copied_at", "away_since", "reason"})
_CHUNK = 1 << 20
_LONGEST_PATH = 1000
_NAME = "フォルダーの名前が長すぎるか、書きとめられない文字が入っています"
_WHY = {
    Situation.MEDIUM_GONE: "見つかりません",
    Situation.MEDIUM_FULL: "空きが足りません",
    Situation.DISK_FULL: "空きが足りません",
    Situation.MEDIUM_READ_ONLY: "書き込めないようになっています",
    Situation.READ_ONLY: "書き込めないようになっています",
    Situation.MEDIUM_FILE_LIMIT: "4GB以上のファイルを置けない形式です",
    Situation.MEDIUM_IS_STORE: "台帳や控えのあるフォルダーです",
    Situation.MEDIUM_SYNCED: "外部と同期するフォルダーで、控えが庁外に出てしまいます",
    Situation.PACKAGE_THERE: "引継ぎパッケージのフォルダーです",
    Situation.BAD_BACKUP: "書いたものを読み直すと、ちがっていました",
}


@dataclass(frozen=True)
class SecondPlace:
    """Where backups go besides, and how that stands. Times are ISO 8601 with zone."""

    path: Path
    copied_at: str = ""  # when it was last seen to hold the newest backup
    away_since: str = ""  # since when it cannot be written to; "" while all is well
    reason: str = ""  # why, in words for the user


def second_place(data: DataFolder) -> SecondPlace | None:
    """The second place of this PC; None if none was chosen, or the note of it cannot be read."""
    try:
        source = parse(read_bounded(data.path / FILE_NAME, MAX_BYTES))
        only_keys(source, _KEYS)
        if text_at(source, "format") != _FORMAT:
            return None
        return SecondPlace(
            Path(text_at(source, "path", _LONGEST_PATH)),
            text_at(source, "copied_at", 40),
            text_at(source, "away_since", 40),
            text_at(source, "reason"),
        )
    except (OSError, NotStrictJson):
        return None


def choose_second_place(data: DataFolder, path: Path) -> SecondPlace:
    """From now on backups go to this folder too. Raises StoreRefusal for a folder that will not do."""
    chosen = SecondPlace(path.absolute())
    if reason := place_trouble(data, chosen.path):
        raise StoreRefusal(Situation.BACKUP_PLACE, reason=reason)
    _write(data, chosen)
    return chosen


def place_trouble(data: DataFolder, path: Path) -> str:
    """Why a folder will not do as second place, in few words; "" if it will. An empty file is put there on trial."""
    if not _can_be_noted(str(path)):
        return _NAME
    try:
        check_medium(path, data, 0)
    except StoreRefusal as refusal:
        return why(refusal)
    return ""


def forget_second_place(data: DataFolder) -> None:
    """Backups go to no second place any more; what lies there stays. Raises StoreRefusal."""
    with told_as_refusals():
        (data.path / FILE_NAME).unlink(missing_ok=True)


def bring_up_to_date(data: DataFolder, usual: Path, now: datetime) -> SecondPlace | None:
    """Copies the backups in `usual` that are newer than the newest at the second place; of none there only the newest.

    A place that cannot be reached is written down with the day since when, and raises nothing. None without a second
    place, or while another process is at it. Raises StoreRefusal for trouble with the folder of this PC.
    """
    chosen = second_place(data)
    if chosen is None:
        return None
    moment = now.isoformat(timespec="seconds")
    try:
        with FileLock(data.path / "second-place.lock", timeout=0, fallback_to_soft=False):
            try:
                _copy_missing(usual, chosen.path)
                found = SecondPlace(chosen.path, copied_at=moment)
            except StoreRefusal as refusal:
                found = replace(chosen, away_since=chosen.away_since or moment, reason=why(refusal))
            if second_place(data) != chosen:  # chosen anew meanwhile
                return None
            _write(data, found)
            return found
    except Timeout:
        return None
    except OSError as error:  # of the lock: the copying tells its own
        raise refusal_for_os_error(error) from error


def why(refusal: StoreRefusal) -> str:
    """Why a second place will not do, in few words."""
    return _WHY.get(refusal.situation, "読み書きできません")


def copy_backup(made: Backup, into: Path) -> Backup:
    """A copy of a backup in another folder, read back past the cache against what was proved. Raises StoreRefusal."""
    says = read_manifest(GenerationFolder(made.path).manifest)
    if says is None:
        raise StoreRefusal(Situation.BAD_BACKUP, reason="説明ファイルが壊れています")
    with partial_generation(into / made.path.name) as partial:
        for name in (*says.manifest.files, MANIFEST_NAME):
            _copy_file(made.path / name, partial.path / name)
        _prove(partial, says)
    copied = read_backup(into / made.path.name)
    if copied is None or not copied.is_whole:
        raise StoreRefusal(Situation.BAD_BACKUP, reason="書いたものを読み直せません")
    return copied


def _can_be_noted(path: str) -> bool:
    """Whether the path can be written down and read again; a name of another system may not be Unicode."""
    try:
        return len(path) <= _LONGEST_PATH and bool(path.encode())
    except UnicodeEncodeError:
        return False


def _copy_missing(usual: Path, into: Path) -> None:
    mine = [made for made in backups(usual) if made.is_whole]
    if not mine:
        return
    store_id, size = mine[0].store_id, mine[0].size
    with medium_troubles(size):
        if not into.is_dir():
            raise StoreRefusal(Situation.MEDIUM_GONE)
        there = [made for made in backups(into, store_id) if made.is_whole]
        missing = [made for made in mine if made.made_at > there[0].made_at] if there else mine[:1]
        for made in reversed(missing):
            _put_aside(into / made.path.name)
            copy_backup(made, into)
        prune(into, store_id)


def _put_aside(ruined: Path) -> None:
    """What lies in the way of a copy was ruined there; it stays for a person to look at. Raises OSError."""
    if ruined.exists():
        names = (ruined.with_name(f"{ruined.name}-damaged{number}") for number in ("", *range(2, 1000)))
        move(ruined, next(path for path in names if not path.exists()))


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as stream:
        write_new(target, iter(lambda: stream.read(_CHUNK), b""))


def _prove(partial: GenerationFolder, says: ReadManifest) -> None:
    for name, fact in says.manifest.files.items():
        forget_cached(partial.path / name)
        if file_fact(partial.path / name, fact.role) != fact:
            raise StoreRefusal(Situation.BAD_BACKUP, reason=f"{name} が書いたものとちがいます")
    if read_manifest(partial.manifest) != says:
        raise StoreRefusal(Situation.BAD_BACKUP, reason="説明ファイルが書いたものとちがいます")


def _write(data: DataFolder, place: SecondPlace) -> None:
    content = {
        "format": _FORMAT,
        "path": str(place.path),
        "copied_at": place.copied_at,
        "away_since": place.away_since,
        "reason": place.reason,
    }
    with told_as_refusals():
        write_whole(data.path / FILE_NAME, pretty(content))
