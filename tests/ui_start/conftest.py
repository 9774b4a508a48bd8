"""A program whose keys are cheap and whose new processes are only written down, and a store to unlock."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import found_office, give_key
from hokatsu_desktop.store.generation import create_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.slots import check_recovery_code
from hokatsu_desktop.ui.application import furnish
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import HOME, Place
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.store_work import Terms
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.store.vaults import FakeVault

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
WORDS = "みどり色の 自転車と 夕やけ雲"
TOWN, STAFF = "みどり町", "髙橋 まこと"
VAULTS: list[FakeVault | None] = [None]  # the keyring of this PC: none, unless a test puts one on top
TERMS = Terms(clock=lambda: NOON, cost=Cost.floor(), any_place=True, vault=lambda: VAULTS[-1])


@dataclass(frozen=True)
class Made:
    """A store as another day's work left it."""

    folder: Path
    code: RecoveryCode


@dataclass
class Log:
    """What would have happened outside this process."""

    spawned: list[list[str]] = field(default_factory=list)
    left: int = 0

    def spawn(self, command: Sequence[str]) -> bool:
        self.spawned.append(list(command))
        return True

    def leave(self) -> None:
        self.left += 1


class WorkWindow(QWidget):
    """What the start and the lock ask of the main window: a field, a place, a message."""

    zoom_changed = Signal(int)

    def __init__(self, desk: Desk, lock: Callable[[], None]) -> None:
        super().__init__()
        self.setWindowTitle("ほうかつデスク")
        self.desk, self.lock = desk, lock
        self.field = TextField("memo", "覚え書き")
        self.said: list[tuple[str, str]] = []
        self.stored: list[str] = []
        self.trouble: Exception | None = None
        self.here = HOME
        column = QVBoxLayout(self)
        column.addWidget(self.field)

    def flush(self) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.stored.append(self.field.text())

    def place(self) -> Place:
        return self.here

    def show_place(self, place: Place) -> None:
        self.here = place

    def say(self, kind: str, words: str) -> None:
        self.said.append((kind, words))

    def set_zoom(self, percent: int) -> None:
        self.zoom = percent

    def open_on_screen(self) -> None:
        self.show()


def work_window_of(program: Program) -> WorkWindow:
    """The window that stands for the main window."""
    window: object = program.main_window
    assert isinstance(window, WorkWindow)
    return window


@pytest.fixture(scope="session")
def our_application(qapp: QApplication) -> QApplication:
    """pytest-qt's application with our style and filters."""
    furnish(qapp)
    return qapp


@pytest.fixture(autouse=True)
def application(our_application: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> QApplication:
    """The application, with what this PC remembers in a folder of the test's own."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    return our_application


@pytest.fixture
def log() -> Log:
    """What would have happened outside this process."""
    return Log()


@pytest.fixture
def make_program(application: QApplication, qtbot: QtBot, log: Log) -> Iterator[Callable[..., Program]]:
    """Makes a program on a folder; it is ended after the test."""
    made: list[Program] = []

    def make(folder: Path, *, is_known: bool = False, half: bytes = b"", restores: bool = False) -> Program:
        make_window = cast(Callable[[Desk, Callable[[], None]], MainWindow], WorkWindow)
        program = Program(
            application,
            folder,
            is_known=is_known,
            terms=TERMS,
            spawn=log.spawn,
            leave=log.leave,
            make_window=make_window,
            half=half,
            restores=restores,
        )
        made.append(program)
        return program

    yield make
    for program in made:
        program.end()
        program.start_window.is_busy = False
        for window in (program.start_window, program.main_window):
            if window is not None:
                window.close()
                window.deleteLater()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A store with an office, one member of staff and a rehearsed recovery sheet."""
    folder = tmp_path_factory.mktemp("ひな形") / "台帳"
    store, code = create_store(folder, Passphrase(WORDS), practice=False, now=NOON, cost=Cost.floor(), any_place=True)
    store.session_facts["clock"] = TERMS.clock
    with store.transaction() as session:
        staff = found_office(session, town=TOWN, department="福祉課", staff_name=STAFF)
        give_key(session, staff.id, store.slot_id)
    check_recovery_code(store, code, date(2026, 11, 20))
    store.close()
    return Made(folder, code)


@pytest.fixture
def made(made_once: Made, tmp_path: Path) -> Made:
    """A copy of that store of the test's own."""
    folder = tmp_path / "台帳"
    shutil.copytree(made_once.folder, folder)
    return Made(folder, made_once.code)


def all_words(window: QWidget) -> str:
    """Everything a window shows or says to the ear, its title included."""
    texts = [window.windowTitle(), window.accessibleName()]
    for child in window.findChildren(QWidget):
        for reader in ("text", "toPlainText", "placeholderText", "accessibleName", "toolTip"):
            read = getattr(child, reader, None)
            if callable(read) and not isinstance(child, TextField):
                texts.append(str(read()))
    return "\n".join(texts)
