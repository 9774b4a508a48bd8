"""Every sheet in Excel, Word and CSV: what was put in comes out whole, the same bytes for the same answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokatsu_desktop.exchange.csv_text import write_csv
from hokatsu_desktop.exchange.excel import write_excel
from hokatsu_desktop.exchange.safe_text import plain_number
from hokatsu_desktop.exchange.word import write_word
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Kind, Sheet
from tests.every_sheet.promised import (
    CASE_LABEL,
    IMPRINT,
    MAKERS,
    SHEETS,
    Maker,
    paper_of,
    squeezed,
    texts_in,
    ticked_in,
)
from tests.exchange.reading import csv_rows, excel_columns, word_cells
from tests.sheets.generate import answers_for

each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
each_filling = pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)


def excel(sheet: Sheet, answers: Answers, *, blank: bool = False) -> bytes:
    return write_excel([paper_of(sheet, answers, blank=blank)], IMPRINT, title=sheet.title)


def word(sheet: Sheet, answers: Answers, *, blank: bool = False) -> bytes:
    return write_word([paper_of(sheet, answers, blank=blank)], IMPRINT, title=sheet.title)


def missing_in(cells: list[str], sheet: Sheet, answers: Answers) -> list[str]:
    """The answers of which no cell holds every character, and the ticked values without their tick."""
    held = [squeezed(cell) for cell in cells]
    texts = [squeezed(text) for text in texts_in(sheet, answers)]
    ticks = [squeezed(sign + label) for sign, label in ticked_in(sheet, answers)]
    return [text for text in [*texts, *ticks] if not any(one in cell for one in spellings(text) for cell in held)]


def spellings(text: str) -> tuple[str, ...]:
    """The text; a number also as a cell holds it: 85,000 is 85000."""
    return (text,) if plain_number(text) is None else (text, text.replace(",", ""))


@each_filling
@each_sheet
def test_excel_holds_every_answer_whole(sheet: Sheet, make: Maker) -> None:
    answers = make(sheet)
    columns = excel_columns(excel(sheet, answers))
    assert missing_in([*("".join(column) for column in columns)], sheet, answers) == []
    assert max(len(cell) for column in columns for cell in column) < 32_767


@each_filling
@each_sheet
def test_word_holds_every_answer_whole(sheet: Sheet, make: Maker) -> None:
    answers = make(sheet)
    assert missing_in(word_cells(word(sheet, answers)), sheet, answers) == []


@each_filling
@each_sheet
def test_csv_has_a_row_for_every_answer(sheet: Sheet, make: Maker) -> None:
    answers = make(sheet)
    rows = csv_rows(write_csv([paper_of(sheet, answers)]))
    assert all(row[:2] == [CASE_LABEL, sheet.title] for row in rows)
    values = [row[-1] for row in rows]
    for text in filter(None, texts_in(sheet, answers)):
        assert any(value.startswith(text) for value in values), text
    for _sign, label in ticked_in(sheet, answers):
        assert any(label in value for value in values), label
    assert bool(rows) is bool(answers)


@each_sheet
def test_files_for_handwriting_have_all_labels(sheet: Sheet) -> None:
    for cells in (
        "".join("".join(column) for column in excel_columns(excel(sheet, {}, blank=True))),
        "".join(word_cells(word(sheet, {}, blank=True))),
    ):
        for section in sheet.sections:
            for blank in section.blanks:
                named_above = blank is section.blanks[0] and blank.kind in (Kind.ROWS, Kind.PEOPLE) and section.title
                label = section.title if named_above else blank.label
                for part in label.split("　"):  # in a letter the name of a line and its words are two cells
                    assert squeezed(part) in squeezed(cells), blank.key


@each_sheet
@given(data=st.data())
@settings(max_examples=4)
def test_any_answers_come_out_of_excel_and_word(sheet: Sheet, data: st.DataObject) -> None:
    answers = data.draw(answers_for(sheet))
    assert missing_in(["\n".join(column) for column in excel_columns(excel(sheet, answers))], sheet, answers) == []
    assert missing_in(word_cells(word(sheet, answers)), sheet, answers) == []


@each_sheet
def test_the_same_answers_give_the_same_bytes(sheet: Sheet) -> None:
    answers = MAKERS[1](sheet)
    assert excel(sheet, answers) == excel(sheet, answers)
    assert word(sheet, answers) == word(sheet, answers)
