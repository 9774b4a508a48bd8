"""The old PC waits for the receipt: on きょう, from the day on in red, and only an outcome makes it quiet."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.handover import HandoverPlan, begin_handover
from hokatsu_desktop.services.handover_receipt import receipt_digits
from hokatsu_desktop.services.media import register_medium
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.discarding import words_of_discarded
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.parcels import Outcome, Parcel, note_outcome, note_sent, parcels_of, parcels_path
from hokatsu_desktop.store.sealing import seal_store
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.card import HandoverCard
from hokatsu_desktop.ui.handover.parcel_card import ParcelCard
from hokatsu_desktop.ui.today.section import TodaySection
from tests.printing.reading import text_of
from tests.services.second_person import agreed
from tests.ui.hands import show
from tests.ui_settings.office import NOW, FakePrinter

NAME = "HIKITSUGI_2026-11-23_7K3Q"
SENT = NOW.date()
PLAN = HandoverPlan("後任 花子", medium_route="hand", medium_number="U-3", code_route="chief")
Move = Callable[[int], None]


@pytest.fixture
def move(desk: Desk) -> Move:
    """Sets the clock of the PC a number of days on."""

    def moved(days: int) -> None:
        desk.clock = lambda: NOW + timedelta(days=days)

    return moved


@pytest.fixture
def section(desk: Desk, qtbot: QtBot, printer: FakePrinter) -> TodaySection:
    """きょう on the PC of whoever handed over."""
    with desk.store.transaction() as session:
        register_medium(session, "U-3")
        begin_handover(session, PLAN, NAME, agreed(session))
    note_sent(desk.store, Parcel(NAME, SENT, date(2026, 11, 26), "U-3"))
    seal_store(desk.store, NAME, NOW)
    made = TodaySection(desk, printer)
    show(qtbot, made, 1000, 700)
    return made


def digits_of(desk: Desk) -> str:
    """The digits on the receipt."""
    with desk.reading() as session:
        return receipt_digits(session, NAME)


def outcome(desk: Desk) -> Outcome:
    return parcels_of(desk.store)[-1].outcome


def test_nothing_is_asked_where_nothing_was_handed_over(desk: Desk, qtbot: QtBot, printer: FakePrinter) -> None:
    made = TodaySection(desk, printer)
    show(qtbot, made, 1000, 700)
    assert made.parcel.isHidden()


def test_quiet_before_the_day_and_red_from_it_on_however_often_it_is_opened(
    section: TodaySection, desk: Desk, move: Move
) -> None:
    assert "待っています" in section.parcel.state.words()
    for days in (3, 4, 40):
        move(days)
        section.reread()
        assert section.parcel.isVisible()
        assert "まだ確かめていません" in section.parcel.state.words()
        assert section.parcel.state.property("words") == "wrong"
        assert outcome(desk) is Outcome.OPEN


def test_the_digits_of_the_receipt_end_the_waiting(section: TodaySection, desk: Desk, move: Move) -> None:
    move(4)
    card = section.parcel
    for typed, said in (("1234", "いま4けた"), ("0000-0000", "ちがいます")):
        card.digits.set_value(typed)
        card.check.click()
        assert said in card.message.words()
        assert outcome(desk) is Outcome.OPEN
    card.digits.set_value("")
    QTest.keyClicks(card.digits, digits_of(desk))
    card.check.click()
    assert outcome(desk) is Outcome.RECEIVED
    assert "11月27日に受け取りを確かめました" in card.state.words().replace("令和8年", "")
    assert not card.check.isVisible()
    assert card.state.property("words") == "body"


def test_what_did_not_arrive_stays_until_it_is_found(section: TodaySection, desk: Desk, move: Move) -> None:
    move(4)
    card = section.parcel
    card.missing.click()
    assert outcome(desk) is Outcome.MISSING
    assert "届いていない" in card.state.words()
    assert card.losing is not None
    assert card.losing.isVisible()
    before = desk.store.generation.db.read_bytes()
    card.losing.reject()
    assert desk.store.generation.db.read_bytes() == before
    assert card.loss.isVisible()
    assert not card.missing.isVisible()
    move(60)
    section.reread()
    assert card.isVisible()
    card.digits.set_value(digits_of(desk))
    card.check.click()
    assert outcome(desk) is Outcome.RECEIVED


def test_a_new_package_is_offered_there(section: TodaySection, desk: Desk, move: Move) -> None:
    move(4)
    section.parcel.again.click()
    dialog = section.parcel.giving
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()
    note_sent(desk.store, Parcel("HIKITSUGI_2026-11-27_AAAA", date(2026, 11, 27), date(2026, 12, 2)))
    section.reread()
    assert "HIKITSUGI_2026-11-27_AAAA" in section.parcel.state.words()


def test_a_deleted_file_does_not_end_the_waiting(section: TodaySection, desk: Desk, move: Move) -> None:
    parcels_path(desk.store.folder).unlink()
    move(4)
    section.reread()
    assert section.parcel.isVisible()
    assert "まだ確かめていません" in section.parcel.state.words()
    section.parcel.digits.set_value(digits_of(desk))
    section.parcel.check.click()
    assert outcome(desk) is Outcome.RECEIVED


def test_whoever_keeps_the_store_may_say_that_nothing_was_handed_over(
    desk: Desk, qtbot: QtBot, printer: FakePrinter
) -> None:
    """Written and proved, but never sealed: the waiting ends when the medium is still here."""
    note_sent(desk.store, Parcel(NAME, SENT, date(2026, 11, 26)))
    card = ParcelCard(desk, printer)
    show(qtbot, card, 800, 400)
    assert card.back.isVisible()
    card.back.click()
    assert outcome(desk) is Outcome.TAKEN_BACK
    assert card.isHidden()


def test_the_keys_go_when_two_agree_and_only_after_the_receipt(
    section: TodaySection, desk: Desk, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    """Nothing before the receipt, nothing without the approval of the right act, and nothing before the store is closed."""
    locked: list[bool] = []
    card = HandoverCard(desk, lambda: None, Cost.floor(), lambda: locked.append(True))
    show(qtbot, card, 700, 600)
    assert not card.discard_button.isVisible()
    section.parcel.digits.set_value(digits_of(desk))
    section.parcel.check.click()
    card.reread()
    assert section.parcel.discard.isVisible()
    card.discard_button.click()
    dialog = card.discarding
    assert dialog is not None
    record = text_of(dialog._record().pdf)
    assert NAME in record
    assert "廃棄した人" in record
    dialog.go_on.click()
    asking = dialog.asking
    assert asking is not None
    asking.reject()
    assert (outcome(desk), locked) == (Outcome.RECEIVED, [])
    dialog.go_on.click()
    asking = dialog.asking
    assert asking is not None
    asking.agreed(Approval(TwoPersonAct.UNSEAL, desk.staff_id, None, "課長"))
    assert "もう一人の確認が要ります" in dialog.message.words()
    asking.agreed(Approval(TwoPersonAct.DISPOSAL, desk.staff_id, None, "課長"))
    assert (outcome(desk), locked) == (Outcome.DISCARDED, [True])
    folder = desk.store.folder
    assert folder.generations()
    desk.store.close()
    assert not folder.generations()
    assert "鍵を廃棄しました" in words_of_discarded(folder)


def test_a_discarding_that_was_cut_short_is_told_and_can_be_done_again(
    section: TodaySection, desk: Desk, qtbot: QtBot
) -> None:
    """The store opened, so the word beside it that its keys are gone is not believed."""
    note_outcome(desk.store, parcels_of(desk.store)[-1], Outcome.DISCARDED, date(2026, 11, 30))
    section.reread()
    assert "終わりまで進んでいません" in section.parcel.state.words()
    assert "もう一度廃棄" in section.parcel.more.words()
    assert section.parcel.state.property("words") == "wrong"
    assert section.parcel.discard.isVisible()
    assert not section.parcel.check.isVisible()
    card = HandoverCard(desk, lambda: None, Cost.floor(), lambda: None)
    show(qtbot, card, 700, 600)
    card.discard_button.click()
    assert card.discarding is not None
    assert "11月30日" not in text_of(card.discarding._record().pdf)
    card.discarding.reject()
