"""Giving papers out of the office: to whom they may go, what the consent says of it, and the record of what went."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Attendance, Case, Degree, Meeting, MeetingCase, PaperGiven, Referral
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import agencies_to_choose
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.leaving_out import kinds_on
from hokatsu_desktop.services.may_share import Receiver, Sharing, hidden_sharing, may_share
from hokatsu_desktop.services.meetings import attendances_of, cases_of
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.registry import bound_to_secrecy
from hokatsu_desktop.sheets.definition import Subject

INSIDE, OWN, MEETING = "", "own", "meeting"  # keys of who gets it, besides the names of agencies
MOST_AGENCIES = 40


@dataclass(frozen=True)
class Choice:
    """Somebody who may be given a paper, as it is chosen in the print window."""

    key: str  # INSIDE, OWN, MEETING, or "agency:" and the name
    words: str


def receivers(session: Session, paper: Paper) -> tuple[Choice, ...]:
    """To whom a paper may be given: nobody outside first, then the meeting it belongs to, 本人, and the agencies."""
    if paper.sheet.subject is Subject.MEETING:
        return (Choice(INSIDE, "事務局の中で使う"), Choice(MEETING, "この会議の出席者"))
    if paper.case_id is None:
        return ()
    referrers = session.scalars(select(Referral.from_agency_name).where(Referral.case_id == paper.case_id))
    names = dict.fromkeys([*referrers, *agencies_to_choose(session, paper.case_id)])
    meeting = [Choice(MEETING, "この会議の出席者")] if paper.sheet.subject is Subject.MEETING_CASE else []
    agencies = [Choice(f"agency:{name}", name) for name in names if name.strip()][:MOST_AGENCIES]
    return (Choice(INSIDE, "事務局の中で使う"), *meeting, Choice(OWN, "本人"), *agencies)


def sharing_of(
    session: Session, papers: Sequence[Paper], key: str, degree: Degree, *, meeting_id: int | None = None
) -> tuple[Sharing, ...]:
    """The answer for who was chosen, one for each case on the papers; none where nothing leaves the office.

    An edition that names nobody may go to everybody.
    """
    answers = answers_for(session, papers, key, meeting_id=meeting_id)
    if not degree.hides_names:
        return answers
    return tuple(one if one.may_go else hidden_sharing(one.case_id) for one in answers)


def answers_for(session: Session, papers: Sequence[Paper], key: str, *, meeting_id: int | None) -> tuple[Sharing, ...]:
    """The answers for the papers in real names."""
    match key:
        case "":
            return ()
        case "meeting" if meeting_id is not None:
            return at_meeting(session, meeting_id, papers)
        case "own":
            receiver = Receiver("本人", is_self=True)
        case _ if key.startswith("agency:"):
            name = key.removeprefix("agency:")
            receiver = Receiver(name, name)
        case _:
            raise ValueError(key)
    return tuple(
        may_share(session, case_id, receiver, kinds_on(of_case))
        for case_id, of_case in by_case(papers).items()
        if case_id is not None
    )


def at_meeting(session: Session, meeting_id: int, papers: Sequence[Paper]) -> tuple[Sharing, ...]:
    """The answer for each case of a meeting, over all who are handed a copy there."""
    meeting = still_there(session, Meeting, meeting_id)
    seats = [one for one in attendances_of(session, meeting_id) if one.presence != "absent" and one.staff_id is None]
    return tuple(
        case_at_meeting(session, part, [one for one in papers if one.case_id in (part.case_id, None)], seats)
        for part in cases_of(session, meeting.id)
        if any(paper.case_id in (part.case_id, None) for paper in papers)
    )


def case_at_meeting(
    session: Session, part: MeetingCase, papers: Sequence[Paper], seats: Sequence[Attendance]
) -> Sharing:
    """One answer for one case over all seats: what holds it back for any of them holds back the whole."""
    kinds, about = kinds_on(papers), still_there(session, Case, part.case_id).number or "書きかけ"
    answers = [may_share(session, part.case_id, receiver_at(session, seat, part.basis), kinds) for seat in seats]
    answers = answers or [may_share(session, part.case_id, Receiver("出席者", basis=part.basis), kinds)]
    held_back = [one for one in answers if not one.may_go]
    if not held_back:
        return replace(answers[0], about=about)
    return replace(
        held_back[0],
        about=about,
        why=tuple(dict.fromkeys(line for one in held_back for line in one.why)),
        outside=frozenset().union(*(one.outside for one in held_back)),
        can_leave_out=all(one.can_leave_out for one in held_back),
    )


def receiver_at(session: Session, seat: Attendance, basis: str) -> Receiver:
    """An attendee as the receiver of the papers of a meeting; 本人 is bound by nothing and gets what is their own."""
    return Receiver(
        seat.shown,
        seat.agency_name,
        basis,
        is_bound=bound_to_secrecy(session, seat),
        is_self=seat.kind == "principal",
    )


def by_case(papers: Sequence[Paper]) -> dict[int | None, list[Paper]]:
    """The papers of each case together, in their order."""
    found: dict[int | None, list[Paper]] = {}
    for paper in papers:
        found.setdefault(paper.case_id, []).append(paper)
    return found


def give_papers(
    session: Session,
    answers: Sequence[Sharing],
    *,
    receiver: str,
    papers: Sequence[Paper],
    left_out: Sequence[str] = (),
    reason: str = "",
) -> list[PaperGiven]:
    """Note what went out to whom, one record for each case. Nothing is noted of what stays in the office.

    Raises Refusal when a case's papers may not simply go, no blank was left out, and no reason is written.
    """
    held_back = [one for one in answers if not one.may_go and not (left_out and one.can_leave_out)]
    if held_back and not reason.strip():
        raise Refusal(NOT_YET)
    if not answers:
        return []
    with act(session, "give_papers", "紙を渡す"):
        given = [
            PaperGiven(
                case_id=one.case_id,
                given_on=today(session),
                receiver=receiver,
                papers="、".join(dict.fromkeys(paper.sheet.short_title for paper in papers)),
                degree=papers[0].degree if papers else Degree.NAMED,
                ground=one.ground,
                left_out="、".join(left_out) if not one.may_go else "",
                reason=reason.strip() if one in held_back else "",
                staff_id=session.info.get("staff_id"),
            )
            for one in answers
        ]
        session.add_all(given)
        session.flush()
    return given


NOT_YET = (
    "この紙は、このままでは渡せません。匿名版にする、同意の外の欄を空ける、わけを書いて出す、のどれかを選んでください。"
    "まだ何も出ていません。"
)


def papers_given(session: Session, case_id: int, *, most: int) -> list[PaperGiven]:
    """What went out of a case, newest first."""
    query = select(PaperGiven).where(PaperGiven.case_id == case_id)
    return list(session.scalars(query.order_by(PaperGiven.id.desc()).limit(most)))
