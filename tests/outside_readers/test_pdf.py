"""qpdf and poppler agree with our PDFs: the structure is sound, every font is embedded, all is A4 or A3."""

from pathlib import Path

import pytest

from hokatsu_desktop.printing.locked import lock_pdf
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.sheets.definition import Sheet
from tests.every_sheet.promised import IMPRINT, SHEETS, Maker, paper_of
from tests.outside_readers.tools import run
from tests.sheets.generate import empty, overfull, rare_names, typical

PASSWORD = "natsu-Matsuri/2026"
SIZES = {"595.276 x 841.89 pts (A4)", "841.89 x 595.276 pts (A4)", "1190.55 x 841.89 pts (A3)"}


def pdf_of(sheet: Sheet, make: Maker) -> bytes:
    return print_papers([paper_of(sheet, make(sheet))], IMPRINT, title=sheet.title).pdf


def check_pdf(pdf: bytes, folder: Path) -> None:
    """Ask both programs about a PDF."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    checked = run("qpdf", "--check", file)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    fonts = run("pdffonts", file).stdout.splitlines()[2:]
    assert fonts
    assert [line for line in fonts if line.split()[-5] != "yes"] == []  # emb, sub, uni, object ID of two words
    sizes = {line.partition(":")[2].strip() for line in run("pdfinfo", file).stdout.splitlines() if "Page size" in line}
    assert sizes <= SIZES


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_a_sheet(sheet: Sheet, tmp_path: Path) -> None:
    check_pdf(pdf_of(sheet, typical), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("make", [empty, overfull, rare_names], ids=lambda make: make.__name__)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_a_sheet_filled_in_otherwise(sheet: Sheet, make: Maker, tmp_path: Path) -> None:
    check_pdf(pdf_of(sheet, make), tmp_path)


def test_a_locked_pdf(tmp_path: Path) -> None:
    file = tmp_path / "locked.pdf"
    file.write_bytes(lock_pdf(pdf_of(SHEETS[0], typical), PASSWORD))
    opened = run("qpdf", "--check", "--show-encryption", f"--password={PASSWORD}", file)
    assert opened.returncode == 0, opened.stdout + opened.stderr
    assert "AESv3" in opened.stdout
    assert run("qpdf", "--check", file).returncode != 0
