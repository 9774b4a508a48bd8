"""The timer of the agenda: start, next and pause by one key; it goes on while something else is looked at."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.meetings import agenda_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock, Slot, clock_words
from hokatsu_desktop.ui.meetings.clock_bar import ClockBar
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from tests.ui_meetings.town import NOW, Hands, Town, called, focused

SLOTS = (Slot(1, "はじめに", 5), Slot(2, "協議1", 30), Slot(3, "まとめ", 10))


class Watch:
    """A moment that tests move on."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, minutes: float) -> None:
        self.moment += timedelta(minutes=minutes)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def clock(watch: Watch, application: QApplication) -> AgendaClock:
    made = AgendaClock(watch)
    made.set_slots(SLOTS)
    return made


def test_time_is_counted_line_by_line_and_stands_still_in_a_pause(clock: AgendaClock, watch: Watch) -> None:
    clock.turn()
    watch.pass_by(3)
    assert clock.left() == timedelta(minutes=2)
    clock.turn()
    watch.pass_by(60)
    assert clock.left() == timedelta(minutes=2)
    clock.go_on()
    watch.pass_by(31)
    assert clock_words(clock.left()) == "+1:00"
    assert clock.total() == (timedelta(minutes=34), timedelta(minutes=45))
    clock.go_back()
    watch.pass_by(1)
    assert clock.left() == timedelta(minutes=1)
    assert clock.minutes_spent() == {1: 4, 2: 31}
    clock.turn()


def test_a_changed_agenda_keeps_what_was_counted(clock: AgendaClock, watch: Watch) -> None:
    clock.go_on()
    watch.pass_by(10)
    clock.set_slots((SLOTS[1], Slot(9, "追加", 5)))
    assert (clock.slot, clock.left()) == (SLOTS[1], timedelta(minutes=20))
    clock.go_on()
    clock.go_on()
    assert clock.slot == Slot(9, "追加", 5)  # the last line stays
    clock.turn()


def test_an_agenda_without_lines_shows_no_bar_and_does_not_start(clock: AgendaClock) -> None:
    clock.set_slots(())
    clock.turn()
    assert not clock.is_running
    assert clock.total() == (timedelta(), timedelta())


def test_the_bar_says_gently_when_time_is_over_and_nothing_is_blocked(
    clock: AgendaClock, watch: Watch, qtbot: QtBot
) -> None:
    bar = ClockBar(clock)
    qtbot.addWidget(bar)
    bar.show()
    assert (bar.left.words(), bar.sign.words(), bar.turn_button.text()) == ("5:00", "", "時間をはかる　F7")
    bar.turn_button.click()
    assert bar.sign.words() == "● はかっています"
    watch.pass_by(3.5)
    clock.ticked.emit()
    assert (bar.left.words(), bar.sign.words()) == ("1:30", "▲ もうすぐです")
    watch.pass_by(2)
    clock.ticked.emit()
    assert (bar.left.words(), bar.sign.words()) == ("+0:30", "▲ 時間になりました")
    bar.on_button.click()
    assert (bar.title.words(), bar.left.words()) == ("協議1", "30:00")
    assert "5:30／45:00" in bar.total.words()
    bar.turn_button.click()
    assert bar.sign.words() == "‖ 止めています"


def test_the_clock_of_a_meeting_goes_on_while_another_page_is_shown_and_its_minutes_are_kept(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id, other = called(desk, town), called(desk, town)
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    QApplication.processEvents()
    hands.key(Qt.Key.Key_F7)
    section.show_place(Place(section="meetings", meeting_id=other, tab="board"))
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    QApplication.processEvents()
    assert section.detail is not None
    board = section.detail.board.board()
    assert board is not None
    assert board.clock_bar.sign.words() == "● はかっています"
    watch = Watch()
    watch.pass_by(4)
    desk.clock = watch
    hands.key(Qt.Key.Key_F7)
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="finish"))
    hands.key(Qt.Key.Key_1)
    hands.shortcut(Qt.Key.Key_Return)
    with desk.reading() as session:
        assert [one.spent_minutes for one in agenda_of(session, meeting_id)][:2] == [4, None]
    assert focused() is not None
