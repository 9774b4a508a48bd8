"""伴走: who walks along, when the household is seen next, and the small changes to look back on with the person."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from hokatsu_desktop.japanese.wareki import full, short
from hokatsu_desktop.models import Case, Note
from hokatsu_desktop.services.cases import CasePage, change_case
from hokatsu_desktop.services.companions import companion_rows, save_companions
from hokatsu_desktop.services.notes import small_changes
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.ui.cases.page import Page, clear, show_all
from hokatsu_desktop.ui.cases.saved_rows import SavedRows, table
from hokatsu_desktop.ui.cases.tab import CaseHands
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

MOST = 40  # small changes, the newest
_COLUMNS = (
    Column(key="who", label="だれが", kind=Kind.LINES, width=5),
    Column(key="how", label="どう関わるか", kind=Kind.LINES, width=7),
    Column(key="since", label="いつから", kind=Kind.DATE, width=5),
    Column(key="until", label="いつまで", kind=Kind.DATE, width=5),
)
_ABOUT = "いちばん近くにいる人を、役場の人でなくても書きます。「いつまで」を書くと、前の伴走者として残ります。"
_NO_CHANGES = "経過で「小さな変化」に印を付けると、ここに古い順に並びます。本人と一緒にふりかえるときに使います。"


class AlongPage(Page):
    """One page to look at together with the person."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__()
        self._desk = hands.desk
        self._case_id = case_id
        self._shown: object = None
        field = table("companions", "伴走者", _COLUMNS, self._desk.today())
        self.companions = SavedRows(
            self._desk,
            field,
            lambda session, _typing: companion_rows(session, case_id),
            lambda session, rows: save_companions(session, case_id, rows),
        )
        self.next = Words(wrap=True)
        self.next_on = DateField("along_next_on", "次に会う日・確認する日", self._desk.today())
        self.next_what = TextField("along_next_what", "何をするか")
        self.decide = button("この日にする", ButtonLook.SECOND)
        self.review = button("確認（モニタリング）を記録する", ButtonLook.INLINE)
        self.changes = QGridLayout()
        self._build()

    def show_page(self, page: CasePage) -> None:
        """Shows what is stored now; what is being typed stays."""
        self.companions.reread()
        self._say_next(page.case)
        with self._desk.reading() as session:
            self._show_changes(small_changes(session, self._case_id)[:MOST][::-1])

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.companions.flush()

    def _say_next(self, case: Case) -> None:
        if case.next_on is None:
            words = "次に会う日が、まだ決まっていません。" if case.is_open else "このケースは、いま動いていません。"
        else:
            late = "（すぎています）" if case.next_on < self._desk.today() else ""
            words = f"次は{full(case.next_on)}{late}　{case.next_what}"
        self.next.set_look(Look.CARE if case.is_open and case.next_on is None else Look.BODY)
        self.next.setText(words)
        self.review.setVisible(case.is_open)

    def _decide(self) -> None:
        day, what = stored_day(self.next_on.value()), self.next_what.value()
        if day is None:
            self._desk.said.emit("warning", "次に会う日を、年月日で入れてください。")
            self.next_on.field.setFocus(Qt.FocusReason.TabFocusReason)
            return
        what = what or "ようすを見る"
        if self._desk.try_act(lambda session: change_case(session, self._case_id, next_on=day, next_what=what)):
            self._desk.said.emit("success", f"次は{full(day)}です。「きょう」に出ます。")
            self.next_on.set_value("")
            self.next_what.set_value("")

    def _show_changes(self, notes: Sequence[Note]) -> None:
        shown = [(note.id, note.happened_on, note.small_change, note.facts) for note in notes]
        if shown == self._shown:
            return
        self._shown = shown
        clear(self.changes)
        if not notes:
            self.changes.addWidget(Words(_NO_CHANGES, Look.QUIET, wrap=True), 0, 0, 1, 3)
        top = Qt.AlignmentFlag.AlignTop
        for row, note in enumerate(notes):
            open_it = button("経過", ButtonLook.INLINE)
            open_it.setAccessibleName(f"{short(note.happened_on)}の経過を開く")
            open_it.clicked.connect(lambda _checked=False, note_id=note.id: self._open(note_id))
            self.changes.addWidget(Words(short(note.happened_on), Look.SMALL), row, 0, top)
            self.changes.addWidget(Words(note.small_change or note.facts, wrap=True), row, 1)
            self.changes.addWidget(open_it, row, 2, top)
        show_all(self.changes)

    def _open(self, note_id: int) -> None:
        self._desk.go(Place(section="cases", case_id=self._case_id, tab="notes", record_id=note_id))

    def _review(self) -> None:
        self._desk.go(Place(section="cases", case_id=self._case_id, tab="monitoring"))

    def _build(self) -> None:
        walking, coming, looked_back = Card("伴走者"), Card("次に会う日"), Card("小さな変化")
        walking.add(Words(_ABOUT, Look.QUIET, wrap=True))
        walking.add(self.companions.field)
        coming.corner.addWidget(self.review)
        coming.add(self.next)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled("次に会う日・確認する日", self.next_on), 2)
        row.addLayout(labelled("何をするか", self.next_what), 3)
        row.addWidget(self.decide, 0, Qt.AlignmentFlag.AlignBottom)
        coming.body.addLayout(row)
        self.changes.setHorizontalSpacing(16)
        self.changes.setVerticalSpacing(8)
        self.changes.setColumnStretch(1, 1)
        looked_back.body.addLayout(self.changes)
        for card in (walking, coming, looked_back):
            self.add(card)
        self.decide.clicked.connect(lambda _checked=False: self._decide())
        self.review.clicked.connect(lambda _checked=False: self._review())
