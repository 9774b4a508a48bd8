"""The digits of a paper, typed and looked up by keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.services.acts import head
from hokatsu_desktop.services.agencies import add_agency
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.paper_state_dialog import PaperStateDialog
from tests.ui.hands import commit, press_here


def opened(window: MainWindow) -> PaperStateDialog:
    """The dialog as the menu opens it."""
    window.paper_state.emit()
    QApplication.processEvents()
    return window.findChildren(PaperStateDialog)[-1]


def test_digits_tell_what_changed_since(window: MainWindow, desk: Desk) -> None:
    with desk.reading() as session:
        digits = head(session)
    desk.act(lambda session: add_agency(session, name="見本支援センター"))
    dialog = opened(window)
    assert QApplication.focusWidget() is dialog.digits
    commit(dialog.digits, digits.replace("-", "").translate({ord(str(d)): chr(ord("０") + d) for d in range(10)}))
    press_here(Qt.Key.Key_Return)
    assert dialog.digits.value() == digits
    assert "1回の操作で変わりました" in dialog.message.words()
    assert QApplication.focusWidget() is dialog.list
    row = QAccessible.queryAccessibleInterface(dialog.list).child(0)
    assert row.text(QAccessible.Text.Name).startswith("ケースのほか")
    press_here(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_paper_of_now_and_a_wrong_number(window: MainWindow, desk: Desk) -> None:
    with desk.reading() as session:
        digits = head(session)
    dialog = opened(window)
    commit(dialog.digits, digits)
    press_here(Qt.Key.Key_Return)
    assert "変わっていません" in dialog.message.words()
    assert not dialog.list.isVisible()
    assert QApplication.focusWidget() is dialog.digits
    QTest.keyClick(dialog.digits, Qt.Key.Key_Backspace)
    press_here(Qt.Key.Key_Return)
    assert "12けた" in dialog.message.words()
    assert dialog.digits.value() == digits[:-1]
