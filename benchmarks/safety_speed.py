"""Commit, proof, backup and handover package of large stores beside other ways; a log of a million links."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import cast

from benchmarks.bulk_store import clock, open_filled
from benchmarks.figure import Figure
from benchmarks.programs import PASSPHRASE
from benchmarks.rounds import by_turns
from benchmarks.safety_peers import Peer, Taken, peers, taken_by
from benchmarks.store_speed import save_words
from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.acts import link_hash
from hokatsu_desktop.store.backup import back_up
from hokatsu_desktop.store.chain import first_broken_link, head_of
from hokatsu_desktop.store.connection import RawConnection
from hokatsu_desktop.store.identity import chain_key_of
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.package import write_package
from hokatsu_desktop.store.package_check import verify_package
from hokatsu_desktop.store.replay import Values, rows_there
from hokatsu_desktop.store.verify import verify_backup, verify_open_store

MEGABYTES = (100, 1000)
HOUSEHOLDS_A_MEGABYTE = 30
FEWEST_HOUSEHOLDS = 1_000  # among them are the cases under way whose notes are saved
MOST_HOUSEHOLDS = 3_000  # the rest of a larger store are papers of others, as scanned
PAPER_BYTES = 400_000
ROUNDS, ROUNDS_LARGE = 2, 1
PACKAGE_LIMIT_SECONDS = 180.0  # a package of 107 MB, written and rehearsed
PROOF_LIMIT_SECONDS = 5.0  # of 107 MB
LINKS = 1_000_000
LINKS_LIMIT_SECONDS = 20.0
Tell = Callable[[str], None]
Act = Callable[[], None]


def measure_safety(folder: Path, sizes: Sequence[int], links: int, tell: Tell) -> list[Figure]:
    """All figures, with stores of so many megabytes made in a folder, or used again from there."""
    figures = []
    for size in sizes:
        tell(f"store of {size:,} MB")
        store = store_of(folder, size)
        try:
            figures += figures_of(store, folder, tell)
        finally:
            store.close()
    tell(f"log of {links:,} links")
    return [*figures, chain_figure(folder, links)]


def store_of(folder: Path, megabytes: int) -> OpenStore:
    """An open store of about this size: households, and where those do not fill it, papers of others."""
    count = max(FEWEST_HOUSEHOLDS, min(megabytes * HOUSEHOLDS_A_MEGABYTE, MOST_HOUSEHOLDS))
    store = open_filled(folder / f"{megabytes}mb", count)
    with store.raw() as connection:
        log_all_rows(connection, chain_key_of(connection, store.found.master))
        lacking = megabytes * 1_000_000 - store.generation.db.stat().st_size
        for _ in range(lacking // PAPER_BYTES):
            connection.execute("INSERT INTO attachment_content (content) VALUES (randomblob(?))", (PAPER_BYTES,))
    return store


def figures_of(store: OpenStore, folder: Path, tell: Tell) -> list[Figure]:
    """The figures of one store. Every way starts from the same file; ours and the peers take turns."""
    file = store.generation.db
    megabytes = file.stat().st_size / 1e6
    name, rounds = f"{megabytes:,.0f} MB", ROUNDS if megabytes < 500 else ROUNDS_LARGE
    tell("  commit")
    figures = [commit_figure(store, folder, name)]
    ways = {"ours": _ours(store, folder), **{peer.name: _peer(peer, file, folder) for peer in peers()}}
    taken = {way: {step: [] for step in ("put", "proved")} for way in ways}  # type: dict[str, dict[str, list[Taken]]]
    packages: list[Taken] = []
    for _round in range(rounds):
        for way, (put, prove) in ways.items():
            tell(f"  {way}")
            taken[way]["put"].append(taken_by(put))
            taken[way]["proved"].append(taken_by(prove))
            shutil.rmtree(folder / way)
        tell("  package")
        packages.append(taken_by(lambda: _package(store, folder)))
    proof = taken_by(lambda: _must_pass(verify_open_store(store).passed))
    limit = PACKAGE_LIMIT_SECONDS * max(1.0, megabytes / 107)
    return [
        *figures,
        _beside(f"backup of {name}, made and proved", taken, ("put",), ("put", "proved")),
        _beside(f"proof of a backup of {name} alone", taken, ("proved",), ("proved",)),
        _beside(
            f"handover package of {name}, written and rehearsed",
            {**taken, "ours": {"put": packages}},
            ("put",),
            ("put", "proved"),
            limit,
        ),
        _limited(f"all checks of the open store of {name}", proof, PROOF_LIMIT_SECONDS * max(1.0, megabytes / 107)),
    ]


def _ours(store: OpenStore, folder: Path) -> tuple[Act, Act]:
    """Our backup proves itself as it is made; the proof is 復元訓練's."""
    into = folder / "ours"
    return (
        lambda: _must_pass(back_up(store, into, clock()).is_whole),
        lambda: _must_pass(verify_backup(next(into.iterdir()), Passphrase(PASSPHRASE)).passed),
    )


def _peer(peer: Peer, file: Path, folder: Path) -> tuple[Act, Act]:
    def put() -> None:
        (folder / peer.name).mkdir()
        peer.put(file, folder / peer.name)

    return put, lambda: peer.prove(file, folder / peer.name)


