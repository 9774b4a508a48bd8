"""受け取りの確認: the card on きょう that waits for the receipt of a handover package, and stays until there is an outcome."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.services.handover import newest_handover, usual_arrival
from hokatsu_desktop.services.handover_receipt import check_receipt
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.parcels import Outcome, Parcel, note_outcome, parcels_of
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.guide_names import HANDOVER
from hokatsu_desktop.ui.guides import guide_link
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

if TYPE_CHECKING:  # loaded when somebody hands over: the libraries for PDF are heavy
    from hokatsu_desktop.ui.handover.giving import GivingDialog
    from hokatsu_desktop.ui.loss.dialog import LossDialog

HEADING = "引継ぎパッケージの受け取り"
_WIDEST = 200
_ASKED = "受け取った方の受領書にある「受領の数字」8けたを入れて、届いたことを確かめます。"
_OVERDUE = (
    "期限までに受け取りを確かめられていません。受け取る方に電話で聞いてください。"
    "届いていれば受領の数字を入れ、届いていなければ「届いていない」を押します。"
)
_MISSING = "探しても見つからないときは、紛失として上司に知らせます。見つかったら、受領の数字を入れてください。"
_CUT_SHORT = "停電などで止まったようです。「引継ぎ・設定」の「引継ぎ」で、もう一度廃棄してください。"
_RECEIVED = "続きは、受け取った方の台帳に書かれます。このパソコンの台帳が要らなくなったら、「引継ぎ・設定」の「引継ぎ」で鍵を廃棄します。"


def parcel_to_watch(desk: Desk) -> Parcel | None:
    """The package whose fate this PC wants to know; None if there is none, or whoever has the store took it over here.

    Where the file beside the store is gone, a sealed store still knows that it was handed over.
    """
    store = desk.store
    newest = next(reversed(parcels_of(store)), None)
    if newest is not None:
        return newest if newest.outcome in (Outcome.OPEN, Outcome.MISSING) or store.is_sealed else None
    if not store.is_sealed:
        return None
    with desk.reading() as session:
        handover = newest_handover(session)
    sent_on = handover.begun_on if handover is not None else desk.today()
    due_on = handover.arrive_by if handover is not None else None
    name = store.found.identity.sealed_as or (handover.package if handover is not None else "")
    return Parcel(name, sent_on, due_on or usual_arrival(sent_on))


class ParcelCard(Card):
    """Hidden where nothing was handed over. It cannot be closed: only an outcome makes it quiet."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__(HEADING)
        self.corner.addWidget(guide_link(self, HANDOVER))
        self._desk = desk
        self._printer = printer
        self._parcel: Parcel | None = None
        self.giving: GivingDialog | None = None
        self.losing: LossDialog | None = None
        self.state = Words(wrap=True)
        self.more = Words(look=Look.QUIET, wrap=True)
        self.digits = TextField("receipt_digits", "受領の数字")
        self.message = MessageBar()
        self.check = button("確かめる", ButtonLook.PRIMARY)
        self.missing = button("届いていない", ButtonLook.HARM)
        self.loss = button("紛失時の記録…")
        self.again = button("新しいパッケージを書き出す…")
        self.back = button("渡すのをやめた（媒体は手もとにある）")
        self.discard = button("鍵の廃棄へ進む")
        self._typing = QWidget()
        self.check.clicked.connect(lambda _checked=False: self.try_digits())
        self.missing.clicked.connect(lambda _checked=False: self.note_missing())
        self.loss.clicked.connect(lambda _checked=False: self.report_loss())
        self.again.clicked.connect(lambda _checked=False: self.write_again())
        self.back.clicked.connect(lambda _checked=False: self._note(Outcome.TAKEN_BACK))
        self.discard.clicked.connect(lambda _checked=False: desk.go(Place(section="settings", tab="handover")))
        self._build()
        self.reread()

    def reread(self) -> None:
        """Show how things stand now."""
        parcel = self._parcel = parcel_to_watch(self._desk)
        self.setVisible(parcel is not None)
        if parcel is None:
            return
        on, is_waiting = self._desk.today(), parcel.outcome in (Outcome.OPEN, Outcome.MISSING)
        self.state.say(_state(parcel, on))
        self.more.say(_more(parcel, on))
        self._typing.setVisible(is_waiting)
        self.missing.setVisible(parcel.outcome is Outcome.OPEN)
        self.loss.setVisible(parcel.outcome is Outcome.MISSING)
        self.again.setVisible(is_waiting)
        self.back.setVisible(is_waiting and not self._desk.store.is_sealed)
        self.discard.setVisible(parcel.outcome in (Outcome.RECEIVED, Outcome.DISCARDED))
        self.state.set_look(Look.WRONG if _is_pressing(parcel, on) else Look.BODY)

    def try_digits(self) -> None:
        """The receipt has come if its digits are those of the package."""
        parcel = self._parcel
        if parcel is None:
            return
        try:
            with self._desk.reading() as session:
                check_receipt(session, parcel.package, self.digits.value())
        except Refusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            self.digits.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.digits.set_value("")
        self._note(Outcome.RECEIVED)

    def note_missing(self) -> None:
        """It did not arrive: that is kept, the loss sheet opens, and the card asks until it is found or written anew."""
        self._note(Outcome.MISSING)
        self.report_loss()

    def report_loss(self) -> None:
        """紛失時の記録, with what this PC knows of the package."""
        from hokatsu_desktop.ui.loss.dialog import LossDialog

        self.losing = LossDialog(self._desk, self)
        self.losing.open()

    def write_again(self) -> None:
        """Another package, because the first is gone; it takes the place of the one that is waited for."""
        from hokatsu_desktop.ui.handover.giving import GivingDialog

        dialog = self.giving = GivingDialog(self._desk, self._printer.print_handover, self)
        dialog.finished.connect(lambda _result: self.reread())
        dialog.open()

    def _note(self, outcome: Outcome) -> None:
        if self._parcel is None:
            return
        try:
            note_outcome(self._desk.store, self._parcel, outcome, self._desk.today())
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.message.dismiss()
        self.reread()

    def _build(self) -> None:
        self.digits.set_widest(_WIDEST)
        line = FlowLayout(self._typing, across=10, down=8)
        for widget in (label_for("受領の数字", self.digits), self.digits, self.check):
            line.addWidget(widget)
        row = QWidget()
        ways = FlowLayout(row, across=10, down=8)
        for made in (self.missing, self.loss, self.again, self.back, self.discard):
            ways.addWidget(made)
        for part in (self.state, self.more, self._typing, self.message, row):
            self.add(part)


