"""A message in the page itself, instead of a box that must be closed first: icon, words, and what can be done."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.widgets.button import ButtonLook, button, picture_button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.sign import Sign
from hokatsu_desktop.ui.widgets.words import Look, Words, set_look_property

Action = tuple[str, Callable[[], None]]


class MessageKind(Enum):
    """What sort of message: (look and icon, colour of the icon, the word before it)."""

    INFO = ("info", theme.BLUE, "お知らせ")
    SUCCESS = ("success", theme.GREEN, "できました")
    WARNING = ("warning", theme.ORANGE, "注意")
    ERROR = ("error", theme.RED, "失敗")


class MessageBar(QFrame):
    """Hidden until it has something to say; it never takes the keyboard away by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = Sign(side=22)
        self._kind = Words(look=Look.LABEL)
        self._words = Words(wrap=True)
        self._actions = FlowLayout()
        self._buttons: list[QPushButton] = []
        self._close = picture_button("close", "この知らせを閉じる")
        self._close.clicked.connect(self.dismiss)
        self._column = QVBoxLayout()
        self._column.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(self._actions)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 8, 10)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(self._column, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def tell(self, kind: MessageKind, words: str, actions: Sequence[Action] = (), *, closes: bool = True) -> None:
        """Shows a message. An action is (words of its button, what it does); the bar closes when one is taken."""
        look, colour, name = kind.value
        set_look_property(self, "look", look)
        self._icon.show_picture(look, colour)
        self._kind.say(name)
        self.setAccessibleName(f"{name}：{words}")
        self._words.say(words)
        self._close.setVisible(closes)
        self._set_actions(actions)
        self.show()

    def say_on(self, words: str) -> None:
        """Goes on with other words while the bar stands, its buttons as they are."""
        self._words.say(words)

    def dismiss(self) -> None:
        """Closes the bar."""
        self.hide()

    def words(self) -> str:
        """What it says."""
        return self._words.words()

    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons of the actions."""
        return tuple(self._buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._close.isHidden():
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _set_actions(self, actions: Sequence[Action]) -> None:
        for old in self._buttons:
            self._actions.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = [self._action(words, act) for words, act in actions]
        self._column.setSpacing(8 if actions else 0)

    def _action(self, words: str, act: Callable[[], None]) -> QPushButton:
        made = button(words, ButtonLook.INLINE, parent=self)
        made.clicked.connect(self.dismiss)
        made.clicked.connect(lambda _checked=False: act())
        self._actions.addWidget(made)
        made.show()
        return made
