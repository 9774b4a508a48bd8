"""Handing out: numbered copies of a packet are made, one for each seat of a meeting."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Handout, HandoutCopy, Meeting
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import now, utc
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.papers import Packet, note_print
from hokatsu_desktop.sheets.definition import Subject


def hand_out(session: Session, meeting_id: int, packet: Packet, *, degree: str, pages: int, to: str = "printer") -> int:
    """Note that numbered copies of a packet were made, one for each seat; gives the id of the handout.

    `pages` are those of one copy, `to` is "printer" or "pdf". The line of the print stands in the log.
    """
    meeting = still_there(session, Meeting, meeting_id)
    with act(session, "hand_out", "会議の資料を印刷する"):
        handout = Handout(
            meeting_id=meeting_id,
            printed_at=utc(now(session)),
            staff_id=session.info.get("staff_id"),
            degree=degree,
            rule=meeting.handout_rule,
            papers=[paper.sheet.title for paper in packet.in_each_copy],
            pages=pages,
        )
        session.add(handout)
        session.flush()
        session.add_all(
            HandoutCopy(handout_id=handout.id, number=number, attendance_id=seat.attendance_id, holder=seat.holder)
            for number, seat in enumerate(packet.seats, 1)
        )
        session.flush()
        note_print(
            session,
            [paper.sheet.key for paper in packet.papers],
            subject=Subject.MEETING,
            subject_id=meeting_id,
            copies=max(1, len(packet.seats)),
            to=to,
            degree=degree,
            pages=pages * max(1, len(packet.seats)),
        )
    return handout.id
