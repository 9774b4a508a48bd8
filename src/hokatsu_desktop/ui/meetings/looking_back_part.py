"""ふりかえり: across all meetings, what was decided and what became of it, who has what to do, what is still open."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.looking_back import Span, held_names
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.meetings.looked_back import (
    DECISIONS,
    FATES_OF,
    NOTHING,
    PERIODS,
    STATES,
    VIEWS,
    Found,
    begin_of,
    found,
)
from hokatsu_desktop.ui.meetings.outcome_row import FoundRow
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ListChoice
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

LOOKING_BACK = "looking_back"
AT_A_TIME = 20  # rows until 「さらに出す」: each is some ten widgets
TYPED = 300  # milliseconds without a key until a name narrows
WIDEST = 1100


class LookingBackPart(QWidget):
    """A part of 会議. Place: tab "looking_back"; blank names the view. Rows that are as they were stay, with what is typed."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._shown: list[tuple[object, ...]] | None = None
        self._most = AT_A_TIME
        self.rows: list[FoundRow] = []
        self.views = Segments("ふりかえりの見方")
        self.views.set_parts(VIEWS)
        self.period = ListChoice("looked_back", "期間", PERIODS, nothing="すべての期間")
        names = ChoiceList(key="held_names", label="会議", values=())
        self.meeting = ListChoice("looked_back_meeting", "会議の名前", names, nothing="すべての会議")
        self.who = TextField("looked_back_who", "人・機関の名前で探す")
        self.state = ChipChoice("looked_back_state", "どれを出すか", STATES)
        self.print_button = button("印刷", picture="print")
        self.more = button("さらに出す", ButtonLook.LINK)
        self.nothing = Words(look=Look.QUIET, wrap=True)
        self._column = QVBoxLayout()
        self._pause = QTimer(self, singleShot=True, interval=TYPED)
        self._build()
        self._connect()
        self.reread()

    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def show_place(self, place: Place) -> None:
        """Go to the view that the place names."""
        if place.blank in dict(VIEWS):
            self.views.show_part(place.blank)
        self.reread()

    def place(self) -> Place:
        """Where the part is."""
        return Place(section="meetings", tab=LOOKING_BACK, blank=self.views.key())

    def close_gone(self) -> bool:
        """Nothing is opened here; what is there no more leaves the list by itself."""
        return False

    def flush(self) -> bool:
        """Store everything typed; True if all of it is stored."""
        stored = [row.flush() for row in self.rows]
        return all(stored)

    def finish(self) -> None:
        """Ctrl+Enter: everything is stored as it is typed."""
        self.flush()

    def print_here(self) -> None:
        """Ctrl+P: the decisions that the narrowing leaves."""
        self.flush()
        self._printer.print_looking_back(self.span(), FATES_OF[self.state.value()], self.narrowed_words())

    def span(self) -> Span:
        """What the fields above the list ask for."""
        since = begin_of(self.period.value(), self._desk.today())
        return Span(since=since, name=self.meeting.value(), who=self.who.value())

    def narrowed_words(self) -> str:
        """What is shown, in words for the paper."""
        state = STATES.label_of(self.state.value()) if self.state.value() else ""
        words = (self.period.currentText(), self.meeting.currentText(), self.who.value(), state)
        return f"載せたもの：{'、'.join(filter(None, words))}"

    def reread(self) -> None:
        """Show what the store holds now."""
        self.flush()
        view = self.views.key()
        with self._desk.reading() as session:
            self._offer_names(held_names(session))
            rows = found(session, self._desk, view, self.span(), self.state.value(), self._most + 1)
        self.more.setVisible(len(rows) > self._most)
        self.state.setVisible(view == DECISIONS)
        self.print_button.setVisible(view == DECISIONS)
        self.nothing.say("" if rows else NOTHING[view])
        self.nothing.setVisible(not rows)
        self._show(rows[: self._most])

    def _offer_names(self, names: Sequence[str]) -> None:
        """Offers the names of meetings; the one chosen stays."""
        chosen = self.meeting.value()
        if [self.meeting.itemData(place) for place in range(1, self.meeting.count())] == list(names):
            return
        self.meeting.blockSignals(True)
        while self.meeting.count() > 1:
            self.meeting.removeItem(1)
        for name in names:
            self.meeting.addItem(name, name)
        self.meeting.blockSignals(False)
        self.meeting.set_value(chosen)

    def _show(self, rows: Sequence[Found]) -> None:
        standing = [one.standing for one in rows]
        if standing == self._shown:
            for row, one in zip(self.rows, rows, strict=True):
                row.show_stored(one.words)
            return
        self._shown = standing
        place = self._focus_place()
        clear_layout(self._column)
        self.rows = []
        heading = ""
        for number, one in enumerate(rows):
            if one.heading != heading:
                heading = one.heading
                self._column.addWidget(Words(heading, Look.CARD, wrap=True))
            row = one.make()
            row.stepped.connect(partial(self._step, number))
            self.rows.append(row)
            self._column.addWidget(row)
            row.show()
        if place is not None:
            self._focus(*place)

    def _focus_place(self) -> tuple[int, int] | None:
        """The row the keyboard is in, and at which stop of it."""
        focus = QApplication.focusWidget()
        for number, row in enumerate(self.rows):
            if focus is not None and row.isAncestorOf(focus):
                stops = list(stops_in(row))
                return number, stops.index(focus) if focus in stops else 0
        return None

    def _focus(self, number: int, stop: int) -> None:
        """Puts the keyboard back, or above the list when nothing is left in it."""
        if not self.rows:
            self.views.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        row = self.rows[min(number, len(self.rows) - 1)]
        stops = list(stops_in(row))
        (stops[stop] if stop < len(stops) else row.first_stop()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, number: int, by: int) -> None:
        """Up and down go from line to line."""
        if 0 <= number + by < len(self.rows):
            self.rows[number + by].first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def _narrow(self) -> None:
        self._most = AT_A_TIME
        self.reread()

    def _show_more(self) -> None:
        before = len(self.rows)
        self._most += AT_A_TIME
        self.reread()
        if before < len(self.rows):
            self.rows[before].first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def _connect(self) -> None:
        self.views.shown.connect(lambda _key: self._narrow())
        for choice in (self.period, self.meeting, self.state):
            choice.changed.connect(self._narrow)
        self._pause.timeout.connect(self._narrow)
        self.who.changed.connect(self._pause.start)
        self.who.left.connect(self._leave_who)
        self.more.clicked.connect(lambda _checked=False: self._show_more())
        self.print_button.clicked.connect(lambda _checked=False: self.print_here())
        self._desk.changed.connect(self._changed)

    def _leave_who(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._narrow()

    def _changed(self) -> None:
        if self.isVisible():
            self.reread()

    def _build(self) -> None:
        self.state.set_value("open")
        self.period.setMinimumContentsLength(7)
        self.meeting.setMinimumContentsLength(11)
        self.who.set_widest(220)
        self.who.setPlaceholderText("人・機関")
        head = QHBoxLayout()
        head.addWidget(Words("ふりかえり", Look.TITLE))
        head.addStretch(1)
        head.addWidget(self.print_button)
        narrowing = FlowLayout(across=10, down=6)
        for part in (self.period, self.meeting, self.who, self.state):
            narrowing.addWidget(part)
        top = QVBoxLayout()
        top.setContentsMargins(24, 14, 24, 8)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.views)
        top.addLayout(narrowing)
        page = QWidget()
        page.setMaximumWidth(px(WIDEST))
        around = QVBoxLayout(page)
        around.setContentsMargins(24, 4, 16, 24)
        around.setSpacing(10)
        around.addWidget(self.nothing)
        self._column.setSpacing(10)
        around.addLayout(self._column)
        around.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(scrolled(page), 1)
