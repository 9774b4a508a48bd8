"""The first step of giving away: which way, to whom, how the code travels, and the open cases with what their 別紙 lack."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.handover import (
    BY_PHONE,
    SHARE,
    CaseToHandOver,
    HandoverPlan,
    missing_words,
    usual_arrival,
)
from hokatsu_desktop.services.handover_ways import Way
from hokatsu_desktop.sheets.lists import ChoiceList, load_list
from hokatsu_desktop.ui.handover.way_step import WayStep
from hokatsu_desktop.ui.meetings.picker import roomy_column
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_WAYS = "媒体とコードは、別の届け方にします。片方をなくしても、それだけでは開けません。"
_ARRIVAL = "受領の期限までに、受領書の数字をこのパソコンで確かめます。届かないときは「きょう」で知らせます。"
_CASES = "渡すのは台帳の全部です。印をつけたケースには、1件1枚の「ケース引継ぎ別紙」を付けます。"


class PlanStep(QWidget):
    """Everything is asked here, so that the steps after it only need looking and pressing."""

    def __init__(self, cases: Sequence[CaseToHandOver], today: date, way: WayStep) -> None:
        super().__init__()
        self.way = way
        self.to_name = TextField("to_name", "後任の方のお名前")
        self.to_post = TextField("to_post", "後任の方の職名")
        self.reason = ListChoice("reason", "事由", load_list("handover_reason"))
        self.effective_on = DateField("effective_on", "引継ぎの日", today)
        self.carrier = TextField("carrier", "運ぶ人")
        self.medium_route = ListChoice("medium_route", "媒体の届け方", _carried())
        self.medium_number = TextField("medium_number", "媒体の登録番号")
        self.code_route = ListChoice("code_route", "コードの届け方", load_list("handover_route"))
        self.arrive_by = DateField("arrive_by", "受領の期限", today)
        self.arrive_by.set_value(usual_arrival(today).isoformat())
        self.cases = {case.case_id: _tick(case) for case in cases}
        self._rest = QWidget()
        self._medium = QWidget()
        self._lay_out(cases)
        way.changed.connect(self._follow_way)
        self._follow_way()

    def plan(self) -> HandoverPlan:
        """What was decided."""
        return HandoverPlan(
            to_name=self.to_name.value(),
            to_post=self.to_post.value(),
            reason=self.reason.value(),
            effective_on=_day_in(self.effective_on.value()),
            carrier=self.carrier.value(),
            medium_route=SHARE if self.way.way() is Way.SHARE else self.medium_route.value(),
            medium_number="" if self.way.way() is Way.SHARE else self.medium_number.value(),
            code_route=self.code_route.value(),
            arrive_by=_day_in(self.arrive_by.value()),
            case_ids=tuple(case_id for case_id, tick in self.cases.items() if tick.isChecked()),
        )

    def _follow_way(self) -> None:
        """Only what the chosen way needs is asked."""
        self._rest.setVisible(self.way.way() is not Way.HERE)
        self._medium.setVisible(self.way.way() is Way.MEDIUM)

    def _lay_out(self, cases: Sequence[CaseToHandOver]) -> None:
        page = roomy_column(self)
        page.setSpacing(px(10))
        page.addWidget(self.way)
        page.addWidget(self._rest)
        page.addStretch(1)
        column = QVBoxLayout(self._rest)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addLayout(_row(self.to_name, self.to_post, self.reason))
        self._medium.setLayout(_row(self.medium_route, self.medium_number, self.carrier))
        column.addWidget(self._medium)
        column.addLayout(_row(self.code_route, self.effective_on, self.arrive_by))
        column.addWidget(Words(_ARRIVAL, Look.QUIET, wrap=True))
        column.addWidget(Words(_WAYS, Look.QUIET, wrap=True))
        column.addWidget(Words(f"進行中のケース　{len(self.cases)}件", Look.LABEL))
        column.addWidget(Words(_CASES, Look.QUIET, wrap=True))
        if missing := missing_words(cases):
            column.addWidget(Words(missing, wrap=True))
        for case in cases:
            column.addWidget(self.cases[case.case_id])
            if case.missing:
                column.addWidget(Words(f"まだ書かれていないこと：{'、'.join(case.missing)}", Look.QUIET, wrap=True))


def _carried() -> ChoiceList:
    """The ways a medium is carried: it goes by no telephone, and the share is a way of its own."""
    routes = load_list("handover_route")
    return replace(routes, values=tuple(one for one in routes.values if one.key not in {SHARE, BY_PHONE}))


def _row(*fields: QWidget) -> TwelfthsLayout:
    grid = TwelfthsLayout(across=16, down=8)
    for field in fields:
        grid.place(field, 4, lambda: px(150), _label(field))
    return grid


def _day_in(stored: str) -> date | None:
    try:
        return PartialDate.from_text(stored).as_date()
    except ValueError:
        return None


def _label(field: QWidget) -> Words:
    label = Words(field.accessibleName() or _name_of(field), Look.LABEL)
    label.setBuddy(field)
    return label


def _name_of(field: QWidget) -> str:
    proxy = field.focusProxy()
    return proxy.accessibleName() if proxy is not None else ""


def _tick(case: CaseToHandOver) -> QCheckBox:
    next_on = f"次は{short(case.next_on)}" if case.next_on else ""
    tick = QCheckBox("　".join(filter(None, (case.number, case.title, next_on))))
    tick.setChecked(True)
    return tick
