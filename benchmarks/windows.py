"""Start, unlocking and memory of the real program, each against an empty PySide6 window started in the same way."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.bytecode import child_environment
from benchmarks.figure import Figure, to_ratio
from benchmarks.rounds import percentile

ROUNDS = 7
MOST_START = 1.3  # times the empty window
MOST_MEMORY = 1.5
MOST_AFTER_KEY_MS = 300.0  # from the derived key to a usable window
PATIENCE_SECONDS = 120

Facts = dict[str, float]


@dataclass(frozen=True)
class Told:
    """When a process told its line after it was started, in milliseconds, and what the line said."""

    milliseconds: float
    facts: Facts


def measure_windows(tell: Callable[[str], None]) -> list[Figure]:
    """All figures of windows."""
    with tempfile.TemporaryDirectory(prefix="hokatsu-bench-") as name:
        town = Path(name) / "town"
        environment = environment_in(Path(name))
        tell("practice town")
        run_program("town", [str(town)], environment)
        tell("start")
        started = in_turn({"empty_window": [], "lock_screen": [str(town)]}, environment)
        tell("unlocking and memory")
        opened = in_turn({"empty_window": [], "unlocking": [str(town)], "main_window": [str(town)]}, environment)
    return [start_figure(started), *unlocking_figures(opened["unlocking"]), *memory_figures(opened)]


def environment_in(folder: Path) -> Mapping[str, str]:
    """An environment in which the program finds no settings of the developer."""
    homes = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "APPDATA", "LOCALAPPDATA")
    return {**child_environment(), **dict.fromkeys(homes, str(folder))}


def in_turn(programs: Mapping[str, Sequence[str]], environment: Mapping[str, str]) -> dict[str, list[Told]]:
    """Start every program ROUNDS times, one after the other, after a first time that only warms the disk's cache."""
    told: dict[str, list[Told]] = {name: [] for name in programs}
    for number in range(ROUNDS + 1):
        for name, arguments in programs.items():
            line = run_program(name, arguments, environment)
            if number:
                told[name].append(line)
    return told


def run_program(name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Told:
    """Start a program of benchmarks/programs and wait for its line. Raises RuntimeError if it ends without one."""
    command = [sys.executable, "-m", f"benchmarks.programs.{name}", *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline() if process.stdout else ""
        milliseconds = (time.perf_counter() - begun) * 1000
        _rest, complaints = process.communicate(timeout=PATIENCE_SECONDS)
    if not line or process.returncode:
        raise RuntimeError(f"{name} failed:\n{complaints}")
    return Told(milliseconds, json.loads(line))


def start_figure(started: Mapping[str, list[Told]]) -> Figure:
    """From the start of the process to the painted lock screen."""
    times = {name: [one.milliseconds for one in told] for name, told in started.items()}
    ours, peer = times["lock_screen"], times["empty_window"]
    measured = f"{median(ours):.0f}/{percentile(ours, 95):.0f} ms"
    return to_ratio(
        "start to lock screen", measured, f"empty window {median(peer):.0f} ms", median(ours) / median(peer), MOST_START
    )


def unlocking_figures(told: Sequence[Told]) -> list[Figure]:
    """From the typed passphrase to the painted main window, without and with the derivation of the key."""
    rest = [one.facts["unlock_ms"] - one.facts["argon2_ms"] for one in told]
    whole, key = (median(one.facts[name] for one in told) for name in ("unlock_ms", "argon2_ms"))
    return [
        Figure("unlock to usable window", f"{whole:.0f} ms", f"Argon2 alone {key:.0f} ms"),
        Figure(
            "… without Argon2",
            f"{median(rest):.0f}/{percentile(rest, 95):.0f} ms",
            f"{MOST_AFTER_KEY_MS:g} ms",
            (median(rest) / MOST_AFTER_KEY_MS,),
        ),
    ]


def memory_figures(opened: Mapping[str, list[Told]]) -> list[Figure]:
    """The most that was resident; none on systems that do not tell."""
    if "peak_mb" not in opened["empty_window"][0].facts:
        return []
    peak = {name: median(one.facts["peak_mb"] for one in told) for name, told in opened.items()}
    now = median(one.facts["now_mb"] for one in opened["unlocking"])
    empty = peak["empty_window"]
    return [
        to_ratio(
            "memory of the main window, peak",
            f"{peak['main_window']:.0f} MB",
            f"empty window {empty:.0f} MB",
            peak["main_window"] / empty,
            MOST_MEMORY,
        ),
        Figure("… after unlocking, with the lock screen's parts", f"{now:.0f} MB", f"peak {peak['unlocking']:.0f} MB"),
    ]


