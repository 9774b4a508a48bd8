"""The steps of putting a backup back, told to whoever waits for it and may want no more of it."""

from collections.abc import Callable
from enum import Enum


class RestoreStep(Enum):
    """What takes long with a large backup, in this order."""

    READ = "read"
    COPY = "copy"
    PROVE = "prove"


StepTold = Callable[[RestoreStep, int, int], None]
"""Told how many of how many bytes of a step are done, 0 of 0 where nobody knows; may raise to stop, and nothing half-done stays."""


def step_untold(_step: RestoreStep, _done: int, _total: int) -> None:
    """For who does not want to know how far it is."""
