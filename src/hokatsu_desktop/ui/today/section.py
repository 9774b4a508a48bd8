"""The section きょう: groups of rows, each of which opens its exact place, and the pages behind some of them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.today.page import pressing_count, today_page
from hokatsu_desktop.services.today.row import TodayGroup
from hokatsu_desktop.ui.cases.page import let_grow
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.frame_bars import today_words
from hokatsu_desktop.ui.handover.parcel_card import ParcelCard
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.today.backup_group import backup_group
from hokatsu_desktop.ui.today.group_card import GroupCard
from hokatsu_desktop.ui.today.silence_page import SilencePage
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

SILENT = "silent"
SHEET = "today_list"
TWO_COLUMNS = 860
FIRST_STEPS = (
    "1　つなぎを受け付ける（Ctrl+N）。分かることが3つあれば始められます。",
    "2　つないだ人に回答する。期限は自動で決まり、ここに出ます。",
    "3　会議を開き、だれが・何を・いつまでにを決める。決めたことは、ここに出ます。",
)


class TodaySection(QWidget):
    """The page of きょう; keeps the contract of ui/section.py."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._backup = backup_group(desk)
        self._groups: list[TodayGroup] | None = None
        self._is_behind = True  # nothing was read yet, or something was stored while nobody looked
        self._whole: set[str] = set()  # groups of which all rows are shown
        self.print_button = button("きょうの一覧を印刷", ButtonLook.INLINE, picture="print")
        self.parcel = ParcelCard(desk, printer)
        self.silence = SilencePage(desk)
        self.stack = QStackedWidget()
        self._head = Words(look=Look.TITLE)
        self._sum = Words(look=Look.QUIET)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards: list[QWidget] = []
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._build()
        desk.changed.connect(self._changed)

    def widget(self) -> QWidget:
        """The page itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """きょう has none."""
        return None

    def show_place(self, place: Place) -> None:
        """Shows the page of all groups, or the one of those who had no contact for long."""
        self._backup = backup_group(self._desk)
        self.stack.setCurrentIndex(1 if place.tab == SILENT else 0)
        self.reread()
        if place.tab == SILENT:
            self.silence.enter()
        elif self._cards and isinstance(first := self._cards[0], GroupCard):
            first.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="today", tab=SILENT if self.stack.currentIndex() else "")

    def close_gone(self) -> bool:
        """No record is open here."""
        return False

    def flush(self) -> None:
        """Nothing is typed here."""

    def finish(self) -> None:
        """Decides what is being written on the page of silence."""
        if self.stack.currentIndex():
            self.silence.finish()

    def count(self) -> int:
        """What is due or unanswered."""
        with self._desk.reading() as session:
            return pressing_count(session)

    def print_here(self) -> None:
        """The list of today for the morning meeting, with the numbers of cases instead of names."""
        with self._desk.reading() as session:
            office_id = the_office(session).id
        self._printer.print_sheet(SHEET, office_id)

    def print_packet(self) -> None:
        """The list of today is all there is."""
        self.print_here()

    def groups(self) -> list[str]:
        """The headings shown, for tests and readers."""
        return [card.heading.words() for card in self._cards if isinstance(card, GroupCard)]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_behind:
            self.reread()

    def reread(self) -> None:
        """Show what the store holds now; the row with the keyboard keeps it."""
        self._is_behind = False
        with self._desk.reading() as session:
            groups = today_page(session)
            pressing = pressing_count(session)
        if self._backup is not None:
            groups.append(self._backup)
        self.parcel.reread()
        self._head.say(today_words(self._desk.today()))
        self._sum.say(
            f"期限がきたこと、回答待ち、もどっていない資料は、あわせて{pressing}件です。"
            if pressing
            else "期限がきたことは、いまありません。"
        )
        if groups != self._groups:
            self._groups = groups
            self._show(groups)
        if self.stack.currentIndex():
            self.silence.reread()

    def _changed(self) -> None:
        """Something was stored: read again now, or when somebody looks here, so that no act elsewhere waits for it."""
        if self.isVisible():
            self.reread()
        else:
            self._is_behind = True

    def _show(self, groups: list[TodayGroup]) -> None:
        held = next((card for card in self._cards if isinstance(card, GroupCard) and card.view.hasFocus()), None)
        for card in self._cards:
            card.hide()  # until it is deleted Tab would still find it, and the keyboard would be lost with it
            card.deleteLater()
        self._cards = []
        for group in groups:
            made = GroupCard(group, self._desk, whole=group.key in self._whole)
            made.opened_all.connect(self._show_whole)
            self._put(made, self._right if group.worry else self._left)
            made.show()  # at once, so that the keyboard can go there
            if held is not None and held.group.key == group.key:
                made.view.setFocus(Qt.FocusReason.OtherFocusReason)
                made.view.go_to(held.view.target())
            self.setTabOrder(made.view, self.print_button)  # the rows come first: Ctrl+1 and Enter open what waits
        self.print_button.setVisible(bool(groups))
        if not groups:
            self._put(self._first_steps(), self._left)

    def _show_whole(self, key: str) -> None:
        """Show all rows of a group, with the keyboard on the first of them."""
        self._whole.add(key)
        self._show(self._groups or [])
        for card in self._cards:
            if isinstance(card, GroupCard) and card.group.key == key:
                card.view.setFocus(Qt.FocusReason.OtherFocusReason)

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
        top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        top.addWidget(self._head)
        top.addStretch()
        top.addWidget(self.print_button)
        rows.addLayout(top)
        rows.addWidget(self._sum)
        rows.addWidget(let_grow(self.parcel))
        rows.addLayout(self._columns, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(scroll)
        self.stack.addWidget(self.silence)
        outer.addWidget(self.stack)
        self.print_button.clicked.connect(lambda _checked=False: self.print_here())
        self.silence.left.connect(lambda: self._desk.go(Place(section="today")))
