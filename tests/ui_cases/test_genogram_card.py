"""The genogram edited by keys: who is added, dragged, marked and undone, as a clerk without a mouse does it."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.models import Case
from hokatsu_desktop.services.drawing_places import GENOGRAM, shifts_of
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.relatives import change_relative, chosen_person
from hokatsu_desktop.ui.cases.genogram_card import GenogramCard
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import commit, focus_name
from tests.ui_cases.town import Heard, Keys, Town, new_case

SHIFT = Qt.KeyboardModifier.ShiftModifier


def tab_of(section: CasesSection, case_id: int) -> HouseholdTab:
    section.show_place(Place(section="cases", case_id=case_id, tab="household"))
    tab = section.detail.tab()
    assert isinstance(tab, HouseholdTab)
    return tab


def card_of(section: CasesSection, case_id: int) -> GenogramCard:
    return tab_of(section, case_id).genogram


def spoken(card: GenogramCard) -> list[str]:
    """What the ear hears at each mark, without the principal."""
    words = [card.view.button(key).accessibleName() for key in card.view.marks()]
    return [one for one in words if not one.startswith("本人")]


def fill(card: GenogramCard, name: str, birth: str, sex: str) -> None:
    """The three fields of one person; the form is stored with Ctrl+Enter."""
    commit(card.form.name, name)
    card.form.birth.type_in(birth)
    if sex:
        card.form.sex.set_value(sex)
    card.finish()


def test_five_people_are_added_by_two_keys_and_three_fields_each(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    card = card_of(section, case_id)
    card.view.enter()
    keys = Keys()
    people = (
        (Qt.Key.Key_1, "仮名 夫太", "s20", "male"),
        (Qt.Key.Key_2, "仮名 一男", "s45.4", "male"),
        (Qt.Key.Key_2, "仮名 良子", "s48", "female"),
        (Qt.Key.Key_4, "仮名 姉美", "s12", "female"),
    )
    for key, name, birth, sex in people:
        keys.press(key)
        assert focus_name() == "relative_name"
        fill(card, name, birth, sex)
        keys.pressed += 1  # Ctrl+Enter
        assert focus_name().startswith("mark_person")
    keys.press(Qt.Key.Key_3)
    card.form.skip.click()
    fill(card, "仮名 母代", "t5", "")
    assert keys.pressed <= 2 * 5
    heard = spoken(card)
    assert [one.split("、")[:2] for one in heard] == [
        ["母", "仮名 母代"],
        ["姉", "仮名 姉美"],
        ["夫", "仮名 夫太"],
        ["長男", "仮名 一男"],
        ["長女", "仮名 良子"],
    ]
    rows = tab_of(section, case_id).members.value()
    assert [row["name"] for row in rows][1:] == ["仮名 夫太", "仮名 一男", "仮名 良子", "仮名 姉美", "仮名 母代"]


def test_father_and_mother_are_asked_one_after_the_other(section: CasesSection, desk: Desk) -> None:
    card = card_of(section, new_case(desk))
    card.parents.click()
    assert "父を加える" in card.form.heading.words()
    fill(card, "仮名 父蔵", "t1", "")
    assert "母を加える" in card.form.heading.words()
    fill(card, "仮名 母代", "", "")
    assert [one[:1] for one in spoken(card)] == ["父", "母"]
    assert not card.parents.isEnabled()


def test_arrows_choose_people_and_tab_leaves_to_the_buttons(section: CasesSection, town: Town) -> None:
    card = card_of(section, town.main)
    card.view.enter()
    keys = Keys()
    first = card.view.current()
    keys.press(Qt.Key.Key_Down)
    assert card.view.current() != first
    keys.press(Qt.Key.Key_Left)
    assert "一郎" in card.who.words()
    keys.press(Qt.Key.Key_Right)
    assert "さち" in card.who.words()
    keys.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is card.partner


def test_marks_are_set_by_digits_and_the_drawing_says_so(section: CasesSection, desk: Desk) -> None:
    card = card_of(section, new_case(desk))
    card.view.enter()
    keys = Keys()
    keys.press(Qt.Key.Key_1)
    fill(card, "仮名 夫太", "s20", "male")
    keys.press(Qt.Key.Key_5)
    assert card.parted.isChecked()
    assert spoken(card)[0].startswith("元夫、")
    keys.press(Qt.Key.Key_Right)
    for key, word in ((Qt.Key.Key_7, "別居"), (Qt.Key.Key_9, "キーパーソン"), (Qt.Key.Key_8, "故人")):
        card.view.enter(next(one for one in card.view.marks() if "夫太" in card.view.button(one).accessibleName()))
        keys.press(key)
        assert word in spoken(card)[0]
    desk.act(undo)
    assert "故人" not in spoken(card)[0]


def test_correcting_and_taking_out_by_keys(section: CasesSection, desk: Desk, heard: Heard) -> None:
    card = card_of(section, new_case(desk))
    card.view.enter()
    keys = Keys()
    keys.press(Qt.Key.Key_2)
    fill(card, "仮名 一男", "s45", "male")
    child = next(key for key in card.view.marks() if "一男" in card.view.button(key).accessibleName())
    card.view.enter(child)
    keys.press(Qt.Key.Key_F2)
    assert card.form.name.value() == "仮名 一男"
    card.form.label.set_value("養子")
    card.finish()
    assert spoken(card)[0].startswith("養子、")
    keys.press(Qt.Key.Key_Delete)
    assert spoken(card) == []
    assert "Ctrl+Z" in heard.words()
    desk.act(undo)
    assert len(spoken(card)) == 1
    card.view.enter(card.view.marks()[0])
    keys.press(Qt.Key.Key_F2)
    keys.press(Qt.Key.Key_Escape)
    assert card.form.isHidden()
    assert focus_name().startswith("mark_")


def test_dragging_and_shift_arrows_store_the_place(section: CasesSection, desk: Desk, heard: Heard) -> None:
    case_id = new_case(desk)
    card = card_of(section, case_id)
    for name in ("仮名 一男", "仮名 二男"):
        card.child.click()
        fill(card, name, "", "male")
    QApplication.processEvents()
    key = next(one for one in card.view.marks() if "二男" in card.view.button(one).accessibleName())
    button = card.view.button(key)
    middle = button.rect().center()
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=middle)
    at = button.mapTo(card.view, middle)
    QTest.mouseMove(button, button.mapFrom(card.view, at + QPoint(60, 0)))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.mapFrom(card.view, at + QPoint(60, 0)))
    with desk.reading() as session:
        ((dragged, _down),) = shifts_of(session, case_id, GENOGRAM).values()
    assert dragged > 5
    card.view.enter(key)
    keys = Keys()
    keys.press(Qt.Key.Key_Right, SHIFT)
    with desk.reading() as session:
        assert shifts_of(session, case_id, GENOGRAM)[key][0] == round(dragged + 2.0, 1)
    for _ in range(14):
        keys.press(Qt.Key.Key_Left, SHIFT)
    assert "重なります" in heard.words()
    card.in_order.click()
    with desk.reading() as session:
        assert shifts_of(session, case_id, GENOGRAM) == {}


def test_words_typed_in_the_table_are_stored_before_somebody_is_added(section: CasesSection, desk: Desk) -> None:
    tab = tab_of(section, new_case(desk))
    tab.members.stop(tab.members.row_count() - 1, 0).setFocus()
    Keys().type("仮名 表子")
    tab.genogram.child.click()
    fill(tab.genogram, "仮名 図子", "", "female")
    assert {row["name"] for row in tab.members.value()} >= {"仮名 表子", "仮名 図子"}


def test_a_relative_half_typed_comes_back_after_another_case_until_stored_or_given_up(
    section: CasesSection, desk: Desk
) -> None:
    case_id, other = new_case(desk), new_case(desk, "仮名 別人")
    card = card_of(section, case_id)
    card.child.click()
    commit(card.form.name, "仮名 一男")
    commit(card.form.birth.field, "s45.4")
    card.form.sex.options()[0].click()
    elsewhere = card_of(section, other)
    elsewhere.child.click()
    assert elsewhere.form.name.value() == ""
    card = card_of(section, case_id)
    card.sibling.click()
    assert card.form.name.value() == ""
    card.child.click()
    kept = (card.form.name.value(), card.form.birth.value(), card.form.sex.value())
    assert kept == ("仮名 一男", "1970-04", "male")
    card.finish()
    assert [one.split("、")[:2] for one in spoken(card)] == [["長男", "仮名 一男"]]
    card.child.click()
    assert card.form.name.value() == ""
    commit(card.form.name, "仮名 二男")
    card.form.away.click()
    card.child.click()
    assert card.form.name.value() == ""


def test_a_correction_half_typed_keeps_only_what_was_changed(section: CasesSection, desk: Desk) -> None:
    case_id, other = new_case(desk), new_case(desk, "仮名 別人")
    card = card_of(section, case_id)
    card.correct.click()
    card.form.birth.field.selectAll()
    commit(card.form.birth.field, "s20.1.2")
    card_of(section, other)
    card = card_of(section, case_id)
    with desk.reading() as session:
        principal = session.get_one(Case, case_id).principal_id
        facts = replace(chosen_person(session, case_id, principal).facts, kana="カメイ ハナコ")
    desk.act(lambda session: change_relative(session, case_id, principal, facts, kinship="", label=""))
    card.correct.click()
    assert card.form.birth.value() == "1945-01-02"
    assert card.form.kana.value() == "カメイ ハナコ"
