"""紛失したとき before anything is unlocked: three clicks to a sheet, with the store locked, damaged or gone."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.losses import loss_report
from hokatsu_desktop.sheets.answers import as_rows, as_text
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.side_record import keep_side_fact, side_facts
from hokatsu_desktop.ui.loss.keeping import WithoutStore
from hokatsu_desktop.ui.loss.page import LossPage
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.start_notes import notes_folder
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from hokatsu_desktop.ui.widgets.date_field import DateField
from tests.printing.reading import text_of
from tests.store.test_side_record import PACKAGE as OF_PACKAGE
from tests.ui.hands import type_by_ime
from tests.ui_start.conftest import WORDS, Made, work_window_of

MakeProgram = Callable[..., Program]
PACKAGE = replace(OF_PACKAGE, package="HIKITSUGI_2026-11-20_7K3Q", made_on="2026-11-20")


def loss_page(program: Program) -> LossPage:
    """The first click: from whatever page is shown."""
    page = program.start_window.page()
    if isinstance(page, TownPage):
        page.loss.click()
    else:
        assert isinstance(page, UnlockPage)
        page.loss_button.click()
    shown = program.start_window.page()
    assert isinstance(shown, LossPage)
    return shown


def loss_back(program: Program) -> None:
    """Back to where the page was asked for."""
    page = program.start_window.page()
    assert isinstance(page, LossPage)
    page.back_button.click()


def printed_by(page: LossPage) -> str:
    """The third click: the words of the paper in the preview."""
    page.print_button.click()
    preview = page.findChild(Preview)
    assert preview is not None
    made = preview.made().printed
    preview.close()
    assert made.pages == 1
    return text_of(made.pdf)


def opened(program: Program, qtbot: QtBot) -> None:
    """Unlocks with the passphrase, up to the main window."""
    page = program.start_window.page()
    assert isinstance(page, UnlockPage)
    page.field.setText(WORDS)
    page.submit()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=20_000)


def store_of(program: Program) -> OpenStore:
    assert program.settling is not None
    return program.settling.opened.store


def test_three_clicks_at_the_lock_screen_give_the_sheet(made: Made, make_program: MakeProgram) -> None:
    keep_side_fact(PACKAGE, made.folder)
    program = make_program(made.folder)
    program.start()
    page = loss_page(program)
    page.panel.choice.setCurrentIndex(1)
    words = printed_by(page)
    for expected in ("福祉-USB-03", "HIKITSUGI_2026-11-20_7K3Q", "37人", "12件", "AES-256", "令和8年11月23日"):
        assert expected in words
    assert "令和8年11月25日（水）から令和8年11月27日（金）まで" in words


@pytest.mark.parametrize("harm", ["folder", "file", "keys"])
def test_a_store_that_is_gone_or_damaged_is_in_nobodys_way(made: Made, make_program: MakeProgram, harm: str) -> None:
    keep_side_fact(PACKAGE, notes_folder())
    match harm:
        case "folder":
            shutil.rmtree(made.folder)
        case "file":
            (made.folder / "g0001" / "store.db").write_bytes(b"x" * 9000)
        case _:
            (made.folder / "g0001" / "store.keys").unlink()
            (made.folder / "keys-copy" / "g0001.keys").unlink()
    program = make_program(made.folder, is_known=True)
    program.start()
    page = loss_page(program)
    page.panel.choice.setCurrentIndex(1)
    assert "福祉-USB-03" in printed_by(page)
    page.back_button.click()
    assert isinstance(program.start_window.page(), UnlockPage)


def test_the_very_first_page_leads_there_too(
    tmp_path_factory: pytest.TempPathFactory, make_program: MakeProgram
) -> None:
    program = make_program(tmp_path_factory.mktemp("新しい") / "台帳")
    program.start()
    page = loss_page(program)
    assert page.panel.choice.count() == 2  # nothing chosen, and something else
    page.back_button.click()
    assert isinstance(program.start_window.page(), TownPage)


def test_what_was_typed_survives_a_kill_and_goes_into_the_store(
    made: Made, make_program: MakeProgram, qtbot: QtBot
) -> None:
    first = make_program(made.folder)
    first.start()
    page = loss_page(first)
    field = page.panel.form.field_widget("noticed_by")
    type_by_ime(field, ["み", "みほん"], "見本")
    qtbot.waitUntil(lambda: as_text(WithoutStore(made.folder, practice=False).read().get("noticed_by")) == "見本")
    first.end()
    second = make_program(made.folder)
    second.start()
    assert as_text(loss_page(second).panel.answers().get("noticed_by")) == "見本"
    loss_back(second)
    opened(second, qtbot)
    with store_of(second).session() as session:
        kept = loss_report(session).answers
    assert as_text(kept.get("noticed_by")) == "見本"
    assert as_rows(kept.get("told")) == []
    assert WithoutStore(made.folder, practice=False).read() == {}
    assert any("紛失時の記録" in words for _kind, words in work_window_of(second).said)


def test_closing_the_window_at_once_keeps_what_was_typed(made: Made, make_program: MakeProgram) -> None:
    program = make_program(made.folder)
    program.start()
    page = loss_page(program)
    type_by_ime(page.panel.form.field_widget("noticed_by"), ["み"], "見本")
    program.start_window.close()
    assert as_text(WithoutStore(made.folder, practice=False).read().get("noticed_by")) == "見本"


def test_the_lock_leaves_the_counts_and_no_name_beside_the_store(
    made: Made, make_program: MakeProgram, qtbot: QtBot
) -> None:
    program = make_program(made.folder)
    program.start()
    opened(program, qtbot)
    assert program.locking is not None
    program.locking.lock()
    (fact,) = side_facts(made.folder)
    assert (fact.package, fact.persons, fact.sensitive, fact.made_on) == ("", 0, False, "2026-11-23")
    assert side_facts(notes_folder()) == [fact]
    for place in (made.folder, notes_folder()):
        written = b"".join(path.read_bytes() for path in place.glob("side-record.json"))
        assert "髙橋".encode() not in written


def test_a_day_that_is_put_right_moves_the_days_to_report(made: Made, make_program: MakeProgram) -> None:
    program = make_program(made.folder)
    program.start()
    page = loss_page(program)
    day = page.panel.form.field_widget("noticed_on")
    assert isinstance(day, DateField)
    day.set_day(date(2026, 12, 1))
    assert as_text(page.panel.answers().get("final_day")) == "令和8年12月30日（水）まで"
    day.field.selectAll()
    type_by_ime(day.field, ["よく"], "よく分からない")
    assert as_text(page.panel.answers().get("final_day")) == ""


def test_another_loss_begins_with_an_empty_sheet(made: Made, make_program: MakeProgram) -> None:
    keep_side_fact(PACKAGE, made.folder)
    program = make_program(made.folder)
    program.start()
    page = loss_page(program)
    page.panel.choice.setCurrentIndex(1)
    page.anew_button.click()
    answers = page.panel.answers()
    assert as_text(answers.get("package")) == ""
    assert as_text(answers.get("noticed_on")) == "2026-11-23"


def test_a_place_that_cannot_be_written_says_so_and_keeps_the_words(
    made: Made, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = make_program(made.folder)
    program.start()
    page = loss_page(program)

    def full(_self: WithoutStore, _answers: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(WithoutStore, "write", full)
    type_by_ime(page.panel.form.field_widget("thing"), ["かみ"], "紙")
    assert not page.panel.flush()
    page.back_button.click()
    assert isinstance(program.start_window.page(), LossPage)
    assert "保存先の空きがありません" in page.panel.message.words()
    assert as_text(page.panel.answers().get("thing")) == "紙"
