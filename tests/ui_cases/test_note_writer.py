"""経過を書く: one key, the text, one key; a draft from the first character that nothing loses."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from hokatsu_desktop.models import Note
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.notes.time_reading import read_time
from hokatsu_desktop.ui.notes.writer import NoteWriter
from tests.ui.hands import commit, focus_name, show
from tests.ui_cases.town import CONTROL, Heard, Keys, Town


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window to write over."""
    window = QWidget()
    show(qtbot, window, 1280, 760)
    return window


def writer(window: QWidget, desk: Desk, case_id: int, qtbot: QtBot, note_id: int | None = None) -> NoteWriter:
    made = NoteWriter(desk, case_id, window, note_id=note_id)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test looks at it once more
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def notes(desk: Desk, case_id: int) -> int:
    with desk.reading() as session:
        return session.scalar(select(func.count()).select_from(Note).where(Note.case_id == case_id)) or 0


def test_w8_one_key_the_text_and_one_key(window: QWidget, desk: Desk, town: Town, qtbot: QtBot, heard: Heard) -> None:
    open_writer = writer(window, desk, town.other, qtbot)  # Ctrl+J
    keys = Keys()
    keys.press(Qt.Key.Key_1)
    assert focus_name() == "facts"
    keys.type("玄関で10分話した")
    keys.press(Qt.Key.Key_Return, CONTROL)
    assert keys.pressed == 2
    assert not open_writer.isVisible()
    assert heard.kind() == "success"
    with desk.reading() as session:
        note = session.scalars(select(Note).where(Note.case_id == town.other).order_by(Note.id.desc())).first()
    assert note is not None
    assert (note.mode, note.facts, note.is_draft) == ("phone", "玄関で10分話した", False)
    assert (note.happened_on, note.begins_at) == (date(2026, 11, 23), time(10, 32))


def test_draft_survives_escape_and_reopening(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    first = writer(window, desk, town.main, qtbot)
    first.form.lines["own_words"].setFocus()
    commit(first.form.lines["own_words"], "「また来て」")
    Keys().press(Qt.Key.Key_Escape)
    assert not first.isVisible()
    again = writer(window, desk, town.main, qtbot)
    assert again.form.lines["own_words"].value() == "「また来て」"
    assert again.again_button.isVisibleTo(again)
    before = notes(desk, town.main)
    again.form.lines["own_words"].selectAll()
    again.form.lines["own_words"].cut()
    again.reject()
    assert notes(desk, town.main) == before - 1  # an empty draft goes


def test_an_untouched_window_leaves_nothing(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    before = notes(desk, town.other)
    writer(window, desk, town.other, qtbot).reject()
    assert notes(desk, town.other) == before


def test_first_character_is_stored_within_two_seconds(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    before = notes(desk, town.other)
    made = writer(window, desk, town.other, qtbot)
    made.form.lines["staff_view"].setFocus()
    commit(made.form.lines["staff_view"], "疲")
    qtbot.waitUntil(lambda: notes(desk, town.other) == before + 1)
    made.form.lines["staff_view"].clear()
    made.reject()


def test_nothing_written_is_refused_with_words(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    made = writer(window, desk, town.other, qtbot)
    Keys().press(Qt.Key.Key_Return, CONTROL)
    assert made.isVisible()
    assert "ひとこと" in made.message.words()
    made.reject()


def test_other_ways_of_contact_are_one_key_further(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    made = writer(window, desk, town.other, qtbot)
    Keys().press(Qt.Key.Key_5)
    assert focus_name() == "mode_rest"
    made.form.mode.set_value("not_met")
    assert made.form.mode.value() == "not_met"
    assert made.form.mode.rest.isVisible()
    made.form.mode.set_value("home_visit")
    assert made.form.mode.value() == "home_visit"
    made.reject()


def test_ctrl_semicolon_and_colon_type_date_and_time(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    made = writer(window, desk, town.other, qtbot)
    facts = made.form.lines["facts"]
    facts.setFocus()
    keys = Keys()
    keys.press(Qt.Key.Key_Semicolon, CONTROL)
    keys.press(Qt.Key.Key_Colon, CONTROL)
    assert facts.value() == "R8.11.2310:32"
    facts.clear()
    made.reject()


def test_words_about_a_small_change_tick_it(window: QWidget, desk: Desk, town: Town, qtbot: QtBot) -> None:
    made = writer(window, desk, town.other, qtbot)
    made.form.small_change.setFocus()
    commit(made.form.small_change, "目を見て話せた")
    assert made.form.is_small_change.isChecked()
    assert made.finish()
    with desk.reading() as session:
        note = session.scalars(select(Note).where(Note.case_id == town.other).order_by(Note.id.desc())).first()
    assert note is not None
    assert (note.is_small_change, note.small_change) == (True, "目を見て話せた")


def test_a_time_that_cannot_be_read_is_said_and_kept_on_the_screen(
    window: QWidget, desk: Desk, town: Town, qtbot: QtBot
) -> None:
    made = writer(window, desk, town.other, qtbot)
    made.form.time.clear()
    made.form.time.insert_words("昼すぎ")
    made.form.lines["facts"].insert_words("電話した")
    assert not made.finish()
    assert "時刻" in made.message.words()
    made.form.time.clear()
    assert made.finish()


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("10:30", time(10, 30)),
        ("１０：３０", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("10時半", time(10, 30)),
        ("午後1時30分", time(13, 30)),
        ("午後1時", time(13, 0)),
        ("正午", time(12, 0)),
        ("13", time(13, 0)),
        ("25:00", None),
        ("10:75", None),
        ("昼すぎ", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, at: time | None) -> None:
    assert read_time(typed) == at
