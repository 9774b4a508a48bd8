"""Pictures of every main screen, for the documents and for looking at them: the practice town, drawn without a screen."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from hokatsu_desktop.models import MeetingState
from hokatsu_desktop.services.cases import Show, case_list
from hokatsu_desktop.services.consents import newest_partly_agreed
from hokatsu_desktop.services.meetings import cases_of, meetings, meetings_of_case
from hokatsu_desktop.services.papers import newest_subject
from hokatsu_desktop.services.second_person import TwoPersonAct
from hokatsu_desktop.services.sheet_work import papers_to_show
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.ui.camera import Camera, put_away, settle, work_window
from hokatsu_desktop.ui.cases.assessment_tab import KNOWN_ON, TIMELINE
from hokatsu_desktop.ui.cases.detail import TABS
from hokatsu_desktop.ui.cases.household_tab import HouseholdTab
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover_pictures import handover_screens
from hokatsu_desktop.ui.main_window import MainWindow
from hokatsu_desktop.ui.meetings.looked_back import BY_PERSON, DECISIONS
from hokatsu_desktop.ui.meetings.looking_back_part import LOOKING_BACK
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.meetings.series_part import MEMBERS, SERIES
from hokatsu_desktop.ui.notes.writer import NoteWriter
from hokatsu_desktop.ui.palette_dialog import PaletteDialog
from hokatsu_desktop.ui.place import HOME, Place
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.second_person import ask_second_person
from hokatsu_desktop.ui.start_pictures import start_screens

WIDE, SMALL, PROJECTED = (1440, 900), (1280, 720), (1600, 900)
LARGE_LETTERS = 150
QUERY = "水道"
SAMPLE_NOTE = "電話。本人の声は明るい。買い物は自分で行けているとのこと。次は来週、保健師さんと一緒に訪問する。"


@dataclass(frozen=True)
class Subjects:
    """What the pictures show: ids of the practice town."""

    case_id: int
    draft_id: int | None  # the referral that is half written
    coming: int | None
    held: int | None
    plan_id: int | None
    partly: int | None  # a household whose 本人 agreed to a part


def take_pictures(desk: Desk, folder: Path, case_id: int) -> list[Path]:
    """Draws every main screen into PNG files of the folder, in the order of their numbers; gives their paths.

    Nothing is written but that a case was opened, and letters are at 100 % afterwards. Needs an application without a screen.
    """
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(desk, folder)
    with desk.reading() as session:
        subjects = subjects_of(session, case_id)
    with work_window(desk, WIDE, 100) as window:
        everyday_screens(camera, window, subjects)
        case_screens(camera, window, subjects)
        paper_screens(camera, window, subjects)
        consent_screens(camera, window, subjects)
        meeting_screens(camera, window, subjects)
        other_screens(camera, window)
    with work_window(desk, SMALL, LARGE_LETTERS) as window:
        large_screens(camera, window, subjects)
    handover_screens(camera, desk, WIDE, 100)
    start_screens(camera)
    return camera.taken


def subjects_of(session: Session, fullest: int) -> Subjects:
    """The next meeting and its household, a half-written referral, and the household with most sheets with its plan."""
    drafts = case_list(session, Show.DRAFTS)
    coming = [one for one in meetings(session) if one.state == MeetingState.PLANNED]
    held = [one for one, _part in meetings_of_case(session, fullest) if one.state == MeetingState.HELD]
    next_one = min(coming, key=lambda one: (one.held_on, one.id), default=None)
    talked_about = cases_of(session, next_one.id) if next_one is not None else []
    return Subjects(
        case_id=talked_about[0].case_id if talked_about else fullest,
        draft_id=newest_subject(session, Subject.REFERRAL, drafts[0].case_id) if drafts else None,
        coming=next_one.id if next_one is not None else None,
        held=max(held, key=lambda one: (one.held_on, one.id)).id if held else None,
        plan_id=newest_subject(session, Subject.PLAN, fullest),
        partly=newest_partly_agreed(session),
    )


# The screens, in the order of a day


def everyday_screens(camera: Camera, window: MainWindow, subjects: Subjects) -> None:
    """きょう, receiving a referral, finding, writing a note."""
    window.show_place(HOME)
    camera.shoot("kyou", window)
    window.show_place(Place(section="cases", tab="new", record_id=subjects.draft_id))
    camera.shoot("uketsuke", window)
    window.show_place(Place(section="cases", tab="inbox"))
    camera.shoot("todoita-tsunagi", window)
    window.show_place(HOME)
    window.open_palette()
    palettes = window.findChildren(PaletteDialog)
    for palette in palettes:
        palette.field.setText(QUERY)
    camera.shoot("sagasu", window)
    put_away(*palettes)


def case_screens(camera: Camera, window: MainWindow, subjects: Subjects) -> None:
    """Every tab of one household, and writing a note over it."""
    for tab in TABS:
        window.show_place(Place(section="cases", case_id=subjects.case_id, tab=tab))
        camera.shoot(f"case-{tab}", window)
    window.show_place(Place(section="cases", case_id=subjects.case_id, tab="monitoring"))
    camera.shoot("case-monitoring", window)
    for part in (TIMELINE, KNOWN_ON):
        window.show_place(Place(section="cases", case_id=subjects.case_id, tab="assessment", blank=part))
        camera.shoot(f"case-{part}", window)
    writer = NoteWriter(camera.desk, subjects.case_id, window)
    writer.open()
    if writer.note_id is None:
        writer.form.lines["facts"].set_value(SAMPLE_NOTE)  # shown, never stored
    camera.shoot("keika", window)
    writer.close()


def paper_screens(camera: Camera, window: MainWindow, subjects: Subjects) -> None:
    """A sheet of the household being filled in, and the window before it is printed."""
    window.show_place(Place(section="cases", case_id=subjects.case_id, tab="papers"))
    tab = window.cases.made().detail.tab()
    with camera.desk.reading() as session:
        at_work, _offered = papers_to_show(session, subjects.case_id)
    if not isinstance(tab, PapersTab) or not at_work:
        return
    tab.open_sheet(at_work[0])
    camera.shoot("case-sheet", window)
    tab.to_list()
    window.printer.print_sheet(at_work[0].key, at_work[0].subject_id)
    settle(camera.desk.tasks)
    for preview in window.findChildren(Preview):
        preview.resize(window.width() - 120, window.height() - 80)
        camera.shoot("insatsu", window)
        preview.reject()


def consent_screens(camera: Camera, window: MainWindow, subjects: Subjects) -> None:
    """A partial consent on 世帯, and what it says of a sheet that is to be given to another agency."""
    if subjects.partly is None:
        return
    window.show_place(Place(section="cases", case_id=subjects.partly, tab="household"))
    tab = window.cases.made().detail.tab()
    if isinstance(tab, HouseholdTab):
        tab.page.ensureWidgetVisible(tab.consents, 0, 24)
    camera.shoot("case-doui", window)
    with camera.desk.reading() as session:
        referral_id = newest_subject(session, Subject.REFERRAL, subjects.partly)
    if referral_id is None:
        return
    window.printer.print_sheet("tsunagi_takashima_a", referral_id)
    settle(camera.desk.tasks)
    for preview in window.findChildren(Preview):
        preview.resize(window.width() - 120, window.height() - 80)
        receiver = preview.choices.sharing.receiver
        receiver.setCurrentIndex(receiver.findText("町立病院"))
        camera.shoot("insatsu-watasu", window)
        preview.reject()


def meeting_screens(camera: Camera, window: MainWindow, subjects: Subjects) -> None:
    """Calling, preparing, the board on the desk and on the wall, ending, what was decided, the plan."""
    window.show_place(Place(section="meetings", tab="new", case_id=subjects.case_id))
    camera.shoot("kaigi-hiraku", window)
    for tab in ("prepare", "board"):
        window.show_place(Place(section="meetings", meeting_id=subjects.coming, tab=tab))
        camera.shoot(f"kaigi-{tab}", window)
    section = window.sections["meetings"].widget().findChild(MeetingsSection)
    if section is not None:
        projected(camera, section)
    for tab in ("read", "finish"):
        window.show_place(Place(section="meetings", meeting_id=subjects.coming, tab=tab))
        camera.shoot(f"kaigi-{tab}", window)
    window.show_place(Place(section="meetings", meeting_id=subjects.held, tab="decided"))
    camera.shoot("kaigi-decided", window)
    window.show_place(Place(section="meetings", tab="plan", record_id=subjects.plan_id))
    camera.shoot("plan", window)
    for tab in (SERIES, MEMBERS):
        window.show_place(Place(section="meetings", tab=tab))
        camera.shoot(f"kaigi-{tab}", window)
    for view in (DECISIONS, BY_PERSON):
        window.show_place(Place(section="meetings", tab=LOOKING_BACK, blank=view))
        camera.shoot(f"furikaeri-{view}", window)


def projected(camera: Camera, section: MeetingsSection) -> None:
    """The board alone, in large letters."""
    tab = section.detail.board if section.detail is not None else None
    if tab is None:
        return
    tab.turn_projector()
    if tab.projector is not None:
        tab.projector.showNormal()
        tab.projector.resize(*PROJECTED)
        camera.shoot("kaigi-projector", tab.projector)
        tab.turn_projector()


def other_screens(camera: Camera, window: MainWindow) -> None:
    """Agencies, figures, forms, settings, the guide, the keys."""
    for section in ("agencies", "figures", "forms", "settings"):
        window.show_place(Place(section=section))
        camera.shoot(section, window)
    for tab in ("resources", "districts", "voices", "issues", "training", "survey"):
        window.show_place(Place(section="agencies", tab=tab))
        camera.shoot(f"agencies-{tab}", window)
    loss = window.open_loss_report()
    camera.shoot("funshitsu", window)
    loss.reject()
    second = ask_second_person(window.desk, TwoPersonAct.PACKAGE, lambda _approval: None, window)
    camera.shoot("mou-hitori", window)
    second.reject()
    window.show_place(Place(section="forms", tab="support_plan", blank="roles/rows"))
    camera.shoot("forms-edit", window)
    window.show_place(Place(section="forms", tab="support_plan"))
    help_panel = window.open_help()
    camera.shoot("tebiki", window)
    help_panel.close()
    keys = window.open_keys()
    camera.shoot("keys", window)
    keys.close()


def large_screens(camera: Camera, window: MainWindow, subjects: Subjects) -> None:
    """A small screen with large letters."""
    for name, place in (
        ("kyou", HOME),
        ("case", Place(section="cases", case_id=subjects.case_id, tab="overview")),
        ("kaigi", Place(section="meetings", meeting_id=subjects.coming, tab="board")),
    ):
        window.show_place(place)
        camera.shoot(f"large-{name}", window)
