"""The lock screen puts a backup back: of a damaged store, on purpose, and one that is no earlier state of the store."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.store.backup import back_up, backups, open_backup, restore_backup
from hokatsu_desktop.store.data_folder import BACKUPS_NAME
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.restore_page import RestorePage
from tests.ui.hands import press
from tests.ui_start.conftest import NOON, TOWN, WORDS, Made, work_window_of
from tests.ui_start.test_unlock import lock_screen, unlock

MakeProgram = Callable[..., Program]
PATIENCE = 20_000


def test_a_damaged_store_is_restored_from_a_backup(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    back_up(store, made.folder / BACKUPS_NAME, NOON)
    db = store.generation.db
    store.close()
    db.write_bytes(b"")
    program = make_program(made.folder)
    page = lock_screen(program)
    unlock(program, qtbot)
    assert "空（0バイト）" in page.message.words()
    page.message.buttons()[0].click()
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), RestorePage))
    restoring = program.start_window.page()
    assert isinstance(restoring, RestorePage)
    assert "令和8年11月23日" in restoring.backups.choices[0].text()
    restoring.backups.choices[0].click()
    restoring.field.set_value(WORDS)
    restoring.press()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    assert db.read_bytes() == b""  # what was damaged lies where it was


def test_the_backups_are_offered_at_once_when_somebody_went_for_them(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    """From 設定: the store is well, and an earlier state of it takes its place; what was there stays."""
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    back_up(store, made.folder / BACKUPS_NAME, NOON)
    store.session_facts["clock"] = lambda: NOON
    with store.transaction() as session:
        change_office(session, town="あとから変えた町")
    store.close()
    program = make_program(made.folder, restores=True)
    assert program.start()
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), RestorePage), timeout=PATIENCE)
    page = program.start_window.page()
    assert isinstance(page, RestorePage)
    page.backups.choices[0].setChecked(True)
    page.field.set_value(WORDS)
    page.press()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    with work_window_of(program).desk.reading() as session:
        assert the_office(session).town == TOWN
    assert sorted(path.name for path in made.folder.glob("g0*")) == ["g0001", "g0002"]
    newest, restored = backups(made.folder / BACKUPS_NAME)  # also of what the program had no time to back up
    assert newest.sequence > restored.sequence
    store = open_backup(newest.path, Passphrase(WORDS))
    with store.session() as session:
        assert the_office(session).town == "あとから変えた町"
    store.close()


def test_a_backup_that_parted_from_the_store_is_told_before_it_takes_its_place(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    """An early backup was restored and written on in: the later backup of the old line is no earlier state any more."""

    def change(town: str, backed_up: datetime | None = None) -> None:
        store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
        store.session_facts["clock"] = lambda: NOON
        with store.transaction() as session:
            change_office(session, town=town)
        if backed_up:
            back_up(store, made.folder / BACKUPS_NAME, backed_up)
        store.close()

    change("はじめの町", NOON - timedelta(days=1))
    change("前の町", NOON)
    late, early = sorted(backups(made.folder / BACKUPS_NAME), key=lambda one: -one.sequence)
    restore_backup(made.folder, early.path, Passphrase(WORDS), NOON)
    change("いまの町")
    change("いまの町２")
    program = make_program(made.folder, restores=True)
    assert program.start()
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), RestorePage), timeout=PATIENCE)
    page = program.start_window.page()
    assert isinstance(page, RestorePage)
    place = [one.path for one in backups(made.folder / BACKUPS_NAME)].index(late.path)
    page.backups.choices[place].setChecked(True)
    page.field.set_value(WORDS)
    page.press()
    qtbot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    for said in ("令和8年11月23日に分かれました", "いまの台帳だけに2件", "この控えだけに1件", "控えとくらべる"):
        assert said in page.message.words()
    assert sorted(path.name for path in made.folder.glob("g0*")) == ["g0001", "g0002"]  # nothing was done yet
    page.backups.choices[1 - place].setChecked(True)
    assert not page.message.isVisible()  # what was said is of the other backup
    page.backups.choices[place].setChecked(True)
    page.press()
    qtbot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    (anyway,) = page.message.buttons()
    press(anyway, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    with work_window_of(program).desk.reading() as session:
        assert the_office(session).town == "前の町"
