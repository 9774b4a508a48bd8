"""Gathers papers, makes the PDF in the worker, shows the print window, and writes the log line of each print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.services.papers import (
    Imprint,
    Packet,
    Paper,
    blank_paper,
    imprint_of,
    note_print,
    packet_of,
    paper_of,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.print_window.job import Failed, Made, Output, PrintJob, Wish
from hokatsu_desktop.ui.print_window.saving import file_name

Compose = Callable[[Sequence[Paper], Imprint], object]


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is to be printed, before it is gathered."""

    title: str
    heading: str
    number: str = ""  # of the case or meeting, for the names of files
    subject: str
    subject_id: int
    gather: Callable[[Session], Sequence[Paper]]
    compose: Compose
    copies: int = 1
    is_numbered: bool = False


class PrintDesk:
    """The Printer of the main window. `flush` stores what is typed, so that paper shows what the screen shows."""

    def __init__(self, desk: Desk, flush: Callable[[], None], parent: QWidget) -> None:
        self._desk = desk
        self._flush = flush
        self._parent = parent

    def print_sheet(self, key: str, subject_id: int) -> None:
        """Preview a filled-in sheet of one record."""
        self._flush()
        with self._desk.reading() as session:
            paper = paper_of(session, key, subject_id)
        self._open(
            Request(
                title=paper.sheet.title,
                heading=paper.sheet.title,
                number=number_of(paper),
                subject=str(paper.sheet.subject),
                subject_id=subject_id,
                gather=lambda session: (paper_of(session, key, subject_id),),
                compose=plain(paper.sheet.title),
            )
        )

    def print_blank(self, key: str) -> None:
        """Preview a sheet without answers, for handwriting."""
        with self._desk.reading() as session:
            paper = blank_paper(session, key)
        title = f"{paper.sheet.title}（手書き用）"
        self._open(
            Request(
                title=title,
                heading=title,
                subject="blank",
                subject_id=0,
                gather=lambda session: (blank_paper(session, key),),
                compose=plain(title),
            )
        )

    def print_packet(self, meeting_id: int) -> None:
        """Preview all papers of a meeting, one numbered copy for each seat."""
        self._flush()
        with self._desk.reading() as session:
            packet = packet_of(session, meeting_id)
        copies = max(1, len(packet.seats))
        self._open(
            Request(
                title="会議資料",
                heading=f"{packet.title}の一式（{copies}部）",
                number=packet.number,
                subject=Subject.MEETING,
                subject_id=meeting_id,
                gather=lambda session: packet_of(session, meeting_id).papers,
                compose=numbered(packet),
                copies=copies,
                is_numbered=True,
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
            told=lambda made, output: self._note(request, made, output),
            remake=lambda wish, then, failed: self._make(request, wish, then, failed),
            run=self._desk.tasks.run,
            is_numbered=request.is_numbered,
            both_sides=any(paper.sheet.both_sides for paper in made.papers),
        )

    def _make(self, request: Request, wish: Wish, then: Callable[[Made], None], failed: Failed) -> None:
        """Gather the papers now, and make the PDF in the worker."""
        try:
            with self._desk.reading() as session:
                papers, imprint = tuple(request.gather(session)), imprint_of(session)
        except (Refusal, StoreRefusal) as refusal:
            failed(refusal)
            return

        def work() -> Made:
            from hokatsu_desktop.printing.papers import Printed
            from hokatsu_desktop.ui.print_window.notices import notices_about

            printed = request.compose(papers, imprint)
            assert isinstance(printed, Printed)
            return Made(printed, papers, notices_about(printed, papers, is_packet=request.is_numbered), wish)

        self._desk.tasks.run(work, then, failed)

    def _note(self, request: Request, made: Made, output: Output) -> None:
        keys = [paper.sheet.key for paper in made.papers]
        self._desk.try_act(
            lambda session: note_print(
                session,
                keys,
                subject=request.subject,
                subject_id=request.subject_id,
                copies=request.copies if request.is_numbered else output.copies,
                to=output.to,
                degree=made.wish.degree,
                pages=len(output.pages),
            )
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | StoreRefusal):
            self._desk.said.emit("warning", error.words)
        else:
            raise error


def plain(title: str) -> Compose:
    """One paper after the other under a title. The libraries for PDF are loaded when it is made."""

    def compose(papers: Sequence[Paper], imprint: Imprint) -> object:
        from hokatsu_desktop.printing.papers import print_papers

        return print_papers(papers, imprint, title=title)

    return compose


def numbered(packet: Packet) -> Compose:
    """One numbered copy of all papers for each seat."""

    def compose(papers: Sequence[Paper], imprint: Imprint) -> object:
        from hokatsu_desktop.printing.papers import print_packet

        return print_packet(replace(packet, papers=tuple(papers)), imprint)

    return compose


def number_of(paper: Paper) -> str:
    """The case's number, for the name of a file; the title that stands beside it names people."""
    number, _, title = paper.case_label.partition("　")
    return number if title else ""
