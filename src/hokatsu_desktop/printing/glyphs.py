"""Which characters of a text cannot be printed; asked before anything goes to paper."""

from collections.abc import Iterable
from dataclasses import dataclass

from hokatsu_desktop.printing.fonts import Face, placements, units


@dataclass(frozen=True)
class Missing:
    """One character that no shipped font has, in words for the user."""

    character: str

    @property
    def code_points(self) -> str:
        """For example "U+845B U+E0102"."""
        return " ".join(f"U+{ord(sign):04X}" for sign in self.character)

    def __str__(self) -> str:
        return f"{self.character}（{self.code_points}）"


def missing_in(texts: Iterable[str], face: Face = Face.MINCHO) -> list[Missing]:
    """The characters of these texts that no shipped font can draw, each once, in order.

    A character with a variation selector (葛 + U+E0102) is missing when no font has that very form: printing the base
    form instead would be a wrong name. A combining mark that has no composed character is missing too.
    """
    table = placements(face)
    found = {unit for text in texts for unit in units(text) if unit != "\n" and table[unit].missing}
    order = {unit: None for text in texts for unit in units(text) if unit in found}
    return [Missing(unit) for unit in order]


def missing_characters(text: str) -> list[str]:
    """The characters of a text that cannot be printed, each with its code points: ["葛󠄂（U+845B U+E0102）"]."""
    return [str(missing) for missing in missing_in([text])]
