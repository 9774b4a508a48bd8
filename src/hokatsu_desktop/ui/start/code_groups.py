"""Nine fields for the digits of a code, laid out as on the paper: what is wrong with a group is said below it."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from hokatsu_desktop.store.recovery_code import GROUPS, RecoveryCode
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.recovery_typing import group_problem, problems_of, spread
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.text_field import TextField

_ACROSS = 3  # as on the paper


class CodeGroups(QWidget):
    """More than one group typed or pasted into a field goes on into the next ones."""

    def __init__(self) -> None:
        super().__init__()
        self.groups = [
            Question(f"第{number}組", TextField(f"group_{number}", f"第{number}組")) for number in range(1, GROUPS + 1)
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        for place, question in enumerate(self.groups):
            grid.addWidget(question, place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignTop)
            question.field.left.connect(lambda at=place: self._left(at))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._bring_into_view)
        for before, after in pairwise(question.field for question in self.groups):
            QWidget.setTabOrder(before, after)

    def typed(self) -> str:
        """All groups in one line."""
        return " ".join(question.field.value() for question in self.groups)

    def show_problems(self, code: RecoveryCode | None = None) -> dict[int, str]:
        """What is wrong, by the number of the group; said below each, and the keyboard goes to the first."""
        problems = problems_of([question.field.value() for question in self.groups], code)
        for number, question in enumerate(self.groups, start=1):
            _show(question, problems.get(number, ""))
        if problems:
            self.groups[min(problems) - 1].field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._soon.start()
        return problems

    def clear(self) -> None:
        """Forgets what was typed."""
        for question in self.groups:
            question.field.clear()
            question.clear()

    def type_anew(self) -> None:
        """The keyboard goes to the first group; what was typed stays, to be compared with the paper."""
        self.groups[0].field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.groups[0].field.selectAll()
        self._soon.start()

    def _bring_into_view(self) -> None:
        """Scrolls to the group the keyboard is in: what is told above it has pushed it down."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        typing = next((one for one in self.groups if one.field.hasFocus()), None)
        if area is not None and typing is not None:
            area.ensureWidgetVisible(typing, 0, px(12))

    def _left(self, place: int) -> None:
        pieces = spread(self.groups[place].field.value())[: GROUPS - place]
        for question, piece in zip(self.groups[place:], pieces, strict=False):
            question.field.set_value(piece)
            _show(question, group_problem(piece))


def _show(question: Question, problem: str) -> None:
    if problem:
        question.wrong(problem)
    else:
        question.clear()
