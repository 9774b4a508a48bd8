"""What is offered with each situation of a package, on the pages where it is told; and that each offer leads on."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hokatsu_desktop.store.data_folder import DB_NAME
from hokatsu_desktop.store.generation import create_store, open_store
from hokatsu_desktop.store.handover_code import new_handover_code
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.package import WrittenPackage, write_package
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.handover import receiving
from hokatsu_desktop.ui.handover.receive_page import ReceivePage
from hokatsu_desktop.ui.handover.ways_on import steps_comparing, steps_reading_back, steps_receiving, steps_writing
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from tests.ui.hands import press
from tests.ui_start.conftest import NOON, WORDS, Log, Made
from tests.ui_start.test_receiving import OWN, answer, begin, receive_page, until

MakeProgram = Callable[..., Program]
FACTS = dict.fromkeys(("found", "theirs", "ours", "behind", "problem", "machine", "places", "needed"), "3")
OTHER_MEDIUM, TRY_AGAIN, OURS = "別の媒体を選ぶ…", "もう一度ためす", "このパソコンの台帳を開く"
OFFERED = {
    Situation.PACKAGE_UNFINISHED: [OTHER_MEDIUM],
    Situation.PACKAGE_DAMAGED: [OTHER_MEDIUM, TRY_AGAIN],
    Situation.WRONG_HANDOVER: ["コードを打ち直す", OTHER_MEDIUM],
    Situation.PACKAGE_MIXED: [OTHER_MEDIUM],
    Situation.PACKAGE_BEHIND: [OTHER_MEDIUM, OURS],
    Situation.PACKAGE_SAME: [OURS],
    Situation.PACKAGE_FORKED: [OURS],
    Situation.OTHER_LEDGER: ["別のフォルダーに受け取る…"],
    Situation.PACKAGE_NEWER: [],  # another program is needed, and forged ones are for nobody
    Situation.PACKAGE_UNPROVED: [],
    Situation.NOT_BACKED_UP: [OURS, "別のフォルダーに受け取る…"],
    Situation.NO_PACKAGE: [OTHER_MEDIUM],
    Situation.DISK_FULL: [TRY_AGAIN],
    Situation.IN_USE_ELSEWHERE: [TRY_AGAIN],
}


@pytest.fixture
def stick(made: Made, tmp_path: Path) -> WrittenPackage:
    """A package of the store of the tests."""
    return package_of(made.folder, tmp_path / "usb")


def package_of(folder: Path, into: Path) -> WrittenPackage:
    into.mkdir()
    store = open_store(folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True, clock=lambda: NOON)
    written = write_package(store, into, NOON, cost=Cost.floor())
    store.close()
    return written


def offered(page: ReceivePage) -> list[str]:
    return [made.text() for made in page.message.buttons()]


def take(page: ReceivePage, words: str) -> None:
    """Presses an offered button."""
    next(made for made in page.message.buttons() if made.text() == words).click()


def asked_for(program: Program) -> QFileDialog:
    """The window in which a folder is chosen."""
    (dialog,) = program.start_window.findChildren(QFileDialog)
    return dialog


def from_the_lock_screen(program: Program) -> ReceivePage:
    page = program.start_window.page()
    assert isinstance(page, UnlockPage)
    page.receive_button.click()
    receive = program.start_window.page()
    assert isinstance(receive, ReceivePage)
    return receive


def choose_own_passphrase(program: Program, bot: QtBot) -> None:
    until(bot, program, PassphrasePage)
    page = program.start_window.page()
    assert isinstance(page, PassphrasePage)
    page.passphrase.first.set_value(OWN)
    page.passphrase.second.set_value(OWN)
    press(page.main_button, Qt.Key.Key_Return)
    bot.waitUntil(lambda: not program.start_window.is_busy, timeout=30_000)


def test_each_situation_is_shown_with_its_sentence_and_the_right_offer(
    make_program: MakeProgram, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = begin(make_program, tmp_path / "new")
    page = receive_page(program)
    program.start_window.resize(900, 380)
    for situation, buttons in OFFERED.items():
        refusal = StoreRefusal(situation, **FACTS)

        def refuse(*_given: object, refusal: StoreRefusal = refusal) -> Path:
            raise refusal

        monkeypatch.setattr(receiving, "look_at_package", refuse)
        answer(page, tmp_path, new_handover_code().printed)
        qtbot.waitUntil(lambda: not program.start_window.is_busy, timeout=30_000)
        assert (page.message.words(), offered(page)) == (refusal.words, buttons)
        assert program.start_window.page() is page
        if buttons:  # they are in sight, though the code was typed far below
            qtbot.waitUntil(lambda: not page.message.buttons()[0].visibleRegion().isEmpty())


def test_every_situation_of_a_package_has_its_offers() -> None:
    """Those without any are the ones where nothing can be done on this PC."""
    about = {one for one in Situation if one.name.startswith(("PACKAGE_", "MEDIUM_"))} | {
        Situation.NO_PACKAGE,
        Situation.OTHER_LEDGER,
        Situation.WRONG_HANDOVER,
    }
    without = {one for one in about if not (steps_receiving(one) or steps_writing(one) or steps_reading_back(one))}
    assert without == {Situation.PACKAGE_NEWER, Situation.PACKAGE_UNPROVED}
    for one in about:
        assert {step.name for step in steps_comparing(one)} <= {"TRY_AGAIN", "OTHER_MEDIUM", "TYPE_AGAIN"}


def test_the_second_stick_helps_where_the_first_is_damaged(
    make_program: MakeProgram, qtbot: QtBot, stick: WrittenPackage, tmp_path: Path
) -> None:
    second = shutil.copytree(stick.path, tmp_path / "usb2" / stick.name)
    data = bytearray((stick.path / DB_NAME).read_bytes())
    data[5000] ^= 1
    (stick.path / DB_NAME).write_bytes(data)
    program = begin(make_program, tmp_path / "new")
    page = receive_page(program)
    answer(page, stick.path, stick.code.printed)
    qtbot.waitUntil(lambda: "（1か所：store.db）" in page.message.words(), timeout=30_000)
    assert "2つ目の媒体" in page.message.words()
    take(page, OTHER_MEDIUM)
    asked_for(program).fileSelected.emit(str(second.parent))
    press(page.main_button, Qt.Key.Key_Return)
    until(qtbot, program, PassphrasePage)


def test_a_wrong_code_is_typed_anew_any_number_of_times(
    make_program: MakeProgram, qtbot: QtBot, stick: WrittenPackage, tmp_path: Path
) -> None:
    program = begin(make_program, tmp_path / "new")
    page = receive_page(program)
    for _ in range(3):
        answer(page, stick.path, new_handover_code().printed)
        qtbot.waitUntil(lambda: not program.start_window.is_busy, timeout=30_000)
        assert "このパッケージのものではありません" in page.message.words()
        take(page, "コードを打ち直す")
        first = page.digits.groups[0].field
        assert program.start_window.focusWidget() is first
        assert first.selectedText() == first.text() != ""
    answer(page, stick.path, stick.code.printed)
    until(qtbot, program, PassphrasePage)


def test_the_same_again_leads_to_the_ledger_that_is_there(
    make_program: MakeProgram, qtbot: QtBot, made: Made, stick: WrittenPackage
) -> None:
    program = begin(make_program, made.folder)
    page = from_the_lock_screen(program)
    answer(page, stick.path, stick.code.printed)
    choose_own_passphrase(program, qtbot)
    assert "取り込むものはありません" in page.message.words()
    take(page, OURS)
    assert isinstance(program.start_window.page(), UnlockPage)


def test_from_the_first_start_the_ledger_of_another_folder_is_opened_by_another_start(
    make_program: MakeProgram, made: Made, tmp_path: Path, log: Log
) -> None:
    program = begin(make_program, tmp_path / "new")
    receive_page(program)
    program._open_ours(made.folder)
    assert str(made.folder) in log.spawned[0]
    assert log.left == 1


def test_where_another_ledger_is_the_package_goes_into_a_folder_of_its_own(
    make_program: MakeProgram, qtbot: QtBot, made: Made, stick: WrittenPackage, tmp_path: Path
) -> None:
    other = tmp_path / "ほかの町"
    store, _code = create_store(other, Passphrase(OWN), practice=False, now=NOON, cost=Cost.floor(), any_place=True)
    store.close()
    before = (other / "g0001" / DB_NAME).read_bytes()
    program = begin(make_program, other)
    page = from_the_lock_screen(program)
    answer(page, stick.path, stick.code.printed)
    choose_own_passphrase(program, qtbot)
    assert "別の台帳があります" in page.message.words()
    take(page, "別のフォルダーに受け取る…")
    asked_for(program).fileSelected.emit(str(tmp_path / "から"))
    choose_own_passphrase(program, qtbot)
    assert program.settling is not None
    assert program.settling.opened.store.folder.path == tmp_path / "から"
    assert (other / "g0001" / DB_NAME).read_bytes() == before
