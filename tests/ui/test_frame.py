"""The main window: it shows what is offered, asks by signals, folds, zooms, and decides nothing."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.sheets.definition import Column
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.frame import NARROW, Frame, fills_screen
from hokatsu_desktop.ui.frame_acts import ACTS, Act, Menu
from hokatsu_desktop.ui.frame_bars import today_words
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import NOW, TODAY, commit, press, press_here, show
from tests.ui.sample_sheet import choice_list

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _page(name: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(TextField(f"{name}_first", name))
    column.addStretch()
    return page


@pytest.mark.parametrize(
    ("width", "height", "fills"),
    [(1280, 690, True), (1366, 728, True), (1920, 1040, False), (1440, 860, True), (2560, 1400, False)],
)
def test_on_a_small_screen_the_window_fills_it(width: int, height: int, fills: bool) -> None:
    assert fills_screen(QSize(width, height)) is fills


def _frame(bot: QtBot, *, practice: bool = False, width: int = 1440) -> Frame:
    frame = Frame("みどり町　福祉課", lambda: NOW, practice=practice)
    frame.add_section("today", "きょう", _page("today"), "Ctrl+1")
    frame.add_section("cases", "ケース", _page("cases"), "Ctrl+2")
    frame.add_section("handover", "引継ぎ・設定", _page("handover"), "Ctrl+7", at_bottom=True)
    show(bot, frame, width, 800)
    return frame


def _menu(frame: Frame, menu: Menu) -> QMenu:
    made = next(action.menu() for action in frame.menuBar().actions() if action.text() == menu.value)
    assert isinstance(made, QMenu)
    return made


def test_only_added_sections_are_shown_and_the_first_one_is_open(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    assert frame.section() == "today"
    assert frame.left.entry("today").isChecked()
    with pytest.raises(KeyError):
        frame.left.entry("figures")
    with pytest.raises(KeyError):
        frame.show_section("figures")


def test_sections_open_by_key_and_by_the_left_bar(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    with qtbot.waitSignal(frame.section_changed) as changed:
        press(frame, Qt.Key.Key_2, CONTROL)
    assert changed.args == ["cases"]
    assert frame.pages.currentIndex() == 1
    frame.left.entry("handover").click()
    assert frame.section() == "handover"


def test_counts_are_shown_and_said(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    frame.set_count("today", 5)
    assert frame.left.entry("today").accessibleName() == "きょう 5件"
    frame.set_count("today", 0)
    assert frame.left.entry("today").accessibleName() == "きょう"


def test_what_nobody_offers_is_neither_a_button_nor_a_menu_entry_nor_a_key(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    assert not frame.top.receive.isVisible()
    assert not frame.top.search.isVisible()
    shown = {action.text() for action in frame.menuBar().actions() if action.isVisible()}
    assert Menu.CASE.value not in shown
    assert Menu.VIEW.value in shown
    with qtbot.assertNotEmitted(frame.receive_referral):
        press(frame, Qt.Key.Key_N, CONTROL)


@pytest.mark.parametrize("facts", ACTS, ids=lambda facts: facts.act.value)
def test_every_offered_act_is_asked_for_by_its_menu_entry(qtbot: QtBot, facts: object) -> None:
    frame = _frame(qtbot)
    act = next(one for one in ACTS if one is facts)
    asked: list[Act] = []
    frame.offer(act.act, lambda: asked.append(act.act))
    entry = next(action for action in _menu(frame, act.menu).actions() if action.text() == act.words)
    assert entry.isVisible()
    entry.trigger()
    assert asked == [act.act]


@pytest.mark.parametrize(
    ("act", "key", "modifiers"),
    [
        (Act.FIND, Qt.Key.Key_K, CONTROL),
        (Act.RECEIVE_REFERRAL, Qt.Key.Key_N, CONTROL),
        (Act.WRITE_NOTE, Qt.Key.Key_J, CONTROL),
        (Act.TODAYS_MEETING, Qt.Key.Key_M, CONTROL),
        (Act.SAVE_NOW, Qt.Key.Key_S, CONTROL),
        (Act.PRINT_SHEET, Qt.Key.Key_P, CONTROL),
        (Act.PRINT_PACKET, Qt.Key.Key_P, CONTROL | SHIFT),
        (Act.PRINT_CONSENT, Qt.Key.Key_D, CONTROL | SHIFT),
        (Act.FINISH_RECORD, Qt.Key.Key_Return, CONTROL),
        (Act.LOCK_NOW, Qt.Key.Key_L, CONTROL | SHIFT),
        (Act.REFRESH, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Act.HELP, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Act.GO_BACK, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_shortcuts_work_from_inside_a_field(
    qtbot: QtBot, act: Act, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    frame = _frame(qtbot)
    asked: list[Act] = []
    frame.offer(act, lambda: asked.append(act))
    field = frame.findChild(TextField, "today_first")
    assert isinstance(field, TextField)
    field.setFocus()
    press_here(key, modifiers)
    assert asked == [act]


def test_no_shortcut_is_given_twice(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    keys = [
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for menu in Menu
        for action in _menu(frame, menu).actions()
        for key in action.shortcuts()
        if not key.isEmpty()
    ]
    assert len(keys) == len(set(keys))


def test_top_buttons_ask_for_the_same_as_the_menu(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    asked: list[str] = []
    for act in (Act.RECEIVE_REFERRAL, Act.WRITE_NOTE, Act.PRINT_SHEET, Act.FIND, Act.LOCK_NOW):
        frame.offer(act, lambda act=act: asked.append(act.value))  # type: ignore[misc]  # default keeps the act
    for made in (frame.top.receive, frame.top.write, frame.top.print, frame.top.search, frame.bottom.lock):
        assert made.isVisible()
        made.click()
    assert asked == ["receive_referral", "write_note", "print_sheet", "find_anything", "lock_now"]


def test_an_impossible_act_is_grey(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    frame.offer(Act.PRINT_SHEET, lambda: None)
    frame.set_possible(Act.PRINT_SHEET, False)
    assert not frame.top.print.isEnabled()
    with qtbot.assertNotEmitted(frame.print_sheet):
        press(frame, Qt.Key.Key_P, CONTROL)


def test_undo_takes_back_in_the_field_first_and_then_asks(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    asked: list[str] = []
    frame.offer(Act.UNDO, lambda: asked.append("undo"))
    field = frame.findChild(TextField, "today_first")
    assert isinstance(field, TextField)
    field.setFocus()
    commit(field, "佐藤")
    press_here(Qt.Key.Key_Z, CONTROL)
    assert (field.value(), asked) == ("", [])
    press_here(Qt.Key.Key_Z, CONTROL)
    assert asked == ["undo"]


def test_todays_date_and_the_time_are_typed_by_key(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    field = frame.findChild(TextField, "today_first")
    assert isinstance(field, TextField)
    field.setFocus()
    press_here(Qt.Key.Key_Semicolon, CONTROL)
    press_here(Qt.Key.Key_Colon, CONTROL)
    assert field.value() == "R8.11.2310:32"


def test_todays_date_goes_into_a_date_field_as_a_date(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    dated = DateField("due", "いつまで", TODAY)
    frame.add_section("more", "もっと", dated, "Ctrl+3")
    frame.show_section("more")
    dated.setFocus()
    press_here(Qt.Key.Key_Semicolon, CONTROL)
    assert dated.value() == "2026-11-23"


def test_the_row_above_is_copied_from_the_menu_too(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    rows = RowsField("plan", "役割", (Column(key="who", label="だれが"),), choice_list, TODAY)
    rows.set_value([{"who": "山本"}])
    frame.add_section("more", "もっと", rows, "Ctrl+3")
    frame.show_section("more")
    rows.focus_row(1)
    next(action for action in _menu(frame, Menu.EDIT).actions() if action.text() == "上の行と同じ(&D)").trigger()
    assert rows.value() == [{"who": "山本"}, {"who": "山本"}]


def test_letters_grow_and_shrink_by_key(qtbot: QtBot, application: QApplication) -> None:
    frame = _frame(qtbot)
    sizes: list[int] = []
    frame.zoom_changed.connect(sizes.append)
    press(frame, Qt.Key.Key_Plus, CONTROL)
    press(frame, Qt.Key.Key_Plus, CONTROL)
    press(frame, Qt.Key.Key_Minus, CONTROL)
    assert sizes == [110, 125, 110]
    assert application.font().pixelSize() == 18
    press(frame, Qt.Key.Key_0, CONTROL)
    assert frame.bottom.zoom.text() == "文字 100%"
    for _ in range(20):
        press(frame, Qt.Key.Key_Minus, CONTROL)
    assert frame.zoom() == 80


def test_the_side_panel_folds_away_in_a_narrow_window_and_comes_back_on_wish(qtbot: QtBot) -> None:
    frame = _frame(qtbot, width=NARROW + 20)
    side = QLabel("同意")
    frame.set_side(side)
    assert side.isVisible()
    frame.resize(NARROW - 1, 700)
    QApplication.processEvents()
    assert not side.isVisible()
    frame.top.fold.click()
    assert side.isVisible()
    frame.set_side(None)
    assert not frame.top.fold.isVisible()


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_the_window_fits_a_small_screen(qtbot: QtBot, zoom: int) -> None:
    frame = _frame(qtbot, practice=True, width=1280)
    for act in Act:
        frame.offer(act, lambda: None)
    frame.set_saved("保存しました 10:32")
    frame.set_backup("控え：けさ 8:31（確かめ済み）")
    frame.set_zoom(zoom)
    QApplication.processEvents()
    assert frame.minimumSizeHint().width() <= 1280
    assert frame.minimumSizeHint().height() <= 720
    assert frame.top.receive.isVisible()


def test_practice_is_said_on_every_screen(qtbot: QtBot) -> None:
    frame = _frame(qtbot, practice=True)
    shown = [label.text() for label in frame.findChildren(QLabel) if label.isVisible() and "練習用" in label.text()]
    assert len(shown) == 2
    assert "練習用" not in " ".join(label.text() for label in _frame(qtbot).findChildren(QLabel))


@pytest.mark.parametrize(
    ("words", "look"),
    [("保存しました 10:32", "good"), ("保存中…", "quiet"), ("保存できません（保存先の空きがありません）", "wrong")],
)
def test_the_bottom_line_says_how_saving_stands(qtbot: QtBot, words: str, look: str) -> None:
    frame = _frame(qtbot)
    frame.set_saved(words)
    label = next(label for label in frame.findChildren(QLabel) if label.text() == words)
    assert (frame.bottom.saved(), label.property("words")) == (words, look)


def test_today_is_said_with_era_weekday_and_holiday() -> None:
    assert today_words(TODAY) == "きょう 令和8年11月23日（月・祝）"
    assert today_words(TODAY.replace(day=24)) == "きょう 令和8年11月24日（火）"


def test_the_title_holds_nothing_but_the_product(qtbot: QtBot) -> None:
    assert _frame(qtbot).windowTitle() == "ほうかつデスク"


def test_f6_goes_from_pane_to_pane(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    frame.offer(Act.FIND, lambda: None)
    field = frame.findChild(TextField, "today_first")
    assert isinstance(field, TextField)
    field.setFocus()
    visited = []
    for _ in range(3):
        press_here(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(frame.top.isAncestorOf(focus) or frame.left.isAncestorOf(focus) * 2 or 3)
    assert visited == [1, 2, 3]


def test_every_stop_of_the_window_has_a_name(qtbot: QtBot) -> None:
    frame = _frame(qtbot, practice=True)
    for act in Act:
        frame.offer(act, lambda: None)
    frame.set_side(TextField("side", "そば"))
    nameless = [stop for stop in stops_in(frame) if not stop.accessibleName() and not getattr(stop, "text", str)()]
    assert nameless == []


def test_closing_is_announced_before_it_happens(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    with qtbot.waitSignal(frame.about_to_close):
        frame.close()


def test_a_screen_may_add_entries_to_a_menu(qtbot: QtBot) -> None:
    frame = _frame(qtbot)
    done: list[str] = []
    frame.add_to_menu(Menu.TOOLS, "郵便番号を新しくする…(&Z)", lambda: done.append("postcodes"), "Ctrl+Shift+Y")
    assert _menu(frame, Menu.TOOLS).menuAction().isVisible()
    press(frame, Qt.Key.Key_Y, CONTROL | SHIFT)
    assert done == ["postcodes"]
