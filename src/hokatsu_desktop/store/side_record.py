"""The side record: what must be known of a lost medium or PC while the store is locked or gone, and names nobody.

It lies beside the store in clear, so that it holds counts, days and methods only. It is a note for people, not a proof.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from hokatsu_desktop.store.durable_files import read_bounded, write_whole
from hokatsu_desktop.store.strict_json import MAX_BYTES, Json, NotStrictJson, number_at, parse, pretty, text_at

FORMAT = "hokatsu-desktop-side-record"
NAME = "side-record.json"
STORE = ""  # stands for the store on this PC itself
STORE_PROTECTION = (
    "SQLCipher（AES-256、HMAC-SHA512）で暗号化。鍵は合言葉ごとにArgon2idで作り、AES-256-GCMで包んでいます。"
)
PACKAGE_PROTECTION = (
    "このパッケージだけの鍵で暗号化（SQLCipher：AES-256、HMAC-SHA512）。鍵は128ビットの引継ぎコードからArgon2idで作り、"
    "AES-256-GCMで包んでいます。"
)
_MOST_ENTRIES = 60
_MOST_NUMBER = 10_000_000


@dataclass(frozen=True)
class SideFact:
    """One thing that holds records: the store on this PC, or a package on a medium."""

    package: str = STORE
    made_on: str = ""  # ISO date
    persons: int = 0
    cases: int = 0
    sensitive: bool = False
    protection: str = STORE_PROTECTION
    medium_number: str = ""
    medium_route: str = ""  # list handover_route
    code_route: str = ""  # list handover_route
    last_seen: str = ""  # what the program saw last, in words


def side_facts(*folders: Path) -> list[SideFact]:
    """What the side records in these folders say, newest first, the store on this PC last; what cannot be read is nothing."""
    found: dict[str, SideFact] = {}
    for folder in folders:
        for fact in _read(folder / NAME):
            found.setdefault(fact.package, fact)
    packages = sorted((one for one in found.values() if one.package), key=lambda one: one.made_on, reverse=True)
    return [*packages, *(one for one in found.values() if not one.package)]


def keep_side_fact(fact: SideFact, *folders: Path) -> None:
    """Writes a fact into each folder's side record, in the place of an earlier one of the same thing.

    Trouble with the disk stops nobody: this is a note, and the next one is written at the next lock.
    """
    for folder in folders:
        path = folder / NAME
        others = [one for one in _read(path) if one.package != fact.package]
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, _bytes_of([fact, *others][:_MOST_ENTRIES]))


def _read(path: Path) -> list[SideFact]:
    try:
        content = parse(read_bounded(path, MAX_BYTES))
        entries = content.get("entries")
        if text_at(content, "format") != FORMAT or not isinstance(entries, list):
            return []
        return [_fact(entry) for entry in entries if isinstance(entry, dict)]
    except (OSError, NotStrictJson):
        return []


def _fact(entry: Json) -> SideFact:
    return SideFact(
        **{one.name: text_at(entry, one.name, 400) for one in fields(SideFact) if one.type is str},
        persons=number_at(entry, "persons", 0, _MOST_NUMBER),
        cases=number_at(entry, "cases", 0, _MOST_NUMBER),
        sensitive=entry.get("sensitive") is True,
    )


def _bytes_of(facts: Iterable[SideFact]) -> bytes:
    return pretty({"format": FORMAT, "entries": [asdict(one) for one in facts]})


def day_of(fact: SideFact) -> date | None:
    """The day it was made on."""
    with suppress(ValueError):
        return date.fromisoformat(fact.made_on)
    return None
