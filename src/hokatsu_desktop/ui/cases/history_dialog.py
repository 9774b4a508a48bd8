"""このケースの履歴: the acts on a case, newest first, and beside them what the chosen one changed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.case_history import ACTS_AT_ONCE, CaseAct, history_of_case
from hokatsu_desktop.services.case_views import CaseView, views_of_case
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.restoring import restore_state
from hokatsu_desktop.services.sheet_history import Rewritten
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.page import Page, clear, lay_out_now, show_all
from hokatsu_desktop.ui.cases.past_page import changes_table
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

HEADING = "このケースの履歴"
_ABOUT = (
    "だれが、いつ、何をしたかが、新しい順に並びます。↑ ↓ で選ぶと、右に変わったところが出ます。"
    "印刷と書き出しも入ります。"
)
_NOTHING = "この操作で変わったところのうち、ここに並べられるものはありません。"
_EMPTY = "（なし）"
_VIEWS = 8


class CaseHistoryDialog(Dialog):
    """The keyboard begins in the list; what the chosen act changed is a stop of its own, read as a whole."""

    def __init__(self, desk: Desk, case_id: int, parent: QWidget | None = None) -> None:
        super().__init__(HEADING, parent)
        self._desk = desk
        self._case_id = case_id
        self._acts: tuple[CaseAct, ...] = ()
        self.list = ListView(HEADING)
        self.changes = Page()
        self.changes.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or nobody could scroll it by keyboard
        self.back_to = button("この状態に戻す", ButtonLook.INLINE)
        self.before_it = button("これをする前に戻す", ButtonLook.INLINE)
        self.message = MessageBar()
        self.opened_by = Words(look=Look.QUIET, wrap=True)
        self.older = button(f"もっと古い{ACTS_AT_ONCE}回分を出す", ButtonLook.QUIET)
        self._heading = Words(look=Look.SIDE, wrap=True)
        self._table = QVBoxLayout()
        self._build(parent)
        self.list.moved.connect(self._chosen)
        self.older.clicked.connect(lambda _checked=False: self.go_on())
        self.back_to.clicked.connect(lambda _checked=False: self._restore(before=False))
        self.before_it.clicked.connect(lambda _checked=False: self._restore(before=True))
        self.go_on()

    def go_on(self) -> None:
        """Shows the next acts below those that are there, and goes to the first of them."""
        last = self._acts[-1].number if self._acts else None
        try:
            with self._desk.reading() as session:
                history = history_of_case(session, self._case_id, before=last)
                views = views_of_case(session, self._case_id, most=_VIEWS)
        except Gone as gone:
            self._desk.said.emit("info", gone.words)
            return
        self._acts += history.acts
        self.opened_by.say(_viewed(views))
        self.list.set_rows([_row(act) for act in self._acts])
        self.older.setVisible(history.has_older)
        if history.acts:
            first = history.acts[0].number
            self.list.go_to(first)
            self._chosen(first)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore(self, *, before: bool) -> None:
        number = self.list.target()
        if not isinstance(number, int):
            return
        case_id = self._case_id
        try:
            changed = self._desk.act(lambda session: restore_state(session, case_id, number, before=before))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            return
        self._acts = ()
        self.go_on()
        self.message.tell(MessageKind.SUCCESS, f"{changed}件の記録を、前の状態に戻しました。Ctrl+Z で取り消せます。")

    def _chosen(self, number: object) -> None:
        act = next(act for act in self._acts if act.number == number)
        row = _row(act)
        self._heading.say(f"{act.title}\n{row.meta}")
        clear(self._table)
        self._table.addWidget(changes_table(act.changes) if act.changes else Words(_NOTHING, Look.QUIET, wrap=True))
        show_all(self._table)
        lay_out_now()
        self.changes.verticalScrollBar().setValue(0)
        self.changes.setAccessibleName(f"変わったところ：{_spoken(act.changes)}")

    def _build(self, parent: QWidget | None) -> None:
        self.body.addWidget(Words(_ABOUT, Look.QUIET, wrap=True))
        self.body.addWidget(self.message)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.older)
        self.changes.column.addWidget(self._heading)
        self.changes.column.addLayout(self._table)
        back = FlowLayout(across=10, down=6)
        back.addWidget(self.back_to)
        back.addWidget(self.before_it)
        self.changes.column.addLayout(back)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 2)
        row.addWidget(self.changes, 3)
        self.body.addLayout(row, 1)
        self.body.addWidget(self.opened_by)
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        if parent is not None:
            room = parent.window().size()
            self.resize(min(px(1100), room.width() - 80), min(px(720), room.height() - 60))


def _row(act: CaseAct) -> ListRow:
    when = f"{short(act.at.date())} {act.at:%H:%M}"
    return ListRow(title=act.title, meta="　".join(filter(None, (when, act.by))), target=act.number)


def _viewed(views: Sequence[CaseView]) -> str:
    """The last who opened the case: 「このケースを開いた人：髙橋 まこと（R8.11.23 10:15）、…」."""
    told = "、".join(f"{one.by}（{short(one.at.date())} {one.at:%H:%M}）" for one in views)
    return f"このケースを開いた人（その日のはじめの1回、新しい順に{_VIEWS}件まで）：{told}" if told else ""


def _spoken(changes: Sequence[Rewritten]) -> str:
    """The changes read aloud: 「主担当、前 水道課、あと 社会福祉協議会」."""
    told = (f"{one.label}、前 {one.before or _EMPTY}、あと {one.after or _EMPTY}" for one in changes)
    return "。".join(told) or _NOTHING
