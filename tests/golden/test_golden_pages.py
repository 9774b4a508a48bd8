"""Every printed sheet looks as it was approved; a change is looked at and then approved (tests/golden/approve.py)."""

import pytest
from PIL import Image, ImageDraw

from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import SHEET_KEYS, all_sheets
from tests.golden.pages import FOLDER, approved_of, differs, pages_of


@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_sheet_looks_as_approved(sheet: Sheet) -> None:
    pages, approved = pages_of(sheet), dict(approved_of(sheet.key))
    assert len(pages) == len(approved)
    changed = [
        path.name for page, (path, picture) in zip(pages, approved.items(), strict=True) if differs(page, picture)
    ]
    assert changed == []


def test_no_picture_is_of_a_sheet_that_is_gone() -> None:
    assert {path.stem.rpartition("-")[0] for path in FOLDER.glob("*.png")} == set(SHEET_KEYS)


def test_one_word_more_is_seen() -> None:
    _, approved = next(approved_of("reception"))
    page = approved.copy()
    ImageDraw.Draw(page).rectangle((100, 300, 130, 312), fill=0)
    assert differs(page, approved)


def test_smoother_edges_are_not_seen() -> None:
    _, approved = next(approved_of("reception"))
    smooth = approved.resize((approved.width * 2, approved.height * 2), Image.Resampling.BICUBIC)
    assert not differs(smooth.resize(approved.size, Image.Resampling.BOX), approved)
