"""The guide of every section, and the card of all keys."""

import pytest
from PySide6.QtGui import QAction, QTextTable

from hokatsu_desktop.ui.frame_acts import ACTS, Act
from hokatsu_desktop.ui.help_panel import guide_path
from hokatsu_desktop.ui.keys_card import KeyGroup, columns_of, key_groups, key_words
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.words import Words

ONE_PAGE = 1500  # letters that fit on a page with room between them


def test_every_section_has_a_guide_of_one_page(window: MainWindow) -> None:
    for key in window.sections:
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
    assert panel.section() == "today"
    window.show_place(Place(section="agencies"))
    assert panel.section() == "agencies"
    assert "できないこと" in panel.browser.toPlainText()
    assert window.open_help() is panel
    panel.close_button.click()
    window.show_place(Place(section="meetings"))
    assert panel.section() == "agencies"


def test_another_guide_can_be_chosen_and_tables_are_tables(window: MainWindow) -> None:
    panel = window.open_help()
    panel.choice.set_value("cases")
    panel.choice.changed.emit()
    assert panel.section() == "cases"
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
