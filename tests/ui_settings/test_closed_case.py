"""A name planted in every text of a closed case: the colleague meets it on no screen, list, search, print or file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.exchange.csv_text import write_csv
from hokatsu_desktop.models import (
    Base,
    Case,
    FilledSheet,
    Meeting,
    MeetingCase,
    Person,
    Plan,
    SearchEntry,
    StaffRole,
    Veil,
)
from hokatsu_desktop.services.acts import UNLOGGED, act
from hokatsu_desktop.services.case_papers import papers_of_case
from hokatsu_desktop.services.cases import Show
from hokatsu_desktop.services.meeting_papers import papers_of_meeting
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.paper_state import state_of_paper
from hokatsu_desktop.services.papers import Paper, imprint_of, newest_paper, paper_of
from hokatsu_desktop.services.referrals import similar_people
from hokatsu_desktop.services.refusal import Closed, Refusal
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sight import is_hidden
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.store.open_store import OpenStore
from hokatsu_desktop.ui.cases.detail import TABS as CASE_TABS
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.meetings.detail import FINISHING
from hokatsu_desktop.ui.meetings.detail import TABS as MEETING_TABS
from hokatsu_desktop.ui.palette_dialog import PaletteDialog
from hokatsu_desktop.ui.place import HOME, Place
from hokatsu_desktop.ui.print_window.gathering import gather_meeting_end, gather_packet, gather_sheet
from hokatsu_desktop.ui.print_window.job import Wish
from hokatsu_desktop.ui.start.demo import main_case
from hokatsu_desktop.ui.start.practice import practice_town
from hokatsu_desktop.ui.widgets.busy import Tasks
from tests.ui.hands import show
from tests.ui_settings.office import NOW

SECRET = "秘川"


class ClosedTown:
    """The practice town with its fullest case closed to one colleague, and the name planted in it."""

    def __init__(self, store: OpenStore) -> None:
        self.store = store
        with store.transaction() as session:
            self.case_id = main_case(session)
            of_it = select(MeetingCase.meeting_id).where(MeetingCase.case_id == self.case_id)
            self.meetings = list(session.scalars(of_it))
            self.colleague = join_office(session, "見本 ひろし").id
            self.chief = join_office(session, "例森 おさむ", role=StaffRole.CHIEF).id
            hide_case(session, self.case_id, self.colleague, "いとこ")
        with self.working(self.colleague) as session:
            kinds = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_ not in UNLOGGED]
            everything = [
                (kind, one)
                for kind in kinds
                for one in session.connection().scalars(select(Base.metadata.tables[kind.__tablename__].c.id))
            ]
            self.planted = [(kind, one) for kind, one in everything if is_hidden(session, kind, one)]
        with store.transaction() as session, act(session, "plant", "書き入れる"):
            for kind, one in self.planted:
                plant(session.get_one(kind, one))

    @contextmanager
    def working(self, staff_id: int) -> Iterator[Session]:
        """Somebody's session."""
        before = self.store.session_facts.get("staff_id")
        self.store.session_facts["staff_id"] = staff_id
        try:
            with self.store.session() as session:
                yield session
        finally:
            self.store.session_facts["staff_id"] = before


def plant(row: Any) -> None:
    """Writes the name before every Japanese text of a record."""
    for column in row.__table__.columns:
        value = getattr(row, column.key)
        changed = planted(value)
        if changed != value:
            setattr(row, column.key, changed)


def planted(value: object) -> object:
    match value:
        case str() if not value.isascii():
            return f"{SECRET} {value}"
        case dict():
            return {key: planted(one) for key, one in value.items()}
        case list():
            return [planted(one) for one in value]
        case _:
            return value


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClosedTown]:
    opened = practice_town(tmp_path_factory.mktemp("renshu") / "daicho", lambda: NOW)
    town = ClosedTown(opened.store)
    yield town
    opened.store.close()


