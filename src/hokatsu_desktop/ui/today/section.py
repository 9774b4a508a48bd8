"""The section きょう: groups of rows, each of which opens its exact place."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from hokatsu_desktop.services.tasks import finish_task
from hokatsu_desktop.services.today.page import pressing_count, today_page
from hokatsu_desktop.services.today.row import TodayGroup, TodayRow
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.frame_bars import today_words
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.tag import Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

TWO_COLUMNS = 860
TAGS = {
    "overdue": ("期限切れ", Tone.WRONG),
    "missing": ("未返却", Tone.WRONG),
    "today": ("きょう", Tone.CARE),
    "soon": ("もうすぐ", Tone.INFO),
    "quiet": ("", Tone.PLAIN),
}
FIRST_STEPS = (
    "1　つなぎを受け付ける（Ctrl+N）。分かることが3つあれば始められます。",
    "2　つないだ人に回答する。期限は自動で決まり、ここに出ます。",
    "3　会議を開き、だれが・何を・いつまでにを決める。決めたことは、ここに出ます。",
)


def place_of(row: TodayRow) -> Place:
    """Where a row leads."""
    match row.kind:
        case "meeting":
            return Place(section="meetings", meeting_id=row.target_id)
        case "handout":
            return Place(section="meetings", meeting_id=row.meeting_id, tab="handouts", record_id=row.target_id)
        case "referral" | "draft":
            return Place(section="cases", case_id=row.case_id, tab="referral", record_id=row.target_id)
        case "note":
            return Place(section="cases", case_id=row.case_id, tab="notes", record_id=row.target_id)
        case "task":
            return Place(section="cases", case_id=row.case_id, tab="overview", record_id=row.target_id)
        case "case":
            tab = "overview" if row.mark == "quiet" else "monitoring"
            return Place(section="cases", case_id=row.case_id, tab=tab)
        case _:
            raise ValueError(row.kind)


class GroupCard(Card):
    """One group: its rows as a list as tall as they are; tasks can be ticked off."""

    def __init__(self, group: TodayGroup, desk: Desk) -> None:
        super().__init__(f"{group.title}　{len(group.rows)}")
        self._desk = desk
        self.view = ListView(group.title)
        self.view.set_rows([list_row(row) for row in group.rows])
        self.view.opened.connect(lambda row: desk.go(place_of(row)))
        self.view.clicked.connect(lambda _index: self._open())
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.add(self.view)
        if any(row.kind == "task" for row in group.rows):
            tick = button("済みにする", ButtonLook.INLINE)
            tick.clicked.connect(lambda _checked=False: self._finish())
            self.corner.addWidget(tick)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        if hasattr(self, "view"):
            self.view.setFixedHeight(self.view.sizeHintForRow(0) * self.view.rows.rowCount() + 4)

    def _open(self) -> None:
        row = self.view.target()
        if isinstance(row, TodayRow):
            self._desk.go(place_of(row))

    def _finish(self) -> None:
        row = self.view.target()
        if isinstance(row, TodayRow) and row.kind == "task":
            self._desk.try_act(lambda session: finish_task(session, row.target_id))
            self._desk.said.emit("success", "済みにしました。Ctrl+Z で元に戻せます。")
        else:
            self._desk.said.emit("info", "矢印キーで、済みにすることを選んでから押してください。")


def list_row(row: TodayRow) -> ListRow:
    """A row of きょう as a row of a list."""
    tag, tone = TAGS[row.mark]
    return ListRow(title=row.title, meta=row.meta, tag=tag, tone=tone, target=row)


class TodaySection(QWidget):
    """The page of きょう; keeps the contract of ui/section.py."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._head = Words(look=Look.TITLE)
        self._sum = Words(look=Look.QUIET)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards: list[QWidget] = []
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._build()
        desk.changed.connect(self.reread)
        self.reread()

    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """きょう has none."""
        return None

    def show_place(self, _place: Place) -> None:
        """There is one place here: bring it up to date."""
        self.reread()

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="today")

    def close_gone(self) -> bool:
        """No record is open here."""
        return False

    def flush(self) -> None:
        """Nothing is typed here."""

    def finish(self) -> None:
        """Nothing is written here."""

    def count(self) -> int:
        """What is due or unanswered."""
        with self._desk.reading() as session:
            return pressing_count(session)

    def print_here(self) -> None:
        """There is no paper of きょう."""
        self._desk.said.emit("info", "印刷は、ケースや会議を開いてから選んでください。")

    def print_packet(self) -> None:
        """There is no packet of きょう."""
        self.print_here()

    def groups(self) -> list[str]:
        """The headings shown, for tests and readers."""
        return [card.heading.words() for card in self._cards if isinstance(card, GroupCard)]

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            groups = today_page(session)
        for card in self._cards:
            card.deleteLater()
        self._cards = []
        self._head.say(today_words(self._desk.today()))
        due = sum(len(group.rows) for group in groups if group.key in ("due", "unanswered"))
        self._sum.say(
            f"期限がきたことと回答待ちは、あわせて{due}件です。" if due else "期限がきたことは、いまありません。"
        )
        for group in groups:
            card = GroupCard(group, self._desk)
            self._put(card, self._right if group.worry else self._left)
        if not groups:
            self._put(self._first_steps(), self._left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= px(TWO_COLUMNS)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _put(self, card: QWidget, column: QVBoxLayout) -> None:
        self._cards.append(card)
        column.insertWidget(column.count() - 1, card)

    def _first_steps(self) -> Card:
        card = Card("はじめに")
        for words in FIRST_STEPS:
            card.add(Words(words, Look.BODY, wrap=True))
        return card

    def _build(self) -> None:
        for column in (self._left, self._right):
            column.setSpacing(16)
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._columns.setSpacing(16)
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(24, 20, 24, 24)
        rows.setSpacing(12)
        rows.addWidget(self._head)
        rows.addWidget(self._sum)
        rows.addLayout(self._columns, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