def _is_pressing(parcel: Parcel, on: date) -> bool:
    return parcel.outcome in (Outcome.MISSING, Outcome.DISCARDED) or parcel.is_overdue(on)


def _state(parcel: Parcel, on: date) -> str:
    said = plain(parcel.outcome_on) if parcel.outcome_on else ""
    match parcel.outcome:
        case Outcome.RECEIVED:
            return f"{parcel.package} は、{said}に受け取りを確かめました。"
        case Outcome.MISSING:
            return f"{parcel.package} は、{said}に「届いていない」と記録しました。"
        case Outcome.OPEN if parcel.is_overdue(on):
            return f"{parcel.package} の受け取りを、まだ確かめていません（期限：{plain(parcel.due_on)}）。"
        case Outcome.OPEN:
            return f"{parcel.package} の受領の数字を待っています（期限：{plain(parcel.due_on)}）。"
        case Outcome.DISCARDED:
            return f"{parcel.package} を渡したあとの鍵の廃棄（{said}）が、終わりまで進んでいません。この台帳は、まだ開けます。"
        case Outcome.REPLACED | Outcome.TAKEN_BACK:
            return ""
    raise AssertionError(parcel.outcome)


def _more(parcel: Parcel, on: date) -> str:
    match parcel.outcome:
        case Outcome.RECEIVED:
            return _RECEIVED
        case Outcome.MISSING:
            return _MISSING
        case Outcome.DISCARDED:
            return _CUT_SHORT
        case _:
            return _OVERDUE if parcel.is_overdue(on) else _ASKED
