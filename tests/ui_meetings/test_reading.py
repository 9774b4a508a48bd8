"""読み上げ with the keyboard alone: each decision confirmed by one key, what is missing asked there, then the copies."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.models import Decision
from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.meetings import decisions_of
from hokatsu_desktop.services.reading_out import lines_to_read
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.reading import ReadingPage
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from tests.ui_meetings.test_ending import with_roles
from tests.ui_meetings.town import FakePrinter, Hands, Town, called, commit, focused, nameless


def reading(section: MeetingsSection, meeting_id: int, hands: Hands) -> ReadingPage:
    """The page as F4 opens it from the board."""
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    QApplication.processEvents()
    hands.shortcut(Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier)
    assert section.detail is not None
    assert section.place().tab == "read"
    return section.detail.reading


def decided(desk: Desk, meeting_id: int) -> list[Decision]:
    with desk.reading() as session:
        return decisions_of(session, meeting_page(session, meeting_id).cases[0].meeting_case.id)


def read(desk: Desk, meeting_id: int) -> list[bool]:
    with desk.reading() as session:
        return [one.is_read for one in lines_to_read(session, meeting_id)]


def test_each_decision_is_confirmed_by_one_key_and_then_the_copies_are_printed(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, printer: FakePrinter
) -> None:
    meeting_id = with_roles(desk, town)
    page = reading(section, meeting_id, hands)
    assert (page.what.words(), page.when.words()) == ("止水を待つ", "令和8年12月4日まで")
    hands.key(Qt.Key.Key_Return)
    assert page.what.words() == "受診歴をたずねる"
    hands.key(Qt.Key.Key_PageUp)
    assert "● 確かめました" in page.place_words.words()
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Return)
    assert read(desk, meeting_id) == [True, True, False]
    hands.key(Qt.Key.Key_PageDown)  # the next day can wait
    assert "確かめていないことが1件" in page.end.words()
    hands.key(Qt.Key.Key_Return)
    assert printer.asked == [("end", meeting_id)]
    hands.click(page.finish_button)
    assert section.place().tab == "finish"


def test_a_missing_role_day_and_next_date_are_asked_there(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town)
    page = reading(section, meeting_id, hands)
    assert page.what.words() == "▲ 役割がまだありません"
    assert focused() is page.asked.role
    hands.fill("止水を待つ")
    hands.fill("12/4")
    assert page.what.words() == "止水を待つ"  # said as it now stands, before it is confirmed
    page.confirm_button.setFocus()
    hands.key(Qt.Key.Key_Return)
    commit(page.asked.reason, "記録のため")
    hands.shortcut(Qt.Key.Key_Return)
    first, second = decided(desk, meeting_id)
    assert (first.what, first.due, first.no_role_reason) == ("止水を待つ", "2026-12-04", "")
    assert (second.what, second.no_role_reason) == ("", "記録のため")
    hands.click(page.asked.cycles[0])
    commit(page.asked.lead, "保健センター　木村")
    hands.shortcut(Qt.Key.Key_Return)
    assert read(desk, meeting_id) == [True, True, True]
    with desk.reading() as session:
        part = meeting_page(session, meeting_id).cases[0].meeting_case
    assert part.next_on is not None
    assert part.lead_supporter == "保健センター　木村"
    assert "3件を確かめました" in page.end.words()


def test_what_is_typed_is_kept_when_the_page_is_left(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town)
    page = reading(section, meeting_id, hands)
    commit(page.asked.role, "見守る")
    hands.key(Qt.Key.Key_Escape)
    assert section.place().tab == "board"
    assert decided(desk, meeting_id)[0].what == "見守る"
    page = reading(section, meeting_id, hands)
    hands.click(page.board_button)
    assert section.place().tab == "board"
    assert section.detail is not None
    section.detail.open_reading()
    assert nameless(page) == []
