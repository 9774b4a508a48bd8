"""The section 様式: every sheet is listed, told about, drawn and printed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.papers import blank_paper, imprint_of
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.sheets.load import SHEET_KEYS, all_sheets, load_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.blank_pages import blank_pages
from hokatsu_desktop.ui.forms.section import FormsSection, sheet_row
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import press, show
from tests.ui_settings.office import FakePrinter


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, printer: FakePrinter) -> FormsSection:
    section = FormsSection(desk, printer)
    show(qtbot, section, 1180, 800)
    return section


def test_every_sheet_is_listed_with_its_title(section: FormsSection) -> None:
    rows = section.list.view.rows
    assert [rows.row(place).target for place in range(rows.rowCount())] == list(SHEET_KEYS)
    assert [rows.row(place).title for place in range(rows.rowCount())] == [sheet.title for sheet in all_sheets()]
    assert all(sheet_row(sheet).meta for sheet in all_sheets())


@pytest.mark.parametrize("key", SHEET_KEYS)
def test_every_sheet_says_what_it_is_for_and_shows_its_pages(
    desk: Desk, section: FormsSection, idle: Callable[[], None], key: str
) -> None:
    section.show_place(Place(section="forms", tab=key))
    assert section.page.why.words() == load_sheet(key).why != ""
    idle()
    assert section.page.page_count() >= 1
    assert section.place() == Place(section="forms", tab=key)


def test_arrows_show_the_next_sheet_and_enter_goes_to_printing(
    qtbot: QtBot, section: FormsSection, printer: FakePrinter, idle: Callable[[], None]
) -> None:
    idle()
    section.list.view.setFocus()
    press(section.list.view, Qt.Key.Key_Down)
    assert section.page.title.words() == load_sheet(SHEET_KEYS[1]).title
    qtbot.waitUntil(lambda: section.page.page_count() > 0)
    press(section.list.view, Qt.Key.Key_Return)
    assert section.page.print_button.hasFocus()
    press(section.page.print_button, Qt.Key.Key_Space)
    assert printer.asked == [SHEET_KEYS[1]]
    idle()


def test_the_printing_key_prints_what_is_shown(
    section: FormsSection, printer: FakePrinter, idle: Callable[[], None]
) -> None:
    section.open_sheet("agenda")
    section.print_here()
    assert printer.asked == ["agenda"]
    idle()


def test_a_place_of_an_unknown_sheet_shows_the_first(section: FormsSection, idle: Callable[[], None]) -> None:
    section.show_place(Place(section="forms", tab="no_such_sheet"))
    assert section.place().tab == SHEET_KEYS[0]
    idle()


def test_pictures_are_as_wide_as_asked_and_not_empty(desk: Desk) -> None:
    with desk.reading() as session:
        paper, imprint = blank_paper(session, "agenda"), imprint_of(session)
    for page in blank_pages(paper, imprint, 300):
        assert page.width() == 300
        assert page.height() > 300
        colours = {page.pixel(x, y) for x in range(0, 300, 3) for y in range(0, page.height(), 3)}
        assert len(colours) > 1


def test_lists_of_the_office_are_printed_as_the_records_stand(
    section: FormsSection, printer: FakePrinter, idle: Callable[[], None]
) -> None:
    section.open_sheet("agenda")
    assert section.page.live_button.isHidden()
    section.open_sheet("members")
    assert section.page.fill_button.isHidden()
    section.page.live_button.click()
    assert printer.asked == ["members 1"]
    idle()


def test_the_book_of_what_left_the_office_is_filled_in_and_kept(
    desk: Desk, section: FormsSection, printer: FakePrinter, idle: Callable[[], None]
) -> None:
    section.open_sheet("takeout_record")
    section.page.fill_button.click()
    assert section.paper is not None
    section.paper.pane.form.focus_blank("takeouts")
    field = section.paper.pane.form.field_widget("takeouts")
    assert isinstance(field, RowsField)
    stop = field.stop(0, 1)
    assert isinstance(stop, TextField)
    stop.insert_words("USB-03")
    section.print_here()
    assert printer.asked == ["takeout_record 1"]
    section.paper.back.click()
    assert section.page.fill_button.hasFocus()
    with desk.reading() as session:
        rows = as_rows(open_sheet(session, "takeout_record", 1).answers["takeouts"])
    assert [row["medium"] for row in rows] == ["USB-03"]
    idle()
