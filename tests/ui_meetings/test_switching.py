"""Going from one meeting's board to another and back at once: the boards that go leave nothing behind that is called."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.place import Place
from tests.ui_meetings.town import Town, called


def test_boards_that_are_left_at_once_can_be_thrown_away(section: MeetingsSection, desk: Desk, town: Town) -> None:
    first, second = called(desk, town), called(desk, town)
    for meeting_id in (first, second, first, second):
        section.show_place(Place(section="meetings", meeting_id=meeting_id, tab="board"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    QApplication.processEvents()
    assert section.detail is not None
    assert section.detail.meeting_id == second
    board = section.detail.board.board()
    assert board is not None
    board.set_large(True)
    board.load_button.setChecked(True)
    assert board.boxes["supporter_load"].isVisibleTo(board)
