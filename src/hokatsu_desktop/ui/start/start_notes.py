"""What this PC remembers before anything is unlocked: where the store lies and how large the letters are."""

import json
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from hokatsu_desktop.store.durable_files import read_bounded, write_whole

_PROGRAM = "HokatsuDesk"
_NOTES_NAME = "start.json"
_PORTABLE_NAME = "portable.txt"
_MOST_BYTES = 10_000


@dataclass(frozen=True)
class StartNotes:
    """Nothing here names a person or a household; the folder is empty until a store was made or chosen."""

    folder: str = ""
    zoom: int = 100  # per cent
    quick: tuple[str, ...] = ()  # ids of the key slots for which the keyring is asked at all: it may ask back


def read_notes() -> StartNotes:
    """The notes of this user on this PC; the usual values when there are none or they cannot be read."""
    try:
        kept: Any = json.loads(read_bounded(_notes_path(), _MOST_BYTES).decode("utf-8"))
    except (OSError, ValueError):
        return StartNotes()
    if not isinstance(kept, dict):
        return StartNotes()
    folder, zoom, quick = kept.get("folder"), kept.get("zoom"), kept.get("quick")
    return StartNotes(
        folder if isinstance(folder, str) else "",
        zoom if isinstance(zoom, int) else 100,
        tuple(one for one in quick if isinstance(one, str)) if isinstance(quick, list) else (),
    )


def remember_folder(folder: Path) -> None:
    """The store in this folder is the one to open from now on."""
    _write(replace(read_notes(), folder=str(folder.absolute())))


def remember_zoom(zoom: int) -> None:
    """The lock screen uses this letter size (per cent) from now on."""
    _write(replace(read_notes(), zoom=zoom))


def remember_quick(slot_id: str, *, on: bool) -> None:
    """Whether a short number was chosen on this PC for the key slot of this id."""
    notes = read_notes()
    others = tuple(one for one in notes.quick if one != slot_id)
    _write(replace(notes, quick=(*others, slot_id) if on else others))


def usual_folder() -> Path:
    """Where a new store is suggested: the user's own data folder, or beside the program in a portable installation."""
    return _data_root() / "daicho"


def practice_folder() -> Path:
    """Where the practice town lives."""
    return _data_root() / "renshu"


def portable_root() -> Path | None:
    """The program's folder if a file portable.txt lies beside the bundled program; None otherwise."""
    if not getattr(sys, "frozen", False):
        return None
    folder = Path(sys.executable).resolve().parent
    return folder if (folder / _PORTABLE_NAME).is_file() else None


def _data_root() -> Path:
    if portable := portable_root():
        return portable / "data"
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM, appauthor=False)


def notes_folder() -> Path:
    """Where this PC keeps what it must know without a store."""
    if portable := portable_root():
        return portable / "data"
    from platformdirs import user_config_path

    return user_config_path(_PROGRAM, appauthor=False)


def _notes_path() -> Path:
    return notes_folder() / _NOTES_NAME


def _write(notes: StartNotes) -> None:
    """A PC that forgets these notes asks for the folder again, so failing to write them stops nobody."""
    path = _notes_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(asdict(notes), ensure_ascii=False, indent=1).encode("utf-8"))
