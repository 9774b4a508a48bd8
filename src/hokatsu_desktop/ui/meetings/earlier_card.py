"""前回の決定: what the meeting before decided for a case, ticked off, answered or taken along while the next one talks."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short, shown
from hokatsu_desktop.models import MeetingCase
from hokatsu_desktop.services.earlier_meetings import meeting_case_before
from hokatsu_desktop.services.looking_back import (
    Fate,
    Outcome,
    carry_decision,
    outcomes_of_part,
    tick_decision,
    write_result,
)
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.meetings.result_field import ResultField
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

FATES = {
    Fate.OPEN: ("まだです", Tone.PLAIN),
    Fate.OVERDUE: ("▲ 期限を過ぎました", Tone.WRONG),
    Fate.DONE: ("● 済み", Tone.GOOD),
    Fate.DROPPED: ("やめました", Tone.PLAIN),
    Fate.REPLACED: ("引きつぎました", Tone.INFO),
}


class EarlierRow(QWidget):
    """One decision of the meeting before."""

    def __init__(self, desk: Desk, one: Outcome, meeting_case_id: int) -> None:
        super().__init__()
        self._desk = desk
        self.decision_id = one.decision.id
        what = f"{one.decision.who}　{one.decision.what}"
        self.tick = button("済み", ButtonLook.INLINE)
        self.tick.setCheckable(True)
        self.tick.setChecked(one.fate is Fate.DONE)
        self.tick.setAccessibleName(f"{what}：済み")
        self.carry = button("きょうの決定に入れる", ButtonLook.INLINE)
        self.carry.setAccessibleName(f"{what}：きょうの決定に入れる")
        self.result = ResultField(f"result_{one.decision.id}", f"{what}：どうなったか", one.decision.result, self._keep)
        self.result.setPlaceholderText("どうなったか")
        self.tick.toggled.connect(self._tick)
        self.carry.clicked.connect(partial(self._carry, meeting_case_id))
        self._build(one)

    def flush(self) -> bool:
        """Store what is typed; True if it is stored. What is not stays typed and is tried again."""
        return self.result.flush()

    def _keep(self, result: str) -> bool:
        return self._desk.did(lambda session: write_result(session, self.decision_id, result), quiet=True)

    def _tick(self, done: bool) -> None:
        self._desk.try_act(lambda session: tick_decision(session, self.decision_id, done=done))

    def _carry(self, meeting_case_id: int, _checked: bool = False) -> None:
        self._desk.try_act(lambda session: carry_decision(session, self.decision_id, meeting_case_id))

    def _build(self, one: Outcome) -> None:
        due = shown(one.decision.due)
        words = Words(f"{one.decision.who}：{one.decision.what}{f'（{due}）' if due else ''}", Look.BODY, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(words)
        acts = FlowLayout(across=8, down=4)
        column.addLayout(acts)
        acts.addWidget(Tag(*FATES[one.fate]))
        acts.addWidget(self.tick)
        acts.addWidget(self.carry)
        self.tick.setVisible(one.fate in (Fate.OPEN, Fate.OVERDUE, Fate.DONE))
        self.carry.setVisible(one.fate in (Fate.OPEN, Fate.OVERDUE))
        column.addWidget(self.result)


class EarlierCard(QWidget):
    """The decisions of the meeting before one case's part in a meeting; folded away where there was none."""

    def __init__(self, desk: Desk, meeting_case_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting_case_id = meeting_case_id
        self.rows: list[EarlierRow] = []
        self.heading = Words(look=Look.LABEL)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._shown: list[tuple[int, Fate]] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        column.addLayout(head)
        column.addLayout(self._column)

    def flush(self) -> bool:
        """Store results that are typed; True if all are stored."""
        return False not in {row.flush() for row in self.rows}

    def reread(self) -> None:
        """Show what the store holds now; rows that are as they were stay, with what is typed in them."""
        if not self.flush():
            return
        with self._desk.reading() as session:
            part = session.get(MeetingCase, self._meeting_case_id)
            before = meeting_case_before(session, part) if part is not None else None
            found = outcomes_of_part(session, before.id) if before is not None else []
        standing = [(one.decision.id, one.fate) for one in found]
        self.setVisible(bool(found))
        if standing == self._shown:
            for row, one in zip(self.rows, found, strict=True):
                row.result.show_stored(one.decision.result)
            return
        self._shown = standing
        focus = QApplication.focusWidget()
        place = next((number for number, row in enumerate(self.rows) if focus and row.isAncestorOf(focus)), None)
        clear_layout(self._column)
        self.rows = [EarlierRow(self._desk, one, self._meeting_case_id) for one in found]
        for row in self.rows:
            self._column.addWidget(row)
        if found:
            self.heading.say(f"前回の決定（{short(found[0].meeting.held_on)}）")
        if place is not None and place < len(self.rows):
            self.rows[place].result.setFocus(Qt.FocusReason.OtherFocusReason)
