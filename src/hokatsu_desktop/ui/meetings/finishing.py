"""会議を終える: what is still missing, what was decided is read out, and the goal is checked off.

Nothing blocks but a 重層的支援会議 on a household that took its consent back; both ways out stand on the page.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.called_meetings import CaseOnMeeting, MeetingPage, excuse_role, meeting_page
from hokatsu_desktop.services.handouts import copies_to_collect, tick_returned
from hokatsu_desktop.services.held_meetings import Unagreed, end_meeting, without_agreement
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.roles import Role, what_is_missing
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.meetings.basis_line import BasisLine
from hokatsu_desktop.ui.meetings.decided_list import DecidedList
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

RESULT = ChoiceList(
    key="meeting_goal",
    label="きょうの到達点に届きましたか",
    values=(Choice(key="reached", label="届いた"), Choice(key="carried", label="次回に持ち越す")),
)
_WIDEST = 1000


class EmptyRoleRow(QWidget):
    """One person without a role: back to the board to write it, or the reason why there is none."""

    board_wanted = Signal()

    def __init__(self, desk: Desk, one: CaseOnMeeting, role: Role) -> None:
        super().__init__()
        self._desk = desk
        self._meeting_case_id = one.meeting_case.id
        self._attendance_id = role.attendance_id
        self.reason = TextField(f"reason_{role.attendance_id}", f"{role.who}に役割がない理由")
        self.write = button("役割を書く", ButtonLook.INLINE)
        self.write.setAccessibleName(f"{role.who}の役割を書く")
        self.write.clicked.connect(self.board_wanted)
        self.reason.left.connect(self._store)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.words = Words(f"▲ {one.case.title}：{role.who}", Look.WRONG)
        row.addWidget(self.words, 2)
        row.addWidget(self.write)
        row.addWidget(Words("または、役割がない理由", Look.QUIET))
        row.addWidget(self.reason, 2)

    def flush(self) -> None:
        """Store a reason that is typed."""
        self._store()

    def _store(self) -> None:
        reason, attendance_id = self.reason.value(), self._attendance_id
        if reason and attendance_id is not None:
            self.reason.set_value("")
            self._desk.try_act(lambda session: excuse_role(session, self._meeting_case_id, attendance_id, reason))


class FinishingPage(QWidget):
    """Ends one meeting. `finished` comes once it is stored; `board_wanted` carries the case whose board is asked for."""

    finished = Signal()
    left = Signal()
    board_wanted = Signal(int)
    handouts_wanted = Signal()

    def __init__(self, desk: Desk, meeting_id: int, clock: AgendaClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._meeting_id = meeting_id
        self.message = MessageBar()
        self.result = ChipChoice("goal_result", "到達点に届いたか", RESULT)
        self.carried = LinesField("goal_carried", "次回に持ち越すこと", 2)
        self.goal = Words(look=Look.CARD, wrap=True)
        self.finish_button = button("会議を終える　Ctrl+Enter", ButtonLook.PRIMARY)
        self.back_button = button("まだ続ける", ButtonLook.QUIET)
        self.empty_roles: list[EmptyRoleRow] = []
        self.without_agreement: list[BasisLine] = []
        self._without_card = Card("このままでは終えられません")
        self._without = QVBoxLayout()
        self._said: list[str] = []
        self._out: list[int] = []
        self._missing_card = Card("確かめてください")
        self.handed = Words(wrap=True)
        self.all_back = button("全部もどった", picture="check")
        self.see_handouts = button("1部ずつつける", ButtonLook.QUIET)
        self._handed_card = Card("配った資料")
        self._missing = QVBoxLayout()
        self._decided = QVBoxLayout()
        self._build()
        self.finish_button.clicked.connect(self.finish)
        self.back_button.clicked.connect(self.left)
        self.all_back.clicked.connect(lambda _checked=False: self._all_back())
        self.see_handouts.clicked.connect(self.handouts_wanted)
        self.result.changed.connect(self._result_changed)
        self._result_changed()
        self.reread()

    def start(self) -> None:
        """Puts the keyboard on the question about the goal: 1 or 2 answers it."""
        self.result.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
            missing = what_is_missing(session, self._meeting_id)
            handed, self._out = copies_to_collect(session, self._meeting_id)
            blocking = without_agreement(session, self._meeting_id)
        self.goal.say(page.meeting.goal or "到達点は書かれていません。")
        self._show_blocking(blocking)
        self._show_missing(page, missing)
        self._show_handed(handed)
        clear_layout(self._decided)
        for one in page.cases:
            card = Card(f"{one.case.title}　{one.case.number or ''}")
            card.add(DecidedList(one, read_aloud=True))
            self._decided.addWidget(card)

    def missing_words(self) -> list[str]:
        """What is said to be missing, from the top."""
        return list(self._said)

    def flush(self) -> bool:
        """Store reasons that are typed; the rest is stored when the meeting ends."""
        for row in self.empty_roles:
            row.flush()
        return True

    def finish(self) -> None:
        """Ends the meeting."""
        self.flush()
        result, carried = self.result.value(), self.carried.value()
        try:
            self._desk.act(
                lambda session: end_meeting(
                    session, self._meeting_id, result, carried, spent=self._clock.minutes_spent()
                )
            )
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            self._start_again()
        else:
            self.finished.emit()

    def _start_again(self) -> None:
        """Puts the keyboard where the way out is."""
        if self.without_agreement:
            self.without_agreement[0].take.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.start()

    def _show_blocking(self, blocking: list[Unagreed]) -> None:
        """The cases that may not end as they stand, each with its ways out."""
        way_was_taken = bool(self.without_agreement) and not blocking
        clear_layout(self._without)
        self.without_agreement = [BasisLine(self._desk, one.title, one.meeting_case_id, one.offer) for one in blocking]
        for one, line in zip(blocking, self.without_agreement, strict=True):
            self._without.addWidget(
                Words(f"▲ {one.title}：重層的支援会議には、同意がいります。", Look.WRONG, wrap=True)
            )
            self._without.addWidget(line)
        self._without_card.setVisible(bool(blocking))
        if way_was_taken:
            self.message.hide()
            self.start()

    def _show_missing(self, page: MeetingPage, missing: list[str]) -> None:
        clear_layout(self._missing)
        self._said = []
        self.empty_roles = [
            EmptyRoleRow(self._desk, one, role)
            for one in page.cases
            for role in one.roles
            if role.is_empty and role.attendance_id is not None
        ]
        if self.empty_roles:
            count = f"▲ 役割がまだない人が{len(self.empty_roles)}人います。"
            self._missing.addWidget(Words(count, Look.WRONG, wrap=True))
            self._said.append(count)
        for row, case_id in zip(self.empty_roles, self._cases_of_empty(page), strict=True):
            row.board_wanted.connect(partial(self.board_wanted.emit, case_id))
            self._missing.addWidget(row)
            self._said.append(row.words.words())
        said_above = [
            f"{one.case.title}：{role.who}の役割がまだありません。" for one in page.cases for role in one.roles
        ]
        rest = [words for words in missing if words not in said_above and "到達点" not in words]
        for words in rest:
            self._missing.addWidget(Words(f"▲ {words}", Look.CARE, wrap=True))
            self._said.append(f"▲ {words}")
        self._missing_card.setVisible(bool(self.empty_roles or rest))

    def _show_handed(self, handed: int) -> None:
        """How many copies are still out; it can be ticked off now or later."""
        out = len(self._out)
        words = f"配った{handed}部のうち、まだ{out}部がもどっていません。会議を終えてからでも、つけられます。"
        self.handed.say(words if out else f"● 配った{handed}部は、もう集め終わりました。")
        self.handed.set_look(Look.BODY if out else Look.GOOD)
        self.all_back.setVisible(bool(out))
        self._handed_card.setVisible(bool(handed))

    def _all_back(self) -> None:
        now = self._desk.now()
        at = now.time().replace(second=0, microsecond=0)
        self._desk.try_act(lambda session: tick_returned(session, self._out, now.date(), at))

    def _cases_of_empty(self, page: MeetingPage) -> list[int]:
        return [
            one.case.id for one in page.cases for role in one.roles if role.is_empty and role.attendance_id is not None
        ]

    def _result_changed(self) -> None:
        self._carried_part.setVisible(self.result.value() == "carried")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words("会議を終える", Look.TITLE))
        head.addStretch(1)
        head.addWidget(self.back_button)
        head.addWidget(self.finish_button)
        top = QVBoxLayout()
        top.setContentsMargins(24, 14, 24, 10)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.message)
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(16)
        self._without.setSpacing(10)
        self._without_card.body.addLayout(self._without)
        self._missing.setSpacing(10)
        self._missing_card.body.addLayout(self._missing)
        self._handed_card.add(self.handed)
        collecting = QHBoxLayout()
        collecting.addWidget(self.all_back)
        collecting.addWidget(self.see_handouts)
        collecting.addStretch(1)
        self._handed_card.body.addLayout(collecting)
        column.addWidget(self._without_card)
        column.addWidget(self._goal_card())
        column.addWidget(self._missing_card)
        column.addWidget(self._handed_card)
        column.addWidget(Words("読み上げて、みんなで確かめます", Look.LABEL))
        self._decided.setSpacing(12)
        column.addLayout(self._decided)
        column.addStretch(1)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 4, 24, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(top)
        outer.addWidget(scrolled(page), 1)

    def _goal_card(self) -> Card:
        card = Card("きょうの到達点に届きましたか")
        card.add(self.goal)
        card.add(self.result)
        self._carried_part = QWidget()
        self._carried_part.setLayout(labelled("次回に持ち越すこと（次の会議の目的になります）", self.carried))
        card.add(self._carried_part)
        return card
