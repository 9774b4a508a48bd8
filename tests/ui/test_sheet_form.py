"""The form of a sheet: every kind there and back, the order of the paper for the keyboard, gaps, narrow windows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.sheets.check import Gap, gaps
from hokatsu_desktop.sheets.definition import Blank, Kind, Section
from hokatsu_desktop.sheets.load import all_sheets
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.sheet_form.answer_port import make_port
from hokatsu_desktop.ui.sheet_form.form import SheetForm, kana_pairs
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.tag import Tag
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Words
from tests.ui.hands import TODAY, commit, press_here, show, type_by_ime
from tests.ui.sample_sheet import ANSWERS, BLANKS, SHEET, choice_list

SHIPPED = [sheet.key for sheet in all_sheets()]
ORDER = [blank.key for blank in BLANKS if blank.kind not in (Kind.DRAWING, Kind.SIGN, Kind.WORDS)]
TYPED = [key for key in ORDER if key != "case_number"]


def _form(bot: QtBot, width: int = 900) -> SheetForm:
    form = SheetForm(SHEET, choice_list, TODAY)
    show(bot, form, width, 700)
    return form


def test_every_kind_comes_back_as_it_went_in(qtbot: QtBot) -> None:
    form = _form(qtbot)
    with qtbot.assertNotEmitted(form.answer_changed):
        form.set_answers(ANSWERS)
    assert form.answers() == ANSWERS


def test_an_untouched_form_answers_nothing(qtbot: QtBot) -> None:
    form = _form(qtbot)
    assert form.answers() == {}
    form.set_answers(ANSWERS)
    form.set_answers({})
    assert form.answers() == {}


def test_answers_without_a_blank_are_kept(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.set_answers({"from_an_older_edition": "大事なこと", "name": "佐藤"})
    assert form.answers() == {"from_an_older_edition": "大事なこと", "name": "佐藤"}


@pytest.mark.parametrize("key", SHIPPED)
def test_every_shipped_sheet_can_be_shown(qtbot: QtBot, key: str) -> None:
    sheet = next(sheet for sheet in all_sheets() if sheet.key == key)
    form = SheetForm(sheet, sheet.choice_list, TODAY)
    show(qtbot, form, 900, 700)
    assert form.answers() == {}


def test_tab_goes_through_the_blanks_in_the_order_of_the_paper(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.set_answers(ANSWERS)
    form.focus_blank("name")
    visited = [form.current_blank()]
    for _ in range(60):
        press_here(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if form.current_blank() != visited[-1]:
            visited.append(form.current_blank())
        if focus is None or form.current_blank() == TYPED[-1]:
            break
    assert visited == TYPED


def test_enter_goes_on_and_back_through_one_line_fields(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.focus_blank("name")
    for expected in ("name_kana", "birth", "words"):
        press_here(Qt.Key.Key_Return)
        assert form.current_blank() == expected
    form.focus_blank("birth")
    press_here(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.current_blank() == "name_kana"


def test_a_change_is_told_with_its_blank(qtbot: QtBot) -> None:
    form = _form(qtbot)
    told: list[str] = []
    form.answer_changed.connect(told.append)
    form.focus_blank("told")
    press_here(Qt.Key.Key_1)
    field = form.field_widget("words")
    assert isinstance(field, LinesField)
    commit(field, "会えた。")
    assert set(told) == {"told", "words"}
    assert form.answers() == {"told": "yes", "words": "会えた。"}


def test_entering_and_leaving_are_told(qtbot: QtBot) -> None:
    form = _form(qtbot)
    entered: list[str] = []
    left: list[str] = []
    form.blank_entered.connect(entered.append)
    form.blank_left.connect(left.append)
    form.focus_blank("birth")
    form.focus_blank("rent")
    assert entered == ["birth", "rent"]
    assert left[-1] == "birth"


def test_the_reading_fills_the_kana_of_the_sheet(qtbot: QtBot) -> None:
    form = _form(qtbot)
    name = form.field_widget("name")
    type_by_ime(name, ["さとう", "佐藤"], "佐藤")
    assert form.answers() == {"name": "佐藤", "name_kana": "サトウ"}


def test_kana_pairs_are_found_by_their_keys() -> None:
    keys = ("person_name", "person_kana", "name", "name_kana", "kana", "place")
    blanks = tuple(Blank(key=key, label=key, kind=Kind.TEXT) for key in keys)
    sheet = replace(SHEET, sections=(Section(key="s", title="", blanks=blanks),))
    assert kana_pairs(sheet) == [("name", "kana"), ("name", "name_kana"), ("person_name", "person_kana")]


def test_gaps_are_said_at_the_blank_and_in_a_list_that_leads_there(qtbot: QtBot) -> None:
    form = _form(qtbot)
    found = gaps(SHEET, form.answers())
    form.show_gaps(found)
    assert [gap.blank_key for gap in found] == ["name", "received_on"]
    assert form.gap_list.accessibleName() == "2か所を確認してください"
    assert form.field_widget("name").property("wrong") is True
    entry = form.gap_list.entries()[1]
    assert isinstance(entry, QPushButton)
    entry.click()
    assert form.current_blank() == "received_on"
    shown = [words.words() for words in form.findChildren(Words) if words.isVisible()]
    assert found[0].words in shown


def test_the_keyboard_goes_to_the_list_of_gaps_when_its_field_scrolls_out_of_sight(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.focus_blank("words")
    form.show_gaps(gaps(SHEET, {}))
    assert form.gap_list.entries()[0].hasFocus()
    press_here(Qt.Key.Key_Space)
    assert form.current_blank() == "name"


def test_a_gap_goes_when_the_user_is_at_it(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.show_gaps(gaps(SHEET, {}))
    name = form.field_widget("name")
    assert isinstance(name, TextField)
    commit(name, "佐藤")
    assert name.property("wrong") is False
    form.show_gaps([])
    assert not form.gap_list.isVisible()
    assert form.field_widget("received_on").findChildren(TextField)[0].property("wrong") is False


@pytest.mark.parametrize("key", ORDER)
def test_every_kind_can_show_that_something_is_missing(qtbot: QtBot, key: str) -> None:
    form = _form(qtbot)
    form.show_gaps([Gap(key, key, "まだ書かれていません。")])
    shown = [words.words() for words in form.findChildren(Words) if words.isVisible()]
    assert "まだ書かれていません。" in shown


def test_read_only_form_takes_no_key(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.set_answers(ANSWERS)
    form.set_read_only(True)
    for key in TYPED:
        form.focus_blank(key)
        for pressed in (Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_X, Qt.Key.Key_Space):
            press_here(pressed)
    assert form.answers() == ANSWERS
    form.set_read_only(False)
    form.focus_blank("told")
    press_here(Qt.Key.Key_1)
    assert form.answers()["told"] == "yes"


def test_what_the_program_fills_in_is_shown_and_passed_over(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.set_answers(ANSWERS)
    number = form.field_widget("case_number")
    assert isinstance(number, TextField)
    assert number.isReadOnly()
    form.set_read_only(False)
    assert number.isReadOnly()


def test_marks_of_a_blank_are_words(qtbot: QtBot) -> None:
    form = _form(qtbot)
    tags = {tag.text() for tag in form.findChildren(Tag)}
    assert tags == {"太枠", "第三者情報", "職員の見立て", "支援者の困りごと"}
    labels = {label.text() for label in form.findChildren(QLabel)}
    assert {"※必須", "氏名", "本人"} <= labels


def test_labels_are_buddies_and_help_is_said(qtbot: QtBot) -> None:
    form = _form(qtbot)
    label = next(label for label in form.findChildren(QLabel) if label.text() == "受付日")
    buddy = label.buddy()
    assert isinstance(buddy, TextField)
    assert buddy.objectName() == "received_on"
    assert buddy.accessibleDescription() == "必須。例：R8.4.1"


def test_every_stop_of_the_keyboard_has_a_name(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.set_answers(ANSWERS)
    form.show_gaps(gaps(SHEET, {}))
    nameless = [
        (type(stop).__name__, stop.objectName())
        for stop in stops_in(form)
        if not stop.accessibleName() and not (isinstance(stop, QPushButton) and stop.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("zoom", [80, 100, 150, 200])
@pytest.mark.parametrize("width", [620, 1100])
def test_nothing_is_cut_at_the_side(qtbot: QtBot, application: QApplication, width: int, zoom: int) -> None:
    apply_theme(application, zoom)
    form = _form(qtbot, width)
    form.set_answers(ANSWERS)
    qtbot.wait(20)
    page = form.scroll_area().viewport().width()
    for widget in form.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, TextField | LinesField | QLabel | RowsField):
            right = widget.mapTo(form, QPoint(widget.width(), 0)).x()
            assert right <= page, (widget.objectName(), widget.metaObject().className())


@pytest.mark.parametrize("zoom", [100, 200])
def test_fields_of_the_form_do_not_overlap(qtbot: QtBot, application: QApplication, zoom: int) -> None:
    apply_theme(application, zoom)
    form = _form(qtbot, 700)
    form.set_answers(ANSWERS)
    qtbot.wait(20)
    areas = []
    for key in TYPED:
        field = form.field_widget(key)
        areas.append(field.rect().translated(field.mapTo(form, QPoint(0, 0))))
    for number, area in enumerate(areas):
        assert not any(area.intersects(other) for other in areas[number + 1 :]), TYPED[number]


def test_the_page_follows_the_line_that_is_typed(qtbot: QtBot) -> None:
    form = _form(qtbot)
    form.focus_blank("load")
    field = form.field_widget("load")
    assert isinstance(field, LinesField)
    for _ in range(12):
        commit(field, "もう一行")
        press_here(Qt.Key.Key_Return)
    page = form.scroll_area().viewport()
    qtbot.waitUntil(lambda: field.height() > 300)
    qtbot.waitUntil(lambda: field.mapTo(page, field.cursorRect().bottomLeft()).y() <= page.height())


def test_a_drawing_takes_its_place(qtbot: QtBot) -> None:
    form = _form(qtbot)
    picture = QLabel("図")
    form.put_drawing("genogram", picture)
    QApplication.processEvents()
    assert picture.isVisible()
    assert not form.field_widget("genogram").isVisible()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_widget(qtbot: QtBot, kind: Kind) -> None:
    blank = next(blank for blank in BLANKS if blank.kind is kind)
    port = make_port(blank, choice_list, TODAY)
    qtbot.addWidget(port.widget)
    assert port.widget.objectName() == blank.key


def test_a_form_that_is_gone_leaves_nothing_behind(qtbot: QtBot) -> None:
    form = SheetForm(SHEET, choice_list, TODAY)
    form.show()
    form.focus_blank("name")
    other = TextField("elsewhere", "ほか")
    show(qtbot, other)
    form.close()
    form.deleteLater()
    qtbot.wait(10)
    other.setFocus()
    other.clearFocus()
    assert not other.hasFocus()
