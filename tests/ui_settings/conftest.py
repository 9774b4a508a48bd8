"""A real store with an office in it, for each test anew, and a desk on it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.busy import Tasks
from hokatsu_desktop.ui.widgets.moving import set_enter_moves
from tests.ui.hands import OPEN, show
from tests.ui_settings.office import NOW, FakePrinter


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style, fonts and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture(autouse=True)
def application(our_application: QApplication) -> Iterator[QApplication]:
    """The application; afterwards its windows are gone, its letters at 100 %, and Enter moves."""
    yield our_application
    OPEN.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    set_enter_moves(True)
    if our_application.font().pixelSize() != 16:
        apply_theme(our_application, 100)


@pytest.fixture(params=[False])
def desk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The desk of the one member of staff; with the parameter True in a practice store."""
    words = Passphrase("みどり色の 自転車と 夕やけ雲")
    practice = bool(request.param)
    store, _code = create_store(tmp_path / "台帳", words, practice=practice, now=NOW, cost=Cost.floor(), any_place=True)
    store.session_facts["clock"] = lambda: NOW
    with store.transaction() as session:
        staff = found_office(session, town="みどり町", department="福祉課", staff_name="𠮷田 まこと", practice=practice)
        staff_id = staff.id
    tasks = Tasks()
    yield Desk(store, staff_id, tasks, lambda: NOW)
    tasks.close()
    store.close()


@pytest.fixture
def idle(qtbot: QtBot, desk: Desk) -> Callable[[], None]:
    """Waits until the worker has nothing to do."""
    return lambda: qtbot.waitUntil(lambda: not desk.tasks.is_busy, timeout=20_000)


@pytest.fixture
def printer() -> FakePrinter:
    """A printer that only notes what it was asked for."""
    return FakePrinter()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> MainWindow:
    """The main window on the screen."""
    window = MainWindow(desk, lock=lambda: None)
    show(qtbot, window, 1280, 800)
    return window
