"""確認（モニタリング）を記録する: how it is going in one key, a memo, what became of each role, and the next day."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.wareki import PartialDate, full
from hokatsu_desktop.services.plans import next_review
from hokatsu_desktop.services.role_reviews import record_review, roles_to_review
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.cases.closing_card import end_row
from hokatsu_desktop.ui.cases.role_review_rows import RoleReviewRows
from hokatsu_desktop.ui.cases.saved_words import UnsentWords
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField

CHANGES = ChoiceList(
    key="monitoring_change",
    label="変化",
    values=(
        Choice(key="better", label="良い"),
        Choice(key="same", label="変わらない"),
        Choice(key="worried", label="心配"),
    ),
)
CYCLES = ChoiceList(
    key="next_review",
    label="次の確認",
    values=(
        Choice(key="month_1", label="1か月後"),
        Choice(key="month_3", label="3か月後"),
        Choice(key="month_6", label="6か月後"),
    ),
)
_USUAL = {"better": "month_3", "same": "month_3", "worried": "month_1"}  # proposed, never decided for anybody


class MonitoringCard(Card):
    """A digit says how it is going and puts the keyboard into the memo; Ctrl+Enter records."""

    done = Signal()

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("確認（モニタリング）を記録する")
        self._desk = desk
        self._case_id = case_id
        self.change = ChipChoice("monitoring_change", "前の確認からの変化", CHANGES)
        self.memo = LinesField("monitoring_memo", "メモ", 2)
        self.cycle = ChipChoice("next_review", "次の確認まで", CYCLES)
        self.next_on = DateField("next_on", "次に確認する日", desk.today())
        self._unsent = UnsentWords(desk, {"memo": self.memo}, self)
        self._unsent.show(f"review {case_id}")
        self.roles = RoleReviewRows()
        self._unsent_roles: UnsentWords | None = None
        self.record = button("記録する　Ctrl+Enter", ButtonLook.PRIMARY)
        self.away = button("閉じる", ButtonLook.SECOND)
        self._build()

    def begin(self) -> None:
        """Puts the keyboard into 変化; a memo that was being written stays."""
        if not self.change.value():
            self._propose("month_3")
        self._show_roles()
        self.show()
        self.change.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def record_now(self) -> bool:
        """Records the review; a refusal is said in the message bar."""
        change, memo = self.change.value(), self.memo.value()
        if not change:
            self._desk.said.emit("warning", "前の確認からの変化を選んでください（1 良い　2 変わらない　3 心配）。")
            self.change.first_stop().setFocus(Qt.FocusReason.TabFocusReason)
            return False
        next_on = stored_day(self.next_on.value())
        recorded = self._desk.try_act(
            lambda session: record_review(
                session, self._case_id, change, memo, next_on=next_on, roles=self.roles.said()
            )
        )
        if recorded is None or next_on is None:
            return False
        self._unsent.forget()
        if self._unsent_roles is not None:
            self._unsent_roles.forget()
            self._unsent_roles = None
        self.roles.empty()
        self.change.set_value("")
        self.memo.set_value("")
        self.hide()
        words = f"確認を記録しました。次は{full(next_on)}です。"
        if change == "worried":
            meet = Place(section="meetings", case_id=self._case_id, tab="new")
            offer = [("会議を開く", lambda: self._desk.go(meet))]
            self._desk.offered.emit("info", f"{words}心配なことは、会議で話せます。", offer)
        else:
            self._desk.said.emit("success", words)
        self.done.emit()
        return True

    def _show_roles(self) -> None:
        """The roles as they stand now; what was typed for them and not recorded comes back."""
        with self._desk.reading() as session:
            roles = roles_to_review(session, self._case_id)
        if self.roles.set_roles(roles):
            self._unsent_roles = UnsentWords(self._desk, self.roles.fields(), self.roles)
            self._unsent_roles.show(f"review roles {self._case_id}")
            for row in self.roles.rows:
                row.show_more()
        self._roles_part.setVisible(bool(roles))

    def _build(self) -> None:
        self._roles_part = QWidget()
        inner = labelled("役割ごとに（分かるところだけ）", self.roles)
        inner.setContentsMargins(0, 0, 0, 0)
        self._roles_part.setLayout(inner)
        for option in self.change.options():
            option.key_pressed.connect(self._chosen_by_key)
        self.change.changed.connect(self._chosen)
        self.cycle.changed.connect(lambda: self._propose(self.cycle.value()))
        self.record.clicked.connect(lambda _checked=False: self.record_now())
        self.away.clicked.connect(lambda _checked=False: self._leave())
        self.body.addLayout(labelled("前の確認からの変化（1・2・3のキー）", self.change))
        self.body.addLayout(labelled("メモ", self.memo))
        self.body.addWidget(self._roles_part)
        self.body.addLayout(labelled("次の確認まで", self.cycle))
        self.body.addLayout(labelled("次に確認する日（役場が休みの日は、次の開庁日にします）", self.next_on))
        self.body.addLayout(end_row(self.record, self.away))

    def _chosen_by_key(self, event: QKeyEvent) -> None:
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_3:
            self.memo.setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self) -> None:
        usual = _USUAL.get(self.change.value())
        if usual is not None:
            self._propose(usual)

    def _propose(self, cycle: str) -> None:
        """Writes the day that the cycle leads to, moved to an open day."""
        if cycle:
            self.cycle.set_value(cycle)
            self.next_on.set_value(PartialDate.of(next_review(self._desk.today(), cycle)).text)

    def _leave(self) -> None:
        self.hide()
        self.done.emit()
