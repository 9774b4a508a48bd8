"""控えから始める on a new PC by keyboard: a folder of backups, one of them, the passphrase or the sheet, at work."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.store.backup import Backup, back_up
from hokatsu_desktop.store.data_folder import DataFolder
from hokatsu_desktop.store.from_backup import start_from_backup
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase, Secret
from hokatsu_desktop.store.restore_steps import RestoreStep, StepTold
from hokatsu_desktop.store.second_place import second_place
from hokatsu_desktop.ui.start.from_backup_page import SEARCH, START, FromBackupPage
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.second_place_page import SecondPlacePage
from hokatsu_desktop.ui.start.start_notes import read_notes
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from hokatsu_desktop.ui.start.waiting_page import StoppableWaiting
from hokatsu_desktop.ui.start.who_page import WhoPage
from tests.ui.hands import focus_name, press, press_here, type_by_ime
from tests.ui_start.conftest import NOON, TOWN, WORDS, Log, Made, work_window_of

MakeProgram = Callable[..., Program]
PATIENCE = 30_000
STEP_WORDS = {
    RestoreStep.READ: "控えを読んで、壊れていないことを確かめています（MB）",
    RestoreStep.COPY: "このパソコンに写しています（MB）",
    RestoreStep.PROVE: "写したものを、すみずみまで確かめています",
}


@pytest.fixture
def share(made: Made, tmp_path: Path) -> Path:
    """A share with eight backups; the PC that made them is no more."""
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
    first = back_up(store, tmp_path / "share", NOON - timedelta(days=7))
    store.close()
    for days in range(7):  # copies by hand: the same content under other days would do for a list
        shutil.copytree(first.path, tmp_path / "share" / f"copy{days}")
    shutil.rmtree(made.folder)
    return tmp_path / "share"


def backup_page(program: Program, bot: QtBot) -> FromBackupPage:
    """The page, from the button of the very first page, with the keyboard in its first field."""
    assert program.start()
    program.start_window.activateWindow()
    bot.waitUntil(lambda: focus_name() == "town", timeout=PATIENCE)
    town = program.start_window.page()
    assert isinstance(town, TownPage)
    press(town.from_backup, Qt.Key.Key_Space)
    page = program.start_window.page()
    assert isinstance(page, FromBackupPage)
    bot.waitUntil(lambda: focus_name() == "backup_place", timeout=PATIENCE)
    return page


def search(page: FromBackupPage, place: Path, bot: QtBot) -> None:
    """Types the folder and has it looked into."""
    page.place.field.setText(str(place))
    page.place.field.changed.emit()
    press(page.main_button, Qt.Key.Key_Return)
    bot.waitUntil(page.isEnabled, timeout=PATIENCE)


def begin(page: FromBackupPage) -> None:
    """Types the passphrase and begins."""
    page.field.set_value(WORDS)
    page.press()


def second_place_page(program: Program, bot: QtBot) -> SecondPlacePage:
    """What is asked once the store is there."""
    bot.waitUntil(lambda: isinstance(program.start_window.page(), SecondPlacePage), timeout=PATIENCE)
    page = program.start_window.page()
    assert isinstance(page, SecondPlacePage)
    return page


def test_a_new_pc_goes_on_from_the_newest_backup_by_keyboard(
    make_program: MakeProgram, qtbot: QtBot, share: Path, tmp_path: Path
) -> None:
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    assert page.main_button.text() == SEARCH
    search(page, share, qtbot)
    qtbot.waitUntil(lambda: focus_name() == "backup_passphrase", timeout=PATIENCE)
    assert page.main_button.text() == START
    assert "令和8年11月16日" in page.backups.choices[0].text()
    assert page.backups.choices[0].isChecked()
    assert "ケース0件" in page.backups.choices[0].text()
    assert [made.isVisible() for made in page.backups.choices] == [True] * 4 + [False] * 4
    press(page.backups.more, Qt.Key.Key_Space)
    assert all(made.isVisible() for made in page.backups.choices)
    type_by_ime(page.field, [WORDS], WORDS)
    page.field.setFocus()
    press_here(Qt.Key.Key_Return)
    offered = second_place_page(program, qtbot)
    assert offered.place.words() == str(share)
    press(offered.back_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    assert second_place(DataFolder(tmp_path / "new")) is None  # offered, not forced
    desk = work_window_of(program).desk
    with desk.reading() as session:
        assert the_office(session).town == TOWN
        last = session.scalars(select(ChangeEntry).order_by(ChangeEntry.id.desc())).first()
        assert last is not None
        assert (last.act, last.staff_id) == ("start_from_backup", desk.staff_id)
    assert read_notes().folder == str(tmp_path / "new")
    assert page.field.value() == ""


def test_the_folder_becomes_the_second_place_of_the_new_pc(
    make_program: MakeProgram, qtbot: QtBot, share: Path, tmp_path: Path, log: Log
) -> None:
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    search(page, share.parent, qtbot)  # the folder above: what is offered is where the backup lies
    begin(page)
    offered = second_place_page(program, qtbot)
    qtbot.waitUntil(lambda: program.start_window.focusWidget() is offered.main_button)
    press(offered.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    found = second_place(DataFolder(tmp_path / "new"))
    assert found is not None
    assert found.path == share
    assert any("copy-backups" in part for command in log.spawned for part in command)


def test_a_place_that_went_away_meanwhile_is_told_and_work_goes_on(
    make_program: MakeProgram, qtbot: QtBot, share: Path, tmp_path: Path
) -> None:
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    search(page, share, qtbot)
    begin(page)
    offered = second_place_page(program, qtbot)
    shutil.rmtree(share)
    offered.press()
    qtbot.waitUntil(lambda: "見つかりません" in offered.message.words(), timeout=PATIENCE)
    offered.back_button.click()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)


def test_a_folder_that_may_be_no_second_place_is_not_offered(
    make_program: MakeProgram, qtbot: QtBot, share: Path, tmp_path: Path
) -> None:
    synced = tmp_path / "OneDrive"
    share.rename(synced)
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    search(page, synced, qtbot)
    begin(page)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    assert second_place(DataFolder(tmp_path / "new")) is None


@pytest.mark.parametrize("step", list(RestoreStep))
def test_it_is_stopped_half_way_by_keyboard_and_nothing_is_left(
    make_program: MakeProgram,
    qtbot: QtBot,
    share: Path,
    tmp_path: Path,
    step: RestoreStep,
) -> None:
    """The worker waits at a step until やめる was pressed; how far it is was shown before."""
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    search(page, share, qtbot)
    here, pressed = Event(), Event()

    def slow_start(
        folder: Path, backup: Backup, secret: Secret, now: datetime, *, any_place: bool, told: StepTold
    ) -> None:
        def wait(at: RestoreStep, done: int, total: int) -> None:
            told(at, done, total)
            if at is step:
                here.set()
                assert pressed.wait(PATIENCE / 1000)

        start_from_backup(folder, backup, secret, now, any_place=any_place, told=wait)

    slow = pytest.MonkeyPatch()
    slow.setattr("hokatsu_desktop.store.from_backup.start_from_backup", slow_start)
    begin(page)
    waiting = program.start_window.page()
    assert isinstance(waiting, StoppableWaiting)
    assert waiting.back_button.text() == "やめる"
    qtbot.waitUntil(lambda: here.is_set() and STEP_WORDS[step] in waiting.step.words(), timeout=PATIENCE)
    press(waiting.back_button, Qt.Key.Key_Return)
    assert "やめています" in waiting.step.words()
    pressed.set()
    qtbot.waitUntil(lambda: program.start_window.page() is page, timeout=PATIENCE)
    assert "やめました" in page.message.words()
    assert not (tmp_path / "new").exists()
    assert page.field.value() == WORDS
    slow.undo()
    page.press()
    second_place_page(program, qtbot)  # at the second try it comes to its end


def test_the_recovery_sheet_opens_it_too_and_asks_who_is_there(
    make_program: MakeProgram, qtbot: QtBot, share: Path, made: Made, tmp_path: Path
) -> None:
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    search(page, share, qtbot)
    page.field.set_value(made.code.printed)
    page.press()
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), WhoPage), timeout=PATIENCE)


def test_each_no_is_said_on_the_page_and_leaves_nothing(
    make_program: MakeProgram, qtbot: QtBot, share: Path, tmp_path: Path
) -> None:
    program = make_program(tmp_path / "new")
    page = backup_page(program, qtbot)
    page.press()
    assert "選んでください" in page.place.note.words()
    search(page, tmp_path / "away", qtbot)
    assert "つながっているか" in page.message.words()
    (tmp_path / "empty").mkdir()
    search(page, tmp_path / "empty", qtbot)
    assert "控えがありません" in page.message.words()
    assert not page.backups.isVisible()
    search(page, share, qtbot)
    page.press()
    assert "合言葉を入れて" in page.question.note.words()
    page.field.set_value("ちがう 合言葉を 入れてしまった")
    page.press()
    qtbot.waitUntil(lambda: "合言葉がちがう" in page.question.note.words(), timeout=PATIENCE)
    assert program.start_window.page() is page
    chosen = page.backups.chosen()
    assert chosen is not None
    file = chosen.path / "store.db"
    content = bytearray(file.read_bytes())
    content[9000] ^= 1
    file.write_bytes(bytes(content))
    page.field.set_value(WORDS)
    page.press()
    qtbot.waitUntil(lambda: "ほかの日付の控え" in page.message.words(), timeout=PATIENCE)
    assert page.field.value() == WORDS
    assert not (tmp_path / "new").exists()
    page.place.field.setText(str(tmp_path))
    page.place.field.changed.emit()
    assert page.main_button.text() == SEARCH  # another folder has other backups
    page.back.emit()
    assert isinstance(program.start_window.page(), TownPage)


def test_a_store_that_is_gone_offers_the_backups_as_well(
    make_program: MakeProgram, qtbot: QtBot, share: Path, made: Made
) -> None:
    program = make_program(made.folder, is_known=True)
    assert program.start()
    lock = program.start_window.page()
    assert isinstance(lock, UnlockPage)
    lock.message.buttons()[1].click()
    page = program.start_window.page()
    assert isinstance(page, FromBackupPage)
    page.take_place(share)
    qtbot.waitUntil(lambda: page.main_button.text() == START, timeout=PATIENCE)
    begin(page)
    second_place_page(program, qtbot).back_button.click()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
