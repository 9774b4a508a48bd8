"""One print of numbered copies: a tick for each copy that is back, a reason for one that is not, the shredding."""

from collections import Counter
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.handouts import (
    CopyFacts,
    HandoutFacts,
    explain_missing,
    shred,
    tick_returned,
    untick,
)
from hokatsu_desktop.services.meeting_papers import COUNTED
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import thin_line
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CopyTick(QCheckBox):
    """Space or Enter ticks, the arrows go to the next copy (`stepped` carries -1 or 1)."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        elif event.key() in _ARROWS and not event.modifiers():
            self.stepped.emit(_ARROWS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class CopyRow(QWidget):
    """One copy. A reason is asked for once the meeting is over."""

    def __init__(self, desk: Desk, copy: CopyFacts, *, over: bool) -> None:
        super().__init__()
        self._desk = desk
        self.copy = copy
        self.tick = CopyTick(f"{copy.number:02d}　{copy.holder or '名前なし'}")
        self.tick.setChecked(copy.returned_on is not None)
        self.state = Words(*state_of(copy, over=over))
        self.tick.setAccessibleName(f"{copy.numbers}　{copy.holder}　{self.state.words()}")
        self.tick.setAccessibleDescription("もどったら、スペースキーでしるしをつけます。")
        self.reason = TextField(f"missing_why_{copy.copy_id}", f"{copy.holder}の資料がもどらない理由", self)
        self.reason.set_value(copy.missing_why)
        self.tick.clicked.connect(self._ticked)
        self.reason.left.connect(self.store_reason)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.tick, 1)
        row.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addLayout(row)
        if copy.returned_on is None and (over or copy.missing_why):
            column.addLayout(self._reason_line())
        else:
            self.reason.hide()

    def stops(self) -> list[QWidget]:
        """Where Tab stops in the row, in its order."""
        return [self.tick, self.reason]

    def store_reason(self) -> None:
        """Store the reason that is typed, or that it was taken away."""
        why = self.reason.value()
        if why != self.copy.missing_why and self.copy.returned_on is None:
            self._desk.try_act(lambda session: explain_missing(session, self.copy.copy_id, why))

    def _reason_line(self) -> QHBoxLayout:
        label = Words("もどらない理由", Look.QUIET)
        label.setBuddy(self.reason)
        line = QHBoxLayout()
        line.setContentsMargins(px(32), 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(label)
        line.addWidget(self.reason, 1)
        return line

    def _ticked(self, ticked: bool) -> None:
        now, copy_id = self._desk.now(), self.copy.copy_id
        at = now.time().replace(second=0, microsecond=0)
        if ticked:
            self._desk.try_act(lambda session: tick_returned(session, [copy_id], now.date(), at))
        else:
            self._desk.try_act(lambda session: untick(session, copy_id))


def state_of(copy: CopyFacts, *, over: bool) -> tuple[str, Look]:
    """Where a copy is, in words and look."""
    if copy.returned_on is not None:
        at = f" {copy.returned_at:%H:%M}" if copy.returned_at is not None else ""
        return f"● もどりました　{short(copy.returned_on)}{at}", Look.GOOD
    if copy.missing_why:
        return "● 理由を書きました", Look.QUIET
    return ("▲ まだもどっていません", Look.WRONG) if over else ("配ってあります", Look.QUIET)


class HandoutCard(Card):
    """One print with its copies."""

    def __init__(self, desk: Desk, printer: Printer, facts: HandoutFacts, *, over: bool) -> None:
        super().__init__(f"配った資料　{short(facts.printed_at.date())} {facts.printed_at:%H:%M}")
        self._desk = desk
        self._printer = printer
        self._facts = facts
        self.handout_id = facts.handout_id
        self.rows: list[CopyRow] = []
        self.all_back = button("全部もどった", ButtonLook.SECOND, picture="check")
        self.print_list = button("回収表を印刷", ButtonLook.SECOND, picture="print")
        self.shredded_on = DateField("shredded_on", "廃棄した日", desk.today(), compact=True)
        self.shredded_by = TextField("shredded_by", "廃棄した人")
        self.shredded_by.set_widest(190)
        self.shred = button("廃棄を書く")
        self._build(over=over)
        self.all_back.clicked.connect(lambda _checked=False: self._all_back())
        self.print_list.clicked.connect(lambda _checked=False: printer.print_sheet(COUNTED, facts.handout_id))
        self.shred.clicked.connect(lambda _checked=False: self._shred())

    def stops(self) -> list[QWidget]:
        """Where Tab stops in the card, in its order."""
        rows = [stop for row in self.rows for stop in row.stops()]
        return [self.print_list, self.all_back, *rows, self.shredded_on.field, self.shredded_by, self.shred]

    def row_of(self, copy_id: int) -> CopyRow | None:
        """The row of a copy."""
        return next((row for row in self.rows if row.copy.copy_id == copy_id), None)

    def flush(self) -> None:
        """Store reasons that are typed."""
        for row in self.rows:
            row.store_reason()

    def place_of_keyboard(self) -> tuple[int, bool] | None:
        """The copy the keyboard is at, and whether it is in its reason."""
        focus = QApplication.focusWidget()
        return next(
            ((row.copy.copy_id, focus is row.reason) for row in self.rows if focus in (row.tick, row.reason)), None
        )

    def put_keyboard(self, place: tuple[int, bool]) -> None:
        """Puts the keyboard back where it was."""
        copy_id, in_reason = place
        row = self.row_of(copy_id)
        if row is not None:
            stop: QWidget = row.reason if in_reason and not row.reason.isHidden() else row.tick
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, *, over: bool) -> None:
        facts = self._facts
        self.corner.addWidget(self.print_list)
        self.add(Words(handout_words(facts), Look.QUIET, wrap=True))
        if not facts.is_collected:
            self.add(Words("、".join(copy.holder for copy in facts.copies), wrap=True))
            return
        self.sum = Words(*sum_of(facts, over=over))
        head = QHBoxLayout()
        head.addWidget(self.sum, 1)
        head.addWidget(self.all_back)
        self.body.addLayout(head)
        self.all_back.setVisible(bool(facts.out))
        rows = QVBoxLayout()
        rows.setSpacing(0)
        self.rows = [CopyRow(self._desk, copy, over=over) for copy in facts.copies]
        for number, row in enumerate(self.rows):
            if number:
                rows.addWidget(thin_line())
            rows.addWidget(row)
            row.tick.stepped.connect(partial(self._step, number))
        self.body.addLayout(rows)
        if facts.shredded_on is not None:
            self.add(Words(f"● {short(facts.shredded_on)}に廃棄しました（{facts.shredded_by}）。", Look.GOOD))
        elif facts.copies and not facts.out:
            self.body.addLayout(self._shredding())

    def _shredding(self) -> FlowLayout:
        self.shredded_on.set_value(PartialDate.of(self._desk.today()).text)
        line = FlowLayout(across=12, down=8)
        for words, field in (("廃棄した日", self.shredded_on), ("廃棄した人", self.shredded_by)):
            part = QWidget()
            row = QHBoxLayout(part)
            row.setContentsMargins(0, 0, 0, 0)
            label = Words(words, Look.SMALL)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field)
            line.addWidget(part)
        line.addWidget(self.shred)
        return line

    def _step(self, number: int, by: int) -> None:
        self.rows[(number + by) % len(self.rows)].tick.setFocus(Qt.FocusReason.TabFocusReason)

    def _all_back(self) -> None:
        now = self._desk.now()
        at = now.time().replace(second=0, microsecond=0)
        ids = [copy.copy_id for copy in self._facts.copies if copy.is_out]
        self._desk.try_act(lambda session: tick_returned(session, ids, now.date(), at))
        self._desk.said.emit("success", "全部もどったことにしました。Ctrl+Z で元に戻せます。")

    def _shred(self) -> None:
        on, by = whole_day(self.shredded_on.value()) or self._desk.today(), self.shredded_by.value()
        self._desk.try_act(lambda session: shred(session, self.handout_id, on, by))


def whole_day(stored: str) -> date | None:
    """The day of a stored date answer if it is a whole one, else None."""
    try:
        return PartialDate.from_text(stored).as_date() if stored else None
    except ValueError:
        return None


def handout_words(facts: HandoutFacts) -> str:
    """How many copies of what, how people are named on them, and who printed them."""
    parts = (
        f"{len(facts.copies)}部" if facts.copies else "番号なし1部",
        f"1部{facts.pages}ページ",
        label_of("naming_degree", facts.degree),
        label_of("handout_rule", facts.rule),
        f"印刷 {facts.printed_by}" if facts.printed_by else "",
    )
    counted = Counter(facts.papers)
    papers = "、".join(title if count == 1 else f"{title}（{count}件）" for title, count in counted.items())
    return f"{'　'.join(filter(None, parts))}\n{papers}"


def sum_of(facts: HandoutFacts, *, over: bool) -> tuple[str, Look]:
    """How many copies are out, in words and look."""
    if not facts.out:
        explained = any(copy.missing_why for copy in facts.copies)
        words = "もどらなかった資料は、理由を書きました。" if explained else "全部もどりました。"
        return f"● {words}", Look.GOOD
    if over:
        return f"▲ {len(facts.copies)}部のうち、{facts.out}部がまだもどっていません。", Look.CARE
    return f"{facts.out}部を配ってあります。会議が終わったら集めます。", Look.BODY
