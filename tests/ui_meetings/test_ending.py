"""会議を終える and what follows: tasks, plan, decision; nothing blocks, nothing is typed twice."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Case, Contact, Meeting, MeetingBasis, Plan
from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.consents import withdraw_consent
from hokatsu_desktop.services.meetings import decisions_of, finish_meeting, record_decision
from hokatsu_desktop.services.plans import rows_of
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.services.used_in import uses_of_agency
from hokatsu_desktop.ui.agencies.entry_menu import place_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.plan_page import PlanPage
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import show
from tests.ui_meetings.conftest import Heard
from tests.ui_meetings.town import FakePrinter, Hands, Town, called, commit, focused, nameless


def with_roles(desk: Desk, town: Town) -> int:
    """A meeting on which everybody has a role and the next day is fixed."""
    meeting_id = called(desk, town)
    with desk.reading() as session:
        part = meeting_page(session, meeting_id).cases[0].meeting_case
        decisions = decisions_of(session, part.id)
    for one, what in zip(decisions, ("止水を待つ", "受診歴をたずねる"), strict=True):
        desk.act(
            partial(
                record_decision,
                meeting_case_id=part.id,
                who=one.who,
                what=what,
                due="2026-12-04",
                attendance_id=one.attendance_id,
            )
        )
    return meeting_id


def finishing(section: MeetingsSection, meeting_id: int) -> None:
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="finish"))
    QApplication.processEvents()


def whats(desk: Desk, case_id: int) -> list[str]:
    with desk.reading() as session:
        return [task.what for task in open_tasks(session, case_id)]


def test_what_is_missing_is_listed_and_does_not_block(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town)
    finishing(section, meeting_id)
    assert section.detail is not None
    page = section.detail.finishing
    assert page is not None
    said = page.missing_words()
    assert said[0] == "▲ 役割がまだない人が2人います。"
    assert "▲ 架空世帯：保健センター　木村" in said
    assert any("次に確認する日がまだ決まっていません" in words for words in said)
    hands.shortcut(Qt.Key.Key_Return)
    assert "到達点" in page.message.words()  # only the goal must be answered
    hands.key(Qt.Key.Key_2)
    commit(page.carried, "息子さんに会う人")
    hands.shortcut(Qt.Key.Key_Return)
    with desk.reading() as session:
        meeting = session.get_one(Meeting, meeting_id)
    assert (meeting.state, meeting.goal_result, meeting.goal_carried) == ("held", "carried", "息子さんに会う人")
    assert section.place().tab == "decided"


def test_a_reason_for_no_role_is_taken_and_the_role_can_be_written_instead(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town)
    finishing(section, meeting_id)
    assert section.detail is not None
    page = section.detail.finishing
    assert page is not None
    page.empty_roles[0].reason.setFocus()
    hands.fill("記録をするため", Qt.Key.Key_Return)
    assert [row.reason.accessibleName() for row in page.empty_roles] == ["保健センター　木村に役割がない理由"]
    hands.click(page.empty_roles[0].write)
    assert section.place().tab == "board"
    board = section.detail.board.board()
    assert board is not None
    assert board.count.words() == "▲ 役割がまだない人　あと1人"
    assert focused() is board.roles.rows.stop(1, 1)


def test_from_the_meeting_to_the_decided_plan_nothing_is_typed_twice(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, printer: FakePrinter, heard: Heard
) -> None:
    meeting_id = with_roles(desk, town)
    finishing(section, meeting_id)
    hands.key(Qt.Key.Key_1)  # 届いた
    hands.shortcut(Qt.Key.Key_Return)
    assert {"止水を待つ", "受診歴をたずねる"} <= set(whats(desk, town.without_consent))
    assert "やること" in heard.words[-1]
    print(hands.said("W6 会議を終える"))
    making = focused()
    assert isinstance(making, QPushButton)
    assert making.text() == "プランを作る"
    plan_hands = Hands()
    plan_hands.click(making)
    plan = section.plan
    assert plan is not None
    with desk.reading() as session:
        rows = [(row.who, row.what) for row in rows_of(session, plan.plan_id)]
    assert rows == [("水道課　山本", "止水を待つ"), ("保健センター　木村", "受診歴をたずねる")]
    plan_hands.shortcut(Qt.Key.Key_Return)
    assert "か所あります" in plan.message.words()
    deciding = focused()
    assert isinstance(deciding, QPushButton)
    plan_hands.click(deciding)
    with desk.reading() as session:
        decided = session.get_one(Plan, plan.plan_id)
        case = session.get_one(Case, town.without_consent)
    assert decided.decided_on is not None
    assert (case.stage, case.next_on) == ("supporting", decided.next_on)
    assert sorted(what for what in whats(desk, case.id) if what in ("止水を待つ", "受診歴をたずねる")) == [
        "受診歴をたずねる",
        "止水を待つ",
    ]
    plan.print_here()
    assert printer.asked[-1] == ("support_plan", plan.plan_id)
    print(plan_hands.said("W7 支援プラン"))
    assert plan_hands.counts["C"] <= 2
    plan.back_button.click()
    assert section.place().tab == "decided"


def test_plan_page_stands_alone_for_the_case_side(
    desk: Desk, town: Town, printer: FakePrinter, section: MeetingsSection, qtbot: QtBot
) -> None:
    from hokatsu_desktop.services.plans import make_plan

    meeting_id = called(desk, town)
    with desk.reading() as session:
        part = meeting_page(session, meeting_id).cases[0].meeting_case
    plan = desk.act(lambda session: make_plan(session, part.id))
    page = PlanPage(desk, printer, plan.id)
    show(qtbot, page, 900, 640)
    assert page.back_button.isHidden()
    assert page.case_id == town.without_consent
    page.decide()
    assert "役割" in page.message.words()  # no role yet: refused with the words of the service
    assert nameless(page) == []


def test_the_decisions_can_be_printed_and_read_again_later(
    section: MeetingsSection, desk: Desk, town: Town, printer: FakePrinter
) -> None:
    meeting_id = with_roles(desk, town)
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="decided"))
    assert section.detail is not None
    buttons = {one.text(): one for one in section.detail.decided.findChildren(QPushButton)}
    buttons["決まったことを印刷"].click()
    assert printer.asked[-1][0] == "action_linkage"
    assert nameless(section) == []


def marked(page: QWidget) -> list[str]:
    """The words with a ground behind them because somebody was led to them."""
    return [one.words() for one in page.findChildren(Words) if one.property("found") and one.isVisible()]


def test_a_decision_that_names_an_agency_is_gone_to_on_the_board_and_then_among_what_was_decided(
    section: MeetingsSection, desk: Desk, town: Town
) -> None:
    meeting_id = with_roles(desk, town)
    health = desk.act(lambda session: session.get_one(Contact, town.kimura)).agency_id

    def went() -> None:
        with desk.reading() as session:
            uses = uses_of_agency(session, health)
            use = next(one for one in uses if one.kind == "decision" and one.record_id == meeting_id)
            place = place_of(session, use)
        section.show_place(place)
        QApplication.processEvents()

    went()
    detail = section.detail
    assert detail is not None
    board = detail.board.board()
    assert board is not None
    assert focused() is board.roles.rows.stop(1, 1)
    assert board.roles.rows.value()[1]["what"] == "受診歴をたずねる"
    desk.act(lambda session: finish_meeting(session, meeting_id, goal_result="reached"))
    went()
    assert marked(detail.decided) == ["保健センター　木村", "受診歴をたずねる", "令和8年12月4日まで"]
    assert focused() is detail.decided.plan_buttons[0]
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="decided", record_id=999_999))  # gone since
    assert marked(detail.decided) == []


def test_consent_taken_back_stops_the_ending_and_both_ways_out_stand_on_the_page(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town, basis=MeetingBasis.LAYERED, case_id=town.with_consent)
    with desk.reading() as session:
        principal_id = session.get_one(Case, town.with_consent).principal_id
    finishing(section, meeting_id)
    assert section.detail is not None
    page = section.detail.finishing
    assert page is not None
    assert page.without_agreement == []
    desk.act(lambda session: withdraw_consent(session, town.with_consent, principal_id, ""))
    (line,) = page.without_agreement
    hands.key(Qt.Key.Key_1)
    hands.shortcut(Qt.Key.Key_Return)
    assert "同意を取りやめています" in page.message.words()
    assert focused() is line.take
    assert line.leave_out is not None
    hands.click(line.leave_out)  # the only case: the sentence says why not
    assert len(page.without_agreement) == 1
    page.without_agreement[0].take.setFocus()
    hands.key(Qt.Key.Key_Space)
    assert page.without_agreement == []
    assert not page.message.isVisible()
    hands.shortcut(Qt.Key.Key_Return)
    with desk.reading() as session:
        (part,) = [one.meeting_case for one in meeting_page(session, meeting_id).cases]
        assert (session.get_one(Meeting, meeting_id).state, part.basis) == ("held", "support")
