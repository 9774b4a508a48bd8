"""The page on which the digits of the recovery sheet are typed back from paper: at first a must, later it may wait."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.store.recovery_code import RecoveryCode, read_recovery_code
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.recovery_typing import summary_of
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageKind

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
        self._digits = CodeGroups()
        self.groups = self._digits.groups
        self.new_sheet = button("紙がないときは、復旧シートを作り直す", ButtonLook.LINK)
        self.new_sheet.clicked.connect(self.new_sheet_wanted)
        self.body.addWidget(narrow(self._digits))
        self.body.addWidget(self.new_sheet, 0, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(self.groups[-1].field, self.main_button)

    def first_field(self) -> QWidget:
        return self.groups[0].field

    def tell(self, words: str) -> None:
        """Says why the digits were not accepted."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def press(self) -> None:
        """Looks at all groups; names the wrong ones, or hands the code over."""
        if problems := self._digits.show_problems(self._code):
            self.tell(summary_of(problems))
            return
        try:
            self.typed.emit(read_recovery_code(self._digits.typed()))
        except StoreRefusal as refusal:
            self.tell(refusal.words)
