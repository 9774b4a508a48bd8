"""Sheet A of a case and the packet of a meeting as PDF: `python -m benchmarks.programs.printing DATA_FOLDER`."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from benchmarks.programs.telling import tell
from benchmarks.programs.town import open_by_key
from benchmarks.rounds import by_turns, processor_clock
from hokatsu_desktop.models import Case, Meeting
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, imprint_of, newest_paper

SHEET = "tsunagi_takashima_a"
COPIES = 8


def main() -> int:
    """The first page of this process with all that has to be loaded for it, then more of them, then the packet."""
    paper, packet, imprint = gathered(Path(sys.argv[1]))
    begun = time.perf_counter()
    from hokatsu_desktop.printing.papers import print_packet, print_papers

    print_papers([paper], imprint, title=paper.sheet.title)
    cold_ms = (time.perf_counter() - begun) * 1000
    clock = processor_clock()
    again = {"again": lambda _turn: print_papers([paper], imprint, title=paper.sheet.title)}
    warm = by_turns(again, calls=10, clock=clock)["again"]
    single = replace(packet, seats=packet.seats[:1])
    pages = print_packet(packet, imprint).pages
    copies: dict[str, Callable[[int], object]] = {
        "one": lambda _turn: print_packet(single, imprint),
        "all": lambda _turn: print_packet(packet, imprint),
    }
    packets = by_turns(copies, calls=1, clock=clock)
    tell(
        cold_ms=cold_ms,
        warm_p50=warm.p50,
        warm_p95=warm.p95,
        one_copy_ms=packets["one"].p50,
        copies_ms=packets["all"].p50,
        copies=len(packet.seats),
        pages=pages,
    )
    return 0


def gathered(folder: Path) -> tuple[Paper, Packet, Imprint]:
    """What is printed: the first case's sheet and the first meeting's packet with eight receivers."""
    store = open_by_key(folder)
    try:
        with store.session() as session:
            number = session.scalars(select(Case.number).where(Case.number.is_not(None)).order_by(Case.id)).first()
            meeting_id = session.scalars(select(Meeting.id).order_by(Meeting.id)).first()
            if number is None or meeting_id is None:
                raise RuntimeError("the town has no case or no meeting")
            packet = packet_of(session, meeting_id)
            seats = (packet.seats * COPIES)[:COPIES]
            return newest_paper(session, number, SHEET), replace(packet, seats=seats), imprint_of(session)
    finally:
        store.close()


if __name__ == "__main__":
    sys.exit(main())
