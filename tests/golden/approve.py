"""For developers: after looking at them, takes today's pages as the approved ones, and draws the overview in the documents.

PYTHONPATH=src python -m tests.golden.approve
"""

from pathlib import Path

from PIL import Image

from hokatsu_desktop.sheets.load import all_sheets
from tests.golden.pages import FOLDER, pages_of

OVERVIEWS = Path(__file__).parents[2] / "docs" / "pictures"
ACROSS, DOWN, GAP = 6, 4, 8
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
    """Pages in rows, each in a field as large as the largest."""
    width = max(picture.width for picture in pictures) + GAP
    height = max(picture.height for picture in pictures) + GAP
    rows = -(-len(pictures) // ACROSS)
    ground = Image.new("L", (ACROSS * width + GAP, rows * height + GAP), GROUND)
    for place, picture in enumerate(pictures):
        ground.paste(picture, (GAP + place % ACROSS * width, GAP + place // ACROSS * height))
    return ground


if __name__ == "__main__":
    print("\n".join(path.name for path in approve()))
