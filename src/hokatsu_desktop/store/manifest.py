"""manifest.json: what a generation folder says about itself, readable without a key, authentic with one."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME
from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.identity import Identity
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.strict_json import (
    MAX_BYTES,
    Json,
    NotStrictJson,
    compact,
    flag_at,
    number_at,
    object_at,
    only_keys,
    parse,
    pretty,
    text_at,
)

FORMAT = "hokatsu-desktop-generation"
VERSION = 1
_KEYS = frozenset(
    {"format", "version", "role", "store", "epoch", "generation", "schema", "practice", "created_at", "made_at"}
    | {"sequence", "head", "files", "mac"}
)
_CASES = "cases"  # there in backups only
_CHUNK = 1 << 20

Role = Literal["live", "backup", "package"]
_ROLES: dict[str, Role] = {"live": "live", "backup": "backup", "package": "package"}


@dataclass(frozen=True)
class FileFact:
    """One file of a generation. Size (bytes) and SHA-256 (hex) are 0 and "" for the live store, which keeps changing."""

    role: str
    size: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Manifest:
    """The facts of a generation folder. Times are ISO 8601 with zone."""

    role: Role
    store_id: str
    epoch: int
    generation: str
    schema: int
    practice: bool
    created_at: str  # of the store
    made_at: str  # of this folder; for a backup it is written only after the check has passed
    sequence: int = 0  # head of the change log when a backup or a package was made
    head: str = ""
    files: dict[str, FileFact] = field(default_factory=dict)
    cases: int | None = None  # how many cases a backup holds; None where nobody counted them

    def content(self) -> Json:
        """What the MAC is taken over."""
        counted = {} if self.cases is None else {_CASES: self.cases}
        return {
            **counted,
            "format": FORMAT,
            "version": VERSION,
            "role": self.role,
            "store": self.store_id,
            "epoch": self.epoch,
            "generation": self.generation,
            "schema": self.schema,
            "practice": self.practice,
            "created_at": self.created_at,
            "made_at": self.made_at,
            "sequence": self.sequence,
            "head": self.head,
            "files": {name: vars(fact) for name, fact in self.files.items()},
        }

    def to_bytes(self, master: MasterKey) -> bytes:
        """The file's bytes, with the MAC that only the holder of the master key can make."""
        return pretty({**self.content(), "mac": _mac(self.content(), master)})


def live_manifest(identity: Identity, name: str, epoch: int, schema: int, now: datetime) -> Manifest:
    """The manifest of a live generation, from what is inside its encrypted file. `now` needs a zone."""
    return Manifest(
        role="live",
        store_id=identity.store_id,
        epoch=epoch,
        generation=name,
        schema=schema,
        practice=identity.practice,
        created_at=identity.created_at,
        made_at=now.isoformat(timespec="seconds"),
        files={DB_NAME: FileFact("ledger"), KEYS_NAME: FileFact("keys")},
    )


@dataclass(frozen=True)
class ReadManifest:
    """A manifest as found, before or after it was proved authentic."""

    manifest: Manifest
    mac: str

    def is_authentic(self, master: MasterKey) -> bool:
        """Whether the holder of this master key wrote it."""
        return hmac.compare_digest(self.mac.encode(), _mac(self.manifest.content(), master).encode())


def read_manifest(path: Path) -> ReadManifest | None:
    """The manifest in a file, or None if it is missing or damaged. Not yet proved authentic."""
    try:
        return _from_json(parse(read_bounded(path, MAX_BYTES)))
    except (OSError, NotStrictJson):
        return None


def write_manifest(path: Path, manifest: Manifest, master: MasterKey) -> None:
    """Writes the file in one step. Raises OSError."""
    write_whole(path, manifest.to_bytes(master))


def file_fact(path: Path, role: str, at_part: Callable[[int], None] = lambda _bytes: None) -> FileFact:
    """Size and SHA-256 of a file as it lies on the disk; `at_part` is called with the bytes of each part. Raises OSError."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as stream:
        while part := stream.read(_CHUNK):
            digest.update(part)
            size += len(part)
            at_part(len(part))
    return FileFact(role, size, digest.hexdigest())


def _from_json(source: Json) -> ReadManifest:
    only_keys(source, _KEYS | ({_CASES} & source.keys()))
    if text_at(source, "format") != FORMAT:
        raise NotStrictJson("format")
    number_at(source, "version", VERSION, VERSION)
    role = _ROLES.get(text_at(source, "role"))
    if role is None:
        raise NotStrictJson("role")
    manifest = Manifest(
        role=role,
        store_id=text_at(source, "store", 36),
        epoch=number_at(source, "epoch", 1, 1_000_000),
        generation=text_at(source, "generation", 40),
        schema=number_at(source, "schema", 1, 1_000_000),
        practice=flag_at(source, "practice"),
        created_at=text_at(source, "created_at", 40),
        made_at=text_at(source, "made_at", 40),
        sequence=number_at(source, "sequence", 0, 1 << 53),
        head=text_at(source, "head", 64),
        files={name: _fact(object_at(object_at(source, "files"), name)) for name in object_at(source, "files")},
        cases=number_at(source, _CASES, 0, 1 << 53) if _CASES in source else None,
    )
    return ReadManifest(manifest, text_at(source, "mac"))


def _fact(source: Json) -> FileFact:
    only_keys(source, frozenset({"role", "size", "sha256"}))
    return FileFact(text_at(source, "role"), number_at(source, "size", 0, 1 << 53), text_at(source, "sha256", 64))


def _mac(content: Json, master: MasterKey) -> str:
    return hmac.new(master.derive(KeyUse.MANIFEST), compact(content), hashlib.sha256).hexdigest()
