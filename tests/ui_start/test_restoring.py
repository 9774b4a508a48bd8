"""The lock screen puts a backup back: of a damaged store, on purpose, and one that is no earlier state of the store."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.store.backup import back_up, backups, open_backup, restore_backup
from hokatsu_desktop.store.data_folder import BACKUPS_NAME
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.ui.settings.compare_backup_dialog import CompareBackupDialog
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.restore_page import ANYWAY, COMPARE, RestorePage
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from tests.ui.hands import focus_name, press, press_here, type_by_ime
from tests.ui_start.conftest import NOON, STAFF, TOWN, WORDS, Made, all_words, work_window_of
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


@dataclass(frozen=True)
class Parted:
    """Two backups of a store: an early one, from which it goes on, and a late one of the line that was left."""

    early: Path
    late: Path


@pytest.fixture
def parted(made: Made) -> Parted:
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
    return Parted(early.path, late.path)


def parted_page(program: Program, parted: Parted, bot: QtBot) -> RestorePage:
    """The page with the late backup chosen, when it has told that both were written on."""
    assert program.start()
    bot.waitUntil(lambda: isinstance(program.start_window.page(), RestorePage), timeout=PATIENCE)
    page = program.start_window.page()
    assert isinstance(page, RestorePage)
    assert page.backups.choose(parted.late)
    page.field.set_value(WORDS)
    page.press()
    bot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    return page


def test_a_backup_that_parted_from_the_store_is_told_before_it_takes_its_place(
    make_program: MakeProgram, made: Made, parted: Parted, qtbot: QtBot
) -> None:
    program = make_program(made.folder, restores=True)
    page = parted_page(program, parted, qtbot)
    for said in ("令和8年11月23日に分かれました", "いまの台帳だけに2件", "この控えだけに1件", "控えとくらべる"):
        assert said in page.message.words()
    assert sorted(path.name for path in made.folder.glob("g0*")) == ["g0001", "g0002"]  # nothing was done yet
    assert page.backups.choose(parted.early)
    assert not page.message.isVisible()  # what was said is of the other backup
    assert page.backups.choose(parted.late)
    page.press()
    qtbot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    compare, anyway = page.message.buttons()
    assert (compare.text(), anyway.text()) == (COMPARE, ANYWAY)
    press(anyway, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    with work_window_of(program).desk.reading() as session:
        assert the_office(session).town == "前の町"


def test_the_lock_screen_leads_to_comparing_with_that_very_backup(
    make_program: MakeProgram, made: Made, parted: Parted, qtbot: QtBot
) -> None:
    program = make_program(made.folder, restores=True)
    page = parted_page(program, parted, qtbot)
    for said in ("ケースの中身は出せません", "先に台帳を開くと"):
        assert said in page.message.words()
    for name in (STAFF, TOWN, "前の町", "いまの町"):
        assert name not in all_words(program.start_window)
    press(page.message.buttons()[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    window = work_window_of(program)
    assert window.here.section == "settings"
    (dialog,) = window.findChildren(CompareBackupDialog)
    chosen = dialog.backups.chosen()
    assert chosen is not None
    assert chosen.path == parted.late
    qtbot.waitUntil(lambda: focus_name() == "compared_passphrase", timeout=PATIENCE)
    type_by_ime(dialog.field, [WORDS], WORDS)
    press_here(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.compared is not None, timeout=PATIENCE)
    assert dialog.compared is not None
    assert (dialog.compared.standing.ours, dialog.compared.standing.theirs) == (2, 1)
    assert sorted(path.name for path in made.folder.glob("g0*")) == ["g0001", "g0002"]  # nothing was put back
    dialog.close()


def test_the_wish_to_compare_waits_until_the_store_opens_and_a_backup_that_went_away_is_told(
    make_program: MakeProgram, made: Made, parted: Parted, qtbot: QtBot
) -> None:
    program = make_program(made.folder, restores=True)
    page = parted_page(program, parted, qtbot)
    other = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
    page.message.buttons()[0].click()
    lock = program.start_window.page()
    assert isinstance(lock, UnlockPage)
    qtbot.waitUntil(lock.message.isVisible, timeout=PATIENCE)
    other.close()
    shutil.rmtree(parted.late)
    unlock(program, qtbot)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    (dialog,) = work_window_of(program).findChildren(CompareBackupDialog)
    assert dialog.backups.chosen() is None
    assert "いま見つかりません" in dialog.message.words()
    dialog.close()
