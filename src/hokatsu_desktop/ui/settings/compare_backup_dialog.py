"""控えとくらべる: a backup beside the store in use, before anybody thinks of going back to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.store.comparing import Kind
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.handover.compared_page import compared_page
from hokatsu_desktop.ui.handover.comparing_work import (
    Compared,
    backup_standing_words,
    compare_with_backup,
    difference_list,
)
from hokatsu_desktop.ui.handover.paper import show_paper
from hokatsu_desktop.ui.handover.telling import Stopped
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.settings.kept_backups import Kept
from hokatsu_desktop.ui.start.backup_list import BackupList
from hokatsu_desktop.ui.start.passphrase_field import PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.busy import Progress
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

_WIDTH, _HEIGHT, _AROUND = 980, 640, 80
_ABOUT = "控えといまの台帳を、どちらも読むだけで開き、くらべます。どちらも書きかえません。"
_NONE = "まだ控えがありません。「いま控えを作る」を押してください。"
_WORKING = "控えを開き、くらべています。どちらも書きかえません。"
_BEFORE = (
    "控えに戻すと、左の「このパソコンの台帳だけにあるもの」は台帳から見えなくなります。いまの台帳のファイルは残ります。"
)
_FORKED = (
    "どちらを続けるかは、所属長が決めます。自動でまとめることはしません。"
    "要るものは、一覧を印刷して、続けるほうに手で入れてください。"
)


class CompareBackupDialog(Dialog):
    """The passphrase is forgotten as soon as the backup was opened with it."""

    def __init__(self, desk: Desk, found: Sequence[Kept], parent: QWidget | None = None) -> None:
        super().__init__("控えとくらべる", parent)
        self._desk = desk
        self._progress: Progress | None = None
        self.compared: Compared | None = None
        self.backups = BackupList()
        self.backups.show_backups([one.backup for one in found])
        self.field = PassphraseField("compared_passphrase", "合言葉", submits=True)
        self.question = Question("合言葉", self.field, "控えをとったときの合言葉か、復旧シートの数字です。", width=420)
        self.message = MessageBar()
        self.waiting = Words(wrap=True)
        self.paper = button("ちがいの一覧を印刷する…", picture="print")
        self.compare = self.add_button(button("くらべる", ButtonLook.PRIMARY), closes=False)
        self.stop = self.add_button(button("やめる"), closes=False)
        self.close_button = self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self._asking = QWidget()
        self._stack = QStackedWidget()
        self.compare.clicked.connect(lambda _checked=False: self.press())
        self.stop.clicked.connect(lambda _checked=False: self.ask_to_stop())
        self.paper.clicked.connect(lambda _checked=False: self.print_list())
        self.field.entered.connect(self.press)
        self.field.changed.connect(self.question.clear)
        self._build()
        self.compare.setEnabled(bool(found))
        if not found:
            self.message.tell(MessageKind.INFO, _NONE, closes=False)

    def press(self) -> None:
        """Compares, or says what is missing."""
        chosen, typed = self.backups.chosen(), self.field.value()
        if self._progress is not None:
            return
        if chosen is None:
            self._tell("控えを選んでください。")
        elif not typed:
            self.question.wrong("合言葉を入れてください。")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            store, path = self._desk.store, chosen.path
            self.message.dismiss()
            self._progress = self._desk.tasks.run_long(
                lambda progress: compare_with_backup(store, path, typed, progress), self._compared, self._failed
            )
            self._show_working()

    def reject(self) -> None:
        if self._progress is not None:
            self.ask_to_stop()  # the backup is closed first
        else:
            self.field.clear()
            super().reject()

    def ask_to_stop(self) -> None:
        """Ends the comparing; nothing of it stays."""
        if self._progress is not None:
            self._progress.ask_to_stop()
            self.waiting.say("やめています…")

    def print_list(self) -> None:
        """All that only one of them has, through the preview."""
        if (found := self.compared) is not None:
            store = self._desk.store
            show_paper(self._desk, "二つの台帳のちがい", lambda: difference_list(store, found), self)

    def _compared(self, found: Compared) -> None:
        self._progress = None
        self.field.clear()
        self._show_working()
        self.compared = found
        self._stack.addWidget(
            scrolled(compared_page(found, backup_standing_words(found.standing), _lead(found), self.paper))
        )
        self._stack.setCurrentIndex(self._stack.count() - 1)
        self.compare.hide()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: Exception) -> None:
        self._progress = None
        self._show_working()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        match error:
            case Stopped():
                self._tell("くらべるのをやめました。何も残していません。")
            case StoreRefusal():
                self._tell(error.words)
            case _:
                raise error

    def _show_working(self) -> None:
        """While the worker compares, the one thing to do is to stop it."""
        working = self._progress is not None
        self.waiting.say(_WORKING if working else "")
        self._asking.setEnabled(not working)
        for made in (self.compare, self.close_button):
            made.setVisible(not working)
        self.stop.setVisible(working)
        if working:
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self.message.tell(MessageKind.WARNING, words, closes=False)

    def _build(self) -> None:
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(3, 3, 12, 3)
        column = QVBoxLayout(self._asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        for part in (Words(_ABOUT, wrap=True), self.backups, self.question):
            column.addWidget(part)
        outer.addWidget(self._asking)
        outer.addWidget(self.waiting)
        outer.addStretch(1)
        self._stack.addWidget(scrolled(page))
        self.body.addWidget(self.message)
        self.body.addWidget(self._stack, 1)
        self.stop.hide()
        room = self.screen().availableGeometry()
        self.resize(min(px(_WIDTH), room.width() - _AROUND), min(px(_HEIGHT), room.height() - _AROUND))


def _lead(found: Compared) -> str:
    match found.standing.kind:
        case Kind.FORKED:
            return f"{_BEFORE}{_FORKED}"
        case Kind.OURS_AHEAD:
            return _BEFORE
        case Kind.SAME | Kind.THEIRS_AHEAD:
            return ""
    raise AssertionError(found.standing.kind)
