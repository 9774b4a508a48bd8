"""The lock screen: right, wrong, in use, missing, damaged; what it must not tell; and a second start."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.office import present_staff, remember_place
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.parcels import Outcome, Parcel, note_outcome, note_sent
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.strict_json import pretty
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.settings.staff_work import Newcomer, admit
from hokatsu_desktop.ui.start.next_steps import ABOUT_THE_TYPING, NextStep, steps_after
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.start_notes import read_notes, remember_folder
from hokatsu_desktop.ui.start.store_work import is_meant_as_code
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from hokatsu_desktop.ui.start.who_page import WhoPage
from tests.ui.hands import press, type_by_ime
from tests.ui_start.conftest import NOON, STAFF, TOWN, WORDS, Log, Made, all_words, work_window_of

MakeProgram = Callable[..., Program]
PATIENCE = 20_000
NO_SHOP = {
    Situation.WEAK_PASSPHRASE,
    Situation.LAST_KEY,
    Situation.ALREADY_THERE,
    Situation.NO_NEW_BACKUP,
    Situation.NO_KEYRING,
    Situation.BACKUP_PLACE,
    Situation.BACKUPS_AWAY,
    Situation.NO_BACKUPS,
    Situation.DAMAGED_AT_WORK,
    Situation.NO_BACKUP_SINCE,
    Situation.NOT_BACKED_UP,
    Situation.QUICK_NEEDS_PASSPHRASE,
}  # never said while opening
HANDING_OVER = {one for one in Situation if one.name.startswith(("PACKAGE_", "MEDIUM_"))} | {
    Situation.NO_PACKAGE,
    Situation.MISTYPED_HANDOVER,
    Situation.WRONG_HANDOVER,
    Situation.OTHER_LEDGER,
    Situation.SEALED,
}  # said on the pages of the handover, which have their own ways on


def lock_screen(program: Program) -> UnlockPage:
    """Starts the program; gives its lock screen."""
    assert program.start()
    page = program.start_window.page()
    assert isinstance(page, UnlockPage)
    return page


def unlock(program: Program, bot: QtBot, typed: str = WORDS) -> None:
    """Types into the lock screen and waits for what comes of it."""
    assert program.unlocking is not None
    field = program.unlocking.page.field
    field.clear()
    type_by_ime(field, [typed[:2]], typed)
    press(field, Qt.Key.Key_Return)
    bot.waitUntil(lambda: not program.start_window.is_busy, timeout=PATIENCE)


def hold(made: Made) -> None:
    """A note as another PC leaves it that has the store open."""
    note = pretty({"machine": "PC-02", "process": 77, "since": "2026-11-23T03:00:00+00:00"})
    (made.folder / "in-use.json").write_bytes(note)


def test_the_right_passphrase_opens_where_one_was(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    place = Place(section="cases", case_id=7, tab="notes", blank="memo")
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    with store.transaction() as session:
        staff_id = present_staff(session)[0].id
        remember_place(session, staff_id, place.to_json())
    store.close()
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot)
    window = work_window_of(program)
    assert window.here == place
    assert window.desk.staff_id == staff_id
    assert window.isVisible()
    assert not program.start_window.isVisible()


def test_a_wrong_passphrase_is_told_any_number_of_times(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    program = make_program(made.folder)
    page = lock_screen(program)
    for _ in range(4):
        unlock(program, qtbot, "ちがう 合言葉を 入れてみる")
        assert "合言葉がちがうようです" in page.question.note.words()
        assert page.field.selectedText()
        assert page.open_button.isEnabled()
    unlock(program, qtbot)
    assert program.main_window is not None


def test_the_lock_screen_tells_nothing_about_the_store(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    program = make_program(made.folder)
    page = lock_screen(program)
    qtbot.waitUntil(lambda: not program.tasks.is_busy)
    unlock(program, qtbot, "ちがう 合言葉を 入れてみる")
    said = all_words(program.start_window)
    assert "合言葉" in said
    for secret in (STAFF, STAFF.split()[0], TOWN, "福祉課", str(made.folder)):
        assert secret not in said
    assert program.start_window.windowTitle() == "ほうかつデスク"
    assert not any(sign.isdigit() for sign in page.question.note.words())


def test_while_the_key_is_tried_nothing_leads_away(make_program: MakeProgram, made: Made) -> None:
    page = lock_screen(make_program(made.folder))
    for working in (True, False):
        page.set_working(working)
        for made_button in (page.open_button, page.receive_button, page.loss_button):
            assert made_button.isEnabled() is not working


def test_an_empty_field_is_asked_for_and_not_tried(make_program: MakeProgram, made: Made) -> None:
    program = make_program(made.folder)
    page = lock_screen(program)
    page.open_button.click()
    assert page.question.note.words() == "合言葉を入れてください。"
    assert not program.start_window.is_busy


def test_the_recovery_sheet_opens_and_asks_who_it_is(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot, made.code.printed)
    who = program.start_window.page()
    assert isinstance(who, WhoPage)
    press(who.main_button, Qt.Key.Key_Return)
    assert who.message.words() == "名前を選んでください。"
    who.names[0].click()
    press(who.main_button, Qt.Key.Key_Return)
    renewing = program.start_window.page()
    assert isinstance(renewing, PassphrasePage)
    new = "あたらしい 川と 橋と 朝の 霧"
    for field in (renewing.passphrase.first, renewing.passphrase.second):
        field.set_value(new)
    press(renewing.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    program.end()
    store = open_store(made.folder, Passphrase(new), cost=Cost.floor(), any_place=True)
    with store.session() as session:
        assert [one.key_slot for one in present_staff(session)] == [store.slot_id]
    store.close()


def test_after_the_recovery_sheet_the_passphrase_may_stay(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot, made.code.printed)
    who = program.start_window.page()
    assert isinstance(who, WhoPage)
    who.names[0].click()
    who.press()
    renewing = program.start_window.page()
    assert isinstance(renewing, PassphrasePage)
    renewing.back_button.click()
    assert program.main_window is not None


def test_a_slip_in_the_recovery_digits_names_the_group(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    program = make_program(made.folder)
    page = lock_screen(program)
    groups = [*made.code.groups]
    groups[3] = "000012"
    unlock(program, qtbot, "-".join(groups))
    assert "第4組" in page.question.note.words()


def test_in_use_elsewhere_is_named_and_opens_after_a_second_question(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    hold(made)
    program = make_program(made.folder)
    page = lock_screen(program)
    unlock(program, qtbot)
    assert "PC-02" in page.message.words()
    assert [button.text() for button in page.message.buttons()] == ["もう一度ためす", "こちらで開く"]
    page.message.buttons()[1].click()
    assert "確かめましたか" in page.message.words()
    assert program.main_window is None
    page.message.buttons()[1].click()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    assert [kind for kind, words in work_window_of(program).said if "別のパソコン" in words] == ["info"]


def test_stepping_back_from_the_second_question_opens_nothing(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    hold(made)
    program = make_program(made.folder)
    page = lock_screen(program)
    unlock(program, qtbot)
    page.message.buttons()[1].click()
    page.message.buttons()[0].click()
    assert not program.start_window.is_busy
    assert "PC-02" in (made.folder / "in-use.json").read_text(encoding="utf-8")


def test_a_store_that_is_gone_is_no_first_start(make_program: MakeProgram, made: Made, log: Log) -> None:
    shutil.rmtree(made.folder)
    program = make_program(made.folder, is_known=True)
    page = lock_screen(program)
    assert "見つかりません" in page.message.words()
    choose, backup, new = page.message.buttons()
    assert (choose.text(), backup.text(), new.text()) == ("フォルダーを選び直す", "控えから始める", "新しく作る")
    assert not made.folder.exists()
    new.click()
    assert isinstance(program.start_window.page(), TownPage)


def test_a_store_whose_keys_were_discarded_says_so_though_files_are_left(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    """The power went after the keys and before the files."""
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    parcel = Parcel("HIKITSUGI_2026-11-23_AAAA", NOON.date(), NOON.date())
    note_sent(store, parcel)
    note_outcome(store, parcel, Outcome.DISCARDED, NOON.date())
    store.close()
    for path in made.folder.rglob("*.keys"):
        path.unlink()
    program = make_program(made.folder)
    page = lock_screen(program)
    unlock(program, qtbot)
    assert "鍵を廃棄しました" in page.message.words()
    assert [one.text() for one in page.message.buttons()] == [one.value for one in steps_after(Situation.NO_STORE)]


def test_every_situation_has_words_and_a_way_on() -> None:
    without = {one for one in Situation if not steps_after(one)} - ABOUT_THE_TYPING - NO_SHOP - HANDING_OVER
    assert without == {
        Situation.NEWER_STORE,
        Situation.OLDER_STORE,
        Situation.PRACTICE_STORE,
        Situation.REAL_STORE,
        Situation.OLD_LIBRARY,
    }


def look(program: Program, qtbot: QtBot, typed: str) -> None:
    """Types, and takes the step that is offered for a place that is not safe."""
    assert program.unlocking is not None
    page = program.unlocking.page
    page.field.set_value(typed)
    program.unlocking.take_step(NextStep.LOOK_ONLY)
    page.message.buttons()[1].click()
    qtbot.waitUntil(lambda: not program.start_window.is_busy, timeout=PATIENCE)


def everything_in(folder: Path) -> dict[str, bytes]:
    """Each file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_in_a_place_that_is_not_safe_it_is_only_looked_at_and_locked(
    make_program: MakeProgram, made: Made, qtbot: QtBot, log: Log
) -> None:
    before = everything_in(made.folder)
    program = make_program(made.folder)
    lock_screen(program)
    look(program, qtbot, WORDS)
    window = work_window_of(program)
    assert window.desk.store.read_only
    assert any("見るだけで開きました" in words for _kind, words in window.said)
    assert read_notes().folder == ""  # not where the next start looks
    window.trouble = StoreRefusal(Situation.READ_ONLY)  # what was typed cannot be stored, ever
    assert program.locking is not None
    program.locking.lock()
    assert log.left == 1
    assert everything_in(made.folder) == before


