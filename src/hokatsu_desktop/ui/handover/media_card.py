"""The card 媒体の台帳: the media of the office, where each is now, and the printed ledger."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.services.handover_ways import bar_media, media_are_barred
from hokatsu_desktop.services.media import MediumState, media_states
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.guide_names import HANDOVER, name_guide
from hokatsu_desktop.ui.handover.media_dialogs import EndDialog, LendDialog, RegisterDialog, RetireDialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "記録を持ち出してよい媒体を、番号で登録します。登録していない媒体には、引継ぎパッケージを書き出しません。"
    "持ち出したら、返すか始末するまで、ここと「きょう」に残ります。"
)


class MediaCard(Card):
    """`print_ledger` opens the preview of the ledger."""

    def __init__(self, desk: Desk, print_ledger: Callable[[], None]) -> None:
        super().__init__("媒体の台帳")
        name_guide(self, HANDOVER)
        self._desk = desk
        self.asking: Dialog | None = None
        self.register = button("媒体を登録する…")
        self.printing = button("媒体の台帳を印刷する…", picture="print")
        self.barred = QCheckBox("この役場では、USBメモリーなどの媒体を使わない")
        self.barred.toggled.connect(self._bar)
        self.lines: list[MediumLine] = []
        self._list = QVBoxLayout()
        self.register.clicked.connect(lambda _checked=False: self._ask(RegisterDialog(desk, self)))
        self.printing.clicked.connect(lambda _checked=False: print_ledger())
        row = QWidget()
        flow = FlowLayout(row, across=10, down=8)
        flow.addWidget(self.register)
        flow.addWidget(self.printing)
        self.add(Words(_ABOUT, Look.QUIET, wrap=True))
        self.body.addWidget(self.barred, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.setSpacing(px(8))
        self.body.addLayout(self._list)
        self.add(row)
        self.reread()

    def reread(self) -> None:
        """Show how things stand now."""
        with self._desk.reading() as session:
            states = media_states(session)
            barred = media_are_barred(session)
        with QSignalBlocker(self.barred):
            self.barred.setChecked(barred)
        clear(self._list)
        self.lines = [self._line(one) for one in states]
        for line in self.lines:
            self._list.addWidget(line)
        show_all(self._list)  # at once, so that the keyboard can go there

    def _bar(self, barred: bool) -> None:
        if not self._desk.did(lambda session: bar_media(session, barred=barred)):
            self.reread()

    def _line(self, medium: MediumState) -> MediumLine:
        line, ask = MediumLine(medium), partial(self._ask, number=medium.number)
        line.lend.clicked.connect(lambda _checked=False: ask(LendDialog(self._desk, medium, self)))
        line.retire.clicked.connect(lambda _checked=False: ask(RetireDialog(self._desk, medium, self)))
        if (loan_id := medium.loan_id) is not None:
            today = self._desk.today()
            line.end.clicked.connect(lambda _checked=False: ask(EndDialog(self._desk, medium, loan_id, today, self)))
        return line

    def _ask(self, dialog: Dialog, number: str = "") -> None:
        self.asking = dialog
        dialog.finished.connect(lambda _result: self._asked(number))
        dialog.open()

    def _asked(self, number: str) -> None:
        """The lines are made anew; the keyboard stays at the one that was asked about."""
        self.reread()
        acts = [line.first_act() for line in self.lines if line.medium.number == number]
        (next(iter(acts), None) or self.register).setFocus(Qt.FocusReason.OtherFocusReason)


class MediumLine(QWidget):
    """One medium: its number, where it is, and the one thing that can be done with it."""

    def __init__(self, medium: MediumState) -> None:
        super().__init__()
        self.medium = medium
        self.state = Words(medium.words, Look.WRONG if medium.is_overdue else Look.QUIET, wrap=True)
        self.lend = button("貸し出す…", ButtonLook.LINK)
        self.retire = button("使わない…", ButtonLook.LINK)
        self.end = button("返却・始末を書く…", ButtonLook.LINK)
        self.lend.setVisible(medium.loan_id is None and not medium.is_unfit)
        self.end.setVisible(medium.loan_id is not None)
        self.retire.setVisible(medium.loan_id is None and not medium.is_unfit)
        for made in (self.lend, self.retire, self.end):
            made.setAccessibleName(f"媒体 {medium.number} {made.text()}")
        head = QWidget()
        flow = FlowLayout(head, across=10, down=4)
        for widget in (
            Words("　".join(filter(None, (medium.number, medium.kind))), Look.LABEL),
            self.lend,
            self.retire,
            self.end,
        ):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(head)
        column.addWidget(self.state)

    def first_act(self) -> QPushButton | None:
        """The first thing that can be done with it; None for a medium that is not used any more."""
        return next((made for made in (self.lend, self.end) if not made.isHidden()), None)
