"""Pages per second against LibreOffice, WeasyPrint and Typst, each given the same sheets in the same run."""

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure
from benchmarks.processes import in_turn

ROUNDS = 1  # after a first one that only warms up; a round takes minutes, most of them the peers'
PEERS = ("libreoffice", "weasyprint", "typst")
WORKS = {
    "plan": "plan sheet, single documents",
    "packet": "packet of 4 households × 12 copies",
    "hundred": "one document of plan sheets",
}
Facts = Mapping[str, float]


def measure_paper_peers(town: Path, environment: Mapping[str, str]) -> list[Figure]:
    """All figures, at the practice town in that folder; each maker works in a process of its own, by turns."""
    programs = {f"paper_maker {name}": (str(town),) for name in ("ours", *PEERS)}
    told = in_turn(programs, environment, ROUNDS)
    facts = {name.split()[1]: _middle([one.facts for one in runs]) for name, runs in told.items()}
    return [
        *(_speed(facts, work, words) for work, words in WORKS.items()),
        *(_growth(one, name) for name, one in facts.items() if "thousand_pages" in one),
        Figure(
            "memory for 100 pages, peak",
            f"{facts['ours']['hundred_peak_mb']:.0f} MB",
            ", ".join(f"{name} {facts[name]['hundred_peak_mb']:.0f} MB" for name in PEERS),
        ),
        Figure("memory for 1,000 pages, peak", f"{facts['ours']['thousand_peak_mb']:.0f} MB"),
    ]


def _middle(runs: list[dict[str, float]]) -> Facts:
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _speed(facts: Mapping[str, Facts], work: str, words: str) -> Figure:
    """Ours beside every peer; the aim is to be no slower than any."""
    speeds = {name: one[f"{work}_pages"] / one[f"{work}_seconds"] for name, one in facts.items()}
    against = ", ".join(f"{name} {speeds[name]:.0f} ({facts[name][f'{work}_pages']:.0f} p.)" for name in PEERS)
    ratios = tuple(speeds[name] / speeds["ours"] for name in PEERS)
    shown = ", ".join(f"{speeds['ours'] / speeds[name]:.1f}×" for name in PEERS)
    measured = f"{speeds['ours']:.0f} pages/s ({facts['ours'][f'{work}_pages']:.0f} pages)"
    return Figure(words, measured, against, ratios, shown)


def _growth(one: Facts, name: str) -> Figure:
    """Time per page in the long document against one a tenth as long."""
    short, long = (one[f"{work}_seconds"] / one[f"{work}_pages"] for work in ("hundred", "thousand"))
    words = f"growth per page, {name}, {one['hundred_pages']:.0f} → {one['thousand_pages']:.0f} pages"
    ratios = (long / short / 1.3,) if name == "ours" else ()
    return Figure(
        words, f"{short * 1000:.1f} → {long * 1000:.1f} ms", "≤ 1.3×" if ratios else "", ratios, f"{long / short:.2f}×"
    )
