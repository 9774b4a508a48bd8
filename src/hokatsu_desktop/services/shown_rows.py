"""Rows that sheets show but nobody types there: lists of cases, people, decisions and copies, each in a few queries.

The number of queries does not depend on the number of rows. Values are in the stored forms of sheet answers.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    Agency,
    AgendaItem,
    Attendance,
    Case,
    CaseAgency,
    Contact,
    Decision,
    FilledSheet,
    Handout,
    HandoutCopy,
    Meeting,
    MeetingCase,
    Note,
    Office,
    OpenQuestion,
    Person,
    Plan,
    Staff,
)
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import consent_summaries
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.law import Article, articles_for
from hokatsu_desktop.sheets.lists import label_of

KINDS = {"member": "構成員", "guest": "臨時", "principal": "本人"}
PRESENCES = {"present": "出席", "absent": "欠席", "invited": ""}
NOTE_SHEET = "note_record"
SUMMARY = 100  # characters of a note on the list of notes


# --- meetings ---------------------------------------------------------------------------------------------------------


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
        "papers": "、".join(handout.papers),
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


# --- cases ------------------------------------------------------------------------------------------------------------


def open_cases(session: Session, _office: Office) -> list[Row]:
    """The cases that are being worked on, by number."""
    pairs = session.execute(
        select(Case, Person)
        .join(Person, Person.id == Case.principal_id)
        .where(ON_SHELF == Shelf.OPEN)
        .order_by(Case.received_on, Case.id)
    ).all()
    ids = [case.id for case, _ in pairs]
    consents = {case_id: summary.state for case_id, summary in consent_summaries(session, ids).items()}
    periods = plan_periods(session, ids)
    agencies = involved_agencies(session, ids)
    return [
        {
            "number": number_of(case),
            "name": name_and_household(person, case),
            "lead_supporter": case.lead_supporter,
            "state": "\n".join(filter(None, map(before_bracket, state_words(case)))),
            "consent": label_of("consent", consents[case.id]),
            "last_contact_on": day_text(case.last_contact_on),
            "next_on": day_text(case.next_on),
            "plan": periods.get(case.id, ""),
            "agencies": agencies.get(case.id, ""),
        }
        for case, person in pairs
    ]


def name_and_household(person: Person, case: Case) -> str:
    """A person's name, and the household's where the name does not tell it."""
    name = person.shown_name
    told = f"{name.split()[0]}世帯" == case.title if name.split() else False
    return name if told or not case.title else f"{name}\n{case.title}"


def state_words(case: Case) -> tuple[str, str]:
    """Where a case stands and how urgent it is."""
    return label_of("stage", case.stage), label_of("urgency", case.urgency)


def before_bracket(label: str) -> str:
    """A label without its explanation, for a narrow column."""
    return label.partition("（")[0]


def plan_periods(session: Session, case_ids: Sequence[int]) -> dict[int, str]:
    """R8.4.1〜R8.9.30: the period of the newest plan of each case that has one."""
    plans = session.scalars(select(Plan).where(Plan.case_id.in_(case_ids)).order_by(Plan.id))
    newest = {plan.case_id: plan for plan in plans}
    return {
        case_id: "〜".join(short(day) if day else "" for day in (plan.period_from, plan.period_until))
        for case_id, plan in newest.items()
        if plan.period_from or plan.period_until
    }


def involved_agencies(session: Session, case_ids: Sequence[int]) -> dict[int, str]:
    """The agencies that are still involved in each case, each named once."""
    query = select(CaseAgency).where(CaseAgency.case_id.in_(case_ids), CaseAgency.until_on.is_(None))
    found: dict[int, list[str]] = {}
    for one in session.scalars(query.order_by(CaseAgency.id)):
        names = found.setdefault(one.case_id, [])
        if one.agency_name and one.agency_name not in names:
            names.append(one.agency_name)
    return {case_id: "、".join(names) for case_id, names in found.items()}


def case_notes(session: Session, case: Case) -> list[Row]:
    """What was done in a case, oldest first, each entry in a few words with what was to come next."""
    following = next_steps(session, case.id)
    rows = session.execute(
        select(Note, Staff)
        .outerjoin(Staff, Staff.id == Note.staff_id)
        .where(Note.case_id == case.id, Note.is_draft.is_(False))
        .order_by(Note.happened_on, Note.begins_at, Note.id)
    )
    return [
        {
            "happened_on": day_text(note.happened_on),
            "mode": note.mode,
            "partner": note.partner or "、".join(label_of("contact_with", key) for key in note.contact_with),
            "content": summary(note.facts or note.own_words or note.small_change),
            "next": following.get(note.id, ""),
            "recorder": staff.name if staff else "",
        }
        for note, staff in rows
    ]


def next_steps(session: Session, case_id: int) -> dict[int, str]:
    """What was written under 次にすること on the sheet of each note."""
    sheets = session.scalars(
        select(FilledSheet).where(FilledSheet.case_id == case_id, FilledSheet.sheet_key == NOTE_SHEET)
    )
    return {
        one.subject_id: "\n".join(filter(None, (row.get("what", "") for row in one.answers.get("next", []))))
        for one in sheets
    }


def summary(text: str) -> str:
    """The first sentences of a text, whole ones as long as they fit."""
    flat = " ".join(text.split())
    if len(flat) <= SUMMARY:
        return flat
    end = flat.rfind("。", 0, SUMMARY)
    return flat[: end + 1] if end > 0 else f"{flat[:SUMMARY]}…"


# --- agencies and the office ------------------------------------------------------------------------------------------


def agency_contacts(session: Session, agency: Agency) -> list[Row]:
    """The people who are at an agency now."""
    query = select(Contact).where(Contact.agency_id == agency.id, Contact.released_on.is_(None)).order_by(Contact.id)
    return [
        {
            "post": one.post,
            "name": one.name,
            "phone": one.phone,
            "easy_to_reach": "○" if one.easy_to_reach else "",
            "member": KINDS["member"] if one.registered_on else "",
            "note": one.note,
        }
        for one in session.scalars(query)
    ]


def members(session: Session, _office: Office) -> list[Row]:
    """The 構成員 of the support meeting: those registered now, and those released in this fiscal year."""
    on = today(session)
    rows = session.execute(
        select(Contact, Agency)
        .join(Agency, Agency.id == Contact.agency_id)
        .where(
            Contact.registered_on.is_not(None),
            or_(Contact.released_on.is_(None), Contact.released_on >= date(fiscal_year(on), 4, 1)),
        )
        .order_by(Agency.inside_town_hall.desc(), Agency.name, Contact.id)
    )
    return [
        {
            "agency_name": agency.name,
            "post": one.post,
            "name": one.name,
            "kana": one.kana,
            "registered_on": day_text(one.registered_on),
            "released_on": day_text(one.released_on),
            "pledged_on": day_text(one.pledged_on),
            "note": one.note,
        }
        for one, agency in rows
    ]


def pledge_articles(session: Session, contact: Contact) -> list[Row]:
    """The law a pledge rests on, in the wording of the day it was signed, else of today."""
    return article_rows(articles_for("pledge", contact.pledged_on or today(session)))


def request_articles(session: Session, _contact: Contact) -> list[Row]:
    """The law a request for help rests on, in the wording of today."""
    return article_rows(articles_for("request", today(session)))


def article_rows(articles: Sequence[Article]) -> list[Row]:
    """Articles as rows. One whose text is still to be checked is not printed as a fact."""
    return [{"name": one.name, "summary": one.summary} for one in articles if not one.to_check]


# --- shared -----------------------------------------------------------------------------------------------------------


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


def number_of(case: Case) -> str:
    """The number a case is called by where no name may stand."""
    return case.number or "番号なし"


def day_text(day: date | None) -> str:
    """A day as a sheet keeps it."""
    return PartialDate.of(day).text if day else ""


def words(*parts: str) -> str:
    """The parts that are not empty, with a space between them."""
    return "　".join(filter(None, parts))


SHOWN_ROWS: Mapping[str, Callable[[Session, Any], list[Row]]] = {
    "agency.contacts": agency_contacts,
    "case.notes": case_notes,
    "contact.pledge_articles": pledge_articles,
    "contact.request_articles": request_articles,
    "handout.copies": handout_copies,
    "meeting.case_list": case_list,
    "meeting.case_results": case_results,
    "meeting.collection": collection,
    "meeting.decisions": meeting_decisions,
    "meeting.open_questions": meeting_questions,
    "meeting.roll": roll,
    "office.members": members,
    "office.open_cases": open_cases,
}
"""The row binds that are only shown, one plain function of the record each."""
