"""The ground of a case at a meeting: what may be done about it, with the button that does it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from hokatsu_desktop.models import Case, MeetingBasis
from hokatsu_desktop.services.called_meetings import put_case_on, take_case_off
from hokatsu_desktop.services.case_basis import BasisOffer, short_name, treat_as
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words


class BasisLine(QFrame):
    """The offer for one case that is on the meeting; where the case may not stay as it is, also the way to leave it out."""

    def __init__(self, desk: Desk, title: str, meeting_case_id: int, offer: BasisOffer) -> None:
        super().__init__()
        self.setProperty("look", "warning" if offer.is_needed else "info")
        self.take = button(offer.button, ButtonLook.INLINE)
        self.take.setAccessibleName(f"{title}を{offer.button}")
        self.take.clicked.connect(
            lambda _checked=False: desk.try_act(lambda session: treat_as(session, meeting_case_id, offer.basis))
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(4)
        column.addWidget(Words(offer.words, Look.SMALL, wrap=True))
        row = FlowLayout()
        row.addWidget(self.take)
        self.leave_out: QPushButton | None = None
        if offer.is_needed:
            self.leave_out = button("この会議から外す", ButtonLook.QUIET)
            self.leave_out.setAccessibleName(f"{title}をこの会議から外す")
            self.leave_out.clicked.connect(
                lambda _checked=False: desk.try_act(lambda session: take_case_off(session, meeting_case_id))
            )
            row.addWidget(self.leave_out)
        column.addLayout(row)


class WithoutConsentLine(QFrame):
    """Puts cases on a meeting; where consent is missing it says so and offers another ground, the keyboard on it."""

    def __init__(self, desk: Desk, meeting_id: int) -> None:
        super().__init__()
        self.setProperty("look", "warning")
        self._desk = desk
        self._meeting_id = meeting_id
        self._case_id = 0
        self.words = Words(wrap=True)
        self._basis = MeetingBasis.SUPPORT
        self.take: QPushButton = button("", ButtonLook.INLINE)
        self.away = button("やめる", ButtonLook.QUIET)
        self._build()
        self.hide()

    def put_on(self, case_id: int) -> None:
        """Puts a case on the meeting, or asks on what ground."""
        self.hide()
        try:
            self._desk.act(lambda session: put_case_on(session, self._meeting_id, case_id))
        except Refusal as refusal:
            if not refusal.offer:
                self._desk.said.emit("warning", refusal.words)
                return
            self._ask(case_id, refusal.words, MeetingBasis(refusal.offer))
        except StoreRefusal as refusal:
            self._desk.said.emit("warning", refusal.words)

    def _ask(self, case_id: int, words: str, basis: MeetingBasis) -> None:
        self._case_id, self._basis = case_id, basis
        self.take.setText(f"{short_name(basis)}として加える")
        with self._desk.reading() as session:
            title = still_there(session, Case, case_id).title
        self.take.setAccessibleName(f"{title}を{self.take.text()}")
        self.words.say(words)
        self.show()
        self.take.setFocus(Qt.FocusReason.TabFocusReason)

    def _put_on(self) -> None:
        case_id, basis = self._case_id, self._basis
        done = self._desk.try_act(lambda session: put_case_on(session, self._meeting_id, case_id, basis))
        if done is not None:
            self.hide()

    def _build(self) -> None:
        row = FlowLayout()
        row.addWidget(self.take)
        row.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.addWidget(self.words)
        column.addLayout(row)
        self.take.clicked.connect(lambda _checked=False: self._put_on())
        self.away.clicked.connect(lambda _checked=False: self.hide())
