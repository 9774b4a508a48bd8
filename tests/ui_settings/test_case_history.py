"""このケースの履歴 in the window, by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.models import Case
from hokatsu_desktop.services.case_history import ACTS_AT_ONCE
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.ui.cases.history_dialog import CaseHistoryDialog
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import press_here
from tests.ui_cases.town import new_case


def test_the_history_is_read_and_closed_by_keyboard(window: MainWindow, desk: Desk) -> None:
    case_id = new_case(desk)
    desk.act(lambda session: change_case(session, case_id, lead_supporter="水道課"))
    desk.act(lambda session: change_case(session, case_id, lead_supporter="社会福祉協議会"))
    window.show_place(Place(section="cases", case_id=case_id))
    window.case_history.emit()  # as the menu does
    QApplication.processEvents()
    (dialog,) = window.findChildren(CaseHistoryDialog)
    assert QApplication.focusWidget() is dialog.list
    row = QAccessible.queryAccessibleInterface(dialog.list).child(0)
    assert row.text(QAccessible.Text.Name) == "ケースの内容を直す、R8.11.23 10:32　𠮷田 まこと"
    assert "前 水道課、あと 社会福祉協議会" in dialog.changes.accessibleName()
    press_here(Qt.Key.Key_Down)
    assert "前 （なし）、あと 水道課" in dialog.changes.accessibleName()
    press_here(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.changes
    press_here(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_older_acts_come_below(window: MainWindow, desk: Desk) -> None:
    case_id = new_case(desk)
    with desk.store.transaction() as session:
        for number in range(ACTS_AT_ONCE):
            change_case(session, case_id, next_what=f"{number}回目")
    window.show_place(Place(section="cases", case_id=case_id))
    dialog = window.open_case_history()
    assert dialog is not None
    QApplication.processEvents()
    assert dialog.list.rows.rowCount() == ACTS_AT_ONCE
    dialog.older.setFocus()
    press_here(Qt.Key.Key_Space)
    assert dialog.list.rows.rowCount() > ACTS_AT_ONCE
    assert dialog.older.isHidden()
    assert dialog.list.currentIndex().row() == ACTS_AT_ONCE
    assert QApplication.focusWidget() is dialog.list


def test_whoever_opened_the_case_is_named_once_a_day_and_saves_nothing_else(window: MainWindow, desk: Desk) -> None:
    case_id, other = new_case(desk), new_case(desk)
    saved: list[object] = []
    before = desk.store.head().sequence
    desk.stored.connect(saved.append)
    for shown in (case_id, other, case_id):
        window.show_place(Place(section="cases", case_id=shown))
    dialog = window.open_case_history()
    assert dialog is not None
    assert "𠮷田 まこと（R8.11.23 10:32）" in dialog.opened_by.words()
    assert "ケースを開く" not in [dialog.list.rows.row(row).title for row in range(dialog.list.rows.rowCount())]
    assert desk.store.head().sequence == before + 2
    assert saved == []  # 「保存しました」 would be about nothing that was typed


def test_a_store_that_is_only_read_shows_a_case_without_keeping_who_looked(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = new_case(desk)
    before = desk.store.head()
    monkeypatch.setattr(desk.store, "read_only", True)
    window.show_place(Place(section="cases", case_id=case_id))
    assert window.place().case_id == case_id
    assert desk.store.head() == before


def test_without_a_case_it_says_so(window: MainWindow) -> None:
    assert window.open_case_history() is None
    assert "ケースを開いて" in window.message.words()


def test_a_state_is_put_back_from_the_history_and_undone(window: MainWindow, desk: Desk) -> None:
    case_id = new_case(desk)
    desk.act(lambda session: change_case(session, case_id, lead_supporter="水道課"))
    desk.act(lambda session: change_case(session, case_id, lead_supporter="社会福祉協議会"))
    window.show_place(Place(section="cases", case_id=case_id))
    dialog = window.open_case_history()
    assert dialog is not None
    dialog.back_to.click()
    assert "いまも同じです" in dialog.message.words()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog.back_to.click()
    assert "Ctrl+Z" in dialog.message.words()
    assert lead_of(desk, case_id) == "水道課"
    assert dialog.list.rows.row(0).title == "前の状態に戻す"
    desk.act(undo)
    assert lead_of(desk, case_id) == "社会福祉協議会"


def lead_of(desk: Desk, case_id: int) -> str:
    with desk.reading() as session:
        return session.get_one(Case, case_id).lead_supporter
