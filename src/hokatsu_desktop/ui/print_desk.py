"""Gathers papers, makes the PDF in the worker, shows the preview, and writes the log line of each print."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.papers import blank_paper, imprint_of, note_print, packet_of, paper_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk


class PrintDesk:
    """The Printer of the main window. `flush` stores what is typed, so that paper shows what the screen shows."""

    def __init__(self, desk: Desk, flush: Callable[[], None], parent: QWidget) -> None:
        self._desk = desk
        self._flush = flush
        self._parent = parent

    def print_sheet(self, key: str, subject_id: int) -> None:
        """Preview a filled-in sheet of one record."""
        from hokatsu_desktop.printing.papers import print_papers

        self._flush()
        with self._desk.reading() as session:
            paper, imprint = paper_of(session, key, subject_id), imprint_of(session)
        title = paper.sheet.title
        self._show(
            lambda: print_papers([paper], imprint, title=title), title, [key], str(paper.sheet.subject), subject_id
        )

    def print_blank(self, key: str) -> None:
        """Preview a sheet without answers, for handwriting."""
        from hokatsu_desktop.printing.papers import print_papers

        with self._desk.reading() as session:
            paper, imprint = blank_paper(session, key), imprint_of(session)
        title = f"{paper.sheet.title}（手書き用）"
        self._show(lambda: print_papers([paper], imprint, title=title), title, [key], "blank", 0)

    def print_packet(self, meeting_id: int) -> None:
        """Preview all papers of a meeting, one numbered copy for each seat."""
        from hokatsu_desktop.printing.papers import print_packet

        self._flush()
        with self._desk.reading() as session:
            packet, imprint = packet_of(session, meeting_id), imprint_of(session)
        keys = [paper.sheet.key for paper in packet.papers]
        title = f"{packet.title}の一式（{max(1, len(packet.seats))}部）"
        self._show(lambda: print_packet(packet, imprint), title, keys, Subject.MEETING, meeting_id, len(packet.seats))

    def _show(
        self, make: Callable[[], object], title: str, keys: list[str], subject: str, subject_id: int, copies: int = 1
    ) -> None:
        """Make the PDF in the worker and show it."""

        def noted(to: str) -> None:
            self._desk.try_act(
                lambda session: note_print(session, keys, subject=subject, subject_id=subject_id, copies=copies, to=to)
            )

        def shown(printed: object) -> None:
            from hokatsu_desktop.printing.papers import Printed
            from hokatsu_desktop.ui.preview import Preview

            if isinstance(printed, Printed):
                preview = Preview(printed, title, noted, self._parent)
                preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                preview.open()

        self._desk.tasks.run(make, shown, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refusal | StoreRefusal):
            self._desk.said.emit("warning", error.words)
        else:
            raise error
