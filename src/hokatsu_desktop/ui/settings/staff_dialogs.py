"""The small windows about staff and keys that ask before something is done: a part, a leaving, the recovery sheet."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.staff import ROLES
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.words import Look, Words

ROLE_LIST = ChoiceList(
    key="staff_role", label="区分", values=tuple(Choice(key=key, label=words) for key, words in ROLES.items())
)
ABOUT_ROLES = (
    "「閲覧のみ」の職員は、見ることと印刷することだけができます。"
    "「所属長」は、引継ぎの書き出しや廃棄のときに、もう一人の確認をします。"
)
_LEAVING = (
    "この職員の合言葉では、もう台帳を開けなくなります。書いた記録は、名前といっしょに残ります。"
    "次に台帳を開くときに、鍵を作り直し、復旧シートを新しくします（数分かかります）。"
    "Ctrl+Z では元に戻せません。もどってきたときは、新しく加えてください。"
)
_RECOVERY = (
    "いちど鍵をかけます。合言葉で開けると、復旧シートの数字を打ち込む画面が出ます。"
    "紙がないときは、その画面の「復旧シートを作り直す」で新しい紙を印刷できます。前の紙は使えなくなります。"
)
_DESTROYING = (
    "鍵を作り直す前の控えを、このパソコンと「ほかの場所」から消します。元には戻せません。"
    "いまの鍵で作った控えがあることを確かめてから消すので、台帳と新しい控えは残ります。"
)
WIDTH = 560


class RoleDialog(Dialog):
    """Accepted with a part chosen."""

    def __init__(self, name: str, role: StaffRole, parent: QWidget | None = None) -> None:
        super().__init__(f"{name}さんの区分", parent)
        self.role = ChipChoice("role", "区分", ROLE_LIST)
        self.role.set_value(role)
        self.body.addWidget(self.role)
        self.body.addWidget(Words(ABOUT_ROLES, Look.QUIET, wrap=True))
        self.go_on = self.add_button(button("この区分にする", ButtonLook.PRIMARY))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(WIDTH))

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
        self.setMinimumWidth(px(WIDTH))


class LeaveDialog(Dialog):
    """Accepted when somebody is really to be taken off."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{name}さんの異動・退職", parent)
        self.body.addWidget(Words(_LEAVING, wrap=True))
        self.go_on = self.add_button(button("この職員を外す", ButtonLook.HARM))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(WIDTH))


class DestroyDialog(Dialog):
    """Accepted when copies of the store are really to go: those that an earlier key opens, or what `words` says."""

    def __init__(
        self, parent: QWidget | None = None, words: str = _DESTROYING, heading: str = "古い鍵の控えを捨てる"
    ) -> None:
        super().__init__(heading, parent)
        self.body.addWidget(Words(words, wrap=True))
        self.go_on = self.add_button(button("捨てる", ButtonLook.HARM))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(WIDTH))
