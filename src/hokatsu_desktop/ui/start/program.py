"""The program with a window, from the first paint to the end: start pages, then the main window, then putting away."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.start.next_steps import NextStep
from hokatsu_desktop.ui.start.other_openings import half_to_hand_over
from hokatsu_desktop.ui.start.problem_hooks import ProblemHooks
from hokatsu_desktop.ui.start.quick_hold import QuickHold
from hokatsu_desktop.ui.start.restart import Spawn, arguments_for, copy_backups, restart_command, spawn
from hokatsu_desktop.ui.start.single_start import SingleStart
from hokatsu_desktop.ui.start.start_notes import read_notes, remember_zoom
from hokatsu_desktop.ui.start.start_window import FIRST_STEPS, StartWindow, bring_forward
from hokatsu_desktop.ui.start.store_work import Opened, Terms, back_up_if_changed, has_store
from hokatsu_desktop.ui.start.unlocking import Unlocking
from hokatsu_desktop.ui.widgets.busy import Tasks

if TYPE_CHECKING:
    from hokatsu_desktop.store.open_store import OpenStore
    from hokatsu_desktop.ui.desk import Desk
    from hokatsu_desktop.ui.locking import Locking
    from hokatsu_desktop.ui.loss.page import LossPage
    from hokatsu_desktop.ui.main_window import MainWindow
    from hokatsu_desktop.ui.start.settling import Settling

PRACTICE = "demo"  # the command that opens the practice town
_PRACTICE_WORDS = "架空の町です。何を書いても、本番の台帳には入りません。朝いちばんは20秒ほどかかります。"


_LOSS_TAKEN = (
    "台帳を開いていない間に書いた「紛失時の記録」を、台帳に移しました。「ツール」の「紛失したとき」で続けられます。"
)


def work_window(desk: "Desk", lock: Callable[[], None]) -> "MainWindow":
    """The main window; loaded only when somebody has unlocked."""
    from hokatsu_desktop.ui.main_window import MainWindow

    return MainWindow(desk, lock=lock)


class Program(QObject):
    """Holds what lives as long as the process. `folder` is the data folder that was asked for or remembered."""

    ready = Signal()
    """At the lock screen, when everything is loaded that unlocking needs."""

    def __init__(
        self,
        application: QApplication,
        folder: Path,
        *,
        is_known: bool = False,
        terms: Terms | None = None,
        spawn: Spawn = spawn,
        leave: Callable[[], None] | None = None,
        make_window: "Callable[[Desk, Callable[[], None]], MainWindow]" = work_window,
        half: bytes = b"",
        restores: bool = False,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._is_known = is_known  # a store was there before: its absence is no first start
        self._terms = terms or Terms()
        self._spawn = spawn
        self._leave = leave or application.quit
        self._make_window = make_window
        self._restores = restores  # the backups are offered at once
        self._half = half  # handed over by the process that was locked
        self.tasks = Tasks(self)
        self.unlocking: Unlocking | None = None
        self.settling: Settling | None = None
        self.loss: LossPage | None = None
        self.start_window = StartWindow()
        self.main_window: MainWindow | None = None
        self.locking: Locking | None = None
        self.single = SingleStart(folder, self)
        self.hooks = ProblemHooks(self._leave, self)
        self.single.called.connect(self.come_forward)
        self.start_window.closing.connect(self._start_closed)
        application.aboutToQuit.connect(self.end)

    def start(self) -> bool:
        """Shows the first page; False if another window already has this folder and was brought to the front."""
        if self.single.call_first():
            return False
        self.single.listen()
        self.hooks.install()
        if has_store(self._folder):
            self._unlock(self._folder)
        elif self._is_known:
            self._say_missing()
        else:
            self._first_start()
        self.start_window.show()
        return True

    def start_practice(self, prepare: Callable[[], Opened]) -> bool:
        """Opens the practice town, which `prepare` builds or opens in the worker; False if it is open already."""
        from hokatsu_desktop.ui.start.waiting_page import WaitingPage

        if self.single.call_first():
            return False
        self.single.listen()
        self.hooks.install()
        self.start_window.show_practice()
        waiting = WaitingPage("練習用の町を用意しています", _PRACTICE_WORDS)

        def failed(error: Exception) -> None:
            self.start_window.is_busy = False
            if not isinstance(error, StoreRefusal):
                raise error
            waiting.say_failed(error.words)

        self.start_window.show_page(waiting)
        self.start_window.is_busy = True
        self.start_window.show()
        QTimer.singleShot(0, lambda: self.tasks.run(prepare, self._practice_ready, failed))
        return True

    def come_forward(self) -> None:
        """Brings the window that is there to the front."""
        window: QWidget = self.main_window or self.start_window
        bring_forward(window)

    def end(self) -> None:
        """Puts everything away; at the second time does nothing."""
        if self.locking is not None:
            self.locking.put_away()
        self.tasks.close()
        if self.settling is not None:
            self.settling.opened.store.close()
        self.single.close()
        self.hooks.remove()

    # Before the store is open

    def _unlock(self, folder: Path) -> None:
        self.unlocking = self._lock_screen(folder)
        self.unlocking.ask()
        if self._restores:
            self.unlocking.take_step(NextStep.RESTORE)

    def _say_missing(self) -> None:
        self.unlocking = self._lock_screen(self._folder)
        there = self._folder.is_dir()
        self.unlocking.say_missing(Situation.NO_STORE if there else Situation.MISSING_FOLDER)

    def _lock_screen(self, folder: Path) -> Unlocking:
        made = Unlocking(self.start_window, self.tasks, self._terms, folder, QuickHold(self._half))
        self._half = b""
        made.opened.connect(self._settle)
        made.ready.connect(self.ready)
        made.new_wanted.connect(self._first_start)
        made.practice_wanted.connect(lambda: self._restart(["--data-folder", str(folder), PRACTICE]))
        made.folder_chosen.connect(self._restart_with)
        made.receive_wanted.connect(lambda: self._receive(folder, made.ask))
        made.from_backup_wanted.connect(lambda: self._start_from_backup(folder, made.show_again))
        made.loss_wanted.connect(lambda: self._report_loss(folder, made.show_again))
        return made

    def _first_start(self) -> None:
        from hokatsu_desktop.ui.start.first_start import FirstStart

        first = FirstStart(self.start_window, self.tasks, self._terms, self._folder)
        first.opened.connect(lambda opened: self._settle(opened, FIRST_STEPS))
        first.open_wanted.connect(self._restart_with)
        first.practice_wanted.connect(lambda: self._restart([PRACTICE]))
        first.receive_wanted.connect(lambda folder: self._receive(folder, first.ask_town))
        first.from_backup_wanted.connect(lambda folder: self._start_from_backup(folder, first.ask_town))
        first.loss_wanted.connect(lambda: self._report_loss(self._folder, first.ask_town))
        first.ask_town()

    def _receive(self, folder: Path, back: Callable[[], None]) -> None:
        """A package becomes the store of this folder; `back` leads to the page it was asked for on."""
        from hokatsu_desktop.ui.handover.receiving import STEPS, Receiving

        receiving = Receiving(self.start_window, self.tasks, self._terms, folder)
        receiving.opened.connect(lambda opened: self._settle(opened, STEPS))
        receiving.back.connect(back)
        receiving.ours_wanted.connect(self._open_ours)
        receiving.ask()

    def _open_ours(self, folder: Path) -> None:
        """The store that is there already, instead of a package."""
        if self.unlocking is not None and folder == self._folder:
            self.unlocking.ask()
        else:
            self._restart_with(folder)

    def _start_from_backup(self, folder: Path, back: Callable[[], None]) -> None:
        """A backup becomes the store of this folder; `back` leads to the page it was asked for on."""
        from hokatsu_desktop.ui.start.from_backup import FromBackup

        starting = FromBackup(self.start_window, self.tasks, self._terms, folder)
        starting.opened.connect(self._settle)
        starting.open_wanted.connect(self._restart_with)
        starting.back.connect(back)
        starting.ask()

    def _report_loss(self, folder: Path, back: Callable[[], None]) -> None:
        """紛失時の記録, which needs no store; `back` leads to the page it was asked for on."""
        from hokatsu_desktop.ui.loss.page import LossPage
        from hokatsu_desktop.ui.loss.side import known_facts
        from hokatsu_desktop.ui.start.store_work import is_practice

        if self.loss is None:
            practice = is_practice(folder)
            self.loss = LossPage(folder, known_facts(folder, practice=practice), self._terms.clock, practice=practice)
            self.loss.back.connect(back)
        self.start_window.show_page(self.loss)

    def _restart_with(self, folder: Path) -> None:
        """Another folder means another socket and another lock, so it is another start."""
        self._restart(arguments_for(folder))

    def _restart(self, arguments: Sequence[str]) -> None:
        self.single.close()
        self._spawn(restart_command(arguments))
        self._leave()

    def _start_closed(self) -> None:
        if self.loss is not None:
            self.loss.panel.flush()  # also what was typed in the last second
        if self.main_window is None:
            self._leave()

    # With an open store

    def _settle(self, opened: Opened, steps: Sequence[str] = ()) -> None:
        from hokatsu_desktop.ui.start.settling import Settling

        self.settling = Settling(self.start_window, self.tasks, self._terms, opened, steps)
        self.settling.ready.connect(self._open_main)
        self.settling.given_up.connect(self._leave)
        self.settling.go_on()

    def _practice_ready(self, opened: Opened) -> None:
        self.start_window.is_busy = False
        self._settle(opened)

    def _open_main(self, opened: Opened) -> None:
        from hokatsu_desktop.services.office import remembered_place
        from hokatsu_desktop.services.refusal import Refusal
        from hokatsu_desktop.services.trash import empty_trash
        from hokatsu_desktop.ui.desk import Desk
        from hokatsu_desktop.ui.locking import Locking
        from hokatsu_desktop.ui.loss.keeping import take_into_store
        from hokatsu_desktop.ui.place import place_from_json
        from hokatsu_desktop.ui.settings.backup_sample import sample_later

        if opened.staff_id is None:
            raise ValueError("staff")
        store = opened.store
        desk = Desk(store, opened.staff_id, self.tasks, self._terms.clock)
        desk.since = since = opened.since or desk.since

        def keep(half: bytes) -> None:
            desk.quick_half = half

        self.tasks.run(lambda: half_to_hand_over(store, since, self._terms), keep)
        with suppress(Refusal, StoreRefusal):  # a store that cannot be written, or by a reader, can still be read
            desk.act(empty_trash, quiet=True)
        self.locking = Locking(
            desk,
            restart_command(arguments_for(store.folder.path)),
            before_close=lambda: self._before_close(store),
            after_close=lambda: copy_backups(store.folder, self._spawn),
            free=self.single.close,
            spawn=self._spawn,
            leave=self._leave,
        )
        self.main_window = self._make_window(desk, self.locking.lock)
        self.main_window.set_zoom(read_notes().zoom)
        self.main_window.zoom_changed.connect(remember_zoom)
        with desk.reading() as session:
            place = place_from_json(remembered_place(session, opened.staff_id))
        self.main_window.show_place(place)
        sample_later(desk)
        self.locking.watch(self.main_window, self.main_window)
        self.main_window.open_on_screen()
        self.start_window.close()
        copy_backups(store.folder, self._spawn)  # the second place may have been away when this PC was last used
        for notice in store.notices:
            self.main_window.say("warning" if notice.is_serious else "info", notice.words)
        if take_into_store(desk):
            self.main_window.say("info", _LOSS_TAKEN)
        if opened.compares is not None:
            self._compare(desk, opened.compares, self.main_window)

    def _compare(self, desk: "Desk", backup: Path, window: "MainWindow") -> None:
        """The store was opened to look at what a backup has and what it has not."""
        from hokatsu_desktop.ui.place import Place
        from hokatsu_desktop.ui.settings.compare_backup_dialog import open_comparing

        window.show_place(Place(section="settings"))
        open_comparing(desk, backup, window)

    def _before_close(self, store: "OpenStore") -> None:
        from hokatsu_desktop.ui.loss.side import note_store

        now = self._terms.clock()
        back_up_if_changed(store, now)
        note_store(store, now)
