"""What was copied does not stay about, and windows are left out of pictures of the screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import change_setting
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui.capture_shield import SETTING, CaptureShield, is_wanted
from hokatsu_desktop.ui.clipboard_guard import KEPT_OUT, ClipboardGuard
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui.hands import show
from tests.ui_start.conftest import TERMS, WORDS, Made

ACTIVE, AWAY = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


@pytest.fixture
def desk(made: Made) -> Iterator[Desk]:
    """The desk of the one member of staff."""
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    tasks = Tasks()
    yield Desk(store, 1, tasks, TERMS.clock)
    tasks.close()
    store.close()


@pytest.fixture
def guard(qtbot: QtBot) -> ClipboardGuard:
    """The guard, with our window in front."""
    window = QWidget()
    show(qtbot, window, 300, 200)
    made = ClipboardGuard(window)
    made.watch()
    return made


def test_what_was_copied_goes_half_a_minute_after_leaving(guard: ClipboardGuard) -> None:
    QApplication.clipboard().setText("架空 花子")
    guard.look_at_state(ACTIVE)
    assert not guard.timer.isActive()
    guard.look_at_state(AWAY)
    assert guard.timer.isActive()
    assert guard.timer.interval() == 30_000
    guard.timer.timeout.emit()
    assert QApplication.clipboard().text() == ""


def test_coming_back_in_time_keeps_it(guard: ClipboardGuard) -> None:
    QApplication.clipboard().setText("架空 花子")
    guard.look_at_state(AWAY)
    guard.look_at_state(ACTIVE)
    assert not guard.timer.isActive()
    assert QApplication.clipboard().text() == "架空 花子"


def test_copies_of_other_programs_are_left_alone(guard: ClipboardGuard, monkeypatch: pytest.MonkeyPatch) -> None:
    QApplication.clipboard().setText("架空 花子")
    monkeypatch.setattr("hokatsu_desktop.ui.clipboard_guard.QGuiApplication.applicationState", lambda: AWAY)
    QApplication.clipboard().setText("ほかのプログラムの言葉")
    guard.look_at_state(AWAY)
    assert not guard.timer.isActive()
    guard.empty()
    assert QApplication.clipboard().text() == "ほかのプログラムの言葉"


def test_where_the_system_keeps_a_history_ours_are_kept_out_of_it_and_stay_whole(qtbot: QtBot) -> None:
    window = QWidget()
    show(qtbot, window, 300, 200)
    ClipboardGuard(window, has_history=True).watch()
    copied = QMimeData()
    copied.setText("架空 花子")
    copied.setHtml("<b>架空 花子</b>")
    QApplication.clipboard().setMimeData(copied)
    there = QApplication.clipboard().mimeData()
    assert there.hasFormat(KEPT_OUT)
    assert (there.text(), there.html()) == ("架空 花子", "<b>架空 花子</b>")
    QApplication.clipboard().clear()  # what Python made must not be there any more when the interpreter ends


def test_every_window_is_left_out_until_the_office_says_otherwise(qtbot: QtBot, desk: Desk) -> None:
    said: dict[int, bool] = {}
    first, later, last = QWidget(), QDialog(), QDialog()
    show(qtbot, first, 300, 200)
    shield = CaptureShield(desk, lambda window, hidden: said.update({window: hidden}))
    shield.watch()
    later.show()
    last.show()
    child = QWidget(first)
    child.show()
    windows = {int(one.winId()) for one in (first, later, last)}
    assert {window: said.get(window) for window in windows} == dict.fromkeys(windows, True)
    assert set(said) == {int(one.winId()) for one in QApplication.topLevelWidgets() if one.isVisible()}
    desk.act(lambda session: change_setting(session, SETTING, False))
    assert not is_wanted(desk)
    assert not any(said[window] for window in windows)
    shield.leave()
    for one in (last, later):
        one.close()
