"""同意を記録する: few keys for the usual case, only the fields the state asks for, and taking it back."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import Case, CasePerson, ConsentState, MeetingBasis
from hokatsu_desktop.services.consents import newest_consent, record_consent
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting
from hokatsu_desktop.services.tasks import waiting_tasks
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.cases.consent_printing import ConsentPrinting
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.palette_dialog import PaletteDialog
from hokatsu_desktop.ui.place import Place
from tests.ui_cases.town import CONTROL, TODAY, FakePrinter, Heard, Keys, Town, new_case

ALL_KINDS = [one.key for one in load_list("consent_category").offered]


def household(section: CasesSection, case_id: int) -> HouseholdTab:
    section.show_place(Place(section="cases", case_id=case_id, tab="household"))
    tab = section.detail.tab()
    assert isinstance(tab, HouseholdTab)
    return tab


def principal_of(desk: Desk, case_id: int) -> int:
    with desk.reading() as session:
        return session.get_one(Case, case_id).principal_id


def test_signed_by_the_person_for_everything_in_six_keys(section: CasesSection, desk: Desk, town: Town) -> None:
    tab = household(section, town.main)
    who = principal_of(desk, town.main)
    tab.consents.buttons[who].setFocus()
    keys = [
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),  # 同意を記録する
        (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),  # 同意あり
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier),  # 署名
        (Qt.Key.Key_Return, CONTROL),
    ]
    hands = Keys()
    for key, modifiers in keys:
        hands.press(key, modifiers)
    assert len(keys) <= 6
    with desk.reading() as session:
        consent = newest_consent(session, town.main, who)
    assert consent is not None
    assert (consent.state, consent.method, consent.give, consent.take) == ("given", "signature", True, True)
    assert consent.categories == ALL_KINDS
    assert consent.obtained_on == TODAY
    assert tab.form.isHidden()


def test_a_part_with_agencies_and_a_day_of_review(section: CasesSection, desk: Desk, town: Town) -> None:
    tab = household(section, town.main)
    who = principal_of(desk, town.main)
    tab.consents.buttons[who].click()
    form = tab.form
    assert not form.give.isVisible()
    form.state.first_stop().setFocus()
    Keys().press(Qt.Key.Key_2)
    assert form.give.isVisible()
    assert form.kinds.isVisible()
    assert not form.basis.isVisible()
    form.give.set_value("yes")
    form.take.set_value("no")
    form.kinds.set_value(ALL_KINDS[:2])
    form.agencies.set_value("社会福祉協議会\n町立病院")
    form.review_on.set_value((TODAY + timedelta(days=90)).isoformat())
    assert form.record_now()
    with desk.reading() as session:
        consent = newest_consent(session, town.main, who)
    assert consent is not None
    assert (consent.give, consent.take, consent.categories) == (True, False, ALL_KINDS[:2])
    assert (consent.agencies, consent.review_on) == ("社会福祉協議会\n町立病院", TODAY + timedelta(days=90))


def test_without_consent_the_ground_is_asked(section: CasesSection, desk: Desk, town: Town) -> None:
    tab = household(section, town.main)
    who = principal_of(desk, town.main)
    tab.consents.buttons[who].click()
    form = tab.form
    form.state.first_stop().setFocus()
    Keys().press(Qt.Key.Key_3)  # 同意なし
    assert form.basis.isVisible()
    assert not form.kinds.isVisible()
    form.basis.set_value("danger_to_life")
    form.reason.set_value("話せる状態ではない")
    assert form.record_now()
    with desk.reading() as session:
        consent = newest_consent(session, town.main, who)
    assert consent is not None
    assert (consent.basis_without, consent.reason_without) == ("danger_to_life", "話せる状態ではない")
    assert consent.categories == []


def test_taking_back_says_which_meeting_rested_on_it(
    section: CasesSection, desk: Desk, town: Town, heard: Heard
) -> None:
    who = principal_of(desk, town.main)
    with desk.reading() as session:
        asleep = len(waiting_tasks(session, town.main))
    desk.act(lambda session: record_consent(session, town.main, who, ConsentState.GIVEN))
    desk.act(lambda session: record_consent(session, town.main, town.son, ConsentState.GIVEN))
    day = TODAY + timedelta(days=7)
    call = MeetingCall(basis=MeetingBasis.LAYERED, held_on=day, case_ids=(town.main,))
    desk.act(lambda session: call_meeting(session, call))
    offers: list[tuple[str, str, object]] = []
    desk.offered.connect(lambda kind, words, acts: offers.append((kind, words, acts)))
    tab = household(section, town.main)
    tab.consents.buttons[who].click()
    tab.form.state.first_stop().setFocus()
    Keys().press(Qt.Key.Key_6)  # 撤回
    assert not tab.form.kinds.isVisible()
    tab.form.reason.set_value("考えが変わった")
    assert tab.form.record_now()
    ((kind, words, _acts),) = offers
    assert kind == "warning"
    assert "支援会議なら" in words
    with desk.reading() as session:
        assert len(waiting_tasks(session, town.main)) == asleep
        consent = newest_consent(session, town.main, who)
    assert consent is not None
    assert (consent.state, consent.withdrawn_on, consent.withdrawn_why) == ("withdrawn", TODAY, "考えが変わった")
    assert "取りやめています" in tab.consents.summary.words()


def test_nothing_is_taken_back_that_was_not_given(section: CasesSection, desk: Desk, town: Town, heard: Heard) -> None:
    tab = household(section, town.main)
    who = principal_of(desk, town.main)
    tab.consents.buttons[who].click()
    tab.form.state.first_stop().setFocus()
    Keys().press(Qt.Key.Key_6)
    assert not tab.form.record_now()
    assert heard.kind() == "warning"
    assert tab.form.isVisible()


def test_the_sheet_of_each_person_is_printed_from_the_card_and_the_form(
    section: CasesSection, desk: Desk, town: Town, printer: FakePrinter
) -> None:
    tab = household(section, town.main)
    tab.consents.sheets[town.son].click()
    tab.consents.buttons[town.son].click()
    tab.form.sheet.click()
    with desk.reading() as session:
        wanted = session.scalars(select(CasePerson.id).where(CasePerson.person_id == town.son)).one()
    assert printer.asked == [("consent_form", wanted)] * 2


def test_whose_sheet_is_asked_where_there_are_several(
    section: CasesSection, desk: Desk, town: Town, printer: FakePrinter, qtbot: QtBot
) -> None:
    ConsentPrinting(desk, printer, town.main).ask(section)
    (dialog,) = section.findChildren(PaletteDialog)
    dialog.field.setText("一郎")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(printer.asked))
    with desk.reading() as session:
        wanted = session.scalars(select(CasePerson.id).where(CasePerson.person_id == town.son)).one()
    assert printer.asked == [("consent_form", wanted)]
    ConsentPrinting(desk, printer, new_case(desk, "架空 すみれ")).ask(section)
    assert len(printer.asked) == 2


def test_consent_offers_the_layered_meeting_that_it_allows(
    section: CasesSection, desk: Desk, town: Town, heard: Heard
) -> None:
    case_id = new_case(desk, "架空 すみれ")
    call = MeetingCall(basis=MeetingBasis.SUPPORT, held_on=TODAY + timedelta(days=3), case_ids=(case_id,))
    desk.act(lambda session: call_meeting(session, call))
    tab = household(section, case_id)
    tab.consents.buttons[principal_of(desk, case_id)].click()
    tab.form.state.set_value("given")
    offered: list[str] = []
    desk.offered.connect(lambda _kind, words, _actions: offered.append(words))
    assert tab.form.record_now()
    assert "重層的支援会議としても話し合えます" in offered[0]
