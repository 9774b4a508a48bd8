"""Small windows: Enter presses nothing, Esc keeps what was written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, press, press_here, show


class NoteDialog(Dialog):
    """Keeps its text when it closes."""

    def __init__(self) -> None:
        super().__init__("経過を書く")
        self.kept = ""
        self.field = TextField("words", "内容")
        self.body.addWidget(self.field)
        self.pressed: list[str] = []
        raw = QPushButton("行を削除")  # with Qt's own autoDefault
        raw.clicked.connect(lambda: self.pressed.append("delete"))
        self.body.addWidget(raw)
        self.write = self.add_button(button("書く", ButtonLook.PRIMARY))

    def keep(self) -> None:
        self.kept = self.field.value()


def test_enter_in_a_field_presses_no_button(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    show(qtbot, dialog, 400, 300)
    dialog.field.setFocus()
    for _ in range(3):
        press_here(Qt.Key.Key_Return)
    press(dialog, Qt.Key.Key_Enter)
    assert dialog.isVisible()
    assert dialog.pressed == []


def test_escape_closes_and_keeps_the_text(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    show(qtbot, dialog, 400, 300)
    commit(dialog.field, "電話がつながらない")
    press(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.kept == "電話がつながらない"


def test_its_button_accepts(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    show(qtbot, dialog, 400, 300)
    with qtbot.waitSignal(dialog.accepted):
        dialog.write.click()


def test_without_a_field_the_keyboard_starts_at_the_way_out(qtbot: QtBot) -> None:
    dialog = Dialog("完全に消去しますか")
    dialog.add_button(button("消去する", ButtonLook.HARM))
    way_out = dialog.add_way_out(button("消去しない"))
    show(qtbot, dialog, 400, 200)
    assert QApplication.focusWidget() is way_out
    with qtbot.waitSignal(dialog.rejected):
        press(way_out, Qt.Key.Key_Space)


def test_the_title_says_only_the_product(qtbot: QtBot) -> None:
    dialog = NoteDialog()
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "ほうかつデスク"
