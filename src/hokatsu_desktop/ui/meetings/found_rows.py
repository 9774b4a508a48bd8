"""Rows of ふりかえり besides decisions: what nobody has found out yet, and goals that were carried over."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short, shown
from hokatsu_desktop.services.carried_goals import hand_on_goal
from hokatsu_desktop.services.looking_back import CarriedGoal, Unanswered
from hokatsu_desktop.services.open_questions import answer_question
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.outcome_row import FoundRow
from hokatsu_desktop.ui.meetings.result_field import ResultField
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words


class QuestionRow(FoundRow):
    """Something nobody knew, and the line for what was found out."""

    def __init__(self, desk: Desk, one: Unanswered) -> None:
        question = one.question
        super().__init__(desk, one.meeting.id, one.case.id, question.what)
        self.question_id = question.id
        self.found = ResultField(
            f"found_{question.id}", f"{question.what}：分かったこと", question.found, self._keep, self.stepped.emit
        )
        self.found.setPlaceholderText("分かったこと")
        when = f"{short(one.meeting.held_on)}　{one.meeting.name}　{one.case.title}"
        self.column.addWidget(Words(when, Look.QUIET, wrap=True))
        due = shown(question.due)
        finder = question.finder or "調べる人が決まっていません"
        self.column.addWidget(Words(f"{question.what}（{'　'.join(filter(None, (finder, due)))}）", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(8)
        for part, stretch in ((self.found, 1), (self.to_meeting, 0), (self.to_case, 0)):
            line.addWidget(part, stretch)
        self.column.addLayout(line)

    def flush(self) -> bool:
        """Store what is typed."""
        return self.found.flush()

    def show_stored(self, words: str) -> None:
        """Show the answer as it is stored now."""
        self.found.show_stored(words)

    def first_stop(self) -> QWidget:
        """The line for the answer."""
        return self.found

    def _keep(self, found: str) -> bool:
        return self._desk.did(lambda session: answer_question(session, self.question_id, found), quiet=True)


class GoalRow(FoundRow):
    """A goal that a meeting did not reach."""

    def __init__(self, desk: Desk, one: CarriedGoal) -> None:
        meeting = one.meeting
        super().__init__(desk, meeting.id, None, meeting.goal)
        again = f"　{one.times}回続けて持ち越し" if one.times > 1 else ""
        self.column.addWidget(Words(f"{short(meeting.held_on)}　{meeting.name}{again}", Look.QUIET, wrap=True))
        self.column.addWidget(Words(f"到達点：{meeting.goal or '書かれていません。'}", wrap=True))
        line = QHBoxLayout()
        carried = meeting.goal_carried or "書かれていません。"
        line.addWidget(Words(f"次回に持ち越すこと：{carried}", wrap=True), 1)
        self.hand_on = button("次の会議の目的にする", ButtonLook.INLINE)
        self.hand_on.setAccessibleName(f"{meeting.goal}：次の会議の目的にする")
        self.hand_on.clicked.connect(lambda _checked=False: self._hand_on(meeting.id))
        line.addWidget(self.hand_on)
        line.addWidget(self.to_meeting)
        self.column.addLayout(line)
        self.to_case.setParent(self)
        self.to_case.hide()

    def _hand_on(self, meeting_id: int) -> None:
        coming = self._desk.try_act(lambda session: hand_on_goal(session, meeting_id))
        if coming is not None:
            self._desk.said.emit("success", f"{short(coming.held_on)}の会議の目的に入れました。Ctrl+Z で元に戻せます。")
