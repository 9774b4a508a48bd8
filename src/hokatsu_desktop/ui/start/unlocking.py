"""Unlocking: tries what was typed, says what is in the way, and offers the step that leads on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.start.next_steps import ABOUT_THE_TYPING, NextStep, steps_after
from hokatsu_desktop.ui.start.other_openings import look_at, open_quickly
from hokatsu_desktop.ui.start.parts import load_parts, meet_qt, rehearse
from hokatsu_desktop.ui.start.quick_hold import QuickHold
from hokatsu_desktop.ui.start.start_notes import remember_folder
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.store_work import (
    Opened,
    SalvageFound,
    Terms,
    backups_of,
    is_practice,
    open_with,
    restore,
    salvaged_beside,
)
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from hokatsu_desktop.ui.widgets.busy import Tasks

if TYPE_CHECKING:  # loaded when a store is damaged
    from hokatsu_desktop.ui.start.restore_page import RestorePage
    from hokatsu_desktop.ui.start.salvage_page import SalvagePage

_SECOND_QUESTION = (
    "もう一台のパソコンでだれかが入力していると、台帳が2つに分かれてしまいます。"
    "そのパソコンが止まっていること、または使われなくなったことを、本人か情報担当に確かめましたか。"
)
_PLACE_QUESTION = (
    "この場所では台帳が壊れることがあるので、書きかえはできません。所属長の合言葉か復旧シートで、見るだけで開きます。"
    "続けて使うときは、フォルダーごとこのパソコンの中に移してください。"
)
_SALVAGING = "壊れたファイルには書き込みません。読めるところだけを、新しい台帳に移します。何分かかかることがあります。"

_NO_TRY_LEFT = "短い番号を5回まちがえたので、合言葉で開いてください。台帳はそのままです。"


class Unlocking(QObject):
    """The lock screen at work on one data folder."""

    opened = Signal(object)
    """Opened"""
    new_wanted = Signal()
    practice_wanted = Signal()
    receive_wanted = Signal()
    from_backup_wanted = Signal()
    loss_wanted = Signal()
    ready = Signal()
    """Everything is loaded, and nothing was typed or read of the store."""
    folder_chosen = Signal(object)
    """Path: the user chose another folder with a store in it"""

    def __init__(
        self, window: StartWindow, tasks: Tasks, terms: Terms, folder: Path, hold: QuickHold | None = None
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._terms = terms
        self._folder = folder
        self._typed = ""
        self._take_over = False
        self._only_looks = False
        self._compares: Path | None = None  # a wish from before the store was open
        self._hold = hold or QuickHold(b"")
        self._hold.setParent(self)
        self.page = UnlockPage()
        self.page.show_number(self._hold.is_held)
        self._hold.forgotten.connect(lambda: self.page.show_number(False))
        self.page.number_typed.connect(self.try_number)
        self.page.typed.connect(self.try_typed)
        self.page.practice_wanted.connect(self.practice_wanted)
        self.page.receive_wanted.connect(self.receive_wanted)
        self.page.loss_wanted.connect(self.loss_wanted)

    def ask(self) -> None:
        """Shows the lock screen; what unlocking needs is loaded while the user types."""
        self._window.show_page(self.page)
        self._window.painted.connect(lambda: self._tasks.run(self._look, self._looked))

    def show_again(self) -> None:
        """Shows the lock screen as it was left."""
        self._window.show_page(self.page)

    def say_missing(self, situation: Situation) -> None:
        """Shows the lock screen for a store that is not where it was."""
        self._window.show_page(self.page)
        self._say(StoreRefusal(situation))

    def try_typed(self, typed: str) -> None:
        """Tries a passphrase or recovery code; any number of times."""
        self._typed = typed
        self._tasks.ask_to_stop()  # a rehearsal need not come to its end
        self._window.is_busy = True
        self.page.set_working(True)
        take_over, only_looks = self._take_over, self._only_looks

        def begin() -> Opened:
            if only_looks:
                return look_at(self._folder, typed, self._terms)
            return open_with(self._folder, typed, self._terms, take_over=take_over)

        self._tasks.run(
            begin,
            self._done,
            self._failed,
        )

    def try_number(self, number: str) -> None:
        """Tries the short number, as often as the hold allows."""
        half = self._hold.half()
        if not half:
            self._say(StoreRefusal(Situation.QUICK_GONE))
            return
        self._tasks.ask_to_stop()
        self._window.is_busy = True
        self.page.set_working(True)
        take_over = self._take_over
        self._tasks.run(
            lambda: open_quickly(self._folder, half, number, self._terms, take_over=take_over),
            self._done,
            self._number_failed,
        )

    def _number_failed(self, error: Exception) -> None:
        self._at_rest()
        if not isinstance(error, StoreRefusal):
            raise error
        match error.situation:
            case Situation.WRONG_PIN:
                left = self._hold.was_wrong()
                self.page.say_wrong_number(f"{error.words}あと{left}回ためせます。" if left else _NO_TRY_LEFT)
            case Situation.QUICK_GONE:
                self._hold.forget()
                self._say(error)
            case _:
                self._say(error)

    def _look(self) -> bool:
        load_parts()
        return is_practice(self._folder)

    def _looked(self, practice: bool) -> None:
        if practice:
            self._window.show_practice()
            self.page.show_practice()
        if not self._window.is_busy:
            self._tasks.run_long(
                lambda progress: rehearse(lambda: progress.is_asked_to_stop), self._rehearsed, self._not_rehearsed
            )

    def _rehearsed(self, _nothing: None) -> None:
        meet_qt()
        self.ready.emit()

    def _not_rehearsed(self, error: Exception) -> None:
        if not isinstance(error, StoreRefusal):  # such as a library that is too old: unlocking will say so
            raise error

    def _done(self, opened: Opened) -> None:
        self._at_rest()
        self._typed = ""
        self._hold.forget()
        self.page.clear()
        remember_unless_practice(opened)
        self.opened.emit(replace(opened, compares=self._compares))

    def _failed(self, error: Exception) -> None:
        self._at_rest()
        if not isinstance(error, StoreRefusal):
            raise error
        self._say(error)

    def _at_rest(self) -> None:
        self._window.is_busy = False
        self.page.set_working(False)
        self.page.question.clear()

    def _say(self, refusal: StoreRefusal) -> None:
        if refusal.situation in ABOUT_THE_TYPING:
            self.page.say_wrong(refusal.words)
        elif discarded := self._discarded():
            self.page.say_trouble(discarded, steps_after(Situation.NO_STORE), self.take_step)
        else:
            self.page.say_trouble(refusal.words, steps_after(refusal.situation), self.take_step)

    def _discarded(self) -> str:
        """What to say where the store is gone because it was handed over; "" anywhere else."""
        from hokatsu_desktop.store.data_folder import DataFolder
        from hokatsu_desktop.store.discarding import words_of_discarded

        return words_of_discarded(DataFolder(self._folder))

    def take_step(self, step: NextStep) -> None:
        """Does an offered step."""
        match step:
            case NextStep.TRY_AGAIN:
                self.page.submit()
            case NextStep.OPEN_HERE:
                self.page.ask_again(_SECOND_QUESTION, "確かめたので、こちらで開く", self._open_here)
            case NextStep.LOOK_ONLY:
                self.page.ask_again(_PLACE_QUESTION, "見るだけで開く", self._look_only)
            case NextStep.CHOOSE_FOLDER:
                self._choose_folder()
            case NextStep.MAKE_NEW:
                self.new_wanted.emit()
            case NextStep.FROM_BACKUP:
                self.from_backup_wanted.emit()
            case NextStep.RESTORE:
                self._tasks.run(lambda: backups_of(self._folder), self._offer_backups)
            case NextStep.SALVAGE:
                self._salvage()
            case _:
                raise ValueError(step)

    def _open_here(self) -> None:
        self._take_over = True
        self.page.submit()

    def _look_only(self) -> None:
        self._only_looks = True
        self.page.submit()

    def _choose_folder(self) -> None:
        ask_for_folder(self._window, "台帳のフォルダーを選ぶ", self.folder_chosen.emit, self._folder.parent)

    def _offer_backups(self, found: object) -> None:
        from hokatsu_desktop.ui.start.restore_page import RestorePage

        page = RestorePage(found if isinstance(found, list) else [])
        page.back.connect(lambda: self._window.show_page(self.page))
        page.wanted.connect(lambda backup, typed: self._look_at_backup(page, backup, typed))
        page.wanted_anyway.connect(lambda backup, typed: self._restore(page, backup, typed))
        page.compare_wanted.connect(self._compare_first)
        self._window.show_page(page)

    def _look_at_backup(self, page: RestorePage, backup: Path, typed: str) -> None:
        """Restores it, unless it is no earlier state of the store: that is told first."""

        from hokatsu_desktop.ui.start.forked_words import forked_words_of

        def looked(words: str) -> None:
            self._window.is_busy = False
            page.set_working("")
            if words:
                page.tell_forked(words, backup, typed)
            else:
                self._restore(page, backup, typed)

        def failed(error: Exception) -> None:
            self._window.is_busy = False
            page.set_working("")
            if not isinstance(error, StoreRefusal):
                raise error
            page.tell(error.words)

        self._window.is_busy = True
        page.set_working("控えを見ています…")
        now = self._terms.clock()
        self._tasks.run(lambda: forked_words_of(self._folder, backup, typed, now), looked, failed)

    def _compare_first(self, backup: Path, typed: str) -> None:
        """Opens the store with what opened both, and remembers which backup is to be looked at there."""
        self._compares = backup
        self.show_again()
        self.try_typed(typed)

    def _salvage(self) -> None:
        """With the passphrase that was typed: it is what found the damage."""
        from hokatsu_desktop.ui.start.salvage_page import SalvagePage
        from hokatsu_desktop.ui.start.waiting_page import WaitingPage

        typed = self._typed

        def failed(error: Exception) -> None:
            self._window.show_page(self.page)
            self._failed(error)

        def saved(found: SalvageFound) -> None:
            self._window.is_busy = False
            page = SalvagePage(found.salvaged, found.newest)
            page.back.connect(self.show_again)
            page.wanted.connect(lambda path: self._restore(page, path, typed))
            page.others_wanted.connect(lambda: self.take_step(NextStep.RESTORE))
            self._window.show_page(page)

        self._window.is_busy = True
        self._window.show_page(WaitingPage("読めるところを救い出しています", _SALVAGING))
        self._tasks.run(lambda: salvaged_beside(self._folder, typed, self._terms.clock()), saved, failed)

    def _restore(self, page: RestorePage | SalvagePage, backup: Path, typed: str) -> None:
        from hokatsu_desktop.ui.start.waiting_page import WaitingPage

        def failed(error: Exception) -> None:
            self._window.is_busy = False
            if not isinstance(error, StoreRefusal):
                raise error
            self._window.show_page(page)
            page.tell(error.words)

        def restored(_name: str) -> None:
            self._window.is_busy = False
            self._compares = None
            self._window.show_page(self.page)
            self.try_typed(typed)

        self._window.is_busy = True
        self._window.show_page(
            WaitingPage(
                "控えを確かめています",
                "いまの台帳が開けるなら、先にその控えをとります。そのあと、選んだ控えが壊れていないことを確かめてから戻します。",
            )
        )
        self._tasks.run(lambda: restore(self._folder, backup, typed, self._terms), restored, failed)


def remember_unless_practice(opened: Opened) -> None:
    """The next start opens the same store, but never a practice town in the place of the real one, or one only looked at."""
    if not opened.store.practice and not opened.only_looks:
        remember_folder(opened.store.folder.path)
