"""The numbers of 地域づくり, entered month by month; what is typed is stored at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_label
from hokatsu_desktop.services.figures.by_hand import (
    ENTRIES,
    MOST,
    enter_by_hand,
    entered_by_hand,
    may_be_entered,
    months_in_order,
)
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.settings.stored_fields import StoredFields, Values
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = "通いの場やサロンなど、ケースにならない活動の数です。月ごとに入れます。空けておいた月は数えません。"
_WRONG = f"0から{MOST:,}までの、小数のない数字で入れてください。直すまで、この欄は前の数のままです。"
_ACROSS = 2
_WIDTH, _HEIGHT = 660, 430  # with room for what is said of a wrong number


class ByHandDialog(Dialog):
    """Begins in the newest month that has begun."""

    def __init__(self, desk: Desk, year: int, months_begun: int, parent: QWidget | None = None) -> None:
        super().__init__(f"地域づくりの数字　{fiscal_label(year)}", parent)
        self._year = year
        self._months = months_in_order()[:months_begun]
        self._place = months_begun - 1
        self.before = button("前の月", ButtonLook.INLINE, picture="chevron-left")
        self.after = button("次の月", ButtonLook.INLINE, picture="chevron-right")
        self.month = Words(look=Look.TITLE)
        self.problem = Words(_WRONG, wrap=True)
        self.fields = StoredFields(desk, self._read, self._write, self)
        self.numbers = {one.key: NumberField(one.key, one.label, suffix=one.unit) for one in ENTRIES}
        self._build()
        self._show_month()

    def keep(self) -> None:
        self.fields.flush()

    def _is_good(self) -> bool:
        return all(may_be_entered(field.value()) for field in self.numbers.values())

    def _read(self, session: Session) -> Values:
        return entered_by_hand(session, self._year, self._months[self._place])

    def _write(self, session: Session, values: Values) -> None:
        enter_by_hand(session, self._year, self._months[self._place], values)

    def _step(self, months: int) -> None:
        """Another month, unless something of this one is not stored yet."""
        if self.fields.flush() and self._is_good():
            self._place += months
            self._show_month()
        else:
            self._say_problem()

    def _show_month(self) -> None:
        self.month.say(f"{self._months[self._place]}月")
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < len(self._months) - 1)
        self.fields.reread()
        self._say_problem()

    def _say_problem(self) -> None:
        self.problem.setVisible(not self._is_good())

    def _build(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(12)
        for shown in (self.before, self.month, self.after):
            steps.addWidget(shown)
        steps.addStretch(1)
        self.body.addWidget(Words(_ABOUT, Look.QUIET, wrap=True))
        self.body.addLayout(steps)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for number, one in enumerate(ENTRIES):
            field = self.numbers[one.key]
            self.fields.add(one.key, field, may_be_entered, _WRONG)
            field.changed.connect(self._say_problem)
            grid.addLayout(labelled(one.label, field, field.field), *divmod(number, _ACROSS), Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        self.body.addStretch(1)
        self.before.clicked.connect(lambda _checked=False: self._step(-1))
        self.after.clicked.connect(lambda _checked=False: self._step(1))
        self.add_way_out(button("閉じる", ButtonLook.QUIET))
        self.resize(px(_WIDTH), px(_HEIGHT))
