"""The page that offers the backups of a store that cannot be opened."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.store.backup import Backup
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.start.backup_list import BackupList
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.passphrase_field import PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.widgets.message_bar import MessageKind

_NONE_WORDS = (
    "このパソコンに控えが見つかりません。共有フォルダーなど、ほかの場所の控えを探して、情報担当に知らせてください。"
    "いまの台帳のファイルは、消したり動かしたりしないでください。"
)
_FORKED = (
    "戻すと、いまの台帳だけにあるものは見えなくなります（いまの台帳のファイルは残ります）。"
    "鍵をかけた画面では、ケースの中身は出せません。先に台帳を開くと、この控えを選んだ「控えとくらべる」の画面に進みます。"
    "どちらも書きかえません。"
)
COMPARE, ANYWAY = "台帳を開いて、この控えとくらべる", "それでも、この控えに戻す"


class RestorePage(Page):
    """`wanted` brings the backup's folder and the passphrase. What is there now stays as it is, beside the new one."""

    wanted = Signal(object, str)
    wanted_anyway = Signal(object, str)
    """The same, after it was told what goes out of sight."""
    compare_wanted = Signal(object, str)
    """The same: the store is to be opened, and the two are looked at there."""

    def __init__(self, found: Sequence[Backup]) -> None:
        super().__init__(
            "控えから復元します",
            "戻す控えを選んでください。いまの台帳のファイルは、調べられるようにそのまま残します。",
            "この控えに戻す",
            "やめる",
        )
        self.offer_guide(BACKUPS)
        self.backups = BackupList()
        self.backups.show_backups(found)
        self.backups.changed.connect(self.message.dismiss)  # it was about another one
        self.body.addWidget(self.backups)
        self.field = PassphraseField("restore_passphrase", "合言葉")
        self.question = Question("合言葉", self.field, "控えをとったときの合言葉か、復旧シートの数字です。", width=420)
        self.body.addWidget(narrow(self.question))
        if not found:
            self.question.hide()
            self.main_button.setEnabled(False)
            self.message.tell(MessageKind.INFO, _NONE_WORDS, closes=False)

    def first_field(self) -> QWidget:
        return self.backups.choices[0] if self.backups.choices else self.back_button

    def tell(self, words: str) -> None:
        """Says why it could not be restored."""
        self.message.tell(MessageKind.WARNING, words, closes=False)
        self.bring_message_into_view()

    def press(self) -> None:
        if (chosen := self.backups.chosen()) is None:
            self.tell("控えを選んでください。")
        elif not self.field.value():
            self.question.wrong("合言葉を入れてください。")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.wanted.emit(chosen.path, self.field.value())

    def tell_forked(self, words: str, backup: Path, typed: str) -> None:
        """Says that the backup is no earlier state of the store; going back to it needs a press of its own."""
        ways = [
            (COMPARE, lambda: self.compare_wanted.emit(backup, typed)),
            (ANYWAY, lambda: self.wanted_anyway.emit(backup, typed)),
        ]
        self.message.tell(MessageKind.WARNING, f"{words}{_FORKED}", ways, closes=False)
        self.bring_message_into_view()