@contextmanager
def window_of(qtbot: QtBot, town: ClosedTown, staff_id: int) -> Iterator[MainWindow]:
    """Somebody's main window."""
    tasks = Tasks()
    window = MainWindow(Desk(town.store, staff_id, tasks, lambda: NOW), lock=lambda: None)
    window.desk.said.connect(lambda _kind, words: window.setProperty("said", words))
    show(qtbot, window, 1280, 800)
    yield window
    window.close()
    tasks.close()


def words_on(window: QWidget) -> list[str]:
    """Every text that stands on a window or is read out of it, also where it is scrolled away or cut."""
    found: list[str] = [str(window.property("said") or "")]
    for widget in window.findChildren(QWidget):
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
        match widget:
            case QLabel() | QAbstractButton() | QLineEdit():
                found.append(widget.text())
            case QPlainTextEdit() | QTextEdit():
                found.append(widget.toPlainText())
            case QComboBox():
                found += [widget.itemText(place) for place in range(widget.count())]
            case QTabBar():
                found += [widget.tabText(place) for place in range(widget.count())]
            case QAbstractItemView() if widget.model() is not None:
                model = widget.model()
                found += [
                    str(model.index(row, column).data(role))
                    for row in range(model.rowCount())
                    for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
                    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.UserRole)
                ]
            case _:
                pass
    return found


def places_of(town: ClosedTown) -> dict[str, Place]:
    """Every place at which something of the closed case may show."""
    case_id = town.case_id
    with town.working(town.chief) as session:
        plans = session.scalars(select(Plan.id).where(Plan.case_id == case_id)).all()
    found = {
        "today": HOME,
        "silent": Place(section="today", tab="silent"),
        "cases": Place(section="cases"),
        "trash": Place(section="cases", tab="trash"),
        "inbox": Place(section="cases", tab="inbox"),
        "meetings": Place(section="meetings"),
        "calling": Place(section="meetings", tab="new"),
        "calling it": Place(section="meetings", tab="new", case_id=case_id),
        "agencies": Place(section="agencies"),
        "settings": Place(section="settings"),
    }
    found |= {f"case {tab}": Place(section="cases", case_id=case_id, tab=tab) for tab in CASE_TABS}
    found |= {f"plan {one}": Place(section="meetings", tab="plan", record_id=one) for one in plans}
    found |= {
        f"meeting {one} {tab}": Place(section="meetings", meeting_id=one, tab=tab)
        for one in town.meetings
        for tab in (*(key for key, _ in MEETING_TABS), FINISHING)
    }
    return found


def places_with_secret(qtbot: QtBot, town: ClosedTown, staff_id: int) -> set[str]:
    """The places where somebody reads the planted name."""
    found = set()
    with window_of(qtbot, town, staff_id) as window:
        for name, place in places_of(town).items():
            window.show_place(place)
            QApplication.processEvents()
            if any(SECRET in words for words in words_on(window)):
                found.add(name)
        for shelf in Show:
            window.show_place(Place(section="cases"))
            window.cases.made().list.shows.show_part(shelf.value)
            window.cases.made().list.refresh()
            if any(SECRET in words for words in words_on(window)):
                found.add(f"list {shelf}")
        window.open_palette()
        (palette,) = window.findChildren(PaletteDialog)
        palette.field.setText(SECRET)
        if any(SECRET in words for words in words_on(palette) if words != SECRET):
            found.add("palette")
        palette.reject()
    return found


def test_no_screen_shows_it_to_the_colleague(qtbot: QtBot, town: ClosedTown) -> None:
    assert places_with_secret(qtbot, town, town.colleague) == set()


@pytest.mark.long  # the other half of the walk: what the colleague must not find is really there
def test_the_chief_reads_it_wherever_it_belongs(qtbot: QtBot, town: ClosedTown) -> None:
    found = places_with_secret(qtbot, town, town.chief)
    assert {f"case {tab}" for tab in CASE_TABS} <= found
    assert {"cases", "meetings", "palette", "settings"} <= found
    assert any(name.startswith("plan") for name in found)
    assert any(name.startswith("meeting ") for name in found)


