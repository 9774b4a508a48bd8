"""For developers: after looking at them, takes today's pages as the approved ones, and draws the overview in the documents.

PYTHONPATH=src python -m tests.golden.approve
"""

from pathlib import Path

from PIL import Image, ImageOps

from hokatsu_desktop.sheets.load import all_sheets
from tests.golden.pages import FOLDER, pages_of

OVERVIEWS = Path(__file__).parents[2] / "docs" / "pictures"
ACROSS, DOWN, GAP = 6, 4, 8
FIELD = (370, 524)  # A4 upright; a page on its side is made smaller to fit
GROUND = 160


def approve() -> list[Path]:
    """Writes the pages of every sheet, removes those that are no longer printed, gives what was written."""
    FOLDER.mkdir(exist_ok=True)
    written = []
    pictures: list[Image.Image] = []
    for sheet in all_sheets():
        for number, page in enumerate(pages_of(sheet), 1):
            path = FOLDER / f"{sheet.key}-{number}.png"
            page.quantize(16).save(path, optimize=True)
            written.append(path)
            pictures.append(page)
    for gone in set(FOLDER.glob("*.png")) - set(written):
        gone.unlink()
    return written + draw_overviews(pictures)


def draw_overviews(pictures: list[Image.Image]) -> list[Path]:
    """All pages on a few pictures for the documents."""
    written = []
    for number, start in enumerate(range(0, len(pictures), ACROSS * DOWN), 1):
        path = OVERVIEWS / f"sheets-{number}.png"
        overview_of(pictures[start : start + ACROSS * DOWN]).quantize(16).save(path, optimize=True)
        written.append(path)
    for gone in set(OVERVIEWS.glob("sheets-*.png")) - set(written):
        gone.unlink()
    return written


def overview_of(pictures: list[Image.Image]) -> Image.Image:
    """Pages in rows, each in the middle of a field of the same size."""
    rows = -(-len(pictures) // ACROSS)
    ground = Image.new("L", (ACROSS * (FIELD[0] + GAP) + GAP, rows * (FIELD[1] + GAP) + GAP), GROUND)
    for place, picture in enumerate(pictures):
        small = ImageOps.contain(picture, FIELD, Image.Resampling.LANCZOS)
        left = GAP + place % ACROSS * (FIELD[0] + GAP) + (FIELD[0] - small.width) // 2
        top = GAP + place // ACROSS * (FIELD[1] + GAP) + (FIELD[1] - small.height) // 2
        ground.paste(small, (left, top))
    return ground


if __name__ == "__main__":
    print("\n".join(path.name for path in approve()))
