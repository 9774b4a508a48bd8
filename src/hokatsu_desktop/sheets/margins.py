"""The margins a sheet may have, in millimetres: the same on paper, in Excel and in Word."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Margins:
    """Of a page held upright and bound on its left edge; landscape paper is bound on its upper edge."""

    binding_mm: float = 30.0
    outer_mm: float = 17.0
    top_mm: float = 25.0
    bottom_mm: float = 25.0

    def edges_mm(self, *, landscape: bool) -> tuple[float, float, float, float]:
        """Left, right, top and bottom of the page as it is read."""
        if landscape:
            return self.top_mm, self.bottom_mm, self.binding_mm, self.outer_mm
        return self.binding_mm, self.outer_mm, self.top_mm, self.bottom_mm


MARGINS: Mapping[str, Margins] = {
    "bound": Margins(),  # left edge for a file
    "even_25": Margins(binding_mm=25.0, outer_mm=25.0),
    "even_20": Margins(binding_mm=20.0, outer_mm=20.0, top_mm=20.0, bottom_mm=20.0),
    "even_15": Margins(binding_mm=15.0, outer_mm=15.0, top_mm=15.0, bottom_mm=15.0),  # for a sheet of many blanks
}
"""By the word that a definition uses."""
