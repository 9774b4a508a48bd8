"""The practice town on this PC: built once a day, never in the place of a real store."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

import hokatsu_desktop.services.practice_town as town
from hokatsu_desktop.services.office import change_office, found_office, the_office
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.start.practice import practice_town
from hokatsu_desktop.ui.start.program import Program
from hokatsu_desktop.ui.start.waiting_page import WaitingPage
from tests.ui_start.conftest import NOON, TERMS, Made, all_words, work_window_of


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """A town of one clerk instead of the whole one, which takes seconds; the days on which it was built."""
    days: list[date] = []

    def build(session: Session, today: date, set_clock: Callable[[datetime], None]) -> None:
        set_clock(NOON - timedelta(days=30))
        found_office(session, town="みどり町", department="福祉課", staff_name="見本 太郎", practice=True)
        days.append(today)

    monkeypatch.setattr(town, "build_practice_town", build)
    return days


def test_the_town_is_built_once_a_day_and_kept_that_day(built: list[date], tmp_path: Path) -> None:
    folder = tmp_path / "renshu"
    opened = practice_town(folder, TERMS.clock)
    assert opened.store.practice
    assert opened.staff_id is not None
    assert opened.is_rehearsed
    with opened.store.transaction() as session:
        change_office(session, phone="0000-00-0000")
    opened.store.close()
    again = practice_town(folder, lambda: NOON + timedelta(hours=2))
    with again.store.session() as session:
        assert the_office(session).phone == "0000-00-0000"
    again.store.close()
    next_day = practice_town(folder, lambda: NOON + timedelta(days=1))
    with next_day.store.session() as session:
        assert the_office(session).phone == ""
    next_day.store.close()
    assert built == [NOON.date(), NOON.date() + timedelta(days=1)]


def test_a_town_whose_building_was_broken_off_is_built_anew(
    built: list[date], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "renshu"
    whole = town.build_practice_town

    def broken(session: Session, today: date, set_clock: Callable[[datetime], None]) -> None:
        raise RuntimeError

    monkeypatch.setattr(town, "build_practice_town", broken)
    with pytest.raises(RuntimeError):
        practice_town(folder, TERMS.clock)
    monkeypatch.setattr(town, "build_practice_town", whole)
    opened = practice_town(folder, TERMS.clock)
    opened.store.close()
    assert built == [NOON.date()]


def test_a_real_store_is_never_taken_for_practice(built: list[date], made: Made) -> None:
    before = sorted(path.name for path in made.folder.iterdir())
    with pytest.raises(StoreRefusal) as refused:
        practice_town(made.folder, TERMS.clock)
    assert refused.value.situation is Situation.REAL_STORE
    assert sorted(path.name for path in made.folder.iterdir()) == before
    assert built == []


def test_the_practice_town_opens_without_a_passphrase(
    built: list[date], make_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "renshu"
    program = make_program(folder)
    assert program.start_practice(lambda: practice_town(folder, TERMS.clock))
    assert "練習用" in all_words(program.start_window)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=20_000)
    assert work_window_of(program).desk.store.practice
    assert not (folder / "hikae").exists()


def test_practice_on_a_real_folder_is_refused_in_words(
    built: list[date], make_program: Callable[..., Program], made: Made, qtbot: QtBot
) -> None:
    program = make_program(made.folder)
    assert program.start_practice(lambda: practice_town(made.folder, TERMS.clock))
    page = program.start_window.page()
    assert isinstance(page, WaitingPage)
    qtbot.waitUntil(lambda: bool(page.message.words()), timeout=20_000)
    assert "本番の台帳です" in page.message.words()
    assert not program.start_window.is_busy


def test_the_lock_screen_of_a_practice_town_offers_to_open_it(
    built: list[date], make_program: Callable[..., Program], tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "renshu"
    practice_town(folder, TERMS.clock).store.close()
    program = make_program(folder)
    assert program.start()
    assert program.unlocking is not None
    button = program.unlocking.page.practice_button
    qtbot.waitUntil(button.isVisible, timeout=20_000)
    assert "練習用" in all_words(program.start_window)
    button.click()
