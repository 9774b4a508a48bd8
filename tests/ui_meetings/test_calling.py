"""会議を開く: the refusal with its offer, people typed anew, five clicks, minutes and consent said at once."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from hokatsu_desktop.japanese.hours import read_hour
from hokatsu_desktop.models import Meeting, MeetingBasis
from hokatsu_desktop.services.agencies import directory
from hokatsu_desktop.services.meetings import attendances_of, cases_of, decisions_of, meetings
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_choices import newcomer_rows, proposed_template
from hokatsu_desktop.ui.meetings.calling import CallingPage
from hokatsu_desktop.ui.meetings.minute_words import sum_words
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import compose, focus_name
from tests.ui_meetings.town import FakePrinter, Hands, Town, commit, focused, nameless


def newest(desk: Desk) -> Meeting:
    with desk.reading() as session:
        return max(meetings(session), key=lambda one: one.id)


def how_many(desk: Desk) -> int:
    with desk.reading() as session:
        return len(meetings(session))


def calling(section: MeetingsSection, case_id: int | None) -> CallingPage:
    section.show_place(Place(section="meetings", tab="new", case_id=case_id))
    QApplication.processEvents()
    return section.calling


def test_layered_meeting_without_consent_is_refused_by_keys_and_opened_as_support_meeting(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    before = how_many(desk)
    page = calling(section, town.without_consent)
    hands.key(Qt.Key.Key_2)  # 重層的支援会議
    assert "同意がそろっていない" in page.cases.grounds.missing.words()
    assert page.cases.grounds.missing.isVisible()
    page.when.day.field.setFocus()
    hands.fill("r8.11.26", Qt.Key.Key_Return)
    page.aim.goal.setFocus()
    commit(page.aim.goal, "次に会う人が決まる")
    page.people.picker.field.setFocus()
    commit(page.people.picker.field, "木村")
    hands.key(Qt.Key.Key_Return)
    hands.shortcut(Qt.Key.Key_Return)
    assert how_many(desk) == before
    assert "重層的支援会議にかけられません" in page.message.words()
    offered = focused()
    assert isinstance(offered, QPushButton)
    assert offered.text() == "支援会議として開く"
    hands.key(Qt.Key.Key_Space)
    meeting = newest(desk)
    assert how_many(desk) == before + 1
    assert (meeting.basis, meeting.goal, meeting.held_on.isoformat()) == (
        "support",
        "次に会う人が決まる",
        "2026-11-26",
    )
    with desk.reading() as session:
        assert [seat.name for seat in attendances_of(session, meeting.id)] == ["木村"]
    assert section.place() == Place(
        section="meetings", meeting_id=meeting.id, tab="prepare", case_id=section.place().case_id
    )


def test_a_meeting_is_called_with_five_clicks_and_one_per_case(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands, printer: FakePrinter
) -> None:
    hands.click(section.call_button)
    page = section.calling
    view = page.cases.picker.list
    view.scrollTo(view.rows.index(view.rows.place_of(town.with_consent), 0))
    area = view.visualRect(view.rows.index(view.rows.place_of(town.with_consent), 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    hands.counts["C"] += 1
    assert page.cases.picker.targets() == [town.with_consent]
    days = [one for one in page.when.findChildren(QPushButton) if one.text().startswith("R8.")]
    hands.click(days[0])
    hands.click(page.people.all_around)
    hands.click(page.call_button)
    assert section.detail is not None
    hands.click(section.detail.packet_button)
    meeting = newest(desk)
    assert printer.asked == [("packet", meeting.id)]
    with desk.reading() as session:
        assert [seat.shown for seat in attendances_of(session, meeting.id)] == ["水道課　山本"]
        (meeting_case,) = cases_of(session, meeting.id)
        assert [one.who for one in decisions_of(session, meeting_case.id)] == ["水道課　山本"]
    print(hands.said("W5 会議の準備"))
    assert hands.counts["C"] <= 5 + 1


def test_somebody_new_is_typed_as_agency_post_and_name(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    page = calling(section, town.with_consent)
    page.when.day.type_in("12/1")
    picker = page.people.picker
    picker.field.setFocus()
    commit(picker.field, "架空福祉会　相談員　試験 一郎".replace(" ", ""))
    hands.key(Qt.Key.Key_Return)
    commit(picker.field, "架空商店　店主")
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    hands.shortcut(Qt.Key.Key_Return)
    meeting = newest(desk)
    with desk.reading() as session:
        seats = {seat.name: seat for seat in attendances_of(session, meeting.id)}
        listed = {entry.name: entry for entry in directory(session)}
    assert (seats["試験一郎"].agency_name, seats["試験一郎"].post) == ("架空福祉会", "相談員")
    assert seats["試験一郎"].contact_id == listed["試験一郎"].contact_id
    assert seats["店主"].kind == "guest"
    assert "店主" not in listed


def test_a_refused_call_leaves_no_new_person_in_the_directory(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    page = calling(section, town.without_consent)
    page.kind.set_basis("layered")
    page.when.day.type_in("12/1")
    page.people.picker.add(newcomer_rows("無名会　無名 花")[0])
    page.finish()
    with desk.reading() as session:
        assert not [entry for entry in directory(session) if entry.agency_name == "無名会"]
    assert len(page.people.picker.chosen()) == 1
    page.clear()


def test_nothing_is_called_without_a_day_and_the_keyboard_goes_there(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    before = how_many(desk)
    page = calling(section, town.with_consent)
    hands.shortcut(Qt.Key.Key_Return)
    assert "会議の日" in page.message.words()
    assert focus_name() == "held_on"
    assert how_many(desk) == before
    page.clear()


def test_no_case_is_refused_with_the_words_of_the_service(section: MeetingsSection, hands: Hands) -> None:
    page = calling(section, None)
    page.clear()
    page.when.day.type_in("12/1")
    hands.shortcut(Qt.Key.Key_Return)
    assert "ケースを1つ以上" in page.message.words()
    assert focus_name() == "cases"


def test_the_list_narrows_while_a_word_is_being_composed(section: MeetingsSection, town: Town) -> None:
    page = calling(section, None)
    picker = page.people.picker
    picker.field.setFocus()
    compose(picker.field, "きむ")
    titles = [picker.list.rows.row(place).title for place in range(picker.list.rows.rowCount())]
    assert titles[0] == "保健センター　木村"
    compose(picker.field, "")


def test_other_bases_stand_behind_hoka_and_the_kind_never_stays_empty(section: MeetingsSection, hands: Hands) -> None:
    page = calling(section, None)
    assert page.kind.others.isHidden()
    hands.key(Qt.Key.Key_3)
    assert not page.kind.others.isHidden()
    assert page.kind.basis() == ""
    page.kind.others.set_value("child_protection")
    assert page.kind.basis() == "child_protection"
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_1)
    assert page.kind.basis() == "support"


def test_the_minutes_fit_and_too_many_cases_are_warned_of(section: MeetingsSection, town: Town) -> None:
    page = calling(section, None)
    page.time.set_cases([town.with_consent, town.without_consent])
    assert page.time.template() == "90_2"
    assert "そろっています" in page.time.total.words()
    assert page.time.too_many.isHidden()
    page.time.template_chips.options()[1].click()
    page.time.set_cases([town.with_consent] * 3)
    assert page.time.template() == "90_1"
    assert "2例までに" in page.time.too_many.words()
    page.clear()


def test_who_carries_the_case_is_not_proposed_to_lead(section: MeetingsSection, desk: Desk, town: Town) -> None:
    page = calling(section, town.without_consent)
    page.people.picker.add(page.people._find("山本")[0])
    page.people.picker.add(page.people._find("木村")[0])
    offered = [one.text() for one in page.time.findChildren(QPushButton) if one.text().startswith("進行：")]
    assert offered == ["進行：保健センター　木村"]
    page.clear()


def test_every_stop_of_the_page_has_a_name(section: MeetingsSection, town: Town) -> None:
    page = calling(section, town.with_consent)
    page.people.picker.add(page.people._find("木村")[0])
    assert nameless(page) == []
    page.clear()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("13:30", time(13, 30)),
        ("１３：３０", time(13, 30)),
        ("1330", time(13, 30)),
        ("13時半", time(13, 30)),
        ("午後1時30分", time(13, 30)),
        ("午後1時", time(13)),
        ("9時", time(9)),
        ("正午", time(12)),
        ("25:00", None),
        ("あとで", None),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, meant: time | None) -> None:
    assert read_hour(typed) == meant


def test_a_template_is_proposed_for_the_number_of_cases() -> None:
    assert [proposed_template(cases).key for cases in (0, 1, 2, 3)] == ["90_1", "90_1", "90_2", "60_3"]


def test_the_sum_of_minutes_is_said_against_the_slot() -> None:
    assert sum_words(90, 90, time(13, 30)) == (
        "次第の合計は90分で、会議の時間とそろっています（午後1時30分〜午後3時）。",
        True,
    )
    assert "5分長く" in sum_words(95, 90, None)[0]
    assert "10分短く" in sum_words(80, 90, None)[0]


def two_cases(section: MeetingsSection, town: Town, basis: str) -> CallingPage:
    """The page with a household that agreed and one that did not."""
    page = calling(section, town.with_consent)
    page.begin(town.without_consent)
    page.kind.set_basis(basis)
    page.when.day.type_in("12/1")
    QApplication.processEvents()
    return page


def grounds_of(desk: Desk) -> list[tuple[int, str]]:
    meeting_id = newest(desk).id
    with desk.reading() as session:
        return [(one.case_id, one.basis) for one in cases_of(session, meeting_id)]


def test_one_key_calls_the_meeting_on_both_grounds(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    page = two_cases(section, town, "layered")
    hands.shortcut(Qt.Key.Key_Return)
    assert [one.text() for one in page.message.buttons()] == [
        "架空世帯だけ支援会議として開く",
        "みんな支援会議として開く",
    ]
    assert focused() is page.message.buttons()[0]
    hands.key(Qt.Key.Key_Space)
    assert grounds_of(desk) == [(town.with_consent, "layered"), (town.without_consent, "support")]
    assert section.detail is not None
    assert section.detail.kind.text() == "重層的支援会議・支援会議（法106の6）"


def test_the_second_ground_is_proposed_beside_the_cases_and_taken_back(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    page = two_cases(section, town, "support")
    grounds = page.cases.grounds
    (line,) = grounds.lines.values()
    assert line.words.words() == "例示世帯：同意がそろいました。重層的支援会議としても話し合えます。"
    line.take.setFocus()
    hands.key(Qt.Key.Key_Space)
    (back,) = grounds.lines.values()
    assert back.words.words() == "例示世帯は、重層的支援会議として話し合います。"
    assert back.take.hasFocus()
    hands.key(Qt.Key.Key_Space)
    assert grounds.chosen() == {}
    hands.key(Qt.Key.Key_Space)
    hands.shortcut(Qt.Key.Key_Return)
    assert grounds_of(desk) == [(town.with_consent, "layered"), (town.without_consent, "support")]
    assert grounds.chosen() == {}


def test_a_ground_goes_with_its_case_and_with_a_kind_that_is_the_same(section: MeetingsSection, town: Town) -> None:
    page = two_cases(section, town, "support")
    grounds = page.cases.grounds
    grounds.lines[town.with_consent, MeetingBasis.LAYERED].take.click()
    assert grounds.chosen() == {town.with_consent: MeetingBasis.LAYERED}
    page.kind.set_basis("layered")
    assert grounds.chosen() == {}
    assert grounds.missing.isVisible()
    grounds.lines[town.without_consent, MeetingBasis.SUPPORT].take.click()
    assert not grounds.missing.isVisible()
    page.cases.picker.remove(town.without_consent)
    assert grounds.chosen() == {}
    assert not grounds.isVisible()
    page.clear()
