"""From a button to paper: what is gathered, made anew in another degree, and left in the log."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import ChangeEntry, Degree
from hokatsu_desktop.services.attachments import attach
from hokatsu_desktop.services.newest import newest_referral
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.sheet_work import finish_sheet
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_desk import PrintDesk
from hokatsu_desktop.ui.print_window.job import Made
from tests.printing.reading import text_of
from tests.printing.test_attached import foreign_pdf
from tests.ui.hands import show
from tests.ui_cases.town import Heard, Town, new_case

A_SHEET, B_SHEET = "tsunagi_takashima_a", "tsunagi_takashima_b"


@pytest.fixture
def print_desk(desk: Desk, qtbot: QtBot) -> PrintDesk:
    window = QWidget()
    show(qtbot, window)
    return PrintDesk(desk, lambda: None, window)


def referral_of(desk: Desk, case_id: int) -> int:
    with desk.reading() as session:
        referral = newest_referral(session, case_id)
        assert referral is not None
        return referral.id


def opened(qtbot: QtBot) -> Preview:
    """The print window, once the worker has made the paper."""

    def is_there() -> bool:
        return any(isinstance(one, Preview) and one.isVisible() for one in QApplication.topLevelWidgets())

    qtbot.waitUntil(is_there)
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, Preview) and one.isVisible())
    assert isinstance(window, Preview)
    return window


def made_in(window: Preview, qtbot: QtBot, degree: Degree) -> Made:
    """What the window shows after a degree was chosen."""
    window.choices.degrees.buttons[degree].click()
    qtbot.waitUntil(lambda: window.made().wish.degree is degree)
    return window.made()


def newest_line(desk: Desk) -> dict[str, Any]:
    with desk.reading() as session:
        query = select(ChangeEntry).where(ChangeEntry.act == "print_sheets").order_by(ChangeEntry.id.desc()).limit(1)
        entry = session.scalar(query)
        assert entry is not None
        return dict(entry.after or {})


def test_a_print_leaves_its_line(desk: Desk, print_desk: PrintDesk, town: Town, qtbot: QtBot, tmp_path: Path) -> None:
    referral = referral_of(desk, town.main)
    print_desk.print_sheet(A_SHEET, referral)
    window = opened(qtbot)
    made = made_in(window, qtbot, Degree.LETTERS)
    kind = next(one for one in window.kinds() if one.to == "excel")
    window.write(kind, tmp_path / "表.xlsx")
    qtbot.waitUntil(lambda: window.message.words() == kind.done)
    assert newest_line(desk) == {
        "sheets": [A_SHEET],
        "subject": "referral",
        "subject_id": referral,
        "copies": 1,
        "to": "excel",
        "degree": "letters",
        "pages": made.printed.pages,
    }
    window.reject()


def test_names_go_and_the_warning_comes(desk: Desk, print_desk: PrintDesk, qtbot: QtBot) -> None:
    case_id = new_case(desk, "架空 すみれ")
    referral = referral_of(desk, case_id)
    desk.act(lambda session: attach(session, A_SHEET, referral, foreign_pdf("架空すみれの記録"), pages=1, title="記録"))
    print_desk.print_sheet(A_SHEET, referral)
    window = opened(qtbot)
    named = text_of(window.made().printed.pdf)
    assert "架空すみれ" in named
    assert "架空すみれの記録" in named
    made = made_in(window, qtbot, Degree.ANONYMOUS)
    words = text_of(made.printed.pdf)
    assert "すみれ" not in words
    assert "付けていません" in words
    assert made.notices[0].heading == "気をつけること"
    window.reject()


def test_the_gaps_of_a_sheet_are_named_and_nothing_is_held_back(
    desk: Desk, print_desk: PrintDesk, qtbot: QtBot
) -> None:
    print_desk.print_sheet("assessment", new_case(desk))
    window = opened(qtbot)
    assert any("か所がまだです" in notice.heading for notice in window.made().notices)
    assert window.print_button.isEnabled()
    window.reject()


def test_additions_are_marked_when_asked_for(desk: Desk, print_desk: PrintDesk, qtbot: QtBot) -> None:
    referral = referral_of(desk, new_case(desk))
    before: Answers = {"tried": "訪問した。"}
    after: Answers = {"tried": "訪問した。手紙も置いた。"}
    desk.act(lambda session: save_sheet(session, B_SHEET, referral, before))
    desk.act(lambda session: finish_sheet(session, B_SHEET, referral))
    desk.act(lambda session: save_sheet(session, B_SHEET, referral, after))
    print_desk.print_sheet(B_SHEET, referral)
    window = opened(qtbot)
    assert "追記" not in text_of(window.made().printed.pdf)
    window.choices.additions.click()
    qtbot.waitUntil(lambda: window.made().wish.additions)
    assert "訪問した。（R8.11.23追記）手紙も置いた。" in text_of(window.made().printed.pdf)
    window.reject()


def test_an_empty_form_offers_no_degree(print_desk: PrintDesk, qtbot: QtBot) -> None:
    print_desk.print_blank(B_SHEET)
    window = opened(qtbot)
    assert window.choices.degrees.buttons == {}
    assert window.made().notices == ()
    window.reject()


def test_a_record_that_is_gone_is_said(print_desk: PrintDesk, heard: Heard) -> None:
    print_desk.print_sheet(B_SHEET, 99_999)
    print_desk.print_packet(99_999)
    assert [words for _kind, words in heard.said] == [Gone().words] * 2
