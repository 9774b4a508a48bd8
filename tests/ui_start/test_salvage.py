"""A damaged store at the lock screen: what can be read is saved, the numbers are shown, and the user chooses the way on."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from hokatsu_desktop.store.salvage import Salvaged
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.restore_page import RestorePage
from hokatsu_desktop.ui.start.salvage_page import OTHERS, SalvagePage, by_kind
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from tests.ui_start.conftest import TOWN, WORDS, Made, all_words

MakeProgram = Callable[..., Program]


def damaged(made: Made) -> Path:
    """Flips a bit in the last page."""
    path = made.folder / "g0001" / "store.db"
    data = bytearray(path.read_bytes())
    data[-2000] ^= 1
    path.write_bytes(data)
    return path


def test_the_damage_is_found_the_rest_saved_and_the_new_store_opens(
    made: Made, make_program: MakeProgram, qtbot: QtBot
) -> None:
    path = damaged(made)
    evidence = path.read_bytes()
    program = make_program(made.folder)
    program.start()
    page = program.start_window.page()
    assert isinstance(page, UnlockPage)
    page.field.setText(WORDS)
    page.submit()
    qtbot.waitUntil(lambda: bool(page.message.buttons()), timeout=20_000)
    offered = {made.text(): made for made in page.message.buttons()}
    assert list(offered)[:2] == ["読めるところを救い出す", "控えから復元する"]
    offered["読めるところを救い出す"].click()
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), SalvagePage), timeout=30_000)
    found = program.start_window.page()
    assert isinstance(found, SalvagePage)
    assert "読めないところが1か所" in all_words(found)
    found.others_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(program.start_window.page(), RestorePage))
    program.start_window.show_page(found)
    found.main_button.click()
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=30_000)
    assert path.read_bytes() == evidence
    assert (made.folder / "CURRENT").read_text().startswith("g0002")
    assert program.settling is not None
    with program.settling.opened.store.raw() as connection:
        assert connection.execute("SELECT town FROM office").fetchall() == [(TOWN,)]


def report(**changed: object) -> Salvaged:
    facts: dict[str, object] = {
        "path": Path("sukui"),
        "bad_pages": 3,
        "saved": {"case": 7, "note": 30, "year_book": 1},
        "from_log": {},
        "lost": {"note": 2},
        "cases": ("R8-001", "R8-004"),
        "links": 120,
        "links_known": 163,
        **changed,
    }
    return Salvaged(**facts)  # type: ignore[arg-type]


def test_what_was_lost_is_said_in_numbers_and_by_case_numbers(qtbot: QtBot) -> None:
    page = SalvagePage(report(), None)
    qtbot.addWidget(page)
    words = all_words(page)
    for expected in (
        "救い出せなかった記録があります",
        "30件",
        "2件",
        "R8-001、R8-004",
        "163件のうち",
        "控えは見つかりません",
    ):
        assert expected in words
    assert page.backups_button.isHidden()


def test_many_cases_are_counted_rather_than_all_named(qtbot: QtBot) -> None:
    page = SalvagePage(report(cases=tuple(f"R8-{number:03d}" for number in range(1, 41))), None)
    qtbot.addWidget(page)
    assert "R8-030 ほか10件" in all_words(page)


def test_tables_without_a_name_of_their_own_are_counted_together() -> None:
    counts = by_kind({"case": 2, "case_period": 2, "year_book": 5, "staff": 1})
    assert counts["ケース"] == 2
    assert counts[OTHERS] == 8
