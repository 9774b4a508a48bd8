"""Between the open store and the first screen: serious notices, missing names, who is working, the recovery sheet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.keys import Passphrase
from hokatsu_desktop.store.notices import NoticeKind
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.start.notice_page import NoticePage
from hokatsu_desktop.ui.start.page import Page
from hokatsu_desktop.ui.start.passphrase_page import own_passphrase_page, renewed_passphrase_page
from hokatsu_desktop.ui.start.rekey_pages import RekeyPage, TemporaryPage
from hokatsu_desktop.ui.start.start_window import StartWindow
from hokatsu_desktop.ui.start.store_work import (
    Opened,
    Renewed,
    Terms,
    check_code,
    found_in,
    note_recovery_print,
    recovery_paper,
    renew_code,
    renew_keys,
    set_passphrase,
)
from hokatsu_desktop.ui.start.town_page import TownPage
from hokatsu_desktop.ui.start.type_back_page import TypeBackPage
from hokatsu_desktop.ui.start.who_page import WhoPage
from hokatsu_desktop.ui.widgets.busy import Tasks
from hokatsu_desktop.ui.widgets.message_bar import MessageKind

Result = TypeVar("Result")

_OTHER_SHEET = (
    "番号の書き方は合っていますが、いまの復旧シートではないようです。"
    "前に作った紙でないか確かめてください。見つからないときは、作り直せます。"
)


class Settling(QObject):
    """Asks what is still open, one page after the other, and then says `ready`. Nothing here can be skipped."""

    ready = Signal(object)
    """Opened, with a known member of staff"""
    given_up = Signal()
    """The user does not want to work with this store."""

    def __init__(
        self, window: StartWindow, tasks: Tasks, terms: Terms, opened: Opened, steps: Sequence[str] = ()
    ) -> None:
        """`steps` stand at the left of the last of them, the recovery sheet."""
        super().__init__(window)
        self._steps = steps
        self._window = window
        self._tasks = tasks
        self._terms = terms
        self.opened = opened
        self._is_lineage_accepted = False
        self._is_rekey_put_off = False
        self._is_seal_seen = False

    def go_on(self) -> None:
        """Shows the next page that is needed, or says `ready`."""
        serious = [one.words for one in self.opened.store.notices if one.is_serious]
        if serious and not self._is_lineage_accepted:
            self._ask_about(serious)
        elif not self.opened.has_office:
            self._ask_names()
        elif self.opened.store.is_sealed and not self._is_seal_seen:
            self._show_seal()
        elif self.opened.staff_id is None:
            self._ask_who()
        elif self.opened.store.read_only:
            self._say_ready()  # keys and papers are the business of whoever goes on with it
        elif self.opened.has_temporary_key:
            self._ask_own_passphrase()
        elif self._can_renew():
            self._ask_rekey()
        elif self.opened.is_rehearsed:
            self._say_ready()
        elif self.opened.code is not None:
            self._show_paper(self.opened.code)
        else:
            self._ask_digits()

    def _ask_about(self, serious: list[str]) -> None:
        page = NoticePage(serious)
        page.done.connect(self._accept_lineage)
        page.back.connect(self.given_up)
        self._window.show_page(page)

    def _show_seal(self) -> None:
        from hokatsu_desktop.ui.start.sealed_page import SealedPage

        def seen() -> None:
            self._is_seal_seen = True
            self.go_on()

        words = [one.words for one in self.opened.store.notices if one.kind is NoticeKind.SEALED]
        page = SealedPage("".join(words))
        page.done.connect(seen)
        page.back.connect(self.given_up)
        self._window.show_page(page)

    def _accept_lineage(self) -> None:
        self.opened.store.accept_lineage()
        self._is_lineage_accepted = True
        self.go_on()

    def _ask_names(self) -> None:
        page = TownPage(Path(), asks_place=False)

        def answered() -> None:
            if page.accept_or_tell():
                founding, store = page.founding(), self.opened.store
                self._work(page, lambda: found_in(store, founding, self._terms), self._founded)

        page.done.connect(answered)
        self._window.show_page(page)

    def _founded(self, opened: Opened) -> None:
        self.opened = replace(opened, is_rehearsed=self.opened.is_rehearsed)
        self.go_on()

    def _ask_who(self) -> None:
        page = WhoPage(self.opened.colleagues)
        page.chosen.connect(self._who_chosen)
        self._window.show_page(page)

    def _who_chosen(self, staff_id: int) -> None:
        self.opened = replace(self.opened, staff_id=staff_id)
        if self.opened.store.read_only:
            self.go_on()
            return
        page = renewed_passphrase_page()

        def chosen() -> None:
            if page.passphrase.accept_or_tell():
                store, typed = self.opened.store, page.passphrase.value()
                self._work(
                    page,
                    lambda: set_passphrase(store, staff_id, typed, self._terms),
                    lambda _nothing: leave(),
                )

        def leave() -> None:
            page.passphrase.clear()
            self.go_on()

        page.done.connect(chosen)
        page.back.connect(leave)
        self._window.show_page(page)

    def _say_ready(self) -> None:
        """What opened the store is forgotten: nothing needs it from here on."""
        if self.opened.second_offered is not None:
            self._offer_second_place(self.opened.second_offered)
        else:
            self.ready.emit(replace(self.opened, secret=None))

    def _offer_second_place(self, place: Path) -> None:
        from hokatsu_desktop.store.second_place import choose_second_place
        from hokatsu_desktop.ui.start.second_place_page import SecondPlacePage

        page = SecondPlacePage(place)

        def leave() -> None:
            self.opened = replace(self.opened, second_offered=None)
            self._say_ready()

        data = self.opened.store.folder
        page.done.connect(lambda: self._work(page, lambda: choose_second_place(data, place), lambda _chosen: leave()))
        page.back.connect(leave)
        self._window.show_page(page)

    def _ask_own_passphrase(self) -> None:
        page = own_passphrase_page()

        def chosen() -> None:
            if page.passphrase.accept_or_tell():
                store, staff_id, typed = self.opened.store, self.opened.staff_id, page.passphrase.value()
                if staff_id is None:
                    raise AssertionError("nobody is known")
                self._work(
                    page, lambda: set_passphrase(store, staff_id, typed, self._terms), lambda _nothing: leave(typed)
                )

        def leave(typed: str) -> None:
            page.passphrase.clear()
            self.opened = replace(self.opened, has_temporary_key=False, secret=Passphrase(typed))
            self.go_on()

        page.done.connect(chosen)
        self._window.show_page(page)

    def _can_renew(self) -> bool:
        """Whether the keys are to be renewed and somebody is here whose passphrase goes on."""
        return self.opened.rekey_is_due and isinstance(self.opened.secret, Passphrase) and not self._is_rekey_put_off

    def _ask_rekey(self) -> None:
        opened = self.opened
        staying = [one.name for one in opened.colleagues if one.has_key and one.staff_id != opened.staff_id]
        page = RekeyPage(staying)

        def put_off() -> None:
            self._is_rekey_put_off = True
            self.go_on()

        page.done.connect(lambda: self._work(page, lambda: renew_keys(opened, self._terms), self._renewed))
        page.back.connect(put_off)
        self._window.show_page(page)

    def _renewed(self, renewed: Renewed) -> None:
        wishes = self.opened.second_offered, self.opened.compares
        self.opened = replace(renewed.opened, second_offered=wishes[0], compares=wishes[1])
        if not renewed.temporary:
            self.go_on()
            return
        page = TemporaryPage(renewed.temporary)
        page.done.connect(self.go_on)
        self._window.show_page(page)

    def _show_paper(self, code: RecoveryCode) -> None:
        store, staff_id = self.opened.store, self.opened.staff_id
        self._tasks.run(lambda: recovery_paper(store, code, staff_id), lambda printed: self._paper_made(printed, code))

    def _paper_made(self, printed: object, code: RecoveryCode) -> None:
        from hokatsu_desktop.printing.papers import Printed
        from hokatsu_desktop.ui.start.recovery_paper_page import RecoveryPaperPage

        if not isinstance(printed, Printed):
            raise TypeError(type(printed))
        store = self.opened.store
        page = RecoveryPaperPage(printed, lambda to: self._tasks.run(lambda: note_recovery_print(store, to)))
        page.done.connect(lambda: self._ask_digits(code))
        self._window.show_page(page, self._steps, 2)

    def _ask_digits(self, code: RecoveryCode | None = None) -> None:
        may_wait = code is None and self.opened.may_wait
        page = TypeBackPage(code, may_wait=may_wait)
        page.back.connect(self._say_ready)
        page.typed.connect(lambda typed: self._check(page, typed))
        page.new_sheet_wanted.connect(lambda: self._renew(page))
        self._window.show_page(page, self._steps, 2)

    def _check(self, page: TypeBackPage, typed: RecoveryCode) -> None:
        def checked(opens: bool) -> None:
            if opens:
                self.opened = replace(self.opened, is_rehearsed=True, code=None)
                self.go_on()
            else:
                page.tell(_OTHER_SHEET)

        store = self.opened.store
        self._work(page, lambda: check_code(store, typed, self._terms), checked)

    def _renew(self, page: TypeBackPage) -> None:
        def renewed(code: RecoveryCode) -> None:
            self.opened = replace(self.opened, code=code)
            self.go_on()

        store = self.opened.store
        self._work(page, lambda: renew_code(store, self._terms), renewed)

    def _work(self, page: Page, job: Callable[[], Result], then: Callable[[Result], None]) -> None:
        """Runs a job of the worker; the page rests meanwhile and tells a no."""

        def done(result: Result) -> None:
            self._rest(page)
            then(result)

        def failed(error: Exception) -> None:
            self._rest(page)
            if not isinstance(error, Refusal | StoreRefusal):
                raise error
            page.message.tell(MessageKind.WARNING, error.words)

        self._window.is_busy = True
        page.set_working("しばらくお待ちください…")
        self._tasks.run(job, done, failed)

    def _rest(self, page: Page) -> None:
        self._window.is_busy = False
        page.set_working("")
        if (field := page.first_field()) is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
