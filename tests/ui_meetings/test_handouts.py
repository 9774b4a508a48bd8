"""The tab 資料: copies are ticked off and explained by keyboard, the packet's parts chosen, papers printed one by one."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from hokatsu_desktop.services.handing_out import hand_out
from hokatsu_desktop.services.handouts import handouts_of, missing_copies
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meeting_papers import papers_of_meeting
from hokatsu_desktop.services.meetings import finish_meeting, save_meeting
from hokatsu_desktop.services.packets import packet_of, wanted_parts
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.handout_card import HandoutCard
from hokatsu_desktop.ui.meetings.handouts_tab import HandoutsPage
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.print_window.handing_out import HandingOut
from hokatsu_desktop.ui.print_window.job import Made, Output, Wish
from hokatsu_desktop.ui.today.places import place_of
from tests.ui.hands import press
from tests.ui_meetings.town import FakePrinter, Hands, Town, called, commit, focused, nameless

LATER = date(2026, 12, 24)


def handed_out(desk: Desk, town: Town, *, held: bool = True, rule: str = "collect") -> int:
    """A meeting whose packet was printed, in tests over by now; gives its id."""
    meeting_id = called(desk, town)

    def hand(session: object) -> None:
        from sqlalchemy.orm import Session

        assert isinstance(session, Session)
        save_meeting(session, meeting_id, handout_rule=rule)
        hand_out(session, meeting_id, packet_of(session, meeting_id), degree="named", pages=9)
        if held:
            finish_meeting(session, meeting_id, goal_result="reached")

    desk.act(hand)
    return meeting_id


def copy_ids(desk: Desk, meeting_id: int) -> list[int]:
    with desk.reading() as session:
        return [copy.copy_id for copy in handouts_of(session, meeting_id)[0].copies]


def missing_of(desk: Desk, meeting_id: int) -> list[int]:
    with desk.reading() as session:
        return [copy.copy_id for copy in missing_copies(session, LATER) if copy.meeting_id == meeting_id]


def page_of(section: MeetingsSection, meeting_id: int, copy_id: int | None = None) -> HandoutsPage:
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="handouts", record_id=copy_id))
    QApplication.processEvents()
    assert section.detail is not None
    return section.detail.handouts


def the_card(page: HandoutsPage) -> HandoutCard:
    (card,) = page.cards
    return card


def test_space_ticks_a_copy_and_the_keyboard_stays(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = handed_out(desk, town)
    first, second = copy_ids(desk, meeting_id)
    page = page_of(section, meeting_id, first)
    assert focused() is the_card(page).rows[0].tick
    assert "まだもどっていません" in focused().accessibleName()
    press(focused(), Qt.Key.Key_Space)
    QApplication.processEvents()
    assert missing_of(desk, meeting_id) == [second]
    assert focused() is the_card(page).rows[0].tick
    assert "-01　水道課　山本　● もどりました　R8.11.23 10:32" in focused().accessibleName()
    press(focused(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert missing_of(desk, meeting_id) == [first, second]


def test_arrows_go_from_copy_to_copy(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = handed_out(desk, town)
    first, second = copy_ids(desk, meeting_id)
    page = page_of(section, meeting_id, first)
    press(focused(), Qt.Key.Key_Down)
    assert focused() is the_card(page).rows[1].tick
    press(focused(), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert missing_of(desk, meeting_id) == [first]
    press(focused(), Qt.Key.Key_Up)
    assert the_card(page).place_of_keyboard() == (first, False)
    assert second not in missing_of(desk, meeting_id)


def test_a_reason_is_typed_behind_its_copy_and_quiets_it(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = handed_out(desk, town)
    first, second = copy_ids(desk, meeting_id)
    page = page_of(section, meeting_id, first)
    press(focused(), Qt.Key.Key_Tab)
    assert focused() is the_card(page).rows[0].reason
    commit(focused(), "会議のあと裁断した")
    press(focused(), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert missing_of(desk, meeting_id) == [second]
    assert the_card(page).rows[0].copy.missing_why == "会議のあと裁断した"
    assert focused() is the_card(page).rows[1].tick
    assert "1部がまだ" in the_card(page).sum.words()


def test_a_reason_that_is_being_typed_is_stored_when_the_page_is_left(
    section: MeetingsSection, desk: Desk, town: Town
) -> None:
    meeting_id = handed_out(desk, town)
    first, second = copy_ids(desk, meeting_id)
    page = page_of(section, meeting_id, first)
    commit(the_card(page).rows[0].reason, "さがしている")
    section.flush()
    assert missing_of(desk, meeting_id) == [second]


def test_all_copies_come_back_with_one_button_and_can_be_shredded(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = handed_out(desk, town)
    page = page_of(section, meeting_id)
    hands.click(the_card(page).all_back)
    assert missing_of(desk, meeting_id) == []
    card = the_card(page)
    assert card.all_back.isHidden()
    assert "全部もどりました" in card.sum.words()
    card.shredded_by.setFocus()
    commit(card.shredded_by, "井上")
    hands.click(card.shred)
    with desk.reading() as session:
        (handout,) = handouts_of(session, meeting_id)
    assert (handout.shredded_on, handout.shredded_by) == (desk.today(), "井上")
    desk.act(undo)
    desk.act(undo)
    assert len(missing_of(desk, meeting_id)) == 2


def test_shredding_without_a_name_is_refused_in_words(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = handed_out(desk, town)
    said: list[str] = []
    desk.said.connect(lambda _kind, words: said.append(words))
    page = page_of(section, meeting_id)
    hands.click(the_card(page).all_back)
    hands.click(the_card(page).shred)
    assert "だれが廃棄したか" in said[-1]


def test_before_the_meeting_nobody_is_asked_for_a_reason(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = handed_out(desk, town, held=False)
    page = page_of(section, meeting_id)
    assert [row.reason.isVisible() for row in the_card(page).rows] == [False, False]
    assert "会議が終わったら集めます" in the_card(page).sum.words()


def test_copies_that_may_be_kept_are_only_named(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = handed_out(desk, town, rule="locked_at_agency")
    card = the_card(page_of(section, meeting_id))
    assert card.rows == []
    assert not card.all_back.isVisible()


def test_every_stop_has_a_name_for_the_ear(section: MeetingsSection, desk: Desk, town: Town) -> None:
    assert nameless(page_of(section, handed_out(desk, town))) == []


def test_today_leads_to_the_very_copy(section: MeetingsSection, desk: Desk, town: Town) -> None:
    meeting_id = handed_out(desk, town)
    _first, second = copy_ids(desk, meeting_id)
    with desk.reading() as session:
        (group,) = [group for group in today_page(session) if group.key == "handouts"]
    (row,) = [row for row in group.rows if row.target_id == second]
    assert row.title.endswith("-02（保健センター　木村）がもどっていません")
    section.show_place(place_of(row))
    QApplication.processEvents()
    assert section.detail is not None
    assert section.detail.handouts.cards[0].place_of_keyboard() == (second, False)


def test_the_parts_of_the_packet_are_ticked_by_keyboard(section: MeetingsSection, desk: Desk, town: Town) -> None:
    page = page_of(section, called(desk, town))
    first = page.parts.options()[0]
    first.setFocus()
    press(first, Qt.Key.Key_Space)
    with desk.reading() as session:
        assert "agenda" not in wanted_parts(session)
    press(first, Qt.Key.Key_Space)
    with desk.reading() as session:
        assert "agenda" in wanted_parts(session)


def test_each_paper_of_the_meeting_is_printed_by_itself(
    section: MeetingsSection, desk: Desk, town: Town, printer: FakePrinter, hands: Hands
) -> None:
    meeting_id = handed_out(desk, town)
    page = page_of(section, meeting_id)
    labels = [paper.text() for paper in page.papers if isinstance(paper, QAbstractButton)]
    assert [label for label in labels if label.startswith(("開催通知", "案件一覧", "ホワイトボード", "会議記録"))]
    for paper in page.papers:
        assert isinstance(paper, QAbstractButton)
        hands.click(paper)
    assert {"invitation", "case_list", "attendance", "minutes", "whiteboard"} <= {key for key, _id in printer.asked}
    hands.click(the_card(page).print_list)
    assert printer.asked[-1] == ("collection", the_card(page).handout_id)
    section.print_here()
    assert printer.asked[-1] == ("collection", the_card(page).handout_id)


def test_ending_a_meeting_says_what_is_still_out_and_blocks_nothing(
    section: MeetingsSection, desk: Desk, town: Town, hands: Hands
) -> None:
    meeting_id = handed_out(desk, town, held=False)
    section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="finish"))
    assert section.detail is not None
    finishing = section.detail.finishing
    assert finishing is not None
    assert "2部のうち、まだ2部が" in finishing.handed.words()
    hands.click(finishing.all_back)
    assert "集め終わりました" in finishing.handed.words()
    desk.act(undo)
    assert "まだ2部が" in finishing.handed.words()
    hands.click(finishing.see_handouts)
    assert section.detail.tab() == "handouts"
    assert section.detail.handouts.cards[0].place_of_keyboard() == (copy_ids(desk, meeting_id)[0], False)
    section.detail.open_finishing()
    hands.key(Qt.Key.Key_1)
    finishing.finish()
    assert section.detail.tab() == "decided"


def test_a_meeting_without_handouts_ends_without_a_word_about_them(
    section: MeetingsSection, desk: Desk, town: Town
) -> None:
    section.show_place(Place(section="meetings", meeting_id=called(desk, town), tab="finish"))
    assert section.detail is not None
    assert section.detail.finishing is not None
    assert not section.detail.finishing.handed.isVisible()


def made_paper(desk: Desk, meeting_id: int) -> tuple[HandingOut, Made]:
    """What the print window knows of a packet of two copies with three pages each and one page printed once."""
    from hokatsu_desktop.printing.papers import Printed
    from hokatsu_desktop.services.papers import imprint_of

    with desk.reading() as session:
        packet, imprint = packet_of(session, meeting_id), imprint_of(session)
    return HandingOut(meeting_id, packet), Made(Printed(b"", 7, (), copy_pages=3), packet.papers, imprint, wish=Wish())


def test_the_print_window_hands_out_once_however_often_it_prints(desk: Desk, town: Town) -> None:
    meeting_id = called(desk, town)
    handing_out, made = made_paper(desk, meeting_id)
    for output, noted in (
        (Output("excel", (1,)), False),
        (Output("printer", (7,)), False),  # the whiteboard alone
        (Output("printer", (1, 2, 3)), True),
        (Output("pdf", tuple(range(1, 8))), False),
    ):
        assert desk.act(partial(handing_out, made=made, output=output)) is noted
    with desk.reading() as session:
        (handout,) = handouts_of(session, meeting_id)
    assert (handout.pages, len(handout.copies), handout.degree) == (3, 2, "named")


def test_a_sheet_of_the_meeting_is_written_printed_and_left(
    section: MeetingsSection, desk: Desk, town: Town, printer: FakePrinter
) -> None:
    meeting_id = called(desk, town)
    page = page_of(section, meeting_id)
    next(made for made in page.to_write if made.text() == "会議の開催について（通知）").click()
    assert page.paper is not None
    page.paper.pane.form.focus_blank("document_number")
    commit(focused(), "みど福第12")
    page.print_here()
    assert printer.asked[-1] == ("invitation", meeting_id)
    page.paper.back.click()
    assert page.stack.currentIndex() == 0
    assert focused() is page.to_write[0]
    with desk.reading() as session:
        assert open_sheet(session, "invitation", meeting_id).answers["document_number"] == "みど福第12"
        assert {one.key for one in papers_of_meeting(session, meeting_id) if one.changed_on} == {"invitation"}
