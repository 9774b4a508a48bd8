"""届いたつなぎ: the referrals that still ask something of the office, and the weekly look through the new ones."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import ReferralReview
from hokatsu_desktop.services.inbox import Heap, InboxHeap, InboxRow, inbox
from hokatsu_desktop.services.looks import mark_looked, newest_review, save_review
from hokatsu_desktop.ui.cases.entry_key import EntryKey
from hokatsu_desktop.ui.cases.page import Page, clear, let_grow, show_all
from hokatsu_desktop.ui.cases.saved_words import Field, SavedWords
from hokatsu_desktop.ui.cases.task_list import labelled
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.tag import Tone
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "週に一度、まだ見ていないつなぎを一つずつ見て、このあとどうするかを決めます。見ていないものは次の確認に残ります。"
)
_NOTHING = "待っているつなぎはありません。"
_TAGS = {
    "overdue": ("期限切れ", Tone.WRONG),
    "today": ("きょう", Tone.CARE),
    "soon": ("期限あり", Tone.INFO),
    "quiet": ("", Tone.PLAIN),
}


class HeapCard(Card):
    """The referrals of one heap as a list as tall as it is; Enter or a click opens the referral."""

    def __init__(self, heap: InboxHeap, desk: Desk) -> None:
        super().__init__(f"{heap.title}　{len(heap.rows)}")
        self.heap = heap.heap
        self._desk = desk
        self.view = ListView(heap.title)
        self.view.set_rows([list_row(row) for row in heap.rows])
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.opened.connect(self._open)
        if self.heap is not Heap.NEW:  # a new one is chosen first, to be marked or opened
            self.view.clicked.connect(lambda _index: self._open(self.view.target()))
        self.add(self.view)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "view"):
            self._fit()

    def _fit(self) -> None:
        self.view.setFixedHeight(self.view.sizeHintForRow(0) * self.view.rows.rowCount() + 4)

    def _open(self, row: object) -> None:
        if isinstance(row, InboxRow):
            self._desk.go(Place(section="cases", case_id=row.case_id, tab="referral", record_id=row.referral_id))


def list_row(row: InboxRow) -> ListRow:
    """A referral as a row of a list."""
    tag, tone = _TAGS[row.mark]
    return ListRow(title=row.title, meta=row.meta, tag=tag, tone=tone, target=row)


class InboxPage(QWidget):
    """The weekly look at the top, the heaps below it."""

    left = Signal()

    def __init__(self, desk: Desk, printer: Printer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self._shown: list[InboxHeap] | None = None
        self._review: ReferralReview | None = None
        self.cards: list[HeapCard] = []
        self.back = button("ケースの一覧へ", ButtonLook.QUIET, picture="chevron-left")
        self.print = button("この確認を印刷", ButtonLook.INLINE, picture="print")
        self.took_part = TextField("took_part", "参加した人")
        self.noticed = TextField("review_words", "気づいたこと")
        self.next_words = TextField("look_next", "このあとどうするか")
        self.looked = button("見た", ButtonLook.PRIMARY)
        self._last = Words(look=Look.QUIET, wrap=True)
        self._chosen = Words(wrap=True)
        self._look_card = Card("週に一度の確認")
        self._page = Page()
        self._heaps = QVBoxLayout()
        self._heaps.setSpacing(16)
        typed: dict[str, Field] = {"took_part": self.took_part, "words": self.noticed}
        self.saved = SavedWords(desk, typed, self._keep, self)
        self._build()
        self._connect()

    def reread(self) -> None:
        """Shows what the store holds now; the keyboard stays in the list it was in."""
        with self._desk.reading() as session:
            heaps = inbox(session)
            self._review = newest_review(session)
        todays = self._todays()
        self.saved.show_stored({"took_part": todays.took_part, "words": todays.words} if todays else {})
        self._last.say(self._last_words())
        self.print.setVisible(self._review is not None)
        if heaps != self._shown:
            self._show(heaps)
        self._say_chosen()

    def focus_first(self) -> None:
        """Puts the keyboard on the first referral."""
        target = self.cards[0].view if self.cards else self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page.verticalScrollBar().setValue(0)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.saved.flush()

    def mark(self) -> None:
        """見た: marks the chosen new referral with the words typed for it; the next one is chosen."""
        row = self._target()
        if row is None:
            self._desk.said.emit("info", "見ていないつなぎは、もうありません。")
            return
        self.saved.flush()
        words = self.next_words.value()
        if self._desk.try_act(lambda session: mark_looked(session, row.referral_id, words)) is None:
            return
        self.next_words.clear()
        self._desk.said.emit("success", f"「{row.title}」を見たことを記録しました。Ctrl+Z で元に戻せます。")
        if self._target() is None:
            self.focus_first()

    def print_here(self) -> None:
        """Prints the list of the last look."""
        if self._review is None or not self.flush():
            self._desk.said.emit("info", "まだ確認の記録がありません。つなぎを「見た」にすると、紙に出せます。")
            return
        self._printer.print_sheet("referral_review", self._review.id)

    def _todays(self) -> ReferralReview | None:
        review = self._review
        return review if review is not None and review.held_on == self._desk.today() else None

    def _last_words(self) -> str:
        if self._review is None:
            return "まだ一度も確認していません。"
        who = f"（{self._review.took_part}）" if self._review.took_part else ""
        return f"この前の確認：{short(self._review.held_on)}{who}"

    def _target(self) -> InboxRow | None:
        """The new referral that is chosen, else the first one."""
        card = next((one for one in self.cards if one.heap is Heap.NEW), None)
        if card is None:
            return None
        row = card.view.target() or card.view.rows.row(0).target
        return row if isinstance(row, InboxRow) else None

    def _say_chosen(self) -> None:
        row = self._target()
        self._chosen.say(f"見るつなぎ：{row.title}　{row.meta}" if row else "まだ見ていないつなぎはありません。")
        for widget in (self.next_words, self.looked):
            widget.setEnabled(row is not None)

    def _show(self, heaps: list[InboxHeap]) -> None:
        focused = next((one.heap for one in self.cards if one.view.hasFocus()), None)
        chosen = {one.heap: one.view.currentIndex().row() for one in self.cards}
        clear(self._heaps)
        self._shown = heaps
        self.cards = [HeapCard(heap, self._desk) for heap in heaps]
        for card in self.cards:
            self._heaps.addWidget(let_grow(card))
            place = min(max(chosen.get(card.heap, 0), 0), card.view.rows.rowCount() - 1)
            card.view.go_to(card.view.rows.row(place).target)
            card.view.moved.connect(lambda _row: self._say_chosen())
            if card.heap is focused:
                card.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not heaps:
            self._heaps.addWidget(Words(_NOTHING, Look.QUIET))
        show_all(self._heaps)

    def _keep(self, words: Mapping[str, str]) -> None:
        self._desk.act(lambda session: save_review(session, **words), quiet=True)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 4)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(Words("届いたつなぎ", Look.TITLE))
        head.addStretch()
        head.addWidget(self.print)
        self._look_card.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self._look_card.add(self._last)
        people = QHBoxLayout()
        people.setSpacing(16)
        people.addLayout(labelled("参加した人", self.took_part), 1)
        people.addLayout(labelled("気づいたこと", self.noticed), 1)
        self._look_card.body.addLayout(people)
        self._look_card.add(self._chosen)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled("このあとどうするか（ひとことで）", self.next_words), 1)
        beside = QVBoxLayout()
        beside.addStretch()
        beside.addWidget(self.looked)
        row.addLayout(beside)
        self._look_card.body.addLayout(row)
        self._page.add(self._look_card)
        self._page.column.addLayout(self._heaps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._page, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.print.clicked.connect(lambda _checked=False: self.print_here())
        self.looked.clicked.connect(lambda _checked=False: self.mark())
        self.looked.setToolTip("Ctrl+Enter")
        EntryKey(self.next_words, self.mark)
        self._desk.changed.connect(self.reread)
