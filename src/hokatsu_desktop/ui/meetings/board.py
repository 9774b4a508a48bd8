"""当日: the board of one case, typed during the meeting and read by everybody from the wall."""

from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.models import MeetingCase
from hokatsu_desktop.services.called_meetings import CaseOnMeeting, MeetingPage, meeting_page
from hokatsu_desktop.services.closing_verdicts import why_verdict_stands
from hokatsu_desktop.services.plans import next_review
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock
from hokatsu_desktop.ui.meetings.basis_card import BasisCard
from hokatsu_desktop.ui.meetings.bound_fields import BoundFields
from hokatsu_desktop.ui.meetings.clock_bar import ClockBar
from hokatsu_desktop.ui.meetings.earlier_card import EarlierCard
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.meetings.role_table import RoleTable
from hokatsu_desktop.ui.meetings.rules_card import RulesCard
from hokatsu_desktop.ui.sheet_form.blank_box import BlankBox
from hokatsu_desktop.ui.theme import SMALL_TEXT, px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

LARGE_TEXT = 24  # read from three metres when the wall picture is two metres wide: 24 of 1280 pixels are 37 mm
WALL_HEIGHT = 720  # of the screen those letters are made for; on a higher one they grow with it
SHEET = "action_linkage"
SETTLED = 50  # milliseconds until fields that grow with their text have their place
FACTS = ("strengths", "stuck_on", "shared")  # what went well opens the talk
VIEW = ("formulation", "wished_life", "direction")
OWN_LOAD = "supporter_load"
CYCLES = (("2週間後", "week_2"), ("1か月後", "month_1"), ("3か月後", "month_3"))
THREE_COLUMNS = 1040
TWO_COLUMNS = 780
LEAST_HEIGHT = 60  # of what is scrolled, in pixels at 100 %
ROOMY = 220  # below this height of the board goal and consent are read on 準備
LEAST_WIDTH = 560  # below this width the ground rules are shown by their key alone
LEAST_LETTERS = 18
MARKS = {"黒": "■", "赤": "◆", "青": "●"}
SMALLER = 0.8  # what stands beside, on the wall
_LARGE = """
QLabel[words="title"] {{ font-size: {title}px; }}
QLabel[words="card"], QLabel[words="label"], QLabel[words="wrong"], QLabel[words="good"], QLabel[words="body"] {{
  font-size: {size}px;
}}
QLabel[words="quiet"], QLabel[words="small"], QLabel[words="care"] {{ font-size: {small}px; }}
QLineEdit, QTextEdit, QPushButton, QAbstractButton {{ font-size: {size}px; }}
QLineEdit, QPushButton {{ min-height: {height}px; }}
"""


