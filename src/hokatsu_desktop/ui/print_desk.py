"""Gathers papers, makes the PDF in the worker, shows the print window, and writes the log line of each print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.looking_back import Fate, Span
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import blank_paper, note_print, paper_of
from hokatsu_desktop.services.papers_given import give_papers, receivers
from hokatsu_desktop.services.pledges import pledge_paper, series_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import TwoPersonAct, write_down_approval
from hokatsu_desktop.services.sheet_history import has_additions
from hokatsu_desktop.services.sheets import sheet_in_use
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.print_window.file_kinds import file_kinds
from hokatsu_desktop.ui.print_window.gathering import (
    LOOKING_BACK,
    Gathered,
    gather_blank,
    gather_handover,
    gather_looking_back,
    gather_meeting_end,
    gather_packet,
    gather_pledge,
    gather_sheet,
)
from hokatsu_desktop.ui.print_window.handing_out import HandingOut
from hokatsu_desktop.ui.print_window.job import Failed, Made, Output, PrintJob, Wish
from hokatsu_desktop.ui.print_window.many_cases import ManyCasesGate
from hokatsu_desktop.ui.print_window.saving import case_number, file_name

_AT_MEETING = "会議の出席者"


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be printed, before it is gathered."""

    title: str  # for the names of files
    heading: str  # of the window
    number: str = ""  # of the case or meeting, for the names of files
    subject: str
    subject_id: int
    gather: Callable[[Session, Wish], Gathered]
    copies: int = 0  # numbered ones that are among the pages; 0 for as many as somebody asks for
    receivers: tuple[tuple[str, str], ...] = ()  # who may be given it
    receiver: str = ""  # in words, where it is no choice: the meeting
    names_people: bool = True  # the degree of naming can be chosen
    can_mark_additions: bool = False
    hand_out: HandingOut | None = None  # notes the numbered copies of a packet


