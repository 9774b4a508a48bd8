"""A genogram or ecomap as a PNG for Excel and Word, painted with Pillow from the same shapes as on screen and paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING

from hokatsu_desktop.assets import resource
from hokatsu_desktop.drawing.measure import MM_PER_PT, box_of
from hokatsu_desktop.drawing.shapes import Dash, Ellipse, Line, Point, Polyline, Rect, Shape, Text

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_DOTS_PER_INCH = 300
_FINER = 2  # painted larger and scaled down, so that slanting lines are smooth
_TALLEST_MM = 135.0  # Excel's tallest row is 144 mm
_EDGE_MM = 1.0
_LOGO_MM = (45.0, 12.0)  # at most, as on paper
_ARROW_PT = 5.0
_FACES = {False: "BIZUDPGothic-Regular.ttf", True: "BIZUDPGothic-Bold.ttf"}
_FALLBACK = "NotoSerifJP-Regular.ttf"
_IN_NO_FONT = "\U0010fffe"


@dataclass(frozen=True)
class Picture:
    """A PNG that knows its size on paper, its width there, and what can be read in it, for whoever cannot see it."""

    png: bytes
    width_mm: float
    words: str

    @property
    def file(self) -> BytesIO:
        """The PNG to be read once."""
        return BytesIO(self.png)


def drawn_size_mm(shapes: tuple[Shape, ...], width_mm: float) -> tuple[float, float]:
    """Width and height of the drawing when it is at most so wide; it is scaled down, never up."""
    if not shapes:
        return 0.0, 0.0
    _, _, width, height = _extent(shapes)
    scale = min(1.0, width_mm / width, _TALLEST_MM / height)
    return width * scale, height * scale


def logo_picture(logo: bytes) -> Picture:
    """The office's picture, a PNG or JPEG file, as a PNG that knows its size on paper."""
    from PIL import Image

    with Image.open(BytesIO(logo)) as image:
        width_mm = min(_LOGO_MM[0], image.width / image.height * _LOGO_MM[1])
        dots_per_inch = image.width / width_mm * 25.4
        file = BytesIO()
        image.convert("RGBA").save(file, "PNG", dpi=(dots_per_inch, dots_per_inch))
    return Picture(file.getvalue(), width_mm, "")


