"""What stands beside a case: the household, what is to be done, what waits for consent, who is involved."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.models import CaseAgency, Referral, Task
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.genograms import household_picture
from hokatsu_desktop.services.tasks import open_tasks, waiting_tasks
from hokatsu_desktop.ui.cases.case_facts import joined
from hokatsu_desktop.ui.cases.page import clear, let_grow, show_all
from hokatsu_desktop.ui.cases.task_list import TaskList
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.drawing_view import DrawingView
from hokatsu_desktop.ui.widgets.words import Look, Words


def involved(agencies: Sequence[CaseAgency], referral: Referral | None) -> list[tuple[str, str]]:
    """Who is involved, as (who, phone or what they do); the one who referred stands first."""
    people: dict[str, str] = {}
    if referral is not None and (who := joined(referral.from_agency_name, referral.from_contact_name)):
        people[who] = joined("つなぎ元", referral.from_phone)
    for one in agencies:
        who = joined(one.agency_name, one.contact_name)
        if who and one.until_on is None:
            people[who] = people.get(who) or one.what
    return list(people.items())


class SidePanel(QWidget):
    """Narrow cards; nothing is typed here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id: int | None = None
        self.drawing = DrawingView("世帯の図")
        self.tasks = TaskList(desk, "やることはありません。", most=4, look=Look.SMALL)
        self.waiting = TaskList(desk, "", ticks=False, most=4, look=Look.SMALL)
        self._people = QVBoxLayout()
        self._people.setSpacing(6)
        self._cards = {
            "household": self._card("世帯", self.drawing),
            "tasks": self._card("次にやること", self.tasks),
            "waiting": self._card("同意が取れたら", self.waiting),
            "people": self._card("関わっている人"),
            "why": self._card("この様式のわけ"),
        }
        self._cards["people"].body.addLayout(self._people)
        self._why = Words(look=Look.SMALL, wrap=True)
        self._cards["why"].add(self._why)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(12)
        for card in self._cards.values():
            card.hide()
            column.addWidget(let_grow(card))
        column.addStretch(1)

    def show_page(self, page: CasePage | None) -> None:
        """Shows what belongs to this case; None empties the panel."""
        for card in self._cards.values():
            card.setVisible(page is not None and card is not self._cards["why"])
        if page is None:
            return
        case_id = page.case.id
        with self._desk.reading() as session:
            picture = household_picture(session, case_id)
            open_now = open_tasks(session, case_id)
            asleep = waiting_tasks(session, case_id)
        self.drawing.set_drawing(picture.shapes, picture.words)
        self._show_tasks(open_now, asleep)
        people = involved(page.agencies, page.referrals[0][0] if page.referrals else None)
        self._show_people(people)
        self._cards["household"].setVisible(bool(picture.shapes))

    def show_why(self, why: str) -> None:
        """Shows why the sheet that is being filled in is as it is, and nothing else."""
        self.show_page(None)
        self._why.say(why)
        self._cards["why"].setVisible(bool(why))

    def _show_tasks(self, open_now: Sequence[Task], asleep: Sequence[Task]) -> None:
        self.tasks.set_tasks(open_now)
        self.waiting.set_tasks(asleep)
        self._cards["waiting"].setVisible(bool(asleep))

    def _show_people(self, people: Sequence[tuple[str, str]]) -> None:
        clear(self._people)
        for who, what in people:
            about = QVBoxLayout()
            about.setSpacing(0)
            about.addWidget(Words(who, Look.SMALL, wrap=True))
            if what:
                about.addWidget(Words(what, Look.QUIET, wrap=True))
            self._people.addLayout(about)
        show_all(self._people)
        self._cards["people"].setVisible(bool(people))

    def _card(self, heading: str, *widgets: QWidget) -> Card:
        card = Card(heading, small=True)
        for widget in widgets:
            card.add(widget)
        return card
