"""きょう with real widgets: the exact place, the rest of a heading, silence by keys, and the paper of the morning."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.open_days import is_open_day
from hokatsu_desktop.models import Case
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.plans import monitorings_of
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.ui.cases.plan_tab import PlanTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.today.group_card import FIRST, GroupCard
from hokatsu_desktop.ui.today.section import TodaySection
from tests.ui_cases.town import TODAY, FakePrinter, Heard, Town


@pytest.fixture
def today(desk: Desk, town: Town, printer: FakePrinter, qtbot: QtBot) -> TodaySection:
    desk.act(
        lambda session: change_case(session, town.other, last_contact_on=TODAY - timedelta(days=70), quiet_until=None)
    )
    section = TodaySection(desk, printer)
    qtbot.addWidget(section)
    section.resize(1100, 700)
    section.show()
    return section


def card(section: TodaySection, key: str) -> GroupCard:
    return [one for one in section.findChildren(GroupCard) if one.group.key == key][-1]


def test_a_heading_shows_its_first_rows_and_opens_the_rest(today: TodaySection, desk: Desk, town: Town) -> None:
    def fill(session: Session) -> None:
        for number in range(FIRST + 3):
            add_task(session, f"用{number}", case_id=town.main, due_on=TODAY)

    desk.act(fill)
    due = card(today, "due")
    rows = len(due.group.rows)
    assert due.view.rows.rowCount() == FIRST
    assert due.more.text() == f"ほか{rows - FIRST}件"
    due.more.click()
    assert card(today, "due").view.rows.rowCount() == rows


def test_whoever_may_only_read_is_told_that_nothing_was_ticked(
    today: TodaySection, desk: Desk, town: Town, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.act(lambda session: add_task(session, "用", case_id=town.main, due_on=TODAY))
    due = card(today, "due")
    due.view.go_to(next(row for row in due.group.rows if row.kind == "task"))
    monkeypatch.setitem(desk.store.session_facts, "may_only_read", True)
    (tick,) = [one for one in due.findChildren(QPushButton) if one.text() == "済みにする"]
    tick.click()
    assert [kind for kind, _words in heard.said] == ["warning"]


def test_silence_is_answered_by_keys(today: TodaySection, desk: Desk, town: Town, heard: Heard) -> None:
    today.show_place(Place(section="today", tab="silent"))
    assert today.place() == Place(section="today", tab="silent")
    page = today.silence
    assert page.view.target() == town.other
    QTest.keyClick(page.view, Qt.Key.Key_4)
    page.why.set_value("入院中")
    today.finish()
    assert heard.said[-1][0] == "warning"
    assert page.why.value() == "入院中"
    page.until.type_in("+14")
    today.finish()
    with desk.reading() as session:
        assert session.get_one(Case, town.other).quiet_until == TODAY + timedelta(days=14)
    assert page.view.rows.rowCount() == 0


def test_contact_opens_the_note_and_closing_only_leads_to_a_meeting(
    today: TodaySection, desk: Desk, town: Town, heard: Heard
) -> None:
    today.show_place(Place(section="today", tab="silent"))
    QTest.keyClick(today.silence.view, Qt.Key.Key_1)
    (writer,) = today.window().findChildren(NoteWriter)
    writer.close()
    QTest.keyClick(today.silence.view, Qt.Key.Key_3)
    with desk.reading() as session:
        case = session.get_one(Case, town.other)
        assert case.is_open
        assert case.closing_proposed_on == TODAY
    assert heard.said or heard.wanted


def test_days_that_are_no_numbers_leave_the_days_as_they_were(today: TodaySection, heard: Heard) -> None:
    today.show_place(Place(section="today", tab="silent"))
    today.silence.steps.set_value("ひと月")
    today.silence.steps.left.emit()
    assert heard.said[-1][0] == "warning"
    assert today.silence.steps.value() == "30 60 90"


def test_the_morning_list_prints(today: TodaySection, printer: FakePrinter) -> None:
    today.print_here()
    assert printer.asked[-1][0] == "today_list"


def test_a_review_from_today_takes_three_keys_and_a_worry_offers_a_meeting(
    today: TodaySection, section: CasesSection, desk: Desk, town: Town, heard: Heard
) -> None:
    offered: list[Any] = []
    desk.offered.connect(lambda *said: offered.append(said))
    desk.act(
        lambda session: change_case(
            session, town.main, next_on=TODAY - timedelta(days=9), next_what="次の確認", stage="supporting"
        )
    )
    due = card(today, "due")
    due.view.go_to(next(row for row in due.group.rows if row.kind == "case" and row.case_id == town.main))
    QTest.keyClick(due.view, Qt.Key.Key_Return)
    section.show()
    section.show_place(heard.wanted[-1])
    tab = section.detail.tab()
    assert isinstance(tab, PlanTab)
    QTest.keyClick(tab.monitoring.change.first_stop(), Qt.Key.Key_3)
    tab.monitoring.memo.set_value("声が小さい")
    section.finish()
    with desk.reading() as session:
        coming, done = monitorings_of(session, town.main)
    assert (done.change, done.memo, done.done_on) == ("worried", "声が小さい", TODAY)
    assert is_open_day(coming.due_on)
    (_kind, _words, actions) = offered[-1]
    assert [words for words, _do in actions] == ["会議を開く"]
