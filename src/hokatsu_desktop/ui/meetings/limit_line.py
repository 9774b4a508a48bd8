"""Says on a meeting that it has more cases than it takes, and offers to put the last one off."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.called_meetings import MeetingPage
from hokatsu_desktop.services.limits import over_limit, put_off
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Words


class LimitLine(QFrame):
    """Hidden while the cases fit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("look", "warning")
        self._desk = desk
        self._last: int | None = None
        self.words = Words(wrap=True)
        self.off = button("次回に回す", ButtonLook.INLINE)
        self.off.clicked.connect(lambda _checked=False: self._put_off())
        row = FlowLayout()
        row.addWidget(self.off)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(row)
        self.hide()

    def show_page(self, page: MeetingPage) -> None:
        """Shows whether the cases of a meeting fit."""
        with self._desk.reading() as session:
            words = over_limit(session, page.meeting.id)
        last = page.cases[-1] if page.cases else None
        self._last = last.meeting_case.id if last is not None else None
        self.words.say(f"▲ {words}" if words else "")
        if last is not None:
            self.off.setText(f"{last.case.title}を次回に回す")
        self.setVisible(bool(words) and last is not None)

    def _put_off(self) -> None:
        last = self._last
        if last is None:
            return
        later = self._desk.try_act(lambda session: put_off(session, last))
        if later is not None:
            self._desk.said.emit("info", f"{short(later.held_on)}の会議に回しました。Ctrl+Z で元に戻せます。")
