"""同意: who of the household has agreed to what, and recording it for one person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Consent, ConsentState, Part
from hokatsu_desktop.services.cases import set_part
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.households import MemberConsent
from hokatsu_desktop.services.tasks import waiting_tasks
from hokatsu_desktop.sheets.lists import label_of, load_list
from hokatsu_desktop.ui.cases.closing_card import end_row
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.cases.tones import tone_of_consent
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChoiceField
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.tag import Tag
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words
from hokatsu_desktop.ui.widgets.yes_no import YesNo


def consent_words(consent: Consent) -> str:
    """One record of consent: 「R8.11.18　同意あり　口頭（聞いた職員2名）　説明：木村」."""
    limits = [] if consent.give == consent.take else ["伝えることだけ" if consent.give else "聞くことだけ"]
    parts = [
        short(consent.obtained_on) if consent.obtained_on else "",
        label_of("consent", consent.state),
        label_of("consent_method", consent.method),
        *limits,
        f"説明：{consent.explained_by}" if consent.explained_by else "",
        consent.reason_without,
    ]
    return "　".join(part for part in parts if part)


@dataclass(frozen=True)
class Wanted:
    """Whose consent is to be recorded."""

    person_id: int
    name: str


class ConsentCard(Card):
    """A line for each member; the history below the newest consent; 「同意を記録する」 opens the form."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("同意")
        self._desk = desk
        self._case_id = case_id
        self._shown: object = None
        self.buttons: dict[int, QWidget] = {}
        self.parts: dict[int, QCheckBox] = {}
        self.summary = Words(wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.add(self.summary)
        self.body.addLayout(self._rows)

    def show_members(self, members: Sequence[MemberConsent], summary: str, meeting: str) -> None:
        """Shows where each person stands, and which meeting that allows."""
        self.summary.say(f"{summary}。{meeting}")
        shown = [
            (one.person_id, one.name, one.tie, one.part, [consent_words(c) for c in one.consents]) for one in members
        ]
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((key for key, box in self.parts.items() if box.hasFocus()), None)
        self.buttons, self.parts = {}, {}
        clear(self._rows)
        for member in members:
            self._add(member)
        show_all(self._rows)
        if focused in self.parts:
            self.parts[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, member: MemberConsent) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(member.name))
        head.addWidget(Words(member.tie or "続柄は未記入", Look.QUIET))
        if member.counts or member.consents:
            state = member.consents[0].state if member.consents else ConsentState.UNCONFIRMED
            head.addWidget(Tag(label_of("consent", state), tone_of_consent(state)))
        head.addStretch()
        head.addWidget(self._counts(member))
        if member.counts or member.consents:
            head.addWidget(self._record(member))
        whole = QVBoxLayout()
        whole.setSpacing(2)
        whole.addLayout(head)
        for consent in member.consents:
            whole.addWidget(Words(consent_words(consent), Look.QUIET, wrap=True))
        self._rows.addLayout(whole)

    def _counts(self, member: MemberConsent) -> QCheckBox:
        counts = QCheckBox("支援の対象")
        counts.setChecked(member.counts)
        counts.setEnabled(member.part != Part.PRINCIPAL)
        counts.setAccessibleName(f"{member.name}は支援の対象")
        counts.setToolTip("支援の対象にすると、この人の同意も要ります。")
        counts.clicked.connect(lambda on: self._set_part(member.person_id, counts=on))
        self.parts[member.person_id] = counts
        return counts

    def _record(self, member: MemberConsent) -> QPushButton:
        record = button("同意を記録する", ButtonLook.INLINE)
        record.setAccessibleName(f"{member.name}の同意を記録する")
        record.clicked.connect(lambda _checked=False: self.wanted.emit(Wanted(member.person_id, member.name)))
        self.buttons[member.person_id] = record
        return record

    def _set_part(self, person_id: int, *, counts: bool) -> None:
        part = Part.SUBJECT if counts else Part.FAMILY
        self._desk.try_act(lambda session: set_part(session, self._case_id, person_id, part))


