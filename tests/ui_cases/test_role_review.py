"""確認を記録する: each role is said by keys; what was typed and not recorded comes back; roles alone are shown as such."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import MeetingCase
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.plans import monitorings_of
from hokatsu_desktop.services.role_reviews import role_reviews
from hokatsu_desktop.ui.cases.monitoring_card import MonitoringCard
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import show, type_by_ime
from tests.ui_cases.test_case_page import plan_tab
from tests.ui_cases.town import held_meeting, new_case


def with_role(desk: Desk) -> tuple[int, int]:
    """A case with one role of a held meeting, and its part in it."""
    case_id = new_case(desk)
    meeting_id = held_meeting(desk, case_id)
    with desk.reading() as session:
        return case_id, cases_of(session, meeting_id)[0].id


def words_of(widget: CasesSection) -> str:
    return "\n".join(one.words() for one in widget.findChildren(Words) if one.isVisibleTo(widget))


def test_roles_are_said_by_keys_and_stand_with_the_review(section: CasesSection, desk: Desk) -> None:
    case_id, _part = with_role(desk)
    tab = plan_tab(section, case_id, "monitoring")
    QTest.keyClick(tab.monitoring.change.first_stop(), Qt.Key.Key_1)
    (row,) = tab.monitoring.roles.rows
    assert not row.why.isVisible()
    row.state.first_stop().setFocus()
    QTest.keyClick(row.state.first_stop(), Qt.Key.Key_2)
    type_by_ime(row.why, ["ほんにん"], "本人が不在だった")
    section.finish()  # Ctrl+Enter
    with desk.reading() as session:
        review = next(one for one in monitorings_of(session, case_id) if one.done_on is not None)
        (kept,) = role_reviews(session, case_id)[review.id]
    assert (kept.state, kept.why) == ("partly", "本人が不在だった")
    assert "一部" in words_of(section)
    assert "本人が不在だった" in words_of(section)


def test_what_was_typed_for_a_role_comes_back_until_it_is_recorded(desk: Desk, qtbot: QtBot) -> None:
    case_id, _part = with_role(desk)
    first = MonitoringCard(desk, case_id)
    show(qtbot, first, 900, 600)
    first.begin()
    type_by_ime(first.roles.rows[0].who, ["れい"], "例川")
    first.roles.rows[0].who.left.emit()
    second = MonitoringCard(desk, case_id)  # as after the window was killed
    show(qtbot, second, 900, 600)
    second.begin()
    assert second.roles.rows[0].who.value() == "例川"
    assert second.roles.rows[0].who.isVisible()
    second.change.set_value("same")
    second.next_on.set_value("2027-02-22")
    assert second.record_now()
    second.begin()
    assert second.roles.rows[0].who.value() == ""


def test_going_on_with_roles_alone_is_one_button_and_shown_as_such(section: CasesSection, desk: Desk) -> None:
    case_id, part_id = with_role(desk)

    def set_day(session: object) -> None:
        with act(session, "next", "次の日"):  # type: ignore[arg-type]  # a Session
            session.get_one(MeetingCase, part_id).next_on = date(2026, 12, 10)  # type: ignore[attr-defined]  # a Session

    desk.act(set_day)
    tab = plan_tab(section, case_id)
    made = [one for one in tab.findChildren(QPushButton) if one.text() == "役割だけで進める" and one.isVisibleTo(tab)]
    assert len(made) == 1
    made[0].click()
    QApplication.processEvents()
    assert "決めた役割だけで進めています" in words_of(section)
    with desk.reading() as session:
        assert [one.due_on for one in monitorings_of(session, case_id)] == [date(2026, 12, 10)]
    evaluate = next(one for one in tab.findChildren(QPushButton) if one.text() == "評価を書く" and one.isVisibleTo(tab))
    evaluate.click()
    QApplication.processEvents()
    papers = section.detail.tab()
    assert isinstance(papers, PapersTab)
    assert papers.sheet is not None
    assert (papers.sheet.paper.key, papers.sheet.paper.subject_id) == ("role_evaluation", part_id)
    papers.sheet.pane.form.focus_blank("own_view")
    assert papers.spot() == (part_id, "role_evaluation:own_view")
    papers.to_list()
    papers.show_record(part_id, "role_evaluation:own_view")  # as after the program was started again
    assert papers.sheet is not None
    assert papers.sheet.pane.form.current_blank() == "own_view"
    papers.show_record(part_id, "action_linkage/attached")  # from the page of the meeting
    assert papers.sheet is not None
    assert papers.sheet.stack.currentWidget() is papers.sheet.attachments
    assert papers.spot() == (part_id, "action_linkage/attached")
