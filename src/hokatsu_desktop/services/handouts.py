"""Numbered copies handed out at a meeting: who got which, which came back, why one did not, and the shredding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Handout, HandoutCopy, Meeting, MeetingState, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import at_office, today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal

COLLECT = "collect"  # of the list handout_rule: 会議後回収
MOST = 100  # rows on きょう


@dataclass(frozen=True)
class CopyFacts:
    """One copy as it is shown and ticked off."""

    copy_id: int
    number: int
    numbers: str  # as printed on its sheets: 「資料1〜6-03」
    holder: str
    returned_on: date | None
    returned_at: time | None
    missing_why: str

    @property
    def is_out(self) -> bool:
        """Whether it neither came back nor was explained."""
        return self.returned_on is None and not self.missing_why


@dataclass(frozen=True)
class HandoutFacts:
    """One print of numbered copies."""

    handout_id: int
    printed_at: datetime  # at the office
    printed_by: str
    degree: str
    rule: str
    papers: tuple[str, ...]
    pages: int  # of one copy
    copies: tuple[CopyFacts, ...]
    shredded_on: date | None
    shredded_by: str

    @property
    def is_collected(self) -> bool:
        """Whether its copies are to come back."""
        return self.rule == COLLECT

    @property
    def out(self) -> int:
        """How many copies are still out without a reason; none of those that may be kept."""
        return sum(copy.is_out for copy in self.copies) if self.is_collected else 0


@dataclass(frozen=True)
class MissingCopy:
    """A copy that should have come back."""

    copy_id: int
    meeting_id: int
    numbers: str
    holder: str
    meeting_name: str
    held_on: date


def handouts_of(session: Session, meeting_id: int) -> list[HandoutFacts]:
    """All prints of numbered copies of a meeting, newest first, with their copies in order."""
    found = session.execute(
        select(Handout, Staff.name)
        .outerjoin(Staff, Staff.id == Handout.staff_id)
        .where(Handout.meeting_id == meeting_id)
        .order_by(Handout.id.desc())
    ).all()
    copies: dict[int, list[HandoutCopy]] = {handout.id: [] for handout, _name in found}
    for copy in session.scalars(
        select(HandoutCopy)
        .where(HandoutCopy.handout_id.in_(copies))
        .order_by(HandoutCopy.handout_id, HandoutCopy.number)
    ):
        copies[copy.handout_id].append(copy)
    return [
        HandoutFacts(
            handout_id=handout.id,
            printed_at=at_office(session, handout.printed_at),
            printed_by=name or "",
            degree=handout.degree,
            rule=handout.rule,
            papers=tuple(handout.papers),
            pages=handout.pages,
            copies=tuple(copy_facts(copy, len(handout.papers)) for copy in copies[handout.id]),
            shredded_on=handout.shredded_on,
            shredded_by=handout.shredded_by,
        )
        for handout, name in found
    ]


def copy_facts(copy: HandoutCopy, papers: int) -> CopyFacts:
    """A copy for showing."""
    return CopyFacts(
        copy.id,
        copy.number,
        numbers_of(papers, copy.number),
        copy.holder,
        copy.returned_on,
        copy.returned_at,
        copy.missing_why,
    )


def numbers_of(papers: int, copy: int) -> str:
    """The numbers that one copy's sheets bear: 「資料1-03」, or 「資料1〜6-03」 for several sheets."""
    return f"資料1-{copy:02d}" if papers <= 1 else f"資料1〜{papers}-{copy:02d}"


def tick_returned(session: Session, copy_ids: Sequence[int], on: date, at: time | None) -> None:
    """Note that copies came back; a reason that was written before stays readable in the log only."""
    with act(session, "tick_returned", "資料がもどったことをつける"):
        for copy_id in copy_ids:
            copy = still_there(session, HandoutCopy, copy_id)
            copy.returned_on, copy.returned_at = on, at
            copy.missing_why, copy.explained_on = "", None


def untick(session: Session, copy_id: int) -> None:
    """Take back that a copy came back."""
    copy = still_there(session, HandoutCopy, copy_id)
    with act(session, "untick_returned", "資料がもどったしるしを消す"):
        copy.returned_on = copy.returned_at = None


def explain_missing(session: Session, copy_id: int, why: str) -> None:
    """Write why a copy did not come back; from then on きょう no longer asks. An emptied reason lets it ask again.

    Raises Refusal for a copy that is back.
    """
    copy = still_there(session, HandoutCopy, copy_id)
    if copy.returned_on is not None and why.strip():
        raise Refusal("この資料は、もうもどっています。理由はいりません。")
    with act(session, "explain_missing", "もどらない理由を書く"):
        copy.missing_why = why.strip()
        copy.explained_on = today(session) if why.strip() else None


def shred(session: Session, handout_id: int, on: date, by: str) -> None:
    """Note who shredded the copies of a print, and when. Raises Refusal without a name."""
    if not by.strip():
        raise Refusal("だれが廃棄したかを書いてください。")
    handout = still_there(session, Handout, handout_id)
    with act(session, "shred_handout", "資料を廃棄したことを書く"):
        handout.shredded_on, handout.shredded_by = on, by.strip()


def meeting_is_over(meeting: Meeting, on: date) -> bool:
    """Whether the copies of a meeting should be back: it was held, or its day is past."""
    return meeting.state == MeetingState.HELD or meeting.held_on < on


def copies_missing(on: date) -> Select[int, int, list[str], str, int, str, date]:
    """Copies to be collected at meetings that are over, neither back nor explained, the oldest first."""
    return (
        select(
            HandoutCopy.id,
            HandoutCopy.number,
            Handout.papers,
            HandoutCopy.holder,
            Meeting.id,
            Meeting.name,
            Meeting.held_on,
        )
        .join(Handout, Handout.id == HandoutCopy.handout_id)
        .join(Meeting, Meeting.id == Handout.meeting_id)
        .where(HandoutCopy.returned_on.is_(None), HandoutCopy.explained_on.is_(None), Handout.rule == COLLECT)
        .where(or_(Meeting.state == MeetingState.HELD, Meeting.held_on < on))
        .order_by(HandoutCopy.handout_id, HandoutCopy.number)
        .limit(MOST)
    )


def missing_copies(session: Session, on: date) -> list[MissingCopy]:
    """What should have come back and did not, as of a day."""
    return [
        MissingCopy(copy_id, meeting_id, numbers_of(len(papers), number), holder, name, held_on)
        for copy_id, number, papers, holder, meeting_id, name, held_on in session.execute(copies_missing(on))
    ]


def copies_to_collect(session: Session, meeting_id: int) -> tuple[int, list[int]]:
    """How many copies of a meeting are to come back, and the ids of those that are neither back nor explained."""
    found = session.execute(
        select(HandoutCopy.id, HandoutCopy.returned_on, HandoutCopy.explained_on)
        .join(Handout, Handout.id == HandoutCopy.handout_id)
        .where(Handout.meeting_id == meeting_id, Handout.rule == COLLECT)
        .order_by(HandoutCopy.handout_id, HandoutCopy.number)
    ).all()
    return len(found), [copy_id for copy_id, returned, explained in found if not (returned or explained)]
