"""The cards of the page 会議を開く: kind, day and place, cases, aim, people, leading and time."""

from collections.abc import Sequence
from datetime import date, time
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Case, MeetingBasis, Person
from hokatsu_desktop.services.agencies import directory
from hokatsu_desktop.services.called_meetings import case_choices
from hokatsu_desktop.services.clock import today as office_today
from hokatsu_desktop.services.meetings import meetings
from hokatsu_desktop.services.modes import mode_on
from hokatsu_desktop.services.suggested_people import Suggested, suggested_people
from hokatsu_desktop.sheets.lists import label_of, load_list
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_choices import (
    KIND_WORDS,
    KINDS,
    OTHER,
    Wanted,
    case_row,
    newcomer_rows,
    other_bases,
    people_rows,
    person_row,
    principal_row,
    proposed_days,
)
from hokatsu_desktop.ui.meetings.call_grounds import CallGrounds
from hokatsu_desktop.ui.meetings.picker import Picker
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice, ListChoice
from hokatsu_desktop.ui.widgets.choices_field import ChoicesField
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.date_reading import short_described
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words


def label_for(words: str, buddy: QWidget) -> Words:
    """The label of a field."""
    label = Words(words, Look.LABEL)
    label.setBuddy(buddy)
    return label


class KindCard(Card):
    """Which meeting: the kind decides about consent and secrecy, the local name is the town's own."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("どの会議ですか")
        self.kinds = ChipChoice("kind", "会議の種類", KINDS)
        self.words = Words(look=Look.QUIET, wrap=True)
        self.others = ListChoice("other_basis", "会議の根拠", other_bases())
        self.others.setMaximumWidth(px(360))
        self.name = TextField("meeting_name", "会議の名前（町での呼び名）")
        self.name.setMaximumWidth(px(420))
        self._names: dict[str, str] = {}
        self._proposed = ""
        self._last = MeetingBasis.SUPPORT.value
        self.add(self.kinds)
        self.add(self.words)
        self.add(self.others)
        self.body.addLayout(labelled("会議の名前（町での呼び名）", self.name))
        self.kinds.changed.connect(self._changed)
        self.others.changed.connect(self._changed)

    def clear(self) -> None:
        """Back to 支援会議."""
        self.others.set_value("")
        self.name.set_value("")
        self.set_basis(MeetingBasis.SUPPORT)

    def learn(self, session: Session) -> None:
        """The local names used last, by basis, and which meetings the town may hold."""
        self._names = {}
        for one in meetings(session):
            self._names.setdefault(one.basis, one.name)
        mode = mode_on(session, office_today(session))
        for option in self.kinds.options():
            option.setVisible(option.key == OTHER or option.key in mode.bases)
        if self.basis() not in mode.bases:
            self.set_basis(mode.without_consent)

    def basis(self) -> str:
        """The basis chosen; empty while 「ほか」 is chosen without one."""
        return self.others.value() if self.kinds.value() == OTHER else self.kinds.value()

    def set_basis(self, basis: str) -> None:
        """Chooses one of the two meetings of the programme, or another by its law."""
        is_own = basis in {one.key for one in KINDS.values}
        self.kinds.set_value(basis if is_own else OTHER)
        if not is_own:
            self.others.set_value(basis)
        self._changed()

    def first_stop(self) -> QWidget:
        """Where the keyboard comes in."""
        return self.kinds.first_stop()

    def propose_name(self) -> None:
        """Puts the local name used last, unless the user has typed one."""
        if self.name.value() in ("", self._proposed):
            basis = self.basis()
            self._proposed = self._names.get(basis) or (
                label_of("meeting_basis", basis).split("（")[0] if basis else ""
            )
            self.name.set_value(self._proposed)

    def _changed(self) -> None:
        if not self.kinds.value():  # pressing the chosen chip again must not leave a meeting without a kind
            self.kinds.set_value(self._last)
        self._last = self.kinds.value()
        self.others.setVisible(self._last == OTHER)
        self.words.say(KIND_WORDS[self._last])
        self.propose_name()
        self.changed.emit()


class WhenCard(Card):
    """Day, hour and place; the days offered are open days."""

    def __init__(self, today: date) -> None:
        super().__init__("いつ・どこで")
        self.day = DateField("held_on", "会議の日", today)
        self.hour = TextField("begins_at", "はじまる時刻")
        self.place = TextField("place", "場所")
        self._place = ""
        grid = TwelfthsLayout(across=16, down=14)
        grid.place(self.day, 4, lambda: px(240), label_for("日", self.day.field))
        grid.place(self.hour, 2, lambda: px(120), label_for("はじまる時刻", self.hour))
        grid.place(self.place, 6, lambda: px(260), label_for("場所", self.place))
        self.body.addLayout(self._days(today))
        self.body.addLayout(grid)

    def clear(self) -> None:
        """No day, the usual hour and place."""
        self.day.set_value("")
        self.hour.set_value("13:30")
        self.place.set_value("")

    def learn(self, session: Session) -> None:
        """The hour and place of the newest meeting."""
        newest = next(iter(meetings(session, most=1)), None)
        if newest is not None:
            self.take(None, newest.begins_at, newest.place)

    def take(self, day: date | None, begins_at: time | None, place: str) -> None:
        """Fills in day, hour and place as far as they are given; the keyboard stays where it is."""
        if day is not None:
            self.day.set_value(PartialDate.of(day).text)
        if begins_at is not None:
            self.hour.set_value(f"{begins_at.hour}:{begins_at.minute:02d}")
        if place:
            self.place.set_value(place)

    def _days(self, today: date) -> FlowLayout:
        flow = FlowLayout(across=8, down=6)
        for day in proposed_days(today):
            made = button(short_described(PartialDate.of(day)), ButtonLook.INLINE)
            made.setAccessibleName(f"会議の日を {short_described(PartialDate.of(day))} にする")
            made.clicked.connect(partial(self._take, day))
            flow.addWidget(made)
        return flow

    def _take(self, day: date, _checked: bool = False) -> None:
        self.day.set_day(day)


class CasesCard(Card):
    """Which cases are talked about, each with its consent."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("話し合うケース")
        self._desk = desk
        self.grounds = CallGrounds(desk)
        self.picker = Picker(
            "cases", "ケースを探す（名前・かな・番号）", "話し合うケース", "まだ選んでいません。", self._find
        )
        self.add(self.picker)
        self.add(self.grounds)

    def clear(self) -> None:
        """No case."""
        self.picker.set_chosen(())
        self.grounds.clear()

    def case_ids(self) -> tuple[int, ...]:
        """The cases chosen, in the order they were chosen."""
        return tuple(one for one in self.picker.targets() if isinstance(one, int))

    def _find(self, typed: str) -> Sequence[ListRow]:
        with self._desk.reading() as session:
            return [case_row(one) for one in case_choices(session, typed)]


