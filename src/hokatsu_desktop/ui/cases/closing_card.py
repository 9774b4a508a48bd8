"""終結にする and 再開する, as cards on the page of the case: what is written is kept, what is missing is named."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.cases import CasePage, Closing, close_case, closing_meetings, reopen_case
from hokatsu_desktop.services.closing_draft import save_closing
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, load_list
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.entry_key import EntryKey
from hokatsu_desktop.ui.cases.saved_words import Field, SavedWords
from hokatsu_desktop.ui.cases.task_list import labelled
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_LINES = {
    "leftovers": "世帯の一人ひとりに残ること（なければ「なし」）",
    "closing_summary": "まとめ（できたこと、本人の感想）",
    "earlier_would_have_helped": "もっと早い段階で、どう関われたか",
    "missing_resources": "あったらよかった資源・しくみ",
    "reopen_hint": "再開の目安と、そのときの連絡先",
}


class ClosingCard(Card):
    """Everything a closing needs, in the order it is talked about; typed words are kept until it is done."""

    done = Signal()

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("終結にする")
        self._desk = desk
        self._case_id = case_id
        self.message = MessageBar()
        self.reason = ListChoice("close_reason", "終結の理由", load_list("close_reason"))
        self.meeting = ListChoice("decided_meeting", "終結を決めた会議", ChoiceList(key="m", label="会議", values=()))
        self.lead = TextField("lead_supporter", "終結のあとの主担当")
        self.walks_along = TextField("walks_along", "本人のそばにいる人（伴走する人）")
        self.lines = {name: LinesField(name, label, 2) for name, label in _LINES.items()}
        typed: dict[str, Field] = {"lead_supporter": self.lead, "walks_along": self.walks_along, **self.lines}
        self.saved = SavedWords(desk, typed, self._keep, self)
        self._build()

    def show_page(self, page: CasePage) -> None:
        """Shows what is kept of the closing, and the meetings to choose from."""
        period = page.periods[0] if page.periods else None
        kept = {name: getattr(period, name) for name in self.saved.fields} if period is not None else {}
        with self._desk.reading() as session:
            decided = closing_meetings(session, self._case_id)
        said = decided[0][1] if decided else None
        kept["lead_supporter"] = (
            kept.get("lead_supporter") or (said.lead_supporter if said is not None else "") or page.case.lead_supporter
        )
        kept["walks_along"] = kept.get("walks_along") or page.case.walks_along
        self.saved.show_stored(kept)
        chosen = self.meeting.value()
        values = [
            Choice(key=str(one.id), label=f"{short(one.held_on)}　{one.name}（{one.number}）") for one, _ in decided
        ]
        self.meeting.clear()
        self.meeting.addItem("（まだ選んでいません）" if values else "（終結を決めた会議がまだありません）", "")
        for value in values:
            self.meeting.addItem(value.label, value.key)
        self.meeting.set_value(chosen or (values[0].key if values else ""))

    def close_now(self) -> bool:
        """Closes the case; what is still missing is named here, one line each."""
        self.saved.flush()
        try:
            self._desk.act(lambda session: close_case(session, self._case_id, self._closing()))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            return False
        self._desk.said.emit("success", "終結にしました。いつでも再開でき、これまでの記録は残ります。")
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
        )

    def _keep(self, words: Mapping[str, str]) -> None:
        self._desk.act(lambda session: save_closing(session, self._case_id, **words), quiet=True)

    def _build(self) -> None:
        self.add(
            Words(
                "終わるのは多くの機関で関わる取り組みです。本人の暮らしや各機関の支援は続きます。",
                Look.QUIET,
                wrap=True,
            )
        )
        self.add(self.message)
        for fields in ((self.reason, self.meeting), (self.lead, self.walks_along)):
            row = QHBoxLayout()
            row.setSpacing(16)
            for field in fields:
                row.addLayout(labelled(field.accessibleName(), field), 1)
            self.body.addLayout(row)
        for name, label in _LINES.items():
            self.body.addLayout(labelled(label, self.lines[name]))
        close = button("終結にする　Ctrl+Enter", ButtonLook.PRIMARY)
        close.clicked.connect(lambda _checked=False: self.close_now())
        away = button("まだ終結にしない", ButtonLook.SECOND)
        away.clicked.connect(lambda _checked=False: self._away())
        row = QHBoxLayout()
        row.addWidget(close)
        row.addWidget(away)
        row.addStretch()
        self.body.addLayout(row)

    def _away(self) -> None:
        self.saved.flush()
        self.done.emit()


class ReopenCard(Card):
    """One reason in a few words, and the next period begins."""

    done = Signal()

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("再開する")
        self._desk = desk
        self._case_id = case_id
        self.why = TextField("reopen_why", "再開する理由")
        self.why.setMinimumWidth(px(200))
        self.reopen = button("再開する", ButtonLook.PRIMARY)
        self.reopen.clicked.connect(lambda _checked=False: self.reopen_now())
        EntryKey(self.why, self.reopen_now)
        self.add(Words("これまでの記録、関わった人、約束はそのまま残り、次の期が始まります。", Look.QUIET, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(labelled("再開する理由（ひとことで）", self.why), 1)
        around = QVBoxLayout()
        around.addStretch()
        around.addWidget(self.reopen)
        row.addLayout(around)
        self.body.addLayout(row)

    def reopen_now(self) -> bool:
        """Reopens the case; a refusal is said in the message bar."""
        why = self.why.value()
        if self._desk.try_act(lambda session: reopen_case(session, self._case_id, why)) is None:
            return False
        self.why.clear()
        self._desk.said.emit("success", "再開しました。次の期が始まります。次の日を決めてください。")
        self.done.emit()
        return True


def end_row(*widgets: QWidget) -> QHBoxLayout:
    """Buttons side by side at the left."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
