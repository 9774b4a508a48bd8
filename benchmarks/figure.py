"""One measured figure with its limit or peer, and the table of all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("figure", "measured", "limit or peer", "ratio", "verdict")


@dataclass(frozen=True)
class Figure:
    """What was measured, what it is held against, and how the two stand to each other.

    `ratios` are measured ÷ aim, one for each aim: all at most 1 is ○, else ▲. No ratio: the figure is only told.
    """

    name: str
    measured: str
    against: str = ""
    ratios: tuple[float, ...] = ()
    shown: str = ""  # the ratios in words; empty: the numbers themselves

    @property
    def verdict(self) -> str:
        """○ when every aim is met, ▲ when one is missed, empty without an aim."""
        if not self.ratios:
            return ""
        return "○" if all(ratio <= 1.0 for ratio in self.ratios) else "▲"

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        ratio = self.shown or ", ".join(f"{ratio:.2f}" for ratio in self.ratios)
        return (self.name, self.measured, self.against, ratio, self.verdict)


def table(figures: Sequence[Figure]) -> str:
    """All figures as a Markdown table."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(figure.cells() for figure in figures)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


def to_ratio(name: str, measured: str, peer: str, ratio: float, most: float) -> Figure:
    """A figure that is `ratio` times its peer and should be at most `most` times."""
    return Figure(name, measured, f"{peer}; ≤ {most:g}×", (ratio / most,), f"{ratio:.2f}×")
