"""Rows of a meeting that sheets only show: its people, cases, decisions, questions and handouts, each in a few queries."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    Agency,
    AgendaItem,
    Attendance,
    Case,
    Decision,
    Handout,
    HandoutCopy,
    Meeting,
    MeetingCase,
    OpenQuestion,
)
from hokatsu_desktop.services.row_values import day_text, number_of, words
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.lists import label_of

KINDS = {"member": "構成員", "guest": "臨時", "principal": "本人"}
PRESENCES = {"present": "出席", "absent": "欠席", "invited": ""}


def roll(session: Session, meeting: Meeting) -> list[Row]:
    """The people of a meeting: who they are, whether they came, whether they have pledged secrecy."""
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return [
        {
            "agency_name": one.agency_name,
            "post": one.post,
            "name": one.name,
            "who": words(one.post, one.name),
            "kind": KINDS.get(one.kind, one.kind),
            "presence": PRESENCES.get(one.presence, one.presence),
            "pledged_on": day_text(one.pledged_on),
        }
        for one in session.scalars(query.order_by(Attendance.position, Attendance.id))
    ]


def case_results(session: Session, meeting: Meeting) -> list[Row]:
    """The cases of a meeting by number: on what ground each was shared, and how it ended."""
    return [
        {
            "number": number_of(case),
            "submitter": one.submitter,
            "consent": one.consent_words,
            "basis": label_of("consent_basis", one.shared_basis),
            "verdict": one.verdict,
            "lead_supporter": one.lead_supporter,
            "hub": one.hub,
            "next_on": day_text(one.next_on),
        }
        for one, case in cases_with_part(session, meeting.id)
    ]


def case_list(session: Session, meeting: Meeting) -> list[Row]:
    """The cases of a meeting without any name: number, submitting agency, aim, how often it was here, minutes."""
    pairs = cases_with_part(session, meeting.id)
    names = agency_names(session)
    minutes = dict(
        session.execute(
            select(AgendaItem.meeting_case_id, func.sum(AgendaItem.minutes))
            .where(AgendaItem.meeting_id == meeting.id, AgendaItem.meeting_case_id.is_not(None))
            .group_by(AgendaItem.meeting_case_id)
        ).all()
    )
    earlier = dict(
        session.execute(
            select(MeetingCase.case_id, func.count())
            .join(Meeting, Meeting.id == MeetingCase.meeting_id)
            .where(MeetingCase.case_id.in_([case.id for _, case in pairs]), Meeting.held_on < meeting.held_on)
            .group_by(MeetingCase.case_id)
        ).all()
    )
    aims = "\n".join(label_of("meeting_aim", key) for key in meeting.aims)
    return [
        {
            "number": number_of(case),
            "agency": agency_within(one.submitter, names),
            "aim": aims,
            "times": words(
                f"{earlier[case.id] + 1}回目" if case.id in earlier else "初回",
                f"{minutes[one.id]}分" if one.id in minutes else "",
            ),
        }
        for one, case in pairs
    ]


def meeting_decisions(session: Session, meeting: Meeting) -> list[Row]:
    """Who does what by when, over all cases of a meeting; an attendee without a role with the reason."""
    rows = session.execute(
        select(Decision, Case)
        .join(MeetingCase, MeetingCase.id == Decision.meeting_case_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(MeetingCase.meeting_id == meeting.id, or_(Decision.what != "", Decision.no_role_reason != ""))
        .order_by(MeetingCase.position, MeetingCase.id, Decision.position, Decision.id)
    )
    return [
        {
            "number": number_of(case),
            "who": one.who,
            "what": one.what or f"役割なし（{one.no_role_reason}）",
            "due": one.due,
            "contact": one.contact,
        }
        for one, case in rows
    ]


def meeting_questions(session: Session, meeting: Meeting) -> list[Row]:
    """What nobody knew, who finds it out and by when, over all cases of a meeting."""
    rows = session.execute(
        select(OpenQuestion, Case)
        .join(MeetingCase, MeetingCase.id == OpenQuestion.meeting_case_id)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(MeetingCase.meeting_id == meeting.id, OpenQuestion.what != "")
        .order_by(MeetingCase.position, MeetingCase.id, OpenQuestion.position, OpenQuestion.id)
    )
    return [{"number": number_of(case), "what": one.what, "finder": one.finder, "due": one.due} for one, case in rows]


def collection(session: Session, meeting: Meeting) -> list[Row]:
    """The handouts of a meeting: how many copies went out, how many came back, why others did not."""
    rows = session.execute(
        select(Handout, HandoutCopy)
        .outerjoin(HandoutCopy, HandoutCopy.handout_id == Handout.id)
        .where(Handout.meeting_id == meeting.id)
        .order_by(Handout.id, HandoutCopy.number)
    ).all()
    handouts = {handout.id: handout for handout, _ in rows}
    copies: dict[int, list[HandoutCopy]] = {handout_id: [] for handout_id in handouts}
    for handout, copy in rows:
        if copy is not None:
            copies[handout.id].append(copy)
    return [collection_row(handout, copies[handout.id]) for handout in handouts.values()]


def collection_row(handout: Handout, copies: Sequence[HandoutCopy]) -> Row:
    """One handout with its copies as one row."""
    missing = [one for one in copies if one.returned_on is None]
    return {
        "papers": "、".join(dict.fromkeys(handout.papers)),
        "rule": handout.rule,
        "copies": str(len(copies)),
        "returned": str(len(copies) - len(missing)),
        "missing": "\n".join(f"{one.number}番：{one.missing_why or 'まだ戻っていない'}" for one in missing),
    }


def handout_copies(session: Session, handout: Handout) -> list[Row]:
    """The numbered copies of a handout, who holds each, and whether it came back."""
    query = select(HandoutCopy).where(HandoutCopy.handout_id == handout.id).order_by(HandoutCopy.number)
    papers = f"1〜{len(handout.papers)}" if len(handout.papers) > 1 else "1"
    return [
        {
            "number": f"資料{papers}-{one.number:02d}",
            "holder": one.holder,
            "returned": "no" if one.returned_on is None else "yes",
            "time": words(
                short(one.returned_on) if one.returned_on else "", f"{one.returned_at:%H:%M}" if one.returned_at else ""
            ),
            "missing_why": one.missing_why,
        }
        for one in session.scalars(query)
    ]


def cases_with_part(session: Session, meeting_id: int) -> list[tuple[MeetingCase, Case]]:
    """The cases of a meeting in their order, each with its part in the meeting."""
    rows = session.execute(
        select(MeetingCase, Case)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(MeetingCase.meeting_id == meeting_id)
        .order_by(MeetingCase.position, MeetingCase.id)
    )
    return [(one, case) for one, case in rows]


def agency_names(session: Session) -> list[str]:
    """All names of the directory, the longest first: only these are sure to be no person's name."""
    return sorted(session.scalars(select(Agency.name)), key=len, reverse=True)


def agency_within(submitter: str, names: Sequence[str]) -> str:
    """The agency that a submitter's line begins with; empty when it names only a person, who must not be printed."""
    folded = fold(submitter)
    return next((name for name in names if fold(name) and folded.startswith(fold(name))), "")
