"""つなぎを受け付ける: by keyboard and input method alone, stored at once, nothing left by an untouched form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from hokatsu_desktop.models import Case, Person, Referral, Stage
from hokatsu_desktop.ui.cases.referral_tab import ReferralTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import compose, focus_name, type_by_ime
from tests.ui_cases.town import CONTROL, Heard, Keys, Town

NEW = Place(section="cases", tab="new")


def referrals(desk: Desk) -> int:
    with desk.reading() as session:
        return session.scalar(select(func.count()).select_from(Referral)) or 0


def name_field(section: CasesSection) -> TextField:
    field = section.reception.form.field_widget("person_name")
    assert isinstance(field, TextField)
    return field


def test_untouched_form_leaves_nothing(section: CasesSection, desk: Desk) -> None:
    before = referrals(desk)
    section.show_place(NEW)
    section.flush()
    Keys().press(Qt.Key.Key_Escape)
    assert referrals(desk) == before
    assert section.list.isVisible()


def test_w1_receives_with_one_key_seven_fields_and_one_key(
    section: CasesSection, desk: Desk, heard: Heard, qtbot: QtBot
) -> None:
    section.show_place(NEW)  # Ctrl+N
    assert focus_name() == "person_name"
    keys = Keys()
    type_by_ime(name_field(section), ["こ", "こみ", "小見"], "小見")
    keys.type(" 花")
    enter = Qt.Key.Key_Return
    for name, words in (
        ("person_birth", "s25.6.1"),
        ("person_address", "字試し1番地"),
        ("from_agency", "水道課"),
    ):
        while focus_name() != name:
            keys.press(enter)
        keys.type(words)
    while focus_name() != "option_health_disability":
        keys.press(enter)
    keys.press(Qt.Key.Key_1)
    while focus_name() != "stuck_on":
        keys.press(enter)
    keys.type("ひとりで訪ねている")
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_4)  # 未確認
    keys.press(enter, CONTROL)
    tab = section.detail.tab()
    assert isinstance(tab, ReferralTab)
    assert keys.fields + 2 == 7  # and two groups of ticks
    assert tab.parts.key() == "tsunagi_takashima_a"
    assert heard.kind() == "success"
    assert "R8-" in heard.words()
    with desk.reading() as session:
        case = session.get_one(Case, section.detail.case_id())
        person = session.get_one(Person, case.principal_id)
        referral = session.scalars(select(Referral).where(Referral.case_id == case.id)).one()
        assert (case.stage, case.title) == (Stage.RECEIVED, "小見世帯")
        assert (person.kana, person.birth, person.address) == ("コミ", "1950-06-01", "字試し1番地")
        assert (referral.from_agency_name, referral.stuck_on) == ("水道課", "ひとりで訪ねている")
        assert referral.worries["also"] == ["health_disability"]


def test_first_word_begins_a_draft_within_two_seconds(section: CasesSection, desk: Desk, qtbot: QtBot) -> None:
    before = referrals(desk)
    section.show_place(NEW)
    type_by_ime(name_field(section), ["か", "かめい"], "仮明")
    qtbot.waitUntil(lambda: referrals(desk) == before + 1)
    referral_id = section.reception.referral_id
    with desk.reading() as session:
        case = session.get_one(Case, session.get_one(Referral, referral_id).case_id)
        assert (case.title, case.stage) == ("仮明世帯", Stage.DRAFT)
    Keys().press(Qt.Key.Key_Escape)
    section.show_place(Place(section="cases", tab="new", record_id=referral_id, blank="person_phone"))
    assert name_field(section).value() == "仮明"
    assert focus_name() == "person_phone"
    assert referrals(desk) == before + 1


def test_without_any_name_it_is_refused_and_nothing_is_lost(section: CasesSection, heard: Heard) -> None:
    section.show_place(NEW)
    phone = section.reception.form.field_widget("person_phone")
    assert isinstance(phone, TextField)
    phone.insert_words("0155-00-9999")
    section.finish()
    assert heard.kind() == "warning"
    assert "呼び名" in heard.words()
    assert phone.value() == "0155-00-9999"
    assert focus_name() == "person_name"


def test_similar_people_stand_beside_while_the_name_is_composed_and_never_block(
    section: CasesSection, heard: Heard, town: Town, qtbot: QtBot
) -> None:
    section.show_place(NEW)
    field = name_field(section)
    field.insert_words("架空 ハナ")
    qtbot.waitUntil(section.reception.similar.has_any)
    assert "名前" in section.reception.similar.words()
    compose(field, "つづき")
    assert focus_name() == "person_name"
    compose(field, "")
    found = [one for one in QApplication.allWidgets() if one.accessibleName().startswith("架空 ハナのケース")]
    found[0].setFocus()
    Keys().press(Qt.Key.Key_Space)
    assert heard.wanted[-1].case_id == town.main
    assert section.detail.case_id() == town.main


def test_going_back_to_a_form_that_was_received_shows_its_case(section: CasesSection, desk: Desk, town: Town) -> None:
    with desk.reading() as session:
        referral = session.scalars(select(Referral).where(Referral.case_id == town.other)).one()
    section.show_place(Place(section="cases", tab="new", record_id=referral.id))
    assert (section.place().case_id, section.place().tab) == (town.other, "referral")


def test_receiving_an_empty_form_says_where_to_begin(section: CasesSection, heard: Heard) -> None:
    section.show_place(NEW)
    Keys().press(Qt.Key.Key_Return, CONTROL)
    assert heard.kind() == "info"
    assert section.place().tab == "new"


def test_a_known_person_is_used_instead_of_typing_again(section: CasesSection, desk: Desk, town: Town) -> None:
    section.show_place(Place(section="cases", tab="new"))
    page = section.reception
    page.form.focus_blank("person_name")
    Keys().type("架空 一郎")
    assert page.flush()
    page._find_similar()
    use = next(one for one in page.similar.findChildren(QPushButton) if one.text() == "この人で書く")
    use.click()
    with desk.reading() as session:
        case = session.get_one(Case, page.case_id)
        assert case.principal_id == town.son
    assert page.form.answers()["person_birth"] == "1972-01-20"
    assert all(one.text() != "この人で書く" for one in page.similar.findChildren(QPushButton) if one.isVisible())
