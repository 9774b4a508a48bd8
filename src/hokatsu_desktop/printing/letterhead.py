"""The office's own words and picture above the title of a sheet: 「みどり町　福祉課」 beside its mark."""

from dataclasses import dataclass

from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.surface import Box, Surface, baseline, mm, picture_size
from hokatsu_desktop.printing.text import TextStyle, wrap

_WORDS = TextStyle(Face.GOTHIC, 10.5, 15.0)
_TALLEST_MM = 12.0
_WIDEST_MM = 45.0
_BESIDE_PT = 6.0
_GAP_PT = 6.0


@dataclass(frozen=True)
class Letterhead:
    """Where picture and words stand, measured from the top left corner of the letterhead; without both no height."""

    logo: bytes
    picture: Box
    lines: tuple[str, ...]
    height_pt: float  # with the gap below

    def draw(self, surface: Surface, left: float, top: float) -> None:
        """Draw the picture at the left and the words beside it, middle to middle."""
        inner = self.height_pt - _GAP_PT
        if self.logo:
            box = Box(left, top + (inner - self.picture.height) / 2, self.picture.width, self.picture.height)
            surface.picture(self.logo, box)
        beside = left + (self.picture.width + _BESIDE_PT if self.logo else 0)
        first = top + (inner - len(self.lines) * _WORDS.leading_pt) / 2
        for number, line in enumerate(self.lines):
            surface.words(beside, first + number * _WORDS.leading_pt + baseline(_WORDS), line, _WORDS)


def letterhead(words: str, logo: bytes, width_pt: float) -> Letterhead:
    """The letterhead on a page whose body is this wide; the picture keeps its proportions, the words wrap."""
    picture = Box(0, 0, *_fitting(logo)) if logo else Box(0, 0, 0, 0)
    room = width_pt - (picture.width + _BESIDE_PT if logo else 0)
    lines = tuple(line.text for line in wrap(words, room, _WORDS)) if words else ()
    tall = max(picture.height, len(lines) * _WORDS.leading_pt)
    return Letterhead(logo, picture, lines, tall + _GAP_PT if tall else 0.0)


def _fitting(logo: bytes) -> tuple[float, float]:
    width, height = picture_size(logo)
    scale = min(mm(_WIDEST_MM) / width, mm(_TALLEST_MM) / height)
    return width * scale, height * scale
