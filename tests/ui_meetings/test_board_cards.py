"""On the board: what the last meeting left, the ground rules by a key, and the basis of the case."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting, MeetingCase, TaskEnding
from hokatsu_desktop.services.closing import Closing, close_case
from hokatsu_desktop.services.closing_looks import ending_tasks, say_ending
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from tests.ui_meetings.conftest import Heard
from tests.ui_meetings.test_board import board_of
from tests.ui_meetings.test_ending import with_roles
from tests.ui_meetings.town import Hands, Town, called, commit, focused, nameless

PLAIN = Qt.KeyboardModifier.NoModifier


def test_what_was_carried_over_becomes_the_aim_by_one_key(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, heard: Heard
) -> None:
    before = with_roles(desk, town)
    desk.act(partial(end_meeting, meeting_id=before, goal_result="carried", goal_carried="ごみの片付け方"))
    coming = called(desk, town)
    board_of(section, coming)
    assert section.detail is not None
    bar = section.detail.carried
    assert bar.isVisible()
    assert "ごみの片付け方" in bar.words.words()
    hands.shortcut(Qt.Key.Key_F9, PLAIN)
    with desk.reading() as session:
        assert session.get_one(Meeting, coming).aim_text == "ごみの片付け方"
    assert not bar.isVisible()
    hands.shortcut(Qt.Key.Key_F9, PLAIN)
    assert heard.words[-1] == "前の会議から持ち越したことは、ありません。台帳は変わっていません。"


def test_an_aim_that_is_being_typed_stays_beside_what_was_carried_over(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    before = with_roles(desk, town)
    desk.act(partial(end_meeting, meeting_id=before, goal_result="carried", goal_carried="ごみの片付け方"))
    coming = called(desk, town)
    section.show_place(Place(section="meetings", meeting_id=coming, tab="prepare"))
    assert section.detail is not None
    aim = next(one for one in stops_in(section.detail.preparing) if one.objectName() == "aim_text")
    aim.setFocus()
    commit(aim, "家族の体調")
    hands.shortcut(Qt.Key.Key_F9, PLAIN)
    section.detail.flush()
    with desk.reading() as session:
        assert session.get_one(Meeting, coming).aim_text == "家族の体調\nごみの片付け方"


def test_the_rules_stand_over_the_board_and_go_again(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    board = board_of(section, called(desk, town))
    typed_in = focused()
    hands.shortcut(Qt.Key.Key_F3, PLAIN)
    QApplication.processEvents()
    assert board.rules.isVisible()
    assert not board.roles.isVisible()
    assert "外で話しません" in board.rules.rules.words()
    hands.click(board.rules_button)
    assert board.roles.isVisible()
    assert focused() is typed_in
    assert nameless(board) == []


def test_the_basis_of_the_case_is_changed_there_or_refused_with_words(
    section: MeetingsSection, desk: Desk, town: Town, heard: Heard
) -> None:
    board = board_of(section, called(desk, town))
    part = board.meeting_case_id
    assert board.basis.basis.value() == "support"
    board.basis.basis.setCurrentIndex(board.basis.basis.findData("layered"))
    assert "同意" in heard.words[-1]
    assert board.basis.basis.value() == "support"
    board.basis.basis.setCurrentIndex(board.basis.basis.findData("internal"))
    board.basis.ground.setCurrentIndex(1)
    with desk.reading() as session:
        stored = session.get_one(MeetingCase, part)
        assert (stored.basis, stored.shared_basis) == ("internal", "support_meeting")


def test_the_judgement_on_which_a_case_was_closed_is_only_shown_with_the_reason(
    section: MeetingsSection, desk: Desk, town: Town
) -> None:
    meeting_id = with_roles(desk, town)
    board = board_of(section, meeting_id)
    verdict = board.boxes["verdict"]
    assert not board.verdict_words.isVisible()
    desk.act(lambda session: save_sheet(session, "action_linkage", board.meeting_case_id, {"verdict": "close"}))
    desk.act(partial(end_meeting, meeting_id=meeting_id, goal_result="reached"))

    def close(session: Session) -> None:
        for one in ending_tasks(session, town.without_consent):
            say_ending(session, one.task_id, TaskEnding.KEPT)
        facts = Closing(reason="solved", meeting_id=meeting_id, lead_supporter="社協", walks_along="民生委員")
        close_case(session, town.without_consent, facts)

    desk.act(close)
    assert "この判断で、R8.11.23に終結しました。" in board.verdict_words.words()
    first = verdict.port.first_stop()
    assert first is not None
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_1)
    assert verdict.port.read()["verdict"] == "close"
