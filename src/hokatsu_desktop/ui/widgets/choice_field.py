"""One of a list: chips for up to six values, a drop-down list for more. No text field pops up."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStyle, QStyleOptionComboBox, QWidget

from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.moving import move_by_enter
from hokatsu_desktop.ui.widgets.option import Level, Option, Shape
from hokatsu_desktop.ui.widgets.option_group import OptionGroup
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.unwheeled import DropDown
from hokatsu_desktop.ui.widgets.words import set_look_property

MOST_CHIPS = 6
NOTHING, NOTHING_SHORT = "（まだ選んでいません）", "（未選択）"  # the short one where the field is too narrow


class ChipChoice(OptionGroup):
    """Chips; pressing the chosen one again clears it, as does Delete."""

    def __init__(self, key: str, name: str, choices: ChoiceList, parent: QWidget | None = None) -> None:
        super().__init__(key, name, choices.values, Shape.CHIP, parent)

    def value(self) -> str:
        """The key of the chosen value, or ""."""
        return next(iter(self.levels()), "")

    def set_value(self, value: str) -> None:
        """Shows the chosen value; says nothing to `changed`."""
        self.set_levels({value: Level.ALSO} if value else {})

    def take(self, option: Option) -> None:
        chosen = option.level is Level.NONE
        for other in self.options():
            other.set_level(Level.ALSO if other is option and chosen else Level.NONE)

    def moved_to(self, option: Option) -> None:
        if self.value() and option.key != self.value():
            option.click()


class ListChoice(DropDown):
    """A drop-down list. Digits and arrows choose, Space opens, Delete clears, Enter goes on, the wheel does nothing."""

    changed = Signal()
    left = Signal()

    def __init__(
        self, key: str, name: str, choices: ChoiceList, *, nothing: str = NOTHING, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self._locked = False
        self._widest = 0
        self._retired = {choice.key: choice.label for choice in choices.values if choice.retired}
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        self.addItem(nothing, "")
        for choice in choices.offered:
            self.addItem(choice.label, choice.key)
        self.currentIndexChanged.connect(self._told)
        self._show_empty()

    def value(self) -> str:
        """The key of the chosen value, or ""."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Shows the chosen value; says nothing to `changed`. A value that is not offered is added and kept."""
        if value and self.findData(value) < 0:
            self.addItem(self._retired.get(value, value), value)
        self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.blockSignals(False)
        self._show_empty()
        self.update()

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self._locked = locked
        set_look_property(self, "locked", locked)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field; the words about it stand below it."""
        set_look_property(self, "wrong", wrong)

    def set_widest(self, length: int) -> None:
        """Keeps the list from growing beyond `length` pixels (at 100 %)."""
        self._widest = length
        self.setMaximumWidth(px(length))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._widest:
            self.setMaximumWidth(px(self._widest))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.itemText(0) in (NOTHING, NOTHING_SHORT):
            fits = self.fontMetrics().horizontalAdvance(NOTHING) <= self._room()
            self.setItemText(0, NOTHING if fits else NOTHING_SHORT)

    def _room(self) -> int:
        """How wide the words in the field may be."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        area = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, area, self).width()

    def _told(self) -> None:
        self._show_empty()
        self.changed.emit()

    def _show_empty(self) -> None:
        set_look_property(self, "empty", not self.value())
        self.setToolTip(self.currentText() if self.value() else "")  # a narrow column shows its beginning only

    def showPopup(self) -> None:
        if not self._locked:
            super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if move_by_enter(self, event):
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._locked and event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        elif plain and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.setCurrentIndex(min(event.key() - Qt.Key.Key_0, self.count() - 1))
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.setCurrentIndex(0)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class ChoiceField(QWidget):
    """One of a list, in the form that suits its length; own words for 「その他」 stand beside it."""

    changed = Signal()
    left = Signal()

    def __init__(self, key: str, name: str, choices: ChoiceList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self._choices = choices
        chips = len(choices.offered) <= MOST_CHIPS
        self._field: ChipChoice | ListChoice = (
            ChipChoice(key, name, choices, self) if chips else ListChoice(key, name, choices, parent=self)
        )
        self._other: TextField | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        if isinstance(self._field, ListChoice):
            self._field.set_widest(360)
            self._other = self._own_words(row, key, name)
        self._field.changed.connect(self._told)
        self._field.left.connect(self.left)
        self._told_silently()

    def value(self) -> str:
        """The key of the chosen value, or ""."""
        return self._field.value()

    def set_value(self, value: str) -> None:
        """Shows the chosen value; says nothing to `changed`."""
        self._field.set_value(value)
        self._told_silently()

    def other(self) -> str:
        """The own words for a value that asks for them, else empty."""
        if isinstance(self._field, ChipChoice):
            return self._field.other()
        return self._other.value() if self._other is not None and self._asks() else ""

    def set_other(self, words: str) -> None:
        """Shows own words."""
        if isinstance(self._field, ChipChoice):
            self._field.set_other(words)
        elif self._other is not None:
            self._other.set_value(words)

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self._field.set_read_only(locked)
        if self._other is not None:
            self._other.set_read_only(locked)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field; the words about it stand below it."""
        self._field.set_wrong(wrong)

    def first_stop(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._field.first_stop() if isinstance(self._field, ChipChoice) else self._field

    def _own_words(self, row: QHBoxLayout, key: str, name: str) -> TextField:
        other = TextField(f"{key}_other", f"{name}（くわしく）", self)
        other.changed.connect(self.changed)
        other.left.connect(self.left)
        row.addWidget(other, 1)
        row.addStretch(0)
        return other

    def _asks(self) -> bool:
        return any(choice.free_text for choice in self._choices.values if choice.key == self.value())

    def _told(self) -> None:
        self._told_silently()
        self.changed.emit()

    def _told_silently(self) -> None:
        if self._other is not None:
            self._other.setVisible(self._asks())
