"""parcels.json: what left this PC as a handover package, by when it is to arrive, and what became of it.

It lies beside the store because a sealed store is not written to. It names nobody, and can be read without a key.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import told_as_refusals
from hokatsu_desktop.store.strict_json import (
    MAX_BYTES,
    Json,
    NotStrictJson,
    compact,
    object_at,
    only_keys,
    parse,
    pretty,
    text_at,
)

FORMAT = "hokatsu-desktop-parcels"
MOST = 100  # the oldest make room
_FACTS = frozenset({"sent_on", "due_on", "medium", "outcome", "outcome_on"})


class Outcome(StrEnum):
    """What became of a package that left this PC."""

    OPEN = "open"  # nobody has said yet
    RECEIVED = "received"  # the digits of its receipt were right
    DISCARDED = "discarded"  # received, and then the keys of the store here were discarded
    MISSING = "missing"  # 届いていない
    REPLACED = "replaced"  # a newer package was written instead
    TAKEN_BACK = "taken_back"  # it was not handed over after all


@dataclass(frozen=True)
class Parcel:
    """One package that left this PC."""

    package: str
    sent_on: date
    due_on: date  # the day by which its receipt is to be typed in here
    medium: str = ""  # number of the medium in the register; "" for a share
    outcome: Outcome = Outcome.OPEN
    outcome_on: date | None = None

    def is_overdue(self, on: date) -> bool:
        """Whether the day has come and nobody has said what became of it."""
        return self.outcome is Outcome.OPEN and self.due_on <= on


def parcels_path(data: DataFolder) -> Path:
    """The file of a data folder."""
    return data.path / "parcels.json"


def parcels_of(store: OpenStore) -> list[Parcel]:
    """The packages that left this PC, oldest first; none if the file is missing, damaged or of another hand."""
    found = read_parcels(parcels_path(store.folder))
    if found is None or not hmac.compare_digest(found[1].encode(), _mac(_content(found[0]), store.chain_key).encode()):
        return []
    return found[0]


def read_parcels(path: Path) -> tuple[list[Parcel], str] | None:
    """The packages in a file and its MAC, not yet proved authentic; None if it is missing or damaged."""
    try:
        source = parse(read_bounded(path, MAX_BYTES))
        only_keys(source, frozenset({"format", "parcels", "mac"}))
        if text_at(source, "format") != FORMAT:
            return None
        parcels = object_at(source, "parcels")
        return sorted(
            (_parcel(name, object_at(parcels, name)) for name in parcels), key=lambda one: (one.sent_on, one.package)
        ), text_at(source, "mac")
    except (OSError, ValueError):
        return None


def note_sent(store: OpenStore, parcel: Parcel) -> None:
    """A package leaves this PC; one that nobody has spoken for until now is replaced by it. Raises StoreRefusal."""
    earlier = [
        replace(one, outcome=Outcome.REPLACED, outcome_on=parcel.sent_on)
        if one.outcome in (Outcome.OPEN, Outcome.MISSING)
        else one
        for one in parcels_of(store)
        if one.package != parcel.package
    ]
    _write(store, [*earlier, parcel])


def note_outcome(store: OpenStore, parcel: Parcel, outcome: Outcome, on: date) -> None:
    """What became of a package. Raises StoreRefusal."""
    others = [one for one in parcels_of(store) if one.package != parcel.package]
    _write(store, [*others, replace(parcel, outcome=outcome, outcome_on=on)])


def _write(store: OpenStore, parcels: Sequence[Parcel]) -> None:
    kept = sorted(parcels, key=lambda one: (one.sent_on, one.package))[-MOST:]
    content = _content(kept)
    with told_as_refusals():
        write_whole(parcels_path(store.folder), pretty({**content, "mac": _mac(content, store.chain_key)}))


def _content(parcels: Sequence[Parcel]) -> Json:
    return {"format": FORMAT, "parcels": {one.package: _facts(one) for one in parcels}}


def _facts(parcel: Parcel) -> Json:
    return {
        "sent_on": parcel.sent_on.isoformat(),
        "due_on": parcel.due_on.isoformat(),
        "medium": parcel.medium,
        "outcome": parcel.outcome.value,
        "outcome_on": parcel.outcome_on.isoformat() if parcel.outcome_on else "",
    }


def _parcel(name: str, source: Json) -> Parcel:
    only_keys(source, _FACTS)
    if not name.startswith("HIKITSUGI_") or len(name) > 40:
        raise NotStrictJson("name")
    said = text_at(source, "outcome_on", 10)
    return Parcel(
        package=name,
        sent_on=date.fromisoformat(text_at(source, "sent_on", 10)),
        due_on=date.fromisoformat(text_at(source, "due_on", 10)),
        medium=text_at(source, "medium", 80),
        outcome=Outcome(text_at(source, "outcome")),
        outcome_on=date.fromisoformat(said) if said else None,
    )


def _mac(content: Json, chain_key: bytes) -> str:
    """With the key of the change log, which stays the same when the keys are renewed."""
    return hmac.new(chain_key, compact(content), hashlib.sha256).hexdigest()
