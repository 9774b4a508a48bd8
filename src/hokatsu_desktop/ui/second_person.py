"""もう一人の確認: the window in which somebody else types their own passphrase before an act that needs two."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from hokatsu_desktop.services.second_person import (
    BY_SHEET_WORDS,
    Approval,
    Approver,
    TwoPersonAct,
    who_may_agree,
)
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.keys import Passphrase, Secret
from hokatsu_desktop.store.recovery_code import read_recovery_code
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.slots import opens_store, slots_in_use
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.start.passphrase_field import SHOW_WORDS, PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.recovery_typing import summary_of
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_WIDTH = 600
_GO_ON = "確かめたので、進める"
_ABOUT_SHEET = (
    "合言葉を持つ職員がほかにいないので、金庫などにある復旧シートの数字を、もう一人の確認の代わりにします。"
    "そのことも記録に残ります。"
)
_TRYING = "鍵を確かめています。1、2秒かかります。"
_WRONG_SHEET = "この数字は、いまの復旧シートのものではありません。紙を確かめてください。まだ何も変わっていません。"


def ask_second_person(
    desk: Desk, wanted: TwoPersonAct, then: Callable[[Approval], None], parent: QWidget
) -> "SecondPersonDialog":
    """Opens the window; `then` gets the approval. When the window is left without one, nothing is called."""
    dialog = SecondPersonDialog(desk, wanted, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.agreed = then
    dialog.open()
    return dialog


class SecondPersonDialog(TallDialog):
    """The passphrase is tried in the worker and forgotten; any number of times. `agreed` is called with the approval."""

    def __init__(self, desk: Desk, wanted: TwoPersonAct, parent: QWidget | None = None) -> None:
        super().__init__("もう一人の確認", parent)
        self._desk = desk
        self._wanted = wanted
        self._is_trying = False
        self.agreed: Callable[[Approval], None] = lambda _approval: None
        slots = slots_in_use(desk.store)
        with desk.reading() as session:
            self.approvers = who_may_agree(session, slots)
        self.who = ListChoice("approver", "確かめる人", _listed(self.approvers))
        self.field = PassphraseField("approver_passphrase", "確かめる人の合言葉", submits=True)
        self.question = Question("確かめる人の合言葉", self.field)
        self.show_letters = QCheckBox(SHOW_WORDS)
        self.digits = CodeGroups()
        self.message = MessageBar()
        self.go_on = self.add_button(button(_GO_ON, ButtonLook.PRIMARY), closes=False)
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.field.entered.connect(self.press)
        self.field.changed.connect(self.question.clear)
        self.show_letters.toggled.connect(self.field.set_shown)
        self._build()

    def press(self) -> None:
        """Tries what was typed, or says what is missing."""
        if self._is_trying:
            return
        if self._desk.store.practice:
            self._agree()
        elif not self.approvers:
            self._try_digits()
        elif self._chosen() is None:
            self.message.tell(MessageKind.WARNING, "確かめる人を選んでください。", closes=False)
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.field.value():
            self._say_wrong("確かめる人が、ご自分の合言葉を入れてください。")
        else:
            self._try(Passphrase(self.field.value()))

    def reject(self) -> None:
        if not self._is_trying:  # what is being tried comes back to this window
            super().reject()

    def keep(self) -> None:
        self.field.clear()
        self.digits.clear()

    def _chosen(self) -> Approver | None:
        if len(self.approvers) == 1:
            return self.approvers[0]
        return next((one for one in self.approvers if str(one.staff_id) == self.who.value()), None)

    def _try_digits(self) -> None:
        if problems := self.digits.show_problems():
            self.message.tell(MessageKind.WARNING, summary_of(problems), closes=False)
            return
        try:
            self._try(read_recovery_code(self.digits.typed()))
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)

    def _try(self, secret: Secret) -> None:
        store, chosen = self._desk.store, self._chosen()
        slot_id = chosen.slot_id if chosen is not None else ""
        self._rest(trying=True)
        self.message.tell(MessageKind.INFO, _TRYING, closes=False)
        self._desk.tasks.run(lambda: opens_store(store, secret, slot_id), self._tried, self._failed)

    def _tried(self, opens: bool) -> None:
        self._rest(trying=False)
        if opens:
            self._agree()
        elif (chosen := self._chosen()) is not None:
            self._say_wrong(f"{chosen.name}さんの合言葉ではありません。まだ何も変わっていません。")
        else:
            self.message.tell(MessageKind.WARNING, _WRONG_SHEET, closes=False)

    def _failed(self, error: Exception) -> None:
        self._rest(trying=False)
        if not isinstance(error, StoreRefusal):
            raise error
        self.message.tell(MessageKind.WARNING, error.words, closes=False)

    def _rest(self, *, trying: bool) -> None:
        """While the key is derived nothing can be typed; the keyboard stays where it is."""
        self._is_trying = trying
        for field in (self.field, *(group.field for group in self.digits.groups)):
            field.setReadOnly(trying)
        self.message.dismiss()

    def _agree(self) -> None:
        chosen = self._chosen() or next(iter(self.approvers), None)
        approval = Approval(
            self._wanted,
            self._desk.staff_id,
            chosen.staff_id if chosen is not None else None,
            chosen.name if chosen is not None else BY_SHEET_WORDS,
        )
        self.accept()
        self.agreed(approval)

    def _say_wrong(self, words: str) -> None:
        self.question.wrong(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        column = self.fields
        column.addWidget(Words(self._about(), wrap=True))
        if len(self.approvers) > 1:
            column.addWidget(label_for("確かめる人", self.who))
            column.addWidget(self.who)
        if self.approvers and not self._desk.store.practice:
            column.addWidget(self.question)
            column.addWidget(self.show_letters)
        elif not self._desk.store.practice:
            column.addWidget(self.digits)
        for unused in (self.who, self.question, self.show_letters, self.digits):
            if unused.parent() is None:
                unused.setParent(self)
                unused.hide()
        self.body.addWidget(self.message)
        self.setMinimumWidth(px(_WIDTH))

    def _about(self) -> str:
        begin = f"{self._wanted.words}には、もう一人の確認が要ります。"
        if self._desk.store.practice:
            return f"{begin}練習用の町では、合言葉を入れずに進めます。"
        if not self.approvers:
            return f"{begin}{_ABOUT_SHEET}"
        who = f"{self.approvers[0].name}さん" if len(self.approvers) == 1 else "確かめる人"
        return (
            f"{begin}{who}が、内容を見てから、このパソコンでご自分の合言葉を入れてください。ほかの人は手もとを見ないでください。"
            "だれがして、だれが確かめたかが、記録に残ります。"
        )


def _listed(approvers: tuple[Approver, ...]) -> ChoiceList:
    names = tuple(Choice(key=str(one.staff_id), label=one.name) for one in approvers)
    return ChoiceList(key="approver", label="確かめる人", values=names)
