"""鍵の廃棄: after a handover has arrived, the keys of the store on this PC go first, then what they opened."""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from hokatsu_desktop.japanese.date_words import plain
from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.data_folder import DataFolder, GenerationFolder
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.parcels import Outcome, parcels_path, read_parcels
from hokatsu_desktop.store.refusals import StoreRefusal, told_as_refusals

_DISCARDED = (
    "このパソコンの台帳は引き継がれ、{on}に鍵を廃棄しました（パッケージ {package}）。もう、だれにも開けません。"
    "続きは、引継ぎを受けた方の台帳にあります。このパソコンで始めるときは「新しく作る」か「引継ぎを受け取る」を押してください。"
)


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
    """All keys first, so that what a failure leaves behind opens for nobody. Raises StoreRefusal.

    Overwriting is for disks that keep a file in its place; no promise is made about what is left on an SSD.
    """
    chosen = list(copies)
    with told_as_refusals():
        keys = {GenerationFolder(path).keys for path in chosen} | set(data.path.rglob("*.keys"))
        for path in sorted(keys):
            _overwrite(path)
        data.current.unlink(missing_ok=True)
        data.anchor.unlink(missing_ok=True)
        for path in chosen:
            if path.is_dir():
                shutil.rmtree(path)


def words_of_discarded(data: DataFolder) -> str:
    """What to say of a folder whose store was handed over and its keys discarded; "" for any other."""
    found = read_parcels(parcels_path(data))
    last = found[0][-1] if found is not None and found[0] else None
    if last is None or last.outcome is not Outcome.DISCARDED or last.outcome_on is None or data.generations():
        return ""
    return _DISCARDED.format(on=plain(last.outcome_on), package=last.package)


def _overwrite(path: Path) -> None:
    if not path.is_file():
        return
    with path.open("r+b") as stream:
        stream.write(bytes(path.stat().st_size))
        stream.flush()
        os.fsync(stream.fileno())
    path.unlink()
