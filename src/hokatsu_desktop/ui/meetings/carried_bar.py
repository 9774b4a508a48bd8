"""Above a coming meeting: what the one before left undone, taken over as its aim by one key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.carried_goals import carried_to, left_words, take_carried_goal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words


class CarriedBar(QWidget):
    """Hidden while nothing was carried over. F9 takes it over; the shortcut belongs to `page`, which `flush` stores first."""

    def __init__(self, desk: Desk, meeting_id: int, page: QWidget, flush: Callable[[], bool]) -> None:
        super().__init__()
        self._desk = desk
        self._meeting_id = meeting_id
        self._flush = flush
        self.words = Words(look=Look.CARE, wrap=True)
        self.take_button = button("この会議の目的にする　F9", ButtonLook.INLINE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.words, 1)
        row.addWidget(self.take_button, 0, Qt.AlignmentFlag.AlignTop)
        self.take_button.clicked.connect(lambda _checked=False: self.take())
        shortcut = QShortcut(QKeySequence("F9"), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.take)

    def reread(self) -> bool:
        """Show what the store holds now; True if there is something to take over."""
        with self._desk.reading() as session:
            before = carried_to(session, self._meeting_id)
        if before is not None:
            self.words.say(f"▲ 前回（{short(before.held_on)}）から持ち越し：{left_words(before)}")
        return before is not None

    def take(self) -> None:
        """Takes it over, or says that there is nothing; an aim that is being typed is stored first, and keeps its place."""
        if not self._flush():
            return
        if self._desk.did(lambda session: take_carried_goal(session, self._meeting_id)):
            self._desk.said.emit("success", "持ち越したことを、この会議の目的に入れました。Ctrl+Z で元に戻せます。")
