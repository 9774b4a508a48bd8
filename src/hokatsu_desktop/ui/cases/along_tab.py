"""伴走: who walks along, outreach and participation support with their plans."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.ui.cases.along_page import AlongPage
from hokatsu_desktop.ui.cases.along_parts import (
    ALONG,
    OUTREACH,
    OUTREACH_SHEET,
    PARTICIPATION,
    PARTICIPATION_SHEET,
    PARTS,
)
from hokatsu_desktop.ui.cases.outreach_page import OutreachPage
from hokatsu_desktop.ui.cases.participation_page import ParticipationPage
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout

_NO_PLAN = "参加支援プランは、支援プランに付く紙です。会議の決定からプランを作ると、ここで書けます。"


class AlongTab(CaseTab):
    """What is typed in one part stands in the other at once: the visits on the plan, the places on theirs."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._page: CasePage | None = None
        self._plan_id: int | None = None
        self.parts = Segments("伴走の部分")
        self.parts.set_parts(PARTS)
        self.by_hand = button("手書き用", ButtonLook.QUIET)
        self.print = button("印刷", ButtonLook.SECOND, picture="print")
        self.along = AlongPage(hands, case_id)
        self.outreach = OutreachPage(hands, case_id)
        self.participation = ParticipationPage(hands, case_id)
        self.panes: dict[str, SheetPane] = {}
        self.no_plan = EmptyState(_NO_PLAN, "会議・プランを開く", self._to_plans)
        self.stack = QStackedWidget()
        self._build()

    def show_page(self, page: CasePage) -> None:
        self._page = page
        newest = page.plans[0].id if page.plans else None
        if newest != self._plan_id:
            self._plan_id = newest
            self._drop_pane(PARTICIPATION_SHEET)
        self._show_part()

    def show_record(self, record_id: int | None, blank: str) -> None:
        if blank in dict(PARTS):
            self.parts.show_part(blank)
            self._show_part()
        if record_id is not None and blank == OUTREACH:
            self.outreach.visits.go_to(record_id)
        elif record_id is not None and blank == PARTICIPATION:
            self.participation.places.go_to(record_id)

    def spot(self) -> tuple[int | None, str]:
        return None, self.parts.key()

    def flush(self) -> bool:
        stored = [self.along.flush(), self.outreach.flush(), self.participation.flush()]
        return all([*stored, *(pane.flush() for pane in self.panes.values())])

    def print_here(self) -> bool:
        """The plan of the part that is open."""
        key = self._sheet()
        subject = self.case_id if key == OUTREACH_SHEET else self._plan_id
        if not key or not self.flush():
            return False
        if subject is None:
            self.desk.said.emit("info", _NO_PLAN)
            return True
        self.hands.printer.print_sheet(key, subject)
        return True

    def _sheet(self) -> str:
        """The plan that belongs to the part that is open, or ""."""
        match self.parts.key():
            case key if key in (OUTREACH, OUTREACH_SHEET):
                return OUTREACH_SHEET
            case key if key in (PARTICIPATION, PARTICIPATION_SHEET):
                return PARTICIPATION_SHEET
            case _:
                return ""

    def _show_part(self) -> None:
        key = self.parts.key()
        if self._page is None:
            return
        self.stack.setCurrentWidget(self._part(key, self._page))
        self.by_hand.setVisible(bool(self._sheet()))
        self.print.setVisible(bool(self._sheet()))

    def _part(self, key: str, page: CasePage) -> QWidget:
        match key:
            case part if part == ALONG:
                self.along.show_page(page)
                return self.along
            case part if part == OUTREACH:
                self.outreach.show_page(page)
                return self.outreach
            case part if part == PARTICIPATION:
                self.participation.show_page(page)
                return self.participation
            case part if part == OUTREACH_SHEET:
                return self._pane(OUTREACH_SHEET, self.case_id)
            case part if part == PARTICIPATION_SHEET:
                return self.no_plan if self._plan_id is None else self._pane(PARTICIPATION_SHEET, self._plan_id)
            case _:
                raise ValueError(key)

    def _pane(self, key: str, subject_id: int) -> SheetPane:
        """The plan as a form, made when it is first looked at."""
        if key not in self.panes:
            self.panes[key] = SheetPane(self.desk, key, subject_id)
            self.stack.addWidget(self.panes[key])
        return self.panes[key]

    def _drop_pane(self, key: str) -> None:
        pane = self.panes.pop(key, None)
        if pane is not None:
            pane.flush()
            self.stack.removeWidget(pane)
            pane.hide()
            pane.deleteLater()

    def _turned(self) -> None:
        self.flush()
        self._show_part()

    def _to_plans(self) -> None:
        self.desk.go(Place(section="cases", case_id=self.case_id, tab="plan"))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 10, 24, 0)
        line = FlowLayout(across=10, down=6)  # large letters: the buttons go below, or they would cover the last part
        for made in (self.parts, self.by_hand, self.print):
            line.addWidget(made)
        head.addLayout(line, 1)
        for part in (self.along, self.outreach, self.participation, self.no_plan):
            self.stack.addWidget(part)
        self.column.addLayout(head)
        self.column.addWidget(self.stack, 1)
        self.parts.shown.connect(lambda _key: self._turned())
        self.print.clicked.connect(lambda _checked=False: self.print_here())
        self.by_hand.clicked.connect(lambda _checked=False: self.hands.printer.print_blank(self._sheet()))
