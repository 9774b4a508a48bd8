"""準備の確認: what a meeting still needs, computed where it can be and ticked by hand where not."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from hokatsu_desktop.services.called_meetings import MeetingPage
from hokatsu_desktop.services.readiness import Check, checks_of, tick_ready
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words


class ReadyCard(Card):
    """The list of checks; the heading counts what is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("準備の確認")
        self._desk = desk
        self._shown: list[Check] = []
        self.ticks: dict[str, QPushButton] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_page(self, page: MeetingPage) -> None:
        """Shows how ready a meeting is; the keyboard stays on its tick."""
        checks = checks_of(page)
        left = sum(not one.is_done for one in checks)
        self.heading.say(f"準備の確認　あと{left}" if left else "準備の確認　そろいました")
        if checks == self._shown:
            return
        focus = QApplication.focusWidget()
        at = next((key for key, tick in self.ticks.items() if tick is focus), "")
        self._shown = checks
        self.ticks = {}
        clear_layout(self._rows)
        for one in checks:
            if one.key:
                self._rows.addWidget(self._tick(one, page.meeting.id), 0, Qt.AlignmentFlag.AlignLeft)
            else:
                mark, look = ("●", Look.GOOD) if one.is_done else ("▲", Look.CARE)
                self._rows.addWidget(Words(f"{mark} {one.words}", look, wrap=True))
        if at in self.ticks:
            self.ticks[at].show()  # a new widget takes the keyboard only once it can be seen
            self.ticks[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, one: Check, meeting_id: int) -> QPushButton:
        made = button(f"{'●' if one.is_done else '▲'} {one.words}", ButtonLook.INLINE)
        made.setCheckable(True)
        made.setChecked(one.is_done)
        made.toggled.connect(partial(self._ticked, meeting_id, one.key))
        self.ticks[one.key] = made
        return made

    def _ticked(self, meeting_id: int, key: str, done: bool) -> None:
        self._desk.try_act(lambda session: tick_ready(session, meeting_id, key, done=done))
