"""Timing the same act on several peers by turns, so that a busy moment of the machine falls on all of them."""

import gc
import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar

Key = TypeVar("Key")
Clock = Callable[[], float]  # seconds
ROUNDS = 5
WARM_UP = 2  # calls of each peer before the clock counts


@dataclass(frozen=True)
class Spread:
    """Milliseconds: the middle one, and the one that 95 of 100 stay below; each the median over all rounds."""

    p50: float
    p95: float


def processor_clock() -> Clock:
    """The processor time of this thread: on a shared machine other work does not count. On Windows it only ticks every
    16 ms, so there it is the time of the wall.
    """
    fine = time.get_clock_info("thread_time").resolution < 1e-5
    return time.thread_time if fine and sys.platform != "win32" else time.perf_counter


def by_turns(
    acts: Mapping[Key, Callable[[int], object]],
    *,
    rounds: int = ROUNDS,
    calls: int = 20,
    clock: Clock = time.perf_counter,
) -> dict[Key, Spread]:
    """Time every act `calls` times in each of `rounds` rounds, one call of each in turn. An act is told its turn."""
    for act in acts.values():
        for turn in range(WARM_UP):
            act(turn)
    gc.collect()
    measured: dict[Key, list[Spread]] = {key: [] for key in acts}
    for number in range(rounds):
        times = _one_round(acts, range(number * calls, (number + 1) * calls), clock)
        for key in acts:
            measured[key].append(Spread(median(times[key]), percentile(times[key], 95)))
    return {
        key: Spread(median(one.p50 for one in spreads), median(one.p95 for one in spreads))
        for key, spreads in measured.items()
    }


def _one_round(acts: Mapping[Key, Callable[[int], object]], turns: range, clock: Clock) -> dict[Key, list[float]]:
    times: dict[Key, list[float]] = {key: [] for key in acts}
    for turn in turns:
        for key, act in acts.items():
            begun = clock()
            act(turn)
            times[key].append((clock() - begun) * 1000)
    return times


def percentile(values: Sequence[float], share: int) -> float:
    """The value that `share` of 100 values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]
