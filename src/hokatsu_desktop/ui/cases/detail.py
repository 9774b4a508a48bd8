"""The page of one case: head, tabs, and the tab that is open. Tabs are made when they are first looked at."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.cases import CasePage, case_page
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.ui.cases.along_tab import AlongTab
from hokatsu_desktop.ui.cases.assessment_tab import AssessmentTab
from hokatsu_desktop.ui.cases.header import CaseHeader
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.noted_view import note_opened_in
from hokatsu_desktop.ui.cases.notes_tab import NotesTab
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.page import lay_out_now
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.plan_tab import PlanTab
from hokatsu_desktop.ui.cases.referral_tab import ReferralTab
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.widgets.unwheeled import Tabs

_MAKERS: Mapping[str, tuple[str, Callable[[CaseHands, int], CaseTab]]] = {
    "overview": ("概要", OverviewTab),
    "referral": ("つなぎ", ReferralTab),
    "household": ("世帯", HouseholdTab),
    "assessment": ("見立て", AssessmentTab),
    "plan": ("会議・プラン", PlanTab),
    "along": ("伴走", AlongTab),
    "notes": ("経過", NotesTab),
    "papers": ("書類", PapersTab),
}
TABS = tuple(_MAKERS)


class CaseDetail(QWidget):
    """Shows one case at a time; the tab stays when the user goes to another case."""

    shown = Signal(object)
    """The CasePage that is shown now, for the side panel."""
    lost = Signal()
    """The making of the case was taken back; nothing is shown any more."""

    def __init__(self, hands: CaseHands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hands = hands
        self._case_id: int | None = None
        self._page: CasePage | None = None
        self._tabs: dict[str, CaseTab] = {}
        self._stale: set[str] = set()
        self.header = CaseHeader()
        self.bar = Tabs()
        self.bar.setAccessibleName("ケースの見出し")
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        for title, _ in _MAKERS.values():
            self.bar.addTab(title)
        self.stack = QStackedWidget()
        self._build()
        self.bar.currentChanged.connect(self._turned)
        hands.desk.changed.connect(self.reread)

    def case_id(self) -> int | None:
        """The case that is shown."""
        return self._case_id

    def tab_key(self) -> str:
        """The key of the tab that is open."""
        return TABS[self.bar.currentIndex()]

    def tab(self) -> CaseTab | None:
        """The tab that is open."""
        return self._tabs.get(self.tab_key()) if self._case_id is not None else None

    def show_case(self, case_id: int, tab: str = "") -> None:
        """Shows a case, at a tab if one is named. What was typed in the case before is stored first."""
        if tab in TABS:
            self.bar.blockSignals(True)
            self.bar.setCurrentIndex(TABS.index(tab))
            self.bar.blockSignals(False)
        if case_id != self._case_id:
            self.flush()
            self._clear()
            self._case_id = case_id
            self.reread()
            note_opened_in(self._hands.desk, case_id)
        else:
            self.reread()

    def leave(self) -> None:
        """Shows no case any more."""
        self.flush()
        self._clear()
        self._case_id = None
        self._page = None

    def reread(self) -> None:
        """Shows what is stored now: the head and the open tab at once, the others when they are looked at."""
        if self._case_id is None:
            return
        try:
            with self._hands.desk.reading() as session:
                self._page = case_page(session, self._case_id)
        except Gone:
            self.leave()
            self.lost.emit()
            return
        self.header.show_page(self._page)
        self._stale = set(self._tabs)
        self._show_tab()
        self.shown.emit(self._page)
        lay_out_now()

    def flush(self) -> bool:
        """Stores what is typed in any tab; True if all of it is stored."""
        stored = [tab.flush() for tab in self._tabs.values()]  # every one of them, whatever the first says
        return all(stored)

    def step(self, by: int) -> None:
        """Ctrl+Tab: the next tab, with the keyboard in it."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())
        self.enter()

    def enter(self) -> None:
        """Puts the keyboard into the open tab."""
        tab = self.tab()
        stop = first_stop_in(tab) if tab is not None else None
        (stop or self.bar).setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(24, 0, 24, 0)
        tabs.addWidget(self.bar, 1)  # by itself it would ask for less and put its last tab behind arrows
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(tabs)
        column.addWidget(line)
        column.addWidget(self.stack, 1)

    def _turned(self) -> None:
        self.flush()
        self._show_tab()
        lay_out_now()

    def _show_tab(self) -> None:
        """Makes the open tab if it is not there yet, and brings it up to date."""
        if self._case_id is None or self._page is None:
            return
        key = self.tab_key()
        if key not in self._tabs:
            self._tabs[key] = _MAKERS[key][1](self._hands, self._case_id)
            self.stack.addWidget(self._tabs[key])
            self._stale.add(key)
        tab = self._tabs[key]
        if key in self._stale:
            self._stale.discard(key)
            tab.show_page(self._page)
        self.stack.setCurrentWidget(tab)

    def _clear(self) -> None:
        for tab in self._tabs.values():
            self.stack.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        self._tabs.clear()
        self._stale.clear()
