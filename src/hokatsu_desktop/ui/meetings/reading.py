"""読み上げ: the decisions of a meeting one after the other in large letters, each confirmed by one key."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.models import Meeting
from hokatsu_desktop.services.reading_out import (
    NextToRead,
    RoleToRead,
    ToRead,
    confirm_next,
    confirm_role,
    lines_to_read,
)
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.asked_fields import AskedFields
from hokatsu_desktop.ui.meetings.board import large_style, letters_for
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.meetings.read_words import end_words, said_words
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words

LEAST_LETTERS, LINES = 18, 18
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class ReadingPage(QWidget):
    """Enter or Space confirms and goes on, PgUp goes back; only what is missing has a field."""

    left = Signal()
    finish_wanted = Signal()
    board_wanted = Signal(int)
    """The case whose board is asked for."""

    def __init__(self, desk: Desk, printer: Printer, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self._meeting_id = meeting_id
        self._held_on = desk.today()
        self._lines: list[ToRead] = []
        self._place = 0
        self.place_words = Words(look=Look.CARD, wrap=True)
        self.who = Words(look=Look.CARD, wrap=True)
        self.what = Words(look=Look.TITLE, wrap=True)
        self.when = Words(look=Look.CARD, wrap=True)
        self.asked = AskedFields(desk, self.reread)
        self.confirm_button = button("確かめた、次へ　Enter", ButtonLook.PRIMARY)
        self.back_button = button("‹ 前へ　PgUp", ButtonLook.QUIET)
        self.later_button = button("あとで　PgDn ›", ButtonLook.QUIET)
        self.board_button = button("ボードで直す", ButtonLook.QUIET)
        self.leave_button = button("閉じる　Esc", ButtonLook.QUIET)
        self.end = Words(look=Look.CARD, wrap=True)
        self.copies_button = button("控えを印刷　Enter", ButtonLook.PRIMARY, picture="print")
        self.finish_button = button("会議を終える")
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    def start(self) -> None:
        """Begins with the first line that is not confirmed."""
        self.reread()
        self._place = next((place for place, one in enumerate(self._lines) if not one.is_read), len(self._lines))
        self._show()

    def reread(self) -> None:
        """Show what the store holds now; what is being asked stays."""
        with self._desk.reading() as session:
            meeting = session.get(Meeting, self._meeting_id)
            self._held_on = meeting.held_on if meeting is not None else self._held_on
            self._lines = lines_to_read(session, self._meeting_id)
        self._place = min(self._place, len(self._lines))
        self._say()

    def line(self) -> ToRead | None:
        """The line that is being read; None at the end."""
        return self._lines[self._place] if self._place < len(self._lines) else None

    def flush(self) -> bool:
        """Store what was typed where something was missing."""
        return self.asked.flush()

    def confirm(self) -> None:
        """Everybody has heard it: on to the next line."""
        if not self.flush():
            return
        match self.line():
            case RoleToRead(decision=decision):
                self._desk.try_act(lambda session: confirm_role(session, decision.id))
            case NextToRead(meeting_case=part):
                self._desk.try_act(lambda session: confirm_next(session, part.id))
            case None:
                return
            case line:
                raise ValueError(line)
        self._go(1)

    def print_copies(self) -> None:
        """The sheet of each case, and a page for each who came."""
        self.flush()
        self._printer.print_meeting_end(self._meeting_id)

    def finish(self) -> None:
        """Enter or Ctrl+Enter: confirms what is read; at the end it prints."""
        if self.line() is None:
            self.print_copies()
        else:
            self.confirm()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms, Esc leaves; fields keep Enter to themselves."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if modifiers == NO_MODIFIER:
                self.finish()
            case Qt.Key.Key_Escape:
                self._leave()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = large_style(letters_in(self.height()))
        if style != self.stack.styleSheet():
            self.stack.setStyleSheet(style)

    def _go(self, by: int) -> None:
        if not self.flush():
            return
        self._place = max(0, min(len(self._lines), self._place + by))
        self._show()

    def _leave(self) -> None:
        self.flush()
        self.left.emit()

    def _show(self) -> None:
        """The line, with the keyboard where something is missing, else on the button that confirms."""
        self._say()
        missing = self.asked.ask(self.line(), self._held_on)
        stop = self.copies_button if self.line() is None else missing or self.confirm_button
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        line = self.line()
        self.stack.setCurrentIndex(0 if line is not None else 1)
        self.board_button.setVisible(line is not None)
        self.back_button.setEnabled(self._place > 0)
        if line is None:
            self.place_words.say("読み上げが終わりました。")
            self.end.say(end_words(self._lines))
            return
        read = "　● 確かめました" if line.is_read else ""
        case = f"{line.case.number or '番号なし'}　{line.case.title}"
        self.place_words.say(f"{self._place + 1}／{len(self._lines)}　{case}{read}")
        for words, said in zip((self.who, self.what, self.when), said_words(line), strict=True):
            words.say(said)
            words.setVisible(bool(said))

    def _to_board(self) -> None:
        line = self.line()
        self.flush()
        if line is not None:
            self.board_wanted.emit(line.case.id)

    def _connect(self) -> None:
        self.confirm_button.clicked.connect(lambda _checked=False: self.confirm())
        self.later_button.clicked.connect(lambda _checked=False: self._go(1))
        self.back_button.clicked.connect(lambda _checked=False: self._go(-1))
        self.leave_button.clicked.connect(lambda _checked=False: self._leave())
        self.board_button.clicked.connect(lambda _checked=False: self._to_board())
        self.copies_button.clicked.connect(lambda _checked=False: self.print_copies())
        for key, by in (("PgUp", -1), ("PgDown", 1)):  # a key press would be used up by what scrolls
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._go, by))
        self.finish_button.clicked.connect(lambda _checked=False: self.finish_wanted.emit())

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.place_words, 1)
        head.addWidget(self.board_button)
        head.addWidget(self.leave_button)
        self.stack.addWidget(self._line_page())
        self.stack.addWidget(self._end_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def _line_page(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(6, 0, 12, 6)  # the ring around the focus needs room
        column.setSpacing(10)
        for part in (self.who, self.what, self.when, self.asked):
            column.addWidget(part)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addWidget(self.later_button)
        row.addStretch(1)
        row.addWidget(self.confirm_button)
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(inner), 1)
        around.addLayout(row)
        return page

    def _end_page(self) -> QWidget:
        row = QHBoxLayout()
        row.addWidget(self.copies_button)
        row.addWidget(self.finish_button)
        row.addStretch(1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(6, 24, 12, 6)
        column.setSpacing(20)
        column.addWidget(self.end)
        column.addLayout(row)
        column.addStretch(1)
        return scrolled(inner)


def letters_in(height: int) -> int:
    """The letters for a page of so many pixels, in pixels at 100 %: large, but a line and what it asks stay in sight."""
    return max(LEAST_LETTERS, min(letters_for(height), round(height * 100 / px(100) / LINES)))
