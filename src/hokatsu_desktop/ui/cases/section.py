"""The section ケース: the list at the left, the case or the page for receiving a referral beside it."""

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QStackedWidget, QWidget

from hokatsu_desktop.models import Case, Referral
from hokatsu_desktop.services.cases import CasePage, Show, case_count
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.ui.cases.case_list import CaseList
from hokatsu_desktop.ui.cases.detail import CaseDetail
from hokatsu_desktop.ui.cases.folding import fold, is_narrow
from hokatsu_desktop.ui.cases.inbox_page import InboxPage
from hokatsu_desktop.ui.cases.opened_place import next_meeting, overview_of, show_in
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.reception import ReceptionPage
from hokatsu_desktop.ui.cases.side_panel import SidePanel
from hokatsu_desktop.ui.cases.tab import CaseHands
from hokatsu_desktop.ui.cases.throwing_away import offer_draft_back, throw_draft_away
from hokatsu_desktop.ui.cases.trash_page import TrashPage
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.empty_state import EmptyState

TRASH, INBOX = "trash", "inbox"
LED_BY = "led_by"
_SETTLE = 120  # milliseconds the arrows rest on a row before its case is read


class CasesSection(QWidget):
    """Keeps the contract of ui/section.py, and takes `finish`, `narrow_list`, `begin_closing` and `begin_reopening`."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._is_built = False
        self._desk = desk
        self._printer = printer
        self._side: SidePanel | None = None
        self._page: CasePage | None = None
        hands = CaseHands(desk, printer, self.write_note)
        self.list = CaseList(desk)
        self.detail = CaseDetail(hands)
        self.reception = ReceptionPage(desk)
        self.trash = TrashPage(desk)
        self.inbox = InboxPage(desk, printer)
        self.nothing = EmptyState("左の一覧から、ケースを選んでください。↑ ↓ で選び、Enter で中に入ります。")
        self._stack = QStackedWidget()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SETTLE)
        self._build()
        self._is_built = True
        self._connect()

    # The contract of a section

    def widget(self) -> QWidget:
        """The widget for the middle of the window."""
        return self

    def side_panel(self) -> QWidget | None:
        """The panel beside the case; the window deletes it when another section comes, so it may be a new one."""
        if self._side is None or not shiboken6.isValid(self._side):
            self._side = SidePanel(self._desk)
        self._fill_side()
        return self._side

    def show_place(self, place: Place) -> None:
        """Opens the case, tab, record and blank that the place names.

        Tab "new" is receiving a referral, "inbox" the referrals that came, "trash" the drafts that were thrown away.
        What is there no more is said, and the list shown.
        """
        with self._desk.reading() as session:
            words = why_gone(session, Case, place.case_id)
        if words:
            self._desk.said.emit("info", words)
            place = Place(section="cases")
        if place.tab == "new":
            self._show_reception(place)
        elif place.tab == TRASH:
            self._show_trash()
        elif place.tab == INBOX:
            self._show_inbox()
        elif place.case_id is not None:
            self._show_case(place)
        elif place.tab == LED_BY:
            self.list.show_led_by(place.blank)
        else:
            self.list.refresh()
            if self._stack.currentWidget() is self.nothing:
                self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Place:
        """Where the section is now."""
        if self._stack.currentWidget() is self.reception:
            return self.reception.place()
        if self._stack.currentWidget() is self.trash:
            return Place(section="cases", tab=TRASH)
        if self._stack.currentWidget() is self.inbox:
            return Place(section="cases", tab=INBOX)
        tab = self.detail.tab()
        record_id, blank = tab.spot() if tab is not None else (None, "")
        return Place(
            section="cases",
            case_id=self.detail.case_id(),
            tab=self.detail.tab_key() if tab is not None else "",
            record_id=record_id,
            blank=blank,
        )

    def close_gone(self) -> bool:
        """Closes the case or the draft that is there no more, and brings the page of receiving up to date."""
        receiving = self._stack.currentWidget() is self.reception
        self.reception.catch_up()
        with self._desk.reading() as session:
            is_gone = bool(why_gone(session, Case, self.detail.case_id()))
        if is_gone:
            self._close_case()
        if receiving and self.reception.is_received():
            self._go_on_as_case()
        elif receiving and self.reception.is_trashed():
            self.reception.forget()
            self._leave_reception()
            return True
        return is_gone and not receiving

    def flush(self) -> None:
        """Stores what is typed at once."""
        self.detail.flush()
        self.reception.flush()
        self.inbox.flush()

    def count(self) -> int:
        """The drafts that wait to be received."""
        with self._desk.reading() as session:
            return case_count(session, Show.DRAFTS)

    def print_here(self) -> None:
        """Prints the sheet that is open; where there is none, offers all papers of the case."""
        tab = self.detail.tab()
        if self._stack.currentWidget() is self.inbox:
            self.inbox.print_here()
        elif self._stack.currentWidget() is not self.detail or tab is None:
            self._desk.said.emit("info", "印刷するケースを、先に開いてください。")
        elif not tab.print_here():
            self.detail.show_case(self.detail.case_id() or 0, "papers")
            self.detail.enter()
            self._desk.said.emit("info", "印刷する書類を選んでください。")

    def print_packet(self) -> None:
        """Prints the packet of the case's coming meeting."""
        meeting = next_meeting(self._page)
        if meeting is not None:
            self.flush()
            self._printer.print_packet(meeting.id)
        else:
            self._desk.said.emit("info", "このケースの、これからの会議がありません。会議を開くと、一式を印刷できます。")

    # What the window's menu asks for besides

    def finish(self) -> None:
        """Ctrl+Enter: finishes the record that is open."""
        if self._stack.currentWidget() is self.reception:
            self.reception.receive_now()
            return
        if self._stack.currentWidget() is self.inbox:
            self.inbox.mark()
            return
        tab = self.detail.tab()
        if tab is not None and not tab.finish():
            self.flush()
            self._desk.said.emit("info", "書いたものは保存されています。")

    def narrow_list(self) -> None:
        """Ctrl+F: puts the keyboard into the filter of the list."""
        self.list.show()
        self.list.narrow()

    def begin_closing(self) -> None:
        """終結にする: opens the card on 概要."""
        tab = self._overview()
        if tab is not None:
            tab.begin_closing()

    def begin_reopening(self) -> None:
        """再開する: opens the card on 概要."""
        tab = self._overview()
        if tab is not None:
            tab.begin_reopening()

    def write_note(self, note_id: int | None = None) -> None:
        """Opens 経過を書く for the case that is shown."""
        case_id = self.detail.case_id()
        if case_id is not None:
            self.flush()
            NoteWriter(self._desk, case_id, self.window(), note_id=note_id).open()

    # The rest

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Tab if control:
                self.detail.step(1)
            case Qt.Key.Key_Backtab if control:
                self.detail.step(-1)
            case Qt.Key.Key_F if control:
                self.narrow_list()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if control:
                self.finish()
            case Qt.Key.Key_Escape if self._stack.currentWidget() is self.reception:
                self._leave_reception()
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_list()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._is_built:
            self._fold_list()

    def _build(self) -> None:
        self._line = QFrame()
        self._line.setProperty("look", "line")
        self._line.setFixedWidth(1)
        self._stack.setMinimumWidth(px(360))
        for part in (self.nothing, self.detail, self.reception, self.trash, self.inbox):
            self._stack.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._line)
        row.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.list.moved.connect(lambda _case_id: self._rest.start())
        self.list.opened.connect(self._open)
        self.list.begin_wanted.connect(lambda: self._desk.go(Place(section="cases", tab="new")))
        self._rest.timeout.connect(self._settled)
        self.detail.shown.connect(self._shown)
        self.detail.lost.connect(self._close_case)
        self.detail.header.throw.clicked.connect(lambda _checked=False: self._throw_away(self.detail.case_id()))
        self.reception.throw_wanted.connect(self._throw_away)
        self.list.trash_wanted.connect(lambda: self._desk.go(Place(section="cases", tab=TRASH)))
        self.list.inbox_wanted.connect(lambda: self._desk.go(Place(section="cases", tab=INBOX)))
        self.inbox.left.connect(self._back_to_list)
        self.trash.left.connect(self._back_to_list)
        self.trash.restored.connect(lambda case_id: self._desk.go(Place(section="cases", case_id=case_id)))
        self.detail.header.back.clicked.connect(lambda _checked=False: self._back_to_list())
        self.reception.received.connect(self._received)
        self.reception.left.connect(self._leave_reception)
        self._desk.changed.connect(self.list.refresh)

    def _settled(self) -> None:
        target = self.list.view.target()
        if isinstance(target, int) and not self._desk.store.is_closed:  # locked within the moment of resting
            self._put(self.detail)
            self.detail.show_case(target)

    def _open(self, case_id: int) -> None:
        self._rest.stop()
        self._desk.go(Place(section="cases", case_id=case_id, tab=self.detail.tab_key()))
        self.detail.enter()

    def _show_case(self, place: Place) -> None:
        self.reception.flush()
        self._rest.stop()
        case_id = place.case_id or 0
        self._put(self.detail)
        self.list.go_to(case_id)
        show_in(self.detail, place)
        focus = QApplication.focusWidget()
        if focus is None or not self.detail.isAncestorOf(focus):
            self.detail.enter()

    def _show_reception(self, place: Place) -> None:
        """Receiving a referral; one that was received since (Alt+← leads back here) is shown as a case."""
        self.detail.flush()
        if place.record_id is not None:
            with self._desk.reading() as session:
                referral = session.get(Referral, place.record_id)
            if referral is None or referral.received_on is not None:
                case_id = referral.case_id if referral is not None else None
                self.show_place(Place(section="cases", case_id=case_id, tab="referral"))
                return
        self._put(self.reception)
        self.reception.begin(place.record_id)
        if place.blank:
            self.reception.form.focus_blank(place.blank)
        self._fill_side()

    def _show_trash(self) -> None:
        self.flush()
        self.trash.reread()
        self._put(self.trash)
        self.trash.focus_first()
        self._fill_side()

    def _show_inbox(self) -> None:
        self.flush()
        self.inbox.reread()
        self._put(self.inbox)
        self.inbox.focus_first()
        self._fill_side()

    def _throw_away(self, case_id: int | None) -> None:
        """At once and without a question; the message bar has the way back for as long as it stands."""
        if case_id is None:
            return
        self.flush()
        if not throw_draft_away(self._desk, case_id):
            return
        if self.reception.case_id == case_id:
            self.reception.forget()
        self._leave_detail(only=case_id)
        offer_draft_back(self._desk, case_id)

    def _go_on_as_case(self) -> None:
        """The draft on the page of receiving was received, by doing again what was undone."""
        case_id = self.reception.case_id
        self.reception.forget()
        if case_id is not None:
            self._received(case_id)

    def _close_case(self) -> None:
        """The case that is open is there no more."""
        self.detail.leave()
        self._page = None
        if self._stack.currentWidget() is self.detail:
            self._put(self.nothing)
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fill_side()

    def _received(self, case_id: int) -> None:
        self.show_place(Place(section="cases", case_id=case_id, tab="referral"))
        self.detail.enter()

    def _leave_reception(self) -> None:
        if not self.reception.flush():
            return
        case_id = self.detail.case_id()
        self._put(self.detail if case_id is not None else self.nothing)
        self.list.refresh()
        self.detail.reread()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back_to_list(self) -> None:
        self.flush()
        self._leave_detail()

    def _leave_detail(self, *, only: int | None = None) -> None:
        """Shows the list alone; the case that was open stays in mind unless it is the one to leave."""
        if only is None or self.detail.case_id() == only:
            self.detail.leave()
        self._page = None
        self._put(self.nothing)
        self._fill_side()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _overview(self) -> OverviewTab | None:
        tab = overview_of(self.detail) if self._stack.currentWidget() is self.detail else None
        if tab is None:
            self._desk.said.emit("info", "先に、ケースを開いてください。")
        return tab

    def _put(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self._fold_list()

    def _fold_list(self) -> None:
        """The list goes while a referral is received, and where it would leave too little room for the case."""
        part = self._stack.currentWidget()
        narrow = is_narrow(self)
        shown = part is not self.reception and not (narrow and part in (self.detail, self.trash, self.inbox))
        fold(self.list, self._line, self._stack, alone=narrow and part is self.nothing, shown=shown)
        self.detail.header.back.setVisible(narrow)

    def _shown(self, page: CasePage) -> None:
        self._page = page
        self._fill_side()

    def _fill_side(self) -> None:
        if self._side is None or not shiboken6.isValid(self._side):
            return
        if self._stack.currentWidget() is self.reception:
            self._side.show_why(self.reception.form.sheet.why)
        else:
            self._side.show_page(self._page)
