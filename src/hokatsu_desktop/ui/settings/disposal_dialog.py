"""廃棄候補: the closed cases whose time is over, ticked one by one; a second person agrees before they are disposed of."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.retention import Kept, over, years_words
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.settings.disposal_work import dispose_now
from hokatsu_desktop.ui.settings.retention_dialog import KeepDialog
from hokatsu_desktop.ui.tall_dialog import TallDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH = 820
_MOST = 200
ABOUT = (
    "保存年限の過ぎたケースです。印をつけたものを、二人で確かめて廃棄します。"
    "世帯、人、様式、経過、添付した紙、変更の記録の中身がなくなり、検索にも出なくなります。元には戻せません（Ctrl+Z も使えません）。"
)
STAYS = (
    "ほかのケースにもいる人、年度の数字、会議を開いたこと、廃棄簿（番号・年限・日付・二人の名前）は残ります。"
    "廃棄の前に作った控えと引継ぎパッケージには、消えるか捨てるまで残ります。"
)
_NONE = "保存年限の過ぎたケースは、いまありません。"
_WORKING = "廃棄して、台帳のファイルを書き直しています。終わるまで電源を切らないでください。"
_DONE = "{}件を廃棄しました。廃棄簿を印刷して、決裁の紙と一緒につづってください。"
_NOT_REWRITTEN = "{}件を廃棄しましたが、台帳のファイルの書き直しがまだです。{}"


class DisposalDialog(TallDialog):
    """`told` is called with how it ended. `asking` is the window of the second person, or of one case."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("廃棄候補", parent)
        self._desk = desk
        self.told: Callable[[MessageKind, str], None] = lambda _kind, _words: None
        self.asking: SecondPersonDialog | KeepDialog | None = None
        self.ticks: dict[int, QCheckBox] = {}
        self.change_buttons: dict[int, QWidget] = {}
        self.message = MessageBar()
        self._grid = QGridLayout()
        self.go_on = self.add_button(button("", ButtonLook.HARM), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self.press())
        self.way_out = self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self._build()
        self.reread()

    def reread(self) -> None:
        """Show the cases whose time is over now; none is ticked."""
        with self._desk.reading() as session:
            found = over(session)
        clear(self._grid)
        self.ticks.clear()
        self.change_buttons.clear()
        if not found:
            self._grid.addWidget(Words(_NONE), 0, 0)
        for row, one in enumerate(found[:_MOST]):
            self._add(row, one)
        if len(found) > _MOST:
            self._grid.addWidget(
                Words(f"ほかに{len(found) - _MOST}件あります。先にこれらを済ませてください。"), 3 * _MOST, 0, 1, 2
            )
        show_all(self._grid)
        self._say_count()

    def chosen(self) -> list[int]:
        """The ticked cases."""
        return [case_id for case_id, tick in self.ticks.items() if tick.isChecked()]

    def press(self) -> None:
        """Asks the second person."""
        case_ids = self.chosen()
        if case_ids:
            self.asking = ask_second_person(
                self._desk, TwoPersonAct.DISPOSAL, lambda approval: self._dispose(case_ids, approval), self
            )

    def begin_change(self, case_id: int, _checked: bool = False) -> KeepDialog:
        """Asks how long one case is kept or why it is held."""
        dialog = self.asking = KeepDialog(self._desk, case_id, self)
        dialog.accepted.connect(self.reread)
        dialog.open()
        return dialog

    def _dispose(self, case_ids: list[int], approval: Approval) -> None:
        self.setEnabled(False)
        self.message.tell(MessageKind.INFO, _WORKING, closes=False)
        desk = self._desk
        desk.tasks.run(
            lambda: dispose_now(desk, case_ids, approval),
            lambda trouble: self._done(len(case_ids), trouble),
            self._failed,
        )

    def _done(self, many: int, trouble: str) -> None:
        self.setEnabled(True)
        self.accept()
        if trouble:
            self.told(MessageKind.WARNING, _NOT_REWRITTEN.format(many, trouble))
        else:
            self.told(MessageKind.SUCCESS, _DONE.format(many))
        self._desk.changed.emit()

    def _failed(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, Refusal | StoreRefusal):
            raise error
        self.reread()
        self.way_out.setFocus(Qt.FocusReason.OtherFocusReason)
        self.message.tell(MessageKind.WARNING, error.words, closes=False)

    def _add(self, row: int, one: Kept) -> None:
        tick = QCheckBox(f"{one.number}　{one.title}")
        tick.setEnabled(not one.hold_why)
        tick.toggled.connect(lambda _checked: self._say_count())
        self.ticks[one.case_id] = tick
        change = button("年限・保留…", ButtonLook.INLINE)
        change.setAccessibleName(f"{one.number}の年限と保留")
        change.clicked.connect(partial(self.begin_change, one.case_id))
        self.change_buttons[one.case_id] = change
        self._grid.addWidget(tick, 3 * row, 0)
        self._grid.addWidget(change, 3 * row, 1)
        self._grid.addWidget(Words(_times_of(one), Look.QUIET, wrap=True), 3 * row + 1, 0, 1, 2)
        if one.hold_why:
            self._grid.addWidget(Words(f"保留：{one.hold_why}", Look.LABEL, wrap=True), 3 * row + 2, 0, 1, 2)

    def _say_count(self) -> None:
        many = len(self.chosen())
        self.go_on.setText(f"印をつけた{many}件を廃棄する…")
        self.go_on.setEnabled(many > 0)

    def _build(self) -> None:
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.fields.addWidget(Words(ABOUT, wrap=True))
        self.fields.addLayout(self._grid)
        self.fields.addWidget(Words(STAYS, Look.QUIET, wrap=True))
        self.body.addWidget(self.message)
        self.setMinimumWidth(px(_WIDTH))


def _times_of(one: Kept) -> str:
    """When a case ended, and until when it was kept."""
    expires = short(one.expires_on) if one.expires_on is not None else ""
    return f"終結 {short(one.ended_on)}　{years_words(one.years)}　満了 {expires}"
