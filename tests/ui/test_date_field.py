"""The date field: any spelling goes in, the reading is shown, nothing typed is lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.month_grid import MonthGrid
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import TODAY, commit, press, press_here, show


def _field(bot: QtBot, *, birth: bool = False, compact: bool = False) -> DateField:
    page = QWidget()
    column = QVBoxLayout(page)
    field = DateField("due", "いつまで", TODAY, birth=birth, compact=compact)
    column.addWidget(field)
    column.addWidget(TextField("after", "後"))
    show(bot, page)
    field.setFocus()
    return field


def _type(field: DateField, typed: str) -> None:
    commit(field.field, typed)
    press(field.field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("Ｒ８．１１．２６", "2026-11-26", "令和8年11月26日（木）"),
        ("r8/11/26", "2026-11-26", "令和8年11月26日（木）"),
        ("11/23", "2026-11-23", "令和8年11月23日（月）　勤労感謝の日"),
        ("11/28", "2026-11-28", "令和8年11月28日（土）　閉庁日"),
        ("昭和20年頃", "1945~", ""),
        ("不明", "unknown", ""),
    ],
)
def test_typed_dates_are_read_and_shown(qtbot: QtBot, typed: str, stored: str, words: str) -> None:
    field = _field(qtbot)
    _type(field, typed)
    assert (field.value(), field.words()) == (stored, words)
    assert field.field.value() == typed


def test_birth_shows_the_age_and_has_no_calendar(qtbot: QtBot) -> None:
    field = _field(qtbot, birth=True)
    _type(field, "s19.5.3")
    assert field.words() == "昭和19年5月3日　82歳"
    assert field.findChildren(QToolButton) == []


def test_a_wrong_era_offers_the_right_date_for_one_key(qtbot: QtBot) -> None:
    field = _field(qtbot)
    _type(field, "昭和64年1月8日")
    assert field.value() == "?昭和64年1月8日"
    assert "平成元年1月8日" in field.words()
    assert field.field.property("wrong") is True
    press(field.field, Qt.Key.Key_F2)
    assert (field.value(), field.field.value()) == ("1989-01-08", "平成元年1月8日")
    assert field.field.property("wrong") is False


def test_the_repair_button_does_the_same_and_gives_the_keyboard_back(qtbot: QtBot) -> None:
    field = _field(qtbot)
    _type(field, "H31.5.1")
    button = field.note.repair_button()
    assert isinstance(button, QPushButton)
    assert button.text() == "令和元年5月1日に直す（F2）"
    button.click()
    assert field.value() == "2019-05-01"
    assert QApplication.focusWidget() is field.field


def test_unreadable_words_are_kept_and_come_back(qtbot: QtBot) -> None:
    field = _field(qtbot)
    _type(field, "桜の咲くころ")
    stored = field.value()
    assert stored == "?桜の咲くころ"
    other = DateField("due", "いつまで", TODAY)
    qtbot.addWidget(other)
    other.set_value(stored)
    assert (other.field.value(), other.value()) == ("桜の咲くころ", stored)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("stored", ["2026-04-01", "1945-05", "1945~", "unknown", "?毎月", ""])
def test_stored_forms_come_back_as_they_went_in(qtbot: QtBot, stored: str, compact: bool) -> None:
    field = _field(qtbot, compact=compact)
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(stored)
    press(field.field, Qt.Key.Key_Return)
    assert field.value() == stored


def test_no_problem_is_shown_while_typing(qtbot: QtBot) -> None:
    field = _field(qtbot)
    commit(field.field, "昭和64年")
    commit(field.field, "1月8日")
    assert field.field.property("wrong") is not True


def test_a_table_cell_shows_the_short_form_and_accepts_words(qtbot: QtBot) -> None:
    field = _field(qtbot, compact=True)
    _type(field, "11/26")
    assert (field.value(), field.field.value()) == ("2026-11-26", "R8.11.26(木)")
    field.field.setFocus()
    field.field.clear()
    _type(field, "毎月")
    assert field.value() == "?毎月"
    assert field.field.property("wrong") is not True


def test_calendar_begins_on_sunday_and_names_the_era(qtbot: QtBot) -> None:
    grid = MonthGrid(TODAY)
    qtbot.addWidget(grid)
    grid.go_to(date(2026, 11, 26))
    cells = grid.findChildren(QToolButton)
    first = next(cell for cell in cells if cell.text() == "1")
    assert grid.heading() == "令和8年11月（2026年）"
    assert first.accessibleName() == "令和8年11月1日（日）"
    assert [cell.accessibleName() for cell in cells if cell.property("rest")].count(
        "令和8年11月3日（火） 文化の日"
    ) == 1


@pytest.mark.qt_log_ignore("raise", "grabbing", extend=True)  # the test platform has neither
def test_calendar_by_keyboard_puts_the_day_into_the_field(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.open_calendar()
    grid = field.findChildren(MonthGrid)[0]
    qtbot.waitUntil(grid.isVisible)
    press_in = next(cell for cell in grid.findChildren(QToolButton) if cell.isChecked())
    press(press_in, Qt.Key.Key_Right)
    press(press_in, Qt.Key.Key_Down)
    assert grid.day() == date(2026, 12, 1)
    assert grid.heading() == "令和8年12月（2026年）"
    press(press_in, Qt.Key.Key_Return)
    assert (field.value(), field.words()) == ("2026-12-01", "火曜日")


def test_enter_leaves_the_field_even_with_a_problem(qtbot: QtBot) -> None:
    field = _field(qtbot)
    commit(field.field, "あいう")
    press_here(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is not field.field


def test_enter_goes_past_the_calendar_in_both_directions_and_tab_stops_there(qtbot: QtBot) -> None:
    field = _field(qtbot)
    press_here(Qt.Key.Key_Return)
    after = QApplication.focusWidget()
    assert isinstance(after, TextField)
    assert after.objectName() == "after"
    press_here(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is field.field
    press_here(Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QToolButton)
