"""前回の決定 on the board: ticked off, answered in words, or taken into today's decisions, without typing it again."""

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.looking_back import Fate, outcomes_of_part, tick_decision
from hokatsu_desktop.services.meetings import decisions_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.board import Board
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from tests.ui_meetings.test_ending import with_roles
from tests.ui_meetings.town import Hands, Town, called, commit


def ended(desk: Desk, town: Town) -> int:
    """A meeting on which everybody got a role, and which is over."""
    meeting_id = with_roles(desk, town)
    desk.act(partial(end_meeting, meeting_id=meeting_id, goal_result="reached"))
    return meeting_id


def next_board(section: MeetingsSection, desk: Desk, town: Town) -> Board:
    """The board of another meeting on the same household."""
    section.show_place(Place(section="meetings", meeting_id=called(desk, town), tab="board"))
    QApplication.processEvents()
    assert section.detail is not None
    board = section.detail.board.board()
    assert board is not None
    return board


def test_what_was_decided_before_is_answered_and_taken_along(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, qtbot: QtBot
) -> None:
    before = ended(desk, town)
    board = next_board(section, desk, town)
    first = board.earlier.rows[0]
    assert first.tick.isVisible()
    commit(first.result, "3日待ってもらえた")
    hands.click(first.tick)
    hands.click(board.earlier.rows[1].carry)
    with desk.reading() as session:
        part = meeting_page(session, before).cases[0].meeting_case
        done, carried = outcomes_of_part(session, part.id)
        rows = [(one.who, one.what) for one in decisions_of(session, board.meeting_case_id)]
    assert (done.fate, done.decision.result, carried.fate) == (Fate.DONE, "3日待ってもらえた", Fate.REPLACED)
    assert ("保健センター　木村", "受診歴をたずねる") in rows
    assert board.count.words() == "▲ 役割がまだない人　あと1人"
    assert not board.earlier.rows[1].carry.isVisible()


def test_the_rules_go_again_after_the_row_that_was_typed_in_was_made_anew(
    section: MeetingsSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    ended(desk, town)
    board = next_board(section, desk, town)
    row = board.earlier.rows[0]
    row.result.setFocus()
    board.turn_rules()
    with qtbot.waitSignal(row.destroyed):
        desk.act(lambda session: tick_decision(session, row.decision_id))
    board.turn_rules()
    assert board.roles.isVisible()


def test_the_supporters_own_difficulty_is_not_on_the_wall_unless_wished(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    board = next_board(section, desk, town)
    load = board.boxes["supporter_load"]
    assert load.isVisibleTo(board)
    board.set_large(True)
    assert not load.isVisibleTo(board)
    board.load_button.setChecked(True)
    assert load.isVisibleTo(board)


def test_a_result_that_could_not_be_stored_stays_typed(
    section: MeetingsSection, desk: Desk, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ended(desk, town)
    board = next_board(section, desk, town)
    row = board.earlier.rows[0]
    with monkeypatch.context() as reading:
        reading.setitem(desk.store.session_facts, "may_only_read", True)
        commit(row.result, "3日待ってもらえた")
        assert not board.earlier.flush()
        board.earlier.reread()
    assert board.earlier.rows[0].result.value() == "3日待ってもらえた"
    assert board.earlier.flush()
    with desk.reading() as session:
        part = meeting_page(session, before).cases[0].meeting_case
        assert outcomes_of_part(session, part.id)[0].decision.result == "3日待ってもらえた"
