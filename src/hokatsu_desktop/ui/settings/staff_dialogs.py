"""The small windows of the card 職員: adding somebody, their part, their leaving; and a new passphrase of one's own."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.settings.staff_work import Newcomer
from hokatsu_desktop.ui.start.new_passphrase import NewPassphrase
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

ROLES = {StaffRole.WORKER: "担当", StaffRole.CHIEF: "所属長", StaffRole.VIEWER: "閲覧のみ"}
ROLE_LIST = ChoiceList(
    key="staff_role", label="区分", values=tuple(Choice(key=key, label=words) for key, words in ROLES.items())
)
_ABOUT_ROLES = "「閲覧のみ」の職員は、見ることと印刷することだけができます。"
_ABOUT_PASSPHRASE = "合言葉は、加わる本人が打ち込みます。ほかの人は画面を見ないでください。"
_LEAVING = (
    "この職員の合言葉では、もう台帳を開けなくなります。書いた記録は、名前といっしょに残ります。"
    "次に台帳を開くときに、鍵を作り直し、復旧シートを新しくします（数分かかります）。"
    "Ctrl+Z では元に戻せません。もどってきたときは、新しく加えてください。"
)
_RECOVERY = (
    "いちど鍵をかけます。合言葉で開けると、復旧シートの数字を打ち込む画面が出ます。"
    "紙がないときは、その画面の「復旧シートを作り直す」で新しい紙を印刷できます。前の紙は使えなくなります。"
)
_WIDTH = 560


class AddStaffDialog(Dialog):
    """`wanted` brings a Newcomer; what was typed stays until it worked."""

    wanted = Signal(object)

    def __init__(self, town: str, parent: QWidget | None = None) -> None:
        super().__init__("職員を加える", parent)
        self.name, self.kana, self.post = (
            TextField(key, words) for key, words in (("name", "お名前"), ("kana", "フリガナ"), ("post", "職名"))
        )
        self.role = ChipChoice("role", "区分", ROLE_LIST)
        self.role.set_value(StaffRole.WORKER)
        self.passphrase = NewPassphrase()
        self.passphrase.set_town(town)
        self.message = MessageBar()
        for words, field in (("お名前", self.name), ("フリガナ", self.kana), ("職名", self.post)):
            self.body.addLayout(labelled(words, field))
        self.body.addLayout(labelled("区分", self.role))
        self.body.addWidget(Words(_ABOUT_ROLES, Look.QUIET, wrap=True))
        self.body.addWidget(Words(_ABOUT_PASSPHRASE, Look.QUIET, wrap=True))
        self.body.addWidget(self.passphrase)
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("加える", ButtonLook.PRIMARY), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self._press())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(_WIDTH)

    def tell(self, words: str) -> None:
        """Says why it did not work; everything typed is still there."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def _press(self) -> None:
        if not self.name.value().strip():
            self.tell("お名前を入れてください。")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.passphrase.accept_or_tell():
            role = StaffRole(self.role.value() or StaffRole.WORKER)
            self.wanted.emit(
                Newcomer(self.name.value(), self.kana.value(), self.post.value(), role, self.passphrase.value())
            )


class PassphraseDialog(Dialog):
    """`wanted` brings the new passphrase, typed twice alike."""

    wanted = Signal(str)

    def __init__(self, town: str, parent: QWidget | None = None) -> None:
        super().__init__("合言葉を変える", parent)
        self.passphrase = NewPassphrase()
        self.passphrase.set_town(town)
        self.message = MessageBar()
        self.body.addWidget(
            Words(
                "次に開くときから、新しい合言葉になります。前に作った控えは、前の合言葉で開きます。",
                Look.QUIET,
                wrap=True,
            )
        )
        self.body.addWidget(self.passphrase)
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("この合言葉に変える", ButtonLook.PRIMARY), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self._press())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(_WIDTH)

    def tell(self, words: str) -> None:
        """Says why it did not work."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def _press(self) -> None:
        if self.passphrase.accept_or_tell():
            self.wanted.emit(self.passphrase.value())


class RoleDialog(Dialog):
    """Accepted with a part chosen."""

    def __init__(self, name: str, role: StaffRole, parent: QWidget | None = None) -> None:
        super().__init__(f"{name}さんの区分", parent)
        self.role = ChipChoice("role", "区分", ROLE_LIST)
        self.role.set_value(role)
        self.body.addWidget(self.role)
        self.body.addWidget(Words(_ABOUT_ROLES, Look.QUIET, wrap=True))
        self.go_on = self.add_button(button("この区分にする", ButtonLook.PRIMARY))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(_WIDTH)

    def chosen(self) -> StaffRole | None:
        """The part chosen; None if none is."""
        return StaffRole(self.role.value()) if self.role.value() else None


class RecoveryDialog(Dialog):
    """Accepted when the store is to be locked now, to type the recovery sheet back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("復旧シートを確かめる・作り直す", parent)
        self.body.addWidget(Words(_RECOVERY, wrap=True))
        self.go_on = self.add_button(button("鍵をかけて、始める", ButtonLook.PRIMARY))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(_WIDTH)


class LeaveDialog(Dialog):
    """Accepted when somebody is really to be taken off."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{name}さんの異動・退職", parent)
        self.body.addWidget(Words(_LEAVING, wrap=True))
        self.go_on = self.add_button(button("この職員を外す", ButtonLook.HARM))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(_WIDTH)
