"""What the keyboard enters is brought into sight."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import press, show


def _opened(bot: QtBot, *fields: QWidget) -> tuple[QPushButton, QScrollArea]:
    """A button above a page of 300 pixels on which the fields stand far below."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.addSpacing(1000)
    for field in fields:
        column.addWidget(field)
    column.addSpacing(1000)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    button = QPushButton("上")
    window = QWidget()
    outer = QVBoxLayout(window)
    outer.addWidget(button)
    outer.addWidget(area)
    show(bot, window, 500, 380)
    button.setFocus()
    return button, area


def _seen_whole(area: QScrollArea, field: QWidget) -> bool:
    top = field.mapTo(area.viewport(), QPoint(0, 0)).y()
    return top >= 0 and top + field.height() <= area.viewport().height()


def test_tab_from_outside_the_page_scrolls_to_its_field(qtbot: QtBot) -> None:
    field = TextField("one", "一")
    button, area = _opened(qtbot, field)
    assert not _seen_whole(area, field)
    press(button, Qt.Key.Key_Tab)
    assert field.hasFocus()
    assert _seen_whole(area, field)


def test_a_field_of_many_lines_is_seen_whole_with_room_for_its_label(qtbot: QtBot) -> None:
    one, many = TextField("one", "一"), LinesField("many", "二", 5)
    _button, area = _opened(qtbot, one, many)
    one.setFocus()
    press(one, Qt.Key.Key_Return)
    assert many.hasFocus()
    assert _seen_whole(area, many)
    one.setFocus()
    assert one.mapTo(area.viewport(), QPoint(0, 0)).y() >= 30


def test_a_field_higher_than_the_page_does_not_move_it(qtbot: QtBot) -> None:
    high = QWidget()
    high.setFixedHeight(900)
    high.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _button, area = _opened(qtbot, high)
    area.verticalScrollBar().setValue(1100)
    high.setFocus()
    assert area.verticalScrollBar().value() == 1100


def test_a_click_leaves_the_page_where_it_is(qtbot: QtBot) -> None:
    field = LinesField("many", "二", 5)
    _button, area = _opened(qtbot, field)
    area.verticalScrollBar().setValue(1000 - area.viewport().height() + 40)
    before = area.verticalScrollBar().value()
    QTest.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert field.hasFocus()
    assert area.verticalScrollBar().value() == before
