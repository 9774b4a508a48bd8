"""How an office draws its genograms, where practice differs from town to town."""

from dataclasses import dataclass
from enum import StrEnum


class DeadMark(StrEnum):
    """How the mark of somebody who has died looks."""

    CROSS = "cross"
    BLACK = "black"


class MarriageLine(StrEnum):
    """How the line of a marriage looks."""

    SINGLE = "single"
    DOUBLE = "double"


@dataclass(frozen=True)
class DrawingStyle:
    """The office's choices."""

    dead: DeadMark = DeadMark.CROSS
    marriage: MarriageLine = MarriageLine.SINGLE
