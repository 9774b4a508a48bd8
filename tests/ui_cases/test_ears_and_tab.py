"""Every stop of Tab has a name for the ear, and Tab goes down the page as the eye does."""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.cases.detail import TABS
from hokatsu_desktop.ui.cases.section import CasesSection
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import show
from tests.ui_cases.town import Town, held_meeting, names_of_stops


def nameless(part: QWidget) -> list[str]:
    return [name for name in names_of_stops(part) if name.startswith("?")]


def test_every_stop_of_every_tab_has_a_name(section: CasesSection, desk: Desk, town: Town) -> None:
    held_meeting(desk, town.main)
    for tab in (*TABS, "monitoring"):
        section.show_place(Place(section="cases", case_id=town.main, tab=tab))
        assert names_of_stops(section)
        assert nameless(section) == [], tab
    section.show_place(Place(section="cases", case_id=town.main, tab="closing"))
    assert nameless(section) == []
    section.show_place(Place(section="cases", tab="new"))
    assert nameless(section) == []


def test_every_stop_of_the_writer_has_a_name(desk: Desk, town: Town, qtbot: QtBot) -> None:
    window = QWidget()
    show(qtbot, window)
    writer = NoteWriter(desk, town.main, window)
    writer.open()
    assert nameless(writer) == []
    writer.reject()


def test_tab_goes_down_the_form_of_a_note_as_the_paper_does(desk: Desk, town: Town, qtbot: QtBot) -> None:
    window = QWidget()
    show(qtbot, window, 1280, 800)
    writer = NoteWriter(desk, town.main, window)
    writer.open()
    stops = [stop.objectName() for stop in stops_in(writer.form)]
    wanted = ["happened_on", "begins_at", "partner", "facts", "own_words", "third_party", "third_party_source"]
    assert [name for name in stops if name in wanted] == wanted
    writer.reject()


def test_tab_goes_down_the_page_of_receiving(section: CasesSection) -> None:
    section.show_place(Place(section="cases", tab="new"))
    form = section.reception.form
    page = form.scroll_area().widget()
    assert page is not None
    tops = [stop.mapTo(page, QPoint(0, 0)).y() for stop in stops_in(form) if page.isAncestorOf(stop)]
    assert all(later >= earlier - 60 for earlier, later in pairwise(tops))
    last = list(stops_in(section.reception))[-2:]
    assert last == [section.reception.receive, section.reception.away]
    assert not section.reception.receive.autoDefault()
    assert section.reception.focusPolicy() == Qt.FocusPolicy.NoFocus