class Board(QWidget):
    """The sheet 支援共有・行動連携計画 of one case, as a whiteboard: black what is known, red the view, blue who does what.

    The columns are told apart by heading and mark as well as by colour. On the wall the supporters' own difficulty is
    only shown when it is wished for.
    """

    projector_wanted = Signal()
    step_wanted = Signal(int)
    """To the next case of the meeting (1), or the one before (-1)."""

    def __init__(
        self, desk: Desk, meeting_case_id: int, meeting_id: int, clock: AgendaClock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting_id = meeting_id
        self.meeting_case_id = meeting_case_id
        self.fields = BoundFields(desk, SHEET, meeting_case_id, self)
        self.roles = RoleTable(desk.today())
        self.boxes: dict[str, BlankBox] = {}
        self.title = Words(look=Look.TITLE)
        self.number = Words(look=Look.QUIET)
        self.consent = Tag("", Tone.PLAIN)
        self.goal = Words(look=Look.BODY, wrap=True)
        self.count = Words(look=Look.LABEL)
        self.verdict_words = Words(look=Look.SMALL, wrap=True)
        self.large_button = button("大きく")
        self.large_button.setCheckable(True)
        self.projector_button = button("映す　F11")
        self.load_button = button("しんどさも映す", ButtonLook.QUIET)
        self.load_button.setCheckable(True)
        self.clock_bar = ClockBar(clock, self)
        self.earlier = EarlierCard(desk, meeting_case_id)
        self.basis = BasisCard(desk, meeting_case_id)
        self.rules = RulesCard(desk)
        self.rules_button = button("心得　F3", ButtonLook.QUIET)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._held_on = desk.today()
        self._typed_in: QWidget | None = None  # while the ground rules are shown
        self._build()
        self._connect()
        self.reread()

    def set_large(self, large: bool, height: int = WALL_HEIGHT) -> None:
        """Letters for a wall of so many pixels in height, or those of the rest of the screen."""
        letters = letters_for(height)
        self.large_button.blockSignals(True)
        self.large_button.setChecked(large)
        self.large_button.blockSignals(False)
        self.setStyleSheet(
            large_style(letters) if large else ""
        )  # one sheet for all: each would polish every field again
        self.consent.set_letters(round(letters * SMALLER) if large else SMALL_TEXT)
        self._show_load()
        self._arrange()

    def is_large(self) -> bool:
        """Whether the letters are those for the wall."""
        return self.large_button.isChecked()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return all((self.fields.flush(), self.earlier.flush()))

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
        self.fields.reread()
        self.earlier.reread()
        self._show(page)

    def start_typing(self, decision_id: int | None = None) -> None:
        """Puts the keyboard into a decision, or where the first role is missing, and shows it once it is laid out."""
        if decision_id is None or not self.roles.focus_role(decision_id):
            self.roles.focus_first_empty()
        QTimer.singleShot(SETTLED, self, self._show_focus)

    def _show_focus(self) -> None:
        focus = self.focusWidget()
        if focus is not None:
            self._scroll.ensureWidgetVisible(focus, 0, px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_columns"):
            self._arrange()

    def _show(self, page: MeetingPage) -> None:
        one = next((one for one in page.cases if one.meeting_case.id == self.meeting_case_id), None)
        if one is None:  # taken off the meeting; the tab takes this board away
            return
        self._held_on = page.meeting.held_on
        self.title.say(one.case.title)
        self.number.say(one.case.number or "")
        self.consent.set_tag(*consent_pill(one))
        self.basis.show_part(one.meeting_case)
        self._hold_verdict(one.meeting_case)
        self.goal.say(
            f"きょうの到達点：{page.meeting.goal}" if page.meeting.goal else "きょうの到達点は、まだ書かれていません。"
        )
        self.roles.set_attendees([seat.shown for seat in page.attendances if seat.presence != "absent"])
        self._fill_lead_menu([seat.shown for seat in page.attendances if seat.presence != "absent"])

    def _hold_verdict(self, part: MeetingCase) -> None:
        """The judgement on which the case was closed is only shown, and the reason stands below it."""
        with self._desk.reading() as session:
            words = why_verdict_stands(session, part)
        self.boxes["verdict"].lock(bool(words))
        self.verdict_words.say(words)
        self.verdict_words.setVisible(bool(words))

    def _connect(self) -> None:
        self.fields.take("decisions", self.roles.rows)
        self.roles.counted.connect(self._tell_count)
        self.large_button.toggled.connect(self.set_large)
        self.load_button.toggled.connect(self._show_load)
        self.projector_button.clicked.connect(self.projector_wanted)
        self.rules_button.clicked.connect(lambda _checked=False: self.turn_rules())
        for keys, act in (
            ("F3", self.turn_rules),
            ("F11", self.projector_wanted.emit),
            ("Ctrl+PgDown", partial(self.step_wanted.emit, 1)),
            ("Ctrl+PgUp", partial(self.step_wanted.emit, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def turn_rules(self) -> None:
        """F3: the ground rules instead of the columns, or the columns again with the keyboard where it was."""
        self.rules.reread()
        if self._stack.currentIndex() == 0:
            self._typed_in = self.focusWidget()
            self._stack.setCurrentIndex(1)
        else:
            self._stack.setCurrentIndex(0)
            if self._typed_in is not None and shiboken6.isValid(self._typed_in):  # an undo makes rows anew
                self._typed_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_count(self) -> None:
        count = self.roles.count
        self.count.set_look(Look.WRONG if count.without else Look.GOOD)
        self.count.say(count.words)
        self.count.setToolTip("、".join(count.without))

    def _box(self, key: str) -> BlankBox:
        made = self.fields.box(key)
        self.boxes[key] = made
        return made

    def _build(self) -> None:
        self._columns.setSpacing(16)
        self._told.setSpacing(16)
        self._told.addWidget(self._column("黒", "分かっていること", self._facts_parts()), 1)
        self._told.addWidget(self._column("赤", "見立て・目指す姿", [below_label(self._box(key)) for key in VIEW]), 1)
        self._columns.addLayout(self._told, 4)
        self._columns.addLayout(self._right_column(), 6)
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(24, 8, 16, 24)
        around.addLayout(self._columns)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._scroll = scrolled(page)
        self._scroll.setMinimumHeight(px(LEAST_HEIGHT))  # Qt would keep room for a long scroll bar, and cut the head
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(scrolled(self.rules))
        column.addWidget(self._stack, 1)

    def _head(self) -> QVBoxLayout:
        line = FlowLayout(across=12, down=6)
        for part in (self.title, self.number, self.consent, self.count):
            line.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addLayout(line, 1)
        row.addWidget(self.rules_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.large_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.projector_button, 0, Qt.AlignmentFlag.AlignTop)
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 6)
        head.setSpacing(4)
        head.addLayout(row)
        head.addWidget(self.goal)
        head.addWidget(self.clock_bar)
        return head

    def _facts_parts(self) -> list[QVBoxLayout]:
        parts = [below_label(self._box(key)) for key in FACTS]
        earlier = QVBoxLayout()
        earlier.addWidget(self.earlier)
        self._load = QWidget()
        self._load.setLayout(below_label(self._box(OWN_LOAD)))
        load = QVBoxLayout()
        load.addWidget(self._load)
        load.addWidget(self.load_button, 0, Qt.AlignmentFlag.AlignLeft)
        basis = QVBoxLayout()
        basis.addWidget(self.basis)
        return [earlier, *parts, load, basis]

    def _column(self, ink: str, heading: str, parts: list[QVBoxLayout]) -> Card:
        card = Card(f"{MARKS[ink]} {ink}　{heading}")
        card.setProperty("ink", ink)
        for part in parts:
            card.body.addLayout(part)
        card.body.addStretch(1)
        return card

    def _show_load(self, _wished: bool = False) -> None:
        """The supporters' own difficulty is not for the wall unless somebody wishes it."""
        self.load_button.setVisible(self.is_large())
        self._load.setVisible(not self.is_large() or self.load_button.isChecked())

    def _right_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(16)
        roles = QVBoxLayout()
        roles.addWidget(self.roles)
        asked = self._box("open_questions")
        column.addWidget(self._column("青", "だれが・何を・いつまでに", [roles, below_label(asked)]))
        column.addWidget(self._next_card())
        column.addStretch(1)
        return column

    def _next_card(self) -> Card:
        card = Card("これから")
        lead = self._box("lead_supporter")
        self.lead_menu = button("出席者から選ぶ", ButtonLook.INLINE)
        self.lead_menu.setAccessibleName("主担当を出席者から選ぶ")
        column = below_label(lead)
        row = QHBoxLayout()
        row.addWidget(self.lead_menu)
        row.addStretch(1)
        column.addLayout(row)
        card.body.addLayout(column)
        next_on = self._box("next_on")
        column = below_label(next_on)
        column.insertLayout(1, self._cycles(next_on))
        card.body.addLayout(column)
        card.body.addLayout(below_label(self._box("verdict")))
        card.add(self.verdict_words)
        card.body.addLayout(below_label(self._box("resource_wish")))
        return card

    def _cycles(self, next_on: BlankBox) -> FlowLayout:
        flow = FlowLayout(across=8, down=6)
        for words, cycle in CYCLES:
            made = button(words, ButtonLook.INLINE)
            made.setAccessibleName(f"次に確認する日を{words}にする")
            made.clicked.connect(partial(self._take_day, next_on, cycle))
            flow.addWidget(made)
        return flow

    def _take_day(self, next_on: BlankBox, cycle: str, _checked: bool = False) -> None:
        field = next_on.port.widget
        if isinstance(field, DateField):
            field.set_day(next_review(self._held_on, cycle))

    def _fill_lead_menu(self, people: list[str]) -> None:
        menu = QMenu(self.lead_menu)
        for shown in people:
            menu.addAction(shown, partial(self._take_lead, shown))
        old = self.lead_menu.menu()
        self.lead_menu.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self.lead_menu.setVisible(bool(people))

    def _take_lead(self, shown: str) -> None:
        field = self.boxes["lead_supporter"].port.widget
        if isinstance(field, TextField):
            field.selectAll()
            field.insert_words(shown)

    def _arrange(self) -> None:
        """Three columns while they fit, then black above red, then all below each other; where the head would take all the room, only its title stays."""
        for part in (self.goal, self.number, self.consent):
            part.setVisible(self.height() >= px(ROOMY))
        self.rules_button.setVisible(self.width() >= px(LEAST_WIDTH))
        larger = 1.15 if self.is_large() else 1.0
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._told.setDirection(beside if self.width() >= px(THREE_COLUMNS) * larger else below)
        self._columns.setDirection(beside if self.width() >= px(TWO_COLUMNS) * larger else below)


def below_head(box: BlankBox) -> QVBoxLayout:
    """A field with its label above it."""
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(box.head)
    column.addWidget(box)
    return column


def below_label(box: BlankBox) -> QVBoxLayout:
    """A field with only its name above it: what the sheet explains about a blank is not for the wall."""
    column = QVBoxLayout()
    column.setSpacing(6)
    label = Words(box.blank.label, Look.LABEL, wrap=True)
    label.setBuddy(box.port.first_stop() or box)
    column.addWidget(label)
    column.addWidget(box)
    box.head.hide()
    return column


def consent_pill(one: CaseOnMeeting) -> tuple[str, Tone]:
    """The consent of a case at a meeting as a pill."""
    agreed = bool(one.consent.agreed) and not one.consent.missing
    return one.consent.words, Tone.GOOD if agreed else Tone.CARE


def letters_for(height: int) -> int:
    """The letters for a screen of so many pixels in height, in pixels at 100 %: letters set larger already grow less."""
    wanted = max(LARGE_TEXT, LARGE_TEXT * height / WALL_HEIGHT)
    return max(LEAST_LETTERS, round(wanted * 100 / px(100)))


def large_style(letters: int) -> str:
    """The style sheet of what is read from a distance, with letters of so many pixels at 100 %."""
    size = px(letters)
    return _LARGE.format(size=size, title=round(size * 1.4), small=round(size * SMALLER), height=round(size * 1.9))
