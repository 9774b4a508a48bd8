"""控えに戻す: asks why, has a second person agree, and leads to the page where the backup is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.going_back import check_reason_to_go_back, write_down_going_back
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.settings.staff_dialogs import WIDTH
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Words

_ABOUT = (
    "選んだ控えのあとに書いたことは、台帳から見えなくなります。いまの台帳のファイルは、そのまま残ります。"
    "もう一人が確かめると、いちど鍵をかけ、控えを選ぶ画面になります。控えをとったときの合言葉を用意してください。"
    "一つの記録だけを戻すときは、そのケースの「履歴」から戻せます。"
)


class RestoreOverDialog(TallDialog):
    """`desk.restore_wanted` is told when a second person agreed."""

    compare_wanted = Signal()
    """Somebody wants to see first what a backup has and what it has not."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("控えに戻す", parent)
        self._desk = desk
        self.asking: SecondPersonDialog | None = None
        self.why = TextField("why", "控えに戻すわけ")
        self.message = MessageBar()
        for part in (Words(_ABOUT, wrap=True), label_for("控えに戻すわけ", self.why), self.why):
            self.fields.addWidget(part)
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("もう一人に確かめてもらう…", ButtonLook.HARM), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.compare = self.add_button(button("先に控えとくらべる…"), closes=False)
        self.compare.clicked.connect(lambda _checked=False: self.compare_wanted.emit())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.offer_guide(BACKUPS)
        self.setMinimumWidth(px(WIDTH))

    def press(self) -> None:
        """Asks for the second person, when there is a reason."""
        try:
            check_reason_to_go_back(self.why.value())
        except Refusal as refusal:
            self._tell(refusal.words)
            return
        self.asking = ask_second_person(self._desk, TwoPersonAct.RESTORE_OVER, self._agreed, self)

    def _agreed(self, approval: Approval) -> None:
        why = self.why.value()
        try:
            self._desk.act(lambda session: write_down_going_back(session, why, approval))
        except (Refusal, StoreRefusal) as refusal:
            self._tell(refusal.words)
            return
        self.accept()
        self._desk.restore_wanted.emit()

    def _tell(self, words: str) -> None:
        self.message.tell(MessageKind.WARNING, words, closes=False)
