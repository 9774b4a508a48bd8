"""同意を記録する: what one person agreed to, with whom it may be shared, or that they took it back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import ConsentState, Meeting
from hokatsu_desktop.services.case_basis import may_be_layered
from hokatsu_desktop.services.consents import agencies_to_choose, planned_layered, record_consent, withdraw_consent
from hokatsu_desktop.services.tasks import waiting_tasks
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.cases.closing_card import end_row
from hokatsu_desktop.ui.cases.consent_card import Wanted
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.cases.saved_words import UnsentWords
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChoiceField
from hokatsu_desktop.ui.widgets.choices_field import ChoicesField
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words
from hokatsu_desktop.ui.widgets.yes_no import YesNo

_AGREED = (ConsentState.GIVEN, ConsentState.PARTIAL)
_MOST_AGENCIES = 12
_GIVEN_ON, _REVIEW = "確かめた日・取りやめた日", "見直す日"
_BY_OTHERS = ("written_for", "guardian")


class ConsentForm(Card):
    """What one person agreed to, today unless another day is written; only what the state asks for is shown."""

    done = Signal()
    sheet_wanted = Signal(int)  # the person whose 同意書 is to be printed

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("同意を記録する")
        self._desk = desk
        self._case_id = case_id
        self._who: Wanted | None = None
        self._kinds = load_list("consent_category")
        self.state = ChoiceField("consent_state", "同意の状態", load_list("consent"))
        self.method = ChoiceField("consent_method", "同意の方法", load_list("consent_method"))
        self.relation = TextField("consent_relation", "代わりに書いた人と続柄")
        self.heard_by = TextField("consent_heard_by", "聞いた職員（2名）")
        self.obtained_on = DateField("consent_obtained_on", "確かめた日", desk.today())
        self.explained_by = TextField("consent_explained_by", "説明した人・聞いた人")
        self.give = YesNo("consent_give", "関係機関へ伝えること")
        self.take = YesNo("consent_take", "関係機関から聞くこと")
        self.kinds = ChoicesField("consent_categories", "情報の区分", self._kinds)
        self.agencies = LinesField("consent_agencies", "相手の機関（1行に1つ。空けておくと、関わる機関すべて）", 1)
        self.review_on = DateField("consent_review_on", "見直す日", desk.today())
        self.basis = ChoiceField("consent_basis", "同意なしで共有する根拠", load_list("consent_basis"))
        self.reason = LinesField("consent_reason", "そのときのようす・理由", 1)
        written = (self.relation, self.heard_by, self.explained_by, self.agencies, self.reason)
        self._unsent = UnsentWords(desk, {field.objectName(): field for field in written}, self)
        self._parts: dict[str, QWidget] = {}
        self._choices = FlowLayout()
        self.record = button("記録する　Ctrl+Enter", ButtonLook.PRIMARY)
        self.away = button("やめる", ButtonLook.SECOND)
        self.sheet = button("同意書を印刷する", ButtonLook.QUIET)
        self._build()

    def begin(self, who: Wanted) -> None:
        """Empties the form for one person, all kinds of information ticked, and puts the keyboard into it."""
        self._who = who
        self.heading.say(f"{who.name}さんの同意を記録する")
        self.setAccessibleName(self.heading.words())
        for choice in (self.state, self.method, self.give, self.take, self.basis):
            choice.set_value("")
        for field in (self.relation, self.heard_by, self.explained_by, self.reason, self.agencies, self.review_on):
            field.set_value("")
        self.kinds.set_value([one.key for one in self._kinds.offered])
        self.obtained_on.set_day(self._desk.today())
        self._unsent.show(f"consent {self._case_id} {who.person_id}")
        self._offer_agencies()
        self._show_parts()
        self.show()
        self.state.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def record_now(self) -> bool:
        """Records the consent; says what wakes or sleeps by it, and which meeting rested on it."""
        if self._who is None or not self.state.value():
            self._desk.said.emit("warning", "同意の状態を選んでください。")
            return False
        if wrong := self._wrong_day():
            self._desk.said.emit("warning", wrong)
            return False
        woken = self._desk.try_act(self._job(self._who.person_id))
        if woken is None:
            return False
        self._unsent.forget()
        self._say(woken)
        self.hide()
        self.done.emit()
        return True

    def _wrong_day(self) -> str:
        """Which day of those shown cannot be, in words; empty when all is well."""
        days = {_GIVEN_ON: self.obtained_on}
        if self.state.value() in _AGREED:
            days[_REVIEW] = self.review_on
        for label, field in days.items():
            if field.value() and stored_day(field.value()) is None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return f"「{label}」が読めません。年月日で書いてください。まだ記録していません。"
        obtained, review = (
            stored_day(days[label].value()) if label in days else None for label in (_GIVEN_ON, _REVIEW)
        )
        if obtained is not None and obtained > self._desk.today():
            return f"「{_GIVEN_ON}」が、きょうより先になっています。日を直してください。まだ記録していません。"
        if review is not None and review <= (obtained or self._desk.today()):
            return f"「{_REVIEW}」が、同意より前になっています。日を直してください。まだ記録していません。"
        return ""

    def _say(self, woken: int) -> None:
        then = f"「同意が取れたら」の{woken}件を、やることに入れました。" if woken > 0 else ""
        then = then or (f"{-woken}件の「やること」は、「同意が取れたら」に戻しました。" if woken < 0 else "")
        with self._desk.reading() as session:
            meetings = planned_layered(session, self._case_id)
            now_layered = may_be_layered(session, self._case_id)
        if self.state.value() in _AGREED and now_layered:
            self._offer_layered(now_layered[0], then)
            return
        if self.state.value() != ConsentState.WITHDRAWN or not meetings:
            self._desk.said.emit("success", f"同意を記録しました。{then}")
            return
        first = meetings[0]
        words = (
            f"取りやめを記録しました。{then}{short(first.held_on)}の{first.name}は、このケースでは開けません。"
            "支援会議なら、同意がなくても話し合えます。"
        )
        place = Place(section="meetings", tab="new", case_id=self._case_id)
        self._desk.offered.emit("warning", words, [("支援会議を開く", partial(self._desk.go, place))])

    def _offer_layered(self, meeting: Meeting, then: str) -> None:
        words = (
            f"同意を記録しました。{then}{short(meeting.held_on)}の{meeting.name}では、"
            "このケースを重層的支援会議としても話し合えます。"
        )
        place = Place(section="meetings", meeting_id=meeting.id, tab="prepare")
        self._desk.offered.emit("success", words, [("会議の準備を見る", partial(self._desk.go, place))])

    def _job(self, person_id: int) -> Callable[[Session], int]:
        """The act: records, and gives how many things to do woke by it; fewer than none went back to sleep."""
        state = ConsentState(self.state.value())
        facts = self._facts(state)
        day, why = stored_day(self.obtained_on.value()), self.reason.value()

        def job(session: Session) -> int:
            asleep = len(waiting_tasks(session, self._case_id))
            if state == ConsentState.WITHDRAWN:
                withdraw_consent(session, self._case_id, person_id, why, on=day)
            else:
                record_consent(session, self._case_id, person_id, state, **facts)
            return asleep - len(waiting_tasks(session, self._case_id))

        return job

    def _facts(self, state: ConsentState) -> dict[str, object]:
        facts: dict[str, object] = {
            "obtained_on": stored_day(self.obtained_on.value()) or self._desk.today(),
            "explained_by": self.explained_by.value(),
            "method": self.method.value(),
            "relation": self.relation.value() if self.method.value() in _BY_OTHERS else "",
            "heard_by": self.heard_by.value() if self.method.value() == "spoken" else "",
            "reason_without": self.reason.value(),
        }
        if state in _AGREED:
            facts["categories"] = self.kinds.value()
            facts["agencies"] = self.agencies.value().strip()
            facts["review_on"] = stored_day(self.review_on.value())
        else:
            facts["basis_without"] = self.basis.value()
        if state == ConsentState.PARTIAL:
            facts |= {"give": self.give.value() == "yes", "take": self.take.value() == "yes"}
        return facts

    def _show_parts(self) -> None:
        state, method = self.state.value(), self.method.value()
        taken_back = state == ConsentState.WITHDRAWN
        shown = {
            "limits": state == ConsentState.PARTIAL,
            "method": not taken_back,
            "relation": not taken_back and method in _BY_OTHERS,
            "heard_by": not taken_back and method == "spoken",
            "scope": state in _AGREED,
            "basis": state not in ("", *_AGREED, ConsentState.WITHDRAWN),
            "explained": not taken_back,
        }
        for key, on in shown.items():
            self._parts[key].setVisible(on)

    def _offer_agencies(self) -> None:
        with self._desk.reading() as session:
            names = agencies_to_choose(session, self._case_id)[:_MOST_AGENCIES]
        clear(self._choices)
        for name in names:
            add = button(f"＋{name}", ButtonLook.INLINE)
            add.setAccessibleName(f"相手の機関に{name}を加える")
            add.clicked.connect(partial(self._add_agency, name))
            self._choices.addWidget(add)
        show_all(self._choices)

    def _add_agency(self, name: str, _checked: bool = False) -> None:
        lines = [line for line in self.agencies.value().split("\n") if line.strip()]
        if name not in lines:
            self.agencies.set_value("\n".join([*lines, name]))

    def _build(self) -> None:
        self.state.changed.connect(self._show_parts)
        self.method.changed.connect(self._show_parts)
        self.record.clicked.connect(lambda _checked=False: self.record_now())
        self.away.clicked.connect(lambda _checked=False: self._leave())
        self.sheet.clicked.connect(lambda _checked=False: self._print())
        self.body.addLayout(labelled("同意の状態", self.state))
        self._add_part("limits", self.give, self.take)
        self._add_part("method", self.method)
        self._add_part("relation", self.relation)
        self._add_part("heard_by", self.heard_by)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(labelled(_GIVEN_ON, self.obtained_on), 1)
        row.addWidget(self._part("explained", self.explained_by), 1)
        self.body.addLayout(row)
        scope = self._part("scope", self.kinds)
        column = scope.layout()
        if not isinstance(column, QVBoxLayout):
            raise TypeError(column)
        column.addLayout(labelled(self.agencies.accessibleName(), self.agencies))
        column.addLayout(self._choices)
        column.addLayout(labelled("見直す日（きょうに出ます）", self.review_on))
        self.add(scope)
        self._add_part("basis", self.basis)
        self.body.addLayout(labelled("そのときのようす・同意が得られない理由・取りやめたわけ", self.reason))
        self.add(Words("前の記録は消えません。取りやめたときも、ここで「撤回」を選びます。", Look.QUIET, wrap=True))
        self.body.addLayout(end_row(self.record, self.away, self.sheet))

    def _add_part(self, key: str, *fields: QWidget) -> None:
        self.add(self._part(key, *fields))

    def _part(self, key: str, *fields: QWidget) -> QWidget:
        """Fields side by side with their labels, shown and hidden as one."""
        part = self._parts[key] = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in fields:
            row.addLayout(labelled(field.accessibleName(), field), 1)
        column.addLayout(row)
        return part

    def _print(self) -> None:
        if self._who is not None:
            self.sheet_wanted.emit(self._who.person_id)

    def _leave(self) -> None:
        self.hide()
        self.done.emit()
