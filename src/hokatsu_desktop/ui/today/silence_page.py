"""しばらく連絡がない: each case with its next steps, one key each."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import full, short
from hokatsu_desktop.models import Meeting
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.silence import (
    SilentCase,
    bring_to_meeting,
    leave_quiet,
    propose_closing,
    set_silence_days,
    silence_days,
    silent_cases,
)
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.task_list import stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

HOW = "矢印キーでケースを選び、1〜4のキーで次の一手を決めます。Enterでケースを開きます。終結は、会議で決めるまでしません。"

QUIET = "このままでよい理由と、いつまで"


class StepList(ListView):
    """A list in which a digit asks for a step with the row that is chosen."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("1", "2", "3", "4") and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class SilencePage(QWidget):
    """The list, the steps below it, and the reason for leaving a case as it is."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.back = button("きょうにもどる", ButtonLook.QUIET, picture="chevron-left")
        self.view = StepList("しばらく連絡がないケース")
        self.empty = Words("しばらく連絡がないケースは、いまありません。", Look.BODY)
        self.contact = button("1　連絡する（経過を書く）", ButtonLook.SECOND)
        self.meet = button("2　会議へ", ButtonLook.SECOND)
        self.close_it = button("3　終結候補にする", ButtonLook.SECOND)
        self.leave = button("4　このままでよい…", ButtonLook.SECOND)
        self.quiet = Card(QUIET)
        self.listed = QWidget()
        self.why = TextField("quiet_why", "このままでよい理由")
        self.until = DateField("quiet_until", "いつまで静かにしておくか", desk.today())
        self.keep = button("決める　Ctrl+Enter", ButtonLook.PRIMARY)
        self.away = button("やめる", ButtonLook.SECOND)
        self.steps = TextField("silence_days", "知らせる日数（「30 60 90」のように）")
        self._build()

    def reread(self) -> None:
        """Show what the store holds now; the case that was chosen stays chosen."""
        with self._desk.reading() as session:
            found = silent_cases(session, self._desk.today())
            days = silence_days(session)
        self.view.set_rows([_line(one) for one in found])
        self.view.setVisible(bool(found))
        self.empty.setVisible(not found)
        for made in (self.contact, self.meet, self.close_it, self.leave):
            made.setEnabled(bool(found))
        if not self.steps.hasFocus():
            self.steps.set_value(" ".join(str(one) for one in days))

    def enter(self) -> None:
        """Puts the keyboard into the list."""
        if self.view.rows.rowCount() and self.view.target() is None:
            self.view.setCurrentIndex(self.view.rows.index(0, 0))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Ctrl+Enter: decides that the case may stay as it is, if that is being written."""
        if not self.quiet.isHidden():
            self._keep_quiet()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.quiet.isHidden():
            self.left.emit()
        else:
            self._leave_card()

    # Steps

    def _step(self, number: int) -> None:
        (self.contact, self.meet, self.close_it, self.leave)[number - 1].click()

    def _case_id(self) -> int | None:
        target = self.view.target()
        if isinstance(target, int):
            return target
        self._desk.said.emit("info", "先に、矢印キーでケースを選んでください。")
        return None

    def _contact(self) -> None:
        case_id = self._case_id()
        if case_id is not None:
            NoteWriter(self._desk, case_id, self.window()).open()

    def _meet(self) -> None:
        self._take(bring_to_meeting, "にかけました。")

    def _close_it(self) -> None:
        self._take(propose_closing, "で、終結を話し合います。まだ終結にはしていません。")

    def _take(self, to_meeting: Callable[[Session, int], Meeting | None], words: str) -> None:
        """Puts the case that is chosen on the list of the next meeting; where there is none, goes to call one."""
        case_id = self._case_id()
        if case_id is None:
            return
        try:
            meeting = self._desk.act(lambda session: to_meeting(session, case_id))
        except (Refusal, StoreRefusal) as refusal:
            self._desk.said.emit("warning", refusal.words)
            return
        if meeting is None:
            self._desk.said.emit("info", "予定された会議がないので、会議を開くところへ進みました。")
            self._desk.go(Place(section="meetings", case_id=case_id, tab="new"))
        else:
            self._desk.said.emit("success", f"{short(meeting.held_on)}の{meeting.name}{words}Ctrl+Z で戻せます。")

    def _begin_quiet(self) -> None:
        if self._case_id() is not None:
            self.quiet.heading.say(f"{self.view.rows.row(self.view.currentIndex().row()).title}：{QUIET}")
            self._write_why(True)
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write_why(self, writes: bool) -> None:
        """The reason takes the place of the list while it is written, so that all of it is seen in large letters."""
        self.quiet.setVisible(writes)
        self.listed.setVisible(not writes)

    def _keep_quiet(self) -> None:
        case_id = self._case_id()
        if case_id is None:
            return
        why, until = self.why.value(), stored_day(self.until.value())
        if self._desk.try_act(lambda session: leave_quiet(session, case_id, why, until)) is None or until is None:
            (self.until if why.strip() else self.why).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.why.set_value("")
        self.until.set_value("")
        self._desk.said.emit("success", f"{full(until)}まで、この一覧に出しません。理由は履歴に残ります。")
        self._leave_card()

    def _leave_card(self) -> None:
        self._write_why(False)
        self.enter()

    def _keep_days(self) -> None:
        typed = self.steps.value().translate(str.maketrans("、，,・", "    ")).split()
        days = [int(one) for one in typed if one.isdecimal()]
        with self._desk.reading() as session:
            known = silence_days(session)
        if len(days) != len(typed):
            self._desk.said.emit("warning", "日数は「30 60 90」のように数字で入れてください。前の日数のままです。")
        elif tuple(sorted(set(days))) != known:
            self._desk.try_act(lambda session: set_silence_days(session, days))
        self.reread()

    def _build(self) -> None:
        line = FlowLayout(across=10, down=8)
        for made, act in (
            (self.contact, self._contact),
            (self.meet, self._meet),
            (self.close_it, self._close_it),
            (self.leave, self._begin_quiet),
        ):
            made.clicked.connect(lambda _checked=False, act=act: act())
            line.addWidget(made)
        self.quiet.body.addLayout(labelled("理由（例：入院中で、退院の連絡を病院からもらう約束がある）", self.why))
        self.quiet.body.addLayout(labelled("いつまで", self.until))
        row = QHBoxLayout()
        for made in (self.keep, self.away):
            row.addWidget(made)
        row.addStretch()
        self.quiet.body.addLayout(row)
        self.quiet.hide()
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(Words("しばらく連絡がないケース", Look.TITLE))
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.quiet)
        column.addWidget(self.listed, 1)
        column.addStretch()
        below = QVBoxLayout(self.listed)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(Words(HOW, Look.QUIET, wrap=True))
        below.addLayout(line)
        below.addWidget(self.view, 1)
        below.addWidget(self.empty)
        below.addLayout(labelled("知らせる日数（事務局の決まり。空白で区切って）", self.steps))
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.keep.clicked.connect(lambda _checked=False: self._keep_quiet())
        self.away.clicked.connect(lambda _checked=False: self._leave_card())
        self.view.stepped.connect(self._step)
        self.view.opened.connect(lambda case_id: self._desk.go(Place(section="cases", case_id=case_id, tab="overview")))
        self.steps.left.connect(self._keep_days)


def _line(one: SilentCase) -> ListRow:
    return ListRow(title=one.title, meta=f"{one.number}　{one.words}", target=one.case_id)
