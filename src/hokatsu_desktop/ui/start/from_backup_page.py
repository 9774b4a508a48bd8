"""The page of 控えから始める: where the backups are, which of them, and what opens it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from hokatsu_desktop.store.backup import Backup
from hokatsu_desktop.ui.folder_choice import ask_for_folder
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.start.backup_list import BackupList
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.start.passphrase_field import SHOW_WORDS, PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

SEARCH, START = "控えを探す", "この控えから始める"
_LEAD = (
    "前のパソコンが壊れたときは、共有フォルダー、ほかのディスク、USBメモリーにある控えから、続きを始められます。"
    "控えは読むだけで、書きかえません。確かめてから台帳を作り、途中でやめても何も残りません。"
)
_HINT = "「2つ目の置き場所」にしたフォルダー、または控えを写したフォルダー"


class FromBackupPage(Page):
    """`searched` brings the folder, `wanted` the backup and what was typed. Nothing typed goes when it did not work."""

    searched = Signal(object)
    """Path"""
    wanted = Signal(object, str)
    """Backup, passphrase or digits"""

    def __init__(self, folder: Path) -> None:
        super().__init__("控えから始めます", _LEAD, SEARCH, "戻る")
        self.offer_guide(BACKUPS)
        self.place = Question("控えのあるフォルダー", TextField("backup_place", "控えのあるフォルダー"), _HINT)
        self.choose = button("フォルダーを選ぶ…", ButtonLook.INLINE)
        self.backups = BackupList()
        self.field = PassphraseField("backup_passphrase", "合言葉", submits=True)
        self.question = Question(
            "合言葉", self.field, "控えをとったときのあなたの合言葉か、復旧シートの数字です。", width=420
        )
        self.show_letters = QCheckBox(SHOW_WORDS)
        self.goes_to = Words(f"台帳は {folder} に作ります。", Look.QUIET, wrap=True)
        self._is_found = False
        self._lay_out()
        self.choose.clicked.connect(self.choose_place)
        self.place.field.changed.connect(self._forget_list)
        self.field.changed.connect(self.question.clear)
        self.field.entered.connect(self.press)
        self.show_letters.toggled.connect(self.field.set_shown)
        self._forget_list()

    def first_field(self) -> QWidget:
        return self.field if self._is_found else self.place.field

    def press(self) -> None:
        """Looks for backups, or says which one is to become the store."""
        if not self.place.field.value():
            self.place.wrong("控えのあるフォルダーを選んでください。")
            self.place.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._is_found:
            self.searched.emit(Path(self.place.field.value()).expanduser())
        elif (chosen := self.backups.chosen()) is None:
            self.tell("控えを選んでください。")
        elif not self.field.value():
            self.say_wrong("合言葉を入れてください。")
        else:
            self.wanted.emit(chosen, self.field.value())

    def choose_place(self) -> None:
        """Lets the user choose the folder in the system's own window."""
        ask_for_folder(self, "控えのあるフォルダーを選ぶ", self.take_place)

    def take_place(self, place: Path) -> None:
        """Takes what was chosen, and looks for backups there."""
        self.place.field.set_value(str(place))
        self._forget_list()
        self.press()

    def show_backups(self, found: Sequence[Backup]) -> None:
        """Shows what was found, with the newest whole one chosen: it is what is wanted after a loss."""
        self._is_found = True
        self.message.dismiss()
        self.backups.show_backups(found)
        self.backups.choose_newest()
        self._show_list()

    def tell(self, words: str) -> None:
        """Says why it did not work; everything typed is still there."""
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def tell_stopped(self, words: str) -> None:
        """Says that nothing came of it because that was asked for; the passphrase is still there for another try."""
        self.message.tell(MessageKind.INFO, words)

    def say_wrong(self, words: str) -> None:
        """Says below the field what is wrong with the passphrase."""
        self.question.wrong(words)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets the passphrase."""
        self.field.clear()

    def _forget_list(self) -> None:
        """Another folder has other backups."""
        self._is_found = False
        self.place.clear()
        self._show_list()

    def _show_list(self) -> None:
        for widget in (self.backups, self.question, self.show_letters):
            widget.setVisible(self._is_found)
        self.name_press(START if self._is_found else SEARCH)

    def _lay_out(self) -> None:
        self.body.addWidget(narrow(self.place))
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.backups, self.question, self.show_letters, self.goes_to):
            self.body.addWidget(narrow(widget))
        QWidget.setTabOrder(self.place.field, self.choose)
        QWidget.setTabOrder(self.choose, self.backups)
        QWidget.setTabOrder(self.backups, self.field)
        QWidget.setTabOrder(self.field, self.show_letters)
        QWidget.setTabOrder(self.show_letters, self.main_button)
