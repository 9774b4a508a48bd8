"""Measures and prints the table: python dev.py bench [--quick] [--sizes 1000,10000] [--only store,start,paper,peers,safety]."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.bytecode import compile_all
from benchmarks.figure import Figure, table

SIZES = (1_000, 10_000, 100_000)  # households, each of two people with ten notes
QUICK_SIZES = SIZES[:2]
PARTS = ("start", "store", "paper", "peers", "safety")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    words = argparse.ArgumentParser(prog="python dev.py bench", description=__doc__)
    words.add_argument("--quick", action="store_true", help="only the two smaller stores")
    words.add_argument("--sizes", type=sizes, help="households of the stores, for example 1000,10000")
    words.add_argument("--only", type=lambda typed: typed.split(","), default=PARTS, help=",".join(PARTS))
    words.add_argument("--stores", type=Path, metavar="DIR", help="keep the filled stores here and use them again")
    return words


def sizes(typed: str) -> tuple[int, ...]:
    """The sizes in "1000,10000"."""
    return tuple(int(number) for number in typed.split(","))


def main() -> int:
    """Measure what was asked for; gives the exit code."""
    asked = parser().parse_args()
    compile_all()
    figures: list[Figure] = []
    if {"start", "paper", "peers"} & set(asked.only):
        figures += measure_town(asked.only)
    if "store" in asked.only:
        figures += measure_store(asked.sizes or (QUICK_SIZES if asked.quick else SIZES), asked.stores)
    if "safety" in asked.only:
        figures += measure_safe_keeping(asked.quick, asked.stores)
    print(table(figures))
    return 0


def measure_town(parts: Sequence[str]) -> list[Figure]:
    """Everything about the practice town."""
    from benchmarks.paper_peers import measure_paper_peers
    from benchmarks.paper_speed import measure_paper
    from benchmarks.processes import environment_in, run_program
    from benchmarks.windows import measure_windows

    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="hokatsu-bench-") as name:
        town, environment = Path(name) / "town", environment_in(Path(name))
        tell("practice town")
        run_program("town", [str(town)], environment)
        if "start" in parts:
            figures += measure_windows(town, environment, tell)
        if "paper" in parts:
            tell("printing")
            figures += measure_paper(town, environment)
        if "peers" in parts:
            tell("printing beside LibreOffice, WeasyPrint and Typst")
            figures += measure_paper_peers(town, environment)
    return figures


def measure_store(wanted: tuple[int, ...], kept: Path | None) -> list[Figure]:
    """Everything about filled stores."""
    from benchmarks.bulk_store import open_filled
    from benchmarks.store_speed import measure_stores

    with ExitStack() as stack:
        folder = kept or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hokatsu-bench-")))
        stores = {}
        for households in wanted:
            tell(f"store with {households:,} households")
            stores[households] = open_filled(folder, households)
            stack.callback(stores[households].close)
        return measure_stores(stores, tell)


def measure_safe_keeping(quick: bool, kept: Path | None) -> list[Figure]:
    """Everything about backups, packages and proofs of large stores."""
    from benchmarks.safety_speed import LINKS, MEGABYTES, measure_safety

    with ExitStack() as stack:
        folder = kept or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hokatsu-bench-")))
        return measure_safety(folder, MEGABYTES[:1] if quick else MEGABYTES, LINKS, tell)


def tell(words: str) -> None:
    """Say what is being measured; apart from the table, which alone goes to the standard output."""
    print(words, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
