"""Every screen of case work and meetings, one after another, for whoever looks at each: a name, and the window to look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget
from sqlalchemy import select

from hokatsu_desktop.models import Agency, CommunityIssue, CommunityVoice, MeetingState, Resource, SurveyRound, Training
from hokatsu_desktop.services.cases import Show, case_list
from hokatsu_desktop.services.consents import newest_partly_agreed
from hokatsu_desktop.services.meetings import meetings, meetings_of_case
from hokatsu_desktop.services.papers import newest_subject
from hokatsu_desktop.services.sheet_work import papers_to_show
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.ui.cases.along_parts import PARTS as ALONG_PARTS
from hokatsu_desktop.ui.cases.assessment_tab import KNOWN_ON, TIMELINE
from hokatsu_desktop.ui.cases.detail import TABS
from hokatsu_desktop.ui.cases.overview import OverviewTab
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.cases.referral_tab import ReferralTab
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.meetings.detail import TABS as MEETING_TABS
from hokatsu_desktop.ui.meetings.looked_back import BY_PERSON, DECISIONS
from hokatsu_desktop.ui.meetings.looking_back_part import LOOKING_BACK
from hokatsu_desktop.ui.meetings.series_part import MEMBERS, SERIES
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.place import HOME, Place

RECORDS = (
    ("resources", Resource),
    ("voices", CommunityVoice),
    ("issues", CommunityIssue),
    ("training", Training),
    ("survey", SurveyRound),
)
MOST_CASES = 200


@dataclass(frozen=True)
class Scene:
    """A screen and how one gets there; gives the window that is to be looked at."""

    name: str
    show: Callable[[MainWindow], QWidget]


def at(name: str, place: Place) -> Scene:
    """A place of the main window."""

    def show(window: MainWindow) -> QWidget:
        window.show_place(place)
        return window

    return Scene(name, show)


def scenes(window: MainWindow, case_ids: list[int]) -> Iterator[Scene]:
    """All screens, for these cases."""
    yield at("today", HOME)
    yield from reception_scenes(window)
    for case_id in case_ids:
        yield from case_scenes(window, case_id)
    yield from meeting_scenes(window)
    yield from agency_scenes(window)
    yield at("figures", Place(section="figures"))
    yield from dialog_scenes(window, case_ids[0])


def telling_cases(window: MainWindow) -> list[int]:
    """The case with most sheets, a closed one, and one that was agreed to in part."""
    with window.desk.reading() as session:
        lines = case_list(session, Show.ALL, most=MOST_CASES)
        fullest = max(lines, key=lambda line: len(papers_to_show(session, line.case_id)[0])).case_id
        closed = [line.case_id for line in case_list(session, Show.CLOSED)[:1]]
        partly = newest_partly_agreed(session)
    return list(dict.fromkeys([fullest, *closed, *([partly] if partly is not None else [])]))


def reception_scenes(window: MainWindow) -> Iterator[Scene]:
    """Receiving a referral, those that came, the drafts thrown away, the list."""
    with window.desk.reading() as session:
        drafts = case_list(session, Show.DRAFTS)
        draft = newest_subject(session, Subject.REFERRAL, drafts[0].case_id) if drafts else None
    yield at("cases", Place(section="cases"))
    yield at("reception", Place(section="cases", tab="new", record_id=draft))
    yield at("reception-empty", Place(section="cases", tab="new"))
    yield at("inbox", Place(section="cases", tab="inbox"))
    yield at("trash", Place(section="cases", tab="trash"))


def case_scenes(window: MainWindow, case_id: int) -> Iterator[Scene]:
    """Each tab of a case with its parts, and each sheet that is being filled in."""
    name = f"case{case_id}"
    for tab in (*TABS, "monitoring", "closing", "look_again"):
        yield at(f"{name}-{tab}", Place(section="cases", case_id=case_id, tab=tab))
    for part in (TIMELINE, KNOWN_ON):
        yield at(f"{name}-{part}", Place(section="cases", case_id=case_id, tab="assessment", blank=part))
    for part, _words in ALONG_PARTS:
        yield at(f"{name}-along-{part}", Place(section="cases", case_id=case_id, tab="along", blank=part))
    for reopening in (False, True):
        yield Scene(
            f"{name}-{'reopening' if reopening else 'closing'}-card",
            partial(begun, case_id=case_id, reopening=reopening),
        )
    with window.desk.reading() as session:
        at_work, _offered = papers_to_show(session, case_id)
    for number, paper in enumerate(at_work):
        yield Scene(f"{name}-paper-{number}-{paper.key}", partial(opened, case_id=case_id, number=number))
    for place in range(referral_parts(window, case_id)):
        yield Scene(f"{name}-referral-{place}", partial(referral_part, case_id=case_id, place=place))


def begun(window: MainWindow, case_id: int, *, reopening: bool) -> QWidget:
    """終結にする or 再開する of a case; the case itself where that is not offered."""
    window.show_place(Place(section="cases", case_id=case_id, tab="overview"))
    tab = window.cases.made().detail.tab()
    assert isinstance(tab, OverviewTab)
    if reopening:
        tab.begin_reopening()
    else:
        tab.begin_closing()
    return window


def opened(window: MainWindow, case_id: int, number: int) -> QWidget:
    """A sheet of 書類."""
    window.show_place(Place(section="cases", case_id=case_id, tab="papers"))
    tab = window.cases.made().detail.tab()
    assert isinstance(tab, PapersTab)
    with window.desk.reading() as session:
        at_work, _offered = papers_to_show(session, case_id)
    tab.open_sheet(at_work[number])
    return window


def referral_parts(window: MainWindow, case_id: int) -> int:
    """How many parts つなぎ has for a case."""
    window.show_place(Place(section="cases", case_id=case_id, tab="referral"))
    tab = window.cases.made().detail.tab()
    assert isinstance(tab, ReferralTab)
    return tab.parts.count()


def referral_part(window: MainWindow, case_id: int, place: int) -> QWidget:
    """One part of つなぎ."""
    window.show_place(Place(section="cases", case_id=case_id, tab="referral"))
    tab = window.cases.made().detail.tab()
    assert isinstance(tab, ReferralTab)
    tab.parts.setCurrentIndex(place)
    return window


def meeting_scenes(window: MainWindow) -> Iterator[Scene]:
    """Calling, each tab of a coming and of a held meeting, plans, the other parts."""
    with window.desk.reading() as session:
        known = meetings(session)
        fullest = [line.case_id for line in case_list(session, Show.ALL, most=MOST_CASES)]
        plans = {newest_subject(session, Subject.PLAN, case_id) for case_id in fullest} - {None}
        held_on = [one.id for case_id in fullest for one, _part in meetings_of_case(session, case_id)]
    assert held_on
    yield at("meetings", Place(section="meetings"))
    yield at("calling", Place(section="meetings", tab="new", case_id=fullest[0]))
    for state in MeetingState:
        for one in [one for one in known if one.state == state][:1]:
            for tab in (*(key for key, _words in MEETING_TABS), "read", "finish"):
                yield at(f"meeting-{state.value}-{tab}", Place(section="meetings", meeting_id=one.id, tab=tab))
    for plan_id in sorted(one for one in plans if one is not None)[:2]:
        yield at(f"plan{plan_id}", Place(section="meetings", tab="plan", record_id=plan_id))
    for tab in (SERIES, MEMBERS):
        yield at(f"meetings-{tab}", Place(section="meetings", tab=tab))
    for view in (DECISIONS, BY_PERSON, "people", "cases", "issues"):
        yield at(f"looking-back-{view}", Place(section="meetings", tab=LOOKING_BACK, blank=view))


def agency_scenes(window: MainWindow) -> Iterator[Scene]:
    """The parts of 機関・資源, each with its first record."""
    yield at("agencies", Place(section="agencies"))
    yield at("districts", Place(section="agencies", tab="districts"))
    with window.desk.reading() as session:
        first = {tab: session.scalar(select(model.id).limit(1)) for tab, model in (("", Agency), *RECORDS)}
    for tab, record_id in first.items():
        yield at(f"agencies-{tab or 'directory'}", Place(section="agencies", tab=tab, record_id=record_id))


def dialog_scenes(window: MainWindow, case_id: int) -> Iterator[Scene]:
    """The small windows over a case."""

    def note(window: MainWindow) -> QWidget:
        return opened_dialog(NoteWriter(window.desk, case_id, window))

    def history(window: MainWindow) -> QWidget:
        window.show_place(Place(section="cases", case_id=case_id, tab="overview"))
        dialog = window.open_case_history()
        assert dialog is not None
        return dialog

    yield Scene("dialog-note", note)
    yield Scene("dialog-history", history)
    yield Scene("dialog-paper-state", lambda window: window.open_paper_state())
    yield Scene("dialog-help", lambda window: window.open_help())


def opened_dialog(dialog: QDialog) -> QDialog:
    """A dialog, shown."""
    dialog.open()
    return dialog
