"""The window for numbers entered by hand: typed and stored, month by month, a wrong one stays and holds the month."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.figures.by_hand import entered_by_hand
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.figures.by_hand_dialog import ByHandDialog
from hokatsu_desktop.ui.figures.section import FiguresSection
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import commit, show
from tests.ui_settings.office import FakePrinter


@pytest.fixture
def figures(qtbot: QtBot, desk: Desk) -> FiguresSection:
    section = FiguresSection(desk, FakePrinter())
    show(qtbot, section, 1100, 600)
    section.show_place(Place(section="figures"))
    return section


@pytest.fixture
def dialog(figures: FiguresSection) -> ByHandDialog:
    figures.by_hand_button.click()
    (opened,) = figures.findChildren(ByHandDialog)
    return opened


def stored(desk: Desk, month: int) -> dict[str, str]:
    with desk.reading() as session:
        return entered_by_hand(session, 2026, month)


def row(figures: FiguresSection, label: str) -> tuple[str, ...]:
    rows = map(figures.model.row, range(figures.model.rowCount()))
    return next((one.cells for one in rows if one.label == label), ())


def test_what_is_typed_is_stored_and_counted_when_the_window_closes(
    figures: FiguresSection, dialog: ByHandDialog, desk: Desk
) -> None:
    assert dialog.month.text() == "11月"
    assert not dialog.after.isEnabled()
    commit(dialog.numbers["hand_held"].field, "１２")
    dialog.before.click()
    assert (dialog.month.text(), dialog.numbers["hand_held"].value()) == ("10月", "")
    commit(dialog.numbers["hand_held"].field, "3")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert (stored(desk, 11)["hand_held"], stored(desk, 10)["hand_held"]) == ("12", "3")
    assert row(figures, "地域づくり　開催回数") == ("15", "—", "0", "0", "15", "")
    desk.act(undo)
    assert row(figures, "地域づくり　開催回数")[0] == "12"


def test_a_wrong_number_is_told_and_never_goes_into_another_month(dialog: ByHandDialog, desk: Desk) -> None:
    commit(dialog.numbers["hand_people"].field, "たくさん")
    commit(dialog.numbers["hand_held"].field, "4")
    dialog.before.click()
    assert (dialog.month.text(), dialog.numbers["hand_people"].value()) == ("11月", "たくさん")
    assert dialog.problem.isVisible()
    assert (stored(desk, 11)["hand_people"], stored(desk, 11)["hand_held"]) == ("", "4")
    dialog.numbers["hand_people"].field.clear()
    commit(dialog.numbers["hand_people"].field, "40")
    assert not dialog.problem.isVisible()
    dialog.before.click()
    assert dialog.month.text() == "10月"
    assert (stored(desk, 11)["hand_people"], stored(desk, 10)["hand_people"]) == ("40", "")


def test_whoever_may_only_read_stays_in_the_month_with_what_was_typed(
    dialog: ByHandDialog, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(desk.store.session_facts, "may_only_read", True)
    commit(dialog.numbers["hand_held"].field, "4")
    dialog.before.click()
    assert (dialog.month.text(), dialog.numbers["hand_held"].value()) == ("11月", "4")
    assert stored(desk, 11)["hand_held"] == ""
    monkeypatch.setitem(desk.store.session_facts, "may_only_read", False)
    dialog.before.click()
    assert (dialog.month.text(), stored(desk, 11)["hand_held"]) == ("10月", "4")
