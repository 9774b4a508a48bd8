"""On the page 会議を開く: which of the chosen cases could, or must, stand on a second ground, each with the button for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.models import MeetingBasis
from hokatsu_desktop.services.case_basis import CaseGround, Sitting, grounds_at, short_name
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words


class GroundLine(QFrame):
    """One proposal in words with one button; `taken` when it is pressed."""

    taken = Signal()

    def __init__(self, look: str, words: str, pressed: str, spoken: str) -> None:
        super().__init__()
        self.setProperty("look", look)
        self.words = Words(words, Look.SMALL, wrap=True)
        self.take: QPushButton = button(pressed, ButtonLook.INLINE)
        self.take.setAccessibleName(spoken)
        self.take.clicked.connect(lambda _checked=False: self.taken.emit())
        row = FlowLayout()
        row.addWidget(self.take)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(row)


class CallGrounds(QWidget):
    """Keeps the ground chosen for each case until the meeting is called; nothing is stored before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sitting: Sitting | None = None
        self._case_ids: tuple[int, ...] = ()
        self._chosen: dict[int, MeetingBasis] = {}
        self._grounds: list[CaseGround] = []
        self.missing = Words(look=Look.CARE, wrap=True)
        self.lines: dict[tuple[int, MeetingBasis], GroundLine] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.missing)
        column.addLayout(self._rows)
        self.hide()

    def clear(self) -> None:
        """No case has a ground of its own."""
        self._chosen.clear()
        self.show_at(None, ())

    def show_at(self, sitting: Sitting | None, case_ids: Sequence[int]) -> None:
        """Looks the chosen cases over for a meeting; None while its kind is not chosen."""
        self._sitting, self._case_ids = sitting, tuple(case_ids)
        kept = {one: basis for one, basis in self._chosen.items() if one in self._case_ids}
        self._chosen = {one: basis for one, basis in kept.items() if sitting is None or basis != sitting.basis}
        self._look_over()

    def chosen(self) -> dict[int, MeetingBasis]:
        """The grounds of cases that do not stand on the meeting's own."""
        return dict(self._chosen)

    def blocked(self) -> list[CaseGround]:
        """The cases with which the meeting cannot be called as they stand."""
        return [one for one in self._grounds if one.is_blocked]

    def settle(self) -> None:
        """Puts each case that is in the way on the ground that is open to it."""
        for one in self.blocked():
            self._chosen[one.case_id] = next(offer.basis for offer in one.offers if offer.is_needed)
        self._look_over()

    def _look_over(self) -> None:
        self._grounds = []
        if self._sitting is not None:
            with self._desk.reading() as session:
                self._grounds = grounds_at(session, self._sitting, self._case_ids, self._chosen)
        clear_layout(self._rows)
        self.lines = {}
        for one in self._grounds:
            self._add_lines(one)
        named = "、".join(one.title for one in self.blocked())
        self.missing.say(f"▲ {named}は同意がそろっていないので、重層的支援会議にはかけられません。" if named else "")
        self.missing.setVisible(bool(named))
        self.setVisible(bool(self.lines))

    def _add_lines(self, one: CaseGround) -> None:
        if one.case_id in self._chosen:
            words = f"{one.title}は、{short_name(one.basis)}として話し合います。"
            back = "会議と同じ扱いに戻す"
            self._add(one.case_id, one.basis, GroundLine("info", words, back, f"{one.title}を{back}"), back=True)
            return
        for offer in one.offers:
            look = "warning" if offer.is_needed else "info"
            line = GroundLine(look, f"{one.title}：{offer.words}", offer.button, f"{one.title}を{offer.button}")
            self._add(one.case_id, offer.basis, line, back=False)

    def _add(self, case_id: int, basis: MeetingBasis, line: GroundLine, *, back: bool) -> None:
        self._rows.addWidget(line)
        self.lines[case_id, basis] = line
        line.taken.connect(lambda: self._put_back(case_id) if back else self._put_on(case_id, basis))

    def _put_on(self, case_id: int, basis: MeetingBasis) -> None:
        self._chosen[case_id] = basis
        self._look_over()
        self._stay_at(case_id)

    def _put_back(self, case_id: int) -> None:
        del self._chosen[case_id]
        self._look_over()
        self._stay_at(case_id)

    def _stay_at(self, case_id: int) -> None:
        """The keyboard stays with the case whose button was pressed."""
        for (one, _), line in self.lines.items():
            if one == case_id:
                line.take.setFocus(Qt.FocusReason.TabFocusReason)
                return
