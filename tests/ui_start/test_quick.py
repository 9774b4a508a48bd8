"""The short number at the lock screen: from the choice in 設定 through the lock to the same place, and back to the passphrase."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings.quick_dialog import QuickDialog
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.quick_hold import MOST_TRIES, QuickHold
from hokatsu_desktop.ui.start.restart import QUICK, spawn_handing
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from tests.store.vaults import FakeVault
from tests.ui_start.conftest import VAULTS, WORDS, Log, Made, all_words, work_window_of

MakeProgram = Callable[..., Program]
PATIENCE = 20_000
PIN = "274160"


@pytest.fixture
def vault() -> Iterator[FakeVault]:
    """The keyring of this PC."""
    made = FakeVault()
    VAULTS.append(made)
    yield made
    VAULTS.pop()


def working(make_program: MakeProgram, qtbot: QtBot, made: Made) -> Program:
    """The program, opened with the passphrase."""
    program = make_program(made.folder)
    assert program.start()
    assert program.unlocking is not None
    assert not program.unlocking.page.number.isVisible()
    program.unlocking.page.field.set_value(WORDS)
    program.unlocking.page.submit()
    qtbot.waitUntil(lambda: program.main_window is not None and not program.tasks.is_busy, timeout=PATIENCE)
    return program


def choose_number(program: Program, qtbot: QtBot, vault: FakeVault, first: str = PIN, second: str = PIN) -> QuickDialog:
    """What somebody does in 設定."""
    dialog = QuickDialog(work_window_of(program).desk, lambda: vault, work_window_of(program))
    dialog.open()
    dialog.first.set_value(first)
    dialog.second.set_value(second)
    dialog.press()
    qtbot.waitUntil(lambda: not program.tasks.is_busy, timeout=PATIENCE)
    return dialog


def locked(program: Program) -> bytes:
    """Locks; gives what the next process is handed."""
    handed: list[bytes] = []

    def spawn(command: Sequence[str], half: bytes) -> bool:
        assert command[-1] == QUICK
        handed.append(half)
        return True

    assert program.locking is not None
    program.locking._spawn_handing = spawn  # a real process would open a window
    program.locking.lock()
    return handed[0] if handed else b""


def lock_screen(make_program: MakeProgram, made: Made, half: bytes) -> tuple[Program, UnlockPage]:
    """The next process."""
    program = make_program(made.folder, half=half)
    assert program.start()
    assert program.unlocking is not None
    return program, program.unlocking.page


def try_number(program: Program, qtbot: QtBot, number: str) -> None:
    """Types the number and waits."""
    assert program.unlocking is not None
    program.unlocking.page.number.set_value(number)
    program.unlocking.page.submit_number()
    qtbot.waitUntil(lambda: not program.start_window.is_busy and not program.tasks.is_busy, timeout=PATIENCE)


def test_from_the_choice_through_the_lock_to_the_same_place(
    make_program: MakeProgram, qtbot: QtBot, made: Made, vault: FakeVault
) -> None:
    first = working(make_program, qtbot, made)
    dialog = choose_number(first, qtbot, vault)
    assert not dialog.isVisible()
    assert (dialog.first.value(), dialog.second.value()) == ("", "")
    work_window_of(first).here = Place(section="cases", case_id=3, blank="memo")
    half = locked(first)
    program, page = lock_screen(make_program, made, half)
    assert page.first_field() is page.number
    assert page.number.isVisible()
    assert "髙橋" not in all_words(program.start_window)
    try_number(program, qtbot, PIN)
    window = work_window_of(program)
    assert window.here == Place(section="cases", case_id=3, blank="memo")
    assert window.desk.staff_id == 1
    assert window.desk.since == work_window_of(first).desk.since  # twelve hours since the passphrase, not since this
    assert locked(program)  # and once more


def test_after_five_wrong_numbers_only_the_passphrase_opens(
    make_program: MakeProgram, qtbot: QtBot, made: Made, vault: FakeVault
) -> None:
    first = working(make_program, qtbot, made)
    choose_number(first, qtbot, vault)
    program, page = lock_screen(make_program, made, locked(first))
    for left in range(MOST_TRIES - 1, 0, -1):
        try_number(program, qtbot, "271828")
        assert f"あと{left}回" in page.number_question.note.words()
        assert page.number.isVisible()
    try_number(program, qtbot, "271828")
    assert not page.number.isVisible()
    assert "5回まちがえた" in page.question.note.words()
    try_number(program, qtbot, PIN)
    assert program.main_window is None
    page.field.set_value(WORDS)
    page.submit()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)


def test_without_the_choice_nothing_is_handed_over(
    make_program: MakeProgram,
    qtbot: QtBot,
    made: Made,
    log: Log,
    vault: FakeVault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And the keyring is not asked: a locked one would ask for a password in its turn."""
    asked: list[str] = []
    monkeypatch.setattr(FakeVault, "get_password", lambda _vault, _service, name: asked.append(name))
    program = working(make_program, qtbot, made)
    assert locked(program) == b""
    assert QUICK not in log.spawned[-1]
    assert asked == []


