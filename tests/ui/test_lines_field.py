"""The field of several lines: it grows, Tab leaves it, the input method finds its cursor."""

from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, compose, focus_name, press, show


def _page(bot: QtBot, *, enter_moves: bool = False) -> LinesField:
    page = QWidget()
    column = QVBoxLayout(page)
    field = LinesField("words", "ようす", 2, enter_moves=enter_moves)
    column.addWidget(TextField("before", "前"))
    column.addWidget(field)
    column.addWidget(TextField("after", "後"))
    column.addStretch()
    show(bot, page, 400, 600)
    field.setFocus()
    return field


def test_tab_leaves_and_enter_breaks_the_line(qtbot: QtBot) -> None:
    field = _page(qtbot)
    commit(field, "一行目")
    press(field, Qt.Key.Key_Return)
    commit(field, "二行目")
    assert field.value() == "一行目\n二行目"
    press(field, Qt.Key.Key_Tab)
    assert focus_name() == "after"


def test_in_a_table_enter_goes_on_and_alt_enter_breaks_the_line(qtbot: QtBot) -> None:
    field = _page(qtbot, enter_moves=True)
    commit(field, "一")
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    commit(field, "二")
    press(field, Qt.Key.Key_Return)
    assert field.value() == "一\n二"
    assert focus_name() == "after"


def test_field_grows_with_its_text_and_shrinks_again(qtbot: QtBot) -> None:
    field = _page(qtbot)
    low = field.height()
    field.set_value("\n".join(["訪ねても会えない。"] * 8))
    qtbot.waitUntil(lambda: field.height() >= low + 6 * 24)
    assert field.viewport().height() >= field.document().size().height()
    field.set_value("")
    qtbot.waitUntil(lambda: field.height() == low)


def test_field_grows_with_the_letters(qtbot: QtBot, application: QApplication) -> None:
    field = _page(qtbot)
    low = field.height()
    apply_theme(application, 200)
    qtbot.waitUntil(lambda: field.height() >= 1.8 * low)


def test_changed_is_not_told_during_composition_or_for_shown_values(qtbot: QtBot) -> None:
    field = _page(qtbot)
    told: list[str] = []
    field.changed.connect(lambda: told.append(field.value()))
    field.set_value("前から")
    compose(field, "か")
    assert told == []
    commit(field, "蚊")
    assert len(told) >= 1
    assert "蚊" in told[-1]


def test_cursor_place_for_the_input_method_counts_the_padding(qtbot: QtBot) -> None:
    field = _page(qtbot)
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImCursorRectangle)
    QApplication.sendEvent(field, query)
    area = query.value(Qt.InputMethodQuery.ImCursorRectangle)
    cursor = field.cursorRect().translated(field.viewport().pos())
    place = area if isinstance(area, QRect) else area.toRect()
    assert field.viewport().pos().y() > 0
    assert abs(place.top() - cursor.top()) <= 1
    assert abs(place.left() - cursor.left()) <= 2


def test_paste_is_plain(qtbot: QtBot) -> None:
    field = _page(qtbot)
    source = QMimeData()
    source.setHtml("<b>太い</b>字")
    source.setText("太い字")
    field.insertFromMimeData(source)
    assert field.value() == "太い字"
    assert "font-weight" not in field.toHtml().split("<body", 1)[1].split(">", 1)[1]


def test_undo_is_left_to_the_window_when_nothing_was_typed(qtbot: QtBot) -> None:
    field = _page(qtbot)
    field.set_value("前から")
    assert not field.document().isUndoAvailable()
    commit(field, "足す")
    assert field.document().isUndoAvailable()


def test_new_lines_keep_the_open_spacing(qtbot: QtBot) -> None:
    field = _page(qtbot)
    for _ in range(3):
        commit(field, "行")
        press(field, Qt.Key.Key_Return)
    heights = []
    block = field.document().begin()
    while block.isValid():
        heights.append(block.blockFormat().lineHeight())
        block = block.next()
    assert heights == [150.0] * 4
