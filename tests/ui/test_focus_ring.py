"""The ring that shows where the keyboard is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QTabBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.focus_ring import _Frame
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import show


def _ring(page: QWidget) -> QFrame | None:
    rings = [ring for ring in page.findChildren(_Frame) if ring.isVisible()]
    assert len(rings) <= 1
    return rings[0] if rings else None


def _page(bot: QtBot, *widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 20, 20, 20)
    column.setSpacing(20)
    for widget in widgets:
        column.addWidget(widget)
    show(bot, page, 400, 300)
    return page


def test_the_ring_goes_round_the_field_and_follows_the_keyboard(qtbot: QtBot) -> None:
    one, other = TextField("one", "一"), TextField("other", "二")
    page = _page(qtbot, one, other)
    for field in (one, other):
        field.setFocus()
        ring = _ring(page)
        assert ring is not None
        assert ring.geometry() == field.geometry().adjusted(-5, -5, 5, 5)


def test_the_ring_is_black_outside_and_yellow_inside(qtbot: QtBot) -> None:
    field = TextField("one", "一")
    page = _page(qtbot, field)
    field.setFocus()
    image = page.grab().toImage()
    middle = field.geometry().center().x()
    top = field.geometry().top()
    assert image.pixelColor(middle, top - 4).name() == theme.INK
    assert image.pixelColor(middle, top - 2).name() == theme.YELLOW


def test_the_ring_follows_when_the_field_moves_or_hides(qtbot: QtBot) -> None:
    field, other = TextField("one", "一"), TextField("other", "二")
    page = _page(qtbot, other, field)
    field.setFocus()
    other.setFixedHeight(80)
    qtbot.waitUntil(lambda: (ring := _ring(page)) is not None and ring.geometry().contains(field.geometry()))
    other.setFocus()
    other.hide()
    ring = _ring(page)
    assert ring is None or not ring.geometry().contains(other.geometry())


def test_the_ring_scrolls_with_its_page(qtbot: QtBot) -> None:
    area = QScrollArea()
    content = QWidget()
    content.setFixedSize(300, 2000)
    field = TextField("one", "一", content)
    field.setGeometry(20, 20, 200, 36)
    area.setWidget(content)
    page = _page(qtbot, area)
    field.setFocus()
    ring = _ring(page)
    assert ring is not None
    assert ring.parentWidget() is content


def test_a_clicked_button_has_no_ring_but_one_reached_by_tab_has(qtbot: QtBot) -> None:
    field, made = TextField("one", "一"), QPushButton("押す")
    page = _page(qtbot, field, made)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert made.hasFocus()
    assert _ring(page) is not None
    field.setFocus()
    QTest.mousePress(made, Qt.MouseButton.LeftButton)
    assert made.hasFocus()
    ring = _ring(page)
    QTest.mouseRelease(made, Qt.MouseButton.LeftButton)
    assert ring is None


def test_a_tab_bar_has_the_ring_round_its_current_tab(qtbot: QtBot) -> None:
    bar = QTabBar()
    for words in ("概要", "つなぎ"):
        bar.addTab(words)
    page = _page(qtbot, bar)
    bar.setCurrentIndex(1)
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    ring = _ring(page)
    assert ring is not None
    assert ring.geometry().contains(bar.tabRect(1).translated(bar.pos()).adjusted(0, 0, -20, 0))
    bar.setCurrentIndex(0)
    assert not ring.geometry().intersects(bar.tabRect(1).translated(bar.pos()))


def test_in_a_list_the_current_row_carries_the_ring(qtbot: QtBot) -> None:
    view = ListView("ケース")
    view.set_rows([ListRow(title="佐藤世帯", meta="R8-012", target=1)])
    page = _page(qtbot, view)
    view.setFocus()
    view.go_to(1)
    assert _ring(page) is None
    image = view.viewport().grab().toImage()
    assert image.pixelColor(150, 1).name() == theme.INK


def test_the_ring_survives_the_end_of_its_page(qtbot: QtBot) -> None:
    field, other = TextField("one", "一"), TextField("other", "二")
    inner = QWidget()
    QVBoxLayout(inner).addWidget(field)
    page = _page(qtbot, inner, other)
    field.setFocus()
    inner.setParent(None)
    inner.deleteLater()
    qtbot.wait(10)
    other.setFocus()
    assert _ring(page) is not None
