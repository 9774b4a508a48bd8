"""Labelled fields for the properties of a part of a sheet; each tells its new value when the user changed it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.moving import move_by_enter
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

NOT_CHANGED = "（変えない）"


class Tick(QCheckBox):
    """A box to tick; Space ticks, Enter goes on."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.setObjectName(key)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def minimumSizeHint(self) -> QSize:
        """Long words are cut at the edge rather than push the page over it; the tool tip has them whole."""
        return QSize(min(super().minimumSizeHint().width(), px(120)), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not move_by_enter(self, event):
            super().keyPressEvent(event)


class Fields:
    """Adds fields below each other to a column. A value that cannot be taken is marked and not told."""

    def __init__(self, column: QVBoxLayout) -> None:
        self.column = column

    def words(self, words: str, look: Look = Look.QUIET) -> None:
        """A remark."""
        self.column.addWidget(Words(words, look, wrap=True))

    def text(self, key: str, label: str, value: str, told: Callable[[str], None], *, needed: bool = False) -> TextField:
        """One line of text; with `needed` an empty one is marked and not told."""
        field = TextField(key, label)
        field.set_value(value)

        def changed() -> None:
            missing = needed and not field.value()
            field.set_wrong(missing)
            if not missing:
                told(field.value())

        field.changed.connect(changed)
        self.column.addLayout(labelled(label, field))
        return field

    def lines(self, key: str, label: str, value: str, told: Callable[[str], None], *, lines: int = 2) -> LinesField:
        """Several lines of text."""
        field = LinesField(key, label, lines)
        field.set_value(value)
        field.changed.connect(lambda: told(field.value()))
        self.column.addLayout(labelled(label, field))
        return field

    def number(
        self, key: str, label: str, value: int, told: Callable[[int], None], *, least: int, most: int, suffix: str
    ) -> NumberField:
        """A whole number within limits."""
        field = NumberField(key, label, suffix=suffix)
        field.set_value(str(value))

        def changed() -> None:
            typed = field.value()
            good = typed.isascii() and typed.isdigit() and least <= int(typed) <= most
            field.set_wrong(not good)
            if good:
                told(int(typed))

        field.changed.connect(changed)
        self.column.addLayout(labelled(f"{label}（{least}から{most}）", field, field.field))
        return field

    def choice(
        self, key: str, label: str, values: Mapping[str, str], value: str, told: Callable[[str], None]
    ) -> ListChoice:
        """One of a few values, given as key and words; one of them always holds."""
        choices = ChoiceList(
            key=key, label=label, values=tuple(Choice(key=one, label=words) for one, words in values.items())
        )
        field = ListChoice(key, label, choices, nothing=NOT_CHANGED)
        field.set_value(value)
        field.set_widest(340)
        held = [value]

        def changed() -> None:
            if not field.value():
                field.set_value(held[0])
                return
            held[0] = field.value()
            told(held[0])

        field.changed.connect(changed)
        self.column.addLayout(labelled(label, field))
        return field

    def tick(self, key: str, words: str, value: bool, told: Callable[[bool], None]) -> Tick:
        """A box to tick."""
        field = Tick(key, words)
        field.setChecked(value)
        field.toggled.connect(told)
        self.column.addWidget(field)
        return field

    def button(self, words: str, pressed: Callable[[], None], look: ButtonLook = ButtonLook.INLINE) -> QPushButton:
        """A button at the left."""
        made = button(words, look)
        made.clicked.connect(lambda _checked=False: pressed())
        self.row(made)
        return made

    def row(self, *widgets: QWidget, stretched: int = -1) -> QHBoxLayout:
        """Widgets side by side; the one at place `stretched` takes what is left, else the room at the right does."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for place, widget in enumerate(widgets):
            row.addWidget(widget, 1 if place == stretched else 0, Qt.AlignmentFlag.AlignVCenter)
        if stretched < 0:
            row.addStretch(1)
        self.column.addLayout(row)
        return row
