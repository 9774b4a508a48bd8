"""控えとくらべる: a backup beside the store in use, before anybody thinks of going back to it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.handover.comparing_window import ComparingWindow
from hokatsu_desktop.ui.handover.comparing_work import Compared, backup_standing_words, compare_with_backup
from hokatsu_desktop.ui.settings.kept_backups import Kept, kept_backups, none_words
from hokatsu_desktop.ui.start.backup_list import BackupList
from hokatsu_desktop.ui.start.passphrase_field import PassphraseField
from hokatsu_desktop.ui.start.practice import PRACTICE_HINT, practice_words
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.widgets.message_bar import MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_ABOUT = "控えといまの台帳を、どちらも読むだけで開き、くらべます。どちらも書きかえません。"
_AWAY = (
    "くらべたい控えが、いま見つかりません。共有フォルダーや媒体につながっているかを確かめて、この画面を開き直してください。"
    "台帳も控えも、そのままです。"
)
_HINT = "控えをとったときの合言葉か、復旧シートの数字です。"
_BEFORE = (
    "控えに戻すと、左の「このパソコンの台帳だけにあるもの」は台帳から見えなくなります。いまの台帳のファイルは残ります。"
)
_FORKED = (
    "どちらを続けるかは、所属長が決めます。自動でまとめることはしません。"
    "要るものは、一覧を印刷して、続けるほうに手で入れてください。"
)


class CompareBackupDialog(ComparingWindow):
    """The passphrase is forgotten as soon as the backup was opened with it."""

    def __init__(self, desk: Desk, found: Sequence[Kept], parent: QWidget | None = None) -> None:
        super().__init__(desk, "控えとくらべる", parent)
        self.offer_guide(BACKUPS)
        self.backups = BackupList()
        self.backups.show_backups([one.backup for one in found])
        self.backups.choose_newest()
        self.field = PassphraseField("compared_passphrase", "合言葉", submits=True)
        self.question = Question("合言葉", self.field, PRACTICE_HINT if desk.store.practice else _HINT, width=420)
        self.field.set_value(practice_words(desk.store))
        self.field.entered.connect(self.press)
        self.field.changed.connect(self.question.clear)
        self.lay_out((Words(_ABOUT, wrap=True), self.backups, self.question))
        self.compare.setEnabled(bool(found))
        if not found:
            self.message.tell(MessageKind.INFO, none_words(desk), closes=False)

    def choose(self, backup: Path) -> None:
        """Chooses the backup that somebody wants to look at; says so where it is not there any more."""
        if self.backups.choose(backup):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tell(_AWAY)

    def press(self) -> None:
        chosen, typed = self.backups.chosen(), self.field.value()
        if self.is_comparing:
            return
        if chosen is None:
            self.tell("控えを選んでください。")
        elif not typed:
            self.question.wrong("合言葉を入れてください。")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            store, path = self._desk.store, chosen.path
            self.begin(lambda progress: compare_with_backup(store, path, typed, progress))

    def show_compared(self, found: Compared) -> None:
        self.field.clear()
        super().show_compared(found)

    def keep(self) -> None:
        self.field.clear()

    def standing(self, found: Compared) -> str:
        return backup_standing_words(found.standing)

    def lead(self, found: Compared) -> str:
        match found.standing.kind:
            case Kind.FORKED:
                return f"{_BEFORE}{_FORKED}"
            case Kind.OURS_AHEAD:
                return _BEFORE
            case Kind.SAME | Kind.THEIRS_AHEAD:
                return ""
        raise AssertionError(found.standing.kind)


def open_comparing(desk: Desk, backup: Path, parent: QWidget) -> CompareBackupDialog:
    """The window with this backup chosen; only what opens it is still to be typed."""
    dialog = CompareBackupDialog(desk, kept_backups(desk), parent)
    dialog.open()
    dialog.choose(backup)
    return dialog
