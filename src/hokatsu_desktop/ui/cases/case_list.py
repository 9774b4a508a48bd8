"""The list of cases at the left: which ones, in what order, narrowed by typing; long lists load as they are scrolled."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hokatsu_desktop.services.cases import CaseLine, Order, Show, case_count, case_list
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.today.company import cases_led_by
from hokatsu_desktop.services.trash import trash_count
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.cases.tones import tone_of_stage
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_view import ListModel, ListRow, ListView
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

Index = QModelIndex | QPersistentModelIndex
PAGE = 200
_MOST_FOUND = 400
_SHOWS = ((Show.OPEN, "進行中"), (Show.DRAFTS, "書きかけ"), (Show.CLOSED, "終結"), (Show.ALL, "すべて"))
_ORDERS = (
    (Order.NEXT, "次の日の順"),
    (Order.KANA, "かなの順"),
    (Order.NEWEST, "新しい順"),
    (Order.QUIET, "連絡が古い順"),
)
_EMPTY = {
    Show.OPEN: "進行中のケースは、まだありません。電話や窓口で聞いたことを、そのまま書きはじめられます。",
    Show.DRAFTS: "書きかけのつなぎはありません。",
    Show.CLOSED: "終結したケースはありません。",
    Show.ALL: "まだケースがありません。電話や窓口で聞いたことを、そのまま書きはじめられます。",
}


def list_row(line: CaseLine) -> ListRow:
    """A case as a row of the list: what is late or missing stands out as an alert."""
    is_alert = line.meta.startswith("▲ ")
    meta = line.number if is_alert else "　".join(word for word in (line.number, line.meta) if word)
    return ListRow(
        title=line.title,
        meta=meta,
        alert=line.meta.removeprefix("▲ ") if is_alert else "",
        tag=line.stage_words,
        tone=tone_of_stage(line.stage),
        target=line.case_id,
    )


class LoadingModel(ListModel):
    """Asks `load(start, most)` for the next rows when the view comes near the end; `total` is how many there are."""

    def __init__(self, load: Callable[[int, int], Sequence[ListRow]]) -> None:
        super().__init__()
        self._load = load
        self.total = 0

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.rowCount() < self.total

    def fetchMore(self, parent: Index) -> None:
        more = self._load(self.rowCount(), PAGE)
        if not more:
            self.total = self.rowCount()
            return
        self.beginInsertRows(QModelIndex(), self.rowCount(), self.rowCount() + len(more) - 1)
        self._rows = (*self._rows, *more)
        self.endInsertRows()


class CaseList(QWidget):
    """`moved` tells the case the user went to, `opened` the one they want to work in."""

    moved = Signal(int)
    opened = Signal(int)
    begin_wanted = Signal()
    """The button of the empty list: つなぎを受け付ける."""
    inbox_wanted = Signal()
    """The button above the list: 届いたつなぎ."""
    trash_wanted = Signal()
    """The link below the drafts: ごみ箱."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._order = Order.NEXT
        self._among: list[int] | None = None
        self.shows = Segments("どのケースを出すか")
        self.shows.set_parts([(show.value, words) for show, words in _SHOWS])
        self.filter = TextField("narrow", "この一覧をしぼる　名前・かな・番号・電話")
        self.order = button("", ButtonLook.BAR)
        self._count = Words(look=Look.QUIET)
        self.view = ListView("ケースの一覧")
        self.model = LoadingModel(self._load)
        self.view.rows = self.model
        self.view.setModel(self.model)
        self.empty = EmptyState("", "つなぎを受け付ける", self.begin_wanted.emit)
        self.inbox = button("届いたつなぎ", ButtonLook.BAR)
        self.inbox.setToolTip("Ctrl+Shift+N")
        self.trash = button("", ButtonLook.LINK)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the list again; the row the user is on and the place in the list stay."""
        with self._desk.reading() as session:
            self.model.total = case_count(session, self.which(), among=self._among)
            wanted = max(PAGE, self.model.rowCount())
            lines = case_list(session, self.which(), self._order, most=wanted, among=self._among)
            in_trash = trash_count(session)
        self.trash.setText(f"ごみ箱（{in_trash}）")
        self.trash.setVisible(self.which() is Show.DRAFTS and in_trash > 0)
        rows = [list_row(line) for line in lines]
        if rows != [self.model.row(place) for place in range(self.model.rowCount())]:
            scrolled = self.view.verticalScrollBar().value()
            self.view.set_rows(rows)
            self.view.verticalScrollBar().setValue(scrolled)
        self._say()

    def which(self) -> Show:
        """Which cases are shown."""
        return Show(self.shows.key())

    def go_to(self, case_id: int) -> None:
        """Marks a case in the list, loading on as far as needed; another list is shown if it is not in this one."""
        if self._mark(case_id):
            return
        self.filter.set_value("")
        self._among = None
        for show, _ in _SHOWS:
            self.shows.show_part(show.value)
            self._from_the_top()
            if self._mark(case_id):
                return

    def show_led_by(self, name: str) -> None:
        """Shows the open cases that somebody leads, with their name in the filter."""
        self.shows.show_part(Show.OPEN.value)
        with self._desk.reading() as session:
            self._among = cases_led_by(session, name)
        self.filter.set_value(name)
        self._from_the_top()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def narrow(self) -> None:
        """Ctrl+F: puts the keyboard into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def count(self) -> int:
        """How many cases the list has."""
        return self.model.total

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filter.value():
            self.filter.clear()
            self._narrow("")
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.filter.setPlaceholderText("この一覧をしぼる　Ctrl+F")
        self._fill_orders()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(16, 8, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.shows)
        head.addWidget(self.filter)
        line = QHBoxLayout()
        line.addWidget(self._count)
        line.addWidget(self.inbox)
        line.addStretch()
        line.addWidget(self.order)
        head.addLayout(line)
        rule = QFrame()
        rule.setProperty("look", "line")
        rule.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(rule)
        column.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 10)
        foot.addWidget(self.trash)
        foot.addStretch()
        column.addLayout(foot)

    def _fill_orders(self) -> None:
        menu = QMenu(self.order)
        for order, words in _ORDERS:
            menu.addAction(words).triggered.connect(lambda _checked=False, order=order: self.set_order(order))
        self.order.setMenu(menu)
        self._say_order()

    def _connect(self) -> None:
        self.shows.shown.connect(lambda _key: self._from_the_top())
        self.filter.changed.connect(lambda: self._narrow(self.filter.value()))
        self.filter.composing.connect(self._narrow)
        self.view.moved.connect(self._moved)
        self.view.clicked.connect(lambda _index: self._moved(self.view.target()))
        self.view.opened.connect(self._opened)
        self.inbox.clicked.connect(lambda _checked=False: self.inbox_wanted.emit())
        self.trash.clicked.connect(lambda _checked=False: self.trash_wanted.emit())

    def set_order(self, order: Order) -> None:
        """Orders the list anew."""
        self._order = order
        self._say_order()
        self._from_the_top()

    def _say_order(self) -> None:
        words = dict(_ORDERS)[self._order]
        self.order.setText(f"{words} ▾")
        self.order.setAccessibleName(f"並べ替え：{words}")

    def _from_the_top(self) -> None:
        self.model.set_rows(())
        self.refresh()
        self.view.scrollToTop()

    def _narrow(self, typed: str) -> None:
        """Shows only the cases in which the words are found; while a name is being composed too."""
        if not typed.strip():
            among = None
        else:
            with self._desk.reading() as session:
                hits = find(session, typed, most=_MOST_FOUND)
            among = [hit.target_id for hit in hits if hit.kind == "case"]
        if among != self._among:
            self._among = among
            self._from_the_top()

    def _load(self, start: int, most: int) -> list[ListRow]:
        with self._desk.reading() as session:
            lines = case_list(session, self.which(), self._order, start=start, most=most, among=self._among)
        return [list_row(line) for line in lines]

    def _mark(self, case_id: int) -> bool:
        found = self.view.go_to(case_id)
        while not found and self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())
            found = self.view.go_to(case_id)
        if found:
            self._reveal()
        return found

    def _reveal(self) -> None:
        """Brings the marked row into the middle of the list if it is out of sight."""
        index = self.view.currentIndex()
        if not self.view.viewport().rect().contains(self.view.visualRect(index)):
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _say(self) -> None:
        narrowed = self._among is not None
        self._count.say(f"{self.model.total}件")
        self._stack.setCurrentIndex(0 if self.model.total else 1)
        self.empty.say("見つかりません。ひらがなや番号の一部でも探せます。" if narrowed else _EMPTY[self.which()])
        begins = not narrowed and self.which() is not Show.CLOSED
        self.empty.button.setVisible(begins)

    def _moved(self, target: object) -> None:
        if isinstance(target, int):
            self.moved.emit(target)

    def _opened(self, target: object) -> None:
        if isinstance(target, int):
            self.opened.emit(target)
