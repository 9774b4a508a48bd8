"""会議: the row of parts, a regular meeting on its shelf, and who sits in it."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Meeting, MeetingSeries
from hokatsu_desktop.services.called_meetings import put_case_on
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.pledges import pledge_lines
from hokatsu_desktop.services.series import add_series, call_next
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.parts import MeetingsParts
from hokatsu_desktop.ui.meetings.pledges_card import PledgesCard
from hokatsu_desktop.ui.parts.sheet_page import SheetPage
from hokatsu_desktop.ui.parts.shelf import Shelf
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.section import Section
from tests.ui.hands import press, show
from tests.ui_meetings.town import FakePrinter, Town, called, commit, nameless


@pytest.fixture
def parts(desk: Desk, printer: FakePrinter, town: Town, qtbot: QtBot) -> MeetingsParts:
    made = MeetingsParts(desk, printer)
    show(qtbot, made, 1105, 640)
    desk.wanted.connect(made.show_place)
    made.show_place(Place(section="meetings"))
    QApplication.processEvents()
    return made


def shelf(parts: MeetingsParts, tab: str, record_id: int | None = None) -> Shelf[SheetPage]:
    parts.show_place(Place(section="meetings", tab=tab, record_id=record_id))
    part = parts.part(tab)
    assert isinstance(part, Shelf)
    return part


def page_of(found: Shelf[SheetPage]) -> SheetPage:
    assert found.page is not None
    return found.page


def a_series(desk: Desk, rule: str) -> int:
    series_id = desk.act(lambda session: add_series(session, "ひだまり会議")).id
    desk.act(lambda session: save_sheet(session, "meeting_series", series_id, {"rule": rule}))
    return series_id


def test_the_arrows_walk_along_the_row_and_the_place_says_where(parts: MeetingsParts) -> None:
    kept: Section = parts
    seen = [kept.place().tab]
    parts.row.setFocus()
    for _ in range(parts.row.count() - 1):
        press(parts.row, Qt.Key.Key_Right)
        seen.append(kept.place().tab)
    assert seen[1:3] == ["series", "members"]


def test_the_row_gives_its_room_to_the_board(parts: MeetingsParts, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town)
    parts.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    assert not parts.row.isVisible()
    parts.show_place(Place(section="meetings", meeting_id=meeting_id, tab="prepare"))
    assert parts.row.isVisible()


def test_the_row_is_there_again_in_another_part(parts: MeetingsParts, desk: Desk, town: Town) -> None:
    meeting = called(desk, town)
    parts.show_place(Place(section="meetings", meeting_id=meeting, tab="board"))
    parts.show_place(Place(section="meetings", tab="series"))
    assert parts.row.isVisible()
    parts.show_place(Place(section="meetings", meeting_id=meeting, tab="board"))
    assert not parts.row.isVisible()


def test_a_series_is_added_by_name_written_and_its_next_meeting_called_by_one_key(
    parts: MeetingsParts, desk: Desk
) -> None:
    found = shelf(parts, "series")
    found.add_button.click()
    commit(found.new_name, "架空の会議")
    parts.finish()
    page = page_of(found)
    series_id = page.record_id
    assert not page.act_buttons[0].isVisible()
    desk.act(lambda session: save_sheet(session, "meeting_series", series_id, {"rule": "第2火曜"}))
    assert page.act_buttons[0].text() == "次回（R8.12.8）を開く"
    page.act_buttons[0].setFocus()
    press(page.act_buttons[0], Qt.Key.Key_Space)
    place = parts.place()
    assert place.tab == "prepare"
    with desk.reading() as session:
        meeting = session.get_one(Meeting, place.meeting_id)
        assert (meeting.name, meeting.series_id) == ("架空の会議", series_id)


def test_an_unread_rule_is_said_and_stays(parts: MeetingsParts, desk: Desk) -> None:
    series_id = a_series(desk, "火曜のどこか")
    page = page_of(shelf(parts, "series", series_id))
    assert "第2火曜" in page.note.text()
    assert page.pane.answers()["rule"] == "火曜のどこか"
    assert not page.act_buttons[0].isVisible()


def test_the_registry_is_reached_from_the_series_and_prints(
    parts: MeetingsParts, desk: Desk, printer: FakePrinter
) -> None:
    series_id = a_series(desk, "随時")
    page_of(shelf(parts, "series", series_id)).act_buttons[1].click()
    assert parts.place() == Place(section="meetings", tab="members", record_id=series_id)
    rows = [{"agency_name": "見本大学", "name": "例山"}]
    desk.act(lambda session: save_sheet(session, "series_members", series_id, {"members": rows}))
    found = shelf(parts, "members")
    found.search.setText("例山　みほん")
    assert found.list.view.rows.rowCount() == 0
    found.search.setText("例山　見本大學")
    model = found.list.view.rows
    assert [(model.row(at).title, model.row(at).tag) for at in range(model.rowCount())] == [
        ("ひだまり会議", "誓約まだ 1人")
    ]
    parts.print_here()
    assert printer.asked[-1] == ("series_members", series_id)


def seated(desk: Desk, *names: str) -> int:
    """A regular meeting with members of 見本大学."""
    series_id = a_series(desk, "随時")
    rows = [{"agency_name": "見本大学", "name": name} for name in names]
    desk.act(lambda session: save_sheet(session, "series_members", series_id, {"members": rows}))
    return series_id


def test_a_pledge_is_printed_and_its_day_typed_beside_the_member(
    parts: MeetingsParts, desk: Desk, printer: FakePrinter
) -> None:
    page = page_of(shelf(parts, "members", seated(desk, "例山", "架空")))
    card = page.below
    assert isinstance(card, PledgesCard)
    first, second = card.rows
    assert second.print_button.accessibleName() == "見本大学　架空の誓約書を印刷"
    second.print_button.setFocus()
    press(second.print_button, Qt.Key.Key_Space)
    assert printer.asked == [("pledge", second.seat_id)]
    second.day.field.setFocus()
    commit(second.day.field, "11/20")
    press(second.day.field, Qt.Key.Key_Return)
    with desk.reading() as session:
        assert [one.pledged_on for one in pledge_lines(session, page.record_id)] == ["", "2026-11-20"]
    rows = page.pane.answers()["members"]
    assert isinstance(rows, list)
    assert [row.get("pledged_on", "") for row in rows if isinstance(row, dict)] == ["", "2026-11-20"]
    assert parts.close_gone() is False
    first.day.field.setFocus()
    commit(first.day.field, "11/19")
    assert page.flush()
    desk.act(undo, quiet=False)
    assert first.day.value() == ""
    assert second.day.value() == "2026-11-20"


def test_two_days_typed_in_one_breath_are_both_kept_and_stand_when_a_member_is_added(
    parts: MeetingsParts, desk: Desk
) -> None:
    page = page_of(shelf(parts, "members", seated(desk, "例山", "架空")))
    card = page.below
    assert isinstance(card, PledgesCard)
    for row, typed in zip(card.rows, ("11/19", "来月"), strict=True):
        row.day.field.setFocus()
        commit(row.day.field, typed)
    assert page.flush()
    with desk.reading() as session:
        assert [one.pledged_on for one in pledge_lines(session, page.record_id)] == ["2026-11-19", "?来月"]
    rows = [{"agency_name": "見本大学", "name": name} for name in ("例山", "架空", "新顔")]
    desk.act(lambda session: save_sheet(session, "series_members", page.record_id, {"members": rows}))
    assert len(card.rows) == 3


def test_its_adding_taken_back_closes_it(parts: MeetingsParts, desk: Desk) -> None:
    found = shelf(parts, "series")
    found.add_button.click()
    commit(found.new_name, "消える会議")
    parts.finish()
    record_id = page_of(found).record_id
    desk.act(undo, quiet=True)
    assert parts.close_gone()
    assert found.page is None
    with desk.reading() as session:
        assert session.get(MeetingSeries, record_id) is None


def test_a_packet_is_only_printed_of_a_meeting(
    parts: MeetingsParts, desk: Desk, town: Town, printer: FakePrinter
) -> None:
    meeting_id = called(desk, town)
    parts.show_place(Place(section="meetings", meeting_id=meeting_id, tab="prepare"))
    parts.print_packet()
    assert printer.asked == [("packet", meeting_id)]
    shelf(parts, "series")
    parts.print_packet()
    assert printer.asked == [("packet", meeting_id)]


def test_every_stop_has_a_name(parts: MeetingsParts, desk: Desk) -> None:
    series_id = a_series(desk, "第2火曜")
    for tab in ("series", "members"):
        shelf(parts, tab, series_id)
        assert nameless(parts) == []


def test_choosing_a_series_fills_the_page_and_ctrl_enter_calls_it(parts: MeetingsParts, desk: Desk, town: Town) -> None:
    series_id = a_series(desk, "第2火曜")
    answers = {"begins": "15:00", "place": "公民館", "most_cases": "1", "basis": "layered"}
    desk.act(lambda session: save_sheet(session, "meeting_series", series_id, dict(answers)))
    rows = [
        {"agency_name": "保健センター", "name": "木村", "seat": "chair"},
        {"agency_name": "見本大学", "name": "例山"},
    ]
    desk.act(lambda session: save_sheet(session, "series_members", series_id, {"members": rows}))
    parts.show_place(Place(section="meetings", tab="new", case_id=town.with_consent))
    calling = parts.meetings.calling
    assert calling.series.field.hasFocus()
    calling.series.field.setCurrentIndex(calling.series.field.findData(str(series_id)))
    assert (calling.when.hour.value(), calling.when.place.value()) == ("15:00", "公民館")
    assert calling.kind.name.value() == "ひだまり会議"
    assert [row.title for row in calling.people.picker.chosen()] == ["保健センター　木村", "見本大学　例山"]
    assert calling.time.facilitator.value() == "保健センター　木村"
    calling.finish()
    with desk.reading() as session:
        meeting = session.get_one(Meeting, parts.place().meeting_id)
        assert (meeting.series_id, meeting.basis, f"{meeting.held_on:%m-%d}") == (series_id, "layered", "12-08")


def test_a_case_too_many_is_put_off_by_one_key(parts: MeetingsParts, desk: Desk, town: Town) -> None:
    series_id = a_series(desk, "第2火曜")
    desk.act(lambda session: save_sheet(session, "meeting_series", series_id, {"most_cases": "1"}))
    meeting_id = desk.act(lambda session: call_next(session, series_id)).id
    for case_id in (town.without_consent, town.with_consent):
        desk.act(partial(put_case_on, meeting_id=meeting_id, case_id=case_id))
    parts.show_place(Place(section="meetings", meeting_id=meeting_id, tab="prepare"))
    detail = parts.meetings.detail
    assert detail is not None
    line = detail.preparing.limit
    assert "1件まで" in line.words.text()
    press(line.off, Qt.Key.Key_Space)
    assert not line.isVisible()
    with desk.reading() as session:
        assert [one.case_id for one in cases_of(session, meeting_id)] == [town.without_consent]
