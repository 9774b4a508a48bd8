"""The application object: Japanese Qt texts, light colours; and a wheel that changes nothing by accident."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import hokatsu_desktop
from hokatsu_desktop.ui.widgets.unwheeled import DropDown, Tabs
from tests.ui.hands import show, turn_wheel

_CHANGED_BY_WHEEL = (
    "Q(ComboBox|FontComboBox|TabBar|TabWidget|(Double)?SpinBox|AbstractSpinBox|(Date|Time|DateTime)Edit|Dial|Slider)"
)
MADE = re.compile(rf"\b{_CHANGED_BY_WHEEL}\(|\({_CHANGED_BY_WHEEL}\)")
"""A widget of Qt's that changes by the wheel, made or taken as a base class."""


def test_standard_buttons_speak_japanese(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "キャンセル"


def test_colours_do_not_follow_the_desktop(application: QApplication) -> None:
    assert application.palette().window().color().name() == "#ffffff"
    assert application.palette().text().color().name() == "#1a1a1a"


def test_wheel_over_a_list_without_the_keyboard_changes_nothing(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    combo, other = DropDown(), DropDown()
    combo.addItems(["一", "二", "三"])
    for widget in (other, combo):
        column.addWidget(widget)
    show(qtbot, page)
    other.setFocus()
    turn_wheel(combo)
    assert combo.currentIndex() == 0
    assert other.hasFocus()
    combo.setFocus()
    turn_wheel(combo)
    assert combo.currentIndex() == 1


def test_wheel_over_tabs_changes_nothing_even_with_the_keyboard_there(qtbot: QtBot) -> None:
    tabs = Tabs()
    for words in ("一", "二"):
        tabs.addTab(words)
    show(qtbot, tabs)
    tabs.setFocus()
    turn_wheel(tabs)
    assert tabs.currentIndex() == 0


def test_nothing_that_a_wheel_changes_is_made_elsewhere() -> None:
    source = Path(hokatsu_desktop.__file__).parent
    home = source / "ui" / "widgets" / "unwheeled.py"
    made = [path for path in source.rglob("*.py") if path != home and MADE.search(path.read_text(encoding="utf-8"))]
    assert MADE.search(home.read_text(encoding="utf-8"))
    assert made == []


def test_wheel_over_a_list_scrolls_the_page_around_it(qtbot: QtBot) -> None:
    area = QScrollArea()
    page = QWidget()
    page.setFixedSize(300, 3000)
    combo = DropDown(page)
    combo.addItems(["一", "二"])
    combo.move(10, 10)
    area.setWidget(page)
    show(qtbot, area, 320, 300)
    area.setFocus()
    turn_wheel(combo)
    assert combo.currentIndex() == 0
    assert area.verticalScrollBar().value() > 0
