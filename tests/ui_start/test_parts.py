"""What is made ready behind the lock screen: the statements of the first screen, from a store that holds nobody."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Case, Person, Staff
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.store.connection import COMPILED
from hokatsu_desktop.store.empty_store import empty_store
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import HOME
from hokatsu_desktop.ui.start import unlocking
from hokatsu_desktop.ui.start.parts import rehearse
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui_start.conftest import NOON, WORDS, Made
from tests.ui_start.test_unlock import lock_screen, unlock

MakeProgram = Callable[..., Program]


def test_the_first_screen_finds_its_statements_compiled(made: Made, qtbot: QtBot) -> None:
    store = open_store(made.folder, Passphrase(WORDS), any_place=True, clock=lambda: NOON)
    with store.session() as session:
        staff_id = present_staff(session)[0].id
    COMPILED.clear()
    rehearse(lambda: False)
    known = set(COMPILED)
    assert len(known) > 30
    tasks = Tasks()
    window = MainWindow(Desk(store, staff_id, tasks, lambda: NOON), lock=lambda: None)
    qtbot.addWidget(window)
    window.show_place(HOME)
    assert [str(sql) for key, sql in COMPILED.items() if key not in known] == []
    tasks.close()
    store.close()


def test_a_rehearsal_stops_when_somebody_has_typed() -> None:
    COMPILED.clear()
    asked: list[bool] = []

    def is_asked_to_stop() -> bool:
        asked.append(True)
        return len(asked) > 1

    rehearse(is_asked_to_stop)
    begun = len(COMPILED)
    assert len(asked) == 2
    rehearse(lambda: False)
    assert len(COMPILED) > begun


def test_the_empty_store_holds_nobody_and_is_gone_afterwards() -> None:
    with empty_store() as session:
        assert [session.query(kind).count() for kind in (Staff, Person, Case)] == [0, 0, 0]
        file = session.connection().exec_driver_sql("PRAGMA database_list").all()
    assert [row[2] for row in file] == [""]  # no file


def test_the_lock_screen_says_when_all_is_ready(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    program = make_program(made.folder)
    with qtbot.waitSignal(program.ready, timeout=20_000):
        lock_screen(program)
    unlock(program, qtbot)
    assert program.settling is not None


def test_a_rehearsal_that_this_pc_refuses_is_no_trouble_at_the_lock_screen(
    make_program: MakeProgram, made: Made, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[bool] = []

    def refuse(_stop: Callable[[], bool]) -> None:
        refused.append(True)
        raise StoreRefusal(Situation.OLD_LIBRARY, found="SQLite 3.40")

    monkeypatch.setattr(unlocking, "rehearse", refuse)
    program = make_program(made.folder)
    lock_screen(program)
    qtbot.waitUntil(lambda: bool(refused) and not program.tasks.is_busy, timeout=20_000)
    unlock(program, qtbot)
    assert program.settling is not None