class AimCard(Card):
    """What this one meeting is for, and where it should have arrived at its end."""

    def __init__(self) -> None:
        super().__init__("目的と到達点")
        self.aims = ChoicesField("aims", "本日の目的", load_list("meeting_aim"))
        self.text = TextField("aim_text", "目的（くわしく）")
        self.goal = LinesField("goal", "到達点", 2)
        self.body.addLayout(labelled("本日の目的", self.aims, self.aims.first_stop()))
        self.body.addLayout(labelled("目的（くわしく）", self.text))
        goal = labelled("到達点", self.goal)
        goal.insertWidget(1, Words("会議が終わったときに、どうなっていればよいかを書きます。", Look.QUIET, wrap=True))
        self.body.addLayout(goal)

    def clear(self) -> None:
        """No aim."""
        self.aims.set_value([])
        self.text.set_value("")
        self.goal.set_value("")


class PeopleCard(Card):
    """Who comes: the directory, people who are new, and 本人 of the chosen cases."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("出席する人")
        self._desk = desk
        self._suggested: list[Suggested] = []
        self._principals: list[str] = []
        self.all_around = button("関わっている人をみんな加える", ButtonLook.INLINE)
        self.all_around.clicked.connect(self._add_all)
        self.corner.addWidget(self.all_around)
        self.picker = Picker(
            "attendees", "人を探す（機関・職・氏名）", "出席する人", "まだ選んでいません。", self._find
        )
        self.add(
            Words(
                "一覧にない人は「機関　職　氏名」のように空白で区切って打つと、新しく加えられます。",
                Look.QUIET,
                wrap=True,
            )
        )
        self.add(self.picker)

    def clear(self) -> None:
        """Nobody."""
        self.picker.set_chosen(())
        self.set_cases(())

    def set_cases(self, case_ids: Sequence[int]) -> None:
        """Offers the people around these cases first."""
        with self._desk.reading() as session:
            self._suggested = suggested_people(session, case_ids)
            cases = [session.get(Case, case_id) for case_id in case_ids]
            people = [session.get(Person, case.principal_id) for case in cases if case is not None]
            self._principals = [person.shown_name for person in people if person is not None]
        self.all_around.setVisible(any(one.is_around for one in self._suggested))
        if self.picker.isVisible():
            self.picker.look_again()

    def wanted(self) -> list[Wanted]:
        """The people chosen."""
        return [one for one in self.picker.targets() if isinstance(one, Wanted)]

    def _add_all(self) -> None:
        for one in self._suggested:
            if one.is_around:
                self.picker.add(person_row(one.entry, one.why))

    def _find(self, typed: str) -> Sequence[ListRow]:
        with self._desk.reading() as session:
            known = directory(session, typed)
        rows = people_rows(known, self._suggested)
        rows += [principal_row(name) for name in self._principals if typed in f"本人{name}"]
        return rows + ([] if known and " " not in typed and "　" not in typed else newcomer_rows(typed))