def test_opening_it_by_its_place_says_whom_to_ask(qtbot: QtBot, town: ClosedTown) -> None:
    with window_of(qtbot, town, town.colleague) as window:
        window.show_place(Place(section="cases", case_id=town.case_id, tab="overview"))
        said = str(window.property("said"))
    assert "閉じられている" in said
    assert "所属長" in said
    assert "井上" not in said


def test_a_meeting_says_how_many_are_not_shown(qtbot: QtBot, town: ClosedTown) -> None:
    meeting = next(place for name, place in places_of(town).items() if name.startswith("meeting "))
    with window_of(qtbot, town, town.colleague) as window:
        window.show_place(meeting)
        assert any("1件は表示できません" in words for words in words_on(window))


def papers_for(session: Session, town: ClosedTown) -> list[Paper]:
    """Every paper that can be printed of the case's meetings, of the case itself, and the office's lists."""
    found: list[Paper] = []
    for meeting in session.scalars(select(Meeting).where(Meeting.id.in_(town.meetings))):
        found += packet_of(session, meeting.id).papers
        found += [paper_of(session, one.key, one.subject_id) for one in papers_of_meeting(session, meeting.id)]
        for made in (gather_packet(session, meeting.id, Wish()), gather_meeting_end(session, meeting.id, "", Wish())):
            found += made.papers
    for key in ("today_list", "open_cases"):
        found.append(paper_of(session, key, 1))
    beside = select(MeetingCase.case_id).where(MeetingCase.meeting_id.in_(town.meetings))
    for case_id in session.scalars(beside.distinct()):
        found += [paper_of(session, one.key, one.subject_id) for one in papers_of_case(session, case_id)]
    return found


@pytest.mark.long  # some hundred papers, twice
def test_no_paper_and_no_file_of_the_colleague_has_it(town: ClosedTown) -> None:
    with town.working(town.colleague) as session:
        papers = papers_for(session, town)
        assert [paper.sheet.key for paper in papers if SECRET in repr(paper)] == []
        assert SECRET.encode() not in write_csv(papers)
        assert SECRET not in repr(imprint_of(session))
    with town.working(town.chief) as session:
        named = {paper.sheet.key for paper in papers_for(session, town) if SECRET in repr(paper)}
    assert {"agenda", "case_list", "action_linkage", "minutes", "support_plan", "today_list"} & named


def test_its_papers_are_refused_and_the_packet_says_what_is_left_out(town: ClosedTown) -> None:
    with town.working(town.chief) as session:
        own = papers_of_case(session, town.case_id)
        number = session.get_one(Case, town.case_id).number or ""
        meeting = town.meetings[0]
        assert gather_packet(session, meeting, Wish()).not_shown == ""
    with town.working(town.colleague) as session:
        for one in own:
            with pytest.raises(Refusal):
                gather_sheet(session, one.key, one.subject_id, Wish())
        with pytest.raises(Closed):  # what the command line prints by
            newest_paper(session, number, "support_plan")
        assert "1件は表示できません" in gather_packet(session, meeting, Wish()).not_shown
        agenda = paper_of(session, "agenda", meeting)
        assert "1件は表示できません" in agenda.notes


def test_no_list_and_no_search_of_the_colleague_has_it(town: ClosedTown) -> None:
    with town.working(town.chief) as session:
        principal = session.get_one(Person, session.get_one(Case, town.case_id).principal_id)
    with town.working(town.colleague) as session:
        assert find(session, SECRET) == []
        assert similar_people(session, principal.name, principal.kana, "", "", apart_from=None) == []
        for kind in (Case, Person, Plan, MeetingCase, FilledSheet, SearchEntry, Veil):
            for row in session.scalars(select(kind)):
                assert SECRET not in repr(vars(row)), kind.__name__
    with town.working(town.chief) as session:
        assert find(session, SECRET)
        assert similar_people(session, principal.name, principal.kana, "", "", apart_from=None)


def test_the_digits_of_a_paper_tell_nothing_of_it(town: ClosedTown) -> None:
    with town.working(town.colleague) as session:
        digits = imprint_of(session).head_digits
        assert SECRET not in repr(state_of_paper(session, digits))