def _package(store: OpenStore, folder: Path) -> None:
    stick = folder / "stick"
    stick.mkdir()
    written = write_package(store, stick, clock())
    _must_pass(verify_package(written, written.code, folder).passed)
    shutil.rmtree(stick)


def _must_pass(passed: bool) -> None:
    if not passed:
        raise RuntimeError("a check did not pass")


def _beside(
    words: str,
    taken: dict[str, dict[str, list[Taken]]],
    ours: Sequence[str],
    theirs: Sequence[str],
    limit: float | None = None,
) -> Figure:
    """Ours beside every peer by the clock on the wall; the limit, where there is one, is for the processor."""
    own = _sum(taken["ours"], ours)
    others = {name: _sum(steps, theirs) for name, steps in taken.items() if name != "ours"}
    against = ", ".join(f"{name} {one.words}" for name, one in others.items())
    shown = ", ".join(f"{own.wall / one.wall:.1f}×" for one in others.values())
    if limit is None:
        return Figure(words, own.words, against, (), shown)
    return Figure(
        words, own.words, f"{limit:.0f} s; {against}", (own.wall / limit,), f"{own.wall / limit:.2f}; {shown}"
    )


def _sum(steps: dict[str, list[Taken]], names: Sequence[str]) -> Taken:
    return Taken(
        sum(median(one.wall for one in steps[name]) for name in names),
        sum(median(one.processor for one in steps[name]) for name in names),
    )


def _limited(words: str, taken: Taken, limit: float) -> Figure:
    """What only reads has its limit for the processor, because measuring machines are shared."""
    ratio = taken.processor / limit
    return Figure(words, taken.words, f"{limit:.0f} s", (ratio,), f"{ratio:.2f}")


def commit_figure(store: OpenStore, folder: Path, name: str) -> Figure:
    """Saving the words of a note beside writing as many pages to a plain file and syncing it."""
    plain = (folder / "plain").open("wb")

    def write(_turn: int) -> None:
        plain.seek(0)
        plain.write(os.urandom(8 * 4096))
        plain.flush()
        os.fsync(plain.fileno())

    with plain:
        spreads = by_turns({"ours": lambda turn: save_words(store, turn), "plain": write})
    (folder / "plain").unlink()
    ours, peer = spreads["ours"], spreads["plain"]
    return Figure(
        f"save the words of a note, {name}",
        f"{ours.p50:.1f}/{ours.p95:.1f} ms",
        f"write 32 kB and sync {peer.p50:.1f}/{peer.p95:.1f} ms",
        (),
        f"{ours.p50 / peer.p50:.1f}×",
    )


def chain_figure(folder: Path, links: int) -> Figure:
    """The check of every link of a long log."""
    store = open_filled(folder / "links", 1)
    try:
        with store.raw() as connection:
            key = chain_key_of(connection, store.found.master)
            append_links(connection, key, note_links(links - head_of(connection).sequence))
            taken = taken_by(lambda: _must_pass(first_broken_link(connection, key) is None))
    finally:
        store.close()
    return _limited(f"check of {links:,} links of the log", taken, LINKS_LIMIT_SECONDS * links / LINKS)


_COLUMNS = tuple(column.name for column in ChangeEntry.__table__.columns)
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_ENTRY = f"INSERT INTO change_entry ({_NAMES}) VALUES ({', '.join('?' * len(_COLUMNS))})"

Link = tuple[str, int, Values | None, Values | None]  # table, row, before, after


def log_all_rows(connection: RawConnection, key: bytes) -> None:
    """A link for every row that was filled in without one, as if each had been made by an act."""
    logged = set(connection.execute("SELECT table_name, row_id FROM change_entry WHERE row_id IS NOT NULL"))
    rows = ((name, row_id, None, row) for (name, row_id), row in rows_there(connection) if (name, row_id) not in logged)
    append_links(connection, key, rows)


def note_links(count: int) -> Iterator[Link]:
    """Links of notes that were changed."""
    before, after = {"facts": "電話をかけた。"}, {"facts": "電話をかけ、水曜に訪ねる約束をした。"}
    return (("note", number % 1_000 + 1, before, after) for number in range(count))


def append_links(connection: RawConnection, key: bytes, links: Iterable[Link]) -> None:
    """Lengthens the log, chained as acts chain it."""
    head = head_of(connection)
    previous, number, moment = head.hash, head.sequence, clock().replace(tzinfo=None)
    facts = dict.fromkeys(_COLUMNS) | {"act": "filled", "title": "まとめて入れる", "salt": "5a" * 16, "digest": ""}
    connection.execute("BEGIN")
    for name, row_id, before, after in links:
        number += 1
        facts |= {"id": number, "act_number": number, "table_name": name, "row_id": row_id}
        entry = SimpleNamespace(**facts | {"before": before, "after": after, "happened_at": moment})
        previous = link_hash(key, cast("ChangeEntry", entry), previous)
        told = facts | {"happened_at": moment.isoformat(" ", "microseconds"), "hash": previous}
        told |= {"before": _text(before), "after": _text(after)}
        connection.execute(_ENTRY, [told[column] for column in _COLUMNS])
    connection.execute("COMMIT")


def _text(values: Values | None) -> str | None:
    return None if values is None else json.dumps(values, ensure_ascii=False)
