"""Pages that others made: looking whether they can be read, and laying them into pages of ours."""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from hokatsu_desktop.printing.surface import Box
from hokatsu_desktop.services.refusal import Refusal

MOST_PAGES = 200
_SHARPEST = (2480, 3508)  # dots of A4 at 300 dpi; a photograph has more and gains nothing by them
_HIDDEN = 0b10  # annotation flag (ISO 32000-1, table 165)
_BROKEN = (
    "このファイルは壊れているか、とちゅうで切れています。もとの紙を読み取りなおすか、別のファイルを選んでください。"
)
_LOCKED = "このPDFは、パスワードがないと開けません。パスワードを外したPDFをもらうか、印刷した紙を読み取ってください。"


@dataclass(frozen=True)
class Placement:
    """One page of a foreign PDF within a box on a page of ours (from 0)."""

    page: int
    content: bytes
    source_page: int
    box: Box


def pages_in(content: bytes, media_type: str) -> int:
    """How many pages a file has. Raises Refusal for one that is broken, locked or too long."""
    if media_type == "application/pdf":
        return _pages_in_pdf(content)
    picture_of(content)
    return 1


def sizes_of(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page of a PDF in points, as it is looked at."""
    return [_size_of(page) for page in _reader(content).pages]


def _size_of(page: Any) -> tuple[float, float]:
    width, height = float(page.cropbox.width), float(page.cropbox.height)
    return (height, width) if page.rotation % 180 else (width, height)


def picture_of(content: bytes) -> bytes:
    """A picture made upright, no larger than paper shows, without what the camera noted of place and time.

    Gives PNG for a PNG, else JPEG. Raises Refusal for a broken one.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
                kind = opened.format or "JPEG"
                upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refusal("この画像は大きすぎて、開けません。小さく読み取りなおしてください。") from None
    except (OSError, SyntaxError, ValueError):
        raise Refusal(_BROKEN) from None
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    wide = _SHARPEST if paper.height >= paper.width else _SHARPEST[::-1]
    paper.thumbnail(wide)
    made = BytesIO()
    paper.save(made, kind, quality=88)
    return made.getvalue()


def picture_size(content: bytes) -> tuple[float, float]:
    """Width and height in dots of a picture as it is looked at."""
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content)) as opened:
        width, height = ImageOps.exif_transpose(opened).size
    return float(width), float(height)


def lay_in(pdf: bytes, placements: Sequence[Placement]) -> bytes:
    """Our PDF with foreign pages drawn into their boxes, never enlarged. What was typed into their forms is drawn too."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    # Opened once each, so that a picture in many copies stands in the file once.
    sources = {content: _reader(content).pages for content in dict.fromkeys(one.content for one in placements)}
    for content, number in dict.fromkeys((one.content, one.source_page) for one in placements):
        _draw_notes(sources[content][number])
    for one in placements:
        ours, source = writer.pages[one.page], sources[one.content][one.source_page]
        ours.merge_transformed_page(source, _way_into(one.box, source, float(ours.mediabox.height)))
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _way_into(box: Box, page: Any, height_pt: float) -> Any:
    """How a page is turned, made smaller and moved so that it stands in the middle of a box at its upper edge."""
    from pypdf import Transformation

    edges = page.cropbox
    wide, high = float(edges.width), float(edges.height)
    turn = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, -1, 1, 0, 0, wide),
        180: (-1, 0, 0, -1, wide, high),
        270: (0, 1, -1, 0, high, 0),
    }[page.rotation % 360]
    if page.rotation % 180:
        wide, high = high, wide
    scale = min(1.0, box.width / wide, box.height / high)
    right, up = box.left + (box.width - wide * scale) / 2, height_pt - box.top - high * scale
    upright = Transformation().translate(-float(edges.left), -float(edges.bottom)).transform(Transformation(turn))
    return upright.scale(scale).translate(right, up)


def _draw_notes(page: Any) -> None:
    """Draws what stands in form fields and notes into the page itself, and takes fields, links and actions away."""
    from pypdf.generic import DecodedStreamObject, NameObject

    notes = page.get("/Annots")
    drawn = [
        found for note in (notes.get_object() if notes is not None else ()) if (found := _drawing_of(note.get_object()))
    ]
    page.pop("/Annots", None)
    page.pop("/AA", None)
    if not drawn:
        return
    shapes = _within(_within(page, "/Resources"), "/XObject")
    acts = []
    for place, (shape, matrix) in enumerate(drawn):
        name = f"/HokatsuNote{place}"
        shapes[NameObject(name)] = shape.indirect_reference or shape
        acts.append(f"q {' '.join(f'{value:.4f}' for value in matrix)} cm {name} Do Q")
    behind = DecodedStreamObject()
    behind.set_data(
        b"q\n" + (page.get_contents().get_data() if page.get_contents() else b"") + b"\nQ\n" + "\n".join(acts).encode()
    )
    page[NameObject("/Contents")] = behind


def _drawing_of(note: Any) -> tuple[Any, tuple[float, ...]] | None:
    """How a note looks, and where on the page it stands (ISO 32000-1, 12.5.5)."""
    if int(note.get("/F", 0)) & _HIDDEN or note.get("/Subtype") in ("/Link", "/Popup") or "/AP" not in note:
        return None
    looks = note["/AP"].get_object().get("/N")
    shape = looks.get_object() if looks is not None else None
    if shape is not None and "/BBox" not in shape:  # one look for each state of a tick
        state = shape.get(note.get("/AS", "/Off"))
        shape = state.get_object() if state is not None else None
    if shape is None or "/BBox" not in shape:
        return None
    a, b, c, d, e, f = (float(value) for value in shape.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    x0, y0, x1, y1 = (float(value) for value in shape["/BBox"])
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    low_x, high_x = min(x for x, _ in corners), max(x for x, _ in corners)
    low_y, high_y = min(y for _, y in corners), max(y for _, y in corners)
    left, bottom, right, top = (float(value) for value in note["/Rect"])
    if high_x == low_x or high_y == low_y:
        return None
    wide, high = (right - left) / (high_x - low_x), (top - bottom) / (high_y - low_y)
    return shape, (wide, 0, 0, high, left - low_x * wide, bottom - low_y * high)


def _within(whole: Any, name: str) -> Any:
    """The dictionary of this name within another, made if it is not there."""
    from pypdf.generic import DictionaryObject, NameObject

    if name not in whole:
        whole[NameObject(name)] = DictionaryObject()
    return whole[name].get_object()


def _pages_in_pdf(content: bytes) -> int:
    from pypdf.errors import PyPdfError

    try:
        reader = _reader(content)
        if reader.is_encrypted:
            raise Refusal(_LOCKED)
        pages = len(reader.pages)
        for page in reader.pages:
            page.cropbox  # noqa: B018  # a page without a size cannot be printed
            page.get_contents()
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise Refusal(_BROKEN) from None
    if not pages:
        raise Refusal(_BROKEN)
    if pages > MOST_PAGES:
        raise Refusal(f"このPDFは{pages}ページあります。付けられるのは{MOST_PAGES}ページまでです。")
    return pages


@cache
def _quiet() -> None:
    """pypdf logs what it repairs; nobody reads that here, and it must not reach a log."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def _reader(content: bytes) -> Any:
    from pypdf import PdfReader

    _quiet()
    return PdfReader(BytesIO(content))
