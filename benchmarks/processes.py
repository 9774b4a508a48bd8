"""Starting the measured processes of benchmarks/programs by turns, and reading the line each of them tells."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bytecode import child_environment

ROUNDS = 7
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Told:
    """When a process told its line after it was started, in milliseconds, and what the line said."""

    milliseconds: float
    facts: dict[str, float]


def environment_in(folder: Path) -> Mapping[str, str]:
    """An environment in which the program finds no settings of the developer."""
    homes = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "APPDATA", "LOCALAPPDATA")
    return {**child_environment(), **dict.fromkeys(homes, str(folder))}


def in_turn(
    programs: Mapping[str, Sequence[str]], environment: Mapping[str, str], rounds: int = ROUNDS
) -> dict[str, list[Told]]:
    """Start every program `rounds` times, one after the other, after a first time that only warms the disk's cache."""
    told: dict[str, list[Told]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, arguments in programs.items():
            line = run_program(name, arguments, environment)
            if number:
                told[name].append(line)
    return told


def run_program(name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Told:
    """Start a program of benchmarks/programs and wait for its line; words after its name are its first arguments.

    Raises RuntimeError if it ends without a line.
    """
    program, *first = name.split()
    command = [sys.executable, "-m", f"benchmarks.programs.{program}", *first, *arguments]
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
