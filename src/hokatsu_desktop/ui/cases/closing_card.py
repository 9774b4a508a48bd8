"""終結にする, as a card on the page of the case: what is written is kept, what is missing is named."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import PartialDate, short
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.closing import Closing, ClosingPage, close_case, closing_page
from hokatsu_desktop.services.closing_looks import (
    EndingTask,
    look_at_member,
    look_at_rest,
    save_closing,
    save_look_again,
    say_ending,
)
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, load_list
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.answer_lines import AnswerLine, AnswerLines
from hokatsu_desktop.ui.cases.saved_words import Field, SavedWords
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

SUMMARY = "closing_summary"
_LINES = {
    "closing_summary": "まとめ（できたこと、本人の感想）",
    "leftovers": "世帯ぜんたいに残ること",
    "reopen_hint": "声をかけ直す目安と、そのときの連絡先",
    "earlier_would_have_helped": "もっと早い段階で、どう関われたか",
    "missing_resources": "あったらよかった資源・しくみ",
}


class ClosingCard(Card):
    """Everything a closing needs, in the order it is talked about; typed words are kept until it is done."""

    done = Signal()

    def __init__(self, desk: Desk, printer: Printer, case_id: int) -> None:
        super().__init__("終結にする")
        self._desk = desk
        self._printer = printer
        self._case_id = case_id
        self.message = MessageBar()
        self.reason = ListChoice("close_reason", "終結の理由", load_list("close_reason"))
        self.meeting = ListChoice("decided_meeting", "終結を決めた会議", ChoiceList(key="m", label="会議", values=()))
        self.members = AnswerLines(
            desk, "left", load_list("closing_left"), "だれが続けるか・何が決まっていないか", self._look
        )
        self.rest = button("まだ選んでいない人は、残ることはない", ButtonLook.INLINE)
        self.tasks = AnswerLines(desk, "ending", load_list("task_ending"), "だれに引き渡すか・やめるわけ", self._end)
        self.no_tasks = Words("やることは、残っていません。", Look.QUIET)
        self.lead = TextField("lead_supporter", "終結のあとの主担当")
        self.walks_along = TextField("walks_along", "本人のそばにいる人（伴走する人）")
        self.again = DateField("look_again_on", "ようすを見る日", desk.today())
        self.lines = {name: LinesField(name, label, 2) for name, label in _LINES.items()}
        typed: dict[str, Field] = {"lead_supporter": self.lead, "walks_along": self.walks_along, **self.lines}
        self.saved = SavedWords(desk, typed, self._keep, self)
        self._day_typed = False
        self._build()

    def show_page(self, page: CasePage) -> None:
        """Shows what is kept of the closing, what is proposed, and the meetings to choose from."""
        period = page.periods[0] if page.periods else None
        kept = {name: getattr(period, name) for name in self.saved.fields} if period is not None else {}
        with self._desk.reading() as session:
            closing = closing_page(session, self._case_id)
        self.saved.show_stored({**kept, "lead_supporter": closing.lead_supporter, "walks_along": closing.walks_along})
        if not self.reason.value() and period is not None and period.closed_on is None:
            self.reason.set_value(period.close_reason)
        if not self._day_typed:
            self.again.set_value(PartialDate.of(closing.look_again_on).text)
        self.members.set_lines([AnswerLine(one.person_id, one.name, one.left, one.words) for one in closing.members])
        self.rest.setVisible(any(not one.left for one in closing.members))
        self.tasks.set_lines([AnswerLine(one.task_id, task_title(one), one.ending, one.words) for one in closing.tasks])
        self.no_tasks.setVisible(not closing.tasks)
        self._offer_meetings(closing)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return all([self.saved.flush(), self.members.flush(), self.tasks.flush()])

    def close_now(self) -> bool:
        """Closes the case; what is still missing is named here, one line each."""
        self.flush()
        if self.again.value() and stored_day(self.again.value()) is None:
            self.message.tell(
                MessageKind.WARNING, "「ようすを見る日」が日付として読めません。日を直すか、空にしてください。"
            )
            return False
        try:
            self._desk.act(lambda session: close_case(session, self._case_id, self._closing()))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            return False
        self.message.dismiss()
        self._day_typed = False
        self.reason.set_value("")
        with self._desk.reading() as session:
            period_id = periods_of(session, self._case_id)[0].id
        self._desk.offered.emit(
            "success",
            "終結にしました。いつでも再開でき、これまでの記録は残ります。",
            [("終結のまとめを印刷", lambda: self._printer.print_sheet(SUMMARY, period_id))],
        )
        self.done.emit()
        return True

    def _closing(self) -> Closing:
        words = {name: field.value() for name, field in self.lines.items()}
        return Closing(
            reason=self.reason.value(),
            meeting_id=int(self.meeting.value()) if self.meeting.value() else None,
            lead_supporter=self.lead.value(),
            walks_along=self.walks_along.value(),
            leftovers=words["leftovers"],
            summary=words["closing_summary"],
            earlier_would_have_helped=words["earlier_would_have_helped"],
            missing_resources=words["missing_resources"],
            reopen_hint=words["reopen_hint"],
            look_again_on=stored_day(self.again.value()),
        )

    def _keep(self, words: Mapping[str, str]) -> None:
        self._desk.act(lambda session: save_closing(session, self._case_id, **words), quiet=True)

    def _keep_reason(self) -> None:
        self._desk.try_act(
            lambda session: save_closing(session, self._case_id, close_reason=self.reason.value()), quiet=True
        )

    def _keep_day(self) -> None:
        day = stored_day(self.again.value())
        self._day_typed = True
        if day is not None:
            self._desk.try_act(lambda session: save_look_again(session, self._case_id, day), quiet=True)

    def _look(self, person_id: int, left: str, words: str) -> None:
        self._desk.act(lambda session: look_at_member(session, self._case_id, person_id, left, words), quiet=True)

    def _look_at_rest(self) -> None:
        self.flush()
        self._desk.try_act(lambda session: look_at_rest(session, self._case_id))

    def _end(self, task_id: int, ending: str, words: str) -> None:
        self._desk.act(lambda session: say_ending(session, task_id, ending, words), quiet=True)

    def _offer_meetings(self, closing: ClosingPage) -> None:
        chosen = self.meeting.value()
        values = [
            Choice(key=str(one.id), label=f"{short(one.held_on)}　{one.name}（{one.number}）")
            for one, _ in closing.meetings
        ]
        self.meeting.clear()
        self.meeting.addItem("（まだ選んでいません）" if values else "（まだありません）", "")
        for value in values:
            self.meeting.addItem(value.label, value.key)
        known = [value.key for value in values]
        self.meeting.set_value(chosen if chosen in known else known[0] if known else "")

    def _build(self) -> None:
        self.add(
            Words(
                "終わるのは多くの機関で関わる取り組みです。本人の暮らしや各機関の支援は続きます。",
                Look.QUIET,
                wrap=True,
            )
        )
        self.add(self.message)
        self._side_by_side(self.reason, self.meeting)
        self._side_by_side(self.lead, self.walks_along)
        self.add(Words("世帯の一人ひとりに残ること", Look.LABEL))
        self.add(self.members)
        self.body.addLayout(end_row(self.rest))
        self.add(Words("まだ済んでいない「やること」", Look.LABEL))
        self.add(self.no_tasks)
        self.add(self.tasks)
        for name, label in _LINES.items():
            self.body.addLayout(labelled(label, self.lines[name]))
        self.body.addLayout(
            labelled("ようすを見る日（この日に「きょう」に出ます。見ないときは空にします）", self.again)
        )
        close = button("終結にする　Ctrl+Enter", ButtonLook.PRIMARY)
        close.clicked.connect(lambda _checked=False: self.close_now())
        away = button("まだ終結にしない", ButtonLook.SECOND)
        away.clicked.connect(lambda _checked=False: self._away())
        self.body.addLayout(end_row(close, away))
        self.reason.changed.connect(self._keep_reason)
        self.again.changed.connect(self._keep_day)
        self.rest.clicked.connect(lambda _checked=False: self._look_at_rest())

    def _side_by_side(self, *fields: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in fields:
            row.addLayout(labelled(field.accessibleName(), field), 1)
        self.body.addLayout(row)

    def _away(self) -> None:
        self.flush()
        self.done.emit()


def task_title(task: EndingTask) -> str:
    """What is to do, and who promised it."""
    return f"{task.what}（{task.who}）" if task.who else task.what


def end_row(*widgets: QWidget) -> QHBoxLayout:
    """Buttons side by side at the left."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
