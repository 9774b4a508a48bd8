"""会議を開く: one page from the kind of meeting to the minutes; nothing typed is lost when a meeting is refused."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.hours import read_hour
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Case, Meeting, MeetingBasis, MeetingSeries
from hokatsu_desktop.services.called_meetings import call_with_newcomers, case_choice
from hokatsu_desktop.services.case_basis import Sitting
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.services.meetings import Invitee, MeetingCall
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import call_for, next_day
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import AimCard, CasesCard, KindCard, PeopleCard, WhenCard
from hokatsu_desktop.ui.meetings.call_choices import Wanted, case_row, member_rows
from hokatsu_desktop.ui.meetings.call_time_card import TimeCard
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.meetings.series_card import SeriesCard
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.message_bar import Action, MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDEST = 1000


class CallingPage(QWidget):
    """What is typed stays until the meeting is called or given up, also when the user goes elsewhere meanwhile."""

    called = Signal(int)
    """The id of the meeting that was called."""
    given_up = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.message = MessageBar()
        self.series = SeriesCard()
        self.kind = KindCard()
        self.when = WhenCard(desk.today())
        self.cases = CasesCard(desk)
        self.aim = AimCard()
        self.people = PeopleCard(desk)
        self.time = TimeCard(desk)
        self.call_button = button("会議を開く　Ctrl+Enter", ButtonLook.PRIMARY)
        self.leave_button = button("やめる", ButtonLook.QUIET)
        self._is_blank = True
        self._build()
        self._connect()
        self.clear()

    def begin(self, case_id: int | None) -> None:
        """Comes to the page, with a case chosen already if one is given; what was typed before stays."""
        if case_id is not None:
            with self._desk.reading() as session:
                row = case_row(case_choice(session, case_id))
            self.cases.picker.add(row)
        with self._desk.reading() as session:
            self.series.learn(session)
        stop = self.kind.first_stop() if self.series.isHidden() else self.series.field
        stop.setFocus(Qt.FocusReason.TabFocusReason)

    def clear(self) -> None:
        """Begins anew."""
        self.message.dismiss()
        for card in (self.series, self.kind, self.when, self.cases, self.aim, self.people, self.time):
            card.clear()
        with self._desk.reading() as session:
            self.series.learn(session)
            self.kind.learn(session)
            self.when.learn(session)
            self.time.learn(session)
        self.kind.propose_name()
        self._time_changed()

    def drop_gone(self) -> None:
        """Takes chosen cases away that are there no more."""
        with self._desk.reading() as session:
            gone = [one for one in self.cases.case_ids() if why_gone(session, Case, one)]
        for one in gone:
            self.cases.picker.remove(one)

    def case_id(self) -> int | None:
        """The first case chosen, for coming back here."""
        return next(iter(self.cases.case_ids()), None)

    def finish(self) -> None:
        """Calls the meeting; a no is shown above with what can be done instead."""
        problem = self._first_problem()
        if problem is not None:
            words, stop = problem
            self.message.tell(MessageKind.WARNING, words)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            meeting = self._desk.act(self._call)
        except Refusal as refusal:
            self._refused(refusal)
        except StoreRefusal as refusal:
            self.message.tell(MessageKind.ERROR, refusal.words)
        else:
            self.clear()
            self.called.emit(meeting.id)

    def _call(self, session: Session) -> Meeting:
        wanted = self.people.wanted()
        series = session.get(MeetingSeries, self.series.series_id() or 0)
        call = MeetingCall(
            basis=MeetingBasis(self.kind.basis()),
            held_on=self._held_on() or self._desk.today(),
            case_ids=self.cases.case_ids(),
            grounds=self.cases.grounds.chosen(),
            name=self.kind.name.value(),
            begins_at=read_hour(self.when.hour.value()),
            place=self.when.place.value(),
            aims=tuple(self.aim.aims.value()),
            aim_text=self.aim.text.value(),
            goal=self.aim.goal.value(),
            facilitator=self.time.facilitator.value(),
            recorder=self.time.recorder.value(),
            invitees=invitees(wanted),
            time_template=self.time.template(),
            series_id=series.id if series is not None else None,
            handout_rule=series.handout_rule if series is not None else "collect",
        )
        return call_with_newcomers(session, call, [one.invitee for one in wanted if one.joins])

    def _held_on(self) -> date | None:
        stored = self.when.day.value()
        try:
            return PartialDate.from_text(stored).as_date() if stored else None
        except ValueError:
            return None

    def _first_problem(self) -> tuple[str, QWidget] | None:
        """What no meeting can be called without, and the field for it."""
        if not self.kind.basis():
            return "どの会議かを選んでください。", self.kind.first_stop()
        if self._held_on() is None:
            return "会議の日を入れてください。年月日まで決まっている日が要ります。", self.when.day.field
        if self.when.hour.value() and read_hour(self.when.hour.value()) is None:
            return "はじまる時刻を、13:30 や 午後1時半 のように書いてください。", self.when.hour
        return None

    def _refused(self, refusal: Refusal) -> None:
        actions = self._ways_out(refusal.offer)
        self.message.tell(MessageKind.WARNING, refusal.words, actions)
        if actions:
            self.message.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.cases.picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ways_out(self, offer: str) -> list[Action]:
        """What can be done at once: the cases in the way on a ground of their own, or the whole meeting on another."""
        if not offer:
            return []
        blocked = self.cases.grounds.blocked()
        whole = "支援会議として開く"
        if not 0 < len(blocked) < len(self.cases.case_ids()):
            return [(whole, lambda: self._call_as(offer))]
        named = blocked[0].title if len(blocked) == 1 else f"同意がまだの{len(blocked)}件"
        return [(f"{named}だけ{whole}", self._call_on_two), (f"みんな{whole}", lambda: self._call_as(offer))]

    def _call_on_two(self) -> None:
        """Puts the cases without consent on the ground open to them, keeps everything typed, and calls."""
        self.cases.grounds.settle()
        self.finish()

    def _call_as(self, basis: str) -> None:
        """Switches the kind, keeps everything typed, and calls."""
        self.kind.set_basis(basis)
        self.finish()

    def _give_up(self) -> None:
        self.clear()
        self.given_up.emit()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words("会議を開く", Look.TITLE))
        head.addStretch(1)
        head.addWidget(self.leave_button)
        head.addWidget(self.call_button)
        column = QVBoxLayout()
        column.setSpacing(16)
        for card in (self.series, self.kind, self.when, self.cases, self.aim, self.people, self.time):
            column.addWidget(card)
        column.addStretch(1)
        inner = QWidget()
        inner.setLayout(column)
        inner.setMaximumWidth(px(_WIDEST))
        column.setContentsMargins(0, 0, 0, 24)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 4, 24, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(24, 14, 24, 10)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.message)
        outer.addLayout(top)
        outer.addWidget(line)
        outer.addWidget(scrolled(page), 1)

    def _connect(self) -> None:
        self.call_button.clicked.connect(self.finish)
        self.leave_button.clicked.connect(self._give_up)
        self.series.chosen.connect(self._take_series)
        self.series.chosen.connect(lambda _series_id: self._kind_changed())
        self.cases.picker.changed.connect(self._cases_changed)
        self.people.picker.changed.connect(self._people_changed)
        self.kind.changed.connect(self._kind_changed)
        self.when.hour.changed.connect(self._time_changed)
        self.when.day.changed.connect(self._kind_changed)

    def _take_series(self, series_id: int) -> None:
        """Fills in what the regular meeting says; what was typed where it says nothing stays."""
        with self._desk.reading() as session:
            series = session.get(MeetingSeries, series_id)
            self.time.set_series(series)
            if series is None:
                return
            day = next_day(session, series)
            call = call_for(session, series, day or self._desk.today())
            rows = member_rows(session, call.invitees)
        self.kind.set_basis(call.basis)
        self.kind.name.set_value(call.name)
        self.when.take(day, call.begins_at, call.place)
        for row in rows:
            self.people.picker.add(row)
        self.time.take(call.facilitator, call.time_template)
        self._time_changed()

    def _cases_changed(self) -> None:
        ids = self.cases.case_ids()
        self.people.set_cases(ids)
        self.time.set_cases(ids)
        self._kind_changed()
        self._people_changed()

    def _kind_changed(self) -> None:
        basis, day = self.kind.basis(), self._held_on() or self._desk.today()
        sitting = Sitting(basis, day, self.series.series_id()) if basis else None
        self.cases.grounds.show_at(sitting, self.cases.case_ids())

    def _people_changed(self) -> None:
        self.time.set_people([row.title for row in self.people.picker.chosen()])

    def _time_changed(self) -> None:
        self.time.set_begin(read_hour(self.when.hour.value()))


def invitees(wanted: Sequence[Wanted]) -> tuple[Invitee, ...]:
    """The people to invite who need not be added to the directory first."""
    return tuple(one.invitee for one in wanted if not one.joins)