class PrintDesk:
    """The Printer of the main window. `flush` stores what is typed, so that paper shows what the screen shows."""

    def __init__(self, desk: Desk, flush: Callable[[], None], parent: QWidget) -> None:
        self._desk = desk
        self._flush = flush
        self._parent = parent

    def print_sheet(self, key: str, subject_id: int) -> None:
        """Preview a filled-in sheet of one record."""
        self._flush()
        try:
            with self._desk.reading() as session:
                paper = paper_of(session, key, subject_id)
                can_mark = has_additions(session, key, subject_id)
                may_get = tuple((one.key, one.words) for one in receivers(session, paper))
        except (Refusal, StoreRefusal) as refusal:
            self._failed(refusal)
            return
        self._open(
            Request(
                title=paper.sheet.title,
                heading=paper.sheet.title,
                number=case_number(paper.case_label),
                subject=str(paper.sheet.subject),
                subject_id=subject_id,
                gather=lambda session, wish: gather_sheet(session, key, subject_id, wish),
                can_mark_additions=can_mark,
                receivers=may_get,
            )
        )

    def print_blank(self, key: str) -> None:
        """Preview a sheet without answers, for handwriting."""
        with self._desk.reading() as session:
            title = f"{blank_paper(session, key).sheet.title}（手書き用）"
        self._open(
            Request(
                title=title,
                heading=title,
                subject="blank",
                subject_id=0,
                gather=lambda session, wish: gather_blank(session, key, title, wish),
                names_people=False,
            )
        )

    def print_meeting_end(self, meeting_id: int) -> None:
        """Preview what a meeting hands out before people stand up."""
        self._flush()
        title = "決まったことと一人ずつの控え"
        self._open(
            Request(
                title=title,
                heading=title,
                subject=Subject.MEETING,
                subject_id=meeting_id,
                gather=lambda session, wish: gather_meeting_end(session, meeting_id, title, wish),
                receiver=_AT_MEETING,
            )
        )

    def print_looking_back(self, span: Span, fates: Sequence[Fate], narrowed: str) -> None:
        """Preview what meetings decided within a span and what became of it."""
        self._flush()
        with self._desk.reading() as session:
            title, office_id = sheet_in_use(session, LOOKING_BACK).title, the_office(session).id
        self._open(
            Request(
                title=title,
                heading=title,
                subject=Subject.OFFICE,
                subject_id=office_id,
                gather=lambda session, wish: gather_looking_back(session, span, fates, narrowed, wish),
            )
        )

    def print_handover(self) -> None:
        """Preview 事務引継書 and the 別紙 of each case that is handed over."""
        self._flush()
        title = "事務引継書"
        self._open(
            Request(
                title=title,
                heading=f"{title}とケース引継ぎ別紙",
                subject=Subject.OFFICE,
                subject_id=1,
                gather=lambda session, wish: gather_handover(session, title, wish),
            )
        )

    def print_pledge(self, seat_id: int) -> None:
        """Preview the 誓約書 of a member of a regular meeting."""
        self._flush()
        try:
            with self._desk.reading() as session:
                title, series_id = pledge_paper(session, seat_id).sheet.title, series_of(session, seat_id)
        except (Refusal, StoreRefusal) as refusal:
            self._failed(refusal)
            return
        self._open(
            Request(
                title=title,
                heading=title,
                subject=Subject.SERIES,
                subject_id=series_id,
                gather=lambda session, wish: gather_pledge(session, seat_id, title, wish),
                names_people=False,
            )
        )

    def print_packet(self, meeting_id: int) -> None:
        """Preview all papers of a meeting, one numbered copy for each seat."""
        self._flush()
        try:
            with self._desk.reading() as session:
                packet = packet_of(session, meeting_id)
        except (Refusal, StoreRefusal) as refusal:
            self._failed(refusal)
            return
        copies = max(1, len(packet.seats))
        self._open(
            Request(
                title="会議資料",
                heading=f"{packet.title}の一式（{copies}部）",
                number=packet.number,
                subject=Subject.MEETING,
                subject_id=meeting_id,
                gather=lambda session, wish: gather_packet(session, meeting_id, wish),
                copies=copies,
                receiver=_AT_MEETING,
                hand_out=HandingOut(meeting_id, packet),
            )
        )

    # The way of one request

    def _open(self, request: Request) -> None:
        """Make the paper in the worker and show it."""

        def shown(made: Made) -> None:
            from hokatsu_desktop.ui.preview import Preview

            preview = Preview(self._job(request, made), self._parent)
            preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            preview.open()

        self._make(request, Wish(), shown, self._failed)

    def _job(self, request: Request, made: Made) -> PrintJob:
        return PrintJob(
            heading=request.heading,
            made=made,
            file_name=file_name(request.title, request.number, self._desk.today()),
            file_name_in_letters="" if request.hand_out else file_name(request.title, "", self._desk.today()),
            told=lambda made, output: self._note(request, made, output),
            kinds=file_kinds(request.title),
            receivers=request.receivers,
            degrees=degrees() if request.names_people else (),
            can_mark_additions=request.can_mark_additions,
            remake=lambda wish, then, failed: self._make(request, wish, then, failed),
            run=self._desk.tasks.run,
            gate=ManyCasesGate(self._desk),
            is_numbered=bool(request.copies),
            both_sides=any(paper.sheet.both_sides for paper in made.papers),
        )

    def _make(self, request: Request, wish: Wish, then: Callable[[Made], None], failed: Failed) -> None:
        """Gather the papers and make the PDF, both in the worker: names are looked for in the whole store."""

        def work() -> Made:
            with self._desk.reading() as session:
                gathered = request.gather(session, wish)
            return gathered.make()

        self._desk.tasks.run(work, then, failed)

    def _note(self, request: Request, made: Made, output: Output) -> None:
        """Leave the line in the log."""
        keys = [paper.sheet.key for paper in made.papers]

        def note(session: Session) -> None:
            if output.approval is not None:
                write_down_approval(session, output.approval, TwoPersonAct.BULK_EXPORT)
            note_given(session, request, made, output)
            if request.hand_out is not None and request.hand_out(session, made, output):
                return
            note_print(
                session,
                keys,
                subject=request.subject,
                subject_id=request.subject_id,
                copies=request.copies or output.copies,
                to=output.to,
                degree=made.wish.degree,
                pages=len(output.pages),
            )

        self._desk.try_act(note)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | StoreRefusal):
            self._desk.said.emit("warning", error.words)
        else:
            raise error


def note_given(session: Session, request: Request, made: Made, output: Output) -> None:
    """Note what went out of the office and on what ground; of a meeting only what is not on its collection list."""
    left_out = made.left_out if made.wish.leave_out else ()
    if request.receiver and not (left_out or output.reason):
        return
    receiver = request.receiver or dict(request.receivers).get(made.wish.receiver, "")
    give_papers(session, made.sharing, receiver=receiver, papers=made.papers, left_out=left_out, reason=output.reason)


def degrees() -> tuple[tuple[Degree, str], ...]:
    """The degrees of naming with their words."""
    offered = load_list("naming_degree").offered
    return tuple((Degree(choice.key), choice.label) for choice in offered)
