"""What every start page has: a title, a sentence, its own fields, a message bar, and the row of buttons below."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from hokatsu_desktop.ui.guides import guide_link
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import MessageBar
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH = 560


class Page(QWidget):
    """Put fields into `body`. Ctrl+Enter and the main button say `done`; `back` comes from the quiet button."""

    done = Signal()
    back = Signal()

    def __init__(self, title: str, lead: str, done_words: str, back_words: str = "") -> None:
        super().__init__()
        self._words_at_rest = done_words
        self.title = Words(title, Look.TITLE)
        self.lead = Words(lead, wrap=True)
        self.message = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self.main_button = _pressed_by_enter(button(done_words, ButtonLook.PRIMARY))
        self.back_button = _pressed_by_enter(button(back_words, ButtonLook.QUIET))
        if not back_words:  # shown before it has a parent, it would be a window and take the keyboard away
            self.back_button.hide()
        self.main_button.clicked.connect(self.press)
        self.back_button.clicked.connect(self.back)
        finish = QShortcut(QKeySequence("Ctrl+Return"), self, self.main_button.click)
        finish.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(12)
        self._build()

    def first_field(self) -> QWidget | None:
        """What the keyboard is in when the page is shown; None if there is nothing to do."""
        return self.main_button

    def press(self) -> None:
        """What the main button does; a page that checks its answers first has its own."""
        self.done.emit()

    def offer_guide(self, guide: str) -> None:
        """Puts the link to a guide at the right of the buttons."""
        self.buttons.addWidget(guide_link(self, guide))

    def _build(self) -> None:
        content = QWidget()
        content.setMaximumWidth(px(_WIDTH) + 2 * px(44))  # here, or wrapped words are measured wider than they are
        column = QVBoxLayout(content)
        column.setContentsMargins(px(44), px(36), px(44), px(12))
        column.setSpacing(14)
        for widget in (self.title, self.lead, self.message):
            column.addWidget(widget)
        column.addSpacing(px(6))
        column.addLayout(self.body)
        column.addStretch(1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(content, 1)
        row.addStretch(0)
        area = self._area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons.setContentsMargins(px(44), px(12), px(44), px(24))
        self.buttons.addWidget(self.main_button)
        self.buttons.addWidget(self.back_button)
        self.buttons.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addLayout(self.buttons)

    def name_press(self, words: str) -> None:
        """What the main button says from now on."""
        self._words_at_rest = words
        self.main_button.setText(words)

    def bring_message_into_view(self) -> None:
        """Scrolls up to what the bar says, once it has its place; the keyboard may be far below."""
        QTimer.singleShot(0, self.message, lambda: self._area.ensureWidgetVisible(self.message))

    def set_working(self, words: str) -> None:
        """While the worker is busy, the buttons rest and the main one says what happens; "" ends that."""
        self.main_button.setText(words or self._words_at_rest)
        self.setEnabled(not words)


def narrow(widget: QWidget, width: int = _WIDTH) -> QWidget:
    """A widget no wider than `width` pixels at 100 %."""
    widget.setMaximumWidth(px(width))
    return widget


def _pressed_by_enter(made: QPushButton) -> QPushButton:
    """Enter presses it while the keyboard is on it; in a window that is no dialog, never from another field."""
    made.setAutoDefault(True)
    return made
