"""The guide of every section, and the card of all keys."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextTable
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from hokatsu_desktop.ui.frame_acts import ACTS, Act
from hokatsu_desktop.ui.guide_names import BACKUPS, HANDOVER, SETTINGS
from hokatsu_desktop.ui.guides import GUIDE_LINK
from hokatsu_desktop.ui.help_panel import GUIDES, HelpPanel, guide_path
from hokatsu_desktop.ui.keys_card import KeyGroup, columns_of, key_groups, key_words
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings.section import SettingsSection
from hokatsu_desktop.ui.widgets.words import Words

ONE_PAGE = 1500  # letters that fit on a page with room between them
REPOSITORY = Path(__file__).parents[2]
OPENED_FROM_CARDS: dict[str, tuple[str, Callable[[SettingsSection], object]]] = {
    "引き継ぐ": (HANDOVER, lambda page: page.handover.begin_giving()),
    "パッケージとくらべる": (HANDOVER, lambda page: page.handover.begin_comparing()),
    "同じパソコンで引き継ぐ": (HANDOVER, lambda page: page.handover.hand_over_here()),
    "紛失時の記録": (HANDOVER, lambda page: page.handover.report_loss()),
    "媒体を登録する": (HANDOVER, lambda page: page.media.register.click()),
    "控えとくらべる": (BACKUPS, lambda page: page.backups.begin_comparing()),
    "復元訓練": (BACKUPS, lambda page: page.backups.begin_drill()),
    "控えに戻す": (BACKUPS, lambda page: page.backups.begin_going_back()),
    "廃棄候補": (SETTINGS, lambda page: page.retention.begin_disposal()),
}


def settings_of(window: MainWindow) -> SettingsSection:
    """The page of settings, shown."""
    window.show_place(Place(section=SETTINGS))
    page = window.findChild(SettingsSection)
    assert page is not None
    return page


def guide_beside(window: QWidget) -> str:
    """F1 in a window: which guide lies beside it then."""
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = window.findChild(HelpPanel)
    assert panel is not None
    assert panel.isVisible()
    return panel.guide()


def test_every_section_handover_and_backups_have_a_guide_of_one_page(window: MainWindow) -> None:
    assert set(GUIDES) == {*window.sections, HANDOVER, BACKUPS}
    for key in GUIDES:
        path = guide_path(key)
        assert path.stem == key
        words = path.read_text(encoding="utf-8")
        assert words.startswith("# ")
        assert "## " in words
        assert "| キー |" in words
        assert len(words) <= ONE_PAGE


def test_a_section_without_a_guide_gets_that_of_today() -> None:
    assert guide_path("no_such_section").stem == "today"


def test_the_guide_follows_from_section_to_section(window: MainWindow) -> None:
    panel = window.open_help()
    assert panel.guide() == "today"
    window.show_place(Place(section="agencies"))
    assert panel.guide() == "agencies"
    assert "できないこと" in panel.browser.toPlainText()
    assert window.open_help() is panel
    panel.close_button.click()
    window.show_place(Place(section="meetings"))
    assert panel.guide() == "agencies"


@pytest.mark.parametrize("guide", [HANDOVER, BACKUPS, SETTINGS])
def test_what_a_guide_calls_by_its_name_is_called_so_on_a_screen(guide: str) -> None:
    files = (*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "resources").rglob("*.toml"))
    screens = "".join(path.read_text(encoding="utf-8") for path in files)
    named = re.findall("「([^「」]+)」", guide_path(guide).read_text(encoding="utf-8"))
    assert len(named) > 8
    assert [words for words in named if words not in screens] == []


@pytest.mark.parametrize("heading", OPENED_FROM_CARDS)
def test_f1_opens_the_guide_of_the_window_beside_it(window: MainWindow, heading: str) -> None:
    guide, begin = OPENED_FROM_CARDS[heading]
    begin(settings_of(window))
    (dialog,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    assert heading in dialog.accessibleName()
    assert guide_beside(dialog) == guide
    assert window.findChild(HelpPanel, options=Qt.FindChildOption.FindDirectChildrenOnly) is None
    dialog.reject()


def test_f1_on_a_card_opens_its_guide_and_the_link_does_the_same(window: MainWindow) -> None:
    page = settings_of(window)
    page.backups.now_button.setFocus()
    assert window.open_help().guide() == BACKUPS
    window.show_place(Place(section="today"))
    assert window.open_help().guide() == "today"
    link = next(made for made in page.handover.findChildren(QPushButton) if made.text() == GUIDE_LINK)
    link.click()
    (panel,) = window.findChildren(HelpPanel)
    assert panel.guide() == HANDOVER


def test_the_panel_lies_whole_over_a_low_window_with_large_letters(window: MainWindow) -> None:
    window.set_zoom(150)
    window.resize(1280, 720)
    window.move(0, 100)  # down to the edge of the screen and beyond
    panel = window.open_help()
    room = window.screen().availableGeometry().united(window.frameGeometry())
    assert room.contains(panel.geometry())
    window.set_zoom(100)


def test_another_guide_can_be_chosen_and_tables_are_tables(window: MainWindow) -> None:
    panel = window.open_help()
    panel.choice.set_value("cases")
    panel.choice.changed.emit()
    assert panel.guide() == "cases"
    frames = panel.browser.document().rootFrame().childFrames()
    assert any(isinstance(frame, QTextTable) for frame in frames)


def test_the_card_holds_every_shortcut_of_the_window(window: MainWindow) -> None:
    card = window.open_keys()
    shown = {label.words() for label in card.findChildren(Words)}
    menu_only = {"Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A"}  # known from every program
    for action in window.findChildren(QAction):
        if action.isVisible() and not action.shortcut().isEmpty():
            assert key_words(action.shortcut().toString()) in shown | menu_only, action.text()


def test_only_what_is_offered_is_on_the_card() -> None:
    groups = key_groups([("Ctrl+1", "きょう")], [Act.FIND])
    named = {words for group in groups for _keys, words in group.keys}
    assert "探す" in named
    assert "経過を書く" not in named


@pytest.mark.parametrize(
    ("keys", "words"), [("Alt+Left", "Alt+←"), ("Ctrl+Return", "Ctrl+Enter"), ("Ctrl++", "Ctrl++")]
)
def test_keys_are_named_as_on_the_keyboard(keys: str, words: str) -> None:
    assert key_words(keys) == words


@pytest.mark.parametrize("many", [1, 2, 3])
def test_groups_stay_in_order_over_the_columns(many: int) -> None:
    groups = key_groups([("Ctrl+1", "きょう")], [facts.act for facts in ACTS])
    columns = columns_of(groups, many)
    assert len(columns) == many
    together: list[KeyGroup] = [group for column in columns for group in column]
    assert together == list(groups)
    assert all(columns)
