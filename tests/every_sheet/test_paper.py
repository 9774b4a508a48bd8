"""Every sheet on paper: no glyph missing, no text lost, the same bytes for the same answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hokatsu_desktop.printing.papers import Printed, print_papers
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.definition import Kind, Sheet
from tests.every_sheet.promised import IMPRINT, MAKERS, PIECE, SHEETS, Maker, paper_of, squeezed, text_of, texts_in
from tests.sheets.generate import answers_for

IN_NO_FONT = {"邊\U000e0102"}  # a form that neither shipped font has: named to the user, never printed as another form


def printed(sheet: Sheet, answers: Answers, *, blank: bool = False) -> Printed:
    return print_papers([paper_of(sheet, answers, blank=blank)], IMPRINT, title=sheet.title)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_paper_holds_every_answer_and_no_glyph_is_missing(sheet: Sheet, make: Maker) -> None:
    answers = make(sheet)
    paper = printed(sheet, answers)
    absent = {one.character for one in paper.missing}
    assert absent <= IN_NO_FONT
    assert all(character in paper.warning for character in absent)
    text = text_of(paper.pdf)
    for typed in texts_in(sheet, answers):
        whole = squeezed(typed)
        pieces = [whole[at : at + PIECE] for at in range(0, len(whole), PIECE)]
        lost = [piece for piece in pieces if piece not in text]
        assert len(lost) <= page_ends(paper) * 2, (sheet.key, typed[:20], lost[:3])
        assert not lost or len(whole) > 200, (sheet.key, typed, lost)


def page_ends(paper: Printed) -> int:
    """How many page ends there are at which a piece may be parted."""
    return paper.pages - 1


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_blank_sheet_for_handwriting_prints_all_labels(sheet: Sheet) -> None:
    text = text_of(printed(sheet, {}, blank=True).pdf)
    for section in sheet.sections:
        for blank in section.blanks:
            table = blank.kind in (Kind.ROWS, Kind.PEOPLE)
            heading = section.title and table and blank is section.blanks[0]  # the heading right above names the table
            label = section.title if heading else blank.label
            if blank.kind is not Kind.WORDS:
                assert squeezed(label) in text, blank.key


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@given(data=st.data())
@settings(max_examples=8)
def test_any_answers_can_be_printed_and_print_the_same_bytes(sheet: Sheet, data: st.DataObject) -> None:
    answers = data.draw(answers_for(sheet))
    assert printed(sheet, answers).pdf == printed(sheet, answers).pdf
