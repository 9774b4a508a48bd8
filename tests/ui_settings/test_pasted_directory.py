"""Rows pasted from Excel into the directory: before they are taken, how it was is in a backup."""

import pytest
from pytestqt.qtbot import QtBot

from hokatsu_desktop.store.backup import back_up, backups
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.agencies.paste_dialog import PasteDialog
from hokatsu_desktop.ui.desk import Desk
from tests.ui.hands import show

ROWS = "架空の薬局\t\t\t0155-00-0301\t例山"


def no_room(*_given: object) -> None:
    raise StoreRefusal(Situation.DISK_FULL)


def test_a_backup_comes_first_and_without_one_nothing_is_taken(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = backups_folder(desk.store.folder.path)
    dialog = PasteDialog(desk, ROWS)
    show(qtbot, dialog, 760, 500)
    before = desk.store.head()
    with monkeypatch.context() as full:
        full.setattr("hokatsu_desktop.store.backup.copy_database", no_room)
        dialog.take.click()
        qtbot.waitUntil(lambda: not desk.tasks.is_busy)
    assert "取り込む前の控えを作れなかったので、まだ何も取り込んでいません" in dialog.words.words()
    assert (desk.store.head(), backups(into), dialog.text.toPlainText()) == (before, [], ROWS)
    dialog.take.click()
    dialog.reject()  # not while it is at it
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert [made.sequence for made in backups(into)] == [before.sequence]
    assert desk.store.head().sequence > before.sequence


def test_one_that_holds_everything_is_enough(desk: Desk, qtbot: QtBot) -> None:
    into = backups_folder(desk.store.folder.path)
    made = back_up(desk.store, into, desk.now())
    dialog = PasteDialog(desk, ROWS)
    show(qtbot, dialog, 760, 500)
    dialog.take.click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert backups(into) == [made]
