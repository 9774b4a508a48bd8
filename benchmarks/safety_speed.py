"""Commit, proof, backup and handover package of large stores beside other ways; a log of a million links."""

import os
import shutil
from collections.abc import Callable, Sequence
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
from hokatsu_desktop.store.verify import verify_backup, verify_open_store

MEGABYTES = (100, 1000)
HOUSEHOLDS_A_MEGABYTE = 68
FEWEST_HOUSEHOLDS = 1_000  # among them are the cases under way whose notes are saved
MOST_HOUSEHOLDS = 6_800  # the rest of a larger store are papers of others, as scanned
PAPER_BYTES = 400_000
ROUNDS, ROUNDS_LARGE = 3, 1
PACKAGE_LIMIT_SECONDS = 180.0  # a package of 107 MB, written and rehearsed
PROOF_LIMIT_SECONDS = 5.0  # of 107 MB
LINKS = 1_000_000
LINKS_LIMIT_SECONDS = 20.0
CHUNK = 10_000
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
    store = open_filled(
        folder / f"{megabytes}mb", max(FEWEST_HOUSEHOLDS, min(megabytes * HOUSEHOLDS_A_MEGABYTE, MOST_HOUSEHOLDS))
    )
    with store.raw() as connection:
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
    """Ours beside every peer, the same steps together; the aim, where there is one, is a limit of the wall's clock."""
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
    ratio = taken.wall / limit
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
            add_links(connection, key, links)
            taken = taken_by(lambda: _must_pass(first_broken_link(connection, key) is None))
    finally:
        store.close()
    return _limited(f"check of {links:,} links of the log", taken, LINKS_LIMIT_SECONDS * links / LINKS)


_ENTRY = """INSERT INTO change_entry
(id, act_number, act, title, happened_at, table_name, row_id, "before", "after", salt, digest, hash)
VALUES (?, ?, 'save_note', '経過記録を直す', ?, 'note', ?, ?, ?, ?, '', ?)"""


def add_links(connection: RawConnection, key: bytes, links: int) -> None:
    """Lengthens the log to so many links, each of a note that was changed, chained as acts chain them."""
    head = head_of(connection)
    previous, moment = head.hash, clock().replace(tzinfo=None)
    before, after = {"facts": "電話をかけた。"}, {"facts": "電話をかけ、水曜に訪ねる約束をした。"}
    texts = '{"facts": "電話をかけた。"}', '{"facts": "電話をかけ、水曜に訪ねる約束をした。"}'
    entry = SimpleNamespace(act="save_note", title="経過記録を直す", staff_id=None, happened_at=moment, undoes=None)
    entry.table_name, entry.before, entry.after, entry.salt, entry.digest = "note", before, after, "5a" * 16, ""
    for first in range(head.sequence + 1, links + 1, CHUNK):
        rows = []
        for number in range(first, min(first + CHUNK, links + 1)):
            entry.id, entry.act_number, entry.row_id = number, number, number % 1_000 + 1
            previous = link_hash(key, cast("ChangeEntry", entry), previous)
            rows.append(
                (number, number, moment.isoformat(" ", "microseconds"), entry.row_id, *texts, entry.salt, previous)
            )
        connection.execute("BEGIN")
        connection.executemany(_ENTRY, rows)
        connection.execute("COMMIT")
