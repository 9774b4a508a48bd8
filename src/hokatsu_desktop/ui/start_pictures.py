"""Pictures of the first start and the lock screen."""

from collections.abc import Callable
from pathlib import Path

from hokatsu_desktop.printing.papers import print_recovery_sheet
from hokatsu_desktop.services.papers import imprint_of
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.salvage import Salvaged
from hokatsu_desktop.ui.camera import Camera, put_away
from hokatsu_desktop.ui.handover.receive_page import ReceivePage
from hokatsu_desktop.ui.handover.receiving import STEPS
from hokatsu_desktop.ui.start.first_start import FirstStart
from hokatsu_desktop.ui.start.recovery_paper_page import RecoveryPaperPage
from hokatsu_desktop.ui.start.salvage_page import SalvagePage
from hokatsu_desktop.ui.start.start_window import FIRST_STEPS, StartWindow
from hokatsu_desktop.ui.start.store_work import Terms
from hokatsu_desktop.ui.start.unlock_page import UnlockPage

SAMPLE_PASSPHRASE = "みどり色の 自転車と 夕やけ雲"
SAMPLE_FOLDER = "D:/ほうかつデスク/daicho"
SAMPLE_SALVAGE = Salvaged(
    path=Path(SAMPLE_FOLDER),
    bad_pages=3,
    saved={"case": 7, "person": 19, "note": 30, "meeting": 4, "filled_sheet": 22},
    from_log={},
    lost={"note": 2},
    cases=("R8-001", "R8-004"),
    links=1204,
    links_known=1267,
)
START_SIZE = (960, 640)


def start_screens(camera: Camera) -> None:
    """The first start and the lock screen."""
    window = StartWindow()
    first = FirstStart(window, camera.desk.tasks, Terms(any_place=True), Path(SAMPLE_FOLDER))
    for question, words in (
        (first.town.town, "みどり町"),
        (first.town.department, "福祉課"),
        (first.town.staff_name, "見本 花子"),
        (first.town.place, SAMPLE_FOLDER),
    ):
        question.field.set_value(words)
    first.passphrase.passphrase.first.set_value(SAMPLE_PASSPHRASE)
    with camera.desk.reading() as session:
        printed = print_recovery_sheet(RecoveryCode(bytes(range(16))).groups, imprint_of(session))
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("hajimete-machi", first.ask_town),
        ("hajimete-aikotoba", lambda: window.show_page(first.passphrase, FIRST_STEPS, 1)),
        ("hajimete-fukkyuu", lambda: window.show_page(RecoveryPaperPage(printed, lambda _to: None), FIRST_STEPS, 2)),
        ("hikitsugi-uketoru", lambda: window.show_page(ReceivePage(), STEPS, 0)),
        ("kagi", lambda: window.show_page(UnlockPage())),
        ("kagi-sukuidasu", lambda: window.show_page(SalvagePage(SAMPLE_SALVAGE, None))),
    )
    window.resize(*START_SIZE)
    window.show()
    for name, show in steps:
        show()
        camera.shoot(name, window)
    put_away(window)
