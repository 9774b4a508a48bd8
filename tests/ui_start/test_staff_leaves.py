"""After somebody has left: the keys are renewed at the next opening, colleagues get passphrases to hand on, the sheet is new."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.staff import join_office, leave_office, rekey_is_due
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.store.slots import add_staff, check_recovery_code, remove_slot
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.recovery_paper_page import RecoveryPaperPage
from hokatsu_desktop.ui.start.rekey_pages import RekeyPage, TemporaryPage
from hokatsu_desktop.ui.start.type_back_page import TypeBackPage
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import press
from tests.ui_start.conftest import TERMS, WORDS, Made
from tests.ui_start.test_unlock import PATIENCE, lock_screen, unlock

MakeProgram = Callable[..., Program]
STAYS, LEAVES = "のこる 人の 合言葉は これです", "でていく 人の 合言葉は これです"
OWN = "じぶんで きめた 川と 橋と 霧"


def opened(made: Made, words: str) -> OpenStore:
    """The store by a passphrase. Raises StoreRefusal."""
    store = open_store(made.folder, Passphrase(words), cost=Cost.floor(), any_place=True)
    store.session_facts["clock"] = TERMS.clock
    return store


def opens(made: Made, words: str) -> bool:
    """Whether a passphrase opens the store."""
    try:
        opened(made, words).close()
    except StoreRefusal as refusal:
        if refusal.situation is not Situation.WRONG_PASSPHRASE:
            raise
        return False
    return True


def somebody_left(made: Made, *, with_colleague: bool = True) -> None:
    """One who leaves, and perhaps one who stays besides the one who opens."""
    store = opened(made, WORDS)
    with store.session() as session:
        me = present_staff(session)[0].id
    store.session_facts["staff_id"] = me
    slots = {words: add_staff(store, Passphrase(words), cost=Cost.floor()) for words in (STAYS, LEAVES)}
    with store.transaction() as session:
        if with_colleague:
            join_office(session, "残 花子", slot_id=slots[STAYS])
        leaver = join_office(session, "去 太郎", slot_id=slots[LEAVES]).id
        leave_office(session, leaver)
    remove_slot(store, slots[LEAVES])
    if not with_colleague:
        remove_slot(store, slots[STAYS])
    store.close()


def shown_passphrase(page: TemporaryPage) -> str:
    """The passphrase on the page that is to be copied by hand."""
    (shown,) = [one for one in page.findChildren(Words) if one.accessibleName().endswith("仮の合言葉")]
    return shown.words()


def test_keys_are_renewed_and_the_colleague_opens_with_the_paper(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    somebody_left(made)
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot)
    page = program.start_window.page()
    assert isinstance(page, RekeyPage)
    assert "残 花子" in page.names.words()
    assert "去 太郎" not in page.names.words()
    press(page.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), TemporaryPage), timeout=PATIENCE)
    handing = program.start_window.page()
    assert isinstance(handing, TemporaryPage)
    temporary = shown_passphrase(handing)
    press(handing.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), RecoveryPaperPage), timeout=PATIENCE)
    program.end()
    assert [opens(made, words) for words in (WORDS, temporary, STAYS, LEAVES)] == [True, True, False, False]
    colleague_chooses(make_program(made.folder), qtbot, temporary)
    assert [opens(made, words) for words in (OWN, temporary)] == [True, False]


def colleague_chooses(program: Program, qtbot: QtBot, temporary: str) -> None:
    """The colleague opens with the paper and is asked for a passphrase of their own before anything else."""
    lock_screen(program)
    unlock(program, qtbot, temporary)
    page = program.start_window.page()
    assert isinstance(page, PassphrasePage)
    assert not page.back_button.isVisible()
    for field in (page.passphrase.first, page.passphrase.second):
        field.set_value(OWN)
    press(page.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), TypeBackPage), timeout=PATIENCE)
    program.end()


def test_it_can_wait_and_is_asked_again(make_program: MakeProgram, made: Made, qtbot: QtBot) -> None:
    somebody_left(made, with_colleague=False)
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot)
    page = program.start_window.page()
    assert isinstance(page, RekeyPage)
    press(page.back_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    program.end()
    store = opened(made, WORDS)
    with store.session() as session:
        assert rekey_is_due(session)
    store.close()


def test_alone_nothing_is_handed_on_and_the_new_sheet_follows(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    somebody_left(made, with_colleague=False)
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot)
    page = program.start_window.page()
    assert isinstance(page, RekeyPage)
    press(page.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), RecoveryPaperPage), timeout=PATIENCE)
    assert program.settling is not None
    assert WORDS not in repr(program.settling.opened)


def test_after_half_a_year_the_sheet_is_asked_for_and_may_wait(
    make_program: MakeProgram, made: Made, qtbot: QtBot
) -> None:
    store = opened(made, WORDS)
    check_recovery_code(store, made.code, date(2026, 5, 1))
    store.close()
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot)
    page = program.start_window.page()
    assert isinstance(page, TypeBackPage)
    assert "半年" in page.lead.words()
    press(page.back_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
