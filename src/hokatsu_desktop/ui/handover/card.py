"""The card 引継ぎ: giving the store away, the seal, and what the successor has still to read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import plain, short
from hokatsu_desktop.models import Handover
from hokatsu_desktop.services.handover import (
    CaseToHandOver,
    case_was_read,
    cases_to_hand_over,
    check_reason_to_unseal,
    newest_handover,
    write_down_unsealing,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.parcels import Outcome, Parcel, parcels_of
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.sealing import unsealing
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.guides import guide_link
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

if TYPE_CHECKING:  # loaded when somebody hands over: the libraries for PDF are heavy
    from hokatsu_desktop.ui.handover.comparing_dialog import ComparingDialog
    from hokatsu_desktop.ui.handover.discard_dialog import DiscardDialog
    from hokatsu_desktop.ui.handover.giving import GivingDialog
    from hokatsu_desktop.ui.handover.here_dialog import HereDialog
    from hokatsu_desktop.ui.loss.dialog import LossDialog

_ABOUT = "担当が替わるときは、台帳の全部を渡します。渡し方は、媒体、共有フォルダー、同じパソコンの3つから、はじめに選びます。"
_PRACTICE = "練習用の町でも、書き出しから受け取りまで試せます。"


class HandoverCard(Card):
    """`print_book` opens the preview of 事務引継書; `lock` ends the program. `cost` is for tests only."""

    def __init__(
        self,
        desk: Desk,
        print_book: Callable[[], None],
        cost: Cost | None = None,
        lock: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__("引継ぎ")
        self.corner.addWidget(guide_link(self, HANDOVER))
        self._desk = desk
        self._print_book = print_book
        self._lock = lock
        self._cost = cost
        self.giving: GivingDialog | None = None
        self.lifting: UnsealDialog | None = None
        self.asking: SecondPersonDialog | None = None
        self.state = Words(wrap=True)
        self.message = MessageBar()
        self.give_button = button("引き継ぐ…", ButtonLook.PRIMARY)
        self.book_button = button("事務引継書を印刷する…", picture="print")
        self.receipt_button = button("受領書を印刷する…", picture="print")
        self.unseal_button = button("封を解く…", ButtonLook.HARM)
        self.loss_button = button("紛失したとき…")
        self.discard_button = button("鍵を廃棄する…", ButtonLook.HARM)
        self.discarding: DiscardDialog | None = None
        self.here: HereDialog | None = None
        self.compare_button = button("パッケージとくらべる…")
        self.comparing: ComparingDialog | None = None
        self.reading = Words("引き継いだケース", Look.LABEL)
        self.ticks: dict[int, QCheckBox] = {}
        self._list = QVBoxLayout()
        self.give_button.clicked.connect(lambda _checked=False: self.begin_giving())
        self.book_button.clicked.connect(lambda _checked=False: self._print_book())
        self.receipt_button.clicked.connect(lambda _checked=False: self.print_receipt())
        self.unseal_button.clicked.connect(lambda _checked=False: self.begin_unsealing())
        self.loss_button.clicked.connect(lambda _checked=False: self.report_loss())
        self.compare_button.clicked.connect(lambda _checked=False: self.begin_comparing())
        self.discard_button.clicked.connect(lambda _checked=False: self.begin_discarding())
        self._build()
        self.reread()

    def begin_giving(self) -> GivingDialog:
        """Opens the window that takes the sender through the handover."""
        from hokatsu_desktop.ui.handover.giving import GivingDialog

        dialog = self.giving = GivingDialog(self._desk, self._print_book, self, self._cost)
        dialog.here_wanted.connect(self.hand_over_here)
        dialog.finished.connect(lambda _result: self.reread())
        dialog.open()
        return dialog

    def begin_unsealing(self) -> UnsealDialog:
        """Asks why a store that was handed over is to be written to again."""
        dialog = self.lifting = UnsealDialog(self)
        dialog.wants = self._ask_second_person
        dialog.open()
        return dialog

    def report_loss(self) -> LossDialog:
        """A medium, a paper or the PC is missing: what is known of it, on one sheet."""
        from hokatsu_desktop.ui.loss.dialog import LossDialog

        dialog = LossDialog(self._desk, self)
        dialog.open()
        return dialog

    def hand_over_here(self) -> None:
        """Opens the window for changing the user of this PC."""
        from hokatsu_desktop.ui.handover.here_dialog import HereDialog

        self.here = HereDialog(self._desk, self._print_book, self)
        self.here.finished.connect(lambda _result: self.reread())
        self.here.open()

    def begin_comparing(self) -> None:
        """Opens a package beside this store, to see what only one of them has."""
        from hokatsu_desktop.ui.handover.comparing_dialog import ComparingDialog

        self.comparing = ComparingDialog(self._desk, self._lock, self)
        self.comparing.finished.connect(lambda _result: self.reread())
        self.comparing.open()

    def begin_discarding(self) -> None:
        """Asks before the keys of a store go whose handover arrived."""
        from hokatsu_desktop.ui.handover.discard_dialog import DiscardDialog

        if (parcel := self._received()) is not None:
            self.discarding = DiscardDialog(self._desk, parcel, self._lock, self)
            self.discarding.open()

    def print_receipt(self) -> None:
        """受領書 for whoever handed the store over, through the preview."""
        from hokatsu_desktop.ui.handover.paper import show_paper
        from hokatsu_desktop.ui.handover.receive_work import receipt

        store = self._desk.store
        show_paper(self._desk, "引継ぎ受領書", lambda: receipt(store), self)

    def first_act(self) -> QPushButton:
        """What whoever was sent here has to do: the keys are discarded once the store arrived, else one hands over."""
        return self.give_button if self.discard_button.isHidden() else self.discard_button

    def reread(self) -> None:
        """Show how things stand now."""
        with self._desk.reading() as session:
            handover = newest_handover(session)
            accepted = handover is not None and handover.accepted_on is not None
            words = _state(handover) if handover is not None else ""
            cases = cases_to_hand_over(session, handover) if accepted else []
            handover_id = handover.id if handover is not None else 0
        sealed = self._desk.store.is_sealed
        self.state.say(f"{words}この台帳には封がしてあります。" if sealed else words)
        self.state.setVisible(bool(words) or sealed)
        self.receipt_button.setVisible(accepted and bool(handover is not None and handover.package))
        self.unseal_button.setVisible(sealed)
        self.discard_button.setVisible(self._received() is not None)
        self._show_cases(handover_id, cases)

    def _received(self) -> Parcel | None:
        """The package whose receipt was right, while its store here is still sealed; also where discarding was cut short."""
        newest = next(reversed(parcels_of(self._desk.store)), None) if self._desk.store.is_sealed else None
        return newest if newest is not None and newest.outcome in (Outcome.RECEIVED, Outcome.DISCARDED) else None

    def _show_cases(self, handover_id: int, cases: list[CaseToHandOver]) -> None:
        clear(self._list)
        self.ticks = {}
        read = sum(case.is_read for case in cases)
        self.reading.say(f"引き継いだケース　読んだ{read}件／{len(cases)}件")
        self.reading.setVisible(bool(cases))
        for case in cases:
            self._list.addWidget(self._line(handover_id, case))

    def _line(self, handover_id: int, case: CaseToHandOver) -> QWidget:
        line = QWidget()
        flow = FlowLayout(line, across=10, down=4)
        tick = QCheckBox(f"読んだ　{case.number}　{case.title}")
        tick.setChecked(case.is_read)
        tick.toggled.connect(lambda is_read: self._tick(handover_id, case.case_id, is_read=is_read))
        self.ticks[case.case_id] = tick
        go = button(f"開く（次は{short(case.next_on)}）" if case.next_on else "開く", ButtonLook.LINK)
        go.setAccessibleName(f"{case.number} {case.title}を開く")
        go.clicked.connect(lambda _checked=False: self._desk.go(Place(section="cases", case_id=case.case_id)))
        flow.addWidget(tick)
        flow.addWidget(go)
        return line

    def _tick(self, handover_id: int, case_id: int, *, is_read: bool) -> None:
        self._desk.try_act(lambda session: case_was_read(session, handover_id, case_id, is_read=is_read))
        with self._desk.reading() as session:
            cases = cases_to_hand_over(session, newest_handover(session))
        read = sum(case.is_read for case in cases)
        self.reading.say(f"引き継いだケース　読んだ{read}件／{len(cases)}件")

    def _ask_second_person(self, why: str) -> None:
        if self.lifting is None:
            return
        try:
            check_reason_to_unseal(why)
        except Refusal as refusal:
            self.lifting.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.asking = ask_second_person(
            self._desk, TwoPersonAct.UNSEAL, lambda approval: self._unseal(why, approval), self.lifting
        )

    def _unseal(self, why: str, approval: Approval) -> None:
        if self.lifting is None:
            return
        try:
            with unsealing(self._desk.store) as session:
                write_down_unsealing(session, why, approval)
        except (Refusal, StoreRefusal) as refusal:
            self.lifting.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.lifting.accept()
        self.message.tell(
            MessageKind.WARNING,
            "封を解きました。渡したパッケージとは、ここから別々の台帳になります。受け取った方にも知らせてください。",
        )
        self.reread()
        self._desk.changed.emit()

    def _build(self) -> None:
        about = f"{_ABOUT}{_PRACTICE}" if self._desk.store.practice else _ABOUT
        self.add(Words(about, Look.QUIET, wrap=True))
        self.add(self.message)
        self.add(self.state)
        row = QWidget()
        flow = FlowLayout(row, across=10, down=8)
        for made in (
            self.give_button,
            self.book_button,
            self.receipt_button,
            self.unseal_button,
            self.compare_button,
            self.discard_button,
            self.loss_button,
        ):
            flow.addWidget(made)
        self.add(row)
        self.add(self.reading)
        self._list.setSpacing(px(4))
        self.body.addLayout(self._list)


class UnsealDialog(Dialog):
    """`wants` is called with the reason; the window closes when a second person agreed and it worked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("封を解く", parent)
        self.wants: Callable[[str], None] = lambda _why: None
        self.message = MessageBar()
        self.why = TextField("why", "封を解くわけ")
        self.body.addWidget(
            Words(
                "この台帳に書き続けると、渡したパッケージとは別の台帳になり、あとで自動でまとめることはできません。"
                "引継ぎをやめるときだけ、解いてください。",
                wrap=True,
            )
        )
        self.body.addWidget(label_for("封を解くわけ", self.why))
        self.body.addWidget(self.why)
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("もう一人に確かめてもらい、封を解く…", ButtonLook.HARM), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self.wants(self.why.value()))
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(px(560))


def _state(handover: Handover) -> str:
    if handover.accepted_on is not None:
        package = f"（{handover.package}）" if handover.package else ""
        return f"{plain(handover.accepted_on)}に、{handover.from_name}さんから引き継ぎました{package}。"
    if not handover.package:
        return ""  # written down when a seal was lifted
    return f"{plain(handover.begun_on)}に、{handover.to_name}さんへの引継ぎを始めました（{handover.package}）。"
