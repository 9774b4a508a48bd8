"""Locking and leaving: nothing typed is lost, the place is kept, the store is closed, a new process is started."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import change_office, remembered_place
from hokatsu_desktop.store.generation import open_store
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.locking import Locking, lock_minutes
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.start.session_events import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    says_gone,
)
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui.hands import compose, press, show
from tests.ui_start.conftest import TERMS, WORDS, Log, Made, WorkWindow

RESTART = ["hokatsu-desktop", "--data-folder", "どこか"]


@dataclass
class Work:
    """One open store at work, with a clock that a test can turn."""

    desk: Desk
    window: WorkWindow
    locking: Locking
    log: Log
    seconds: list[float]
    backups: list[str]

    def wait(self, seconds: float) -> None:
        """Lets time pass without anybody touching anything."""
        self.seconds[0] += seconds
        self.locking.look_at_clock()


@pytest.fixture
def work(made: Made, log: Log, qtbot: QtBot, application: QApplication) -> Iterator[Work]:
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    desk = Desk(store, 1, Tasks(), TERMS.clock)
    seconds, backups = [1000.0], list[str]()
    locking = Locking(
        desk,
        RESTART,
        before_close=lambda: backups.append("open" if not store.is_closed else "closed"),
        free=lambda: log.spawned.append(["free"]),
        spawn=log.spawn,
        leave=log.leave,
        clock=lambda: seconds[0],
    )
    window = WorkWindow(desk, locking.lock)
    locking.watch(window, window)
    show(qtbot, window)
    made_up = Work(desk, window, locking, log, seconds, backups)
    yield made_up
    window.trouble = None
    locking.put_away()


def test_locking_stores_closes_and_starts_the_lock_screen(work: Work, made: Made) -> None:
    work.window.here = Place(section="cases", case_id=3, blank="memo")
    work.window.field.setText("書きかけの一行")
    work.locking.lock()
    assert work.window.stored[-1] == "書きかけの一行"
    assert work.desk.store.is_closed
    assert work.backups == ["open"]
    assert work.log.spawned == [["free"], RESTART]  # the socket is given free before the new process wants it
    assert work.log.left == 1
    assert not work.window.isVisible()
    store = open_store(made.folder, Passphrase(WORDS), cost=Cost.floor(), any_place=True)
    with store.session() as session:
        assert remembered_place(session, 1) == work.window.here.to_json()
    store.close()


def test_a_job_that_fails_at_closing_keeps_no_process_that_holds_the_key(work: Work) -> None:
    def fail() -> None:
        raise StoreRefusal(Situation.DISK_TROUBLE)

    work.desk.store.when_closed(fail)
    with pytest.raises(StoreRefusal):
        work.locking.lock()
    assert work.desk.store.is_closed
    assert (work.log.spawned, work.log.left) == ([["free"], RESTART], 1)


def test_going_for_a_backup_locks_and_the_next_process_offers_them(work: Work) -> None:
    work.desk.quick_half = b"half"
    work.desk.restore_wanted.emit()
    assert work.desk.store.is_closed
    assert work.log.spawned == [["free"], [*RESTART, "--restore"]]


def test_the_place_is_kept_while_working_because_a_power_cut_gives_no_notice(work: Work, qtbot: QtBot) -> None:
    work.window.here = Place(section="cases", case_id=3, tab="new", blank="memo")
    work.desk.stored.emit(TERMS.clock())

    def kept() -> dict[str, object]:
        with work.desk.reading() as session:
            return remembered_place(session, work.desk.staff_id)

    qtbot.waitUntil(lambda: kept() == work.window.here.to_json())


def test_a_second_lock_does_nothing(work: Work) -> None:
    work.locking.lock()
    work.locking.lock()
    assert work.log.left == 1
    assert work.backups == ["open"]


def test_idle_time_locks_and_a_key_puts_it_off(work: Work) -> None:
    work.wait(299)
    press(work.window.field, Qt.Key.Key_A)
    work.wait(299)
    assert work.log.left == 0
    work.wait(2)
    assert work.log.left == 1


def test_composing_counts_as_being_there(work: Work) -> None:
    work.wait(290)
    compose(work.window.field, "へんかんちゅう")
    work.wait(290)
    assert work.log.left == 0


def test_waking_up_after_a_long_sleep_locks_at_once(work: Work) -> None:
    work.wait(8 * 3600)
    assert work.log.left == 1


def test_the_keys_lock_also_over_a_dialog(work: Work, qtbot: QtBot) -> None:
    dialog = QDialog(work.window)
    dialog.open()
    qtbot.waitUntil(dialog.isVisible)
    press(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert work.log.left == 1


def test_what_cannot_be_stored_keeps_the_window_and_is_tried_again(work: Work) -> None:
    work.window.trouble = StoreRefusal(Situation.DISK_FULL)
    work.locking.lock()
    assert work.log.left == 0
    assert work.window.isVisible()
    assert "まだ鍵をかけていません" in work.window.said[-1][1]
    work.window.trouble = None
    work.wait(2)
    assert work.log.left == 1


def test_trouble_that_a_screen_kept_to_itself_is_noticed(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work.window, "flush", lambda: work.desk.not_stored.emit("保存できません。"))
    work.locking.lock()
    assert work.log.left == 0


def test_closing_with_something_unstored_keeps_the_window(work: Work) -> None:
    work.window.trouble = StoreRefusal(Situation.DISK_FULL)
    closing = QCloseEvent()
    QApplication.sendEvent(work.window, closing)
    assert not closing.isAccepted()
    work.window.trouble = None
    closing = QCloseEvent()
    QApplication.sendEvent(work.window, closing)
    assert closing.isAccepted()


@pytest.mark.parametrize(("set_to", "minutes"), [(1, 1), (15, 15), (0, 1), (90, 15), ("五分", 5), (None, 5)])
def test_the_office_sets_the_time(work: Work, set_to: object, minutes: int) -> None:
    settings = {} if set_to is None else {"lock_minutes": set_to}
    work.desk.act(lambda session: change_office(session, settings=settings))
    assert lock_minutes(work.desk) == minutes
    assert work.locking.seconds == minutes * 60


@pytest.mark.parametrize("leaving", [Locking.lock, Locking.put_away])
def test_the_clipboard_is_emptied(work: Work, leaving: Callable[[Locking], None]) -> None:
    QApplication.clipboard().setText("見本")
    leaving(work.locking)
    assert QApplication.clipboard().text() == ""


def test_leaving_without_a_lock_puts_away_and_starts_nothing(work: Work) -> None:
    work.locking.put_away()
    assert work.desk.store.is_closed
    assert work.log.spawned == [["free"]]
    assert work.log.left == 0


@pytest.mark.parametrize(
    ("message", "detail", "gone"),
    [
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, True),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, True),
        (WM_WTSSESSION_CHANGE, 0x8, False),  # unlocked
        (WM_POWERBROADCAST, 0x12, False),  # resumed
        (QEvent.Type.Paint.value, 0, False),
    ],
)
def test_which_messages_of_windows_mean_that_the_user_has_gone(message: int, detail: int, gone: bool) -> None:
    assert says_gone(message, detail) is gone


def test_the_programs_own_lock_leaves_a_backup(made: Made, qtbot: QtBot, make_program: Callable[..., object]) -> None:
    from hokatsu_desktop.store.backup import backups
    from hokatsu_desktop.store.data_folder import BACKUPS_NAME
    from hokatsu_desktop.ui.start.program import Program

    for _ in range(2):
        program = make_program(made.folder)
        assert isinstance(program, Program)
        assert program.start()
        assert program.unlocking is not None
        program.unlocking.page.field.set_value(WORDS)
        program.unlocking.page.submit()
        qtbot.waitUntil(lambda one=program: one.main_window is not None, timeout=20_000)  # type: ignore[misc]  # mypy cannot infer the default
        program.end()
    assert len(backups(Path(made.folder) / BACKUPS_NAME)) == 1  # nothing changed the second time