def test_where_there_is_a_chief_only_the_chief_looks(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    chiefs = "課長だけの 川と 橋と 朝の霧"
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    admit(store, Newcomer("架空 課長", "", "課長", StaffRole.CHIEF, chiefs), Cost.floor())
    store.close()
    program = make_program(made.folder)
    page = lock_screen(program)
    look(program, qtbot, WORDS)
    assert "所属長だけができます" in page.message.words()
    assert program.main_window is None
    look(program, qtbot, chiefs)
    assert work_window_of(program).desk.store.read_only


def test_trouble_other_than_a_refusal_reaches_the_problem_dialog(
    make_program: MakeProgram,
    made: Made,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    from hokatsu_desktop.ui.start import unlocking

    def broken(*_given: object, **_named: object) -> None:
        raise ValueError("髙橋 まこと の 合言葉")

    monkeypatch.setattr(unlocking, "open_with", broken)
    program = make_program(made.folder)
    lock_screen(program)
    with qtbot.captureExceptions() as caught:
        unlock(program, qtbot)
    assert [kind for kind, _error, _places in caught] == [ValueError]
    capfd.readouterr()


def test_serious_notices_must_be_answered_first(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    early = made.folder.parent / "前の日"
    shutil.copytree(made.folder, early)
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    with store.transaction() as session:
        from hokatsu_desktop.services.office import change_office

        change_office(session, phone="0000-00-0000")
    store.close()
    shutil.copytree(early / "g0001", made.folder / "g0001", dirs_exist_ok=True)
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot)
    assert program.main_window is None
    assert "以前の状態に戻っています" in all_words(program.start_window)
    press(program.start_window, Qt.Key.Key_Tab)
    page = program.start_window.page()
    assert page is not None
    page.main_button.click()  # type: ignore[attr-defined]  # the notice page
    assert program.main_window is not None


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_a_second_start_brings_the_first_window_forward(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    first = make_program(made.folder)
    lock_screen(first)
    first.start_window.showMinimized()
    second = make_program(made.folder)
    with qtbot.waitSignal(first.single.called):
        assert not second.start()
    qtbot.waitUntil(lambda: not first.start_window.isMinimized())
    assert not second.start_window.isVisible()


def test_another_folder_is_another_window(make_program: MakeProgram, made: Made, tmp_path: Path) -> None:
    lock_screen(make_program(made.folder))
    other = make_program(tmp_path / "ほかの台帳")
    assert other.start()
    assert isinstance(other.start_window.page(), TownPage)


def test_the_name_of_the_socket_tells_neither_user_nor_folder(make_program: MakeProgram, made: Made) -> None:
    name = make_program(made.folder).single.name
    assert name.isascii()
    assert name.startswith("hokatsu-")
    assert len(name) == len("hokatsu-") + 24


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0" * 54, True),
        ("１２３４５６-" * 4, True),
        (WORDS, False),
        ("090-0000-0000", False),
        ("れい" + "1" * 30, False),
    ],
)
def test_many_digits_without_letters_are_meant_as_a_code(typed: str, meant: bool) -> None:
    assert is_meant_as_code(typed) is meant


def test_refusals_of_the_store_have_words_for_the_screen() -> None:
    assert StoreRefusal(Situation.IN_USE_HERE).words.endswith("そのままです。")


def test_the_next_start_remembers_the_folder(made: Made) -> None:
    from hokatsu_desktop.ui.start.restart import arguments_for

    assert arguments_for(made.folder) == ["--data-folder", str(made.folder)]
    remember_folder(made.folder)
    assert arguments_for(made.folder) == []


def test_what_is_loaded_before_the_lock_screen() -> None:
    """SQLAlchemy, ReportLab and the models come after the first paint."""
    import subprocess
    import sys

    script = (
        "import sys, hokatsu_desktop.bootstrap, hokatsu_desktop.ui.start.window_program;"
        "heavy = ('sqlalchemy', 'reportlab', 'sqlcipher3', 'cryptography', 'hokatsu_desktop.models');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
