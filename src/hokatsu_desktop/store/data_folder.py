"""The data folder: CURRENT, the generation folders g0001, g0002, …, the second copies of the keys, the anchor."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from hokatsu_desktop.store.durable_files import read_bounded, write_whole

DB_NAME = "store.db"
KEYS_NAME = "store.keys"
MANIFEST_NAME = "manifest.json"
BACKUPS_NAME = "hikae"
SALVAGED_NAME = "sukui"
_GENERATION = re.compile(r"g(\d{4})")
_MOST_BYTES = 200


def backups_folder(data_folder: Path) -> Path:
    """Where the backups of a data folder lie unless somebody chose another place."""
    return data_folder / BACKUPS_NAME


def salvaged_folder(data_folder: Path) -> Path:
    """Where what was saved of a damaged store lies; each is of the shape of a backup."""
    return data_folder / SALVAGED_NAME


@dataclass(frozen=True)
class GenerationFolder:
    """One generation: a live store, an earlier one, or a backup. All have the same shape."""

    path: Path

    @property
    def db(self) -> Path:
        """The encrypted file."""
        return self.path / DB_NAME

    @property
    def keys(self) -> Path:
        """The key slots."""
        return self.path / KEYS_NAME

    @property
    def manifest(self) -> Path:
        """What the folder says about itself."""
        return self.path / MANIFEST_NAME


@dataclass(frozen=True)
class DataFolder:
    """Where the store of an office lives on this PC."""

    path: Path

    @property
    def current(self) -> Path:
        """The one-line file that names the generation in use."""
        return self.path / "CURRENT"

    @property
    def anchor(self) -> Path:
        """The last known head of the change log, kept outside the generations."""
        return self.path / "anchor.json"

    def generation(self, name: str) -> GenerationFolder:
        """The folder of a generation, whether it exists or not."""
        return GenerationFolder(self.path / name)

    def keys_copy(self, name: str) -> Path:
        """The second copy of a generation's key slots."""
        return self.path / "keys-copy" / f"{name}.keys"

    def generations(self) -> list[str]:
        """The names of the finished generation folders, oldest first."""
        if not self.path.is_dir():
            return []
        return sorted(p.name for p in self.path.iterdir() if p.is_dir() and _GENERATION.fullmatch(p.name))

    def next_generation(self) -> str:
        """A name that no generation has had yet."""
        names = self.generations()
        return f"g{int(names[-1][1:]) + 1:04d}" if names else "g0001"

    def read_current(self) -> str:
        """The name in CURRENT, or "" if the file is missing, damaged, or names a folder that is not there."""
        try:
            name = name_in_current(read_bounded(self.current, _MOST_BYTES))
        except OSError:
            return ""
        return name if name in self.generations() else ""

    def write_current(self, name: str) -> None:
        """Makes a generation the one in use, in one step. Raises OSError."""
        write_whole(self.current, current_line(name))


def current_line(name: str) -> bytes:
    """The content of CURRENT: the name and a short digest of it, so that a flipped bit never names another folder."""
    return f"{name} {_digest(name)}\n".encode()


def name_in_current(data: bytes) -> str:
    """The generation named in these bytes, or "" if they are damaged."""
    name = data[:5].decode("ascii", "replace")
    return name if _GENERATION.fullmatch(name) and data == current_line(name) else ""


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]
