"""機関・資源: found by need, stored while typing, people with their days as members."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Contact
from hokatsu_desktop.services.agencies import add_agency, agencies, contacts_of
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.ui.agencies.directory_part import directory_part
from hokatsu_desktop.ui.agencies.page import AgencyPage
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.part import Part
from hokatsu_desktop.ui.parts.shelf import Shelf
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import compose, press, show
from tests.ui_meetings.town import NOW, FakePrinter, Hands, Town, commit, focused, nameless


@pytest.fixture
def directory(desk: Desk, printer: FakePrinter, qtbot: QtBot) -> Shelf[AgencyPage]:
    made = directory_part(desk, printer)
    show(qtbot, made, 1105, 640)
    made.show_place(Place(section="agencies"))
    QApplication.processEvents()
    return made


def titles(section: Shelf[AgencyPage]) -> list[str]:
    model = section.list.view.rows
    return [model.row(place).title for place in range(model.rowCount())]


def people(desk: Desk, agency_id: int) -> list[Contact]:
    with desk.reading() as session:
        return contacts_of(session, agency_id)


def agency_named(desk: Desk, name: str) -> Agency:
    with desk.reading() as session:
        return next(one for one in agencies(session) if one.name == name)


def test_an_agency_is_found_by_what_somebody_needs(directory: Shelf[AgencyPage]) -> None:
    kept: Part = directory
    assert kept.place().tab == ""
    compose(directory.search, "ごみ")
    assert titles(directory) == ["保健センター"]
    commit(directory.search, "ごみ　片付け")
    assert titles(directory) == ["保健センター"]
    directory.search.setText("山本")
    assert titles(directory) == ["水道課"]


def test_what_is_typed_is_stored_by_itself(directory: Shelf[AgencyPage], desk: Desk, qtbot: QtBot) -> None:
    agency = agency_named(desk, "町立病院")
    directory.show_place(Place(section="agencies", record_id=agency.id))
    assert directory.page is not None
    field = directory.page.fields["how_to_connect"]
    assert isinstance(field, LinesField)
    field.setFocus()
    commit(field, "地域連携室に電話する")
    qtbot.waitUntil(lambda: agency_named(desk, "町立病院").how_to_connect == "地域連携室に電話する")


def test_people_are_added_with_their_days_and_leave_without_being_deleted(
    directory: Shelf[AgencyPage], desk: Desk, hands: Hands
) -> None:
    agency = agency_named(desk, "町立病院")
    directory.show_place(Place(section="agencies", record_id=agency.id))
    assert directory.page is not None
    table = directory.page.contacts
    table.rows.focus_row(0)
    hands.fill("試験　花")
    hands.fill("シケン ハナ")
    hands.fill("地域連携室")
    hands.fill("相談員")
    hands.fill("0155-00-0000")
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.fill("川西、駅前")
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Return)
    hands.fill("r8.4.1")
    hands.fill("令和8年4月2日")
    assert table.flush()
    (one,) = people(desk, agency.id)
    assert (one.name, one.section, one.post, one.easy_to_reach) == ("試験　花", "地域連携室", "相談員", True)
    assert (one.role, one.districts) == ("refuses_nobody", "川西、駅前")
    assert (one.registered_on, one.pledged_on) == (date(2026, 4, 1), date(2026, 4, 2))
    table.rows.focus_row(0)
    press(focused(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    table.flush()
    (one,) = people(desk, agency.id)
    assert one.released_on == date(2026, 11, 23)


def test_a_date_that_is_none_stays_on_the_screen_and_is_said(
    directory: Shelf[AgencyPage], desk: Desk, town: Town, hands: Hands
) -> None:
    agency = agency_named(desk, "水道課")
    directory.show_place(Place(section="agencies", record_id=agency.id))
    assert directory.page is not None
    table = directory.page.contacts
    pledged = table.rows.stop(0, 9)
    pledged.setFocus()
    hands.shortcut(Qt.Key.Key_A)
    hands.fill("去年")
    table.flush()
    assert not table.note.isHidden()
    assert table.rows.value()[0]["pledged_on"] == "?去年"
    assert people(desk, agency.id)[0].pledged_on == date(2026, 4, 1)


def test_a_new_agency_is_added_with_the_words_that_were_searched_for(
    directory: Shelf[AgencyPage], desk: Desk, hands: Hands
) -> None:
    commit(directory.search, "架空の移送サービス")
    assert titles(directory) == []
    directory.list.findChildren(type(directory._empty))[0].button.click()
    assert directory.new_name.value() == "架空の移送サービス"
    hands.key(Qt.Key.Key_Return)
    assert agency_named(desk, "架空の移送サービス").id == directory.place().record_id
    assert focused().objectName() == "can_do"


def test_every_stop_has_a_name(directory: Shelf[AgencyPage]) -> None:
    directory.open_new()
    assert nameless(directory) == []


def lines_of(made: QPushButton) -> list[str]:
    """The lines of a button's menu as it opens."""
    menu = made.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.isEnabled()]


