"""One meeting: its head, the tabs 準備・当日・決まったこと・資料, reading the decisions out, and ending it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import full
from hokatsu_desktop.models import Meeting, MeetingState
from hokatsu_desktop.services.called_meetings import MeetingPage, meeting_page
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.sheets.shown import meeting_hours
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock
from hokatsu_desktop.ui.meetings.board import LEAST_WIDTH
from hokatsu_desktop.ui.meetings.board_tab import BoardTab
from hokatsu_desktop.ui.meetings.carried_bar import CarriedBar
from hokatsu_desktop.ui.meetings.decided import DecidedPage
from hokatsu_desktop.ui.meetings.finishing import FinishingPage
from hokatsu_desktop.ui.meetings.handouts_tab import HandoutsPage
from hokatsu_desktop.ui.meetings.preparing import PreparingPage
from hokatsu_desktop.ui.meetings.reading import ReadingPage
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.unwheeled import Tabs
from hokatsu_desktop.ui.widgets.words import Look, Words

FINISHING, HANDOUTS, READING = "finish", "handouts", "read"
SMALL = 420  # height of the page at 100 %
TABS = (("prepare", "準備"), ("board", "当日"), ("decided", "決まったこと"), (HANDOUTS, "資料"))


class MeetingDetail(QWidget):
    """The page of one meeting. Tabs are built when they are first shown."""

    tab_changed = Signal(str)
    plan_wanted = Signal(int)
    list_wanted = Signal()

    def __init__(
        self, desk: Desk, printer: Printer, meeting_id: int, clock: AgendaClock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._desk = desk
        self._printer = printer
        self.meeting_id = meeting_id
        self.title = Words(look=Look.TITLE)
        self.number = Words(look=Look.QUIET)
        self.kind = Tag("", Tone.INFO)
        self.state = Tag("", Tone.PLAIN)
        self.when = Words(look=Look.QUIET, wrap=True)
        self.carried = CarriedBar(desk, meeting_id, self, self.flush)
        self.list_button = button("‹ 会議の一覧", ButtonLook.QUIET)
        self.packet_button = button("一式を印刷", picture="print")
        self.read_button = button("読み上げ　F4")
        self.finish_button = button("会議を終える", ButtonLook.PRIMARY)
        self.tabs = Tabs()
        self.stack = QStackedWidget()
        self._preparing: PreparingPage | None = None
        self.board = BoardTab(desk, meeting_id, clock)
        self.decided = DecidedPage(desk, printer, meeting_id)
        self.handouts = HandoutsPage(desk, printer, meeting_id)
        self.finishing: FinishingPage | None = None
        self._reading: ReadingPage | None = None
        self._list_hidden = False
        self._is_shown = False
        self._build()
        self._connect()
        self._tell()

    @property
    def preparing(self) -> PreparingPage:
        """The tab 準備, made when it is first asked for."""
        if self._preparing is None:
            self._preparing = PreparingPage(self._desk, self.meeting_id)
            self.stack.addWidget(self._preparing)
        return self._preparing

    @property
    def reading(self) -> ReadingPage:
        """The page 読み上げ, made when it is first asked for."""
        if self._reading is None:
            self._reading = ReadingPage(self._desk, self._printer, self.meeting_id)
            self._reading.left.connect(lambda: self.show_tab("board"))
            self._reading.finish_wanted.connect(self.open_finishing)
            self._reading.board_wanted.connect(self.show_board_of)
            self.stack.addWidget(self._reading)
        return self._reading

    def tab(self) -> str:
        """The key of the tab that is shown, "finish" while the meeting is being ended, "read" while it is read out."""
        if self._is_reading():
            return READING
        return FINISHING if self._is_finishing() else TABS[self.tabs.currentIndex()][0]

    def show_tab(self, key: str) -> None:
        """Shows a tab; an unknown key leaves things as they are."""
        if key in (FINISHING, READING):
            self.open_finishing() if key == FINISHING else self.open_reading()
            return
        places = [place for place, (name, _) in enumerate(TABS) if name == key]
        if places and places[0] != self.tabs.currentIndex():
            self.tabs.setCurrentIndex(places[0])
        elif places or not self._is_shown:
            self._show(self.tabs.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab: the next tab, with the keyboard in it, as in a case."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not self._is_apart():
            self._step(1 if event.key() == Qt.Key.Key_Tab else -1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        place = (self.tabs.currentIndex() + by) % self.tabs.count()
        self.tabs.setCurrentIndex(place)
        stop = first_stop_in(self._page(place))
        (stop or self.tabs).setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> bool:
        """Store what is typed at once."""
        pages = (self._preparing, self.board, self.handouts, self.finishing, self._reading)
        stored = [one.flush() for one in pages if one is not None]
        return all(stored)

    def finish(self) -> None:
        """Ctrl+Enter: opens the ending of the meeting, and there ends it; confirms what is read out."""
        if self._is_reading():
            self.reading.finish()
        elif self._is_finishing() and self.finishing is not None:
            self.finishing.finish()
        else:
            self.open_finishing()

    def open_finishing(self) -> None:
        """Goes to 会議を終える."""
        self.flush()
        if self.finishing is None:
            self.finishing = FinishingPage(self._desk, self.meeting_id, self._clock)
            self.finishing.finished.connect(self._finished)
            self.finishing.left.connect(lambda: self.show_tab("board"))
            self.finishing.board_wanted.connect(self.show_board_of)
            self.finishing.handouts_wanted.connect(self.show_handouts)
            self.stack.addWidget(self.finishing)
        self.finishing.reread()
        self.stack.setCurrentWidget(self.finishing)
        self._tell()
        self.finishing.start()
        self.tab_changed.emit(FINISHING)

    def open_reading(self) -> None:
        """Goes to 読み上げ, at the first decision that is not confirmed."""
        self.flush()
        self.stack.setCurrentWidget(self.reading)
        self._tell()
        self.reading.start()
        self.tab_changed.emit(READING)

    def show_board_of(self, case_id: int) -> None:
        """Shows the board of a case, with the keyboard where a role is missing."""
        self.show_tab("board")
        self.board.show_case(case_id)
        self.board.start_typing()

    def show_handouts(self, copy_id: int | None = None) -> None:
        """Shows what was handed out, with the keyboard on one copy or on the first that is still out."""
        self.show_tab(HANDOUTS)
        self.handouts.show_copy(copy_id)

    def print_packet(self) -> None:
        """All papers of the meeting."""
        self.flush()
        self._printer.print_packet(self.meeting_id)

    def print_here(self) -> None:
        """The paper of what is open: the agenda, or the sheet of the case on the board."""
        self.flush()
        meeting_case_id = self.board.meeting_case_id()
        if self.tab() == HANDOUTS:
            self.handouts.print_here()
        elif self.tab() == "prepare" or meeting_case_id is None:
            self._printer.print_sheet("agenda", self.meeting_id)
        else:
            self._printer.print_sheet("action_linkage", meeting_case_id)

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            if why_gone(session, Meeting, self.meeting_id):  # the section closes this page
                return
        self._tell()
        match self.tab():
            case "prepare":
                self.preparing.reread()
            case "board":
                self.board.reread()
            case "decided":
                self.decided.reread()
            case "handouts":
                self.handouts.reread()
            case "read":
                self.reading.reread()
            case _ if self.finishing is not None:
                self.finishing.reread()

    def close_projector(self) -> None:
        """Closes the window on the wall, if it is open."""
        if self.board.projector is not None:
            self.board.projector.close()

    def set_list_hidden(self, hidden: bool) -> None:
        """Shows the way back to the list while that is folded away."""
        self._list_hidden = hidden
        self.list_button.setVisible(hidden and not self._is_apart())

    def _is_finishing(self) -> bool:
        return self.finishing is not None and self.stack.currentWidget() is self.finishing

    def _is_reading(self) -> bool:
        return self._reading is not None and self.stack.currentWidget() is self._reading

    def _is_apart(self) -> bool:
        """Whether a page is shown that is not one of the tabs."""
        return self._is_finishing() or self._is_reading()

    def _finished(self) -> None:
        self.show_tab("decided")
        self._desk.said.emit("success", "会議を終えました。決まったことは、それぞれの「やること」になりました。")
        if self.decided.plan_buttons:
            self.decided.plan_buttons[0].setFocus()

    def _tell(self) -> None:
        with self._desk.reading() as session:
            page = meeting_page(session, self.meeting_id)
        meeting = page.meeting
        self.title.say(meeting.name)
        self.number.say(f"第{meeting.ordinal}回　{meeting.number}")
        self.kind.set_tag("・".join(label_of("meeting_basis", one) for one in page.bases), Tone.INFO)
        self.state.set_tag(*meeting_pill(meeting))
        self.when.say(when_words(page))
        held = meeting.state == MeetingState.HELD
        self.finish_button.setText("終わりかたを直す" if held else "会議を終える")
        self.finish_button.setVisible(not self._is_finishing())
        self._fit_head()
        self.packet_button.setVisible(self.tab() in ("prepare", HANDOUTS))
        self.tabs.setVisible(not self._is_apart())
        self.list_button.setVisible(self._list_hidden and not self._is_apart())

    def _fit_head(self) -> None:
        """Only the title stays of the head where it would take the room of the board, as with letters of 200 %."""
        small = self.tab() == "board" and self.height() < px(SMALL)
        for part in (self.number, self.kind, self.state):
            part.setVisible(not small)
        wide = self.width() >= px(LEAST_WIDTH)
        self.read_button.setVisible(self.tab() in ("board", "decided", FINISHING) and wide)
        self.when.setVisible(not small and not self._is_reading())
        self.carried.setVisible(self.carried.reread() and not small and self.tab() in ("prepare", "board"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _build(self) -> None:
        line = FlowLayout(across=12, down=4)
        for part in (self.title, self.number, self.kind, self.state):
            line.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(line, 1)
        row.addWidget(self.packet_button)
        row.addWidget(self.read_button)
        row.addWidget(self.finish_button)
        for _, words in TABS:
            self.tabs.addTab(words)
        self.tabs.setAccessibleName("会議の画面")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        bottom = QHBoxLayout()
        bottom.addWidget(self.tabs)
        bottom.addStretch(1)
        bottom.addWidget(self.list_button)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 0)
        head.setSpacing(4)
        head.addLayout(row)
        head.addWidget(self.when)
        head.addWidget(self.carried)
        head.addLayout(bottom)
        self.stack.addWidget(self.board)
        self.stack.addWidget(self.decided)
        self.stack.addWidget(self.handouts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show)
        self.packet_button.clicked.connect(self.print_packet)
        self.finish_button.clicked.connect(self.open_finishing)
        self.read_button.clicked.connect(lambda _checked=False: self.open_reading())
        shortcut = QShortcut(QKeySequence("F4"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open_reading)
        self.list_button.clicked.connect(self.list_wanted)
        self.decided.plan_wanted.connect(self.plan_wanted)
        self._desk.changed.connect(self.reread)
        self.set_list_hidden(False)

    def _show(self, place: int) -> None:
        self.flush()
        self._is_shown = True
        self.stack.setCurrentWidget(self._page(place))
        self.reread()
        self.tab_changed.emit(TABS[place][0])

    def _page(self, place: int) -> QWidget:
        match TABS[place][0]:
            case "prepare":
                return self.preparing
            case "board":
                return self.board
            case "decided":
                return self.decided
            case "handouts":
                return self.handouts
            case key:
                raise ValueError(key)


def when_words(page: MeetingPage) -> str:
    """Day, hours, place and the cases of a meeting in one line."""
    meeting = page.meeting
    titles = "、".join(one.case.title for one in page.cases)
    parts = (full(meeting.held_on), meeting_hours(meeting), meeting.place, titles, page.not_shown)
    return "　".join(part for part in parts if part)


def meeting_pill(meeting: Meeting) -> tuple[str, Tone]:
    """Whether a meeting was held, as a pill."""
    return ("終わった会議", Tone.PLAIN) if meeting.state == MeetingState.HELD else ("これから", Tone.GOOD)
