"""The page on which the digits of the recovery sheet are typed back from paper: at first a must, later it may wait."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.store.recovery_code import GROUPS, RecoveryCode, read_recovery_code
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.recovery_typing import group_problem, problems_of, spread, summary_of
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField

_ACROSS = 3  # as on the paper
_HALF_A_YEAR = "前に確かめてから半年たちました。紙がいまもあるか、読めるかを確かめます。"


class TypeBackPage(Page):
    """Nine fields laid out as on the paper. `typed` brings a RecoveryCode that is written as a code is."""

    typed = Signal(object)
    new_sheet_wanted = Signal()

    def __init__(self, code: RecoveryCode | None, *, may_wait: bool = False) -> None:
        super().__init__(
            "復旧シートの数字を打ち込みます",
            f"{_HALF_A_YEAR if may_wait else ''}紙を見ながら、第1組から順に入れてください。ここで確かめておくと、いざというときに困りません。",
            "確かめる",
            "いまは紙がないので、あとで" if may_wait else "",
        )
        self._code = code
        self.groups = [
            Question(f"第{number}組", TextField(f"group_{number}", f"第{number}組")) for number in range(1, GROUPS + 1)
        ]
        self.new_sheet = button("紙がないときは、復旧シートを作り直す", ButtonLook.LINK)
        self.new_sheet.clicked.connect(self.new_sheet_wanted)
        self._lay_out()

    def first_field(self) -> QWidget:
        return self.groups[0].field

    def tell(self, words: str) -> None:
        """Says why the digits were not accepted."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def press(self) -> None:
        """Looks at all groups; names the wrong ones, or hands the code over."""
        typed = [question.field.value() for question in self.groups]
        problems = problems_of(typed, self._code)
        for number, question in enumerate(self.groups, start=1):
            _show(question, problems.get(number, ""))
        if problems:
            self.tell(summary_of(problems))
            self.groups[min(problems) - 1].field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self.typed.emit(read_recovery_code(" ".join(typed)))
        except StoreRefusal as refusal:
            self.tell(refusal.words)

    def _left(self, place: int) -> None:
        """A group was typed: more than one group in a field goes on into the next ones."""
        pieces = spread(self.groups[place].field.value())[: GROUPS - place]
        for question, piece in zip(self.groups[place:], pieces, strict=False):
            question.field.set_value(piece)
            _show(question, group_problem(piece))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        for place, question in enumerate(self.groups):
            grid.addWidget(question, place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignTop)
            question.field.left.connect(lambda at=place: self._left(at))
        box = QWidget()
        box.setLayout(grid)
        self.body.addWidget(narrow(box))
        self.body.addWidget(self.new_sheet, 0, Qt.AlignmentFlag.AlignLeft)
        fields = [question.field for question in self.groups]
        for before, after in pairwise((*fields, self.main_button)):
            QWidget.setTabOrder(before, after)


def _show(question: Question, problem: str) -> None:
    if problem:
        question.wrong(problem)
    else:
        question.clear()
