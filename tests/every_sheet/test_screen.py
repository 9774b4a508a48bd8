"""Every sheet on the screen: the form gives back what was put in."""

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.sheets.answers import Answer, Answers, Marks, as_keys, as_rows, tidy
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.sheet_form.form import SheetForm
from tests.every_sheet.promised import MAKERS, SHEETS, Maker
from tests.sheets.generate import answers_for

TODAY = date(2026, 11, 23)


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


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
@pytest.mark.usefixtures("application")
def test_screen_gives_back_what_was_put_in(sheet: Sheet, make: Maker) -> None:
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
