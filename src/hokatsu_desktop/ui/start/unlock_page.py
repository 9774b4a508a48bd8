"""The lock screen: one field for the passphrase or the digits of the recovery sheet. It names nobody and counts nothing."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.application import PRODUCT
from hokatsu_desktop.ui.icons import pixmap
from hokatsu_desktop.ui.start.next_steps import NextStep
from hokatsu_desktop.ui.start.passphrase_field import SHOW_WORDS, PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import Action, MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH = 480
_OPEN_WORDS = "開く"


class UnlockPage(QFrame):
    """`typed` brings what was typed, as often as wanted. Store troubles are shown with the steps that lead on."""

    typed = Signal(str)
    number_typed = Signal(str)
    practice_wanted = Signal()
    receive_wanted = Signal()
    loss_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.field = PassphraseField("passphrase", "合言葉", submits=True)
        self.question = Question("合言葉", self.field, "合言葉を忘れたときは、復旧シートの数字でも開けます。")
        self.show_letters = QCheckBox(SHOW_WORDS)
        self.open_button = button(_OPEN_WORDS, ButtonLook.PRIMARY)
        self.open_button.setAutoDefault(True)
        self.practice_button = button("練習用なので、合言葉なしで開く")
        self.practice_button.setAutoDefault(True)
        self.practice_button.hide()
        self.receive_button = button("引継ぎを受け取る", ButtonLook.LINK)
        self.loss_button = button("紛失したとき", ButtonLook.LINK)
        self.number = PassphraseField("short_number", "短い番号", submits=True)
        self.number_question = Question("短い番号（合言葉で開いてから12時間まで）", self.number)
        self.number_button = button("番号で開く", ButtonLook.PRIMARY)
        self.number_button.setAutoDefault(True)
        self._number_part = QWidget()
        self._number_part.hide()
        self.message = MessageBar()
        self._build()
        self.number.entered.connect(self.submit_number)
        self.number.changed.connect(self.number_question.clear)
        self.number_button.clicked.connect(self.submit_number)
        self.show_letters.toggled.connect(self.field.set_shown)
        self.field.entered.connect(self.submit)
        self.field.changed.connect(self.question.clear)
        self.open_button.clicked.connect(self.submit)
        self.practice_button.clicked.connect(self.practice_wanted)
        self.receive_button.clicked.connect(self.receive_wanted)
        self.loss_button.clicked.connect(self.loss_wanted)

    def first_field(self) -> QWidget | None:
        """What the keyboard is in when the page is shown."""
        return self.field if self._number_part.isHidden() else self.number

    def show_number(self, shown: bool) -> None:
        """Whether a short number opens it, besides the passphrase."""
        if not shown and self.number.hasFocus():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._number_part.setVisible(shown)

    def submit_number(self) -> None:
        """Hands over the number; asks for it if there is none."""
        if self.number.value():
            self.number_typed.emit(self.number.value())
        else:
            self.number_question.wrong("短い番号を入れてください。")

    def clear(self) -> None:
        """Forgets what was typed."""
        self.field.clear()
        self.number.clear()

    def submit(self) -> None:
        """Hands over what was typed; asks for it if there is nothing."""
        if self.field.value():
            self.typed.emit(self.field.value())
        else:
            self.question.wrong("合言葉を入れてください。")

    def show_practice(self) -> None:
        """The store says of itself that it is for practice: it may be opened without typing."""
        self.practice_button.show()

    def set_working(self, working: bool) -> None:
        """While the key is derived the field rests; what was typed stays."""
        for field in (self.field, self.number):
            field.setReadOnly(working)
        self.number_button.setEnabled(not working)
        self.open_button.setEnabled(not working)
        self.practice_button.setEnabled(not working)
        self.receive_button.setEnabled(not working)
        self.loss_button.setEnabled(not working)
        self.open_button.setText("開いています…" if working else _OPEN_WORDS)
        if working:
            self.message.dismiss()
            self.question.good("鍵を確かめています。1、2秒かかります。")

    def say_wrong(self, words: str) -> None:
        """What was typed does not open the store; it stays and is marked, to be typed anew or mended."""
        self.question.wrong(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_wrong_number(self, words: str) -> None:
        """The number is not the right one; said at the passphrase when there is no other try."""
        if self._number_part.isHidden():
            self.say_wrong(words)
            return
        self.number_question.wrong(words)
        self.number.selectAll()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_trouble(self, words: str, steps: Sequence[NextStep], take: Callable[[NextStep], None]) -> None:
        """Why the store cannot be opened, and the steps that are offered."""
        self.question.clear()
        actions: list[Action] = [(step.value, partial(take, step)) for step in steps]
        self.message.tell(MessageKind.WARNING, words, actions, closes=False)

    def ask_again(self, words: str, yes: str, act: Callable[[], None]) -> None:
        """A second question before a step that may do harm; staying is the other way."""
        self.message.tell(MessageKind.WARNING, words, [("やめる", self.message.dismiss), (yes, act)], closes=False)

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("look", "card")
        card.setFixedWidth(px(_WIDTH))
        column = QVBoxLayout(card)
        column.setContentsMargins(px(32), px(28), px(32), px(28))
        column.setSpacing(16)
        column.addLayout(_heading())
        column.addWidget(self.message)
        number = QVBoxLayout(self._number_part)
        number.setContentsMargins(0, 0, 0, 0)
        number.setSpacing(12)
        number.addWidget(self.number_question)
        number.addWidget(self.number_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._number_part)
        column.addWidget(self.question)
        column.addWidget(self.show_letters)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.open_button)
        row.addWidget(self.practice_button)
        row.addStretch(1)
        row.addWidget(self.receive_button)
        row.addWidget(self.loss_button)
        column.addLayout(row)
        middle = QHBoxLayout()  # not an alignment: that would cut wrapped words short
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)
        for before, after in (
            (self.number, self.number_button),
            (self.number_button, self.field),
            (self.field, self.show_letters),
            (self.show_letters, self.open_button),
            (self.open_button, self.practice_button),
            (self.practice_button, self.receive_button),
            (self.receive_button, self.loss_button),
        ):
            QWidget.setTabOrder(before, after)


def _heading() -> QHBoxLayout:
    picture = QLabel()
    picture.setPixmap(pixmap("lock", px(26), theme.BLUE))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(picture)
    row.addWidget(Words(PRODUCT, Look.TITLE))
    row.addStretch(1)
    return row
