"""決まったこと: what each case took away from the meeting, and the plan that follows."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.models import MeetingState
from hokatsu_desktop.services.called_meetings import CaseOnMeeting, MeetingPage, meeting_page
from hokatsu_desktop.services.plans import make_plan
from hokatsu_desktop.ui.cases.page import lay_out_now
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.meetings.decided_list import DecidedList
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words, mark_found

RESULTS = {
    "reached": "● きょうの到達点に届きました。",
    "carried": "▲ きょうの到達点は、次回に持ち越しました。",
    "": "きょうの到達点に届いたかは、会議を終えるときに確かめます。",
}


class DecidedPage(QWidget):
    """The tab 決まったこと of one meeting."""

    plan_wanted = Signal(int)
    """The id of the plan to open."""

    def __init__(self, desk: Desk, printer: Printer, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self._meeting_id = meeting_id
        self.plan_buttons: list[QWidget] = []
        self._lists: list[tuple[DecidedList, QWidget]] = []  # each with the button that leads on from it
        self._cards = QVBoxLayout()
        self._cards.setSpacing(16)
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(24, 16, 16, 24)
        around.addLayout(self._cards)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(page)
        column.addWidget(self._scroll)

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
        clear_layout(self._cards)
        self.plan_buttons.clear()
        self._lists.clear()
        self._cards.addWidget(self._goal_card(page))
        self._cards.addLayout(self._printing_row())
        for one in page.cases:
            self._cards.addWidget(self._case_card(one, held=page.meeting.state == MeetingState.HELD))

    def show_decision(self, decision_id: int) -> None:
        """Puts a ground behind a decision, and the keyboard on what leads on from it."""
        for decided, leads_on in self._lists:
            for known, line in decided.lines.items():
                for words in line:
                    mark_found(words, known == decision_id)
            if decision_id in decided.lines:
                leads_on.setFocus(Qt.FocusReason.OtherFocusReason)
                lay_out_now()
                self._scroll.ensureWidgetVisible(decided.lines[decision_id][1], 0, px(80))

    def _printing_row(self) -> QHBoxLayout:
        self.end_button = button("決まったことと、一人ずつの控えを印刷", picture="print")
        self.end_button.clicked.connect(self._print_end)
        row = QHBoxLayout()
        row.addWidget(self.end_button)
        row.addStretch(1)
        return row

    def _goal_card(self, page: MeetingPage) -> Card:
        meeting = page.meeting
        card = Card("到達点")
        card.add(Words(meeting.goal or "到達点は書かれていません。", wrap=True))
        look = {"reached": Look.GOOD, "carried": Look.CARE}.get(meeting.goal_result, Look.QUIET)
        card.add(Words(RESULTS.get(meeting.goal_result, RESULTS[""]), look, wrap=True))
        if meeting.goal_carried:
            card.add(Words(f"次回に持ち越すこと：{meeting.goal_carried}", wrap=True))
        return card

    def _case_card(self, one: CaseOnMeeting, *, held: bool) -> Card:
        card = Card(f"{one.case.title}　{one.case.number or ''}")
        decided = DecidedList(one)
        card.add(decided)
        plan = one.plan
        words = f"プラン {plan.number} を開く" if plan is not None else "プランを作る"
        made = button(words, ButtonLook.PRIMARY if held and plan is None else ButtonLook.SECOND)
        made.clicked.connect(partial(self._open_plan, one.meeting_case.id, plan.id if plan is not None else None))
        printing = button("決まったことを印刷", picture="print")
        printing.setAccessibleName(f"{one.case.title}の決まったことを印刷")
        printing.clicked.connect(partial(self._print, one.meeting_case.id))
        row = QHBoxLayout()
        row.addWidget(made)
        row.addWidget(printing)
        row.addStretch(1)
        card.body.addLayout(row)
        self.plan_buttons.append(made)
        self._lists.append((decided, made))
        return card

    def _open_plan(self, meeting_case_id: int, plan_id: int | None, _checked: bool = False) -> None:
        if plan_id is None:
            plan = self._desk.try_act(lambda session: make_plan(session, meeting_case_id))
            plan_id = plan.id if plan is not None else None
        if plan_id is not None:
            self.plan_wanted.emit(plan_id)

    def _print_end(self, _checked: bool = False) -> None:
        self._printer.print_meeting_end(self._meeting_id)

    def _print(self, meeting_case_id: int, _checked: bool = False) -> None:
        self._printer.print_sheet("action_linkage", meeting_case_id)
