"""引継ぎを受け取る on a new PC by keyboard: stick, code from the paper, own passphrase, recovery sheet, at work."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Handover
from hokatsu_desktop.services.handover import HandoverPlan, begin_handover, newest_handover
from hokatsu_desktop.services.media import register_medium
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.package import WrittenPackage, new_package_name, write_package
from hokatsu_desktop.store.sealing import seal_store
from hokatsu_desktop.ui.handover.receive_page import ReceivePage
from hokatsu_desktop.ui.handover.receive_work import receipt
from hokatsu_desktop.ui.handover.receiving import STEPS
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.recovery_paper_page import RecoveryPaperPage
from hokatsu_desktop.ui.start.sealed_page import SealedPage
from hokatsu_desktop.ui.start.start_notes import read_notes
from hokatsu_desktop.ui.start.store_work import back_up_if_changed
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.type_back_page import TypeBackPage
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from hokatsu_desktop.ui.widgets.busy import Progress
from hokatsu_desktop.ui.widgets.words import Words
from tests.services.second_person import agreed
from tests.ui.hands import press, type_by_ime
from tests.ui_start.conftest import NOON, WORDS, Made, work_window_of

MakeProgram = Callable[..., Program]
OWN = "はじめての 引継ぎと 白い自転車"
PLAN = HandoverPlan("後任 花子", "主事", medium_route="hand", medium_number="U-3", code_route="chief")


@pytest.fixture
def stick(made: Made, tmp_path: Path) -> WrittenPackage:
    """A package of the store of the tests, written down in it before."""
    (tmp_path / "usb").mkdir()
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
    store.session_facts.update(clock=lambda: NOON, staff_id=1)
    name = new_package_name(NOON)
    with store.transaction() as session:
        register_medium(session, "U-3")
        begin_handover(session, PLAN, name, agreed(session))
    written = write_package(store, tmp_path / "usb", NOON, name=name, cost=Cost.floor())
    seal_store(store, name, NOON)
    store.close()
    return written


def receive_page(program: Program) -> ReceivePage:
    """The first page of receiving, from the button of the very first page."""
    town = program.start_window.page()
    assert isinstance(town, TownPage)
    press(town.receive, Qt.Key.Key_Space)
    page = program.start_window.page()
    assert isinstance(page, ReceivePage)
    return page


def answer(page: ReceivePage, place: Path, digits: str, name: str = "後任 花子") -> None:
    """Fills the page in: the digits as one would paste them, all into the first field."""
    page.take_place(place)
    page.staff_name.field.clear()
    type_by_ime(page.staff_name.field, ["こうにん", name], name)
    page.digits.groups[0].field.setText(digits)
    page.digits.groups[0].field.left.emit()
    press(page.main_button, Qt.Key.Key_Return)


def until(bot: QtBot, program: Program, kind: type) -> None:
    bot.waitUntil(lambda: isinstance(program.start_window.page(), kind), timeout=30_000)


def shown_in(program: Program) -> set[str]:
    """What stands in the window before unlocking."""
    return {words.words() for words in program.start_window.findChildren(Words) if words.isVisible()}


def begin(make_program: MakeProgram, folder: Path) -> Program:
    program = make_program(folder)
    assert program.start()
    return program


def test_in_three_presses_the_store_is_the_receivers(
    make_program: MakeProgram, qtbot: QtBot, stick: WrittenPackage, tmp_path: Path
) -> None:
    program = begin(make_program, tmp_path / "new")
    answer(receive_page(program), stick.path.parent, stick.code.printed)
    until(qtbot, program, PassphrasePage)
    page = program.start_window.page()
    assert isinstance(page, PassphrasePage)
    page.passphrase.first.set_value(OWN)
    page.passphrase.second.set_value(OWN)
    press(page.main_button, Qt.Key.Key_Return)
    until(qtbot, program, RecoveryPaperPage)
    paper = program.start_window.page()
    assert isinstance(paper, RecoveryPaperPage)
    qtbot.waitUntil(lambda: set(STEPS) <= shown_in(program))
    assert "町と担当" not in shown_in(program)
    press(paper.main_button, Qt.Key.Key_Return)
    assert paper.preview is not None
    paper.preview.reject()
    press(paper.main_button, Qt.Key.Key_Return)
    back = program.start_window.page()
    assert isinstance(back, TypeBackPage)
    assert program.settling is not None
    assert program.settling.opened.code is not None
    back.groups[0].field.setText(program.settling.opened.code.printed)
    back.groups[0].field.left.emit()
    press(back.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=30_000)
    desk = work_window_of(program).desk
    with desk.reading() as session:
        names = {one.name: one.key_slot for one in present_staff(session)}
        handover = newest_handover(session)
        assert handover is not None
        assert (handover.accepted_by, handover.package) == ("後任 花子", stick.name)
        assert desk.staff_id == max(one.id for one in present_staff(session))
    assert names == {"髙橋 まこと": "", "後任 花子": desk.store.slot_id}
    assert read_notes().folder == str(tmp_path / "new")
    assert receipt(desk.store).pages == 1


def test_what_is_wrong_is_told_and_the_answers_stay(
    make_program: MakeProgram, qtbot: QtBot, stick: WrittenPackage, tmp_path: Path
) -> None:
    program = begin(make_program, tmp_path / "new")
    page = receive_page(program)
    press(page.main_button, Qt.Key.Key_Return)
    assert page.place.note.words() == "媒体を選んでください。"
    answer(page, tmp_path / "usb", "12345")
    assert "引継ぎコードの数字を、紙を見ながら" in page.message.words()
    assert "いま5けた" in page.digits.groups[0].note.words()
    answer(page, tmp_path / "usb", stick.recovery.printed[:-6] + stick.code.printed[-6:])
    assert program.start_window.page() is page
    (stick.path / "COMPLETE").unlink()
    answer(page, tmp_path / "usb", stick.code.printed)
    qtbot.waitUntil(lambda: "途中" in page.message.words(), timeout=30_000)
    assert program.start_window.page() is page
    assert page.name() == "後任 花子"
    assert not (tmp_path / "new").exists()


def test_a_new_stick_for_the_pc_that_has_an_older_state(
    make_program: MakeProgram, qtbot: QtBot, made: Made, tmp_path: Path
) -> None:
    """From the lock screen; what is there must be in a backup first, which is made when it is opened and locked."""
    older = shutil.copytree(made.folder, tmp_path / "older")
    (tmp_path / "usb").mkdir()
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
    store.session_facts.update(clock=lambda: NOON, staff_id=1)
    with store.transaction() as session:
        register_medium(session, "U-3")
        begin_handover(session, PLAN, "HIKITSUGI_2026-11-23_AAAA", agreed(session))
    written = write_package(store, tmp_path / "usb", NOON, name="HIKITSUGI_2026-11-23_AAAA", cost=Cost.floor())
    store.close()
    program = begin(make_program, older)
    unlock = program.start_window.page()
    assert isinstance(unlock, UnlockPage)
    unlock.receive_button.click()
    page = program.start_window.page()
    assert isinstance(page, ReceivePage)
    answer(page, written.path, written.recovery.printed, "髙橋まこと")
    until(qtbot, program, PassphrasePage)
    passphrase = program.start_window.page()
    assert isinstance(passphrase, PassphrasePage)
    passphrase.passphrase.first.set_value(OWN)
    passphrase.passphrase.second.set_value(OWN)
    press(passphrase.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "控えをとっていない変更" in page.message.words(), timeout=30_000)
    offered = [one.text() for one in page.message.buttons()]
    assert offered == ["このパソコンの台帳を開く", "別のフォルダーに受け取る…"]
    assert [path.name for path in older.glob("g0*")] == ["g0001"]
    store = open_store(older, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
    back_up_if_changed(store, NOON)
    store.close()
    press(page.main_button, Qt.Key.Key_Return)
    until(qtbot, program, PassphrasePage)
    press(passphrase.main_button, Qt.Key.Key_Return)
    until(qtbot, program, RecoveryPaperPage)
    assert program.settling is not None
    opened = program.settling.opened
    assert opened.store.generation.path.name == "g0002"
    with opened.store.session() as session:
        assert [one.name for one in present_staff(session)] == ["髙橋 まこと"]
        assert session.get(Handover, 1) is not None


def test_a_sealed_store_says_so_before_anything_else(
    make_program: MakeProgram, qtbot: QtBot, made: Made, stick: WrittenPackage
) -> None:
    program = begin(make_program, made.folder)
    unlock = program.start_window.page()
    assert isinstance(unlock, UnlockPage)
    unlock.field.set_value(WORDS)
    unlock.submit()
    until(qtbot, program, SealedPage)
    page = program.start_window.page()
    assert isinstance(page, SealedPage)
    press(page.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=30_000)
    assert work_window_of(program).desk.store.is_sealed


def test_stopping_leaves_nothing(
    make_program: MakeProgram, qtbot: QtBot, stick: WrittenPackage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = begin(make_program, tmp_path / "new")
    page = receive_page(program)
    monkeypatch.setattr(Progress, "is_asked_to_stop", True)
    answer(page, stick.path, stick.code.printed)
    qtbot.waitUntil(lambda: not program.start_window.is_busy, timeout=30_000)
    assert "やめました" in page.message.words()
    assert program.start_window.page() is page
    assert not (tmp_path / "new").exists()
