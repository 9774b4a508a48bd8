"""出席者: who is invited to a meeting, whether they are bound to secrecy, and whether they came."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Attendance
from hokatsu_desktop.services.called_meetings import (
    MeetingPage,
    record_pledge,
    register_attendee,
    remove_attendee,
)
from hokatsu_desktop.services.meetings import set_presence
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button, picture_button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words


def standing(attendance: Attendance) -> tuple[str, Tone]:
    """How somebody stands to secrecy, as a pill: 構成員, 本人, 誓約済み or 臨時."""
    match attendance.kind:
        case "principal":
            return "本人", Tone.GOOD
        case "member":
            return "構成員", Tone.INFO
        case "guest" if attendance.pledged_on is not None:
            return "臨時・誓約済み", Tone.GOOD
        case "guest":
            return "臨時", Tone.CARE
        case _:
            raise ValueError(attendance.kind)


class AttendeeRow(QFrame):
    """One attendee."""

    def __init__(self, attendance: Attendance, to_bind: str, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._id = attendance.id
        self.setAccessibleName(attendance.shown)
        self.absent = button("欠席", ButtonLook.INLINE)
        self.absent.setCheckable(True)
        self.absent.setAccessibleName(f"{attendance.shown}は欠席")
        self.absent.setChecked(attendance.presence == "absent")
        self.absent.toggled.connect(self._set_absent)
        self.away = picture_button("close", f"{attendance.shown}を外す")
        self.away.clicked.connect(lambda _checked=False: self._act(remove_attendee))
        self.ways: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(6)
        column.addLayout(self._line(attendance))
        if to_bind:
            column.addLayout(self._ways_out(attendance, to_bind))

    def stops(self) -> list[QWidget]:
        """Where Tab stops in the row, in its order."""
        return [self.absent, self.away, *self.ways]

    def _line(self, attendance: Attendance) -> QHBoxLayout:
        pledge = f"誓約 {short(attendance.pledged_on)}" if attendance.pledged_on else "誓約はまだです"
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedWords(attendance.shown, Look.LABEL))
        names.addWidget(ElidedWords("　".join(filter(None, (attendance.post, pledge))), Look.QUIET))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(names, 1)
        row.addWidget(Tag(*standing(attendance)))
        row.addWidget(self.absent)
        row.addWidget(self.away)
        return row

    def _ways_out(self, attendance: Attendance, words: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Words(f"▲ {words}", Look.CARE, wrap=True))
        buttons = FlowLayout()
        for label, act in (("構成員に登録する", register_attendee), ("誓約書をもらった", record_pledge)):
            made = button(label, ButtonLook.INLINE)
            made.setAccessibleName(f"{attendance.shown}：{label}")
            made.clicked.connect(partial(self._act, act))
            buttons.addWidget(made)
            self.ways.append(made)
        column.addLayout(buttons)
        return column

    def _act(self, act: Callable[..., object], _checked: bool = False) -> None:
        self._desk.try_act(lambda session: act(session, self._id))

    def _set_absent(self, absent: bool) -> None:
        """Whoever is not absent counts as present once the meeting ends."""
        value = "absent" if absent else "invited"
        self._desk.act(lambda session: set_presence(session, self._id, value), quiet=True)


class AttendeesCard(Card):
    """All attendees; `add_button` asks the page to show the directory."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("出席者")
        self._desk = desk
        self.add_button = button("人を加える", ButtonLook.INLINE)
        self.corner.addWidget(self.add_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._nobody = Words("まだだれも呼んでいません。", Look.QUIET)
        self.add(self._nobody)
        self.body.addLayout(self._rows)
        self.guests = 0
        self.rows: list[AttendeeRow] = []

    def show_page(self, page: MeetingPage) -> None:
        """Shows the attendees of a meeting; the keyboard stays at the place where it was."""
        focus = QApplication.focusWidget()
        place = next((number for number, row in enumerate(self.rows) if focus in row.stops()), None)
        at_way = place is not None and focus in self.rows[place].ways
        clear_layout(self._rows)
        self.rows = [AttendeeRow(one, page.to_bind.get(one.id, ""), self._desk) for one in page.attendances]
        for number, row in enumerate(self.rows):
            if number:
                self._rows.addWidget(thin_line())
            self._rows.addWidget(row)
        stops = [self.add_button, *(stop for row in self.rows for stop in row.stops())]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)
        if place is not None:
            self._go_on_from(place, at_way=at_way)
        self._nobody.setVisible(not page.attendances)
        self.guests = len(page.to_bind)
        self.heading.say(f"出席者　{len(page.attendances)}人" if page.attendances else "出席者")

    def _go_on_from(self, place: int, *, at_way: bool) -> None:
        """The next attendee who still needs a way out of being a guest, else the one at the same place."""
        needing = [way for row in self.rows[place:] for way in row.ways[:1]] if at_way else []
        same = [row.absent for row in self.rows[: place + 1][-1:]]
        for stop in (needing or same or [self.add_button])[:1]:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)


def thin_line() -> QFrame:
    """A line between rows."""
    line = QFrame()
    line.setProperty("look", "line")
    line.setFixedHeight(1)
    return line


def clear_layout(layout: QVBoxLayout | FlowLayout) -> None:
    """Takes all widgets out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget: QWidget | None = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
