"""The card 保存年限と廃棄: the office's rule, the cases whose time is over, what was disposed of, and copies that hold it."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Disposal
from hokatsu_desktop.services.disposal import disposals
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.retention import RetentionRule, StartRule, over, retention_rule, years_words
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.disposal_dialog import DisposalDialog
from hokatsu_desktop.ui.settings.disposal_work import destroy_holding, finish_rewriting, holding, holding_words
from hokatsu_desktop.ui.settings.retention_dialog import RetentionRuleDialog
from hokatsu_desktop.ui.settings.staff_dialogs import DestroyDialog
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

BOOK = "disposal_book"
START_WORDS = {StartRule.APRIL: "終結した翌年度の4月1日から", StartRule.NEXT_DAY: "終結した日の翌日から"}
_NOT_REWRITTEN = (
    "前の廃棄のあと、台帳のファイルの書き直しが終わっていません。廃棄した記録の跡がファイルに残っています。"
    "ディスクの空きを確かめて、「書き直す」を押してください。"
)
_DESTROYING = (
    "廃棄した記録がまだ入っている控えを、届くところから捨てます。鍵から先に捨てるので、途中で止まっても開けません。元には戻せません。"
    "廃棄のあとに作った控えがあることを確かめてから捨てるので、台帳と新しい控えは残ります。"
)


def rule_words(rule: RetentionRule) -> str:
    """The office's rule in one sentence."""
    classes = "・".join(years_words(years) for years in rule.classes)
    return f"終結したケースは、{START_WORDS[rule.start]}{years_words(rule.usual_years)}保存します（区分：{classes}）。"


class RetentionCard(Card):
    """Everything that cannot be undone asks first, and a disposal asks somebody else too."""

    def __init__(self, desk: Desk, hands: WindowHands) -> None:
        super().__init__("保存年限と廃棄")
        self._desk = desk
        self._hands = hands
        self.rule = Words(wrap=True)
        self.over = Words(wrap=True)
        self.last = Words(look=Look.QUIET, wrap=True)
        self.copies = Words(wrap=True)
        self.message = MessageBar()
        self.rule_button = button("決まりを変える…")
        self.list_button = button("廃棄候補を見る…")
        self.book_button = button("廃棄簿を印刷する", picture="print")
        self.rewrite_button = button("書き直す")
        self.destroy_button = button("廃棄した記録の入った控えを捨てる…", ButtonLook.HARM)
        self.asking: RetentionRuleDialog | DisposalDialog | DestroyDialog | None = None
        self._build()
        desk.changed.connect(self._changed)
        self.reread()

    def reread(self) -> None:
        """Show how things stand now."""
        with self._desk.reading() as session:
            rule, found, done = retention_rule(session), over(session), disposals(session)
        held = sum(bool(one.hold_why) for one in found)
        self.rule.say(rule_words(rule))
        self.over.say(_over_words(len(found) - held, held))
        self.last.say(_last_words(done))
        self.book_button.setVisible(bool(done))
        self.rewrite_button.setVisible(any(one.rewritten_on is None for one in done))
        if not self.rewrite_button.isHidden():
            self.message.tell(MessageKind.WARNING, _NOT_REWRITTEN, closes=False)
        copies = holding(self._desk) if done else []
        self.copies.say(holding_words(self._desk, copies, done))
        self.copies.setVisible(bool(done))
        self.destroy_button.setVisible(bool(copies))

    def _changed(self) -> None:
        """Unseen it rests: looking for copies may wait for a shared folder. The page asks anew when it is shown."""
        if self.isVisible():
            self.reread()

    def begin_rule(self) -> RetentionRuleDialog:
        """Asks for the office's rule."""
        dialog = self.asking = RetentionRuleDialog(self._desk, self)
        dialog.open()
        return dialog

    def begin_disposal(self) -> DisposalDialog:
        """Shows the cases whose time is over."""
        dialog = self.asking = DisposalDialog(self._desk, self)
        dialog.told = self.message.tell
        dialog.open()
        return dialog

    def begin_destroying(self) -> DestroyDialog:
        """Asks whether the copies are to go."""
        dialog = self.asking = DestroyDialog(self, _DESTROYING, "廃棄した記録の入った控えを捨てる")
        dialog.accepted.connect(self._destroy)
        dialog.open()
        return dialog

    def _destroy(self) -> None:
        try:
            gone = destroy_holding(self._desk)
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
        else:
            self.message.tell(MessageKind.SUCCESS, f"廃棄した記録の入った控えを{gone}個捨てました。")
        self._desk.changed.emit()

    def _rewrite(self) -> None:
        self.message.tell(
            MessageKind.INFO, "台帳のファイルを書き直しています。電源を切らないでください。", closes=False
        )
        desk = self._desk

        def done(_nothing: None) -> None:
            self.message.tell(MessageKind.SUCCESS, "台帳のファイルを書き直しました。")
            desk.changed.emit()

        def failed(error: Exception) -> None:
            if not isinstance(error, StoreRefusal):
                raise error
            self.message.tell(MessageKind.ERROR, error.words, closes=False)

        desk.tasks.run(lambda: finish_rewriting(desk), done, failed)

    def _print(self) -> None:
        with self._desk.reading() as session:
            office_id = the_office(session).id
        self._hands.print_sheet(BOOK, office_id)

    def _build(self) -> None:
        for words in (self.rule, self.over):
            self.add(words)
        self._add_row(self.list_button, self.rule_button)
        self.add(self.message)
        self.add(self.last)
        self._add_row(self.book_button, self.rewrite_button)
        self.add(self.copies)
        self._add_row(self.destroy_button)
        self.rule_button.clicked.connect(lambda _checked=False: self.begin_rule())
        self.list_button.clicked.connect(lambda _checked=False: self.begin_disposal())
        self.book_button.clicked.connect(lambda _checked=False: self._print())
        self.rewrite_button.clicked.connect(lambda _checked=False: self._rewrite())
        self.destroy_button.clicked.connect(lambda _checked=False: self.begin_destroying())

    def _add_row(self, *buttons: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        for made in buttons:
            row.addWidget(made)
        row.addStretch(1)
        self.body.addLayout(row)


def _over_words(free: int, held: int) -> str:
    if not free and not held:
        return "保存年限の過ぎたケースは、いまありません。"
    kept = f"ほかに、保留しているものが{held}件あります。" if held else ""
    return f"保存年限の過ぎた廃棄候補が{free}件あります。{kept}"


def _last_words(done: list[Disposal]) -> str:
    if not done:
        return "廃棄したものは、まだありません。"
    last = done[0]
    return f"前回の廃棄：{short(last.disposed_on)}（{last.made_by}、確かめた人：{last.agreed_by}）。全部で{len(done)}回です。"
