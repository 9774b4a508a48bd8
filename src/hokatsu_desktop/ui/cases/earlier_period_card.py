"""前の期: who was there before, what was promised, and the way to the papers, plans and meetings of then."""

from collections.abc import Callable

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.earlier_periods import EarlierPeriod, earlier_period
from hokatsu_desktop.ui.cases.case_facts import Fact, period_words
from hokatsu_desktop.ui.cases.closing_card import SUMMARY
from hokatsu_desktop.ui.cases.facts_grid import FactsGrid
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout

Jump = tuple[str, Callable[[], None]]


class EarlierPeriodCard(Card):
    """Shown once a case was reopened; only looks and leads on."""

    def __init__(self, desk: Desk, printer: Printer, case_id: int) -> None:
        super().__init__("前の期")
        self._desk = desk
        self._printer = printer
        self._case_id = case_id
        self._told: object = None
        self.facts = FactsGrid()
        self.jumps = FlowLayout()
        self.add(self.facts)
        self.body.addLayout(self.jumps)

    def show_page(self, page: CasePage) -> None:
        """Shows the period before the one the case is in now; hidden in the first."""
        with self._desk.reading() as session:
            earlier = earlier_period(session, self._case_id)
        self.setVisible(earlier is not None)
        if earlier is None:
            return
        self.heading.say(f"前の期（第{earlier.period.ordinal}期）")
        facts = earlier_facts(earlier, page.periods[0].opened_why)
        self.facts.set_facts(facts)
        ways = self._ways(earlier)
        told = [words for words, _ in ways]
        if told == self._told:
            return
        self._told = told
        clear(self.jumps)
        for words, way in ways:
            jump = button(words, ButtonLook.INLINE)
            jump.clicked.connect(lambda _checked=False, way=way: way())
            self.jumps.addWidget(jump)
        show_all(self.jumps)

    def _ways(self, earlier: EarlierPeriod) -> list[Jump]:
        period_id = earlier.period.id
        ways: list[Jump] = []
        if earlier.period.closed_on is not None:
            ways.append(("終結のまとめ", lambda: self._printer.print_sheet(SUMMARY, period_id)))
        for plan in earlier.plans:
            place = Place(section="cases", case_id=self._case_id, tab="plan", record_id=plan.id)
            ways.append((f"プラン {plan.number}", lambda place=place: self._desk.go(place)))  # type: ignore[misc]
        for meeting, _ in earlier.meetings:
            place = Place(section="meetings", meeting_id=meeting.id)
            words = f"{short(meeting.held_on)} {meeting.name}"
            ways.append((words, lambda place=place: self._desk.go(place)))  # type: ignore[misc]
        papers = Place(section="cases", case_id=self._case_id, tab="papers")
        return [*ways, ("これまでの書類", lambda: self._desk.go(papers))]


def earlier_facts(earlier: EarlierPeriod, why_reopened: str) -> list[Fact]:
    """What to know of a period that is over: why it was taken up again, how it ended, who was there, what was promised."""
    return [
        ("再開した理由", why_reopened),
        *period_words(earlier.period, is_newest=False),
        ("関わった人", "\n".join(earlier.people)),
        ("約束したこと", "\n".join(earlier.promises)),
    ]
