"""With the heading of an entry: 「確かめました」 with its one key, the way to the cases, and when it was last made sure of."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Agency, Resource
from hokatsu_desktop.services.confirming import confirm
from hokatsu_desktop.ui.agencies.entry_menu import EntryMenu
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words

KEY = "F12"


class EntryLine(QObject):
    """`parts` stand with the heading. Says the day; the button, or F12 while the page is seen, stores what is typed and puts today."""

    def __init__(
        self, desk: Desk, kind: type[Agency] | type[Resource], record_id: int, flush: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._record_id = record_id
        self._flush = flush
        self.menu = EntryMenu(desk, kind, record_id, flush)
        self.words = Words(look=Look.QUIET)
        self.button = button("確かめました", picture="check")
        self.button.setToolTip(f"いまも同じだと確かめたら押します（{KEY}）。1年たつと「きょう」に出ます。")
        self.parts: tuple[QWidget, ...] = (self.button, self.menu.button, self.words)
        self.button.clicked.connect(lambda _checked=False: self.confirm())
        QShortcut(QKeySequence(KEY), self.button, self.confirm)
        self.setParent(self.button)  # it goes with its widgets, and hears of nothing afterwards
        desk.changed.connect(self.reread)
        self.reread()

    def confirm(self) -> None:
        """Put today as the day on which the entry was made sure of."""
        if self._flush() and self._desk.try_act(self._confirmed) is not None:
            self._desk.said.emit("success", "きょう確かめたことにしました。")

    def _confirmed(self, session: Session) -> int:
        return confirm(session, self._kind, self._record_id).id

    def reread(self) -> None:
        """Say the day as it is stored."""
        with self._desk.reading() as session:
            self.words.say(confirmed_words(session, self._kind, self._record_id))


def confirmed_words(session: Session, kind: type[Agency] | type[Resource], record_id: int) -> str:
    """確かめた日 R8.11.28; empty when the entry is there no more."""
    found = session.get(Agency, record_id) if kind is Agency else session.get(Resource, record_id)
    if found is None:
        return ""
    return f"確かめた日　{short(found.confirmed_on)}" if found.confirmed_on else "まだ確かめていません"
