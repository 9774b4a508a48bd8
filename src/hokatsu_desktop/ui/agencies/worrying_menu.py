"""With the heading of a round of visits: the households that worry, each of which is passed on with one choice."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from hokatsu_desktop.models import SurveyVisit
from hokatsu_desktop.services.surveys import Reported, report_worrying, worrying
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words

NAMED = 16  # characters of a household in a line of the menu


class WorryingMenu(QObject):
    """`parts` stand with the heading. Choosing a household stores what is typed, passes it on, and goes there."""

    def __init__(self, desk: Desk, round_id: int, flush: Callable[[], bool]) -> None:
        super().__init__()
        self._desk = desk
        self._round_id = round_id
        self._flush = flush
        self.button = button("気になる世帯をつなぐ…", picture="chevron-down")
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        self.words = Words(look=Look.QUIET)
        self.parts: tuple[QWidget, ...] = (self.button, self.words)
        self.setParent(self.button)  # it goes with its widgets, and hears of nothing afterwards
        desk.changed.connect(self.reread)
        self.reread()

    def reread(self) -> None:
        """Say how many households wait to be passed on."""
        with self._desk.reading() as session:
            waiting = len(worrying(session, self._round_id))
        self.words.say(f"まだつないでいない世帯　{waiting}" if waiting else "")

    def fill(self) -> None:
        """The households as they stand now: one may have been typed a moment ago."""
        self._flush()
        with self._desk.reading() as session:
            found = worrying(session, self._round_id)
        self.menu.clear()
        for one in found:
            line = self.menu.addAction(line_words(one))
            line.triggered.connect(lambda _checked=False, visit_id=one.id: self.report(visit_id))
        if not found:
            self.menu.addAction("「気になる」が「はい」で、まだつないでいない世帯はありません").setEnabled(False)

    def report(self, visit_id: int) -> None:
        """Pass a household on, and go to where it is now."""
        told: list[Reported] = []
        self._desk.try_act(lambda session: told.append(report_worrying(session, visit_id)))
        for one in told:
            self._desk.said.emit("success", reported_words(one))
            self._desk.go(place_of(one))


def line_words(visit: SurveyVisit) -> str:
    """What a line of the menu says: the district, the household, and where it goes."""
    flat = " ".join(visit.household.split()) or "（呼び方なし）"
    named = flat if len(flat) <= NAMED else f"{flat[:NAMED]}…"
    where = "次の会議にかける" if visit.case_id is not None else "つなぎを書きはじめる"
    return "　".join(filter(None, (visit.district.strip(), named, f"→ {where}"))).replace("&", "&&")


def reported_words(one: Reported) -> str:
    """What is said after passing on."""
    if one.meeting_id is not None:
        return "次の会議の案件に入れました。"
    return "つなぎの下書きにしました。たりないところを書いて、受け付けてください。"


def place_of(one: Reported) -> Place:
    """Where a household passed on is: the meeting, or its draft in the cases."""
    if one.meeting_id is not None:
        return Place(section="meetings", meeting_id=one.meeting_id)
    return Place(section="cases", case_id=one.case_id)
