"""One office for the whole table: a real store, the real window; each row begins with nothing open and nothing said."""

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog

from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui import autosave
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui_bad_inputs.office import Office
from tests.ui_cases.town import NOW, Heard, found


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style, fonts and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture(scope="session")
def opened(our_application: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The office, opened once."""
    folder = tmp_path_factory.mktemp("ためし") / "台帳"
    words = Passphrase("みどり色の 自転車と 夕やけ雲")
    store, _ = create_store(folder, words, practice=True, now=NOW, cost=Cost.floor(), any_place=True)
    store.session_facts["clock"] = lambda: NOW
    with store.transaction() as session:
        town = found(session)
    tasks = Tasks()
    desk = Desk(store, town.staff_id, tasks, lambda: NOW)
    heard = Heard()
    desk.said.connect(lambda kind, words: heard.said.append((kind, words)))
    window = MainWindow(desk, lock=lambda: None)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    office = Office(desk, window, town, heard)
    tasks.run(lambda: None, lambda _nothing: None, lambda _error: None)
    office.wait_for_worker()  # its thread has begun, and no row seems to leave it behind
    yield office
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    tasks.close()
    store.close()


@pytest.fixture
def office(opened: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The office for one row; afterwards no dialog is open and what was left to be deleted is gone.

    The offscreen platform has no input method: the office stands in for the one that a program asks to commit.
    """
    input_method = SimpleNamespace(commit=opened.end_composition)
    monkeypatch.setattr(autosave, "QGuiApplication", SimpleNamespace(inputMethod=lambda: input_method))
    opened.folder, opened.held = tmp_path, ""
    opened.heard.said.clear()
    opened.window.activateWindow()
    opened.settle()
    yield opened
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()
    opened.leave()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
