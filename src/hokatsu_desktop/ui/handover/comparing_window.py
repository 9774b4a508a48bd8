"""What comparing two copies looks like: a page that asks, a job that can be stopped, and the two sides."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.going_back import note_comparing
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.handover.compared_page import compared_page
from hokatsu_desktop.ui.handover.comparing_work import Compared, difference_list
from hokatsu_desktop.ui.handover.paper import show_paper
from hokatsu_desktop.ui.handover.telling import Stopped
from hokatsu_desktop.ui.meetings.picker import roomy_column, scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.busy import Progress
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_WIDTH, _HEIGHT, _AROUND = 980, 640, 80
_WORKING = "読んで、くらべています。どちらも書きかえません。"
_STOPPED = "くらべるのをやめました。何も残していません。どちらもそのままです。"


class ComparingWindow(Dialog):
    """`refused` is called with a no of the store, `standing` and `lead` give the words above the two sides."""

    def __init__(self, desk: Desk, title: str, parent: QWidget | None, *more: QPushButton) -> None:
        super().__init__(title, parent)
        self._desk = desk
        self._progress: Progress | None = None
        self.compared: Compared | None = None
        self.message = MessageBar()
        self.waiting = Words(wrap=True)
        self.paper = button("ちがいの一覧を印刷する…", picture="print")
        self.compare = self.add_button(button("くらべる", ButtonLook.PRIMARY), closes=False)
        for made in more:
            self.add_button(made, closes=False)
        self.stop = self.add_button(button("やめる"), closes=False)
        self.close_button = self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self._asking = QWidget()
        self._stack = QStackedWidget()
        self.compare.clicked.connect(lambda _checked=False: self.press())
        self.stop.clicked.connect(lambda _checked=False: self.ask_to_stop())
        self.paper.clicked.connect(lambda _checked=False: self.print_list())
        desk.tasks.told.connect(self._told)
        for made in (*more, self.stop):
            made.hide()

    @abstractmethod
    def press(self) -> None:
        """Compares, or says what is missing."""

    @abstractmethod
    def standing(self, found: Compared) -> str:
        """How the two stand to each other, in a sentence."""

    @abstractmethod
    def lead(self, found: Compared) -> str:
        """What to know before one of them is chosen; "" for nothing."""

    def refused(self, refusal: StoreRefusal) -> None:
        """Says why it could not be compared."""
        self.tell(refusal.words)

    def begin(self, job: Callable[[Progress], Compared]) -> None:
        """Compares in the worker; what was asked rests meanwhile."""
        self.message.dismiss()
        self._progress = self._desk.tasks.run_long(job, self.show_compared, self._failed)
        self._show_working()

    @property
    def is_comparing(self) -> bool:
        """Whether the worker is at it."""
        return self._progress is not None

    def reject(self) -> None:
        if self._progress is not None:
            self.ask_to_stop()  # the copies that were opened are put away first
        else:
            super().reject()

    def ask_to_stop(self) -> None:
        """Ends the comparing; nothing of it stays."""
        if self._progress is not None:
            self._progress.ask_to_stop()
            self.waiting.say("やめています…")

    def print_list(self) -> None:
        """All that only one of them has, through the preview."""
        if (found := self.compared) is not None:
            store = self._desk.store
            show_paper(self._desk, "二つの台帳のちがい", lambda: difference_list(store, found), self)

    def show_compared(self, found: Compared) -> None:
        """Shows the two sides."""
        self._progress = None
        self._show_working()
        self.compared = found
        self._stack.addWidget(scrolled(compared_page(found, self.standing(found), self.lead(found), self.paper)))
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self.compare.hide()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note_look(found)

    def _note_look(self, found: Compared) -> None:
        """The log says that it was looked at, except where a link of its own would part this store from its continuation."""
        store = self._desk.store
        if found.standing.ours and not store.read_only and not store.is_sealed:
            self._desk.did(lambda session: note_comparing(session, found.package), quiet=True)

    def tell(self, words: str) -> None:
        """Says what stands in the way."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def lay_out(self, parts: Sequence[QWidget]) -> None:
        """Builds the window around the fields of its first page."""
        page = QWidget()
        outer = roomy_column(page)
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for part in parts:
            left = Qt.AlignmentFlag.AlignLeft if isinstance(part, QPushButton) else Qt.AlignmentFlag(0)
            column.addWidget(part, 0, left)
        outer.addWidget(self._asking)
        outer.addWidget(self.waiting)
        outer.addStretch(1)
        self._stack.addWidget(scrolled(page))
        self.body.addWidget(self.message)
        self.body.addWidget(self._stack, 1)
        room = self.screen().availableGeometry()
        self.resize(min(px(_WIDTH), room.width() - _AROUND), min(px(_HEIGHT), room.height() - _AROUND))

    def _failed(self, error: Exception) -> None:
        self._progress = None
        self._show_working()
        self.compare.setFocus(Qt.FocusReason.OtherFocusReason)
        match error:
            case Stopped():
                self.tell(_STOPPED)
            case StoreRefusal():
                self.refused(error)
            case _:
                raise error

    def _told(self, words: str, done: int, total: int) -> None:
        if self._progress is not None and not self._progress.is_asked_to_stop:
            self.waiting.say(f"{words}　{done}／{total}" if total else words)

    def _show_working(self) -> None:
        """While the worker compares, the one thing to do is to stop it."""
        self.waiting.say(_WORKING if self.is_comparing else "")
        self._asking.setEnabled(not self.is_comparing)
        for made in (self.compare, self.close_button):
            made.setVisible(not self.is_comparing)
        self.stop.setVisible(self.is_comparing)
        if self.is_comparing:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