def picture_of(shapes: tuple[Shape, ...], width_mm: float) -> Picture:
    """The drawing, black on white, at most so wide."""
    from PIL import Image, ImageDraw

    left, top, full_width, _ = _extent(shapes)
    width, height = drawn_size_mm(shapes, width_mm)
    dots = _DOTS_PER_INCH / 25.4 * _FINER
    image = Image.new("L", (max(1, round(width * dots)), max(1, round(height * dots))), 255)
    painter = _Painter(ImageDraw.Draw(image), left, top, dots * width / full_width)
    for shape in shapes:
        painter.paint(shape)
    small = image.resize((max(1, image.width // _FINER), max(1, image.height // _FINER)), Image.Resampling.BOX)
    file = BytesIO()
    small.save(file, "PNG", dpi=(_DOTS_PER_INCH, _DOTS_PER_INCH))
    words = "、".join(shape.words for shape in shapes if isinstance(shape, Text))
    return Picture(file.getvalue(), width, words)


@dataclass(frozen=True)
class _Painter:
    """Paints shapes with one origin (millimetres) and scale (dots per millimetre)."""

    canvas: "ImageDraw"
    left: float
    top: float
    dots: float

    def paint(self, shape: Shape) -> None:
        match shape:
            case Line():
                self._path([shape.start, shape.end], shape.width_pt, shape.dash)
                if shape.arrow:
                    self._arrow_head(shape.start, shape.end, shape.width_pt)
            case Polyline():
                points = [*shape.points, *(shape.points[:1] if shape.closed else ())]
                self._path(points, shape.width_pt, shape.dash, filled=shape.filled)
            case Rect():
                self._path(_corners(shape), shape.width_pt, shape.dash, filled=shape.filled)
            case Ellipse():
                self._path(_round(shape), shape.width_pt, shape.dash, filled=shape.filled)
            case Text():
                self._words(shape)
            case _:
                raise ValueError(type(shape).__name__)

    def _path(self, points: list[Point], width_pt: float, dash: Dash, *, filled: bool = False) -> None:
        there = [((x - self.left) * self.dots, (y - self.top) * self.dots) for x, y in points]
        width = max(1, round(width_pt * MM_PER_PT * self.dots))
        if filled:
            self.canvas.polygon(there, fill=0)
        for stretch in _dashed(there, [length * MM_PER_PT * self.dots for length in dash]):
            self.canvas.line(stretch, fill=0, width=width, joint="curve")

    def _arrow_head(self, start: Point, end: Point, width_pt: float) -> None:
        angle, length = atan2(end[1] - start[1], end[0] - start[0]), _ARROW_PT * MM_PER_PT
        sides = [(end[0] - length * cos(angle + turn), end[1] - length * sin(angle + turn)) for turn in (-0.45, 0.45)]
        self._path([sides[0], end, sides[1]], width_pt, ())

    def _words(self, text: Text) -> None:
        size = round(text.size_pt * MM_PER_PT * self.dots)
        pieces = [(piece, _font_for(piece, text.bold, size)) for piece in _pieces(text.words)]
        length = sum(font.getlength(piece) for piece, font in pieces)
        before = {"left": 0.0, "centre": length / 2, "right": length}[text.align]
        x, base = (text.at[0] - self.left) * self.dots - before, (text.at[1] - self.top) * self.dots
        for piece, font in pieces:
            self.canvas.text((x, base), piece, fill=0, font=font, anchor="ls")
            x += font.getlength(piece)


def _extent(shapes: tuple[Shape, ...]) -> tuple[float, float, float, float]:
    """Left, top, width and height of the shapes in millimetres, with a little white around them."""
    boxes = [box_of(shape) for shape in shapes]
    left, top = min(box.left for box in boxes) - _EDGE_MM, min(box.top for box in boxes) - _EDGE_MM
    right, bottom = max(box.right for box in boxes) + _EDGE_MM, max(box.bottom for box in boxes) + _EDGE_MM
    return left, top, right - left, bottom - top


def _corners(shape: Rect) -> list[Point]:
    left, top, right, bottom = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _round(shape: Ellipse) -> list[Point]:
    """The ellipse as a closed path of short straight lines."""
    across, down = shape.width / 2, shape.height / 2
    turns = (2 * pi * step / 90 for step in range(91))
    return [(shape.left + across * (1 + cos(turn)), shape.top + down * (1 + sin(turn))) for turn in turns]


def _dashed(points: list[Point], dash: list[float]) -> Iterator[list[Point]]:
    """The parts of a path that are drawn; all of it without a dash."""
    if not dash or sum(dash) <= 0:
        yield points
        return
    drawn, turn, left = [points[0]], 0, dash[0]
    for start, end in pairwise(points):
        length, gone = hypot(end[0] - start[0], end[1] - start[1]), 0.0
        while length - gone > left:
            gone += left
            at = (start[0] + (end[0] - start[0]) * gone / length, start[1] + (end[1] - start[1]) * gone / length)
            if turn % 2 == 0:
                yield [*drawn, at]
            turn += 1
            drawn, left = [at], dash[turn % len(dash)]
        left -= length - gone
        drawn.append(end)
    if turn % 2 == 0:
        yield drawn


def _pieces(words: str) -> list[str]:
    """The characters, each with the variation selector that belongs to it."""
    pieces: list[str] = []
    for character in words:
        if pieces and ("\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"):
            pieces[-1] += character if _shapes_variants() else ""
        else:
            pieces.append(character)
    return pieces


@cache
def _shapes_variants() -> bool:
    """Whether this Pillow can draw the form that a variation selector asks for."""
    from PIL import features

    return bool(features.check("raqm"))


@cache
def _font(name: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(resource("fonts", name)), size)


@cache
def _font_for(piece: str, bold: bool, size: int) -> "FreeTypeFont":
    """BIZ UD ゴシック, or the fallback for what it lacks."""
    font = _font(_FACES[bold], size)
    lacking = len(piece) > 1 or bytes(font.getmask(piece)) == bytes(font.getmask(_IN_NO_FONT))
    return _font(_FALLBACK, size) if lacking and piece.strip() else font
