"""A group of options in flowing lines: one stop for Tab, arrows and digits inside, own words for 「その他」."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hokatsu_desktop.sheets.lists import Choice
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.moving import move_by_enter
from hokatsu_desktop.ui.widgets.option import Level, Option, Shape
from hokatsu_desktop.ui.widgets.text_field import TextField

_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class OptionGroup(QWidget):
    """Common to choice, choices and marks. A value that is no longer offered is shown while it is the answer."""

    changed = Signal()
    left = Signal()

    def __init__(self, key: str, name: str, choices: Sequence[Choice], shape: Shape, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self._name = name
        self._shape = shape
        self._locked = False
        self._options: list[Option] = []
        self._free = {choice.key for choice in choices if choice.free_text}
        self._was_checked = False
        self._flow = FlowLayout(self, across=8 if shape is Shape.CHIP else 24, down=8 if shape is Shape.CHIP else 2)
        for choice in choices:
            self._add(choice.key, choice.label).setVisible(not choice.retired)
        self._other = TextField(f"{key}_other", f"{name}（くわしく）", self)
        self._other.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._flow.addWidget(self._other)
        self._other.changed.connect(self.changed)
        self._other.left.connect(self.left)
        self._show()

    def options(self) -> tuple[Option, ...]:
        """The options in their order."""
        return tuple(self._options)

    def other(self) -> str:
        """The own words for a ticked value that asks for them, else empty."""
        return self._other.value() if self._asks_for_words() else ""

    def set_other(self, words: str) -> None:
        """Shows own words."""
        self._other.set_value(words)

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self._locked = locked
        self._other.set_read_only(locked)
        for option in self._options:
            option.locked = locked
            option.update()

    def set_wrong(self, wrong: bool) -> None:
        """The words about it stand below; options have no border of their own to colour."""
        self.setProperty("wrong", wrong)

    def first_stop(self) -> QWidget:
        """Where the keyboard comes in."""
        return next((option for option in self._options if option.focusPolicy() & Qt.FocusPolicy.TabFocus), self)

    def levels(self) -> dict[str, Level]:
        """What is ticked, by value key, in the order of the list."""
        return {option.key: option.level for option in self._options if option.level is not Level.NONE}

    def set_levels(self, levels: dict[str, Level]) -> None:
        """Shows what is ticked; says nothing to `changed`. Keys the list does not know are shown as they are."""
        known = {option.key for option in self._options}
        for key in levels.keys() - known:
            self._add(key, key)
        for option in self._options:
            option.set_level(levels.get(option.key, Level.NONE))
            if option.level is not Level.NONE:
                option.setVisible(True)
        self._show()

    def _add(self, key: str, label: str) -> Option:
        option = Option(key, label, self._shape, self)
        option.setAutoExclusive(False)
        option.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        option.setAccessibleDescription(self._name)
        option.clicked.connect(lambda: self._press(option))
        option.key_pressed.connect(lambda event: self._key(option, event))
        option.installEventFilter(self)
        place = len(self._options)
        self._options.append(option)
        self._flow.insert(place, option)
        return option

    def _press(self, option: Option) -> None:
        if self._locked:
            return
        self.take(option)
        self._show(at=option)
        self.changed.emit()

    def take(self, option: Option) -> None:
        """What pressing an option does; each kind of group says so."""
        raise NotImplementedError

    def moved_to(self, option: Option) -> None:
        """What an arrow does besides moving; only a choice of one takes the option."""

    def _key(self, option: Option, event: QKeyEvent) -> None:
        if move_by_enter(option, event):
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return
        shown = [other for other in self._options if not other.isHidden()]
        if event.key() in (*_BACK, *_ON):
            step = 1 if event.key() in _ON else -1
            self._go(shown[(shown.index(option) + step) % len(shown)])
            event.accept()
        elif Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            event.accept()
            number = event.key() - Qt.Key.Key_1
            if number < len(shown) and not self._locked:
                shown[number].setFocus(Qt.FocusReason.TabFocusReason)
                self._press(shown[number])
        elif event.key() in _CLEAR and not self._locked:
            event.accept()
            self.set_levels({})
            self.changed.emit()

    def _go(self, option: Option) -> None:
        self._show(at=option)
        option.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._locked:
            self.moved_to(option)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, Option):
            self._show(at=watched)
            self._number(show=not self._locked)
        elif event.type() is QEvent.Type.FocusOut:
            self._number(show=False)
            self.left.emit()
        return False

    def _number(self, *, show: bool) -> None:
        shown = [option for option in self._options if not option.isHidden()]
        for number, option in enumerate(shown, start=1):
            option.show_number(number if show and number <= 9 else 0)

    def _asks_for_words(self) -> bool:
        return any(key in self._free for key in self.levels())

    def _show(self, at: Option | None = None) -> None:
        """Keeps one stop for Tab: where the keyboard was last, else the first ticked one, else the first."""
        ticked = (option for option in self._options if option.level is not Level.NONE)
        stop = at or next(ticked, None) or next((option for option in self._options if not option.isHidden()), None)
        for option in self._options:
            option.setFocusPolicy(Qt.FocusPolicy.StrongFocus if option is stop else Qt.FocusPolicy.ClickFocus)
        self._other.setVisible(self._asks_for_words())
