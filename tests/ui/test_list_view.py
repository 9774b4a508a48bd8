"""The list of two-line rows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_pane import ListPane
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.tag import Tone
from tests.ui.hands import press, show

ROWS = [
    ListRow(title="佐藤世帯", meta="R8-012　支援会議 11月26日", tag="会議待ち", tone=Tone.CARE, target=12),
    ListRow(title="高梨世帯", meta="R8-009", alert="確認日を3日すぎています", tag="支援中", target=9),
    ListRow(title="𠮷田世帯", target=3),
]


def _view(bot: QtBot) -> ListView:
    view = ListView("進行中のケース")
    view.set_rows(ROWS)
    show(bot, view, 320, 400)
    view.setFocus()
    return view


def test_a_row_is_said_as_a_whole(qtbot: QtBot) -> None:
    view = _view(qtbot)
    said = [view.rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert said == [
        "佐藤世帯、会議待ち、R8-012　支援会議 11月26日",
        "高梨世帯、支援中、R8-009、確認日を3日すぎています",
        "𠮷田世帯",
    ]


def test_arrows_move_and_enter_opens(qtbot: QtBot) -> None:
    view = _view(qtbot)
    view.go_to(12)
    with qtbot.waitSignal(view.moved) as moved:
        press(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        press(view, Qt.Key.Key_Return)
    assert (moved.args, opened.args) == ([9], [9])


def test_a_double_click_opens(qtbot: QtBot) -> None:
    view = _view(qtbot)
    place = view.visualRect(view.rows.index(2, 0)).center()
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [3]


def test_new_rows_keep_the_current_one_without_telling(qtbot: QtBot) -> None:
    view = _view(qtbot)
    view.go_to(9)
    with qtbot.assertNotEmitted(view.moved):
        view.set_rows(list(reversed(ROWS)))
    assert view.target() == 9
    assert view.currentIndex().row() == 1


def test_going_to_what_is_not_there_changes_nothing(qtbot: QtBot) -> None:
    view = _view(qtbot)
    view.go_to(9)
    assert not view.go_to(999)
    assert view.target() == 9


def test_rows_have_room_for_both_lines(qtbot: QtBot) -> None:
    view = _view(qtbot)
    heights = [view.visualRect(view.rows.index(row, 0)).height() for row in range(3)]
    assert heights == [60, 60, 44]


def test_an_empty_pane_shows_one_sentence_and_one_button(qtbot: QtBot) -> None:
    pressed: list[str] = []
    empty = EmptyState("まだケースがありません。", "つなぎを受け付ける", lambda: pressed.append("pressed"))
    pane = ListPane("進行中のケース", empty)
    show(qtbot, pane, 320, 400)
    assert empty.isVisible()
    assert not pane.view.isVisible()
    empty.button.click()
    assert pressed == ["pressed"]
    pane.set_rows(ROWS)
    assert pane.view.isVisible()
