"""The reading of a name, from the composition alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.name_kana_pair import NameKanaPair
from hokatsu_desktop.ui.widgets.reading import kana_of_composition, kana_of_name
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, compose, press, show, type_by_ime


@pytest.mark.parametrize(
    ("preedit", "kana"),
    [
        ("やまだ", "やまだ"),
        ("やまｄ", "やま"),
        ("ほｎ", "ほん"),
        ("しｓｈ", "し"),
        ("山田", ""),
        ("ｙ", ""),
        ("", ""),
        ("ｔａｎａｋａ", ""),
    ],
)
def test_kana_under_composition(preedit: str, kana: str) -> None:
    assert kana_of_composition(preedit) == kana


@pytest.mark.parametrize(
    ("name", "kana"),
    [
        ("山田 花子", "ヤマダ　ハナコ"),
        ("花子 山田", "ハナコ　ヤマダ"),
        ("山田", "ヤマダ"),
        ("山本", ""),
        ("山田はな", "ヤマダハナ"),
        ("", ""),
    ],
)
def test_kana_follow_the_parts_that_are_in_the_name(name: str, kana: str) -> None:
    assert kana_of_name(name, {"山田": "ヤマダ", "花子": "ハナコ"}) == kana


def _pair(bot: QtBot) -> tuple[TextField, TextField]:
    page = QWidget()
    name, kana = TextField("name", "氏名"), TextField("kana", "フリガナ")
    for field in (name, kana):
        field.setParent(page)
    NameKanaPair(name, kana)
    show(bot, page)
    name.setFocus()
    return name, kana


def test_field_tells_the_reading_of_what_was_committed(qtbot: QtBot) -> None:
    name, _ = _pair(qtbot)
    with qtbot.waitSignal(name.reading_committed) as told:
        type_by_ime(name, ["ｙ", "や", "やま", "やまｄ", "やまだ", "山田"], "山田")
    assert told.args == ["やまだ", "山田"]


def test_kana_fill_themselves_in_katakana(qtbot: QtBot) -> None:
    name, kana = _pair(qtbot)
    type_by_ime(name, ["やまだ", "山田"], "山田")
    commit(name, "　")
    type_by_ime(name, ["はなこ", "花子", "華子"], "華子")
    assert (name.value(), kana.value()) == ("山田　華子", "ヤマダ　ハナコ")


def test_kana_forget_a_part_that_was_deleted(qtbot: QtBot) -> None:
    name, kana = _pair(qtbot)
    type_by_ime(name, ["やまだ"], "山田")
    press(name, Qt.Key.Key_Backspace)
    press(name, Qt.Key.Key_Backspace)
    type_by_ime(name, ["かわだ"], "川田")
    assert (name.value(), kana.value()) == ("川田", "カワダ")


def test_kana_corrected_by_hand_are_left_alone(qtbot: QtBot) -> None:
    name, kana = _pair(qtbot)
    type_by_ime(name, ["やまだ"], "山田")
    kana.setFocus()
    kana.selectAll()
    type_by_ime(kana, ["やまた"], "ヤマタ")
    name.setFocus()
    type_by_ime(name, ["はなこ"], "花子")
    assert kana.value() == "ヤマタ"


def test_kana_that_were_there_before_are_left_alone(qtbot: QtBot) -> None:
    name, kana = _pair(qtbot)
    kana.set_value("サトウ")
    name.set_value("佐藤")
    type_by_ime(name, ["はな"], "花")
    assert kana.value() == "サトウ"


def test_a_cancelled_composition_leaves_no_reading(qtbot: QtBot) -> None:
    name, kana = _pair(qtbot)
    compose(name, "すずき")
    compose(name, "")
    commit(name, "田")
    assert kana.value() == ""
