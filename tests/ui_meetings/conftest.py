"""A real store made once per module, and the section 会議 on it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported anywhere

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui.hands import OPEN, show
from tests.ui_meetings.town import NOW, FakePrinter, Hands, Host, Town, found


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style, fonts and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture(autouse=True)
def application(our_application: QApplication) -> Iterator[QApplication]:
    """The application, with the letters back at 100 % after each test."""
    yield our_application
    OPEN.clear()
    if our_application.font().pixelSize() != 16:
        apply_theme(our_application, 100)


@dataclass(frozen=True)
class Place:
    """The open store and its town."""

    store: OpenStore
    town: Town


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A store with the town in it."""
    folder = tmp_path_factory.mktemp("ためし") / "台帳"
    words = Passphrase("みどり色の 自転車と 夕やけ雲")
    store, _ = create_store(folder, words, practice=True, now=NOW, cost=Cost.floor(), any_place=True)
    store.session_facts.update(clock=lambda: NOW)
    with store.transaction() as session:
        town = found(session)
    yield Place(store, town)
    store.close()


@pytest.fixture
def town(opened: Place) -> Town:
    return opened.town


@dataclass
class Heard:
    """What the desk said."""

    words: list[str] = field(default_factory=list)


@pytest.fixture
def desk(opened: Place, application: QApplication) -> Iterator[Desk]:
    tasks = Tasks()
    yield Desk(opened.store, opened.town.staff_id, tasks, clock=lambda: NOW)
    tasks.close()


@pytest.fixture
def heard(desk: Desk) -> Heard:
    made = Heard()
    desk.said.connect(lambda _kind, words: made.words.append(words))
    return made


@pytest.fixture
def printer() -> FakePrinter:
    return FakePrinter()


@pytest.fixture
def section(desk: Desk, printer: FakePrinter, qtbot: QtBot) -> MeetingsSection:
    made = MeetingsSection(desk, printer)
    show(qtbot, Host(made), 1105, 640)
    return made


@pytest.fixture
def hands() -> Hands:
    return Hands()
