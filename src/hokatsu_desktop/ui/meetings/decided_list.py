"""What was decided for each case, to be read out and to be looked up: who, what, by when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import full, shown
from hokatsu_desktop.services.called_meetings import CaseOnMeeting
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words

TOP = Qt.AlignmentFlag.AlignTop
NOTHING_YET = "まだ何も書かれていません。"


class DecidedList(QWidget):
    """The decisions of one case as plain lines; `read_aloud` gives them larger letters."""

    def __init__(self, one: CaseOnMeeting, *, read_aloud: bool = False) -> None:
        super().__init__()
        self.lines: dict[int, tuple[Words, ...]] = {}  # by decision
        look = Look.CARD if read_aloud else Look.BODY
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if one.decisions:
            column.addLayout(self._table(one, look))
        else:
            column.addWidget(Words(NOTHING_YET, Look.QUIET))
        for words in next_words(one):
            column.addWidget(Words(words, Look.LABEL, wrap=True))

    def _table(self, one: CaseOnMeeting, look: Look) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for line, decision in enumerate(one.decisions):
            due = shown(decision.due)
            if decision.due and not decision.due.startswith("?"):
                due += "まで"
            self.lines[decision.id] = (
                Words(decision.who, Look.LABEL, wrap=True),
                Words(decision.what, look, wrap=True),
                Words(due or "期限なし", Look.BODY if decision.due else Look.CARE),
            )
            for column, words in enumerate(self.lines[decision.id]):
                grid.addWidget(words, line, column, TOP)
        grid.setColumnMinimumWidth(0, px(200))
        return grid


def next_words(one: CaseOnMeeting) -> list[str]:
    """The next day and the lead supporter of a case."""
    part = one.meeting_case
    next_on = full(part.next_on) if part.next_on else "まだ決まっていません"
    return [f"次に確認する日：{next_on}　　主担当：{part.lead_supporter or 'まだ決まっていません'}"]
