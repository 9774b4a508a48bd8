"""How a sheet looks on paper: its pages as small grey pictures, filled in as on an ordinary day."""

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.sheets.definition import Kind, Sheet
from tests.golden.family import picture_for
from tests.sheets.generate import typical

FOLDER = Path(__file__).parent / "approved"
DOTS_PER_INCH = 64  # the words can still be read, and a page is 15 kB
IMPRINT = Imprint(
    "みどり町（架空）",
    "福祉課",
    practice=True,
    printed_at=datetime(2026, 11, 23, 11, 42, tzinfo=timezone(timedelta(hours=9))),
    printed_by="見本",
    head_digits="1234-5678-9012",
)
MOST_DIFFERENT = 24  # of 255: what another machine's way of smoothing edges may change in a spot
SPOT = 8  # dots on each side


def paper_for(sheet: Sheet) -> Paper:
    """A sheet filled in as on an ordinary day, with a family in its drawings."""
    drawings: dict[str, tuple[Shape, ...]] = {
        blank.key: picture_for(blank.key) for blank in sheet.blanks if blank.kind is Kind.DRAWING
    }
    return Paper(sheet, typical(sheet), "R8-012　見本世帯", drawings)


def pages_of(sheet: Sheet) -> list[Image.Image]:
    """The printed pages as grey pictures."""
    pdf = pypdfium2.PdfDocument(print_papers([paper_for(sheet)], IMPRINT, title=sheet.title).pdf)
    pages = [page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L") for page in pdf]
    pdf.close()
    return pages


def approved_of(key: str) -> Iterator[tuple[Path, Image.Image]]:
    """The approved pictures of a sheet, page by page."""
    for path in sorted(FOLDER.glob(f"{key}-*.png")):
        if path.stem.rpartition("-")[0] == key:
            with Image.open(path) as picture:
                yield path, picture.convert("L")


def differs(page: Image.Image, approved: Image.Image) -> bool:
    """Whether a page looks different somewhere: compared in spots, so that smoothed edges do not count."""
    if page.size != approved.size:
        return True
    spots = (-(-page.width // SPOT), -(-page.height // SPOT))
    small = [picture.resize(spots, Image.Resampling.BOX) for picture in (page, approved)]
    return max(ImageChops.difference(*small).tobytes()) > MOST_DIFFERENT
