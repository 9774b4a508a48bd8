"""One page to draw on: words, lines and shapes, measured in points from the top left corner."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.lib.utils import ImageReader

from hokatsu_desktop.printing.fonts import Face, placements, runs, units
from hokatsu_desktop.printing.glyphs import Missing
from hokatsu_desktop.printing.text import TextStyle, measure
from hokatsu_desktop.sheets.answers import BAR

BLACK = 0.0
LABEL_GREY = 0.93  # 7 % black: stays white on a fax, a copier and under a highlighter (at most 10 %)

_ASCENT = 0.88  # ems of both BIZ UD families and Noto Serif JP
_BAR_ABOVE = 0.86  # of the type size above the baseline
_INVISIBLE_TEXT = 3  # PDF text rendering mode


def mm(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres * 72 / 25.4


def baseline(style: TextStyle) -> float:
    """Points from the top of a line of this style down to its baseline."""
    return (style.leading_pt - style.size_pt) / 2 + style.size_pt * _ASCENT


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height in dots of a PNG or JPEG picture. Raises OSError if it cannot be read."""
    width, height = ImageReader(BytesIO(content)).getSize()
    return width, height


@dataclass(frozen=True)
class Box:
    """A rectangle on the page in points; top counts downwards from the upper edge."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.top + self.height


class Surface:
    """One page being drawn. Remembers the characters it could not draw, for the Document."""

    def __init__(self, canvas: Any, width_pt: float, height_pt: float, missing: dict[str, Missing]) -> None:
        self._canvas = canvas
        self.width_pt = width_pt
        self.height_pt = height_pt
        self._missing = missing

    @contextmanager
    def shifted(self, right_pt: float, down_pt: float) -> Iterator[None]:
        """Everything drawn within is moved to the right and down."""
        self._canvas.saveState()
        self._canvas.translate(right_pt, -down_pt)
        yield
        self._canvas.restoreState()

    def stamped(self, name: str, draw: Callable[[], None]) -> None:
        """Draw something that other pages of the document show too: drawn once, then only named by its name."""
        if not self._canvas.hasForm(name):
            self._canvas.beginForm(name, 0, 0, self.width_pt, self.height_pt)
            draw()
            self._canvas.endForm()
        self._canvas.doForm(name)

    def words(self, left: float, base: float, text: str, style: TextStyle, *, spread_pt: float = 0.0) -> None:
        """Draw text on one line from left, its baseline at base; spread_pt is added after every character."""
        if not text:
            return
        if BAR in text:
            self._words_and_bars(left, base, text, style)
            return
        self._note_missing(text, style.face)
        paper = self._canvas.beginText(left, self.height_pt - base)
        if spread_pt:
            paper.setCharSpace(spread_pt)
        for run in runs(text, style.face):
            paper.setFont(run.font_name, style.size_pt)
            paper.textOut(run.codes)
        if not spread_pt:
            self._canvas.drawText(paper)
            return
        paper.setCharSpace(0)
        # Spread letters would be read as words of their own; the span says that they are one.
        self._canvas.addLiteral(f"/Span <</ActualText <FEFF{text.encode('utf-16-be', 'replace').hex()}>>> BDC")
        self._canvas.drawText(paper)
        self._canvas.addLiteral("EMC")

    def _words_and_bars(self, left: float, base: float, text: str, style: TextStyle) -> None:
        """Words with bars where others were taken out: under a bar there is nothing, in the text layer neither."""
        for is_bar, signs in groupby(text, key=lambda sign: sign == BAR):
            part = "".join(signs)
            width = measure(part, style)
            if is_bar:
                self.fill(Box(left, base - style.size_pt * _BAR_ABOVE, width, style.size_pt), BLACK)
            else:
                self.words(left, base, part, style)
            left += width

    def words_right(self, right: float, base: float, text: str, style: TextStyle) -> None:
        """Draw text that ends at right."""
        self.words(right - measure(text, style), base, text, style)

    def words_centred(self, centre: float, base: float, text: str, style: TextStyle) -> None:
        """Draw text around centre."""
        self.words(centre - measure(text, style) / 2, base, text, style)

    def unseen_words(self, left: float, base: float, text: str, style: TextStyle, width_pt: float) -> None:
        """Put text into the text layer only, squeezed into width_pt: what a drawn mark means in words."""
        paper = self._canvas.beginText(left, self.height_pt - base)
        paper.setTextRenderMode(_INVISIBLE_TEXT)
        paper.setHorizScale(100 * width_pt / measure(text, style))
        for run in runs(text, style.face):
            paper.setFont(run.font_name, style.size_pt)
            paper.textOut(run.codes)
        paper.setHorizScale(100)
        paper.setTextRenderMode(0)
        self._canvas.drawText(paper)

    def line(
        self, left: float, top: float, right: float, bottom: float, width_pt: float = 0.5, dash: tuple[float, ...] = ()
    ) -> None:
        """A straight line from (left, top) to (right, bottom)."""
        self._pen(width_pt, dash)
        self._canvas.line(left, self.height_pt - top, right, self.height_pt - bottom)

    def polyline(
        self,
        points: tuple[tuple[float, float], ...],
        width_pt: float = 0.5,
        *,
        closed: bool = False,
        filled: bool = False,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Joined straight lines through points; filled means black."""
        self._pen(width_pt, dash)
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self.height_pt - points[0][1])
        for left, top in points[1:]:
            path.lineTo(left, self.height_pt - top)
        if closed:
            path.close()
        self._canvas.drawPath(path, stroke=1, fill=int(filled))

    def frame(self, box: Box, width_pt: float = 0.5, dash: tuple[float, ...] = ()) -> None:
        """The outline of a box."""
        self._pen(width_pt, dash)
        self._canvas.rect(box.left, self.height_pt - box.bottom, box.width, box.height, stroke=1, fill=0)

    def fill(self, box: Box, grey: float = LABEL_GREY) -> None:
        """A box filled with grey (1 is white), without outline."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(box.left, self.height_pt - box.bottom, box.width, box.height, stroke=0, fill=1)
        self._canvas.setFillGray(BLACK)

    def ellipse(self, box: Box, width_pt: float = 0.5, *, filled: bool = False, dash: tuple[float, ...] = ()) -> None:
        """The ellipse that touches the sides of a box; filled means black."""
        self._pen(width_pt, dash)
        top, bottom = self.height_pt - box.top, self.height_pt - box.bottom
        self._canvas.ellipse(box.left, bottom, box.right, top, stroke=1, fill=int(filled))

    def picture(self, content: bytes | ImageReader, box: Box) -> None:
        """Draw a PNG or JPEG into a box, whole and in its proportions, at the upper edge."""
        picture = ImageReader(BytesIO(content)) if isinstance(content, bytes) else content
        width, height = picture.getSize()
        scale = min(box.width / width, box.height / height)
        wide, high = width * scale, height * scale
        left = box.left + (box.width - wide) / 2
        self._canvas.drawImage(picture, left, self.height_pt - box.top - high, wide, high, mask="auto")

    def _pen(self, width_pt: float, dash: tuple[float, ...]) -> None:
        self._canvas.setLineWidth(width_pt)
        self._canvas.setDash(list(dash))

    def _note_missing(self, text: str, face: Face) -> None:
        table = placements(face)
        for unit in units(text):
            if table[unit].missing:
                self._missing.setdefault(unit, Missing(unit))
