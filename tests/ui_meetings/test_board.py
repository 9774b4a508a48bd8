"""当日: roles typed by keys and by an input method are stored, empty ones are seen, the wall gets large letters."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Decision
from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.meetings import decisions_of
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.board import LARGE_TEXT, Board, letters_for
from hokatsu_desktop.ui.meetings.role_table import NO_ROLE, count_roles
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from tests.ui.hands import compose, press
from tests.ui_meetings.town import Hands, Town, called, commit, focused, nameless

WHO, WHAT, DUE = 0, 1, 2


def board_of(section: MeetingsSection, meeting_id: int) -> Board:
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    QApplication.processEvents()
    assert section.detail is not None
    board = section.detail.board.board()
    assert board is not None
    return board


def stored(desk: Desk, board: Board) -> list[Decision]:
    with desk.reading() as session:
        return decisions_of(session, board.meeting_case_id)


def what_cell(board: Board, row: int) -> LinesField:
    cell = board.roles.rows.stop(row, WHAT)
    assert isinstance(cell, LinesField)
    return cell


def test_roles_are_typed_with_three_fields_each_and_stored_without_a_button(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, qtbot: QtBot
) -> None:
    board = board_of(section, called(desk, town))
    assert focused() is what_cell(board, 0)  # Ctrl+M leads straight to the first empty role
    hands.fill("止水を待つ", Qt.Key.Key_Tab)
    hands.fill("12/4", Qt.Key.Key_Return)
    assert focused() is board.roles.rows.stop(1, WHO)
    hands.key(Qt.Key.Key_Tab)
    hands.fill("受診歴をたずねる", Qt.Key.Key_Return)
    hands.fill("12/7", Qt.Key.Key_Return)
    assert focused() is board.roles.rows.stop(2, WHO)  # Enter at the end = the next row, for somebody else
    hands.fill("民生委員　大森", Qt.Key.Key_Return)
    hands.fill("あいさつを続ける", Qt.Key.Key_Return)
    hands.fill("毎月", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(stored(desk, board)) == 3)
    qtbot.waitUntil(lambda: [one.due for one in stored(desk, board)] == ["2026-12-04", "2026-12-07", "?毎月"])
    rows = stored(desk, board)
    assert [(one.who, one.what) for one in rows] == [
        ("水道課　山本", "止水を待つ"),
        ("保健センター　木村", "受診歴をたずねる"),
        ("民生委員　大森", "あいさつを続ける"),
    ]
    assert [one.attendance_id is not None for one in rows] == [True, True, False]
    print(hands.said("W6 会議の記録（3つの決定）"))
    assert hands.counts["f"] <= 3 * 3
    assert hands.counts["C"] == 0
    assert [row.get("_id") for row in board.roles.rows.value()] == [str(one.id) for one in rows]


def test_empty_roles_are_seen_in_words_shape_and_number(section: MeetingsSection, desk: Desk, town: Town) -> None:
    board = board_of(section, called(desk, town))
    assert board.count.words() == "▲ 役割がまだない人　あと2人"
    assert what_cell(board, 0).placeholderText() == NO_ROLE
    assert what_cell(board, 0).palette().placeholderText().color().name() == theme.RED
    assert what_cell(board, 0).accessibleDescription() == "役割がまだありません"
    assert not what_cell(board, 2).placeholderText()
    commit(what_cell(board, 0), "止水を待つ")
    assert board.count.words() == "▲ 役割がまだない人　あと1人"
    assert not what_cell(board, 0).placeholderText()
    commit(what_cell(board, 1), "受診歴をたずねる")
    assert board.count.words() == "全員に役割があります"


def test_somebody_whose_row_was_removed_still_counts() -> None:
    count = count_roles([{"who": "水道課　山本", "what": "待つ"}], ["水道課　山本", "保健センター　木村"])
    assert count.without == ("保健センター　木村",)


def test_a_reason_for_no_role_counts_and_doubled_roles_are_said() -> None:
    rows = [
        {"who": "甲", "what": "食べものを届ける"},
        {"who": "乙", "what": "食べものを届ける"},
        {"who": "丙", "what": "", "no_role_reason": "記録係のため"},
    ]
    count = count_roles(rows, ["甲", "乙", "丙"])
    assert count.without == ()
    assert count.doubled == ("「食べものを届ける」は甲、乙の2人です。",)


def test_a_new_row_after_a_removed_one_is_a_new_record(
    section: MeetingsSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    board = board_of(section, called(desk, town))
    commit(what_cell(board, 0), "止水を待つ")
    board.flush()
    first = stored(desk, board)[0]
    board.roles.rows.focus_row(0)
    press(focused(), Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    last = board.roles.rows.row_count() - 1
    commit(board.roles.rows.stop(last, WHO), "民生委員　大森")
    commit(what_cell(board, last), "あいさつを続ける")
    board.flush()
    board.flush()
    rows = stored(desk, board)
    assert first.id not in {one.id for one in rows if one.who == "民生委員　大森"}
    assert {one.attendance_id for one in rows if one.who == "民生委員　大森"} == {None}


def test_a_composition_under_way_is_not_disturbed_by_a_save(section: MeetingsSection, desk: Desk, town: Town) -> None:
    board = board_of(section, called(desk, town))
    cell = what_cell(board, 0)
    commit(cell, "止水を")
    compose(cell, "まつ")
    board.fields.autosave.save_now()
    assert stored(desk, board)[0].what == "止水を"
    commit(cell, "待つ")
    board.flush()
    assert stored(desk, board)[0].what == "止水を待つ"


def test_next_day_lead_and_question_are_stored_and_the_question_becomes_a_task(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town)
    board = board_of(section, meeting_id)
    cycles = {one.text(): one for one in board.findChildren(QPushButton)}
    hands.click(cycles["1か月後"])
    day = board.boxes["next_on"].port.widget
    assert isinstance(day, DateField)
    assert day.value() == "2026-12-28"  # 30 days after the meeting is a Saturday: the next open day
    board._take_lead("保健センター　木村")
    questions = board.boxes["open_questions"].port.first_stop()
    assert questions is not None
    questions.setFocus()
    hands.fill("息子さんの受診歴", Qt.Key.Key_Return)
    hands.fill("木村", Qt.Key.Key_Return)
    hands.fill("12/10", Qt.Key.Key_Return)
    board.flush()
    with desk.reading() as session:
        (one,) = meeting_page(session, meeting_id).cases
        tasks = open_tasks(session, town.without_consent)
    assert one.meeting_case.lead_supporter == "保健センター　木村"
    assert one.meeting_case.next_on is not None
    assert one.meeting_case.next_on.isoformat() == "2026-12-28"
    assert "「息子さんの受診歴」を調べる" in [task.what for task in tasks]


def test_shared_facts_are_stored_too(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town)
    board = board_of(section, meeting_id)
    field = board.boxes["shared"].port.widget
    assert isinstance(field, LinesField)
    commit(field, "電気は止まっていない")
    section.flush()
    with desk.reading() as session:
        assert meeting_page(session, meeting_id).cases[0].meeting_case.shared == "電気は止まっていない"


def test_f11_gives_the_wall_large_letters_and_the_board_comes_home(
    section: MeetingsSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    board = board_of(section, called(desk, town))
    assert section.detail is not None
    tab = section.detail.board
    commit(what_cell(board, 0), "止水を待つ")
    tab.turn_projector()
    projector = tab.projector
    assert projector is not None
    qtbot.addWidget(projector)
    qtbot.waitUntil(projector.isVisible)
    assert board.window() is projector
    assert board.is_large()
    assert board.count.fontInfo().pixelSize() >= LARGE_TEXT >= 24
    assert what_cell(board, 0).fontInfo().pixelSize() >= LARGE_TEXT
    cell = board.roles.rows.stop(0, 2)
    assert cell.width() >= cell.fontMetrics().horizontalAdvance("R8.12.30（水）") + 20
    typed_in = what_cell(board, 1)
    typed_in.setFocus()
    projector.close()
    QApplication.processEvents()
    assert board.window() is section.window()
    assert not board.is_large()
    assert QApplication.focusWidget() is typed_in
    assert what_cell(board, 0).fontInfo().pixelSize() == theme.BASE_TEXT
    assert stored(desk, board)[0].what == "止水を待つ"


def test_letters_grow_with_the_screen_they_are_shown_on() -> None:
    assert [letters_for(height) for height in (600, 720, 1080)] == [24, 24, 36]


def test_every_stop_of_the_board_has_a_name(section: MeetingsSection, desk: Desk, town: Town) -> None:
    board = board_of(section, called(desk, town))
    board.set_large(True)
    assert nameless(section) == []
    assert [label for label in board.findChildren(QLabel) if label.buddy() is board] == []


def test_on_a_low_screen_nothing_of_the_head_is_covered(section: MeetingsSection, desk: Desk, town: Town) -> None:
    board = board_of(section, called(desk, town))
    board.resize(700, 200)
    assert not board.goal.isVisibleTo(board)
    board.resize(700, 500)
    assert board.goal.isVisibleTo(board)
    assert board.goal.geometry().top() >= board.count.geometry().bottom()