def choose(made: QPushButton, words: str) -> None:
    """Opens the menu of a button and takes a line."""
    assert words in lines_of(made)
    menu = made.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_the_papers_of_an_agency_and_of_its_people_are_printed(
    directory: Shelf[AgencyPage], desk: Desk, printer: FakePrinter
) -> None:
    agency = agency_named(desk, "水道課")
    directory.show_place(Place(section="agencies", record_id=agency.id))
    page = directory.page
    assert page is not None
    (person,) = people(desk, agency.id)
    assert lines_of(page.print_button) == ["情報シート", f"誓約書　{person.name}", f"協力依頼書　{person.name}"]
    assert lines_of(page.write_button) == ["情報シート", f"協力依頼書　{person.name}"]
    choose(page.print_button, f"誓約書　{person.name}")
    directory.print_here()
    assert printer.asked == [("pledge", person.id), ("agency_sheet", agency.id)]


def test_an_agency_without_people_says_how_their_papers_come(directory: Shelf[AgencyPage], desk: Desk) -> None:
    agency = desk.act(lambda session: add_agency(session, "だれもいない会"))
    directory.show_place(Place(section="agencies", record_id=agency.id))
    assert directory.page is not None
    assert lines_of(directory.page.print_button) == ["情報シート"]
    assert lines_of(directory.page.write_button) == ["情報シート"]


def test_what_is_written_on_the_information_sheet_is_the_agencys(
    directory: Shelf[AgencyPage], desk: Desk, printer: FakePrinter, hands: Hands
) -> None:
    agency = agency_named(desk, "保健センター")
    directory.show_place(Place(section="agencies", record_id=agency.id))
    page = directory.page
    assert page is not None
    choose(page.write_button, "情報シート")
    assert page.paper is not None
    assert focused() is page.paper.back
    page.paper.pane.form.focus_blank("cannot_do")
    commit(focused(), "夜間の訪問")
    page.paper.print_button.click()
    assert printer.asked == [("agency_sheet", agency.id)]
    assert agency_named(desk, "保健センター").cannot_do == "夜間の訪問"
    page.paper.back.click()
    assert page.stack.currentIndex() == 0
    field = page.fields["cannot_do"]
    assert isinstance(field, LinesField)
    assert field.value() == "夜間の訪問"
    assert focused() is page.write_button


def test_a_request_is_written_to_one_person_and_kept(
    directory: Shelf[AgencyPage], desk: Desk, printer: FakePrinter
) -> None:
    agency = agency_named(desk, "水道課")
    directory.show_place(Place(section="agencies", record_id=agency.id))
    page = directory.page
    assert page is not None
    (person,) = people(desk, agency.id)
    choose(page.write_button, f"協力依頼書　{person.name}")
    assert page.paper is not None
    page.paper.pane.form.focus_blank("wanted")
    commit(focused(), "水の使い方の移り変わり")
    directory.print_here()
    assert printer.asked == [("request", person.id)]
    with desk.reading() as session:
        assert open_sheet(session, "request", person.id).answers["wanted"] == "水の使い方の移り変わり"


def test_an_earlier_request_can_be_read_after_the_next_one_was_written_over_it(
    directory: Shelf[AgencyPage], desk: Desk
) -> None:
    agency = agency_named(desk, "水道課")
    (person,) = people(desk, agency.id)

    def ask(days: int, wanted: str) -> Callable[[Session], None]:
        def job(session: Session) -> None:
            session.info["clock"] = lambda: NOW + timedelta(days=days)
            save_sheet(session, "request", person.id, {"wanted": wanted})

        return job

    desk.act(ask(0, "水の使い方の移り変わり"))
    desk.act(ask(40, "料金の滞りがいつからか"))
    directory.show_place(Place(section="agencies", record_id=agency.id))
    page = directory.page
    assert page is not None
    choose(page.write_button, f"協力依頼書　{person.name}")
    paper = page.paper
    assert paper is not None
    press(paper.parts, Qt.Key.Key_Right)
    assert paper.past.isVisibleTo(paper)
    said = [words.words() for words in paper.past.findChildren(Words)]
    assert "水の使い方の移り変わり" in said
    newest = said.index("料金の滞りがいつからか")
    assert said[newest - 1] == "水の使い方の移り変わり"
    desk.act(ask(41, "止水の予定"))
    assert "止水の予定" in [words.words() for words in paper.past.findChildren(Words)]
    press(paper.parts, Qt.Key.Key_Left)
    assert paper.pane.isVisibleTo(paper)
