"""LibreOffice opens every Excel and Word file, prints it on A4 one page wide, and shows what was put in."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest

from hokatsu_desktop.exchange.excel import write_excel
from hokatsu_desktop.exchange.word import write_word
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Sheet
from tests.every_sheet.promised import IMPRINT, PIECE, SHEETS, Maker, paper_of, squeezed, text_of, texts_in, ticked_in
from tests.outside_readers.tools import converted
from tests.sheets.generate import empty, overfull, rare_names, typical

A4_PT = (595.3, 841.9)
WRITERS = {".xlsx": write_excel, ".docx": write_word}


def written(papers: dict[str, Sequence[Paper]], folder: Path) -> dict[Path, str]:
    """Every set of papers as Excel and Word, by the name of the set."""
    files = {}
    for name, of_one_file in papers.items():
        for suffix, write in WRITERS.items():
            file = folder / f"{name}-{suffix[1:]}{suffix}"
            file.write_bytes(write(of_one_file, IMPRINT, title=name))
            files[file] = name
    return files


def faults_of(pdf: bytes, sheet: Sheet, answers: Answers) -> Iterator[str]:
    """What is wrong with a page that LibreOffice made: its size, its width, an answer that cannot be seen."""
    text = without_selectors(text_of(pdf))
    sizes = page_sizes(pdf)
    for size in sizes:
        if [round(side) for side in sorted(size)] != [round(side) for side in A4_PT]:
            yield f"page of {size}"
    for answer in texts_in(sheet, answers):
        whole = without_selectors(squeezed(answer))
        pieces = [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]
        lost = [piece for piece in pieces if piece not in text]
        parted = max(len(pieces) // 10, 1 if len(sizes) > 1 else 0)  # at the end of a page
        if len(lost) > parted:
            yield f"lost {lost[:3]}"
    yield from (
        f"lost {sign}{label}" for sign, label in ticked_in(sheet, answers) if squeezed(sign + label) not in text
    )


def without_selectors(text: str) -> str:
    """The text without variation selectors, which LibreOffice's PDF does not tell; the files themselves keep them."""
    return re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", text)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(pdf)
    sizes = [page.get_size() for page in document]
    document.close()
    return sizes


def faults_of_all(make: Maker, folder: Path) -> list[str]:
    """What is wrong with any sheet filled in so, in Excel or Word."""
    answers = {sheet.key: make(sheet) for sheet in SHEETS}
    files = written({sheet.key: [paper_of(sheet, answers[sheet.key])] for sheet in SHEETS}, folder)
    pdfs = converted(list(files), folder)
    faults = [f"{file.name}: not opened" for file in files if file not in pdfs]
    for sheet in SHEETS:
        for file in (file for file, name in files.items() if name == sheet.key and file in pdfs):
            faults += [f"{file.name}: {fault}" for fault in faults_of(pdfs[file], sheet, answers[sheet.key])]
    return faults


def test_every_sheet_is_opened_and_shows_its_answers(tmp_path: Path) -> None:
    assert faults_of_all(typical, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("make", [empty, overfull, rare_names], ids=lambda make: make.__name__)
def test_every_sheet_filled_in_otherwise(make: Maker, tmp_path: Path) -> None:
    assert faults_of_all(make, tmp_path) == []
