"""F1 before unlocking: receiving and starting from a backup have their guides, the lock screen that of keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.guide_names import BACKUPS, HANDOVER, SETTINGS
from hokatsu_desktop.ui.handover.receive_page import ReceivePage
from hokatsu_desktop.ui.help_panel import HelpPanel
from hokatsu_desktop.ui.loss.page import LossPage
from hokatsu_desktop.ui.start.from_backup_page import FromBackupPage
from hokatsu_desktop.ui.start.page import Page
from hokatsu_desktop.ui.start.restore_page import RestorePage
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from tests.ui.hands import show
from tests.ui_start.conftest import NOON

PAGES: dict[str, Callable[[], Page | UnlockPage | LossPage]] = {
    HANDOVER: ReceivePage,
    BACKUPS: lambda: FromBackupPage(Path("daicho")),
    SETTINGS: UnlockPage,
}


@pytest.fixture
def start_window(qtbot: QtBot) -> StartWindow:
    """An empty window before unlocking."""
    window = StartWindow()
    show(qtbot, window, 960, 640)
    return window


@pytest.mark.parametrize("guide", PAGES)
def test_f1_opens_the_guide_of_the_page(start_window: StartWindow, guide: str) -> None:
    start_window.show_page(PAGES[guide]())
    QTest.keyClick(start_window, Qt.Key.Key_F1)
    panel = start_window.findChild(HelpPanel)
    assert panel is not None
    assert panel.isVisible()
    assert panel.guide() == guide


def test_the_guide_follows_the_page_and_stays_one_panel(start_window: StartWindow, tmp_path: Path) -> None:
    start_window.show_page(RestorePage([]))
    QTest.keyClick(start_window, Qt.Key.Key_F1)
    start_window.show_page(LossPage(tmp_path, (), lambda: NOON, practice=False))
    QTest.keyClick(start_window, Qt.Key.Key_F1)
    panels = start_window.findChildren(HelpPanel)
    assert [panel.guide() for panel in panels] == [HANDOVER]
