"""One decision of ふりかえり: what became of it, ticked off, answered in words, or given up with the reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short, shown
from hokatsu_desktop.services.looking_back import (
    STILL_OPEN,
    Fate,
    Outcome,
    drop_decision,
    tick_decision,
    write_result,
)
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.earlier_card import FATES
from hokatsu_desktop.ui.meetings.result_field import ResultField
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.tag import Tag
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words


class FoundRow(QFrame):
    """One thing ふりかえり found, with the ways to its meeting and its case. `stepped` asks for the row above or below."""

    stepped = Signal(int)

    def __init__(self, desk: Desk, meeting_id: int, case_id: int | None, named: str) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._desk = desk
        self.to_meeting = button("会議", ButtonLook.INLINE)
        self.to_meeting.setAccessibleName(f"{named}：会議を開く")
        self.to_case = button("ケース", ButtonLook.INLINE)
        self.to_case.setAccessibleName(f"{named}：ケースを開く")
        decided = Place(section="meetings", meeting_id=meeting_id, tab="decided")
        self.to_meeting.clicked.connect(lambda _checked=False: desk.go(decided))
        if case_id is not None:
            case = Place(section="cases", case_id=case_id, tab="plan")
            self.to_case.clicked.connect(lambda _checked=False: desk.go(case))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(6)

    def flush(self) -> bool:
        """Store what is typed; True if all of it is stored."""
        return True

    def show_stored(self, words: str) -> None:
        """Show the words that the store holds now in the line of this row."""

    def first_stop(self) -> QWidget:
        """Where the keyboard goes in this row."""
        return self.to_meeting


class OutcomeRow(FoundRow):
    """One decision."""

    def __init__(self, desk: Desk, one: Outcome) -> None:
        decision = one.decision
        named = f"{decision.who}　{decision.what}"
        super().__init__(desk, one.meeting.id, one.case.id, named)
        self.decision_id = decision.id
        self.tick = button("済み", ButtonLook.INLINE)
        self.tick.setCheckable(True)
        self.tick.setChecked(one.fate is Fate.DONE)
        self.tick.setAccessibleName(f"{named}：済み")
        self.drop = button("やめた", ButtonLook.INLINE)
        self.drop.setAccessibleName(f"{named}：やめた")
        self.again = button("やめたのを取り消す", ButtonLook.INLINE)
        self.again.setAccessibleName(f"{named}：やめたのを取り消す")
        self.why = TextField(f"why_{decision.id}", f"{named}：やめたわけ")
        self.why.setPlaceholderText("やめたわけ")
        self.drop_now = button("やめる", ButtonLook.PRIMARY)
        self.result = ResultField(
            f"result_{decision.id}", f"{named}：どうなったか", decision.result, self._keep, self.stepped.emit
        )
        self.result.setPlaceholderText("どうなったか")
        self._build(one)
        self._connect()

    def flush(self) -> bool:
        """Store what is typed."""
        return self.result.flush()

    def show_stored(self, words: str) -> None:
        """Show the result as it is stored now."""
        self.result.show_stored(words)

    def first_stop(self) -> QWidget:
        """The line for the result."""
        return self.result

    def _keep(self, result: str) -> bool:
        return self._desk.did(lambda session: write_result(session, self.decision_id, result), quiet=True)

    def _tick(self, done: bool) -> None:
        self.flush()
        self._desk.try_act(lambda session: tick_decision(session, self.decision_id, done=done))

    def _ask_why(self) -> None:
        self._dropping.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        self.flush()
        why = self.why.value()
        self._desk.try_act(lambda session: drop_decision(session, self.decision_id, why))

    def _connect(self) -> None:
        self.tick.toggled.connect(self._tick)
        self.drop.clicked.connect(lambda _checked=False: self._ask_why())
        self.drop_now.clicked.connect(lambda _checked=False: self._drop())
        self.again.clicked.connect(lambda _checked=False: self._tick(False))

    def _build(self, one: Outcome) -> None:
        due = shown(one.decision.due)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Tag(*FATES[one.fate]), 0, Qt.AlignmentFlag.AlignTop)
        when = f"{short(one.meeting.held_on)}　{one.meeting.name}　{one.case.title}"
        head.addWidget(Words(when, Look.QUIET, wrap=True), 1)
        self.column.addLayout(head)
        who = one.decision.who or "（だれとも決まっていない）"
        self.column.addWidget(Words(f"{who}：{one.decision.what}{f'（{due}）' if due else ''}", wrap=True))
        if one.decision.dropped_why:
            self.column.addWidget(Words(f"やめたわけ：{one.decision.dropped_why}", Look.QUIET, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.result, 1)
        for made in (self.tick, self.drop, self.again, self.to_meeting, self.to_case):
            line.addWidget(made)
        self.column.addLayout(line)
        self._dropping = QWidget()
        row = QHBoxLayout(self._dropping)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.why, 1)
        row.addWidget(self.drop_now)
        self.column.addWidget(self._dropping)
        self._dropping.hide()
        self.tick.setVisible(one.fate in (*STILL_OPEN, Fate.DONE))
        self.drop.setVisible(one.fate in STILL_OPEN)
        self.again.setVisible(one.fate is Fate.DROPPED)
