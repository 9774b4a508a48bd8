"""控えから始める before the first window: a folder of backups, one of them, a passphrase, and the store is here again."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hokatsu_desktop.store.backup import Backup
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.restore_steps import RestoreStep
from hokatsu_desktop.ui.handover.telling import Stopped, telling
from hokatsu_desktop.ui.start.from_backup_page import FromBackupPage
from hokatsu_desktop.ui.start.next_steps import ABOUT_THE_TYPING
from hokatsu_desktop.ui.start.start_notes import remember_folder
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.store_work import Opened, Terms, open_with, secret_of
from hokatsu_desktop.ui.start.waiting_page import StoppableWaiting, WaitingPage
from hokatsu_desktop.ui.widgets.busy import Progress, Tasks

_TITLE = "控えを確かめて、台帳を作っています"
_WAIT = "控えをこのパソコンに写し、すみずみまで確かめます。何分かかかることがあります。媒体を抜かないでください。"
_STEPS = {
    RestoreStep.READ: "控えを読んで、壊れていないことを確かめています",
    RestoreStep.COPY: "このパソコンに写しています",
    RestoreStep.PROVE: "写したものを、すみずみまで確かめています",
}
_OPENING = "台帳ができました。開いています。"
_STOPPED = "やめました。控えから写したものは、何も残していません。控えもそのままです。"


class FromBackup(QObject):
    """Asks on one page; after a no the answers are all still there, and nothing was left on the disk."""

    opened = Signal(object)
    """Opened: the store as it was when the backup was made"""
    open_wanted = Signal(object)
    """Path: the store is there, and the lock screen says why it did not open"""
    back = Signal()

    def __init__(self, window: StartWindow, tasks: Tasks, terms: Terms, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._terms = terms
        self._folder = folder
        self.page = FromBackupPage(folder)
        self.page.searched.connect(self._search)
        self.page.wanted.connect(self._start)
        self.page.back.connect(self.back)

    def ask(self) -> None:
        """Shows the page, with what was answered before."""
        self._window.show_page(self.page)

    def _search(self, place: Path) -> None:
        from hokatsu_desktop.store.from_backup import backups_in

        def found(backups: list[Backup]) -> None:
            self._rest()
            self.page.show_backups(backups)
            self.ask()

        self._window.is_busy = True
        self.page.set_working("控えを探しています…")
        self._tasks.run(lambda: backups_in(place), found, self._failed)

    def _start(self, backup: Backup, typed: str) -> None:
        self._window.is_busy = True
        waiting = StoppableWaiting(_TITLE, _WAIT, self._tasks)
        self._window.show_page(waiting)
        waiting.watch(
            self._tasks.run_long(
                lambda progress: self._make(backup, typed, progress),
                lambda _made: self._open(backup, typed),
                self._failed,
            )
        )

    def _make(self, backup: Backup, typed: str, progress: Progress) -> None:
        from hokatsu_desktop.store.from_backup import start_from_backup

        def told(step: RestoreStep, done: int, total: int) -> None:
            telling(progress, _STEPS[step])(done, total)

        terms = self._terms
        start_from_backup(self._folder, backup, secret_of(typed), terms.clock(), any_place=terms.any_place, told=told)

    def _open(self, backup: Backup, typed: str) -> None:
        def opened(found: Opened) -> None:
            self._rest()
            self.page.clear()
            self.opened.emit(found)

        def failed(error: Exception) -> None:
            self._rest()
            self.open_wanted.emit(self._folder)
            if not isinstance(error, StoreRefusal):
                raise error

        remember_folder(self._folder)
        self._window.show_page(WaitingPage(_TITLE, _OPENING))  # it is there: too late to stop
        self._tasks.run(lambda: open_started(self._folder, backup, typed, self._terms), opened, failed)

    def _failed(self, error: Exception) -> None:
        self._rest()
        self.ask()
        if isinstance(error, Stopped):
            self.page.tell_stopped(_STOPPED)
            return
        if not isinstance(error, StoreRefusal):
            raise error
        if error.situation in ABOUT_THE_TYPING:
            self.page.say_wrong(error.words)
        else:
            self.page.tell(error.words)

    def _rest(self) -> None:
        self._window.is_busy = False
        self.page.set_working("")


def open_started(folder: Path, backup: Backup, typed: str, terms: Terms) -> Opened:
    """The store opened for the first time here, with a line in its log that says from which day it goes on.

    Where the backup lies is offered as second place if it may be one. Raises StoreRefusal.
    """
    from hokatsu_desktop.services.acts import note_fact
    from hokatsu_desktop.store.second_place import place_trouble

    opened = open_with(folder, typed, terms)
    store = opened.store
    try:
        if not store.read_only:
            store.session_facts["staff_id"] = opened.staff_id
            with store.transaction() as session:
                note_fact(session, "start_from_backup", "控えから始める", made_at=backup.made_at.isoformat())
    except BaseException:
        store.close()
        raise
    place = backup.path.parent
    return opened if store.read_only or place_trouble(store.folder, place) else replace(opened, second_offered=place)
