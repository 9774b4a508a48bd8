"""Every shipped sheet in letters and anonymous: nothing is lost, and what names nobody stays as it was typed."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Degree
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.degrees import in_degree
from hokatsu_desktop.services.degrees.calling import SUPPORTER
from hokatsu_desktop.services.papers import Paper, imprint_of
from hokatsu_desktop.sheets.answers import BAR, Answers
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import all_sheets
from tests.every_sheet.promised import PIECE, squeezed, text_of, texts_in
from tests.sheets.generate import overfull, rare_names, typical

MAKERS: tuple[Callable[[Sheet], Answers], ...] = (typical, rare_names)
NAMES_NOBODY = ("訪ねても母としか話せず", "受診したことがあるかをたずねる", "二行目です。", "葛󠄀城 祇󠄀園", "纊 㐂")


@pytest.mark.parametrize("degree", [Degree.LETTERS, Degree.ANONYMOUS, Degree.DISCLOSURE])
@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_nothing_is_lost_in_any_degree(town: Session, sheet: Sheet, degree: Degree) -> None:
    for make in MAKERS:
        paper = in_degree(town, [Paper(sheet, make(sheet))], degree).papers[0]
        printed = print_papers([paper], imprint_of(town), title=sheet.title)
        text = text_of(printed.pdf)
        for typed in (squeezed(one) for one in texts_in(paper.sheet, paper.answers) if BAR not in one):
            pieces = [typed[at : at + PIECE] for at in range(0, len(typed), PIECE)]
            lost = [piece for piece in pieces if piece not in text]
            assert len(lost) < printed.pages, (sheet.key, make.__name__, lost)


@pytest.mark.parametrize("degree", [Degree.LETTERS, Degree.ANONYMOUS])
@pytest.mark.parametrize("sheet", all_sheets(), ids=lambda sheet: sheet.key)
def test_what_names_nobody_stays_as_it_was_typed(town: Session, sheet: Sheet, degree: Degree) -> None:
    for make in (typical, rare_names, *((overfull,) if degree is Degree.LETTERS else ())):
        before = make(sheet)
        after = in_degree(town, [Paper(sheet, before)], degree).papers[0].answers
        assert after.keys() == before.keys()
        for old, new in zip(texts_in(sheet, before), texts_in(sheet, after), strict=True):
            if new != SUPPORTER:  # a blank for a supporter's name alone: one that nobody knows gives way
                assert [new.count(one) for one in NAMES_NOBODY] == [old.count(one) for one in NAMES_NOBODY]
