"""What can be done with a case that is closed: look at the household again on its day, and reopen it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hokatsu_desktop.japanese.wareki import full
from hokatsu_desktop.models import Stage
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.closing import look_again, reopen_case
from hokatsu_desktop.ui.cases.closing_card import end_row
from hokatsu_desktop.ui.cases.entry_key import EntryKey
from hokatsu_desktop.ui.cases.saved_words import UnsentWords
from hokatsu_desktop.ui.cases.task_list import labelled, stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words


class LookAgainCard(Card):
    """How the household is getting on after the closing, and when to look next, if at all."""

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("終結のあとのようす")
        self._desk = desk
        self._case_id = case_id
        self.day = Words(wrap=True)
        self.how = LinesField("look_again_words", "どうしていたか", 2)
        self.next_on = DateField("look_again_next", "次に見る日", desk.today())
        self._unsent = UnsentWords(desk, {"how": self.how, "next_on": self.next_on}, self)
        self._unsent.show(f"look again {case_id}")
        self.record = button("ようすを書きとめる", ButtonLook.SECOND)
        self.record.clicked.connect(lambda _checked=False: self.record_now())
        self.add(self.day)
        self.body.addLayout(labelled("どうしていたか（「経過」に残ります）", self.how))
        self.body.addLayout(labelled("次に見る日（もう見ないときは空にします）", self.next_on))
        self.body.addLayout(end_row(self.record))

    def show_page(self, page: CasePage) -> None:
        """Shown for a closed case only, with the day that was set."""
        period = page.periods[0] if page.periods else None
        self.setVisible(page.case.stage == Stage.CLOSED)
        day = period.look_again_on if period is not None else None
        if day is None:
            self.day.say("見る日は決まっていません。声をかけ直す目安は、下の「これまでの区切り」にあります。")
        else:
            self.day.say(f"{'▲ ' if day < self._desk.today() else ''}{full(day)}に、ようすを見る約束です。")

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self._unsent.flush()

    def record_now(self) -> bool:
        """Writes it down; a refusal is said in the message bar."""
        words, typed = self.how.value(), self.next_on.value()
        next_on = stored_day(typed)
        if typed and next_on is None:
            self._desk.said.emit("warning", "「次に見る日」が日付として読めません。日を直すか、空にしてください。")
            return False
        seen = self._desk.try_act(lambda session: look_again(session, self._case_id, words, next_on=next_on))
        if seen is None:
            return False
        self._unsent.forget()
        self.how.set_value("")
        self.next_on.set_value("")
        after = f"次は{full(next_on)}に見ます。" if next_on is not None else "もう見る日はありません。"
        self._desk.said.emit("success", f"ようすを「経過」に残しました。{after}")
        return True


class ReopenCard(Card):
    """One reason in a few words, and the next period begins."""

    done = Signal()

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("再開する")
        self._desk = desk
        self._case_id = case_id
        self.why = TextField("reopen_why", "再開する理由")
        self.why.setMinimumWidth(px(200))
        self._unsent = UnsentWords(desk, {"why": self.why}, self)
        self._unsent.show(f"reopen {case_id}")
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

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self._unsent.flush()

    def reopen_now(self) -> bool:
        """Reopens the case; a refusal is said in the message bar."""
        why = self.why.value()
        if self._desk.try_act(lambda session: reopen_case(session, self._case_id, why)) is None:
            return False
        self._unsent.forget()
        self.why.clear()
        self._desk.said.emit("success", "再開しました。次の期が始まります。次の日を決めてください。")
        self.done.emit()
        return True
