"""Start, unlocking and memory of the real program, each against an empty PySide6 window started in the same way."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.figure import Figure, to_ratio
from benchmarks.processes import Told, in_turn
from benchmarks.rounds import percentile

MOST_START = 1.3  # times the empty window
MOST_MEMORY = 1.5
MOST_AFTER_KEY_MS = 300.0  # from the derived key to a usable window


def measure_windows(town: Path, environment: Mapping[str, str], tell: Callable[[str], None]) -> list[Figure]:
    """All figures of windows, at the practice town in that folder."""
    tell("start")
    started = in_turn({"empty_window": [], "lock_screen": [str(town)]}, environment)
    tell("unlocking and memory")
    programs = {"empty_window": [], "loaded_window": [], "unlocking": [str(town)], "main_window": [str(town)]}
    opened = in_turn(programs, environment)
    return [start_figure(started), *unlocking_figures(opened["unlocking"]), *memory_figures(opened)]


def start_figure(started: Mapping[str, list[Told]]) -> Figure:
    """From the start of the process to the painted lock screen."""
    times = {name: [one.milliseconds for one in told] for name, told in started.items()}
    ours, peer = times["lock_screen"], times["empty_window"]
    measured = f"{median(ours):.0f}/{percentile(ours, 95):.0f} ms"
    return to_ratio(
        "start to lock screen", measured, f"empty window {median(peer):.0f} ms", median(ours) / median(peer), MOST_START
    )


def unlocking_figures(told: Sequence[Told]) -> list[Figure]:
    """From the typed passphrase to the painted main window, with and without the derivation of the key."""
    rest = [one.facts["unlock_ms"] - one.facts["argon2_ms"] for one in told]
    busy = median(one.facts["unlock_cpu_ms"] - one.facts["argon2_cpu_ms"] for one in told)
    whole, key = (median(one.facts[name] for one in told) for name in ("unlock_ms", "argon2_ms"))
    return [
        Figure("unlock to usable window", f"{whole:.0f} ms", f"Argon2 alone {key:.0f} ms"),
        Figure(
            "… without Argon2",
            f"{median(rest):.0f}/{percentile(rest, 95):.0f} ms, of which the processor {busy:.0f} ms",
            f"{MOST_AFTER_KEY_MS:g} ms",
            (busy / MOST_AFTER_KEY_MS,),
        ),
    ]


def memory_figures(opened: Mapping[str, list[Told]]) -> list[Figure]:
    """The most that was resident; none on systems that do not tell."""
    if "peak_mb" not in opened["empty_window"][0].facts:
        return []
    peak = {name: median(one.facts["peak_mb"] for one in told) for name, told in opened.items()}
    ours = median(one.facts["opened_mb"] for one in opened["main_window"])
    now = median(one.facts["now_mb"] for one in opened["unlocking"])
    empty, loaded, walked = peak["empty_window"], peak["loaded_window"], peak["main_window"]
    against = f"window with the same libraries {loaded:.0f} MB"
    return [
        to_ratio(
            "memory of the main window, peak",
            f"{ours:.0f} MB",
            f"empty window {empty:.0f} MB",
            ours / empty,
            MOST_MEMORY,
        ),
        Figure("… against the libraries alone", f"{ours:.0f} MB", against, (), f"{ours / loaded:.2f}×"),
        Figure("… after going through every section", f"{walked:.0f} MB", against, (), f"{walked / loaded:.2f}×"),
        Figure("… once unlocked, Argon2's memory given back", f"{now:.0f} MB", f"peak {peak['unlocking']:.0f} MB"),
    ]