def test_a_pc_that_sleeps_and_a_number_that_was_turned_off_hand_nothing_over(
    make_program: MakeProgram, qtbot: QtBot, made: Made, vault: FakeVault
) -> None:
    program = working(make_program, qtbot, made)
    choose_number(program, qtbot, vault)
    assert program.locking is not None
    program.locking.forget_quick()
    assert locked(program) == b""
    again = working(make_program, qtbot, made)
    dialog = QuickDialog(work_window_of(again).desk, lambda: vault, work_window_of(again))
    dialog.open()
    assert dialog.stop_using.isVisible()
    dialog.turn_off()
    qtbot.waitUntil(lambda: not again.tasks.is_busy, timeout=PATIENCE)
    assert vault.kept == {}
    assert locked(again) == b""


def test_numbers_that_differ_or_are_weak_and_a_pc_without_a_keyring_are_told(
    make_program: MakeProgram, qtbot: QtBot, made: Made, vault: FakeVault
) -> None:
    program = working(make_program, qtbot, made)
    dialog = choose_number(program, qtbot, vault, "123456", "123456")
    assert "すぐに当てられます" in dialog.first_question.note.words()
    dialog.reject()
    dialog = choose_number(program, qtbot, vault, PIN, "274161")
    assert "2つの数字がちがいます" in dialog.second_question.note.words()
    dialog.reject()
    vault.is_away = True
    dialog = choose_number(program, qtbot, vault)
    assert "安全にしまう場所" in dialog.message.words()
    assert dialog.isVisible()
    dialog.reject()
    assert vault.kept == {}


def test_the_lock_screen_forgets_when_the_pc_has_slept() -> None:
    seconds = [1000.0]
    for jump in (61.0, -10.0, 8 * 3600.0):
        hold = QuickHold(b"half", lambda: seconds[0])
        seconds[0] += 2
        assert hold.half() == b"half"
        seconds[0] += jump
        assert hold.half() == b""
        assert not hold.is_held


@pytest.mark.parametrize("end", ["", "\x00\xff"])
def test_the_next_process_reads_what_is_handed_to_it_and_nobody_else_sees_it(
    tmp_path: Path, qtbot: QtBot, end: str
) -> None:
    out = tmp_path / "read"
    code = (
        "import sys,pathlib;from hokatsu_desktop.ui.start.restart import handed_over;"
        "pathlib.Path(sys.argv[1]+'.new').write_bytes(handed_over());"
        "pathlib.Path(sys.argv[1]+'.new').rename(sys.argv[1])"
    )
    half = b"half of a key" + end.encode("latin-1")
    assert spawn_handing([sys.executable, "-c", code, str(out)], half)
    qtbot.waitUntil(out.exists, timeout=PATIENCE)
    assert out.read_bytes() == half
    assert not spawn_handing([str(tmp_path / "no program")], half)
