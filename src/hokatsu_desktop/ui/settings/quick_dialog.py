"""短い番号で開く: the small window that turns quick unlock on or off for one person on this PC."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.store.quick_unlock import Vault, half_of, normal_pin, pin_problem, turn_off, turn_on
from hokatsu_desktop.store.refusals import Situation, StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.staff_dialogs import WIDTH
from hokatsu_desktop.ui.start.passphrase_field import PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.start_notes import remember_quick
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_ABOUT = (
    "鍵がかかったあと、合言葉の代わりに6けた以上の数字で開けます。このパソコンの、いまのWindowsの利用者だけで使えます。"
    "朝いちばんは合言葉で開きます。12時間たったとき、パソコンを止めたり休ませたりしたとき、5回まちがえたときは、合言葉に戻ります。"
)
ON, OFF = (
    "短い番号で開けるようにしました。次に鍵がかかったときから使えます。",
    "短い番号で開くのをやめました。合言葉だけで開きます。",
)


class QuickDialog(TallDialog):
    """The number is kept nowhere; the window closes when it worked."""

    def __init__(self, desk: Desk, vault: Callable[[], Vault | None], parent: QWidget | None = None) -> None:
        super().__init__("短い番号で開く", parent)
        self._desk = desk
        self._vault = vault
        self._is_working = False
        self.first = PassphraseField("short_number", "短い番号")
        self.second = PassphraseField("short_number_again", "もう一度")
        self.first_question = Question("短い番号（6けた以上）", self.first, width=260)
        self.second_question = Question("もう一度", self.second, width=260)
        self.message = MessageBar()
        self.go_on = self.add_button(button("この番号にする", ButtonLook.PRIMARY), closes=False)
        self.stop_using = self.add_button(button("短い番号をやめる", ButtonLook.HARM), closes=False)
        self.stop_using.setVisible(bool(desk.quick_half))
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.stop_using.clicked.connect(lambda _checked=False: self.turn_off())
        for field, question in ((self.first, self.first_question), (self.second, self.second_question)):
            field.changed.connect(question.clear)
        for part in (Words(_ABOUT, wrap=True), self.first_question, self.second_question):
            self.fields.addWidget(part)
        self.body.addWidget(self.message)
        self.setMinimumWidth(px(WIDTH))

    def press(self) -> None:
        """Takes the number, or says what is wrong with it."""
        typed = self.first.value()
        if problem := pin_problem(typed):
            self.first_question.wrong(problem)
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif normal_pin(self.second.value()) != normal_pin(typed):
            self.second_question.wrong("2つの数字がちがいます。もう一度入れてください。")
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            store, since, vault = self._desk.store, self._desk.since, self._vault

            def begin() -> bytes:
                found = vault()
                turn_on(found, store, typed)
                half = half_of(found, store, since)
                if half is None:
                    raise StoreRefusal(Situation.NO_KEYRING)
                remember_quick(store.slot_id, on=True)
                return half.to_bytes()

            self._work(begin, ON)

    def turn_off(self) -> None:
        """Has the keyring forget it."""
        store: OpenStore = self._desk.store
        vault = self._vault

        def end() -> bytes:
            turn_off(vault(), store.store_id, store.slot_id)
            remember_quick(store.slot_id, on=False)
            return b""

        self._work(end, OFF)

    def keep(self) -> None:
        for field in (self.first, self.second):
            field.clear()

    def reject(self) -> None:
        if not self._is_working:
            super().reject()

    def _work(self, job: Callable[[], bytes], words: str) -> None:
        if self._is_working:
            return
        self._is_working = True
        self.message.tell(MessageKind.INFO, "しばらくお待ちください。", closes=False)

        def worked(half: bytes) -> None:
            self._is_working = False
            self._desk.quick_half = half
            self.accept()
            self._desk.said.emit("success", words)

        def failed(error: Exception) -> None:
            self._is_working = False
            if not isinstance(error, StoreRefusal):
                raise error
            self.message.tell(MessageKind.WARNING, error.words, closes=False)

        self._desk.tasks.run(job, worked, failed)
