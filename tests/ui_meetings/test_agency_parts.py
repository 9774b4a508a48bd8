"""機関・資源: the row of parts, and resources, voices, issues and trainings on their shelves."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, CommunityIssue, CommunityVoice, Resource, SurveyRound, SurveyVisit, Training
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.case_papers import referrals_of
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.missing_resources import wish_for
from hokatsu_desktop.services.resources import add_resource
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.surveys import add_round
from hokatsu_desktop.services.trainings import add_training
from hokatsu_desktop.services.used_in import uses_of_resource
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.ui.agencies.districts_part import DistrictsPart
from hokatsu_desktop.ui.agencies.entry_line import EntryLine
from hokatsu_desktop.ui.agencies.entry_menu import EntryMenu
from hokatsu_desktop.ui.agencies.guest_picker import GuestPicker
from hokatsu_desktop.ui.agencies.page import AgencyPage
from hokatsu_desktop.ui.agencies.paste_dialog import PasteDialog
from hokatsu_desktop.ui.agencies.section import AgenciesSection
from hokatsu_desktop.ui.agencies.worrying_menu import WorryingMenu
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.sheet_page import SheetPage
from hokatsu_desktop.ui.parts.shelf import Shelf
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.section import Section
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from tests.ui.hands import press, show
from tests.ui_meetings.town import FakePrinter, Town, commit, nameless


@pytest.fixture
def section(desk: Desk, printer: FakePrinter, town: Town, qtbot: QtBot) -> AgenciesSection:
    made = AgenciesSection(desk, printer)
    show(qtbot, made, 1105, 640)
    desk.wanted.connect(made.show_place)
    made.show_place(Place(section="agencies"))
    QApplication.processEvents()
    return made


def shelf(section: AgenciesSection, tab: str, record_id: int | None = None) -> Shelf[SheetPage]:
    section.show_place(Place(section="agencies", tab=tab, record_id=record_id))
    part = section.part(tab)
    assert isinstance(part, Shelf)
    return part


def page_of(found: Shelf[SheetPage]) -> SheetPage:
    assert found.page is not None
    return found.page


def titles(found: Shelf[SheetPage]) -> list[str]:
    model = found.list.view.rows
    return [model.row(place).title for place in range(model.rowCount())]


def test_the_arrows_walk_along_the_row_and_the_place_says_where(section: AgenciesSection) -> None:
    kept: Section = section
    seen = [kept.place().tab]
    section.row.setFocus()
    for _ in range(section.row.count() - 1):
        press(section.row, Qt.Key.Key_Right)
        seen.append(kept.place().tab)
    assert seen == ["", "resources", "districts", "voices", "issues", "training", "survey"]


def test_a_part_that_is_not_there_leads_to_the_directory(section: AgenciesSection) -> None:
    section.show_place(Place(section="agencies", tab="gone"))
    assert section.row.key() == ""


@pytest.mark.parametrize(
    ("tab", "model"),
    [
        ("resources", Resource),
        ("voices", CommunityVoice),
        ("issues", CommunityIssue),
        ("training", Training),
        ("survey", SurveyRound),
    ],
)
def test_a_record_is_added_by_name_written_printed_and_its_adding_taken_back(
    section: AgenciesSection, desk: Desk, printer: FakePrinter, tab: str, model: type[Resource]
) -> None:
    found = shelf(section, tab)
    found.add_button.click()
    commit(found.new_name, "架空のこと")
    section.finish()
    assert "架空のこと" in titles(found)
    record_id = page_of(found).record_id
    assert section.place() == Place(section="agencies", tab=tab, record_id=record_id)
    section.print_here()
    assert printer.asked[-1] == (page_of(found).pane.key, record_id)
    assert nameless(section) == []
    desk.act(undo)
    assert section.close_gone()
    assert "架空のこと" not in titles(found)
    with desk.reading() as session:
        assert session.get(model, record_id) is None


def test_what_is_typed_on_a_card_is_there_after_going_elsewhere(section: AgenciesSection, desk: Desk) -> None:
    garden = desk.act(lambda session: add_resource(session, "架空の畑")).id
    found = shelf(section, "resources", garden)
    field = page_of(found).pane.form.field_widget("can_do")
    assert isinstance(field, LinesField)
    commit(field, "水やり")
    shelf(section, "voices")
    with desk.reading() as session:
        assert session.get_one(Resource, garden).can_do == "水やり"


def test_a_need_finds_an_agency_and_enter_leads_to_it(section: AgenciesSection, desk: Desk) -> None:
    found = shelf(section, "resources")
    commit(found.search, "不用品")
    assert titles(found) == ["保健センター"]
    found.list.view.setFocus()
    found.list.view.setCurrentIndex(found.list.view.rows.index(0))
    press(found.list.view, Qt.Key.Key_Return)
    assert section.row.key() == ""
    assert section.place().record_id is not None


def test_a_resource_is_over_and_comes_back_with_one_button(section: AgenciesSection, desk: Desk) -> None:
    orchard = desk.act(lambda session: add_resource(session, "架空の果樹園")).id
    found = shelf(section, "resources", orchard)
    (over,) = page_of(found).act_buttons
    over.click()
    assert over.text() == "また使えるようにする"
    rows = found.list.view.rows
    assert rows.row(rows.place_of(orchard)).tag == "終わった"
    over.click()
    assert over.text() == "終わった資源にする"


def test_a_voice_becomes_an_issue_with_one_button(section: AgenciesSection, desk: Desk) -> None:
    wish = desk.act(lambda session: wish_for(session, "夜の居場所")).id
    (button,) = page_of(shelf(section, "voices", wish)).act_buttons
    assert button.text() == "地域課題にする"
    button.click()
    assert section.row.key() == "issues"
    assert page_of(shelf(section, "issues")).title.words() == "夜の居場所"


def test_a_voice_that_names_somebody_says_so_until_it_is_mended(section: AgenciesSection, desk: Desk) -> None:
    wish = desk.act(lambda session: wish_for(session, "架空 花子さんの家の車")).id
    page = page_of(shelf(section, "voices", wish))
    assert "架空" in page.note.words()
    field = page.pane.form.field_widget("words")
    assert isinstance(field, LinesField)
    field.set_value("送ってくれる車")
    page.pane.form.answer_changed.emit("words")
    page.flush()
    assert not page.note.isVisible()


def test_gathering_nothing_says_so(section: AgenciesSection, desk: Desk) -> None:
    said: list[str] = []
    desk.said.connect(lambda _kind, words: said.append(words))
    found = shelf(section, "voices")
    before = titles(found)
    found.act_buttons[0].click()
    assert said == ["会議と終結から集めるものは、いまはありません。"]
    assert titles(found) == before


@pytest.mark.parametrize(
    ("tab", "key"),
    [
        ("", "directory_booklet"),
        ("resources", "directory_booklet"),
        ("issues", "issue_list"),
        ("training", "training_list"),
    ],
)
def test_the_list_of_the_year_is_printed(section: AgenciesSection, printer: FakePrinter, tab: str, key: str) -> None:
    shelf(section, tab).act_buttons[0].click()
    assert [asked[0] for asked in printer.asked] == [key]


def test_entering_starts_the_keyboard_in_the_search_field_of_each_part(section: AgenciesSection) -> None:
    section.row.clearFocus()
    for tab in ("", "resources", "voices", "issues", "training", "survey"):
        section.show_place(Place(section="agencies", tab=tab))
        part = section.part(tab)
        assert isinstance(part, Shelf)
        assert part.search.hasFocus()
    section.row.setFocus()
    press(section.row, Qt.Key.Key_Right)
    assert section.row.hasFocus()  # with the arrows one goes on


def test_one_key_says_that_a_resource_was_made_sure_of(
    section: AgenciesSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    with desk.store.transaction() as session:
        record_id = add_resource(session, "とおい畑（架空）").id
    page = page_of(shelf(section, "resources", record_id))
    desk.act(lambda session: set_confirmed(session, record_id))
    assert entry_of(page).words.text() == "確かめた日　R7.4.1"
    press(page.pane, Qt.Key.Key_F12)
    assert entry_of(page).words.text() == "確かめた日　R8.11.23"


def set_confirmed(session: Session, resource_id: int) -> None:
    with act(session, "confirm_entry", "確かめた日を書く"):
        session.get_one(Resource, resource_id).confirmed_on = date(2025, 4, 1)


def test_a_resource_is_put_into_a_case_and_found_there_by_keyboard(
    section: AgenciesSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    with desk.store.transaction() as session:
        record_id = add_resource(session, "まちの縁側（架空）").id
    page = page_of(shelf(section, "resources", record_id))
    menu = entry_of(page).menu
    heard: list[str] = []
    wanted: list[Place] = []
    desk.said.connect(lambda _kind, words: heard.append(words))
    desk.offered.connect(lambda _kind, words, _ways: heard.append(words))
    desk.wanted.connect(wanted.append)
    menu.used_line.trigger()
    assert heard[-1] == "いまは、どのケースにも出ていません。"
    menu.use_line.trigger()
    take_first(menu)
    take_first(menu)
    assert heard[-1] == "「関わっている機関・場」に入れました。Ctrl+Z で元に戻せます。"
    menu.used_line.trigger()
    take_first(menu)
    with desk.reading() as session:
        (use,) = uses_of_resource(session, record_id)
        referral = referrals_of(session, use.case_id)[0]
    row = f"tsunagi_takashima_b:agencies#{use.record_id}"
    assert wanted[-1] == Place(section="cases", case_id=use.case_id, tab="papers", record_id=referral.id, blank=row)


def take_first(menu: EntryMenu) -> None:
    """Enter in the palette that is open."""
    assert menu.palette is not None
    press(menu.palette.field, Qt.Key.Key_Return)


def test_a_second_entry_of_an_agency_is_hinted_at_and_merged_by_keyboard(
    section: AgenciesSection, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    with desk.store.transaction() as session:
        kept_id = add_agency(session, "架空の移送の会").id
        other_id = add_agency(session, "ＮＰＯ法人 架空の移送の会").id
    section.show_place(Place(section="agencies", record_id=kept_id))
    part = section.part("")
    assert isinstance(part, Shelf)
    page = part.page
    assert isinstance(page, AgencyPage)
    assert "ＮＰＯ法人 架空の移送の会" in page.alike.text()
    page.entry_line.menu.merge_line.trigger()
    take_first(page.entry_line.menu)
    with desk.reading() as session:
        assert session.get(Agency, other_id) is None
    assert page.alike.isHidden()
    assert part.page is page


def entry_of(page: SheetPage) -> EntryLine:
    assert isinstance(page.beside, EntryLine)
    return page.beside


def test_a_worrying_household_is_passed_on_from_the_menu_and_one_goes_to_it(
    section: AgenciesSection, desk: Desk
) -> None:
    went: list[Place] = []
    round_id = desk.act(lambda session: add_round(session, "架空の訪問")).id
    rows = [{"district": "川べり", "household": "橋のたもとの家", "met": "voice", "worrying": "yes"}]
    desk.act(lambda session: save_sheet(session, "survey_round", round_id, {"visits": rows}))
    page = page_of(shelf(section, "survey", round_id))
    menu = page.beside
    assert isinstance(menu, WorryingMenu)
    assert menu.words.words() == "まだつないでいない世帯　1"
    desk.wanted.connect(went.append)
    menu.fill()
    (line,) = menu.menu.actions()
    assert line.text() == "川べり　橋のたもとの家　→ つなぎを書きはじめる"
    line.trigger()
    with desk.reading() as session:
        case_id = session.scalars(select(SurveyVisit.case_id)).one()
    assert went == [Place(section="cases", case_id=case_id)]
    assert menu.words.words() == ""
    menu.fill()
    assert [one.isEnabled() for one in menu.menu.actions()] == [False]


def test_the_paper_for_the_visit_is_printed_for_handwriting(section: AgenciesSection, printer: FakePrinter) -> None:
    shelf(section, "survey").act_buttons[0].click()
    assert printer.asked[-1][0] == "household_visit"


def test_a_line_that_comes_to_worry_while_one_types_is_counted(section: AgenciesSection, desk: Desk) -> None:
    round_id = desk.act(lambda session: add_round(session, "架空の訪問")).id
    page = page_of(shelf(section, "survey", round_id))
    menu = page.beside
    assert isinstance(menu, WorryingMenu)
    page.pane.form.set_answers({"visits": [{"household": "橋のたもとの家", "worrying": "yes"}]})
    page.pane.form.answer_changed.emit("visits")
    page.flush()
    assert menu.words.words() == "まだつないでいない世帯　1"


def test_rows_from_excel_are_seen_before_they_are_taken_and_bad_ones_stay_to_be_mended(
    section: AgenciesSection, desk: Desk, qtbot: QtBot
) -> None:
    part = section.part("")
    assert isinstance(part, Shelf)
    before = titles(part)
    opened = next(one for one in part.act_buttons if one.text() == "Excel から貼り付ける")
    opened.click()
    dialog = next(one for one in section.window().findChildren(PasteDialog) if one.isVisible())
    data = QMimeData()
    data.setText("架空の薬局\t\t\t0155-00-0301\t例山\r\n\t\t\t\t名なし\r\n")
    dialog.text.insertFromMimeData(data)
    rows = [dialog.list.rows.row(place) for place in range(dialog.list.rows.rowCount())]
    assert [(one.title, one.meta, one.alert) for one in rows] == [
        ("2行目　名なし", "", "機関の名前がありません。"),
        ("1行目　架空の薬局　例山", "機関と窓口の人を加える", ""),
    ]
    assert titles(part) == before
    qtbot.waitUntil(dialog.isActiveWindow)
    press(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not desk.tasks.is_busy)
    assert dialog.isVisible()
    assert dialog.text.toPlainText() == "\t\t\t\t名なし"
    assert set(titles(part)) == {*before, "架空の薬局"}
    dialog.reject()
    opened.click()
    again = next(one for one in section.window().findChildren(PasteDialog) if one.isVisible())
    assert again.text.toPlainText() == "\t\t\t\t名なし"  # Esc loses nothing
    again.text.setPlainText("架空の店\t\t\t\t名なし")
    again.take.click()
    qtbot.waitUntil(lambda: not again.isVisible())
    with desk.reading() as session:
        assert session.scalars(select(Agency.name).where(Agency.name == "架空の店")).one()


def test_the_table_of_districts_shows_what_the_directory_says_and_prints(
    section: AgenciesSection, desk: Desk, printer: FakePrinter
) -> None:
    section.show_place(Place(section="agencies", tab="districts"))
    part = section.part("districts")
    assert isinstance(part, DistrictsPart)

    def write(session: Session) -> None:
        agency = add_agency(session, "民生児童委員協議会", kind="welfare_commissioner")
        add_contact(session, agency.id, "何某", districts="川西、駅前")
        add_contact(session, add_agency(session, "自治会", kind="neighbourhood").id, "稽古場", districts="山手")

    desk.act(write)
    rows = as_rows(part.page.pane.answers()["districts"])
    assert [(row["district"], row.get("welfare_commissioner", "")) for row in rows] == [
        ("山手", ""),
        ("川西", "何某"),
        ("駅前", "何某"),
    ]
    assert part.page.note.words() == "民生委員が書かれていない地区：山手"
    section.print_here()
    assert printer.asked[-1][0] == "district_table"


def test_who_came_to_a_training_is_chosen_one_after_the_other_and_stands_with_the_agency(
    section: AgenciesSection, desk: Desk
) -> None:
    def write(session: Session) -> tuple[int, int]:
        agency = add_agency(session, "架空の包括")
        add_contact(session, agency.id, "例森")
        add_contact(session, agency.id, "例沢")
        return add_training(session, "守秘の研修").id, agency.id

    training_id, agency_id = desk.act(write)
    page = page_of(shelf(section, "training", training_id))
    picker = page.beside
    assert isinstance(picker, GuestPicker)
    picker.button.click()
    for name in ("例森", "例沢"):
        assert picker.palette is not None
        picker.palette.field.set_value(f"架空の包括 {name}")
        picker.palette.field.textChanged.emit(picker.palette.field.text())
        picker.palette.take_current()
    assert picker.palette is not None
    assert picker.palette.isVisible()  # for the next one, until Esc
    picker.palette.reject()
    assert picker.words.words() == "名前を書いた人　2人"
    rows = as_rows(page.pane.answers()["guests"])
    assert [(row["agency_name"], row["name"], row["came_as"]) for row in rows] == [
        ("架空の包括", "例森", "other"),
        ("架空の包括", "例沢", "other"),
    ]
    section.show_place(Place(section="agencies", record_id=agency_id))
    part = section.part("")
    assert isinstance(part, Shelf)
    assert isinstance(part.page, AgencyPage)
    assert part.page.trainings.words().endswith("守秘の研修（例森、例沢）")
