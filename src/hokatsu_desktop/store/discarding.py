"""鍵の廃棄: after a handover has arrived, the keys of the store on this PC go first, then what they opened."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from hokatsu_desktop.japanese.date_words import plain
from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.key_file import key_file_from_bytes
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.parcels import Outcome, parcels_path, read_parcels
from hokatsu_desktop.store.refusals import StoreRefusal, told_as_refusals
from hokatsu_desktop.store.strict_json import MAX_BYTES, NotStrictJson

_DISCARDED = (
    "このパソコンの台帳は引き継がれ、{on}に鍵を廃棄しました（パッケージ {package}）。{opens}"
    "続きは、引継ぎを受けた方の台帳にあります。このパソコンで始めるときは「新しく作る」か「引継ぎを受け取る」を押してください。"
)
_NOBODY = "もう、だれにも開けません。"
_LEFT = (
    "ただし、次の場所の控えは鍵を廃棄できず、まだ開けます：{places}。"
    "その場所につながることを確かめ、情報担当に、控えのフォルダーを消してもらってください。"
)
LEFT_NAME = "kagi-nokori.txt"
_KEYS = "*.keys*"


def copies_to_discard(store: OpenStore, places: Iterable[Path]) -> list[Path]:
    """The generations of this PC and the backups in these places, as far as the places are there. All open with our keys."""
    data = store.folder
    found = [data.path / name for name in data.generations()]
    for place in places:
        with suppress(StoreRefusal):
            found += [made.path for made in backups(place, store.store_id)]
    return found


def discard_when_closed(store: OpenStore, copies: Iterable[Path]) -> None:
    """As soon as nothing holds the files, the keys of these copies are discarded, and then their files."""
    data, chosen = store.folder, list(copies)
    store.when_closed(lambda: discard_keys(data, chosen))


def discard_keys(data: DataFolder, copies: Iterable[Path]) -> None:
    """All keys first, those of the store in use last, and then what they opened. Raises StoreRefusal.

    So the power may go at any time: either the store still opens, and is discarded once more, or nothing of this folder
    does. A place elsewhere that does not let its keys go keeps its copies, and is named at the next start.
    Overwriting is for disks that keep a file in its place; no promise is made about what is left on an SSD.
    """
    chosen = list(copies)
    with told_as_refusals():
        left = [
            path for path in chosen if not path.is_relative_to(data.path) and not _lets_go(GenerationFolder(path).keys)
        ]
        _note_left(data, sorted({str(path.parent) for path in left}))
        for path in _own_keys(data):
            _overwrite(path)
        data.current.unlink(missing_ok=True)
        data.anchor.unlink(missing_ok=True)
        for path in chosen:
            if path.is_dir() and path not in left:
                shutil.rmtree(path)


def words_of_discarded(data: DataFolder) -> str:
    """What to say of a folder whose store was handed over and its keys discarded; "" for any other.

    The word for it is written down while the store is still open, so it is believed only where no key is left.
    """
    found = read_parcels(parcels_path(data))
    last = found[0][-1] if found is not None and found[0] else None
    if last is None or last.outcome is not Outcome.DISCARDED or last.outcome_on is None or _has_key(data):
        return ""
    left = _places_left(data)
    words = _LEFT.format(places="、".join(left)) if left else _NOBODY
    return _DISCARDED.format(on=plain(last.outcome_on), package=last.package, opens=words)


def _own_keys(data: DataFolder) -> list[Path]:
    """Every file with keys below the folder, also what a cut left beside them; those of the store in use come last."""
    name = data.read_current()
    last = (data.generation(name).keys, data.keys_copy(name)) if name else ()
    others = sorted(path for path in data.path.rglob(_KEYS) if path not in last)
    return [*others, *last]


def _has_key(data: DataFolder) -> bool:
    return any(_opens(path) for path in data.path.rglob(_KEYS))


def _opens(path: Path) -> bool:
    """Whether there are key slots in a file, or it cannot be said that there are none."""
    try:
        key_file_from_bytes(read_bounded(path, MAX_BYTES))
    except (FileNotFoundError, NotStrictJson):
        return False
    except (OSError, StoreRefusal):
        return True
    return True


def _note_left(data: DataFolder, places: list[str]) -> None:
    note = data.path / LEFT_NAME
    if places:
        write_whole(note, "\n".join(places).encode("utf-8", "surrogateescape"))
    else:
        note.unlink(missing_ok=True)


def _places_left(data: DataFolder) -> list[str]:
    """Where copies stayed with their keys, when the store here was discarded."""
    try:
        return read_bounded(data.path / LEFT_NAME, MAX_BYTES).decode("utf-8", "surrogateescape").splitlines()
    except FileNotFoundError:
        return []


def _lets_go(path: Path) -> bool:
    """Whether the key of a copy is gone now; a share may be away, or to read only."""
    if not path.parent.parent.is_dir():
        return False
    try:
        _overwrite(path)
    except OSError:
        return False
    return True


def _overwrite(path: Path) -> None:
    if not path.is_file():
        return
    with path.open("r+b") as stream:
        stream.write(bytes(path.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())
    path.unlink()
