"""The first start: four questions, a passphrase, and the new store made by the worker."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.start.passphrase_page import PassphrasePage, first_passphrase_page
from hokatsu_desktop.ui.start.start_notes import remember_folder
from hokatsu_desktop.ui.start.start_window import FIRST_STEPS, StartWindow
from hokatsu_desktop.ui.start.store_work import Opened, Terms, found_store
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.waiting_page import WaitingPage
from hokatsu_desktop.ui.widgets.busy import Tasks
from hokatsu_desktop.ui.widgets.message_bar import MessageKind

_WAIT_TITLE = "台帳を作っています"
_WAIT_WORDS = "鍵を作り、暗号化した台帳を用意しています。数秒かかります。"


class FirstStart(QObject):
    """Asks page by page; after a no the answers are all still there."""

    opened = Signal(object)
    """Opened: the new store with its recovery code"""
    open_wanted = Signal(object)
    practice_wanted = Signal()
    receive_wanted = Signal(object)
    """Path: a package of somebody else is to become the store in this folder"""
    from_backup_wanted = Signal(object)
    """Path: a backup is to become the store in this folder"""
    loss_wanted = Signal()

    def __init__(self, window: StartWindow, tasks: Tasks, terms: Terms, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._terms = terms
        self.town = TownPage(folder, any_place=terms.any_place)
        self.passphrase: PassphrasePage = first_passphrase_page()
        self.town.done.connect(self._town_answered)
        self.town.open_wanted.connect(self.open_wanted)
        self.town.practice_wanted.connect(self.practice_wanted)
        self.town.loss_wanted.connect(self.loss_wanted)
        self.town.receive_wanted.connect(lambda: self.receive_wanted.emit(self.town.folder()))
        self.town.from_backup_wanted.connect(lambda: self.from_backup_wanted.emit(self.town.folder()))
        self.passphrase.done.connect(self._passphrase_chosen)
        self.passphrase.back.connect(self.ask_town)

    def ask_town(self) -> None:
        """Shows the first page, with what was answered before."""
        self._window.show_page(self.town, FIRST_STEPS, 0)

    def _town_answered(self) -> None:
        if self.town.accept_or_tell():
            self.passphrase.passphrase.set_town(self.town.town.field.value())
            self._window.show_page(self.passphrase, FIRST_STEPS, 1)

    def _passphrase_chosen(self) -> None:
        if not self.passphrase.passphrase.accept_or_tell():
            return
        founding = replace(self.town.founding(), passphrase=self.passphrase.passphrase.value())
        self._window.is_busy = True
        self._window.show_page(WaitingPage(_WAIT_TITLE, _WAIT_WORDS), FIRST_STEPS, 1)
        self._tasks.run(lambda: found_store(founding, self._terms), self._founded, self._failed)

    def _founded(self, opened: Opened) -> None:
        self._window.is_busy = False
        self.passphrase.passphrase.clear()
        remember_folder(opened.store.folder.path)
        self.opened.emit(opened)

    def _failed(self, error: Exception) -> None:
        """The page that can put it right is shown again, with the reason."""
        self._window.is_busy = False
        if isinstance(error, StoreRefusal) and error.situation is Situation.WEAK_PASSPHRASE:
            self._window.show_page(self.passphrase, FIRST_STEPS, 1)
            self.passphrase.message.tell(MessageKind.WARNING, error.words)
        elif isinstance(error, StoreRefusal | Refusal):
            self.ask_town()
            self.town.message.tell(MessageKind.WARNING, error.words)
        else:
            self.ask_town()
            raise error
