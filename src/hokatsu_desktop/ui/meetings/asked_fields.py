"""What 読み上げ asks on the spot: only the fields that a line lacks, stored shortly after the last key."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.services.plans import next_review
from hokatsu_desktop.services.reading_out import NextToRead, RoleToRead, ToRead, write_next, write_role
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.board import CYCLES
from hokatsu_desktop.ui.meetings.result_field import PAUSE
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.text_field import TextField


class AskedFields(QWidget):
    """`stored` is called after something was written. Fields stay while their line is read, so that they can be mended."""

    def __init__(self, desk: Desk, stored: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._stored = stored
        self._line: ToRead | None = None
        self._held_on = desk.today()
        self._told: tuple[str, ...] = ()
        self.role = TextField("read_role", "役割（何をするか）")
        self.due = DateField("read_due", "いつまでに", desk.today(), compact=True)
        self.reason = TextField("read_reason", "または、役割がない理由")
        self.next_on = DateField("read_next_on", "次に確認する日", desk.today(), compact=True)
        self.lead = TextField("read_lead", "主担当")
        self.fields: tuple[TextField | DateField, ...] = (self.role, self.due, self.reason, self.next_on, self.lead)
        self.cycles = [button(words, ButtonLook.INLINE) for words, _ in CYCLES]
        self._rows = [QWidget() for _ in self.fields]
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._build()

    def ask(self, line: ToRead | None, held_on: date) -> QWidget | None:
        """Shows the fields that a line lacks; gives the first of them."""
        self._line = line
        self._held_on = held_on
        for field, row, is_wanted in zip(self.fields, self._rows, lacking(line), strict=True):
            field.set_value("")
            row.setVisible(is_wanted)
        self._told = self._values()
        shown = [field for field, row in zip(self.fields, self._rows, strict=True) if not row.isHidden()]
        self.setVisible(bool(shown))
        return next(iter(shown), None)

    def flush(self) -> bool:
        """Store what was typed; True if all of it is stored."""
        self._pause.stop()
        QGuiApplication.inputMethod().commit()
        typed = self._values()
        if typed == self._told:
            return True
        if not self._write():
            return False
        self._told = typed
        self._stored()
        return True

    def _values(self) -> tuple[str, ...]:
        return tuple(field.value() for field in self.fields)

    def _write(self) -> bool:
        role, due, reason, next_on, lead = (
            None if row.isHidden() else field.value() for field, row in zip(self.fields, self._rows, strict=True)
        )
        match self._line:
            case RoleToRead(decision=decision):
                wrote: object = self._desk.try_act(
                    lambda session: write_role(session, decision.id, what=role, due=due, reason=reason), quiet=True
                )
            case NextToRead(meeting_case=part):
                day = part.next_on if next_on is None else day_of(next_on)
                name = part.lead_supporter if lead is None else lead
                wrote = self._desk.try_act(lambda session: write_next(session, part.id, day, name), quiet=True)
            case None:
                return True
            case line:
                raise ValueError(line)
        return wrote is not None

    def _take_day(self, cycle: str, _checked: bool = False) -> None:
        self.next_on.set_day(next_review(self._held_on, cycle))

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for field, row in zip(self.fields, self._rows, strict=True):
            stop = field.field if isinstance(field, DateField) else field
            inner = labelled(stop.accessibleName(), field, stop)
            inner.setContentsMargins(0, 0, 0, 0)
            row.setLayout(inner)
            column.addWidget(row)
            field.changed.connect(self._pause.start)
            field.left.connect(self.flush)
        days = FlowLayout(across=8, down=6)
        for made, (words, cycle) in zip(self.cycles, CYCLES, strict=True):
            made.setAccessibleName(f"次に確認する日を{words}にする")
            made.clicked.connect(partial(self._take_day, cycle))
            days.addWidget(made)
        below = self._rows[3].layout()
        if isinstance(below, QVBoxLayout):
            below.addLayout(days)


def lacking(line: ToRead | None) -> tuple[bool, bool, bool, bool, bool]:
    """Which of role, day, reason, next day and lead supporter a line lacks."""
    match line:
        case RoleToRead() as one:
            return one.lacks_role, one.lacks_role or one.lacks_due, one.lacks_role, False, False
        case NextToRead(meeting_case=part):
            return False, False, False, part.next_on is None, not part.lead_supporter
        case None:
            return False, False, False, False, False
        case other:
            raise ValueError(other)


def day_of(stored: str) -> date | None:
    """A whole day out of what a date field holds; None for words and for less than a day."""
    try:
        return PartialDate.from_text(stored).as_date() if stored else None
    except ValueError:
        return None
