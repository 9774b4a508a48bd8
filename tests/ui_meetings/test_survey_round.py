"""世帯訪問調査: what the page shows while households are typed, and what that costs."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.surveys import add_round
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.ui.agencies.surveys_part import surveys_part
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.sheet_page import SheetPage
from hokatsu_desktop.ui.widgets.row_strip import RowStrip
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from tests.ui.hands import press, show, type_by_ime
from tests.ui_meetings.town import FakePrinter, Town

HOUSEHOLD, MET = 1, 4  # columns of the table of households


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The statements sent to any store meanwhile."""
    sent: list[str] = []

    def note(*facts: object) -> None:
        sent.append(str(facts[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def page_with(desk: Desk, qtbot: QtBot, households: int) -> SheetPage:
    """The page of a round in which nobody was met yet."""
    round_id = desk.act(lambda session: add_round(session, "架空の訪問")).id
    rows = [{"district": "川べり", "household": f"架空の家{number}"} for number in range(households)]
    desk.act(lambda session: save_sheet(session, "survey_round", round_id, {"visits": rows}))
    shelf = surveys_part(desk, FakePrinter())
    show(qtbot, shelf, 1105, 640)
    shelf.open_record(round_id)
    QApplication.processEvents()
    assert shelf.page is not None
    return shelf.page


def households_of(page: SheetPage) -> RowsField:
    field = page.pane.form.field_widget("visits")
    assert isinstance(field, RowsField)
    return field


def districts_of(page: SheetPage) -> list[tuple[str, str, str]]:
    """Each district as it stands on the screen: its name, how many were met, how many are still open."""
    rows = as_rows(page.pane.form.answers().get("districts"))
    return [(row["district"], row["seen"], row["open"]) for row in rows]


def test_the_districts_follow_what_is_typed_and_the_keyboard_stays(desk: Desk, town: Town, qtbot: QtBot) -> None:
    page = page_with(desk, qtbot, 2)
    field = households_of(page)
    assert districts_of(page) == [("川べり", "0", "2")]
    met = field.stop(0, MET)
    met.setFocus()
    press(met, Qt.Key.Key_Down)  # the first of the list: somebody was met
    page.flush()
    assert districts_of(page) == [("川べり", "1", "1")]
    assert met.hasFocus()
    district = field.stop(2, 0)
    district.setFocus()
    type_by_ime(district, ["や", "やま"], "山手")
    page.flush()
    assert districts_of(page) == [("川べり", "1", "1"), ("山手", "0", "1")]
    assert district.hasFocus()


def test_a_key_asks_the_store_nothing_and_a_save_no_more_for_many_households(
    desk: Desk, town: Town, qtbot: QtBot
) -> None:
    asked = []
    for households in (2, 12):
        page = page_with(desk, qtbot, households)
        rows_before = page.findChildren(RowStrip)
        household = households_of(page).stop(0, HOUSEHOLD)
        household.setFocus()
        with counted_queries() as for_keys:
            QTest.keyClicks(household, "abc")
        with counted_queries() as for_saving:
            page.flush()
        assert for_keys == []
        assert page.findChildren(RowStrip) == rows_before  # no table is built anew
        asked.append(len(for_saving))
    assert asked[0] == asked[1]


def test_many_rows_are_put_in_order_once_not_once_for_each(
    desk: Desk, town: Town, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[int] = []
    settle = RowsField._settle

    def settle_and_tell(field: RowsField) -> None:
        turns.append(field.row_count())
        settle(field)

    page = page_with(desk, qtbot, 1)
    monkeypatch.setattr(RowsField, "_settle", settle_and_tell)
    households_of(page).set_value([{"household": f"架空の家{number}"} for number in range(9)])
    assert turns == [10]


def test_a_round_of_many_households_makes_those_that_are_looked_at_and_stores_all(
    desk: Desk, town: Town, qtbot: QtBot
) -> None:
    page = page_with(desk, qtbot, 120)
    field = households_of(page)
    assert len(field.findChildren(RowStrip)) < 30  # of 60 ms each
    assert districts_of(page) == [("川べり", "0", "120")]
    before = field.value()
    household = field.stop(0, HOUSEHOLD)
    household.setFocus()
    type_by_ime(household, ["の"], "の離れ")  # where the keyboard came in
    page.flush()
    with desk.reading() as session:
        stored = as_rows(open_sheet(session, "survey_round", page.record_id).answers["visits"])
    assert [row["household"] for row in stored] == ["の離れ架空の家0", *(row["household"] for row in before[1:])]
    assert [row["_id"] for row in stored] == [row["_id"] for row in before]
    assert len(field.findChildren(RowStrip)) < 30
