"""Notes the numbered copies of a packet once paper of them was made."""

from dataclasses import replace

from sqlalchemy.orm import Session

from hokatsu_desktop.services.handing_out import hand_out
from hokatsu_desktop.services.papers import Packet
from hokatsu_desktop.ui.print_window.job import PDF, PRINTER, Made, Output


class HandingOut:
    """One opening of the print window: the copies are noted once for each degree, printing again makes them anew."""

    def __init__(self, meeting_id: int, packet: Packet) -> None:
        self._meeting_id = meeting_id
        self._packet = packet  # with the names of those who get a copy, whatever the paper says
        self._noted: set[str] = set()

    def __call__(self, session: Session, made: Made, output: Output) -> bool:
        """Note the copies, with the line of the print in the log; False when there is nothing to note."""
        degree, pages = made.wish.degree, made.printed.copy_pages
        of_copies = pages * max(1, len(self._packet.seats))
        is_paper = output.to in (PRINTER, PDF) and any(page <= of_copies for page in output.pages)
        if degree in self._noted or not is_paper:
            return False
        packet = replace(self._packet, papers=made.papers)
        hand_out(session, self._meeting_id, packet, degree=degree, pages=pages, to=output.to)
        self._noted.add(degree)
        return True
