"""The first page of receiving: where the package is, the code from the paper, and who is taking it over."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.handover.typed_code import typed_code
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import Action, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_LEAD = (
    "前の担当の方から受け取った媒体を差し、別に届いた「引継ぎコード」の紙を用意してください。"
    "全部を確かめてから取り込みます。途中でやめても、何も残りません。"
)


class ReceivePage(Page):
    """`answered` brings the place of the package and the code, both as typed."""

    answered = Signal(object, object)
    """Path, HandoverCode"""

    def __init__(self) -> None:
        super().__init__("引継ぎを受け取ります", _LEAD, "次へ", "戻る")
        self.offer_guide(HANDOVER)
        self.place = Question(
            "引継ぎパッケージ",
            TextField("package", "引継ぎパッケージ"),
            "名前が HIKITSUGI で始まるフォルダー、またはその入った媒体",
        )
        self.choose = button("媒体を選ぶ…", ButtonLook.INLINE)
        self.staff_name = Question(
            "お名前", TextField("staff_name", "お名前"), "受け取った人として残ります。", width=300
        )
        self.digits = CodeGroups()
        self.choose.clicked.connect(self.choose_place)
        for widget in (self.place, self.choose, self.staff_name):
            self.body.addWidget(
                narrow(widget), 0, Qt.AlignmentFlag.AlignLeft if widget is self.choose else Qt.AlignmentFlag(0)
            )
        self.body.addWidget(Words("引継ぎコード", Look.LABEL))
        self.body.addWidget(narrow(self.digits))
        self.place.field.changed.connect(self.place.clear)
        self.staff_name.field.changed.connect(self.staff_name.clear)
        QWidget.setTabOrder(self.place.field, self.choose)
        QWidget.setTabOrder(self.choose, self.staff_name.field)
        QWidget.setTabOrder(self.staff_name.field, self.digits.groups[0].field)
        QWidget.setTabOrder(self.digits.groups[-1].field, self.main_button)

    def first_field(self) -> QWidget:
        return self.choose if not self.place.field.value() else self.staff_name.field

    def name(self) -> str:
        """Who takes it over."""
        return self.staff_name.field.value()

    def press(self) -> None:
        """Looks at all answers; says what is missing, or hands them on."""
        if not self.place.field.value():
            self._ask_for(self.place, "媒体を選んでください。")
        elif not self.name():
            self._ask_for(self.staff_name, "お名前を入れてください。")
        elif (code := typed_code(self.digits, self.tell)) is not None:
            self.answered.emit(Path(self.place.field.value()).expanduser(), code)

    def choose_place(self) -> None:
        """Lets the user choose the stick or the folder in the system's own window."""
        ask_for_folder(self, "引継ぎパッケージを選ぶ", self.take_place)

    def take_place(self, place: Path) -> None:
        """Takes what was chosen."""
        self.place.field.set_value(str(place))
        self.place.clear()
        self.staff_name.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, words: str, ways: Sequence[Action] = ()) -> None:
        """Says why it did not work, and what can be done; everything typed is still there."""
        self.message.tell(MessageKind.WARNING, words, ways, closes=False)
        if ways:
            self.bring_message_into_view()

    def _ask_for(self, question: Question, words: str) -> None:
        question.wrong(words)
        question.field.setFocus(Qt.FocusReason.OtherFocusReason)