class ConsentForm(Card):
    """What one person agreed to, today unless another day is written."""

    done = Signal()

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("同意を記録する")
        self._desk = desk
        self._case_id = case_id
        self._who: Wanted | None = None
        self.state = ChoiceField("consent_state", "同意の状態", load_list("consent"))
        self.method = ChoiceField("consent_method", "同意の方法", load_list("consent_method"))
        self.obtained_on = DateField("consent_obtained_on", "確かめた日", desk.today())
        self.explained_by = TextField("consent_explained_by", "説明した人・聞いた人")
        self.give = YesNo("consent_give", "関係機関へ伝えること")
        self.take = YesNo("consent_take", "関係機関から聞くこと")
        self.reason = LinesField("consent_reason", "そのときのようす・理由", 1)
        self._limits = QWidget()
        self.record = button("記録する　Ctrl+Enter", ButtonLook.PRIMARY)
        self.away = button("やめる", ButtonLook.SECOND)
        self._build()

    def begin(self, who: Wanted) -> None:
        """Empties the form for one person and puts the keyboard into it."""
        self._who = who
        self.heading.say(f"{who.name}さんの同意を記録する")
        self.setAccessibleName(self.heading.words())
        self.state.set_value("")
        self.method.set_value("")
        self.obtained_on.set_day(self._desk.today())
        for field in (self.explained_by, self.reason):
            field.set_value("")
        for choice in (self.give, self.take):
            choice.set_value("")
        self._show_limits()
        self.show()
        self.state.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def record_now(self) -> bool:
        """Records the consent; says what wakes by it."""
        if self._who is None or not self.state.value():
            self._desk.said.emit("warning", "同意の状態を選んでください。")
            return False
        woken = self._desk.try_act(self._job(self._who.person_id))
        if woken is None:
            return False
        then = f"「同意が取れたら」の{woken}件を、やることに入れました。" if woken else ""
        self._desk.said.emit("success", f"同意を記録しました。{then}")
        self.hide()
        self.done.emit()
        return True

    def _job(self, person_id: int) -> Callable[[Session], int]:
        """The act: records, and gives how many things to do woke by it."""
        state = ConsentState(self.state.value())
        facts: dict[str, object] = {
            "method": self.method.value(),
            "obtained_on": stored_day(self.obtained_on.value()) or self._desk.today(),
            "explained_by": self.explained_by.value(),
            "reason_without": self.reason.value(),
        }
        if state == ConsentState.PARTIAL:
            facts |= {"give": self.give.value() == "yes", "take": self.take.value() == "yes"}

        def job(session: Session) -> int:
            asleep = len(waiting_tasks(session, self._case_id))
            record_consent(session, self._case_id, person_id, state, **facts)
            return asleep - len(waiting_tasks(session, self._case_id))

        return job

    def _show_limits(self) -> None:
        self._limits.setVisible(self.state.value() == ConsentState.PARTIAL)

    def _build(self) -> None:
        self.state.changed.connect(self._show_limits)
        self.record.clicked.connect(lambda _checked=False: self.record_now())
        self.away.clicked.connect(lambda _checked=False: self._leave())
        limits = QHBoxLayout(self._limits)
        limits.setContentsMargins(0, 0, 0, 0)
        limits.setSpacing(16)
        for choice in (self.give, self.take):
            limits.addLayout(labelled(choice.accessibleName(), choice), 1)
        self.body.addLayout(labelled("同意の状態", self.state))
        self.add(self._limits)
        self.body.addLayout(labelled("同意の方法", self.method))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(labelled("確かめた日", self.obtained_on), 1)
        row.addLayout(labelled("説明した人・聞いた人", self.explained_by), 1)
        self.body.addLayout(row)
        self.body.addLayout(labelled("そのときのようす・同意が得られない理由", self.reason))
        self.body.addLayout(end_row(self.record, self.away))

    def _leave(self) -> None:
        self.hide()
        self.done.emit()
