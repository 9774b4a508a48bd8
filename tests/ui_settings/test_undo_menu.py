"""The menu 編集 tells whether there is anything to undo."""

from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.frame_acts import Act
from hokatsu_desktop.ui.main_window import MainWindow


def shown(window: MainWindow, act: Act) -> bool:
    words = {Act.UNDO: "元に戻す(&U)", Act.REDO: "やり直す(&R)"}[act]
    return next(action.isEnabled() for action in window.edit_menu().actions() if action.text() == words)


def test_undo_and_redo_are_grey_when_there_is_nothing_of_the_kind(window: MainWindow, desk: Desk) -> None:
    window.edit_menu().aboutToShow.emit()
    assert (shown(window, Act.UNDO), shown(window, Act.REDO)) == (False, False)
    window.edit_menu().aboutToHide.emit()
    assert shown(window, Act.UNDO)
    desk.act(begin_referral)
    window.edit_menu().aboutToShow.emit()
    assert (shown(window, Act.UNDO), shown(window, Act.REDO)) == (True, False)
    window.undo.emit()
    window.edit_menu().aboutToShow.emit()
    assert (shown(window, Act.UNDO), shown(window, Act.REDO)) == (False, True)
