"""The anchor: the last known head of the change log, kept outside the store, so that a store set back is noticed."""

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from hokatsu_desktop.store.chain import Head, hash_at, head_of
from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.keys import KeyUse, MasterKey
from hokatsu_desktop.store.strict_json import (
    MAX_BYTES,
    Json,
    NotStrictJson,
    compact,
    flag_at,
    number_at,
    only_keys,
    parse,
    pretty,
    text_at,
)

FORMAT = "hokatsu-desktop-anchor"
_KEYS = frozenset({"format", "store", "generation", "slot", "sequence", "head", "closed", "written_at", "mac"})


@dataclass(frozen=True)
class Anchor:
    """What was last known of a store on this PC."""

    store_id: str
    generation: str
    slot: str  # the slot opened last, tried first next time
    head: Head
    closed: bool  # whether the program closed the store in order
    written_at: str

    def content(self) -> Json:
        """What the MAC is taken over."""
        return {
            "format": FORMAT,
            "store": self.store_id,
            "generation": self.generation,
            "slot": self.slot,
            "sequence": self.head.sequence,
            "head": self.head.hash,
            "closed": self.closed,
            "written_at": self.written_at,
        }


@dataclass(frozen=True)
class FoundAnchor:
    """An anchor as found, not yet proved authentic."""

    anchor: Anchor
    mac: str

    def is_authentic(self, master: MasterKey, store_id: str) -> bool:
        """Whether it was written for this store by a holder of its master key."""
        right = hmac.compare_digest(self.mac.encode(), _mac(self.anchor.content(), master).encode())
        return right and self.anchor.store_id == store_id


def read_anchor(path: Path) -> FoundAnchor | None:
    """The anchor in a file, or None if it is missing or damaged."""
    try:
        source = parse(read_bounded(path, MAX_BYTES))
        only_keys(source, _KEYS)
        if text_at(source, "format") != FORMAT:
            return None
        anchor = Anchor(
            store_id=text_at(source, "store", 36),
            generation=text_at(source, "generation", 40),
            slot=text_at(source, "slot", 36),
            head=Head(number_at(source, "sequence", 0, 1 << 53), text_at(source, "head", 64)),
            closed=flag_at(source, "closed"),
            written_at=text_at(source, "written_at", 40),
        )
        return FoundAnchor(anchor, text_at(source, "mac"))
    except (OSError, NotStrictJson):
        return None


def write_anchor(path: Path, anchor: Anchor, master: MasterKey) -> None:
    """Writes the file in one step. Raises OSError."""
    write_whole(path, pretty({**anchor.content(), "mac": _mac(anchor.content(), master)}))


@dataclass(frozen=True)
class Lineage:
    """How a store stands to its anchor. `behind` links are missing; `forked` means it went another way."""

    behind: int = 0
    forked: bool = False


def lineage(connection: RawConnection, anchored: Head) -> Lineage:
    """Whether the store's change log still contains the anchored head."""
    now = head_of(connection)
    if now.sequence < anchored.sequence:
        return Lineage(behind=anchored.sequence - now.sequence)
    return Lineage(forked=hash_at(connection, anchored.sequence) != anchored.hash)


def _mac(content: Json, master: MasterKey) -> str:
    return hmac.new(master.derive(KeyUse.ANCHOR), compact(content), hashlib.sha256).hexdigest()
