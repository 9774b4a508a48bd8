"""The page that asks which member of staff is working, after the store was opened with the recovery sheet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.store_work import Colleague
from hokatsu_desktop.ui.widgets.message_bar import MessageKind


class WhoPage(Page):
    """`chosen` brings the id of the member of staff. Nobody is chosen beforehand: the log must not name the wrong one."""

    chosen = Signal(int)

    def __init__(self, colleagues: Sequence[Colleague]) -> None:
        super().__init__(
            "どなたですか", "台帳には、だれが書いたかが残ります。ご自分の名前を選んでください。", "この名前で始める"
        )
        self._group = QButtonGroup(self)
        self.names = [QRadioButton(colleague.name) for colleague in colleagues]
        for colleague, made in zip(colleagues, self.names, strict=True):
            self._group.addButton(made, colleague.staff_id)
            self.body.addWidget(narrow(made))

    def first_field(self) -> QWidget:
        return self.names[0] if self.names else self.main_button

    def press(self) -> None:
        if self._group.checkedId() < 0:
            self.message.tell(MessageKind.INFO, "名前を選んでください。", closes=False)
        else:
            self.chosen.emit(self._group.checkedId())
