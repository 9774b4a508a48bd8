"""アウトリーチ: the stages, each visit as a row that is a note of the case too, and how to approach."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ConsentState
from hokatsu_desktop.services.cases import CasePage, change_case
from hokatsu_desktop.services.outreach import (
    in_order,
    notes_to_take_over,
    outreach_of,
    save_outreach,
    save_visits,
    take_over_notes,
    visit_rows,
    visit_words,
    visits_of,
)
from hokatsu_desktop.services.outreach_steps import save_steps, step_rows
from hokatsu_desktop.services.row_values import day_text
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.ui.cases.page import Page
from hokatsu_desktop.ui.cases.saved_rows import SavedRows, table
from hokatsu_desktop.ui.cases.saved_words import SavedWords
from hokatsu_desktop.ui.cases.tab import CaseHands
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_STEPS = (
    Column(key="stage", label="段階", kind=Kind.CHOICE, list="outreach_stage", width=4),
    Column(key="reached", label="いつ", kind=Kind.DATE, width=3),
    Column(key="why", label="そう見たわけ", kind=Kind.LINES, width=5),
)
_VISITS = (
    Column(key="day", label="日", kind=Kind.DATE, width=4),
    Column(key="who", label="訪ねた人", width=4),
    Column(key="met", label="会えたか", kind=Kind.CHOICE, list="visit_met", width=4),
    Column(key="noticed", label="ようす・気づいたこと", kind=Kind.LINES, width=12),
    Column(key="next_what", label="次にすること", kind=Kind.LINES, width=8),
    Column(key="next_on", label="次に訪ねる日", kind=Kind.DATE, width=4),
)
_WORDS = {"how_to_approach": "関わり方・避けること", "warning_signs": "気をつけるしるし"}
_ABOUT = "書いたことは、そのまま「経過」にも入ります。次に訪ねる日は「やること」と「きょう」に出ます。"
_BEFORE = "同意がまだなので、アウトリーチの対象として関わります。「アウトリーチ等プラン」を支援会議に出せます。"
_AFTER = "同意が取れています。多機関での支援として、重層的支援会議に進めます。"


class OutreachPage(Page):
    """Everything is typed in rows and stored as it is typed."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__()
        self._desk = hands.desk
        self._case_id = case_id
        self._led_to: tuple[str, str, str] | None = None
        day = self._desk.today()
        self.words = {name: LinesField(f"along_{name}", label, 2) for name, label in _WORDS.items()}
        self.saved = SavedWords(self._desk, self.words, self._keep_words, self)
        self.steps = SavedRows(
            self._desk,
            table("outreach_steps", "関わりの段階", _STEPS, day),
            lambda session, _typing: step_rows(session, case_id),
            lambda session, rows: save_steps(session, case_id, rows),
        )
        self.visits = SavedRows(
            self._desk,
            table("outreach_visits", "訪問の記録", _VISITS, day),
            lambda session, typing: visit_rows(session, case_id, as_put=typing),
            lambda session, rows: save_visits(session, case_id, rows),
        )
        self.counted = Words(wrap=True)
        self.which_meeting = Words(look=Look.QUIET, wrap=True)
        self.write = button("訪問を書く", ButtonLook.SECOND)
        self.take_over = button("経過から訪問を取りこむ", ButtonLook.SECOND)
        self.call = button("会議を開く", ButtonLook.INLINE)
        self.connected_to = TextField("connected_to", "つながった先")
        self.connected_on = DateField("connected_on", "つながった日", day)
        self.ended_on = DateField("outreach_ended_on", "アウトリーチを終えた日", day)
        self.led_to = SavedWords(self._desk, {"connected_to": self.connected_to}, self._keep_led_to, self)
        self._build()

    def show_page(self, page: CasePage) -> None:
        """Shows what is stored now; what is being typed stays."""
        self.saved.show_stored({name: getattr(page.case, name) for name in _WORDS})
        self.steps.reread()
        self.visits.reread()
        agreed = page.consent.state == ConsentState.GIVEN
        self.which_meeting.setText(_AFTER if agreed else _BEFORE)
        self.call.setVisible(page.case.is_open)
        with self._desk.reading() as session:
            self.counted.setText(visit_words(in_order(visits_of(session, self._case_id))))
            self._show_led_to(session)
            waiting = len(notes_to_take_over(session, self._case_id))
        self.take_over.setText(f"経過から訪問を取りこむ（{waiting}件）")
        self.take_over.setVisible(waiting > 0)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return all([self.saved.flush(), self.steps.flush(), self.visits.flush(), self.led_to.flush()])

    def _show_led_to(self, session: Session) -> None:
        outreach = outreach_of(session, self._case_id)
        shown = (
            outreach.connected_to if outreach else "",
            day_text(outreach.connected_on) if outreach else "",
            day_text(outreach.ended_on) if outreach else "",
        )
        self.led_to.show_stored({"connected_to": shown[0]})
        if shown != self._led_to:
            self._led_to = shown
            self.connected_on.set_value(shown[1])
            self.ended_on.set_value(shown[2])

    def _keep_words(self, words: Mapping[str, str]) -> None:
        self._desk.act(lambda session: change_case(session, self._case_id, **words))

    def _keep_led_to(self, words: Mapping[str, str]) -> None:
        self._desk.act(lambda session: save_outreach(session, self._case_id, **words))

    def _keep_day(self, name: str, field: DateField) -> None:
        day = stored_day(field.value())
        if day is None and field.value():
            return  # half typed: the field says so itself
        with self._desk.reading() as session:
            outreach = outreach_of(session, self._case_id)
            stands = getattr(outreach, name) if outreach else None
        if day != stands:
            self._desk.try_act(lambda session: save_outreach(session, self._case_id, **{name: day}))

    def _take_over(self) -> None:
        count = self._desk.try_act(lambda session: take_over_notes(session, self._case_id))
        if count:
            self._desk.said.emit("success", f"経過から{count}件の訪問を取りこみました。会えたかを確かめてください。")
            self.visits.field.focus_row(0)

    def _write(self) -> None:
        """The keyboard goes to the empty row below all visits."""
        self.visits.field.focus_row(self.visits.field.row_count() - 1)

    def _call(self) -> None:
        self._desk.go(Place(section="meetings", case_id=self._case_id, tab="new"))

    def _build(self) -> None:
        visited, way, staged, led = (
            Card("訪問の記録"),
            Card("関わり方"),
            Card("関わりの段階"),
            Card("つながった先・おわり"),
        )
        visited.corner.addWidget(self.take_over)
        visited.corner.addWidget(self.write)
        visited.add(self.counted)
        visited.add(Words(_ABOUT, Look.QUIET, wrap=True))
        visited.add(self.visits.field)
        for name, label in _WORDS.items():
            way.body.addLayout(labelled(label, self.words[name]))
        staged.corner.addWidget(self.call)
        staged.add(self.which_meeting)
        staged.add(self.steps.field)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(labelled("つながった先", self.connected_to), 3)
        row.addLayout(labelled("つながった日", self.connected_on), 2)
        row.addLayout(labelled("終えた日", self.ended_on), 2)
        led.body.addLayout(row)
        for card in (way, visited, staged, led):
            self.add(card)
        self.write.clicked.connect(lambda _checked=False: self._write())
        self.take_over.clicked.connect(lambda _checked=False: self._take_over())
        self.call.clicked.connect(lambda _checked=False: self._call())
        self.connected_on.left.connect(lambda: self._keep_day("connected_on", self.connected_on))
        self.ended_on.left.connect(lambda: self._keep_day("ended_on", self.ended_on))
