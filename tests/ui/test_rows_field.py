"""The table of rows: keyboard flow, the row that is always ready, copying, deleting, pasting from Excel."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.widgets.pasted_rows import pasted_rows
from hokatsu_desktop.ui.widgets.row_cell import make_cell
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import TODAY, commit, focus_name, press_here, show

CONTROL = Qt.KeyboardModifier.ControlModifier
COLUMNS = (
    Column(key="who", label="だれが", width=3),
    Column(key="what", label="なにを", kind=Kind.LINES, width=4),
    Column(key="due", label="いつまで", kind=Kind.DATE, width=3),
    Column(key="kind", label="区分", kind=Kind.CHOICE, list="kind", width=2),
)
ROWS: list[Row] = [
    {"who": "水道課 山本", "what": "止水を待つ", "due": "2026-11-30", "kind": "v1"},
    {"who": "民生委員 大森", "what": "声をかける", "due": "?毎月", "kind": "other", "kind__other": "見守り"},
]


def _list(_key: str) -> ChoiceList:
    values = (Choice(key="v1", label="支援"), Choice(key="other", label="その他", free_text=True))
    return ChoiceList(key="kind", label="区分", values=values)


def _field(bot: QtBot, columns: tuple[Column, ...] = COLUMNS, width: int = 1000) -> RowsField:
    page = QWidget()
    column = QVBoxLayout(page)
    field = RowsField("plan", "役割分担", columns, _list, TODAY)
    column.addWidget(TextField("before", "前"))
    column.addWidget(field)
    column.addWidget(TextField("after", "後"))
    column.addStretch()
    show(bot, page, width, 700)
    return field


def test_rows_come_back_and_an_empty_one_is_ready(qtbot: QtBot) -> None:
    field = _field(qtbot)
    with qtbot.assertNotEmitted(field.changed):
        field.set_value(ROWS)
    assert field.value() == ROWS
    assert field.row_count() == 3


def test_keys_without_a_column_are_kept(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value([{"person_id": "7", "who": "山本", "what": "", "due": "", "kind": ""}])
    assert field.value() == [{"person_id": "7", "who": "山本", "what": "", "due": "", "kind": ""}]


def test_typing_three_rows_needs_only_the_keyboard(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.focus_row(0)
    for words in ("山本", "止水を待つ", "11/30"):
        focus = QApplication.focusWidget()
        assert focus is not None
        commit(focus, words)
        press_here(Qt.Key.Key_Return)
    press_here(Qt.Key.Key_1)
    press_here(Qt.Key.Key_Return)
    assert field.current() == (1, 0)
    assert field.value() == [{"who": "山本", "what": "止水を待つ", "due": "2026-11-30", "kind": "v1"}]
    assert field.row_count() == 2


def test_tab_walks_cell_by_cell_and_leaves_after_the_empty_row(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value(ROWS[:1])
    field.focus_row(0)
    places = []
    for _ in range(8):
        places.append(field.current())
        press_here(Qt.Key.Key_Tab)
    assert places == [(row, column) for row in range(2) for column in range(4)]
    assert focus_name() == "after"
    press_here(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert field.current() == (1, 3)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_goes_round_the_window_and_not_back_into_the_table(key: Qt.Key, qtbot: QtBot) -> None:
    """Qt goes to a widget that hands its focus on to another, wherever it was left in the order."""
    columns = (*COLUMNS[:3], Column(key="minutes", label="分", kind=Kind.NUMBER, width=2))
    field = _field(qtbot, columns)
    for rows in (ROWS, ROWS[:1], ROWS):
        field.set_value([{"who": row["who"], "due": row["due"]} for row in rows])
    field.focus_row(0)
    places = []
    for _ in range(12 + 2):
        name = focus_name()
        places.append(name if name in ("before", "after") else field.current())
        press_here(key)
    assert field.current() == (0, 0)
    assert set(places) == {"before", "after", *((row, column) for row in range(3) for column in range(4))}


def test_rows_added_while_typing_stay_in_the_order_of_tab(qtbot: QtBot) -> None:
    field = _field(qtbot)
    for number in range(3):
        field.focus_row(number)
        focus = QApplication.focusWidget()
        assert focus is not None
        commit(focus, f"人{number}")
    field.focus_row(2)
    for _ in range(4):
        press_here(Qt.Key.Key_Return)
    assert field.current() == (3, 0)
    for _ in range(4):
        press_here(Qt.Key.Key_Return)
    assert focus_name() == "after"


def test_arrows_go_to_the_same_cell_of_the_next_row(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value(ROWS)
    field.stop(0, 2).setFocus()
    press_here(Qt.Key.Key_Down)
    assert field.current() == (1, 2)
    press_here(Qt.Key.Key_Up)
    assert field.current() == (0, 2)


@pytest.mark.parametrize(("column", "key"), [(0, "who"), (1, "what"), (2, "due"), (3, "kind")])
def test_ctrl_d_copies_the_cell_above(qtbot: QtBot, column: int, key: str) -> None:
    field = _field(qtbot)
    field.set_value(ROWS[:1])
    field.stop(1, column).setFocus()
    with qtbot.waitSignal(field.changed):
        press_here(Qt.Key.Key_D, CONTROL)
    assert field.value()[1][key] == ROWS[0][key]


def test_a_deleted_row_is_offered_back(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value(ROWS)
    field.stop(0, 1).setFocus()
    press_here(Qt.Key.Key_Delete, CONTROL)
    assert field.value() == ROWS[1:]
    assert field.current() == (0, 1)
    field.message.buttons()[0].click()
    assert field.value() == ROWS


def test_the_empty_row_cannot_be_deleted(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.focus_row(0)
    press_here(Qt.Key.Key_Delete, CONTROL)
    assert field.row_count() == 1
    assert not field.message.isVisible()


def test_cells_from_excel_are_offered_as_rows(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.focus_row(0)
    QGuiApplication.clipboard().setText('山本\t"止水を\n待つ"\t11/30\t支援\n大森\t声かけ\t毎月\t見守り\n')
    press_here(Qt.Key.Key_V, CONTROL)
    assert field.value() == []
    offers = field.message.buttons()
    assert [offer.text() for offer in offers] == ["2行として入れる", "この欄に1つの文として入れる"]
    offers[0].click()
    assert field.value() == [
        {"who": "山本", "what": "止水を\n待つ", "due": "2026-11-30", "kind": "v1"},
        {"who": "大森", "what": "声かけ", "due": "?毎月", "kind": "other", "kind__other": "見守り"},
    ]


def test_a_pasted_block_can_stay_in_one_cell(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.focus_row(0)
    QGuiApplication.clipboard().setText("山本\t止水\n大森\t声かけ")
    press_here(Qt.Key.Key_V, CONTROL)
    field.message.buttons()[1].click()
    assert field.value()[0]["who"] == "山本 止水 大森 声かけ"
    assert field.current() == (0, 0)


def test_pasted_rows_follow_a_row_that_holds_something(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value(ROWS)
    field.focus_row(0)
    QGuiApplication.clipboard().setText("井上\t減免\n木村\t受診歴")
    press_here(Qt.Key.Key_V, CONTROL)
    field.message.buttons()[0].click()
    assert [row["who"] for row in field.value()] == ["水道課 山本", "井上", "木村", "民生委員 大森"]


def test_read_only_rows_show_no_empty_row_and_take_nothing(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value(ROWS)
    field.set_read_only(True)
    assert not field.stop(2, 0).isVisible()
    field.focus_row(0)
    press_here(Qt.Key.Key_Delete, CONTROL)
    press_here(Qt.Key.Key_D, CONTROL)
    press_here(Qt.Key.Key_X)
    assert field.value() == ROWS


def test_a_column_the_program_fills_in_is_passed_over(qtbot: QtBot) -> None:
    columns = (Column(key="name", label="氏名"), Column(key="age", label="年齢", shown_only=True), COLUMNS[1])
    field = _field(qtbot, columns)
    field.set_value([{"name": "佐藤", "age": "82歳", "what": ""}])
    field.focus_row(0)
    press_here(Qt.Key.Key_Return)
    assert field.current() == (0, 2)
    assert field.value() == [{"name": "佐藤", "age": "82歳", "what": ""}]


def test_a_row_with_only_a_computed_cell_counts_as_empty(qtbot: QtBot) -> None:
    columns = (Column(key="name", label="氏名"), Column(key="age", label="年齢", shown_only=True))
    field = _field(qtbot, columns)
    field.set_value([{"name": "", "age": "82歳"}])
    assert field.value() == []


def test_a_narrow_table_stands_in_cards_with_named_cells(qtbot: QtBot) -> None:
    field = _field(qtbot, width=420)
    field.set_value(ROWS)
    QApplication.processEvents()
    first, second = field.stop(0, 0), field.stop(0, 3)
    assert second.mapTo(field, second.rect().topLeft()).y() > first.mapTo(field, first.rect().bottomLeft()).y()
    for column in range(4):
        stop = field.stop(0, column)
        assert stop.mapTo(field, stop.rect().topRight()).x() <= field.width()


def test_cells_are_named_for_the_ear(qtbot: QtBot) -> None:
    field = _field(qtbot)
    field.set_value(ROWS)
    assert field.stop(1, 0).accessibleName() == "だれが 2行目"
    field.delete_row(0)
    assert field.stop(0, 0).accessibleName() == "だれが 1行目"


def test_letters_grow_for_the_projector(qtbot: QtBot) -> None:
    field = _field(qtbot)
    before = field.stop(0, 0).fontMetrics().height()
    field.set_large(True)
    assert field.stop(0, 0).fontMetrics().height() > before
    field.set_large(False)
    assert field.stop(0, 0).fontMetrics().height() == before


@pytest.mark.parametrize("kind", [Kind.DRAWING, Kind.MARKS, Kind.ROWS])
def test_a_kind_no_column_can_have_is_refused(qtbot: QtBot, kind: Kind) -> None:
    with pytest.raises(ValueError, match=kind):
        make_cell(Column(key="x", label="x", kind=kind), TODAY, _list)


def test_number_and_yes_no_cells_come_back(qtbot: QtBot) -> None:
    columns = (
        Column(key="rent", label="家賃", kind=Kind.NUMBER),
        Column(key="lives_here", label="同居", kind=Kind.YES_NO),
        Column(key="birth", label="生年月日", kind=Kind.DATE),
    )
    field = _field(qtbot, columns)
    rows = [{"rent": "45000", "lives_here": "yes", "birth": "1944-05-03"}]
    field.set_value(rows)
    assert field.value() == rows


def test_pasted_blocks_are_read_like_excel_writes_them() -> None:
    assert pasted_rows('a\t"b\nc"\r\n\r\nd\te\r\n') == [["a", "b\nc"], ["d", "e"]]
