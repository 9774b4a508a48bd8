"""The first start by keyboard: what is asked, what is refused in words, and that the recovery sheet cannot be skipped."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import present_staff, the_office
from hokatsu_desktop.store.slots import recovery_checked_on
from hokatsu_desktop.ui.start import town_page
from hokatsu_desktop.ui.start.new_passphrase import NewPassphrase
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.recovery_paper_page import RecoveryPaperPage
from hokatsu_desktop.ui.start.start_notes import read_notes
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.type_back_page import TypeBackPage
from tests.ui.hands import compose, focus_name, press, press_here, type_by_ime
from tests.ui_start.conftest import NOON, WORDS, Log, Made, work_window_of

MakeProgram = Callable[..., Program]


def begin(program: Program, bot: QtBot) -> TownPage:
    """The first page, with the keyboard in its first field."""
    assert program.start()
    program.start_window.activateWindow()
    bot.waitUntil(lambda: focus_name() == "town")
    page = program.start_window.page()
    assert isinstance(page, TownPage)
    return page


def answer_town(page: TownPage) -> None:
    """Answers by keyboard: an input method for the town, Enter for going on."""
    type_by_ime(page.town.field, ["み", "みどり", "みどりちょう", "みどり町"], "みどり町")
    press_here(Qt.Key.Key_Return)
    type_by_ime(page.department.field, ["ふくしか", "福祉課"], "福祉課")
    press_here(Qt.Key.Key_Return)
    type_by_ime(page.staff_name.field, ["たかはし", "髙橋"], "髙橋")
    press_here(Qt.Key.Key_Return)


def choose_passphrase(program: Program, words: str = WORDS) -> None:
    """Types a passphrase twice and presses the main button by keyboard."""
    page = program.start_window.page()
    assert isinstance(page, PassphrasePage)
    for field in (page.passphrase.first, page.passphrase.second):
        assert field.hasFocus()
        type_by_ime(field, [words], words)
        press_here(Qt.Key.Key_Return)
    press_here(Qt.Key.Key_Return)


def until_paper(program: Program, bot: QtBot) -> RecoveryPaperPage:
    """The page with the recovery sheet, once the store is made."""
    bot.waitUntil(lambda: isinstance(program.start_window.page(), RecoveryPaperPage), timeout=20_000)
    page = program.start_window.page()
    assert isinstance(page, RecoveryPaperPage)
    return page


def past_paper(program: Program, bot: QtBot) -> TypeBackPage:
    """Looks at the preview, closes it, and goes on to typing the digits."""
    page = until_paper(program, bot)
    press(page.main_button, Qt.Key.Key_Return)
    assert page.preview is not None
    page.preview.reject()
    press(page.main_button, Qt.Key.Key_Return)
    next_page = program.start_window.page()
    assert isinstance(next_page, TypeBackPage)
    return next_page


def groups_of(program: Program) -> tuple[str, ...]:
    """What the paper says."""
    assert program.settling is not None
    assert program.settling.opened.code is not None
    return program.settling.opened.code.groups


def test_first_start_by_keyboard_ends_at_work(make_program: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "新しい 台帳"
    program = make_program(folder)
    page = begin(program, qtbot)
    answer_town(page)
    assert focus_name() == "folder"
    assert page.folder() == folder
    press_here(Qt.Key.Key_Return)
    press_here(Qt.Key.Key_Return)  # on the main button
    choose_passphrase(program)
    back = past_paper(program, qtbot)
    for question, group in zip(back.groups, groups_of(program), strict=True):
        assert question.field.hasFocus()
        type_by_ime(question.field, [], group.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)}))
        press_here(Qt.Key.Key_Return)
    press_here(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=20_000)
    store = work_window_of(program).desk.store
    with store.session() as session:
        office, staff = the_office(session), present_staff(session)
    assert (office.town, office.department) == ("みどり町", "福祉課")
    assert [(one.name, one.key_slot) for one in staff] == [("髙橋", store.slot_id)]
    assert recovery_checked_on(store) == NOON.date()
    assert not program.start_window.isVisible()
    assert read_notes().folder == str(folder)


def test_empty_answers_are_told_at_their_fields(make_program: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    page = begin(make_program(tmp_path / "台帳"), qtbot)
    type_by_ime(page.department.field, [], "福祉課")
    press(page.main_button, Qt.Key.Key_Return)
    assert page.town.note.words() == "町名を入れてください。"
    assert page.department.note.words() == ""
    assert page.staff_name.note.words() == "お名前を入れてください。"
    assert page.department.field.value() == "福祉課"
    assert focus_name() == "town"
    assert not (tmp_path / "台帳").exists()


def test_enter_that_ends_a_composition_stays_in_the_field(
    make_program: MakeProgram, qtbot: QtBot, tmp_path: Path
) -> None:
    page = begin(make_program(tmp_path / "台帳"), qtbot)
    compose(page.town.field, "みどりまち")
    press_here(Qt.Key.Key_Return)
    assert focus_name() == "town"


def test_a_bad_place_is_told_in_words(
    make_program: MakeProgram, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(town_page, "place_problem", lambda _folder: "ここは共有フォルダーです。")
    page = TownPage(tmp_path / "台帳")
    qtbot.addWidget(page)
    assert not page.accept_or_tell()
    assert page.place.note.words() == "ここは共有フォルダーです。"


def test_a_folder_with_a_store_offers_to_open_that(made: Made, qtbot: QtBot) -> None:
    page = TownPage(made.folder, any_place=True)
    qtbot.addWidget(page)
    assert not page.accept_or_tell()
    assert "もう台帳があります" in page.place.note.words()
    with qtbot.waitSignal(page.open_wanted) as told:
        page.place.note.repair_button().click()  # type: ignore[attr-defined]  # typed as a plain widget
    assert told.args == [made.folder]


def test_a_chosen_folder_with_other_things_gets_a_folder_inside(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "写真.txt").write_text("", encoding="utf-8")
    page = TownPage(tmp_path / "台帳", any_place=True)
    qtbot.addWidget(page)
    page.take_folder(tmp_path)
    assert page.folder() == tmp_path / "daicho"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("みどり町", "15文字以上にしてください（いま4文字です）"),
        ("1234567890123456", "数字だけの合言葉"),
        ("ああああああああああああああああ", "同じ文字のくり返し"),
        ("みどり町福祉課みどり町福祉課", "15文字以上"),
        ("みどり町 福祉 パスワード みどり町", "推測されやすい言葉"),
    ],
)
def test_a_weak_passphrase_is_told_while_typing(typed: str, said: str, qtbot: QtBot) -> None:
    pair = NewPassphrase()
    qtbot.addWidget(pair)
    pair.set_town("みどり町")
    type_by_ime(pair.first, [], typed)
    assert said in pair.first_question.note.words()
    assert not pair.accept_or_tell()


def test_the_second_passphrase_is_not_scolded_on_the_way(qtbot: QtBot) -> None:
    pair = NewPassphrase()
    qtbot.addWidget(pair)
    type_by_ime(pair.first, [], WORDS)
    type_by_ime(pair.second, [], WORDS[:5])
    assert pair.second_question.note.words() == ""
    assert not pair.accept_or_tell()
    assert "最後まで" in pair.second_question.note.words()
    type_by_ime(pair.second, [], "ちがう")
    assert "上の合言葉とちがいます" in pair.second_question.note.words()


def test_passphrase_is_hidden_until_shown_and_takes_an_input_method(qtbot: QtBot) -> None:
    pair = NewPassphrase()
    qtbot.addWidget(pair)
    assert pair.first.echoMode() is QLineEdit.EchoMode.Password
    assert pair.first.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    type_by_ime(pair.first, ["ゆうやけ", "夕やけ"], "夕やけ")
    assert pair.value() == "夕やけ"
    pair.show_letters.click()
    assert pair.second.echoMode() is QLineEdit.EchoMode.Normal


def test_a_suggestion_is_good_and_must_be_typed_again(qtbot: QtBot) -> None:
    pair = NewPassphrase()
    qtbot.addWidget(pair)
    pair.suggest.click()
    assert "使える合言葉です" in pair.first_question.note.words()
    assert pair.show_letters.isChecked()
    assert pair.second.value() == ""


def test_wrong_groups_are_named(make_program: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    program = make_program(tmp_path / "台帳")
    page = begin(program, qtbot)
    answer_town(page)
    press(page.main_button, Qt.Key.Key_Return)
    choose_passphrase(program)
    back = past_paper(program, qtbot)
    groups = list(groups_of(program))
    groups[2], groups[6] = "12345", "000011" if groups[6] != "000011" else "000022"
    for question, group in zip(back.groups, groups, strict=True):
        question.field.set_value(group)
    press(back.main_button, Qt.Key.Key_Return)
    assert "第3組、第7組を確かめてください" in back.message.words()
    assert "5けた" in back.groups[2].note.words()
    assert back.groups[6].note.words() == "紙の数字とちがいます。"
    assert back.groups[0].note.words() == ""
    assert focus_name() == "group_3"
    assert program.main_window is None


def test_closing_before_the_digits_are_typed_leads_back_to_them(
    make_program: MakeProgram, qtbot: QtBot, tmp_path: Path, log: Log
) -> None:
    folder = tmp_path / "台帳"
    program = make_program(folder)
    page = begin(program, qtbot)
    answer_town(page)
    press(page.main_button, Qt.Key.Key_Return)
    choose_passphrase(program)
    past_paper(program, qtbot)
    groups = groups_of(program)
    program.start_window.close()
    assert log.left == 1
    program.end()

    again = make_program(folder)
    assert again.start()
    assert again.unlocking is not None
    again.unlocking.page.field.set_value(WORDS)
    again.unlocking.page.submit()
    qtbot.waitUntil(lambda: isinstance(again.start_window.page(), TypeBackPage), timeout=20_000)
    back = again.start_window.page()
    assert isinstance(back, TypeBackPage)
    for question, group in zip(back.groups, groups, strict=True):
        question.field.set_value(group)
    press(back.main_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: again.main_window is not None, timeout=20_000)


def test_a_lost_paper_is_replaced_by_a_new_sheet(make_program: MakeProgram, qtbot: QtBot, tmp_path: Path) -> None:
    program = make_program(tmp_path / "台帳")
    page = begin(program, qtbot)
    answer_town(page)
    press(page.main_button, Qt.Key.Key_Return)
    choose_passphrase(program)
    back = past_paper(program, qtbot)
    old = groups_of(program)
    back.new_sheet.click()
    qtbot.waitUntil(lambda: program.start_window.page() is not back, timeout=20_000)
    until_paper(program, qtbot)
    assert groups_of(program) != old


def test_all_digits_typed_into_the_first_field_are_spread(qtbot: QtBot) -> None:
    page = TypeBackPage(None)
    qtbot.addWidget(page)
    first = page.groups[0].field
    first.set_value("０００１１０-000220 000330")
    first.left.emit()
    assert [question.field.value() for question in page.groups[:4]] == ["000110", "000220", "000330", ""]


def test_practice_starts_a_process_of_its_own(
    make_program: MakeProgram, qtbot: QtBot, tmp_path: Path, log: Log
) -> None:
    page = begin(make_program(tmp_path / "台帳"), qtbot)
    QTest.mouseClick(page.practice, Qt.MouseButton.LeftButton)
    assert log.spawned[0][-1] == "demo"
    assert log.left == 1
