"""Printing: the first page of a process and the next ones, and the packet of a meeting in eight copies."""

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.processes import in_turn

ROUNDS = 5
MOST_WAITING_MS = 100.0  # what takes longer runs in the worker, with progress


def measure_paper(town: Path, environment: Mapping[str, str]) -> list[Figure]:
    """All figures of printing, at the practice town in that folder."""
    told = [one.facts for one in in_turn({"printing": [str(town)]}, environment, ROUNDS)["printing"]]
    fact = {name: median(one[name] for one in told) for name in told[0]}
    copies, pages = round(fact["copies"]), round(fact["pages"])
    growth = fact["copies_ms"] / fact["one_copy_ms"]
    return [
        Figure("print sheet A, first of a process", f"{fact['cold_ms']:.0f} ms", "with all that is loaded for it"),
        Figure(
            "print sheet A, the next ones",
            f"{fact['warm_p50']:.0f}/{fact['warm_p95']:.0f} ms of the processor",
            f"{MOST_WAITING_MS:g} ms",
            (fact["warm_p95"] / MOST_WAITING_MS,),
        ),
        Figure(
            f"packet of a meeting, {copies} copies",
            f"{fact['copies_ms']:.0f} ms of the processor, {pages} pages",
            f"one copy {fact['one_copy_ms']:.0f} ms; ≤ {copies}×",
            (growth / copies,),
            f"{growth:.2f}×",
        ),
    ]
