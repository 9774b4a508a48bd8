"""ふりかえり on the screen: narrowed, answered in place, given up with a reason, followed to its case, printed."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Decision, OpenQuestion
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.held_meetings import end_meeting
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.looking_back import Fate, Span, outcomes, unanswered
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.found_rows import GoalRow, QuestionRow
from hokatsu_desktop.ui.meetings.looking_back_part import LookingBackPart
from hokatsu_desktop.ui.meetings.outcome_row import OutcomeRow
from hokatsu_desktop.ui.meetings.parts import MeetingsParts
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import show
from tests.ui_meetings.test_ending import with_roles
from tests.ui_meetings.town import FakePrinter, Hands, Town, commit, focused, nameless


@pytest.fixture
def held(desk: Desk, town: Town) -> int:
    """A meeting that left two roles and one question, and carried its goal over."""
    meeting_id = with_roles(desk, town)

    def ask(session: object) -> None:
        part = meeting_page(session, meeting_id).cases[0].meeting_case  # type: ignore[arg-type]  # a Session
        with act(session, "ask", "たずねる"):  # type: ignore[arg-type]  # a Session
            question = OpenQuestion(case_id=part.case_id, meeting_case_id=part.id, what="昼の過ごし方", finder="木村")
            session.add(question)  # type: ignore[attr-defined]  # a Session

    desk.act(ask)
    desk.act(partial(end_meeting, meeting_id=meeting_id, goal_result="carried", goal_carried="次に会う人"))
    return meeting_id


@pytest.fixture
def part(held: int, desk: Desk, printer: FakePrinter, qtbot: QtBot) -> LookingBackPart:
    assert held
    made = LookingBackPart(desk, printer)
    show(qtbot, made, 1105, 640)
    return made


def of_meeting(part: LookingBackPart, desk: Desk, meeting_id: int) -> list[OutcomeRow]:
    with desk.reading() as session:
        ids = [one.decision.id for one in outcomes(session, Span()) if one.meeting.id == meeting_id]
    return [row for row in part.rows if isinstance(row, OutcomeRow) and row.decision_id in ids]


def decision(desk: Desk, row: OutcomeRow) -> Decision:
    with desk.reading() as session:
        return session.get_one(Decision, row.decision_id)


def test_a_result_is_typed_in_place_and_taken_back(part: LookingBackPart, desk: Desk, held: int, hands: Hands) -> None:
    row = of_meeting(part, desk, held)[0]
    commit(row.result, "3日待ってもらえた")
    row.result.left.emit()
    assert decision(desk, row).result == "3日待ってもらえた"
    assert undo_words(desk) == "決定の結果を書く"
    assert decision(desk, row).result == ""
    assert of_meeting(part, desk, held)[0].result.value() == ""


def undo_words(desk: Desk) -> str:
    return desk.act(undo) or ""


def test_what_is_ticked_off_leaves_the_open_ones_and_keeps_its_words(
    part: LookingBackPart, desk: Desk, held: int, hands: Hands
) -> None:
    first, second = of_meeting(part, desk, held)
    commit(first.result, "話せた")
    hands.click(first.tick)
    assert [row.decision_id for row in of_meeting(part, desk, held)] == [second.decision_id]
    part.state.set_value("over")
    part.reread()
    (over,) = of_meeting(part, desk, held)
    assert (over.decision_id, over.result.value()) == (first.decision_id, "話せた")
    hands.click(over.tick)
    assert of_meeting(part, desk, held) == []


def test_giving_up_asks_why_and_can_be_taken_back(
    part: LookingBackPart, desk: Desk, held: int, hands: Hands, heard: object
) -> None:
    row = of_meeting(part, desk, held)[0]
    hands.click(row.drop)
    assert focused() is row.why
    hands.click(row.drop_now)
    assert "わけ" in heard.words[-1]  # type: ignore[attr-defined]  # Heard
    commit(row.why, "本人が自分で話した")
    hands.click(row.drop_now)
    assert decision(desk, row).dropped_why == "本人が自分で話した"
    part.state.set_value("over")
    part.reread()
    (dropped,) = of_meeting(part, desk, held)
    assert not dropped.tick.isVisible()
    hands.click(dropped.again)
    assert decision(desk, dropped).dropped_why == ""


def test_names_meetings_and_periods_narrow(part: LookingBackPart, desk: Desk, held: int, qtbot: QtBot) -> None:
    commit(part.who, "木村")
    qtbot.waitUntil(lambda: len(of_meeting(part, desk, held)) == 1)
    part.who.clear()
    commit(part.who, "いない人")
    part.who.left.emit()
    assert part.rows == []
    assert part.nothing.isVisible()
    part.who.clear()
    part.reread()
    for choice, value in ((part.meeting, "ない会議"), (part.period, "month")):
        choice.set_value(value)
        part.reread()
        assert bool(of_meeting(part, desk, held)) is (value == "month")
        choice.set_value("")


def test_roles_stand_under_who_has_them(part: LookingBackPart, desk: Desk, held: int) -> None:
    part.show_place(Place(section="meetings", tab="looking_back", blank="by_person"))
    headings = [words for words in texts(part) if words.endswith("件")]
    assert [words.partition("　")[0] for words in headings] == sorted({words.partition("　")[0] for words in headings})
    assert of_meeting(part, desk, held)


def texts(part: LookingBackPart) -> list[str]:
    from hokatsu_desktop.ui.widgets.words import Words

    return [one.words() for one in part.findChildren(Words) if one.isVisible()]


def test_what_nobody_knew_is_answered_and_goals_lead_to_their_meeting(
    part: LookingBackPart, desk: Desk, held: int, hands: Hands
) -> None:
    part.show_place(Place(section="meetings", tab="looking_back", blank="questions"))
    row = part.rows[0]
    assert isinstance(row, QuestionRow)
    commit(row.found, "昼は川で釣りをしている")
    part.flush()
    with desk.reading() as session:
        question = session.get_one(OpenQuestion, row.question_id)
        assert (question.found, question.found_on) == ("昼は川で釣りをしている", desk.today())
        assert row.question_id not in [one.question.id for one in unanswered(session, Span())]
    part.show_place(Place(section="meetings", tab="looking_back", blank="goals"))
    assert part.place().blank == "goals"
    wanted: list[object] = []
    desk.wanted.connect(wanted.append)
    goal = part.rows[0]
    assert isinstance(goal, GoalRow)
    assert any("次に会う人" in words for words in texts(part))
    hands.click(goal.to_meeting)
    assert isinstance(wanted[0], Place)
    assert wanted[0].tab == "decided"


def test_up_and_down_go_from_line_to_line_and_rows_lead_to_their_case(
    part: LookingBackPart, desk: Desk, town: Town, held: int, hands: Hands
) -> None:
    first, second = of_meeting(part, desk, held)
    first.result.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first.result, Qt.Key.Key_Down)
    assert focused() is second.result
    QTest.keyClick(second.result, Qt.Key.Key_Up)
    assert focused() is first.result
    wanted: list[object] = []
    desk.wanted.connect(wanted.append)
    hands.click(first.to_case)
    assert wanted == [Place(section="cases", case_id=town.without_consent, tab="plan")]


def test_what_is_shown_is_printed_and_every_stop_has_a_name(
    part: LookingBackPart, printer: FakePrinter, hands: Hands
) -> None:
    hands.click(part.print_button)
    assert printer.asked == [("looking_back", len((Fate.OPEN, Fate.OVERDUE)))]
    assert part.narrowed_words() == "載せたもの：すべての期間、すべての会議、まだのもの"
    assert nameless(part) == []
    QApplication.processEvents()


def test_the_section_leads_there_and_back(held: int, desk: Desk, printer: FakePrinter, qtbot: QtBot) -> None:
    section = MeetingsParts(desk, printer)
    show(qtbot, section, 1105, 640)
    section.show_place(Place(section="meetings", tab="looking_back"))
    assert section.place() == Place(section="meetings", tab="looking_back", blank="decisions")
    section.print_here()
    assert printer.asked == [("looking_back", 2)]
    looking_back = section.part("looking_back")
    assert isinstance(looking_back, LookingBackPart)
    row = of_meeting(looking_back, desk, held)[0]
    commit(row.result, "話せた")
    section.show_place(Place(section="meetings", meeting_id=held, tab="decided"))
    assert decision(desk, row).result == "話せた"
