"""Ticking: one of a list, several of a list, ○ and ◎, yes and no; by mouse and by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.sheets.answers import Marks
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.theme import apply_theme, px
from hokatsu_desktop.ui.widgets.choice_field import NOTHING, NOTHING_SHORT, ChipChoice, ChoiceField, ListChoice
from hokatsu_desktop.ui.widgets.choices_field import ChoicesField
from hokatsu_desktop.ui.widgets.marks_field import MarksField
from hokatsu_desktop.ui.widgets.option_group import OptionGroup
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.yes_no import YesNo
from tests.ui.hands import commit, focus_name, press_here, show, turn_wheel


def _list(count: int, *, retired: bool = False) -> ChoiceList:
    values = [Choice(key=f"v{number}", label=f"値{number}") for number in range(1, count)]
    values.append(Choice(key="other", label="その他", free_text=True))
    if retired:
        values.append(Choice(key="old", label="むかしの値", retired=True))
    return ChoiceList(key="list", label="一覧", values=tuple(values), several=True)


def _show(bot: QtBot, field: QWidget, stop: QWidget) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(TextField("before", "前"))
    column.addWidget(field)
    column.addWidget(TextField("after", "後"))
    column.addStretch()
    show(bot, page)
    stop.setFocus(Qt.FocusReason.TabFocusReason)


def test_a_short_list_is_chips_and_a_long_one_drops_down(qtbot: QtBot) -> None:
    for count, kind in ((6, ChipChoice), (7, ListChoice)):
        field = ChoiceField("kind", "区分", _list(count))
        qtbot.addWidget(field)
        assert len(field.findChildren(kind)) == 1


@pytest.mark.parametrize("count", [4, 9])
@pytest.mark.parametrize(("value", "other"), [("v2", ""), ("other", "自分のことば"), ("", "")])
def test_choices_come_back(qtbot: QtBot, count: int, value: str, other: str) -> None:
    field = ChoiceField("kind", "区分", _list(count))
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(value)
        field.set_other(other)
    assert (field.value(), field.other()) == (value, other)


@pytest.mark.parametrize("count", [4, 9])
def test_digits_choose_and_delete_clears(qtbot: QtBot, count: int) -> None:
    field = ChoiceField("kind", "区分", _list(count))
    _show(qtbot, field, field.first_stop())
    press_here(Qt.Key.Key_2)
    assert field.value() == "v2"
    press_here(Qt.Key.Key_Down)
    assert field.value() == "v3"
    press_here(Qt.Key.Key_Delete)
    assert field.value() == ""


@pytest.mark.parametrize("count", [4, 9])
def test_enter_goes_on_to_the_next_field(qtbot: QtBot, count: int) -> None:
    field = ChoiceField("kind", "区分", _list(count))
    _show(qtbot, field, field.first_stop())
    press_here(Qt.Key.Key_1)
    press_here(Qt.Key.Key_Return)
    assert focus_name() == "after"
    press_here(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is field.first_stop()


def test_pressing_the_chosen_chip_again_clears_it(qtbot: QtBot) -> None:
    field = YesNo("ask", "聞いたか")
    _show(qtbot, field, field.first_stop())
    press_here(Qt.Key.Key_Space)
    assert field.value() == "yes"
    press_here(Qt.Key.Key_Space)
    assert field.value() == ""


def test_chips_are_one_stop_for_tab(qtbot: QtBot) -> None:
    field = YesNo("ask", "聞いたか")
    field.set_value("no")
    _show(qtbot, field, field.first_stop())
    assert focus_name() == "option_no"
    press_here(Qt.Key.Key_Tab)
    assert focus_name() == "after"


@pytest.mark.parametrize("value", ["yes", "no", ""])
def test_yes_no_comes_back(qtbot: QtBot, value: str) -> None:
    field = YesNo("ask", "聞いたか")
    qtbot.addWidget(field)
    field.set_value(value)
    assert field.value() == value


def test_space_and_digits_tick_several_and_arrows_only_move(qtbot: QtBot) -> None:
    field = ChoicesField("reasons", "理由", _list(5))
    _show(qtbot, field, field.first_stop())
    press_here(Qt.Key.Key_Space)
    press_here(Qt.Key.Key_Right)
    press_here(Qt.Key.Key_Right)
    press_here(Qt.Key.Key_Space)
    press_here(Qt.Key.Key_4)
    assert field.value() == ["v1", "v3", "v4"]
    press_here(Qt.Key.Key_4)
    assert field.value() == ["v1", "v3"]


def test_own_words_open_with_their_value_and_are_kept_apart(qtbot: QtBot) -> None:
    field = ChoicesField("reasons", "理由", _list(3))
    _show(qtbot, field, field.first_stop())
    press_here(Qt.Key.Key_3)
    words = field.findChild(TextField, "reasons_other")
    assert isinstance(words, TextField)
    assert words.isVisible()
    with qtbot.waitSignal(field.changed):
        commit(words, "近所の話")
    assert (field.value(), field.other()) == (["other"], "近所の話")
    press_here(Qt.Key.Key_3)
    assert field.other() == ""
    assert not words.isVisible()


def test_space_goes_round_the_marks_and_only_one_is_most(qtbot: QtBot) -> None:
    field = MarksField("worries", "困りごと", _list(4))
    _show(qtbot, field, field.first_stop())
    press_here(Qt.Key.Key_Space)
    assert field.value() == Marks(most="", also=["v1"])
    press_here(Qt.Key.Key_Space)
    assert field.value() == Marks(most="v1", also=[])
    press_here(Qt.Key.Key_2)
    press_here(Qt.Key.Key_2)
    assert field.value() == Marks(most="v2", also=["v1"])
    press_here(Qt.Key.Key_Space)
    assert field.value() == Marks(most="", also=["v1"])


def test_marks_come_back_and_are_said_aloud(qtbot: QtBot) -> None:
    field = MarksField("worries", "困りごと", _list(4))
    qtbot.addWidget(field)
    field.set_value(Marks(most="v3", also=["v1"]))
    assert field.value() == Marks(most="v3", also=["v1"])
    assert [option.accessibleName() for option in field.options()] == ["値1 ○", "値2", "値3 ◎", "その他"]


@pytest.mark.parametrize("kind", [ChoicesField, MarksField])
def test_keys_the_list_does_not_offer_are_shown_and_kept(
    qtbot: QtBot, kind: type[ChoicesField] | type[MarksField]
) -> None:
    field = kind("reasons", "理由", _list(3, retired=True))
    show(qtbot, field)
    assert [option.words() for option in field.options() if option.isVisible()] == ["値1", "値2", "その他"]
    field.set_levels({"old": field.options()[0].level.ALSO, "gone": field.options()[0].level.ALSO})
    assert set(field.levels()) == {"old", "gone"}
    assert {"むかしの値", "gone"} <= {option.words() for option in field.options() if option.isVisible()}


@pytest.mark.parametrize("count", [4, 9])
def test_a_retired_or_unknown_choice_is_kept(qtbot: QtBot, count: int) -> None:
    field = ChoiceField("kind", "区分", _list(count, retired=True))
    qtbot.addWidget(field)
    for value in ("old", "gone"):
        field.set_value(value)
        assert field.value() == value


def test_read_only_groups_take_no_key_and_no_click(qtbot: QtBot) -> None:
    groups: list[OptionGroup] = [
        ChoicesField("a", "理由", _list(3)),
        MarksField("b", "困りごと", _list(3)),
        YesNo("c", "聞いたか"),
    ]
    for field in groups:
        field.set_read_only(True)
        _show(qtbot, field, field.first_stop())
        press_here(Qt.Key.Key_1)
        press_here(Qt.Key.Key_Space)
        QTest.mouseClick(field.options()[0], Qt.MouseButton.LeftButton)
        assert field.levels() == {}


def test_read_only_list_keeps_its_value(qtbot: QtBot) -> None:
    field = ChoiceField("kind", "区分", _list(9))
    field.set_value("v3")
    field.set_read_only(True)
    _show(qtbot, field, field.first_stop())
    for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Delete):
        press_here(key)
    assert field.value() == "v3"


def test_wheel_does_nothing_to_an_unfocused_list(qtbot: QtBot) -> None:
    field = ListChoice("kind", "区分", _list(9))
    page = TextField("elsewhere", "ほか")
    _show(qtbot, field, field)
    page.setParent(field.parentWidget())
    page.show()
    page.setFocus()
    turn_wheel(field)
    assert field.value() == ""


def test_long_labels_wrap_instead_of_being_cut(qtbot: QtBot) -> None:
    words = "生活の課題などを見立てるため、事務局が相談に同席します（同行訪問など）"
    field = ChoicesField("reply", "回答", ChoiceList(key="l", label="回答", values=(Choice(key="a", label=words),)))
    show(qtbot, field, 240, 300)
    option = field.options()[0]
    assert option.width() <= 240
    assert option.height() >= 3 * 16


@pytest.mark.parametrize("zoom", [100, 150])
def test_an_empty_narrow_list_says_so_in_words_that_fit(qtbot: QtBot, zoom: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, zoom)
    field = ListChoice("kind", "区分", _list(9))
    show(qtbot, field, 400, 60)
    assert field.currentText() == NOTHING
    field.resize(px(125), 60)
    QApplication.processEvents()
    assert field.currentText() == NOTHING_SHORT
    assert field.fontMetrics().horizontalAdvance(NOTHING_SHORT) < field.width() - px(40)  # edges and arrow
    field.set_value("v3")
    field.resize(400, 60)
    QApplication.processEvents()
    assert field.value() == "v3"
    field.set_value("")
    assert (field.value(), field.currentText()) == ("", NOTHING)
    apply_theme(application, 100)
