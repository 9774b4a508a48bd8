"""A real store made once per module, a desk on it, and the section ケース."""

import os
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui.hands import OPEN, show
from tests.ui_cases.town import NOW, FakePrinter, Heard, Town, found


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style, fonts and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture(autouse=True)
def application(our_application: QApplication) -> Iterator[QApplication]:
    """The application; what a test left to be deleted is gone before the next one."""
    yield our_application
    OPEN.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if our_application.font().pixelSize() != 16:
        apply_theme(our_application, 100)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenStore, Town]]:
    """A store with the town in it."""
    folder = tmp_path_factory.mktemp("ためし") / "台帳"
    words = Passphrase("みどり色の 自転車と 夕やけ雲")
    store, _ = create_store(folder, words, practice=True, now=NOW, cost=Cost.floor(), any_place=True)
    store.session_facts["clock"] = lambda: NOW
    with store.transaction() as session:
        town = found(session)
    yield store, town
    store.close()


@pytest.fixture
def town(opened: tuple[OpenStore, Town]) -> Town:
    """The ids of the town."""
    return opened[1]


@pytest.fixture
def desk(opened: tuple[OpenStore, Town]) -> Iterator[Desk]:
    """The desk of the one member of staff."""
    store, town = opened
    tasks = Tasks()
    yield Desk(store, town.staff_id, tasks, lambda: NOW)
    tasks.close()


@pytest.fixture
def heard(desk: Desk) -> Heard:
    """What the desk says, and where somebody wants to go."""
    heard = Heard()
    desk.said.connect(lambda kind, words: heard.said.append((kind, words)))
    desk.wanted.connect(heard.wanted.append)
    return heard


@pytest.fixture
def printer() -> FakePrinter:
    """A printer that only notes what it was asked for."""
    return FakePrinter()


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, printer: FakePrinter, heard: Heard) -> CasesSection:
    """The section on the screen; it goes where it asks to go, as the window lets it."""
    section = CasesSection(desk, printer)
    desk.wanted.connect(lambda place: section.show_place(place) if place.section == "cases" else None)
    show(qtbot, section, 1180, 760)
    return section
