"""生活歴: the life of a household as rows, put in the order of time whenever nobody is typing in them."""

from PySide6.QtWidgets import QApplication

from hokatsu_desktop.services.households import save_timeline
from hokatsu_desktop.services.timeline import people_to_choose, timeline_rows
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.cases.page import Page
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.words import Look, Words

_COLUMNS = (
    Column(key="happened", label="いつ", kind=Kind.DATE, width=3),
    Column(key="person", label="だれのこと", kind=Kind.CHOICE, list="member", width=3),
    Column(key="what", label="できごと", kind=Kind.LINES, width=6),
    Column(key="own_view", label="本人の受け止め", kind=Kind.LINES, width=6),
    Column(key="source", label="だれから", width=3),
    Column(key="learned_on", label="知った日", kind=Kind.DATE, width=3),
)
_ABOUT = (
    "あとで分かったことは、いちばん下に書いてください。日付のあるものは、表を離れると年代順に並びます。"
    "「中学のころ」のような言葉は、そのまま残り、上の行のあとに付きます。Ctrl+Shift+↑ ↓ で動かせます。"
    "知った日は、書かなければきょうになります。"
)


class TimelinePage(Page):
    """Facts are typed like rows on paper and stored as they are typed."""

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = case_id
        self._people: ChoiceList | None = None
        self._card = Card("生活歴")
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        self._card.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.rows = self._make_rows()
        self.add(self._card)

    def reread(self) -> None:
        """Shows what is stored now; what is being typed stays, and so does the order while the keyboard is in it."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        with self._desk.reading() as session:
            if people_to_choose(session, self._case_id) != self._people:
                self._renew_rows()
            self.rows.set_value(timeline_rows(session, self._case_id, as_put=self._is_typing()))

    def go_to(self, event_id: int) -> None:
        """Puts the keyboard into a fact that was looked for."""
        places = [place for place, row in enumerate(self.rows.value()) if row.get("_id") == str(event_id)]
        if places:
            self.rows.focus_row(places[0])

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.rows.isAncestorOf(focus)

    def _make_rows(self) -> RowsField:
        with self._desk.reading() as session:
            people = self._people = people_to_choose(session, self._case_id)
        rows = RowsField("life_events", "生活歴", _COLUMNS, lambda _key: people, self._desk.today())
        rows.changed.connect(self.autosave.touch)
        rows.left.connect(self._left)
        self._card.add(rows)
        return rows

    def _renew_rows(self) -> None:
        """Other people can be chosen now."""
        old, self.rows = self.rows, self._make_rows()
        self._card.body.removeWidget(old)
        old.hide()
        old.deleteLater()
        self.rows.show()

    def _left(self) -> None:
        self.autosave.leave()
        if not self._is_typing():
            self.reread()

    def _save(self) -> None:
        rows = self.rows.value()
        self._desk.act(lambda session: save_timeline(session, self._case_id, rows))
