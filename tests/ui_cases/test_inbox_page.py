"""届いたつなぎ on the screen: looked at by keyboard, opened by one key, printed, and nothing typed is lost."""

from PySide6.QtCore import Qt
from sqlalchemy import select

from hokatsu_desktop.models import Referral, ReferralLook, ReferralReview
from hokatsu_desktop.services.inbox import Heap, InboxRow
from hokatsu_desktop.ui.cases.inbox_page import HeapCard
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import commit, focus_name
from tests.ui_cases.town import TODAY, FakePrinter, Heard, Keys, Town, new_case


def row_of(card: HeapCard, referral_id: int) -> InboxRow:
    rows = [card.view.rows.row(place).target for place in range(card.view.rows.rowCount())]
    return next(row for row in rows if isinstance(row, InboxRow) and row.referral_id == referral_id)


INBOX = Place(section="cases", tab="inbox")


def newest(desk: Desk, case_id: int) -> int:
    with desk.reading() as session:
        return session.scalars(select(Referral.id).where(Referral.case_id == case_id)).one()


def test_new_referrals_are_looked_at_one_by_one_with_a_word_on_what_comes_next(
    section: CasesSection, desk: Desk, heard: Heard, printer: FakePrinter
) -> None:
    case_id = new_case(desk, "見本 たろう")
    referral_id = newest(desk, case_id)
    section.list.inbox.click()
    page = section.inbox
    assert page.isVisibleTo(section)
    card = page.cards[0]
    assert card.heap is Heap.NEW
    assert card.view.hasFocus()
    card.view.go_to(row_of(card, referral_id))
    page.took_part.setFocus()
    commit(page.took_part, "井上、木村")
    page.next_words.setFocus()
    keys = Keys()
    keys.type("保健師に聞く")
    keys.press(Qt.Key.Key_Return)
    assert "見た" in heard.words()
    assert focus_name() == "look_next"
    with desk.reading() as session:
        look = session.scalars(select(ReferralLook).where(ReferralLook.referral_id == referral_id)).one()
        review = session.get_one(ReferralReview, look.review_id)
    assert (look.next_words, look.by, look.looked_on) == ("保健師に聞く", "井上 まこと", TODAY)
    assert review.took_part == "井上、木村"
    assert page.next_words.value() == ""
    section.print_here()
    assert printer.asked[-1] == ("referral_review", review.id)


def test_enter_opens_the_referral_and_the_way_back_leads_to_the_list(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk, "仮名 ひろし")
    section.show_place(INBOX)
    assert section.place() == INBOX
    page = section.inbox
    card = page.cards[0]
    card.view.go_to(row_of(card, newest(desk, case_id)))
    Keys().press(Qt.Key.Key_Return)
    assert (section.place().case_id, section.place().tab) == (case_id, "referral")
    section.show_place(INBOX)
    section.inbox.back.click()
    assert section.place().tab != "inbox"


def test_marking_without_anything_new_says_so(section: CasesSection, desk: Desk, heard: Heard, town: Town) -> None:
    section.show_place(INBOX)
    page = section.inbox
    while page.cards and page.cards[0].heap is Heap.NEW:
        section.finish()
    section.finish()
    assert "もうありません" in heard.words()
    assert not page.looked.isEnabled()
    with desk.reading() as session:
        seen = set(session.scalars(select(ReferralLook.case_id)))
    assert {town.main, town.other} <= seen
