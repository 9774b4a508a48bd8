"""The bar with the remaining time of the line under way: large, read from the back of the room."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock, clock_words
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

SOON = timedelta(minutes=2)
TURN, ON, BACK = "F7", "F8", "Shift+F8"


class ClockBar(QFrame):
    """Shows an AgendaClock. F7 starts and pauses, F8 goes to the next line, Shift+F8 back."""

    def __init__(self, clock: AgendaClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.left = Words(look=Look.TITLE)
        self.left.setAccessibleName("この議題の残り時間")
        self.sign = Words(look=Look.LABEL)
        self.title = ElidedWords("", Look.LABEL)
        self.total = ElidedWords("", Look.QUIET)
        self.turn_button = button("", ButtonLook.INLINE)
        self.on_button = button(f"次の議題　{ON}", ButtonLook.INLINE)
        names = QVBoxLayout()
        names.setSpacing(px(4))
        names.addWidget(self.title)
        names.addWidget(self.total)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.left)
        row.addWidget(self.sign)
        row.addLayout(names, 1)
        row.addWidget(self.turn_button)
        row.addWidget(self.on_button)
        self.turn_button.clicked.connect(lambda _checked=False: clock.turn())
        self.on_button.clicked.connect(lambda _checked=False: clock.go_on())
        for keys, act in ((TURN, clock.turn), (ON, clock.go_on), (BACK, clock.go_back)):
            shortcut = QShortcut(QKeySequence(keys), parent or self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        clock.ticked.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Shows the time as it is now."""
        slot = self._clock.slot
        self.setVisible(slot is not None)
        if slot is None:
            return
        left = self._clock.left()
        sign, look = sign_of(left, running=self._clock.is_running, begun=self._clock.has_begun)
        self.left.say(clock_words(left))
        self.sign.say(sign)
        self.sign.set_look(look)
        so_far, whole = self._clock.total()
        following = self._clock.following
        self.title.say(slot.title)
        after = f"　次：{following.title}" if following is not None else ""
        self.total.say(f"全体　{clock_words(so_far)}／{clock_words(whole)}{after}")
        self.turn_button.setText(f"{turn_words(self._clock)}　{TURN}")
        self.on_button.setEnabled(following is not None)


def turn_words(clock: AgendaClock) -> str:
    """What F7 does now."""
    if clock.is_running:
        return "止める"
    return "続ける" if clock.has_begun else "時間をはかる"


def sign_of(left: timedelta, *, running: bool, begun: bool) -> tuple[str, Look]:
    """The gentle sign beside the time, in words and a mark."""
    if left <= timedelta():
        return "▲ 時間になりました", Look.WRONG
    if not running:
        return ("‖ 止めています" if begun else ""), Look.QUIET
    return ("▲ もうすぐです", Look.CARE) if left <= SOON else ("● はかっています", Look.GOOD)
