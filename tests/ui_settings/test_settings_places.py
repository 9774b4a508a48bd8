"""A row or a button that leads to 引継ぎ・設定 brings its card into sight, with the keyboard on what is to be done there."""

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.handover.parcel_card import ParcelCard
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings.section import SettingsSection
from hokatsu_desktop.ui.today.places import PARTS


def stop_of(page: SettingsSection, tab: str) -> object:
    """Where the keyboard has to be."""
    match tab:
        case "handover":
            return page.handover.give_button
        case "media":
            return page.media.barred
        case "backups":
            return page.backups.now_button
        case "retention":
            return page.retention.list_button
    raise ValueError(tab)


@pytest.mark.parametrize("tab", ["handover", "media", "backups", "retention"])
def test_the_card_is_in_sight_and_has_the_keyboard(window: MainWindow, qtbot: QtBot, tab: str) -> None:
    assert ("settings", tab) in PARTS.values()
    window.desk.go(Place(section="settings", tab=tab))
    page = window.findChild(SettingsSection)
    assert page is not None
    qtbot.waitUntil(lambda: window.focusWidget() is stop_of(page, tab))
    assert not page.visibleRegion().isEmpty()
    assert not window.focusWidget().visibleRegion().isEmpty()


def test_every_row_of_today_that_leads_here_has_a_card(window: MainWindow) -> None:
    window.show_place(Place(section="settings"))
    page = window.findChild(SettingsSection)
    assert page is not None
    for section, tab in PARTS.values():
        assert section != "settings" or tab in page.parts


def test_from_the_receipt_one_gets_to_the_discarding(window: MainWindow, qtbot: QtBot) -> None:
    parcel = window.findChild(ParcelCard)
    assert parcel is not None
    parcel.discard.click()
    page = window.findChild(SettingsSection)
    assert page is not None
    page.handover.discard_button.show()
    qtbot.waitUntil(lambda: window.focusWidget() is page.handover.discard_button)
