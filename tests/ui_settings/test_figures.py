"""The section 数字 with real widgets: the ways of the table, the year before, the background typed and kept, the papers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.services.figures.year_books import year_book
from hokatsu_desktop.services.figures.yearly import GROUPS
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.figures.opened_dialog import NOTHING, OpenedDialog
from hokatsu_desktop.ui.figures.section import FiguresSection
from hokatsu_desktop.ui.figures.table_model import MONTHS, YEARS
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import commit, show
from tests.ui_settings.office import FakePrinter


def come(session: Session) -> None:
    referral = begin_referral(session)
    save_sheet(session, "reception", referral.id, {"person_called": "川べりの方"})
    receive_referral(session, referral.id)


@pytest.fixture
def printer() -> FakePrinter:
    return FakePrinter()


@pytest.fixture
def figures(qtbot: QtBot, desk: Desk, printer: FakePrinter) -> FiguresSection:
    desk.act(come)
    section = FiguresSection(desk, printer)
    show(qtbot, section, 1100, 600)
    section.show_place(Place(section="figures"))
    return section


def shown(section: FiguresSection) -> dict[str, tuple[str, ...]]:
    """The rows of the table by their labels."""
    return {row.label: row.cells for row in map(section.model.row, range(section.model.rowCount()))}


def reason_of(desk: Desk, group: str, year: int = 2026) -> str:
    with desk.reading() as session:
        return str(year_book(session, year).reasons.get(group, ""))


def test_the_year_stands_by_quarters_by_months_and_beside_other_years(figures: FiguresSection) -> None:
    assert shown(figures)["新規受付（人）"] == ("1", "—", "0", "0", "1", "")
    figures.ways.show_part(MONTHS)
    figures.reread()
    assert shown(figures)["新規受付（人）"] == ("1", "—", *"0000000", "1", *[""] * 4)
    figures.ways.show_part(YEARS)
    figures.reread()
    assert shown(figures)["新規受付（人）"] == ("1", "—", "—", "—", "—")
    assert not figures.earlier.isEnabled()
    assert not figures.later.isEnabled()


def test_what_comes_in_is_counted_at_once(figures: FiguresSection, desk: Desk) -> None:
    desk.act(come)
    assert shown(figures)["新規受付（人）"][0] == "2"


def test_the_background_belongs_to_the_group_of_the_row(figures: FiguresSection, desk: Desk) -> None:
    commit(figures.reason, "窓口が一つふえた")
    second = next(n for n in range(figures.model.rowCount()) if figures.model.row(n).label == GROUPS[1].title)
    while figures.table.currentIndex().row() < second:
        QTest.keyClick(figures.table, Qt.Key.Key_Down)
    assert reason_of(desk, GROUPS[0].key) == "窓口が一つふえた"
    assert figures.reason.value() == ""
    commit(figures.reason, "課が分かれた")
    figures.flush()
    QTest.keyClick(figures.table, Qt.Key.Key_Up)
    assert figures.reason.value() == "窓口が一つふえた"
    desk.act(undo)
    assert (reason_of(desk, GROUPS[0].key), reason_of(desk, GROUPS[1].key)) == ("窓口が一つふえた", "")


def test_the_background_belongs_to_the_year(figures: FiguresSection, desk: Desk) -> None:
    commit(figures.reason, "窓口が一つふえた")
    figures.show_place(Place(section="figures", record_id=2025))
    assert figures.reason.value() == ""
    commit(figures.reason, "前の年度のわけ")
    figures.show_place(Place(section="figures", record_id=2026))
    assert figures.reason.value() == "窓口が一つふえた"
    assert reason_of(desk, GROUPS[0].key, 2025) == "前の年度のわけ"


def test_whoever_may_only_read_keeps_what_was_typed_on_the_screen(
    figures: FiguresSection, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(desk.store.session_facts, "may_only_read", True)
    commit(figures.reason, "窓口が一つふえた")
    figures.flush()
    assert (figures.reason.value(), reason_of(desk, GROUPS[0].key)) == ("窓口が一つふえた", "")


def test_the_papers_and_the_copy(figures: FiguresSection, printer: FakePrinter) -> None:
    figures.print_here()
    figures.outside_button.click()
    assert printer.asked == ["year_figures 2026", "year_figures_outside 2026"]
    figures.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["項目", "年度計", "R7"]
    assert "新規受付（人）\t1\t—\t0\t0\t1\t" in lines


def row_of(section: FiguresSection, label: str) -> int:
    return next(n for n in range(section.model.rowCount()) if section.model.row(n).label == label)


def test_enter_opens_the_cases_behind_a_number_and_leads_there(figures: FiguresSection, desk: Desk) -> None:
    wanted: list[Place] = []
    desk.wanted.connect(wanted.append)
    figures.table.setCurrentIndex(figures.model.index(row_of(figures, "新規受付（人）"), 0))
    QTest.keyClick(figures.table, Qt.Key.Key_Return)
    (dialog,) = figures.findChildren(OpenedDialog)
    assert "川べり" in dialog.list.rows.row(0).title
    assert not dialog.unseen.isVisible()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (wanted[-1].section, wanted[-1].case_id) == ("cases", 1)


def test_a_number_that_is_not_of_cases_says_so(figures: FiguresSection, desk: Desk) -> None:
    said: list[str] = []
    desk.said.connect(lambda _kind, words: said.append(words))
    figures.open_number(row_of(figures, "継続（延べ対応）"))
    figures.open_number(row_of(figures, "終結"))
    figures.open_number(row_of(figures, "包括的相談"))
    assert said[-1] == NOTHING
    assert len(said) == 2
