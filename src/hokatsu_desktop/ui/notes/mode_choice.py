"""方法: the four everyday ways of contact with one key each; その他 opens the list of the rest."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.sheets.lists import Choice, ChoiceList, load_list
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ListChoice

REST = "rest"
_EVERYDAY = (("phone", "電話"), ("visit", "来所"), ("home_visit", "訪問"), ("support_meeting", "会議"))


class ModeChoice(QWidget):
    """The value is a key of the list contact_mode. `settled` says that a digit has chosen and the text may begin."""

    changed = Signal()
    settled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mode")
        self.setAccessibleName("方法")
        everyday = {key for key, _ in _EVERYDAY}
        values = (*(Choice(key=key, label=label) for key, label in _EVERYDAY), Choice(key=REST, label="その他"))
        rest = tuple(one for one in load_list("contact_mode").values if one.key not in everyday)
        self.chips = ChipChoice("mode", "方法", ChoiceList(key="mode", label="方法", values=values))
        self.rest = ListChoice("mode_rest", "そのほかの方法", ChoiceList(key="mode_rest", label="方法", values=rest))
        self.rest.setMaximumWidth(px(260))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.chips, 1)
        row.addWidget(self.rest)
        for option in self.chips.options():
            option.key_pressed.connect(self._by_key)
        self.chips.changed.connect(self._told)
        self.rest.changed.connect(self.changed)
        self.chips.left.connect(self.left)
        self.rest.left.connect(self.left)
        self.rest.hide()

    def value(self) -> str:
        """The key of the way of contact, or ""."""
        chosen = self.chips.value()
        return (self.rest.value() or "other") if chosen == REST else chosen

    def set_value(self, mode: str) -> None:
        """Shows a way of contact; says nothing to `changed`."""
        everyday = mode in {key for key, _ in _EVERYDAY}
        self.chips.set_value(mode if everyday or not mode else REST)
        self.rest.set_value("" if everyday else mode)
        self.rest.setVisible(self.chips.value() == REST)

    def first_stop(self) -> QWidget:
        """Where the keyboard comes in."""
        return self.chips.first_stop()

    def _told(self) -> None:
        self.rest.setVisible(self.chips.value() == REST)
        self.changed.emit()

    def _by_key(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if not 0 <= number <= len(_EVERYDAY):
            return
        if self.chips.value() == REST:
            self.rest.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.chips.value():
            self.settled.emit()
