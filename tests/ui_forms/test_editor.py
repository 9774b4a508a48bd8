"""様式を直す on the screen: by keyboard alone, with a draft that is never lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.edition_archive import standard_sheet
from hokatsu_desktop.services.editions import draft_of, editions_of
from hokatsu_desktop.services.sheets import sheet_in_use
from hokatsu_desktop.sheets.definition import Confidential, Kind, Sheet
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.forms.editor import HALF_WAY, UNCHANGED, Editor
from hokatsu_desktop.ui.forms.fields import Tick
from hokatsu_desktop.ui.forms.outline import SHEET, Part
from hokatsu_desktop.ui.forms.section import FormsSection
from hokatsu_desktop.ui.forms.why_dialog import WhyDialog
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.theme import apply_theme
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.text_field import TextField
from tests.ui.hands import commit, focus_name, press, press_here

PLAN = "support_plan"
WISH = Part("aim", "wish")
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Field = TypeVar("Field", bound=QWidget)


def choose(editor: Editor, part: Part) -> None:
    """As if the user went to this row with the arrows."""
    view = editor.outline.view
    view.setCurrentIndex(view.rows.index(view.rows.place_of(part), 0))


def field(editor: Editor, kind: type[Field], name: str) -> Field:
    found = [one for one in editor.panel.findChildren(kind, name) if one.isVisibleTo(editor)]
    assert len(found) == 1, name
    return found[0]


def kept(desk: Desk) -> Sheet | None:
    with desk.reading() as session:
        draft = draft_of(session, PLAN)
    return draft.sheet if draft else None


def in_use(desk: Desk) -> Sheet:
    with desk.reading() as session:
        return sheet_in_use(session, PLAN)


def is_editing(section: FormsSection) -> bool:
    return section.editor is not None


def why_dialog(editor: Editor) -> WhyDialog:
    (dialog,) = editor.findChildren(WhyDialog)
    return dialog


def test_the_keyboard_starts_in_the_outline_and_nothing_is_changed(editor: Editor) -> None:
    assert editor.outline.view.hasFocus()
    assert editor.part() == SHEET
    assert editor.state.words() == UNCHANGED
    assert not editor.make.isEnabled()


def test_a_blank_is_moved_hidden_and_shown_by_keyboard(editor: Editor) -> None:
    choose(editor, WISH)
    press_here(Qt.Key.Key_Down, ALT)
    aim = next(section for section in editor.sheet.sections if section.key == "aim")
    assert [blank.key for blank in aim.blanks][:2] == ["issues", "wish"]
    assert editor.part() == WISH
    assert editor.state.words() == HALF_WAY
    press_here(Qt.Key.Key_Space)
    assert editor.sheet.blank("wish").hidden
    assert editor.outline.hide_it.text() == "出す"
    press_here(Qt.Key.Key_Space)
    assert not editor.sheet.blank("wish").hidden


def test_enter_goes_to_the_fields_and_typing_renames_at_once(editor: Editor) -> None:
    choose(editor, WISH)
    press_here(Qt.Key.Key_Return)
    assert focus_name() == "label"
    label = field(editor, TextField, "label")
    label.selectAll()
    commit(label, "本人が望むくらし")
    assert editor.sheet.blank("wish").label == "本人が望むくらし"
    assert editor.outline.view.rows.row(editor.outline.view.rows.place_of(WISH)).title == "本人が望むくらし"


def test_an_empty_name_is_marked_and_not_taken(editor: Editor) -> None:
    choose(editor, WISH)
    label = field(editor, TextField, "label")
    label.selectAll()
    press(label, Qt.Key.Key_Delete)
    assert editor.sheet.blank("wish").label == load_sheet(PLAN).blank("wish").label
    assert label.property("wrong")


def test_numbers_out_of_bounds_are_marked_and_not_taken(editor: Editor) -> None:
    choose(editor, Part("roles", "rows"))
    rows = field(editor, NumberField, "empty_rows")
    for typed in ("999", "-1", "たくさん"):
        rows.field.selectAll()
        commit(rows.field, typed)
        assert editor.sheet.blank("rows").empty_rows == 2
    rows.field.selectAll()
    commit(rows.field, "５")
    assert editor.sheet.blank("rows").empty_rows == 5


def test_the_whole_sheet_gets_name_stamps_paper_and_letters(editor: Editor) -> None:
    commit(field(editor, TextField, "form_number"), "の2")
    fourth = field(editor, TextField, "stamp_4")
    commit(fourth, "補佐")
    field(editor, ListChoice, "face").setCurrentIndex(2)
    field(editor, ListChoice, "margins").setCurrentIndex(3)
    field(editor, ListChoice, "paper").setCurrentIndex(2)
    field(editor, Tick, "both_sides").click()
    field(editor, Tick, "receipt_stamp").click()
    sheet = editor.sheet
    assert sheet.stamps == ("課長", "係長", "担当", "補佐")
    assert (sheet.face, sheet.margins, sheet.paper) == ("gothic", "even_20", "landscape")
    assert sheet.both_sides
    assert sheet.receipt_stamp
    field(editor, ListChoice, "face").setCurrentIndex(0)
    assert field(editor, ListChoice, "face").value() == "gothic"


def test_a_section_gets_another_heading_and_a_page_of_its_own(editor: Editor) -> None:
    choose(editor, Part("use"))
    heading = field(editor, TextField, "section_title")
    heading.selectAll()
    commit(heading, "使う事業")
    field(editor, Tick, "new_page").click()
    section = next(one for one in editor.sheet.sections if one.key == "use")
    assert (section.title, section.new_page) == ("使う事業", True)


def test_an_own_blank_is_added_named_and_removed(editor: Editor) -> None:
    choose(editor, WISH)
    actions = editor.outline.add.menu().actions()
    next(action for action in actions if action.text() == "日付").trigger()
    key = editor.part().blank
    assert editor.sheet.blank(key).kind is Kind.DATE
    assert focus_name() == "label"
    press_here(Qt.Key.Key_A, CTRL)
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, "次に会う日")
    assert editor.sheet.blank(key).label == "次に会う日"
    editor.outline.view.setFocus()
    press_here(Qt.Key.Key_Delete)
    assert key not in {blank.key for blank in editor.sheet.blanks}
    assert editor.part() == WISH


def test_an_own_blank_says_whose_knowledge_it_holds(editor: Editor) -> None:
    editor.outline.add_wanted.emit(Kind.LINES)
    key = editor.part().blank
    whose = field(editor, ListChoice, "confidential")
    whose.setCurrentIndex(whose.findText("支援者の困りごと"))
    assert editor.sheet.blank(key).confidential is Confidential.SUPPORTER
    choose(editor, WISH)
    assert [one for one in editor.panel.findChildren(ListChoice, "confidential") if one.isVisibleTo(editor)] == []


def test_a_blank_of_the_program_is_not_removed_but_explained(editor: Editor, said: list[str]) -> None:
    choose(editor, WISH)
    press_here(Qt.Key.Key_Delete)
    assert "標準の欄は消せません" in said[-1]
    assert editor.state.words() == UNCHANGED


def test_choices_are_relabelled_retired_and_added(editor: Editor) -> None:
    choose(editor, Part("head", "kind"))
    first = field(editor, TextField, "value_1")
    first.selectAll()
    commit(first, "はじめて")
    field(editor, Tick, "value_2_offered").click()
    add = next(one for one in editor.panel.findChildren(QAbstractButton) if one.text() == "選択肢を足す")
    add.click()
    values = editor.sheet.choice_list("plan_kind").values
    assert [value.label for value in values] == ["はじめて", "再プラン", "変更", "終結時", "新しい選択肢"]
    assert [value.retired for value in values] == [False, True, False, False, False]
    assert focus_name() == "value_5"


def test_columns_are_renamed_and_widened(editor: Editor) -> None:
    choose(editor, Part("roles", "rows"))
    head = field(editor, TextField, "column_1")
    head.selectAll()
    commit(head, "だれが")
    next(one for one in editor.panel.findChildren(QAbstractButton, "column_1_wider")).click()
    columns = editor.sheet.blank("rows").columns
    assert (columns[0].label, columns[0].width) == ("だれが", 4)
    assert focus_name() == "column_1_wider"


def test_steps_go_back_and_forward(editor: Editor, said: list[str]) -> None:
    before = editor.sheet
    choose(editor, WISH)
    press_here(Qt.Key.Key_Down, ALT)
    moved = editor.sheet
    editor.outline.undo.click()
    assert editor.sheet == before
    assert editor.state.words() == UNCHANGED
    editor.outline.redo.click()
    assert editor.sheet == moved
    editor.step_back()
    editor.step_back()
    assert "ありません" in said[-1]


def test_what_is_half_done_is_kept_and_gone_on_with(
    editor: Editor, section: FormsSection, desk: Desk, idle: Callable[[], None]
) -> None:
    commit(field(editor, TextField, "title"), "（試し）")
    section.flush()
    draft = kept(desk)
    assert draft is not None
    assert draft.title.startswith("（試し）")
    assert not in_use(desk).title.startswith("（試し）")
    editor.back.click()
    assert not is_editing(section)
    assert section.page.edit_button.text() == "続きを直す"
    assert "直しかけがあります" in section.page.message.words()
    idle()
    section.page.edit_button.click()
    assert section.editor is not None
    assert section.editor.sheet.title.startswith("（試し）")
    idle()


def test_a_draft_that_is_as_before_is_put_away(editor: Editor, desk: Desk) -> None:
    commit(field(editor, TextField, "form_number"), "の2")
    editor.flush()
    assert kept(desk) is not None
    editor.step_back()
    editor.flush()
    assert kept(desk) is None


def test_a_draft_can_be_given_up(editor: Editor, section: FormsSection, desk: Desk, idle: Callable[[], None]) -> None:
    commit(field(editor, TextField, "title"), "（試し）")
    editor.close_sheet()
    (give_up,) = section.page.message.buttons()
    give_up.click()
    assert kept(desk) is None
    assert section.page.message.isHidden()
    assert section.page.edit_button.text() == "様式を直す"
    idle()


def test_an_edition_is_made_with_its_reason(
    qtbot: QtBot, editor: Editor, section: FormsSection, desk: Desk, said: list[str], idle: Callable[[], None]
) -> None:
    commit(field(editor, TextField, "title"), "（町の）")
    editor.make.click()
    dialog = why_dialog(editor)
    qtbot.waitUntil(dialog.why.hasFocus)
    dialog.make.click()
    assert dialog.isVisible()
    assert dialog.note.isVisible()
    commit(dialog.why, "町の呼び方にそろえました。")
    dialog.make.click()
    assert not is_editing(section)
    assert in_use(desk).title.startswith("（町の）")
    assert kept(desk) is None
    with desk.reading() as session:
        newest = editions_of(session, PLAN)[0]
    assert (newest.number, newest.why, newest.made_by) == (2, "町の呼び方にそろえました。", "𠮷田 まこと")
    assert "第2版を作りました" in said[-1]
    assert "町で直した様式（第2版）" in section.page.edition.words()
    assert not section.page.standard_button.isHidden()
    idle()


def test_a_reason_half_written_is_not_lost(editor: Editor) -> None:
    commit(field(editor, TextField, "title"), "（町の）")
    editor.finish()
    dialog = why_dialog(editor)
    commit(dialog.why, "まだ途中")
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    editor.finish()
    assert why_dialog(editor).why.value() == "まだ途中"


def test_control_enter_gives_the_reason(editor: Editor, desk: Desk, qtbot: QtBot) -> None:
    commit(field(editor, TextField, "title"), "（町の）")
    editor.finish()
    dialog = why_dialog(editor)
    qtbot.waitUntil(dialog.why.hasFocus)
    commit(dialog.why, "町の呼び名にした")
    press_here(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "（町の）" in in_use(desk).title


def test_a_broken_sheet_is_not_made_an_edition(editor: Editor, said: list[str]) -> None:
    for part in [Part(one.key) for one in editor.sheet.sections]:
        choose(editor, part)
        press_here(Qt.Key.Key_Space)
    editor.finish()
    assert "欄が一つもありません" in said[-1]
    assert editor.findChildren(WhyDialog) == []


def test_the_page_shows_what_was_changed(qtbot: QtBot, editor: Editor) -> None:
    qtbot.waitUntil(lambda: "1／2" in editor.preview.count.words())
    for part in [Part(one.key) for one in editor.sheet.sections[2:]]:
        choose(editor, part)
        press_here(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "1／1" in editor.preview.count.words())


def test_pages_are_turned(qtbot: QtBot, editor: Editor) -> None:
    qtbot.waitUntil(editor.preview.forward.isEnabled)
    assert not editor.preview.back.isEnabled()
    editor.preview.forward.click()
    qtbot.waitUntil(lambda: "2／2" in editor.preview.count.words())
    assert not editor.preview.forward.isEnabled()


def test_a_character_that_no_font_has_is_named(qtbot: QtBot, editor: Editor) -> None:
    commit(field(editor, TextField, "title"), "\U0001f984")
    qtbot.waitUntil(lambda: "🦄" in editor.preview.warning.words())


def test_the_standard_form_is_one_step(editor: Editor) -> None:
    choose(editor, WISH)
    press_here(Qt.Key.Key_Down, ALT)
    press_here(Qt.Key.Key_Space)
    editor.standard.click()
    assert editor.state.words() == UNCHANGED
    editor.step_back()
    assert editor.sheet.blank("wish").hidden


def test_everything_has_a_name_and_is_reached_by_tab(editor: Editor) -> None:
    for part in (SHEET, Part("use"), WISH, Part("roles", "rows"), Part("head", "kind")):
        choose(editor, part)
        stops = list(stops_in(editor))
        assert len(stops) > 8
        for stop in stops:
            words = stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "")
            assert words, (part, stop.objectName(), type(stop).__name__)


@pytest.mark.parametrize(("width", "zoom"), [(1024, 150), (1100, 100)])
def test_nothing_is_wider_than_its_pane(
    section: FormsSection, editor: Editor, idle: Callable[[], None], width: int, zoom: int
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, zoom)
    section.resize(width, 560)
    QApplication.processEvents()
    assert editor.parts.isHidden() is (zoom == 100)
    for part in (SHEET, Part("use"), WISH, Part("roles", "rows"), Part("head", "kind")):
        choose(editor, part)
        QApplication.processEvents()
        inside = editor.panel.widget()
        assert inside is not None
        assert inside.width() <= editor.panel.viewport().width(), part
    idle()


def test_on_a_small_screen_the_page_is_behind_a_tab(
    qtbot: QtBot, section: FormsSection, editor: Editor, idle: Callable[[], None]
) -> None:
    section.resize(760, 560)
    QApplication.processEvents()
    assert editor.panel.isVisible()
    assert not editor.preview.isVisible()
    editor.parts.setCurrentIndex(1)
    assert editor.preview.isVisible()
    qtbot.waitUntil(lambda: "1／" in editor.preview.count.words())
    idle()


def test_a_place_leads_back_to_the_part_that_was_edited(section: FormsSection, editor: Editor) -> None:
    choose(editor, WISH)
    place = section.place()
    assert place == Place(section="forms", tab=PLAN, blank="aim/wish")
    section.show_place(Place(section="forms", tab="agenda"))
    assert not is_editing(section)
    section.show_place(place)
    assert section.editor is not None
    assert section.editor.part() == WISH


def test_undo_of_the_window_takes_back_steps_of_the_page(
    qtbot: QtBot, window: MainWindow, desk: Desk, idle: Callable[[], None]
) -> None:
    desk.go(Place(section="forms", tab=PLAN, blank="aim/wish"))
    idle()
    editor = window.findChildren(Editor)[0]
    editor.outline.view.setFocus()
    before = editor.sheet
    press_here(Qt.Key.Key_Down, ALT)
    assert editor.sheet != before
    press_here(Qt.Key.Key_Z, CTRL)
    assert editor.sheet == before
    press_here(Qt.Key.Key_Y, CTRL)
    assert editor.sheet != before
    editor.flush()
    idle()


def test_undo_in_a_field_takes_back_typing_and_then_steps(
    window: MainWindow, desk: Desk, idle: Callable[[], None]
) -> None:
    desk.go(Place(section="forms", tab=PLAN, blank="aim/wish"))
    idle()
    editor = window.findChildren(Editor)[0]
    editor.outline.view.setFocus()
    press_here(Qt.Key.Key_Down, ALT)
    press_here(Qt.Key.Key_Return)
    label = QApplication.focusWidget()
    assert isinstance(label, QLineEdit)
    commit(label, "本人の望み")
    press_here(Qt.Key.Key_Z, CTRL)
    assert editor.sheet.blank("wish").label == load_sheet(PLAN).blank("wish").label
    for _ in range(3):
        press_here(Qt.Key.Key_Z, CTRL)
    assert editor.sheet == replace(standard_sheet(PLAN), edition=1)
    idle()


def test_text_fields_of_several_lines_tell_too(editor: Editor) -> None:
    note = field(editor, LinesField, "note")
    commit(note, "追って見直します。")
    assert "追って見直します。" in editor.sheet.note
