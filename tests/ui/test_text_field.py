"""The one-line field: nothing is refused, Enter moves, paste is plain."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.moving import set_enter_moves
from hokatsu_desktop.ui.widgets.text_field import TextField, is_block, one_line
from tests.ui.hands import commit, compose, focus_name, press, show

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def _three(bot: QtBot) -> list[TextField]:
    page = QWidget()
    column = QVBoxLayout(page)
    fields = [TextField(key, key) for key in ("one", "two", "three")]
    for field in fields:
        column.addWidget(field)
    show(bot, page)
    fields[1].setFocus()
    return fields


def test_enter_goes_on_and_shift_enter_goes_back(qtbot: QtBot) -> None:
    fields = _three(qtbot)
    press(fields[1], Qt.Key.Key_Return)
    assert focus_name() == "three"
    press(fields[2], Qt.Key.Key_Enter, SHIFT | Qt.KeyboardModifier.KeypadModifier)
    assert focus_name() == "two"
    press(fields[1], Qt.Key.Key_Return, SHIFT)
    assert focus_name() == "one"


def test_enter_stays_when_the_user_switched_it_off(qtbot: QtBot) -> None:
    fields = _three(qtbot)
    set_enter_moves(False)
    press(fields[1], Qt.Key.Key_Return)
    assert focus_name() == "two"


def test_enter_during_a_composition_does_not_leave_the_field(qtbot: QtBot) -> None:
    fields = _three(qtbot)
    compose(fields[1], "やまだ")
    press(fields[1], Qt.Key.Key_Return)
    assert focus_name() == "two"


def test_full_width_digits_and_rare_kanji_are_kept(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    commit(field, "０１２𠮷𠮷𠮷")
    assert field.value() == "０１２𠮷𠮷𠮷"


def test_changed_is_told_once_for_a_commit_and_never_for_a_composition(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    told: list[str] = []
    field.changed.connect(lambda: told.append(field.value()))
    compose(field, "か")
    assert told == []
    commit(field, "蚊")
    assert told == ["蚊"]


def test_shown_values_are_not_told_as_changes(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    with qtbot.assertNotEmitted(field.changed):
        field.set_value("佐藤")
    assert field.value() == "佐藤"


def test_composing_tells_the_text_with_the_composition_in_it(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    commit(field, "田")
    field.setCursorPosition(0)
    with qtbot.waitSignal(field.composing) as told:
        compose(field, "やま")
    assert told.args == ["やま田"]


def test_pasted_lines_become_one_line(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    QGuiApplication.clipboard().setText("みどり町\r\n川べり\t1番地\n")
    press(field, Qt.Key.Key_V, CONTROL)
    assert field.value() == "みどり町 川べり 1番地"


def test_a_field_that_takes_blocks_hands_them_on(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    field.takes_blocks = True
    QGuiApplication.clipboard().setText("山本\t水道課\n大森\t民生委員")
    with qtbot.waitSignal(field.block_pasted) as told:
        press(field, Qt.Key.Key_V, CONTROL)
    assert told.args == ["山本\t水道課\n大森\t民生委員"]
    assert field.value() == ""


def test_read_only_field_takes_no_paste(qtbot: QtBot) -> None:
    field = _three(qtbot)[0]
    field.set_read_only(True)
    QGuiApplication.clipboard().setText("山本")
    press(field, Qt.Key.Key_V, CONTROL)
    assert field.value() == ""


@pytest.mark.parametrize(("text", "block"), [("山本\n", False), ("a\tb", True), ("a\nb", True), ("山本", False)])
def test_one_copied_cell_is_no_block(text: str, block: bool) -> None:
    assert is_block(text) is block


def test_one_line_keeps_single_blanks_at_the_joints() -> None:
    assert one_line("a\r\nb\tc\n") == "a b c"
