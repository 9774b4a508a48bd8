"""Finding the stops of the keyboard must not tie widgets to one another."""

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.focus_order import first_stop_in, stops_in
from tests.ui.hands import show


def filled(bot: QtBot) -> tuple[QMainWindow, list[QLineEdit]]:
    """A shown window with three fields."""
    window = QMainWindow()
    page = QWidget()
    window.setCentralWidget(page)
    column = QVBoxLayout(page)
    fields = [QLineEdit() for _ in range(3)]
    for field in fields:
        column.addWidget(field)
    show(bot, window)
    return window, fields


def test_stops_come_in_the_order_of_tab(qtbot: QtBot) -> None:
    window, fields = filled(qtbot)
    QWidget.setTabOrder(fields[0], fields[2])
    assert list(stops_in(window)) == [fields[0], fields[2], fields[1]]
    assert first_stop_in(window) is fields[0]


def test_a_widget_that_goes_takes_no_other_with_it(qtbot: QtBot) -> None:
    window, fields = filled(qtbot)
    menu = window.menuBar().addMenu("ケース")
    page = window.centralWidget()
    assert page is not None
    assert len(list(stops_in(page))) == 3
    fields[0].deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(fields[0])
    assert all(shiboken6.isValid(kept) for kept in (window, page, menu, *fields[1:]))
    assert menu.title() == "ケース"
    assert fields[1].isVisible()
