"""The list of cases: which, in what order, narrowed while typing, loaded as it is scrolled."""

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.cases import CaseLine, Order, Show
from hokatsu_desktop.ui.cases.case_list import PAGE, LoadingModel, list_row
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.list_view import ListRow
from tests.ui.hands import commit, compose
from tests.ui_cases.town import CONTROL, Heard, Keys, Town, new_case


def titles(section: CasesSection) -> list[str]:
    model = section.list.model
    return [model.row(place).title for place in range(model.rowCount())]


def test_open_cases_are_listed_with_number_and_what_is_due(section: CasesSection) -> None:
    assert set(titles(section)) >= {"架空世帯", "例示世帯"}
    row = section.list.model.row(titles(section).index("架空世帯"))
    assert row.meta == "R8-001　○ 回答はR8.11.30まで"
    assert row.tag == "受付"


def test_a_missing_date_stands_out() -> None:
    line = CaseLine(1, "例示世帯", "R8-002", "supporting", "支援中", "▲ 次の日が決まっていません", False)
    row = list_row(line)
    assert (row.meta, row.alert) == ("R8-002", "次の日が決まっていません")


def test_ctrl_f_narrows_while_a_name_is_being_composed(section: CasesSection) -> None:
    section.list.view.setFocus()
    Keys().press(Qt.Key.Key_F, CONTROL)
    field = section.list.filter
    assert field.hasFocus()
    compose(field, "れいじ")
    assert titles(section) == ["例示世帯"]
    commit(field, "例示")
    assert titles(section) == ["例示世帯"]
    commit(field, "いない人")
    assert section.list.empty.isVisible()
    Keys().press(Qt.Key.Key_Escape)
    assert "架空世帯" in titles(section)


def test_orders_and_shows(section: CasesSection, desk: Desk) -> None:
    section.list.set_order(Order.KANA)
    in_kana = [title for title in titles(section) if title in ("架空世帯", "例示世帯")]
    assert in_kana == ["架空世帯", "例示世帯"]
    section.list.set_order(Order.NEWEST)
    new_case(desk, "後世 じろう")
    assert titles(section)[0] == "後世世帯"
    section.list.shows.show_part(Show.CLOSED.value)
    section.list.refresh()
    assert section.list.empty.isVisible()
    assert not section.list.empty.button.isVisible()


def test_arrows_open_cases_after_a_moment_and_enter_goes_in(section: CasesSection, town: Town, qtbot: QtBot) -> None:
    section.list.view.setFocus()
    section.list.go_to(town.main)
    keys = Keys()
    keys.press(Qt.Key.Key_Down)
    target = section.list.view.target()
    qtbot.waitUntil(lambda: section.detail.case_id() == target)
    assert section.list.view.hasFocus()
    keys.press(Qt.Key.Key_Return)
    assert section.detail.isAncestorOf(section.focusWidget())


def test_empty_list_offers_the_one_button(section: CasesSection, heard: Heard) -> None:
    section.list.shows.show_part(Show.DRAFTS.value)
    section.list.refresh()
    assert section.list.empty.button.isVisible()
    section.list.empty.button.click()
    assert heard.wanted[-1].tab == "new"


def test_long_lists_load_page_by_page() -> None:
    asked: list[tuple[int, int]] = []

    def load(start: int, most: int) -> list[ListRow]:
        asked.append((start, most))
        return [ListRow(title=str(number), target=number) for number in range(start, min(start + most, 450))]

    model = LoadingModel(load)
    model.total = 450
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 450
    assert asked == [(0, PAGE), (200, PAGE), (400, PAGE)]


def test_going_to_a_case_of_another_list_shows_that_list(section: CasesSection, desk: Desk, town: Town) -> None:
    section.list.shows.show_part(Show.CLOSED.value)
    section.list.refresh()
    section.list.go_to(town.main)
    assert section.list.which() is Show.OPEN
    assert section.list.view.target() == town.main
