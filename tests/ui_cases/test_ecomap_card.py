"""The ecomap edited by keys: three keys a line, two drawings, undo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from hokatsu_desktop.models import EcoTie
from hokatsu_desktop.services.ecomaps import AHEAD, NOW, ties_of
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.ui.cases.ecomap_card import EcomapCard
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from tests.ui.hands import commit
from tests.ui_cases.test_genogram_card import SHIFT, tab_of
from tests.ui_cases.town import Keys, new_case


def stored(desk: Desk, case_id: int, tense: str = NOW) -> list[EcoTie]:
    with desk.reading() as session:
        return ties_of(session, case_id, tense)


def card_of(section: CasesSection, case_id: int) -> EcomapCard:
    return tab_of(section, case_id).ecomap


def add_by_name(card: EcomapCard, name: str) -> None:
    card.name.setFocus()
    commit(card.name, name)
    Keys().press(Qt.Key.Key_Return)


def test_a_line_takes_three_keys(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    card = card_of(section, case_id)
    add_by_name(card, "となりの人")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert "となりの人" in focus.accessibleName()
    keys = Keys()
    keys.press(Qt.Key.Key_1)
    keys.press(Qt.Key.Key_8)
    (tie,) = stored(desk, case_id)
    assert (tie.name, tie.strength, tie.direction) == ("となりの人", "strong", "both")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "となりの人、強いつながり、たがいに"
    assert card.strength.value() == "strong"
    keys.press(Qt.Key.Key_Delete)
    assert stored(desk, case_id) == []
    desk.act(undo)
    assert [one.name for one in stored(desk, case_id)] == ["となりの人"]


def test_suggestions_are_taken_by_one_press_and_then_gone(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    card = card_of(section, case_id)
    add_by_name(card, "保健センター")
    card.tense.setCurrentIndex(1)
    offered = [one for one in card.findChildren(QPushButton) if one.text() == "＋保健センター"]
    offered[0].click()
    assert [one.name for one in stored(desk, case_id, AHEAD)] == ["保健センター"]
    assert card.view.current().startswith("tie:")
    card.carry.click()
    assert len(stored(desk, case_id, AHEAD)) == 1


def test_name_note_and_whose_line_it_is_are_kept(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    card = card_of(section, case_id)
    add_by_name(card, "学校")
    card.kind.set_value("place")
    card.kind.changed.emit()
    card.person.setCurrentIndex(1)
    Keys().press(Qt.Key.Key_F2)
    card.renamed.set_value("小学校")
    card.note.set_value("担任の先生")
    card.note.left.emit()
    (tie,) = stored(desk, case_id)
    assert (tie.name, tie.kind, tie.note, tie.person_id is not None) == ("小学校", "place", "担任の先生", True)
    assert "小学校（本人と）" in card.view.button(card.view.current()).accessibleName()


def test_circles_are_moved_by_keys_and_put_in_order(section: CasesSection, desk: Desk) -> None:
    case_id = new_case(desk)
    card = card_of(section, case_id)
    for name in ("学校", "水道課"):
        add_by_name(card, name)
    before = card.view.button(card.view.current()).geometry()
    keys = Keys()
    for _ in range(4):
        keys.press(Qt.Key.Key_Right, SHIFT)
    assert card.view.button(card.view.current()).geometry() != before
    card.in_order.click()
    assert card.view.button(card.view.current()).geometry() == before
    assert not card.in_order.isEnabled()
