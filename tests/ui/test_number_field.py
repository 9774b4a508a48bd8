"""The number field."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.number_field import NumberField, canonical_number, grouped
from tests.ui.hands import commit, press, show


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("１２，０００円", "12000"),
        ("12,000", "12000"),
        ("-3.5", "-3.5"),
        ("３人", "3"),
        ("たくさん", ""),
        ("", ""),
        ("1-2", ""),
    ],
)
def test_numbers_are_understood_in_any_width(typed: str, number: str) -> None:
    assert canonical_number(typed) == number


def test_thousands_are_set_apart() -> None:
    assert [grouped(number) for number in ("5", "12000", "-1234567.25")] == ["5", "12,000", "-1,234,567.25"]


def test_leaving_shows_the_number_and_the_value_is_plain(qtbot: QtBot) -> None:
    field = NumberField("rent", "家賃", suffix="円")
    show(qtbot, field)
    field.setFocus()
    commit(field.field, "４５０００")
    press(field.field, Qt.Key.Key_Return)
    field.field.clearFocus()
    assert (field.value(), field.field.value()) == ("45000", "45,000")
    assert field.field.accessibleName() == "家賃（円）"


def test_words_are_kept_and_pointed_out(qtbot: QtBot) -> None:
    field = NumberField("rent", "家賃")
    show(qtbot, field)
    field.setFocus()
    commit(field.field, "わからない")
    field.field.clearFocus()
    assert field.value() == "わからない"
    assert "数字" in field.note.words()


@pytest.mark.parametrize("stored", ["0", "12000", "3.5", "わからない", ""])
def test_stored_numbers_come_back(qtbot: QtBot, stored: str) -> None:
    field = NumberField("rent", "家賃")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(stored)
    assert field.value() == stored


def test_a_number_without_end_is_no_number_and_stays(qtbot: QtBot) -> None:
    field = NumberField("amount", "金額")
    show(qtbot, field, 300, 100)
    commit(field.field, "9" * 5000)
    field.field.left.emit()
    assert field.value() == "9" * 5000
    assert field.note.words()
