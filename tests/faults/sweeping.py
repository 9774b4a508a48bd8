"""Starting a sweep over the twelve acts in a process of its own, and reading what it says."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def swept(kind: str, *, seed: int, count: int, only: str = "", plant: str = "") -> list[str]:
    """The lines of a sweep that found no trouble; fails the test with them when it found one."""
    code, lines = sweep(kind, seed=seed, count=count, only=only, plant=plant)
    assert code == 0, "\n".join(lines)
    print("\n".join(lines))
    return lines


def sweep(kind: str, *, seed: int, count: int, only: str = "", plant: str = "") -> tuple[int, list[str]]:
    """The exit code of a sweep and its lines."""
    asked = ["--seed", str(seed), "--count", str(count), "--only", only, "--plant", plant]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.sweep", kind, *asked],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.returncode, [*done.stdout.splitlines(), *done.stderr.splitlines()]


def tried(lines: list[str]) -> int:
    """How many were tried in all, from the last line: "seed 1: 240 tried, …"."""
    return int(lines[-1].split(": ")[1].split(" tried")[0])
