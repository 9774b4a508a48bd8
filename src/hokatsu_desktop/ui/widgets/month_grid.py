"""One month to pick a day from: weeks from Sunday, 和暦 in the heading, 休日 marked; arrows move, Enter picks."""

from calendar import Calendar
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.open_days import holiday_name, is_open_day
from hokatsu_desktop.japanese.wareki import era_year, full
from hokatsu_desktop.ui.widgets.button import ButtonLook, button, picture_button
from hokatsu_desktop.ui.widgets.words import Look, Words, set_look_property

_WEEKDAYS = "日月火水木金土"
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_SUNDAY = 6


class MonthGrid(QFrame):
    """A small window below the field; it closes by itself and holds no text field, so the input method is safe."""

    picked = Signal(date)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self._today = today
        self._day = today
        self._shown: tuple[int, int] = (0, 0)
        self._heading = Words(look=Look.LABEL)
        self._days: list[QToolButton] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addLayout(self._head())
        box.addLayout(self._weeks())
        self._today_button = button("きょう", ButtonLook.INLINE)
        self._today_button.clicked.connect(lambda: self._pick(self._today))
        box.addWidget(self._today_button, 0, Qt.AlignmentFlag.AlignLeft)

    def open_at(self, day: date, place: QPoint) -> None:
        """Shows the month of `day` with the window's corner at `place` (screen pixels)."""
        self.go_to(day)
        self.move(place)
        self.show()
        self._cell(day).setFocus(Qt.FocusReason.TabFocusReason)

    def go_to(self, day: date) -> None:
        """Moves to a day, turning to its month."""
        self._day = day
        if self._shown != (day.year, day.month):
            self._turn(day)
        for cell, shown in zip(self._days, self._dates(), strict=True):
            cell.setChecked(shown == day)
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if shown == day else Qt.FocusPolicy.ClickFocus)

    def day(self) -> date:
        """The day the keyboard is on."""
        return self._day

    def heading(self) -> str:
        """The month in words."""
        return self._heading.words()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self._day + timedelta(days=_STEPS[key]))
        elif key is Qt.Key.Key_PageUp:
            self._month(-1)
        elif key is Qt.Key.Key_PageDown:
            self._month(1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._day)
            return True
        else:
            return False
        self._cell(self._day).setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        back = picture_button("chevron-left", "前の月")
        on = picture_button("chevron-right", "次の月")
        back.clicked.connect(lambda: self._month(-1))
        on.clicked.connect(lambda: self._month(1))
        row.addWidget(back)
        row.addStretch()
        row.addWidget(self._heading)
        row.addStretch()
        row.addWidget(on)
        return row

    def _weeks(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2)
        for column, name in enumerate(_WEEKDAYS):
            label = Words(name, Look.WRONG if column == 0 else Look.QUIET)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(label, 0, column)
        for place in range(42):
            cell = QToolButton()
            cell.setCheckable(True)
            cell.setProperty("look", "day")
            cell.setProperty("ringInside", True)
            cell.clicked.connect(lambda _checked=False, place=place: self._pick(self._dates()[place]))
            cell.installEventFilter(self)
            self._days.append(cell)
            grid.addWidget(cell, 1 + place // 7, place % 7)
        return grid

    def _dates(self) -> list[date]:
        first = date(*self._shown, 1)
        days = list(Calendar(_SUNDAY).itermonthdates(first.year, first.month))
        while len(days) < 42:
            days.append(days[-1] + timedelta(days=1))
        return days

    def _turn(self, day: date) -> None:
        self._shown = (day.year, day.month)
        era, year = era_year(day)
        self._heading.say(f"{era}{'元' if year == 1 else year}年{day.month}月（{day.year}年）")
        for cell, shown in zip(self._days, self._dates(), strict=True):
            holiday = holiday_name(shown)
            closed = not is_open_day(shown) and shown.weekday() != 5
            cell.setText(str(shown.day))
            cell.setAccessibleName(f"{full(shown)} {holiday}".strip())
            cell.setToolTip(holiday)
            for name, on in (("rest", closed), ("away", shown.month != day.month), ("today", shown == self._today)):
                set_look_property(cell, name, on)

    def _month(self, step: int) -> None:
        months = self._day.year * 12 + self._day.month - 1 + step
        self.go_to(date(months // 12, months % 12 + 1, min(self._day.day, 28)))

    def _cell(self, day: date) -> QToolButton:
        return self._days[self._dates().index(day)]

    def _pick(self, day: date) -> None:
        self.close()
        self.picked.emit(day)
