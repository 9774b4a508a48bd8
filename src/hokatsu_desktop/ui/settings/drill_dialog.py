"""復元訓練: a window that puts one backup back on trial with the passphrase typed, and shows what it counted."""

from collections.abc import Callable, Sequence
from os.path import isdir

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import BackupDrill
from hokatsu_desktop.services.backup_drills import drill_due_on, last_drill, write_down_drill
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.drill import Rehearsal, rehearse_restore
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.kept_backups import Kept, none_words
from hokatsu_desktop.ui.start.backup_list import words_of
from hokatsu_desktop.ui.start.passphrase_field import PassphraseField
from hokatsu_desktop.ui.start.practice import PRACTICE_HINT, practice_words
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.store_work import secret_of
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH = 680
_ABOUT = (
    "控えを、いまの台帳とは別の場所に試しに復元し、開けるか、数が合うかを確かめます。"
    "試した写しは暗号化されたままで、終わると消えます。いまの台帳は変わりません。"
)
_HINT = "ご自分の合言葉か、復旧シートの数字です。"
_GONE = (
    "選んだ控えが、いまは見つかりません。媒体なら差し、共有フォルダーならつながっているかを確かめて、もう一度押してください。"
    "いまの台帳はそのままです。"
)
_WORKING = "試しに復元して、すべて確かめています。1分ほどかかることがあります。"


def drill_words(desk: Desk) -> str:
    """When a backup was last rehearsed, and when it is due again."""
    with desk.reading() as session:
        last, due = last_drill(session), drill_due_on(session)
    is_due = due <= desk.today()
    again = "そろそろ、してみてください。" if is_due else f"次は{short(due)}ごろに「きょう」でお知らせします。"
    if last is None:
        return f"復元訓練はまだしていません。{again}"
    return f"前回の復元訓練：{_how(last)}。{'もう一度してください。' if last.trouble else again}"


def _how(last: BackupDrill) -> str:
    went = "通りませんでした" if last.trouble else f"通りました（ケース{last.cases}件）"
    return f"{short(last.done_on)}、{last.place}の控えで{went}"


class DrillDialog(TallDialog):
    """The window stays and shows the result; any number of times. `done_once` is called after each that came to an end."""

    def __init__(self, desk: Desk, found: Sequence[Kept], parent: QWidget | None = None) -> None:
        super().__init__("復元訓練", parent)
        self._desk = desk
        self._found = {str(place): one for place, one in enumerate(found) if one.backup.is_whole}
        self.done_once: Callable[[], None] = lambda: None
        self.which = ListChoice("backup", "試す控え", _listed(self._found))
        self.which.set_value(next(iter(self._found), ""))
        self.field = PassphraseField("drill_passphrase", "合言葉", submits=True)
        self.question = Question("合言葉", self.field, PRACTICE_HINT if desk.store.practice else _HINT)
        self.field.set_value(practice_words(desk.store))
        self.message = MessageBar()
        self.counts = QGridLayout()
        self.go_on = self.add_button(button("試しに復元する", ButtonLook.PRIMARY), closes=False)
        self.go_on.setEnabled(bool(self._found))
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.offer_guide(BACKUPS)
        self.field.entered.connect(self.press)
        self.field.changed.connect(self.question.clear)
        self._build()

    def press(self) -> None:
        """Rehearses the chosen backup with what was typed."""
        chosen = self._found.get(self.which.value())
        if chosen is None:
            self.message.tell(MessageKind.WARNING, "試す控えを選んでください。", closes=False)
        elif not isdir(chosen.backup.path):  # noqa: PTH112  # Path.is_dir raises for a share that went away
            self.message.tell(MessageKind.WARNING, _GONE, closes=False)
        elif not self.field.value():
            self._say_wrong("合言葉を入れてください。")
        else:
            self._rehearse(chosen, self.field.value())

    def keep(self) -> None:
        self.field.clear()

    def _rehearse(self, chosen: Kept, typed: str) -> None:
        clear(self.counts)
        self.setEnabled(False)
        self.message.tell(MessageKind.INFO, _WORKING, closes=False)
        store, moment = self._desk.store, self._desk.now()
        self._desk.tasks.run(
            lambda: rehearse_restore(store, chosen.backup, secret_of(typed), moment),
            lambda found: self._rehearsed(chosen, found),
            self._failed,
        )

    def _rehearsed(self, chosen: Kept, found: Rehearsal) -> None:
        self.setEnabled(True)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.set_value(practice_words(self._desk.store))
        self._show(found)
        cases, made_at = found.then.get("ケース", 0), chosen.backup.made_at
        try:
            self._desk.act(lambda session: write_down_drill(session, made_at, chosen.place, cases, found.trouble))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
        self.done_once()

    def _show(self, found: Rehearsal) -> None:
        if not found.passed:
            self.message.tell(
                MessageKind.ERROR,
                f"この控えは復元できません。{found.trouble}　いまの台帳はそのままです。「いま控えを作る」で新しい控えを作り、"
                "もう一度訓練してください。",
                closes=False,
            )
            return
        newer = (
            f"そのあとの変更が{found.newer}件あります。" if found.newer else "いまの台帳と同じところまで入っています。"
        )
        self.message.tell(MessageKind.SUCCESS, f"復元できることを確かめました。{newer}", closes=False)
        for column, words in enumerate(("", "控え", "いまの台帳")):
            self.counts.addWidget(Words(words, Look.LABEL), 0, column)
        for row, (words, number) in enumerate(found.then.items(), start=1):
            for column, cell in enumerate((words, str(number), str(found.now.get(words, 0)))):
                self.counts.addWidget(Words(cell), row, column)
        show_all(self.counts)
        self.bring_end_into_view()

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        self.message.dismiss()
        if not isinstance(error, StoreRefusal):
            raise error
        self._say_wrong(error.words)

    def _say_wrong(self, words: str) -> None:
        self.question.wrong(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.counts.setHorizontalSpacing(24)
        self.counts.setColumnStretch(3, 1)
        for part in (Words(_ABOUT, wrap=True), label_for("試す控え", self.which), self.which, self.question):
            self.fields.addWidget(part)
        self.fields.addLayout(self.counts)
        self.body.addWidget(self.message)
        if not self._found:
            self.message.tell(MessageKind.INFO, none_words(self._desk), closes=False)
        self.setMinimumWidth(px(_WIDTH))


def _listed(found: dict[str, Kept]) -> ChoiceList:
    choices = tuple(Choice(key=key, label=f"{words_of(one.backup)}　{one.place}") for key, one in found.items())
    return ChoiceList(key="backup", label="試す控え", values=choices)
