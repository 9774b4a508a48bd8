"""The promises every declared sheet keeps: screen and paper give back what was put in, no glyph missing, no text lost."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.printing.papers import Printed, print_papers
from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.sheets.answers import Answer, Answers, Marks, as_keys, as_rows, as_text, tidy
from hokatsu_desktop.sheets.definition import Kind, Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.load import all_sheets
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.sheet_form.form import SheetForm
from tests.sheets.generate import answers_for, empty, overfull, rare_names, typical

TODAY = date(2026, 11, 23)
IMPRINT = Imprint(
    "みどり町",
    "福祉課",
    practice=True,
    printed_at=datetime(2026, 11, 23, 11, 42, tzinfo=UTC),
    printed_by="見本",
    head_digits="1234-5678-9012",
)
MAKERS: tuple[Callable[[Sheet], Answers], ...] = (empty, typical, overfull, rare_names)
SHEETS = all_sheets()
IN_NO_FONT = {"邊\U000e0102"}  # a form that neither shipped font has: named to the user, never printed as another form
PIECE = 12  # characters of an answer that stand together on paper, wherever a page or line ends


@pytest.fixture(scope="module")
def application() -> QApplication:
    found = QApplication.instance() or QApplication(["test"])
    assert isinstance(found, QApplication)
    furnish(found)
    return found


@cache
def form_of(sheet: Sheet) -> SheetForm:
    """One form per sheet for all examples: building it is the slow part."""
    return SheetForm(sheet, sheet.choice_list, TODAY)


def trimmed(answers: Answers) -> Answers:
    """Texts without white space at their ends: the form may drop it, nothing else."""
    return {key: value.strip() if isinstance(value, str) else rows_trimmed(value) for key, value in answers.items()}


def rows_trimmed(answer: Answer) -> Answer:
    """Rows with trimmed cells; ticks as they are."""
    rows = as_rows(answer)
    return [{key: cell.strip() for key, cell in row.items()} for row in rows] if rows else answer


def printed(sheet: Sheet, answers: Answers, *, blank: bool = False) -> Printed:
    return print_papers([Paper(sheet, answers, "R8-012　見本世帯", blank=blank)], IMPRINT, title=sheet.title)


def text_of(pdf: bytes) -> str:
    """The text layer of all pages in one line, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return squeezed("".join(pages))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text))


def texts_in(sheet: Sheet, answers: Answers) -> Iterator[str]:
    """Every text that must be on paper as it was typed."""
    for blank in sheet.blanks:
        answer = answers.get(blank.key)
        match blank.kind:
            case Kind.TEXT | Kind.LINES | Kind.NUMBER:
                yield as_text(answer)
            case Kind.DATE:
                yield wareki.shown(as_text(answer))
            case Kind.ROWS | Kind.PEOPLE:
                for row in as_rows(answer):
                    yield from (row[c.key] for c in blank.columns if c.kind in (Kind.TEXT, Kind.LINES))
            case Kind.CHOICE:
                yield sheet.choice_list(blank.list).label_of(as_text(answer))
            case Kind.CHOICES | Kind.MARKS | Kind.YES_NO | Kind.DRAWING | Kind.SIGN | Kind.WORDS:
                pass  # marks are compared in tests/printing
            case _:
                raise ValueError(blank.kind)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_paper_holds_every_answer_and_no_glyph_is_missing(sheet: Sheet, make: Callable[[Sheet], Answers]) -> None:
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
        assert len(lost) <= whole_pages(paper) * 2, (sheet.key, typed[:20], lost[:3])
        assert not lost or len(whole) > 200, (sheet.key, typed, lost)


def whole_pages(paper: Printed) -> int:
    """How many page ends there are at which a piece may be parted."""
    return paper.pages - 1


def ticked(sheet: Sheet, answers: Answers) -> Answers:
    """Answers as a form can hold them: ticks in the list's order, own words only beside a ticked value that opens them."""
    kept = dict(answers)
    for blank in sheet.blanks:
        if not blank.list:
            continue
        order = [value.key for value in sheet.choice_list(blank.list).values]
        given = kept.get(blank.key)
        if isinstance(given, dict):
            kept[blank.key] = Marks(most=given["most"], also=sorted(given["also"], key=order.index))
        elif isinstance(given, list):
            kept[blank.key] = sorted(as_keys(given), key=order.index)
        free = {value.key for value in sheet.choice_list(blank.list).values if value.free_text}
        answer = answers.get(blank.key, "")
        chosen = {answer} if isinstance(answer, str) else set(as_keys(answer))
        if isinstance(answer, dict):
            chosen = {answer["most"], *answer["also"]}
        if not free & chosen:
            kept.pop(other_key(blank.key), None)
    return kept


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


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@pytest.mark.usefixtures("application")
def test_screen_gives_back_what_was_put_in(sheet: Sheet, make: Callable[[Sheet], Answers]) -> None:
    answers = ticked(sheet, tidy(sheet, make(sheet)))
    form = form_of(sheet)
    form.set_answers(answers)
    assert trimmed(form.answers()) == trimmed(answers)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@given(data=st.data())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.usefixtures("application")
def test_any_answers_come_back_from_the_screen(sheet: Sheet, data: st.DataObject) -> None:
    answers = ticked(sheet, tidy(sheet, data.draw(answers_for(sheet))))
    form = form_of(sheet)
    form.set_answers(answers)
    assert trimmed(form.answers()) == trimmed(answers)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@given(data=st.data())
@settings(max_examples=8)
def test_any_answers_can_be_printed_and_print_the_same_bytes(sheet: Sheet, data: st.DataObject) -> None:
    answers = data.draw(answers_for(sheet))
    assert printed(sheet, answers).pdf == printed(sheet, answers).pdf
