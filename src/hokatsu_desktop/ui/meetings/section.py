"""The part 会議 of the section: the list of meetings, the page of one, calling a new one, and the plan that follows."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.models import Case, Meeting, Plan
from hokatsu_desktop.services.called_meetings import meeting_lines, meetings_waiting
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock
from hokatsu_desktop.ui.meetings.calling import CallingPage
from hokatsu_desktop.ui.meetings.detail import FINISHING, READING, MeetingDetail
from hokatsu_desktop.ui.meetings.meeting_row import meeting_row
from hokatsu_desktop.ui.meetings.plan_page import PlanPage
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_pane import ListPane

CALLING = "new"
PLAN = "plan"
LIST_WIDTH = 318
ROOM_FOR_BOTH = 900  # below this width there is either the list or the page
SHOWN = ChoiceList(
    key="shown",
    label="どの会議を見るか",
    values=(Choice(key="coming", label="これから"), Choice(key="over", label="終わった")),
)


class MeetingsSection(QWidget):
    """Keeps the contract of ui/section.py.

    Places: tab "new" (with case_id) calls a meeting; meeting_id with tab "prepare", "board" (with case_id), "decided"
    (both with record_id, a decision), "handouts" (with record_id, a copy), "read" or "finish" shows one; tab "plan" with
    record_id shows a plan.
    """

    room_wanted = Signal(bool)
    """Whether what is open needs all the room there is."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self.detail: MeetingDetail | None = None
        self.plan: PlanPage | None = None
        self._clocks: dict[int, AgendaClock] = {}  # by meeting: they run on while something else is shown
        self.calling = CallingPage(desk)
        self.shown = ChipChoice("shown", "どの会議を見るか", SHOWN)
        self.call_button = button("会議を開く", ButtonLook.PRIMARY, picture="add")
        self._empty_list = EmptyState("まだ会議がありません。")
        self.list = ListPane("会議", self._empty_list)
        self.nothing = EmptyState("", "会議を開く", self.open_calling)
        self.stack = QStackedWidget()
        self._list_wish = False
        self._build()
        self._connect()
        self.reread()

    def widget(self) -> QWidget:
        """The section itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """会議 has none: the board needs the room."""
        return None

    def show_place(self, place: Place) -> None:
        """Open what the place names; what is there no more is said, and the list shown."""
        if self._say_gone(place):
            self._open_first()
        elif place.tab == PLAN and place.record_id is not None:
            self.open_plan(place.record_id, place.meeting_id)
        elif place.meeting_id is not None:
            self.open_meeting(place.meeting_id, place.tab, place.case_id, place.record_id)
        elif place.tab == CALLING or place.case_id is not None:
            self.open_calling(place.case_id)
        else:
            self._open_first()

    def place(self) -> Place:
        """Where the section is."""
        page = self.stack.currentWidget()
        meeting_id = self.detail.meeting_id if self.detail is not None else None
        if page is self.calling:
            return Place(section="meetings", tab=CALLING, case_id=self.calling.case_id())
        if self.plan is not None and page is self.plan:
            return Place(section="meetings", tab=PLAN, record_id=self.plan.plan_id, meeting_id=meeting_id)
        if self.detail is not None and page is self.detail:
            return Place(
                section="meetings", meeting_id=meeting_id, tab=self.detail.tab(), case_id=self.detail.board.case_id()
            )
        return Place(section="meetings")

    def close_gone(self) -> bool:
        """Closes the plan and the meeting whose making was taken back, and the cases chosen for a new one."""
        shown = self.stack.currentWidget()
        closed: list[QWidget] = []
        with self._desk.reading() as session:
            plan_gone = self.plan is not None and why_gone(session, Plan, self.plan.plan_id)
            meeting_gone = self.detail is not None and why_gone(session, Meeting, self.detail.meeting_id)
        self.calling.drop_gone()
        if self.plan is not None and plan_gone:
            closed.append(self.plan)
            self.plan = None
        if self.detail is not None and meeting_gone:
            self.detail.close_projector()
            closed.append(self.detail)
            self.detail = None
        if shown in closed:
            self.stack.setCurrentWidget(self.detail or self.nothing)
            self._fold_list()
        for page in closed:
            self.stack.removeWidget(page)
            page.deleteLater()
        return shown in closed

    def _say_gone(self, place: Place) -> bool:
        """Whether the meeting, plan or case that a place names is there no more; says so."""
        plan_id = place.record_id if place.tab == PLAN else None
        with self._desk.reading() as session:
            named = ((Meeting, place.meeting_id), (Plan, plan_id), (Case, place.case_id))
            words = next((why for kind, one in named if (why := why_gone(session, kind, one))), "")
        if words:
            self._desk.said.emit("info", words)
        return bool(words)

    def flush(self) -> None:
        """Store everything typed."""
        if self.detail is not None:
            self.detail.flush()
        if self.plan is not None:
            self.plan.flush()

    def count(self) -> int:
        """Meetings within a week, and those that were never ended."""
        with self._desk.reading() as session:
            return meetings_waiting(session)

    def print_here(self) -> None:
        """The paper of what is open."""
        page = self.stack.currentWidget()
        if self.plan is not None and page is self.plan:
            self.plan.print_here()
        elif self.detail is not None and page is self.detail:
            self.detail.print_here()
        else:
            self._desk.said.emit("info", "印刷は、会議を選んでから押してください。")

    def print_packet(self) -> None:
        """The whole packet of the meeting that is open."""
        if self.detail is not None and self.stack.currentWidget() is self.detail:
            self.detail.print_packet()
        else:
            self._desk.said.emit("info", "一式の印刷は、会議を選んでから押してください。")

    def finish(self) -> None:
        """Ctrl+Enter: calls the meeting, ends it, or decides the plan, whichever is open."""
        page = self.stack.currentWidget()
        if page is self.calling:
            self.calling.finish()
        elif self.plan is not None and page is self.plan:
            self.plan.finish()
        elif self.detail is not None and page is self.detail:
            self.detail.finish()

    def open_calling(self, case_id: int | None = None) -> None:
        """Goes to 会議を開く, with a case chosen already if one is given."""
        self.flush()
        self.stack.setCurrentWidget(self.calling)
        self._fold_list()
        self.calling.begin(case_id)

    def open_meeting(
        self, meeting_id: int, tab: str = "", case_id: int | None = None, record_id: int | None = None
    ) -> None:
        """Shows a meeting; `record_id` is the decision to go to on the tabs that have them, else a copy of a handout."""
        old = self.detail
        if self.detail is None or self.detail.meeting_id != meeting_id:
            self.flush()
            self.detail = MeetingDetail(self._desk, self._printer, meeting_id, self._clock_of(meeting_id))
            self.detail.tab_changed.connect(self._tab_changed)
            self.detail.plan_wanted.connect(lambda plan_id: self.open_plan(plan_id, meeting_id))
            self.detail.list_wanted.connect(self._want_list)
            self.stack.addWidget(self.detail)
        self.stack.setCurrentWidget(self.detail)
        self.detail.show_tab(tab)
        if case_id is not None:
            self.detail.board.show_case(case_id)
        self._mark(meeting_id)
        self._fold_list()
        if (
            old is not None and old is not self.detail
        ):  # only now: the keyboard falls back to the list, which must stand
            self.stack.removeWidget(old)
            old.deleteLater()
        if tab == "board":
            self.detail.board.start_typing(record_id)
        elif record_id is not None and tab == "decided":
            self.detail.decided.show_decision(record_id)
        elif record_id is not None:
            self.detail.show_handouts(record_id)

    def _clock_of(self, meeting_id: int) -> AgendaClock:
        if meeting_id not in self._clocks:
            self._clocks[meeting_id] = AgendaClock(self._desk.now, self)
        return self._clocks[meeting_id]

    def open_plan(self, plan_id: int, meeting_id: int | None = None) -> None:
        """Shows a plan; its way back leads to the meeting it came from."""
        self.flush()
        if meeting_id is not None and (self.detail is None or self.detail.meeting_id != meeting_id):
            self.open_meeting(meeting_id, "decided")
        if self.plan is not None:
            self.stack.removeWidget(self.plan)
            self.plan.deleteLater()
        self.plan = PlanPage(self._desk, self._printer, plan_id, has_way_back=True)
        self.plan.left.connect(self._leave_plan)
        self.stack.addWidget(self.plan)
        self.stack.setCurrentWidget(self.plan)
        self._fold_list()
        stop = first_stop_in(self.plan.pane)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def reread(self) -> None:
        """Show the list as it stands now."""
        with self._desk.reading() as session:
            lines = meeting_lines(session)
        today = self._desk.today()
        over = self.shown.value() == "over"
        coming = sorted((one for one in lines if not one.is_over), key=lambda one: one.meeting.held_on)
        rows = [one for one in lines if one.is_over] if over else coming
        self.list.set_rows([meeting_row(one, today) for one in rows])
        self._empty_list.say("終わった会議はまだありません。" if over else "これからの会議はありません。")
        self.nothing.say(
            "左の一覧から会議を選んでください。" if lines else "まだ会議がありません。最初の会議を開いてみましょう。"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_list()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_line"):
            self._fold_list()

    def _open_first(self) -> None:
        """The meeting shown last, else the next one, else the friendly page."""
        if self.detail is not None:
            self.open_meeting(self.detail.meeting_id)
            return
        target = self.list.view.rows.row(0).target if self.list.view.rows.rowCount() else None
        if isinstance(target, int):
            self.open_meeting(target)
        else:
            self.stack.setCurrentWidget(self.nothing)
            self._fold_list()

    def _build(self) -> None:
        self.shown.set_value("coming")
        above = QVBoxLayout()
        above.setContentsMargins(16, 0, 16, 12)
        above.setSpacing(10)
        above.addWidget(self.call_button)
        above.addWidget(self.shown)
        self.list.above.addLayout(above)
        self.list.setFixedWidth(px(LIST_WIDTH))
        self._line = QFrame()
        self._line.setProperty("look", "line")
        self._line.setFixedWidth(1)
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.calling)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._line)
        row.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.call_button.clicked.connect(lambda _checked=False: self.open_calling())
        self.shown.changed.connect(self._shown_changed)
        self.list.view.moved.connect(self._moved)
        self.list.view.opened.connect(self._opened)
        self.list.view.clicked.connect(lambda _index: self._open(self.list.view.target()))
        self.calling.called.connect(self._called)
        self.calling.given_up.connect(self._open_first)
        self._desk.changed.connect(self.reread)

    def _is_narrow(self) -> bool:
        return self.width() < px(ROOM_FOR_BOTH)

    def _moved(self, target: object) -> None:
        if not self._is_narrow():
            self._open(target)

    def _open(self, target: object) -> None:
        if isinstance(target, int):
            self._list_wish = self._list_wish and not self._is_narrow()
            self.open_meeting(target)

    def _opened(self, target: object) -> None:
        self._open(target)
        if self.detail is not None:
            self.detail.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _called(self, meeting_id: int) -> None:
        """A new meeting is shown, with the keyboard in it: the page it was in has gone."""
        self.open_meeting(meeting_id, "prepare")
        if self.detail is not None:
            self.detail.tabs.setFocus(Qt.FocusReason.TabFocusReason)

    def _shown_changed(self) -> None:
        if not self.shown.value():
            self.shown.set_value("coming")
        self.reread()

    def _tab_changed(self, _key: str) -> None:
        self._list_wish = False
        self._fold_list()

    def _want_list(self) -> None:
        self._list_wish = True
        self._fold_list()
        self.list.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _mark(self, meeting_id: int) -> None:
        """Marks the meeting in the list, in the part of the list it belongs to."""
        if not self.list.view.go_to(meeting_id):
            self.shown.set_value("coming" if self.shown.value() == "over" else "over")
            self.reread()
            self.list.view.go_to(meeting_id)

    def _leave_plan(self) -> None:
        if self.detail is not None:
            self.open_meeting(self.detail.meeting_id, "decided")
        else:
            self._open_first()

    def _fold_list(self) -> None:
        """The list is folded away where the page needs the room: on the board, when calling, and beside a plan."""
        page = self.stack.currentWidget()
        on_board = (
            self.detail is not None and page is self.detail and self.detail.tab() in ("board", FINISHING, READING)
        )
        wants_room = page is self.calling or (self.plan is not None and page is self.plan) or on_board
        narrow = self._is_narrow()
        folded = (wants_room or (narrow and page is not self.nothing)) and not self._list_wish
        self.list.setFixedWidth(self.width() if narrow else px(LIST_WIDTH))
        self.list.setVisible(not folded)
        self._line.setVisible(not folded)
        self.stack.setVisible(folded or not narrow)
        if self.detail is not None:
            self.detail.set_list_hidden(folded)
        self.room_wanted.emit(wants_room and folded)
