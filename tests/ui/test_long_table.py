"""A table of many rows: what nobody has looked at is not made yet, and nobody can tell but by the time it takes."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.widgets.row_strip import RowStrip
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import TODAY, press, press_here, show, type_by_ime

COLUMNS = (Column(key="household", label="世帯", width=6), Column(key="noticed", label="気づき", width=6))
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def houses(count: int) -> list[Row]:
    return [{"_id": str(number), "household": f"架空の家{number}", "noticed": ""} for number in range(count)]


@pytest.fixture
def table(qtbot: QtBot) -> RowsField:
    """A table of sixty rows in a page that shows about ten of them."""
    field = RowsField("visits", "訪ねた世帯", COLUMNS, load_list, TODAY)
    page = QScrollArea()
    page.setWidgetResizable(True)
    page.setWidget(field)
    show(qtbot, page, 800, 480)
    field.set_value(houses(60))
    return field


def made(table: RowsField) -> int:
    return len(table.findChildren(RowStrip))


def names(table: RowsField) -> list[str]:
    return [row["household"] for row in table.value()]


def here() -> tuple[str, str]:
    """What the ear hears where the keyboard is, and what stands there."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, TextField)
    return focus.accessibleName(), focus.value()


def test_all_rows_count_while_few_are_made(table: RowsField) -> None:
    assert made(table) < 25
    assert table.value() == houses(60)
    assert table.row_count() == 61
    assert table.row_of("57") == 57
    assert made(table) < 25
    table.focus_row(57)
    assert here() == ("世帯 58行目", "架空の家57")
    table.focus_row(30)
    assert here() == ("世帯 31行目", "架空の家30")
    assert table.value() == houses(60)


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_keys_go_through_all_rows_in_their_order(table: RowsField, key: Qt.Key) -> None:
    table.focus_row(0)
    for number in range(60):
        assert here() == (f"世帯 {number + 1}行目", f"架空の家{number}")
        press_here(key)
        if key == Qt.Key.Key_Return:
            press_here(key)  # by 気づき
    assert here() == ("世帯 61行目", "")


@pytest.mark.parametrize("back", [True, False])
def test_from_the_empty_row_the_keys_lead_up_without_all_rows_being_made(table: RowsField, back: bool) -> None:
    table.focus_row(60)
    for number in reversed(range(52, 60)):
        if back:
            press_here(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            press_here(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        else:
            press_here(Qt.Key.Key_Up)
        assert here() == (f"世帯 {number + 1}行目", f"架空の家{number}")
    assert made(table) < 50


def test_a_row_added_at_the_end_leaves_the_others_waiting_and_stays_there_when_it_gets_its_number(
    table: RowsField,
) -> None:
    waiting = 60 - made(table)
    table.focus_row(60)
    focus = QApplication.focusWidget()
    assert isinstance(focus, TextField)
    type_by_ime(focus, ["あ"], "新しい家")
    assert names(table) == [*(row["household"] for row in houses(60)), "新しい家"]
    stored = [*houses(60), {"_id": "60", "household": "新しい家", "noticed": ""}]
    table.set_value(stored)
    assert focus.hasFocus()
    assert here() == ("世帯 61行目", "新しい家")
    assert table.value() == stored
    assert made(table) <= 60 - waiting + 10


def test_what_comes_into_sight_is_made_at_both_ends(table: RowsField, qtbot: QtBot) -> None:
    (page,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, QScrollArea) and one.isVisible())
    bar = page.verticalScrollBar()
    QApplication.processEvents()
    height = table.height()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: strip_of(table, "架空の家58") is not None)
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: strip_of(table, "架空の家30") is not None)
    assert abs(table.height() - height) < height * 0.05  # the scroll bar told how long it is
    assert table.value() == houses(60)


def strip_of(table: RowsField, household: str) -> RowStrip | None:
    """A row that can be seen."""
    strips = (one for one in table.findChildren(RowStrip) if not one.visibleRegion().isEmpty())
    return next((one for one in strips if one.value()["household"] == household), None)


@pytest.mark.parametrize("seed", [3, 14, 15])
def test_whatever_is_done_to_rows_they_stand_as_in_a_list(table: RowsField, seed: int) -> None:
    chance, wanted, added = random.Random(seed), [row["household"] for row in houses(60)], 0
    for _ in range(25):
        row = chance.randrange(len(wanted))
        match chance.choice(("delete", "back", "down", "up", "paste", "type", "store")):
            case "delete":
                table.delete_row(row)
                del wanted[row]
            case "back":
                table.delete_row(row)
                table.message.buttons()[0].click()
            case "down" if row + 1 < len(wanted):
                table.focus_row(row)
                press_here(Qt.Key.Key_Down, CONTROL_SHIFT)
                wanted[row], wanted[row + 1] = wanted[row + 1], wanted[row]
            case "up" if row:
                table.focus_row(row)
                press_here(Qt.Key.Key_Up, CONTROL_SHIFT)
                wanted[row], wanted[row - 1] = wanted[row - 1], wanted[row]
            case "paste":
                stop = table.stop(row, 0)
                assert isinstance(stop, TextField)
                stop.block_pasted.emit("貼った家1\n貼った家2")
                table.message.buttons()[0].click()
                wanted[row + 1 : row + 1] = ["貼った家1", "貼った家2"]
            case "type":
                table.focus_row(len(wanted))
                focus = QApplication.focusWidget()
                assert focus is not None
                added += 1
                type_by_ime(focus, ["い"], f"足した家{added}")
                wanted.append(f"足した家{added}")
            case "store":
                table.set_value([{**row, "_id": f"n{place}"} for place, row in enumerate(table.value())])
            case _:
                continue
        assert names(table) == wanted
    assert table.row_count() == len(wanted) + 1
    assert [row.get("household") for row in table.value()] == wanted


def test_rows_taken_away_and_brought_back_elsewhere_are_shown(table: RowsField) -> None:
    table.set_value(houses(3))
    assert names(table) == ["架空の家0", "架空の家1", "架空の家2"]
    table.set_value(houses(40))
    assert table.value() == houses(40)
    table.set_read_only(True)
    table.focus_row(39)
    assert here() == ("世帯 40行目", "架空の家39")
    press(table.stop(39, 0), Qt.Key.Key_A)
    assert table.value() == houses(40)
