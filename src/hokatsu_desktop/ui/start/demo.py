"""The demo without a screen: the practice town's screens as pictures, and one household's sheets as PDF files."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from sqlalchemy.orm import Session

from hokatsu_desktop.printing.papers import Printed, print_packet, print_papers, print_recovery_sheet
from hokatsu_desktop.services.cases import Show, case_list
from hokatsu_desktop.services.meetings import meetings_of_case
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import Imprint, blank_paper, imprint_of, newest_subject, paper_of
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import all_sheets
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.ui.application import make_application
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.start.practice import practice_town
from hokatsu_desktop.ui.start.store_work import Terms
from hokatsu_desktop.ui.widgets.busy import Tasks

SCREENS, SHEETS = "screens", "sheets"
OFFSCREEN_NOISE = "This plugin does not support"  # raise and size hints, said once per window by the offscreen plugin
_MOST_CASES = 200


def draw_demo(folder: Path) -> list[Path]:
    """Writes screens/*.png and, of the household with most papers, sheets/*.pdf; gives the paths."""
    from hokatsu_desktop.ui.pictures import take_pictures

    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # also where there is a screen: nobody wants windows flashing by
    qInstallMessageHandler(_say)
    _application = make_application(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    tasks, clock = Tasks(), Terms().clock
    with tempfile.TemporaryDirectory(prefix="hokatsu-") as place:
        opened = practice_town(Path(place) / "renshu", clock)
        try:
            desk = Desk(opened.store, opened.staff_id or 0, tasks, clock)
            with desk.reading() as session:
                case_id = main_case(session)
            pictures = take_pictures(desk, folder / SCREENS, case_id)
            with desk.reading() as session:
                return [*pictures, *print_sheets(session, folder / SHEETS)]
        finally:
            tasks.close()
            opened.store.close()


def _say(_kind: QtMsgType, _place: QMessageLogContext, words: str) -> None:
    """Passes on what Qt has to say, but for the noise of drawing without a screen."""
    if not words.startswith(OFFSCREEN_NOISE):
        sys.stderr.write(f"{words}\n")


def print_sheets(session: Session, folder: Path) -> list[Path]:
    """Every sheet of the main household, the packet of its meeting, the blank forms and a sample recovery sheet."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, printed in _papers(session):
        path = folder / f"{name}.pdf"
        path.write_bytes(printed.pdf)
        written.append(path)
    return written


def main_case(session: Session) -> int:
    """The id of the case that has most kinds of sheets; the newest of those."""
    cases = [line.case_id for line in case_list(session, Show.ALL, most=_MOST_CASES)]
    return max(cases, key=lambda case_id: (len(sheets_of(session, case_id)), case_id))


def sheets_of(session: Session, case_id: int) -> list[tuple[Sheet, int]]:
    """The sheets of a case that hang on something it has, each with the id of that."""
    found = ((sheet, newest_subject(session, sheet.subject, case_id)) for sheet in all_sheets())
    return [(sheet, subject_id) for sheet, subject_id in found if subject_id is not None]


def _papers(session: Session) -> Iterator[tuple[str, Printed]]:
    imprint = imprint_of(session)
    case_id = main_case(session)
    for sheet, subject_id in sheets_of(session, case_id):
        yield sheet.key, print_papers([paper_of(session, sheet.key, subject_id)], imprint, title=sheet.title)
    for meeting, _part in meetings_of_case(session, case_id)[:1]:
        yield "packet", print_packet(packet_of(session, meeting.id), imprint)
    for sheet in all_sheets():
        yield f"blank_{sheet.key}", print_papers([blank_paper(session, sheet.key)], imprint, title=sheet.title)
    yield "recovery_sheet_sample", _sample_recovery_sheet(imprint)


def _sample_recovery_sheet(imprint: Imprint) -> Printed:
    """With the digits of a code that belongs to no store."""
    return print_recovery_sheet(RecoveryCode(bytes(range(16))).groups, imprint)
