"""The section 会議: its list, its places, and the way from one page to the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.meetings import finish_meeting
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.section import Section
from hokatsu_desktop.ui.widgets.list_view import ListRow
from tests.ui.hands import press, press_here, show
from tests.ui_meetings.conftest import Heard
from tests.ui_meetings.town import FakePrinter, Host, Town, called, nameless


def rows_of(section: MeetingsSection) -> list[ListRow]:
    model = section.list.view.rows
    return [model.row(place) for place in range(model.rowCount())]


def test_an_empty_section_says_what_to_do(section: MeetingsSection) -> None:
    kept: Section = section
    kept.show_place(Place(section="meetings"))
    assert section.stack.currentWidget() is section.nothing
    assert section.nothing.button.text() == "会議を開く"
    section.nothing.button.click()
    assert section.place().tab == "new"
    assert nameless(section) == []


def test_coming_and_past_meetings_are_apart_and_counted(
    section: MeetingsSection, desk: Desk, town: Town, heard: Heard
) -> None:
    before = section.count()
    first, second = called(desk, town), called(desk, town)
    assert section.count() == before + 2
    desk.act(lambda session: finish_meeting(session, first, goal_result="reached"))
    coming = {row.target: row for row in rows_of(section)}
    assert first not in coming
    assert coming[second].title == "R8.11.26(木)"
    assert section.count() == before + 1
    section.show_place(Place(section="meetings", meeting_id=first))
    over = [row.target for row in rows_of(section)]  # the list turns to 終わった by itself
    assert first in over
    assert second not in over
    section.print_here()


def test_places_lead_back_to_where_they_were_taken(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town)
    for tab in ("prepare", "board", "decided", "finish"):
        wanted = Place(section="meetings", meeting_id=meeting_id, tab=tab)
        section.show_place(wanted)
        kept = section.place()
        assert (kept.meeting_id, kept.tab) == (meeting_id, tab)
        section.show_place(kept)
        assert section.place() == kept


def test_the_list_folds_away_on_the_board_and_comes_back(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town)
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    assert section.list.isHidden()
    assert section.detail is not None
    section.detail.list_button.click()
    assert not section.list.isHidden()
    section.detail.show_tab("prepare")
    assert not section.list.isHidden()


def test_arrows_in_the_list_show_the_next_meeting(section: MeetingsSection, desk: Desk, town: Town) -> None:
    called(desk, town)
    called(desk, town)
    section.show_place(Place(section="meetings"))
    targets = [row.target for row in rows_of(section)]
    section.list.view.go_to(targets[0])
    section.list.view.setFocus()
    press(section.list.view, Qt.Key.Key_Down)
    QApplication.processEvents()
    assert section.place().meeting_id == targets[1]


def test_typing_survives_a_change_of_place(section: MeetingsSection, desk: Desk, town: Town) -> None:
    section.show_place(Place(section="meetings", tab="new", case_id=town.with_consent))
    section.calling.aim.goal.setPlainText("だれが会うか")
    section.show_place(Place(section="meetings", meeting_id=called(desk, town)))
    section.show_place(Place(section="meetings", tab="new"))
    assert section.calling.aim.goal.value() == "だれが会うか"
    assert section.calling.case_id() == town.with_consent


def test_no_window_opens_for_a_moment_while_pages_are_built(
    desk: Desk, town: Town, printer: FakePrinter, qtbot: QtBot
) -> None:
    made = MeetingsSection(desk, printer)
    show(qtbot, Host(made), 1105, 640)
    before = set(QApplication.topLevelWidgets())
    made.show_place(Place(section="meetings", meeting_id=called(desk, town), tab="board"))
    made.show_place(Place(section="meetings", tab="new", case_id=town.with_consent))
    opened = [one for one in QApplication.topLevelWidgets() if one not in before and one.isVisible()]
    assert opened == []


def test_control_tab_goes_from_tab_to_tab_with_the_keyboard_in_it(
    section: MeetingsSection, desk: Desk, town: Town
) -> None:
    section.show_place(Place(section="meetings", meeting_id=called(desk, town), tab="prepare"))
    detail = section.detail
    assert detail is not None
    detail.tabs.setFocus()
    seen = []
    for _ in range(4):
        press_here(Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(detail.tab())
    assert seen == ["board", "decided", "handouts", "prepare"]
    assert detail.preparing.isAncestorOf(detail.focusWidget())
    press_here(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert detail.tab() == "handouts"
