"""The application object: Japanese Qt texts, light colours, and a wheel that changes nothing by accident."""

from PySide6.QtWidgets import QApplication, QComboBox, QDialogButtonBox, QScrollArea, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hands import show, turn_wheel


def test_standard_buttons_speak_japanese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "キャンセル"


def test_colours_do_not_follow_the_desktop(application: QApplication) -> None:
    assert application.palette().window().color().name() == "#ffffff"
    assert application.palette().text().color().name() == "#1a1a1a"


def test_wheel_over_an_unfocused_list_or_number_changes_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    combo, spin, other = QComboBox(), QSpinBox(), QComboBox()
    combo.addItems(["一", "二", "三"])
    spin.setValue(5)
    for widget in (other, combo, spin):
        column.addWidget(widget)
    show(qtbot, page)
    other.setFocus()
    turn_wheel(combo)
    turn_wheel(spin)
    assert (combo.currentIndex(), spin.value()) == (0, 5)


def test_wheel_over_a_list_scrolls_the_page_around_it(qtbot: QtBot) -> None:
    area = QScrollArea()
    page = QWidget()
    page.setFixedSize(300, 3000)
    combo = QComboBox(page)
    combo.addItems(["一", "二"])
    combo.move(10, 10)
    area.setWidget(page)
    show(qtbot, area, 320, 300)
    area.setFocus()
    turn_wheel(combo)
    assert combo.currentIndex() == 0
    assert area.verticalScrollBar().value() > 0
