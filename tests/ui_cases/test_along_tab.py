"""伴走: who walks along, visits and places typed by keyboard and input method, stored as typed, undone, and opened from きょう."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Note
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.companions import companion_rows
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import cases_of
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.outreach import outreach_of, visit_rows
from hokatsu_desktop.services.participation import participation_of, place_rows
from hokatsu_desktop.services.plans import make_plan
from hokatsu_desktop.services.resources import add_resource
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.ui.cases.along_parts import (
    ALONG,
    OUTREACH,
    OUTREACH_SHEET,
    PARTICIPATION,
    PARTICIPATION_SHEET,
    PARTS,
)
from hokatsu_desktop.ui.cases.along_tab import AlongTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.today.places import place_of
from tests.ui.hands import compose, type_by_ime
from tests.ui_cases.town import FakePrinter, Heard, Keys, held_meeting, names_of_stops, new_case


def along(section: CasesSection, case_id: int, part: str = ALONG) -> AlongTab:
    section.show_place(Place(section="cases", case_id=case_id, tab="along", blank=part))
    tab = section.detail.tab()
    assert isinstance(tab, AlongTab)
    return tab


def leave(tab: AlongTab) -> None:
    tab.parts.setFocus()
    QApplication.processEvents()
    assert tab.flush()


def test_a_visit_is_typed_by_keyboard_and_is_a_note_and_something_to_do(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = along(section, case_id, OUTREACH)
    tab.outreach.write.click()
    assert tab.outreach.visits.field.current() == (0, 0)
    keys.type("R8.11.20")
    tab.outreach.visits.field.stop(0, 3).setFocus()
    type_by_ime(tab.outreach.visits.field.stop(0, 3), ["か", "かき", "柿"], "柿をもらった")
    tab.outreach.visits.field.stop(0, 5).setFocus()
    keys.type("R8.11.27")
    leave(tab)
    with desk.reading() as session:
        (row,) = visit_rows(session, case_id)
        assert (row["day"], row["noticed"], row["next_on"]) == ("2026-11-20", "柿をもらった", "2026-11-27")
        note = session.scalars(select(Note).where(Note.case_id == case_id).order_by(Note.id.desc()).limit(1)).one()
        assert (note.facts, note.business) == ("柿をもらった", "outreach")
        assert [(one.what, one.due_on) for one in open_tasks(session, case_id)] == [("訪問する", date(2026, 11, 27))]
    assert "1回訪ねました" in tab.outreach.counted.text()


def test_what_is_still_being_composed_is_not_taken_for_an_answer(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    tab = along(section, case_id, PARTICIPATION)
    likes = tab.participation.words["likes"]
    likes.setFocus()
    compose(QApplication.focusWidget() or likes, "しょうぎ")
    tab.flush()
    with desk.reading() as session:
        known = participation_of(session, case_id)
        assert known is None or known.likes == ""
    type_by_ime(QApplication.focusWidget() or likes, ["しょうぎ", "将棋"], "将棋")
    leave(tab)
    with desk.reading() as session:
        known = participation_of(session, case_id)
        assert known is not None
        assert known.likes == "将棋"


def test_what_is_typed_is_stored_when_another_case_is_opened(section: CasesSection, desk: Desk) -> None:
    case_id, other, keys = new_case(desk), new_case(desk, "架空 しろう"), Keys()
    tab = along(section, case_id)
    tab.along.companions.field.stop(0, 0).setFocus()
    keys.type("民生委員 見本")
    along(section, other)
    with desk.reading() as session:
        assert [row["who"] for row in companion_rows(session, case_id)] == ["民生委員 見本"]
        assert session.get_one(Case, case_id).walks_along == "民生委員 見本"
        assert companion_rows(session, other) == []


def test_undo_takes_a_place_back_from_the_screen_too(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = along(section, case_id, PARTICIPATION)
    tab.participation.places.field.stop(0, 0).setFocus()
    keys.type("公民館 見本会")
    leave(tab)
    with desk.reading() as session:
        assert [row["place"] for row in place_rows(session, case_id)] == ["公民館 見本会"]
    desk.act(undo)
    QApplication.processEvents()
    assert along(section, case_id, PARTICIPATION).participation.places.field.value() == []
    with desk.reading() as session:
        assert place_rows(session, case_id) == []


def test_a_day_that_is_none_is_kept_as_words_and_says_nothing_wrong(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = along(section, case_id, OUTREACH)
    tab.outreach.visits.field.stop(0, 0).setFocus()
    keys.type("お盆のころ")
    tab.outreach.connected_on.field.setFocus()
    keys.type("２月３１日")
    leave(tab)
    with desk.reading() as session:
        assert visit_rows(session, case_id)[0]["day"] == "?お盆のころ"
        outreach = outreach_of(session, case_id)
        assert outreach is not None
        assert outreach.connected_on is None
    assert tab.outreach.connected_on.value() == "?２月３１日"


def test_where_it_led_is_kept_and_can_be_emptied(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = along(section, case_id, OUTREACH)
    tab.outreach.connected_to.setFocus()
    keys.type("地域包括支援センター")
    tab.outreach.connected_on.field.setFocus()
    keys.type("R8.11.20")
    leave(tab)
    with desk.reading() as session:
        outreach = outreach_of(session, case_id)
        assert outreach is not None
        assert (outreach.connected_to, outreach.connected_on) == ("地域包括支援センター", date(2026, 11, 20))
    tab.outreach.connected_on.set_value("")
    tab.outreach.connected_on.left.emit()
    with desk.reading() as session:
        outreach = outreach_of(session, case_id)
        assert outreach is not None
        assert outreach.connected_on is None


def test_the_next_date_needs_a_day_and_then_stands_there(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    tab = along(section, case_id)
    tab.along.next_on.set_value("?そのうち")
    tab.along.decide.click()
    assert heard.said[-1] == ("warning", "次に会う日を、年月日で入れてください。")
    tab.along.next_on.set_value("2026-12-01")
    tab.along.next_what.set_value("一緒に畑へ行く")
    tab.along.decide.click()
    with desk.reading() as session:
        case = session.get_one(Case, case_id)
        assert (case.next_on, case.next_what) == (date(2026, 12, 1), "一緒に畑へ行く")
    assert "一緒に畑へ行く" in tab.along.next.text()
    assert tab.along.next_on.value() == ""


def test_small_changes_lead_to_their_note(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    note_id = desk.act(lambda session: write_note(session, case_id, facts="訪問", small_change="手を振った")).id
    tab = along(section, case_id)
    place = tab.along.changes.itemAtPosition(0, 2)
    opener = place.widget() if place is not None else None
    assert isinstance(opener, QPushButton)
    opener.click()
    assert heard.wanted[-1] == Place(section="cases", case_id=case_id, tab="notes", record_id=note_id)


def test_notes_of_visits_are_taken_over_with_one_button(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    desk.act(lambda session: write_note(session, case_id, facts="玄関で会う", mode="home_visit"))
    tab = along(section, case_id, OUTREACH)
    assert tab.outreach.take_over.text() == "経過から訪問を取りこむ（1件）"
    tab.outreach.take_over.click()
    assert heard.kind() == "success"
    assert not tab.outreach.take_over.isVisible()
    assert [row["noticed"] for row in tab.outreach.visits.field.value()] == ["玄関で会う"]


@pytest.mark.parametrize(("part", "sheet"), [(OUTREACH, OUTREACH_SHEET), (OUTREACH_SHEET, OUTREACH_SHEET)])
def test_the_plan_of_the_part_is_printed(
    section: CasesSection, desk: Desk, printer: FakePrinter, part: str, sheet: str
) -> None:
    case_id = new_case(desk)
    tab = along(section, case_id, part)
    tab.print.click()
    tab.by_hand.click()
    assert printer.asked == [(sheet, case_id), (sheet, 0)]


def test_the_plan_of_participation_hangs_on_the_plan_and_says_so_while_there_is_none(
    section: CasesSection, desk: Desk, printer: FakePrinter, heard: Heard
) -> None:
    case_id = new_case(desk)
    tab = along(section, case_id, PARTICIPATION_SHEET)
    assert tab.stack.currentWidget() is tab.no_plan
    assert tab.print_here()
    assert heard.kind() == "info"
    meeting_id = held_meeting(desk, case_id)
    plan_id = desk.act(lambda session: make_plan(session, cases_of(session, meeting_id)[0].id)).id
    tab = along(section, case_id, PARTICIPATION_SHEET)
    assert tab.stack.currentWidget() is tab.panes[PARTICIPATION_SHEET]
    assert tab.print_here()
    assert printer.asked == [(PARTICIPATION_SHEET, plan_id)]


def test_a_row_of_today_opens_the_very_visit(section: CasesSection, desk: Desk) -> None:
    case_id, keys = new_case(desk), Keys()
    tab = along(section, case_id, OUTREACH)
    for place, (day, again) in enumerate((("R8.11.2", ""), ("R8.11.20", "R8.11.23"))):
        tab.outreach.visits.field.stop(place, 0).setFocus()
        keys.type(day)
        tab.outreach.visits.field.stop(place, 5).setFocus()
        keys.type(again)
    leave(tab)
    with desk.reading() as session:
        (row,) = [
            one for group in today_page(session) for one in group.rows if one.case_id == case_id and one.kind == "visit"
        ]
    section.show_place(place_of(row))
    opened = section.detail.tab()
    assert isinstance(opened, AlongTab)
    assert opened.parts.key() == OUTREACH
    assert opened.outreach.visits.field.current() == (1, 0)


@pytest.mark.parametrize("part", [key for key, _words in PARTS])
def test_every_stop_of_every_part_has_a_name(section: CasesSection, desk: Desk, part: str) -> None:
    tab = along(section, new_case(desk), part)
    QApplication.processEvents()
    names = names_of_stops(tab)
    assert names
    assert [name for name in names if name.startswith("?")] == []


def test_the_row_of_parts_is_walked_with_the_arrows(section: CasesSection, desk: Desk) -> None:
    tab, keys = along(section, new_case(desk)), Keys()
    tab.parts.setFocus()
    seen = [tab.parts.key()]
    for _ in PARTS[1:]:
        keys.press(Qt.Key.Key_Right)
        seen.append(tab.parts.key())
    assert seen == [key for key, _words in PARTS]


def test_a_place_that_suits_is_taken_with_one_key_and_stands_in_the_table(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)

    def write(session: Session) -> None:
        there = add_resource(session, "公民館 将棋の会")
        with act(session, "write", "書く"):
            there.interests, there.takes_trial = "将棋、料理", True

    desk.act(write)
    tab = along(section, case_id, PARTICIPATION)
    card = tab.participation.matches
    assert card.isHidden()
    type_by_ime(tab.participation.words["likes"], ["しょうぎ"], "将棋なら一日でもできる")
    tab.flush()
    QApplication.processEvents()
    assert card.isVisible()
    (take,) = card.takes
    take.setFocus()
    QTest.keyClick(take, Qt.Key.Key_Space)
    rows = tab.participation.places.field.value()
    assert [(row["place"], row["what"], row["state"]) for row in rows] == [("公民館 将棋の会", "将棋", "trying")]
    assert card.takes == []
    assert card.nobody.isVisible()
