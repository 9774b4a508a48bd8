"""The small windows of the ledger of media: registering one, lending it, and writing how that ended."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.services.media import (
    Ending,
    Lending,
    MediumState,
    end_loan,
    lend_medium,
    note_unfit,
    register_medium,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.task_list import stored_day
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.meetings.picker import roomy_column, scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDTH, _AROUND_FIELDS, _BESIDE, _EDGE = 600, 230, 60, 80  # around the fields: heading, buttons, and room for a no


Job = Callable[[Session], object]


class _Asking(Dialog):
    """Fields above each other, a no told below them, and the one button that does it; `job` is made of what was typed."""

    def __init__(
        self, desk: Desk, heading: str, act_words: str, job: Callable[[], Job], parent: QWidget | None
    ) -> None:
        super().__init__(heading, parent)
        self._desk = desk
        self._job = job
        self.message = MessageBar()
        self._page = QWidget()
        self._fields = roomy_column(self._page)
        self._fields.setSpacing(px(14))
        self.body.addWidget(scrolled(self._page), 1)
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button(act_words, ButtonLook.PRIMARY), closes=False)
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.go_on.clicked.connect(lambda _checked=False: self.press())

    def ask(self, *fields: tuple[str, QWidget]) -> None:
        """The fields with their labels, in a window as tall as they are, if the screen is."""
        for label, field in fields:
            self._fields.addLayout(labelled(label, field))
        self._fields.addStretch(1)
        room = self.screen().availableGeometry()
        width = min(px(_WIDTH), room.width() - _EDGE)
        height = px(_AROUND_FIELDS) + self._fields.heightForWidth(width - px(_BESIDE))
        self.resize(width, min(height, room.height() - _EDGE))

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins with the first question, chips included."""
        super().showEvent(event)
        if (first := first_stop_in(self._page)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self) -> None:
        """Does it, or says why not; everything typed is still there then."""
        try:
            self._desk.act(self._job())
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.accept()


class RegisterDialog(_Asking):
    """A medium gets its number, once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "媒体を登録する", "登録する", self._typed, parent)
        self.number = TextField("medium_number", "登録番号")
        self.kind = TextField("medium_kind", "種類（例：USBメモリー 32GB）")
        self.ask(("登録番号（媒体に貼る番号）", self.number), ("種類（例：USBメモリー 32GB）", self.kind))

    def _typed(self) -> Job:
        number, kind = self.number.value(), self.kind.value()
        return lambda session: register_medium(session, number, kind)


class LendDialog(_Asking):
    """A medium leaves for something else than a handover package; that writes its own line."""

    def __init__(self, desk: Desk, medium: MediumState, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"媒体 {medium.number} を貸し出す", "貸し出す", self._typed, parent)
        self._medium_id = medium.medium_id
        self.purpose = TextField("loan_purpose", "目的・行き先")
        self.carrier = TextField("loan_carrier", "持ち出す人")
        self.approver = TextField("loan_approver", "承認した人")
        self.due_on = DateField("loan_due_on", "返却の期限", desk.today())
        self.ask(
            ("目的・行き先", self.purpose),
            ("持ち出す人", self.carrier),
            ("承認した人", self.approver),
            ("返却の期限", self.due_on),
        )

    def _typed(self) -> Job:
        medium_id, due_on = self._medium_id, stored_day(self.due_on.value())
        lending = Lending(self.purpose.value(), self.carrier.value(), self.approver.value(), due_on)
        return lambda session: lend_medium(session, medium_id, lending)


class RetireDialog(_Asking):
    """A medium is not to be used any more; its number stays in the ledger."""

    def __init__(self, desk: Desk, medium: MediumState, parent: QWidget | None = None) -> None:
        super().__init__(desk, f"媒体 {medium.number} を使わないことにする", "使わない", self._typed, parent)
        self._number = medium.number
        self.why = TextField("unfit_why", "使わないわけ（例：古くなった、番号をまちがえた）")
        self.ask(("使わないわけ（例：古くなった、番号をまちがえた）", self.why))

    def _typed(self) -> Job:
        number, why = self._number, self.why.value()
        return lambda session: note_unfit(session, number, why)


class EndDialog(_Asking):
    """How a lending ended; erasing and destroying ask for the method and a witness."""

    def __init__(
        self, desk: Desk, medium: MediumState, loan_id: int, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, f"媒体 {medium.number} をどうしたか", "書く", self._typed, parent)
        self._loan_id = loan_id
        self.ending = ChipChoice("loan_ending", "どうしたか", load_list("medium_ending"))
        self.method = TextField("loan_method", "消した・こわした方法")
        self.witness = TextField("loan_witness", "立ち会った人")
        self.ended_on = DateField("loan_ended_on", "その日", today)
        self.ended_on.set_value(today.isoformat())
        self._fields.addWidget(Words(medium.words, Look.QUIET, wrap=True))
        self.ask(
            ("どうしたか", self.ending),
            ("消した・こわした方法（例：初期化のあと、全体に上書き）", self.method),
            ("立ち会った人", self.witness),
            ("その日", self.ended_on),
        )

    def _typed(self) -> Job:
        loan_id = self._loan_id
        ending = Ending(
            self.ending.value(), self.method.value(), self.witness.value(), stored_day(self.ended_on.value())
        )
        return lambda session: end_loan(session, loan_id, ending)
