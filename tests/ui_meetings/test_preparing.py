"""準備: minutes against the slot, who is bound to secrecy, consent of each case, and adding what was forgotten."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from hokatsu_desktop.models import MeetingBasis
from hokatsu_desktop.services.attachments import attach
from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import agenda_of, attendances_of, cases_of
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import AttendeeRow, standing
from hokatsu_desktop.ui.meetings.basis_line import BasisLine
from hokatsu_desktop.ui.meetings.call_choices import newcomer_rows, split_person
from hokatsu_desktop.ui.meetings.preparing import PreparingPage
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import press
from tests.ui_meetings.conftest import Heard
from tests.ui_meetings.town import FakePrinter, Hands, Town, called, commit, nameless


def preparing(section: MeetingsSection, meeting_id: int) -> PreparingPage:
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="prepare"))
    QApplication.processEvents()
    assert section.detail is not None
    return section.detail.preparing


def said(page: PreparingPage) -> list[str]:
    return [one.words() for one in page.findChildren(Words)]


def test_changed_minutes_are_held_against_the_slot_and_stored(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town)
    page = preparing(section, meeting_id)
    assert "90分で、会議の時間とそろっています" in page.agenda.total.words()
    rows = page.agenda.items.port.widget
    assert isinstance(rows, RowsField)
    rows.stop(0, 1).setFocus()
    hands.shortcut(Qt.Key.Key_A)
    hands.fill("15", Qt.Key.Key_Return)
    assert "10分長く" in page.agenda.total.words()
    page.flush()
    with desk.reading() as session:
        assert agenda_of(session, meeting_id)[0].minutes == 15
    page.agenda.template.set_value("60_1")
    page.agenda.template.changed.emit()
    assert "60分で、会議の時間とそろっています" in page.agenda.total.words()


def test_a_guest_is_flagged_with_the_two_ways_out(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town, guest=True)
    page = preparing(section, meeting_id)
    assert page.attendees.guests == 1
    assert any("構成員に登録するか、会議の前に誓約書" in words for words in said(page))
    ways = {one.accessibleName(): one for one in page.attendees.findChildren(QPushButton)}
    ways["架空商店　店主：誓約書をもらった"].click()
    QApplication.processEvents()
    assert page.attendees.guests == 0
    with desk.reading() as session:
        guest = next(one for one in attendances_of(session, meeting_id) if one.kind == "guest")
    assert guest.pledged_on == date(2026, 11, 23)
    assert standing(guest)[0] == "臨時・誓約済み"


def test_a_guest_can_be_registered_as_a_member(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town, guest=True)
    page = preparing(section, meeting_id)
    ways = {one.accessibleName(): one for one in page.attendees.findChildren(QPushButton)}
    ways["架空商店　店主：構成員に登録する"].click()
    with desk.reading() as session:
        assert [one.kind for one in attendances_of(session, meeting_id)] == ["member", "member", "member"]


def test_consent_of_each_person_is_listed(section: MeetingsSection, desk: Desk, town: Town) -> None:
    page = preparing(section, called(desk, town))
    assert "▲ 架空 花子　未確認" in said(page)


def test_people_and_cases_are_added_and_taken_away(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, heard: Heard
) -> None:
    meeting_id = called(desk, town)
    page = preparing(section, meeting_id)
    hands.click(page.attendees.add_button)
    commit(page.people.field, "町立病院　相談員　試験")
    hands.key(Qt.Key.Key_Return)
    with desk.reading() as session:
        assert [one.name for one in attendances_of(session, meeting_id)] == ["山本", "木村", "試験"]
    hands.click(page.consent.add_button)
    commit(page.cases.field, "例示")
    hands.key(Qt.Key.Key_Return)
    with desk.reading() as session:
        shown = meeting_page(session, meeting_id)
    assert [one.case.title for one in shown.cases] == ["架空世帯", "例示世帯"]
    assert [len(one.roles) for one in shown.cases] == [3, 3]
    assert "90分で" in page.agenda.total.words()
    rows = page.attendees.findChildren(AttendeeRow)
    next(row for row in rows if row.accessibleName() == "町立病院　試験" and row.isVisible()).away.click()
    with desk.reading() as session:
        assert [one.name for one in attendances_of(session, meeting_id)] == ["山本", "木村"]


def test_somebody_marked_absent_needs_no_role(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town)
    page = preparing(section, meeting_id)
    page.attendees.findChildren(AttendeeRow)[1].absent.click()
    with desk.reading() as session:
        assert [role.who for role in meeting_page(session, meeting_id).cases[0].roles] == ["水道課　山本"]


def test_the_packet_and_the_agenda_are_printed(
    section: MeetingsSection, desk: Desk, town: Town, printer: FakePrinter
) -> None:
    meeting_id = called(desk, town)
    preparing(section, meeting_id)
    section.print_packet()
    section.print_here()
    assert printer.asked == [("packet", meeting_id), ("agenda", meeting_id)]


def test_every_stop_has_a_name(section: MeetingsSection, desk: Desk, town: Town) -> None:
    page = preparing(section, called(desk, town, guest=True))
    page.attendees.add_button.click()
    assert nameless(section) == []


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (["店主"], ("", "", "店主")),
        (["架空商店", "店主"], ("架空商店", "", "店主")),
        (["町立病院", "地域連携室", "主任", "試験"], ("町立病院", "地域連携室　主任", "試験")),
    ],
)
def test_typed_people_are_split_into_agency_post_and_name(typed: list[str], parts: tuple[str, str, str]) -> None:
    assert split_person(typed) == parts


def test_a_name_alone_can_only_be_a_guest() -> None:
    assert [row.tag for row in newcomer_rows("店主")] == ["臨時"]
    assert [row.tag for row in newcomer_rows("架空商店　店主")] == ["新しい人", "臨時"]
    assert newcomer_rows("　") == []


def test_a_case_without_consent_is_put_on_as_support_meeting_in_one_key(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = called(desk, town, basis=MeetingBasis.LAYERED, case_id=town.with_consent)
    page = preparing(section, meeting_id)
    page.without_consent.put_on(town.without_consent)
    assert page.without_consent.isVisible()
    assert "同意がまだ確認されていません" in page.without_consent.words.words()
    assert page.without_consent.take.hasFocus()
    hands.key(Qt.Key.Key_Space)
    with desk.reading() as session:
        assert [one.meeting_case.basis for one in meeting_page(session, meeting_id).cases] == ["layered", "support"]
    assert not page.without_consent.isVisible()
    assert "扱い　支援会議（法106の6）" in said(page)


def test_consent_that_came_since_is_offered_on_the_page(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town, case_id=town.with_consent)
    page = preparing(section, meeting_id)
    (line,) = [one for one in page.findChildren(BasisLine) if one.isVisible()]
    assert line.take.text() == "重層的支援会議として扱う"
    line.take.click()
    with desk.reading() as session:
        assert [one.meeting_case.basis for one in meeting_page(session, meeting_id).cases] == ["layered"]


def test_what_is_still_needed_is_counted_and_ticked_by_key(section: MeetingsSection, desk: Desk, town: Town) -> None:
    page = preparing(section, called(desk, town, guest=True))
    assert page.ready.heading.text() == "準備の確認　あと5"
    tick = page.ready.ticks["room"]
    tick.setFocus()
    press(tick, Qt.Key.Key_Space)
    assert page.ready.heading.text() == "準備の確認　あと4"
    assert page.ready.ticks["room"].isChecked()
    assert page.ready.ticks["room"].hasFocus()
    desk.act(undo, quiet=True)
    page.reread()
    assert not page.ready.ticks["room"].isChecked()


def test_what_an_agency_brought_goes_with_the_packet_and_is_named_on_the_page(
    section: MeetingsSection, desk: Desk, town: Town
) -> None:
    meeting_id = called(desk, town)
    page = preparing(section, meeting_id)
    with desk.reading() as session:
        (part,) = cases_of(session, meeting_id)
    wanted: list[Place] = []
    desk.wanted.connect(wanted.append)
    next(one for one in page.findChildren(QPushButton) if one.text() == "機関の書類を付ける").click()
    assert wanted[-1] == Place(
        section="cases", case_id=part.case_id, tab="papers", record_id=part.id, blank="action_linkage/attached"
    )
    pdf = b"%PDF-1.4 example"
    desk.act(
        lambda session: attach(session, "action_linkage", part.id, pdf, pages=2, title="検針の記録", from_whom="水道課")
    )
    assert "付けた書類　検針の記録（水道課）" in said(page)
    assert any("（付けた書類　1）" in one.text() for one in page.findChildren(QPushButton))
    with desk.reading() as session:
        packet = packet_of(session, meeting_id)
    sheet = next(paper for paper in packet.papers if paper.sheet.key == "action_linkage")
    assert [file.title for file in sheet.attached] == ["検針の記録"]
