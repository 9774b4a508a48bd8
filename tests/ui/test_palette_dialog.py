"""Ctrl+K: finding while composing, choosing by keyboard, remembering nothing."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.palette_dialog import Found, PaletteDialog
from tests.ui.hands import commit, compose, press, show

EVERYTHING = [
    Found("佐藤世帯", "R8-012", "会議待ち", 12),
    Found("佐藤 ハナ", "82歳", "人", 7),
    Found("高梨世帯", "", "", 9),
]


def _palette(bot: QtBot) -> tuple[PaletteDialog, list[str]]:
    asked: list[str] = []

    def find(typed: str) -> list[Found]:
        asked.append(typed)
        return [found for found in EVERYTHING if not typed or typed in ("さ", "さと", "佐藤")][: 2 if typed else 3]

    around = QWidget()
    show(bot, around)
    dialog = PaletteDialog(find, around)
    show(bot, dialog, 600, 400)
    return dialog, asked


def test_it_searches_while_the_name_is_being_composed(qtbot: QtBot) -> None:
    dialog, asked = _palette(qtbot)
    compose(dialog.field, "さ")
    compose(dialog.field, "さと")
    assert asked[-2:] == ["さ", "さと"]
    assert dialog.list.rows.rowCount() == 2


def test_arrows_and_enter_choose(qtbot: QtBot) -> None:
    dialog, _ = _palette(qtbot)
    commit(dialog.field, "佐藤")
    press(dialog.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog.field, Qt.Key.Key_Return)
    assert chosen.args == [7]
    assert not dialog.isVisible()


def test_enter_while_composing_chooses_nothing(qtbot: QtBot) -> None:
    dialog, _ = _palette(qtbot)
    compose(dialog.field, "さと")
    press(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_up_from_the_first_goes_to_the_last(qtbot: QtBot) -> None:
    dialog, _ = _palette(qtbot)
    press(dialog.field, Qt.Key.Key_Up)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog.field, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert chosen.args == [9]


def test_nothing_found_says_what_to_try(qtbot: QtBot) -> None:
    dialog, _ = _palette(qtbot)
    commit(dialog.field, "ない名前")
    assert dialog.list.rows.rowCount() == 0
    assert dialog.accessibleDescription().startswith("見つかりません")
    press(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_escape_closes_without_choosing(qtbot: QtBot) -> None:
    dialog, _ = _palette(qtbot)
    with qtbot.assertNotEmitted(dialog.chosen):
        press(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_it_is_a_dialog_because_input_methods_fail_in_popups(qtbot: QtBot) -> None:
    dialog, _ = _palette(qtbot)
    kind = dialog.windowFlags() & Qt.WindowType.WindowType_Mask
    assert kind == Qt.WindowType.Dialog
