"""Whom to invite for a household, each with the reason in words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Agency, Attendance, CaseAgency, Contact, Referral
from hokatsu_desktop.services.agencies import DirectoryEntry, directory
from hokatsu_desktop.services.districts import Seat, to_invite_from_district
from hokatsu_desktop.services.looking_back import STILL_OPEN, Span, outcomes
from hokatsu_desktop.services.meetings import attendances_of, last_meeting_case
from hokatsu_desktop.services.newest import newest_referral
from hokatsu_desktop.services.resources import meaning
from hokatsu_desktop.sheets.lists import load_list

OTHER = "other"  # of topic
SAID_MORE = re.compile(r"(?:のこと|について|がない)$")
BETWEEN = re.compile(r"[・、／（）や]")

SEATS = {Seat.COMMISSIONER: "民生委員", Seat.CHILDREN: "主任児童委員", Seat.NEIGHBOURHOOD: "自治会"}


@dataclass(frozen=True)
class Suggested:
    """Somebody to invite, why, and whether they have to do with the household already."""

    entry: DirectoryEntry
    reasons: tuple[str, ...]
    is_around: bool

    @property
    def why(self) -> str:
        """The reasons in one line."""
        return "、".join(self.reasons)


def suggested_people(session: Session, case_ids: Iterable[int]) -> list[Suggested]:
    """The people to invite for these cases, those who have to do with them first; nobody without a reason."""
    entries = {entry.contact_id: entry for entry in directory(session)}
    around: dict[int, list[str]] = {}
    others: dict[int, list[str]] = {}
    for case_id in case_ids:
        for contact_id, reason in people_of(session, case_id, entries.values()):
            add_reason(around, contact_id, reason)
        for contact_id, reason in helpers_for(session, case_id):
            add_reason(others, contact_id, reason)
    found = [*around, *(one for one in others if one not in around)]
    return [
        Suggested(entries[one], (*around.get(one, ()), *others.get(one, ())), one in around)
        for one in found
        if one in entries
    ]


def add_reason(found: dict[int, list[str]], contact_id: int, reason: str) -> None:
    """One more reason for somebody, none twice."""
    reasons = found.setdefault(contact_id, [])
    if reason not in reasons:
        reasons.append(reason)


def people_of(session: Session, case_id: int, known: Iterable[DirectoryEntry]) -> Iterator[tuple[int, str]]:
    """Who came last time, who has a role left, who is involved, and who referred; each as (contact, reason)."""
    by_name = {fold(entry.agency_name + entry.name): entry.contact_id for entry in known}
    for named, reason in named_around(session, case_id):
        if (contact_id := by_name.get(fold(named))) is not None:
            yield contact_id, reason
    earlier = last_meeting_case(session, case_id)
    for seat in attendances_of(session, earlier.meeting_id) if earlier is not None else ():
        if seat.contact_id is not None:
            yield seat.contact_id, "前回も呼んだ"
    for one in outcomes(session, Span(case_id=case_id), STILL_OPEN):
        seat_there = session.get(Attendance, one.decision.attendance_id) if one.decision.attendance_id else None
        if seat_there is not None and seat_there.contact_id is not None:
            yield seat_there.contact_id, "まだの役割がある"


def named_around(session: Session, case_id: int) -> Iterator[tuple[str, str]]:
    """Agency and name of those written down on the case, each with the reason."""
    referral = newest_referral(session, case_id)
    if referral is not None and referral.from_contact_name:
        yield referral.from_agency_name + referral.from_contact_name, "つないだ人"
    involved = select(CaseAgency).where(CaseAgency.case_id == case_id, CaseAgency.until_on.is_(None))
    for one in session.scalars(involved.order_by(CaseAgency.id)):
        if one.contact_name:
            yield one.agency_name + one.contact_name, "関わっている人"


def helpers_for(session: Session, case_id: int) -> Iterator[tuple[int, str]]:
    """Who looks after the district, and who can do something about a worry; each as (contact, reason)."""
    for one in to_invite_from_district(session, case_id):
        yield one.contact_id, f"{one.district}の{SEATS[one.seat]}"
    rows = session.execute(
        select(Agency, Contact)
        .join(Contact, Contact.agency_id == Agency.id)
        .where(Agency.retired_on.is_(None), Contact.released_on.is_(None))
        .order_by(Contact.easy_to_reach.desc(), Contact.id)
    ).all()
    referral = newest_referral(session, case_id)
    for worry in worries_of(referral) if referral is not None else ():
        able = (contact for agency, contact in rows if can_do(agency, worry))
        first = next(able, None)
        if first is not None:
            yield first.id, f"「{worry}」の相談先"


def worries_of(referral: Referral) -> list[str]:
    """The worries ticked on a referral, in words, the greatest first."""
    topics = load_list("topic")
    keys = [referral.worries.get("most", ""), *referral.worries.get("also", ())]
    labels = {one.key: one.label for one in topics.values if one.key != OTHER}
    return list(dict.fromkeys(labels[key] for key in keys if key in labels))


def can_do(agency: Agency, worry: str) -> bool:
    """Whether an agency says that it can do something about a worry, in these words or in ones that mean the same."""
    said = fold(agency.can_do)
    words = [word for word in BETWEEN.split(SAID_MORE.sub("", worry)) if word]
    return any(fold(same) in said for word in words for same in meaning(word))
