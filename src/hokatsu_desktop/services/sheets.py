"""Opening and saving filled-in sheets: typed attributes and rows in their tables, the rest with the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Agency,
    Answer,
    Attendance,
    Case,
    CasePeriod,
    CasePerson,
    CommunityIssue,
    CommunityVoice,
    Consent,
    ConsentState,
    Contact,
    Handout,
    Handover,
    Household,
    Meeting,
    MeetingCase,
    MeetingSeries,
    Note,
    Person,
    Plan,
    Referral,
    ReferralReview,
    Resource,
    Staff,
    SurveyRound,
    Training,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.closing_verdicts import refuse_other_verdict
from hokatsu_desktop.services.consents import newest_consent, tasks_follow_consent
from hokatsu_desktop.services.earlier_meetings import meeting_case_before
from hokatsu_desktop.services.edition_archive import whole_sheet
from hokatsu_desktop.services.figures.year_books import year_book
from hokatsu_desktop.services.filled_sheets import filled_sheet, keep_answers
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.modes import bases_of, basis_name
from hokatsu_desktop.services.naming import refresh_titles
from hokatsu_desktop.services.newest import newest_meeting, newest_plan, newest_referral
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.outreach import begun_outreach, follow_stage, outreach_of
from hokatsu_desktop.services.participation import begun_participation, participation_of
from hokatsu_desktop.services.risks import RISKS, bring_forward
from hokatsu_desktop.services.rows import read_rows, write_rows
from hokatsu_desktop.services.shown_rows import LAW_ROWS, SHOWN_ROWS, read_shown
from hokatsu_desktop.sheets.answers import Answer as SheetAnswer
from hokatsu_desktop.sheets.answers import Answers, as_keys, as_rows, tidy
from hokatsu_desktop.sheets.binding import ROW_BINDS, read_bound, write_bound
from hokatsu_desktop.sheets.definition import Sheet, Subject
from hokatsu_desktop.sheets.shown import secrecy_of

Subjects = dict[str, Any]


@dataclass(frozen=True)
class OpenSheet:
    """A sheet with its answers, as screen and paper take it."""

    sheet: Sheet
    subject_id: int
    case_id: int | None
    answers: Answers
    finished_on: date | None


def sheet_in_use(session: Session, key: str, edition: int | None = None) -> Sheet:
    """A sheet as screen and paper show it, in the edition in use or in the one asked for; what is hidden is left out.

    Raises KeyError for an unknown edition.
    """
    return whole_sheet(session, key, edition).as_used


def open_sheet(session: Session, key: str, subject_id: int, *, whole: bool = False) -> OpenSheet:
    """A sheet of one subject with all its answers, in the edition it was begun under.

    What the office hid is left out; `whole` gives it too, for a screen that has a place of its own for a blank.
    """
    filled = filled_sheet(session, key, subject_id)
    sheet = whole_sheet(session, key, filled.edition if filled else None)
    sheet = sheet if whole else sheet.as_used
    subjects = subjects_of(session, sheet.subject, subject_id)
    answers: Answers = dict(filled.answers) if filled else {}
    answers.update(read_bound(sheet, subjects))
    answers.update(named_by_mode(session, sheet, subjects))
    for blank in sheet.blanks:
        if blank.bind in ROW_BINDS:
            read = read_shown if blank.bind in SHOWN_ROWS else read_rows
            answers[blank.key] = read(session, blank.bind, subjects)
    case: Case | None = subjects.get("case")
    return OpenSheet(sheet, subject_id, case.id if case else None, answers, filled.finished_on if filled else None)


def named_by_mode(session: Session, sheet: Sheet, subjects: Subjects) -> Answers:
    """The kinds of meeting on a sheet as the town calls them on the day, of all its cases, and what is read out of them."""
    meeting, series = subjects.get("meeting"), subjects.get("series")
    names: dict[str, str] = {}
    if meeting is not None:
        bases = bases_of(session, meeting)
        names["meeting.basis_words"] = "・".join(basis_name(session, one, meeting.held_on) for one in bases)
        names["meeting.secrecy"] = secrecy_of({meeting.basis, *bases}, meeting.held_on)
    if series is not None:
        kinds = (key for key in (series.basis, series.also_basis) if key)
        names["series.basis_words"] = "・".join(basis_name(session, key, today(session)) for key in kinds)
    return {blank.key: names[blank.bind] for blank in sheet.blanks if blank.bind in names}


def given_answers(session: Session, sheet: Sheet) -> Answers:
    """What stands on a sheet whatever it is about: the office's own words, and the law as it is today."""
    shown = [blank for blank in sheet.blanks if blank.shown_only]
    words = read_bound(sheet, {"office": the_office(session)})
    rows: Answers = {b.key: LAW_ROWS[b.bind](session, today(session)) for b in shown if b.bind in LAW_ROWS}
    return {blank.key: words[blank.key] for blank in shown if blank.key in words} | rows


def save_sheet(session: Session, key: str, subject_id: int, answers: Mapping[str, SheetAnswer]) -> None:
    """Save the answers given (a part of the sheet is enough); what is not named stays as it is."""
    filled = filled_sheet(session, key, subject_id)
    sheet = whole_sheet(session, key, filled.edition if filled else None)
    with act(session, "save_sheet", f"「{sheet.short_title}」を書く"):
        subjects = subjects_of(session, sheet.subject, subject_id, making=roots_of(sheet, answers))
        refuse_other_verdict(session, sheet, answers, subjects.get("meeting_case"))
        kept: dict[str, Any] = {}
        tidied = tidy(sheet, answers)
        for name in answers:
            value = tidied.get(name, "")  # an answer taken back is an empty one
            held = write_typed(session, sheet, name, value, subjects)
            kept[name] = "" if held else value  # what a record holds now must not come back from the sheet
        case: Case | None = subjects.get("case")
        if case is not None and RISKS in kept:
            bring_forward(
                session, case, sheet, as_keys(filled.answers.get(RISKS)) if filled else [], as_keys(kept[RISKS])
            )
        keep_answers(session, sheet, subject_id, case, filled, kept)
        session.flush()
        settle(session, subjects, answers, sheet)


def write_typed(session: Session, sheet: Sheet, name: str, value: Any, subjects: Subjects) -> bool:
    """Write an answer to the typed attribute or table it is bound to; False when it belongs to the sheet itself."""
    blank = next((one for one in sheet.blanks if one.key == name), None)
    if blank is not None and blank.bind in ROW_BINDS:
        write_rows(session, blank.bind, as_rows(value), subjects)
        return True
    return write_bound(sheet, name, value, subjects)


def subjects_of(  # noqa: C901, PLR0912, PLR0915  # one case for each kind of subject
    session: Session, subject: Subject, subject_id: int, *, making: frozenset[str] = frozenset()
) -> Subjects:
    """The records a sheet may be bound to, by the first word of a bind. Missing ones named in `making` are made."""
    found: Subjects = {"office": the_office(session)}
    match subject:
        case Subject.REFERRAL:
            referral = still_there(session, Referral, subject_id)
            found["referral"] = referral
            found["staff"] = session.get(Staff, referral.staff_id) if referral.staff_id else None
            found["answer"] = the_answer(session, referral.id, making="answer" in making)
            found.update(case_subjects(session, referral.case_id, making="consent" in making))
        case Subject.CASE:
            found.update(case_subjects(session, subject_id, making="consent" in making))
            found.update(newest_subjects(session, found["case"]))
            found["outreach"] = (begun_outreach if "outreach" in making else outreach_of)(session, subject_id)
        case Subject.CASE_PERSON:
            part = still_there(session, CasePerson, subject_id)
            found.update(case_subjects(session, part.case_id, making="consent" in making, person_id=part.person_id))
        case Subject.MEETING:
            found["meeting"] = still_there(session, Meeting, subject_id)
        case Subject.MEETING_CASE:
            meeting_case = still_there(session, MeetingCase, subject_id)
            found["meeting_case"] = meeting_case
            found["meeting"] = still_there(session, Meeting, meeting_case.meeting_id)
            before = meeting_case_before(session, meeting_case)
            found["previous_part"] = before
            found["previous_meeting"] = still_there(session, Meeting, before.meeting_id) if before else None
            found.update(case_subjects(session, meeting_case.case_id, making=False))
            found.update(closing_subjects(session, meeting_case.case_id, found["meeting"].held_on))
        case Subject.PLAN:
            plan = still_there(session, Plan, subject_id)
            found["plan"] = plan
            found.update(case_subjects(session, plan.case_id, making=False))
            found.update(closing_subjects(session, plan.case_id, plan.made_on))
            participation = begun_participation if "participation" in making else participation_of
            found["participation"] = participation(session, plan.case_id)
            if plan.meeting_case_id is not None:
                found["meeting_case"] = still_there(session, MeetingCase, plan.meeting_case_id)
                found["meeting"] = still_there(session, Meeting, found["meeting_case"].meeting_id)
        case Subject.PERIOD:
            found["period"] = still_there(session, CasePeriod, subject_id)
            found["closing_meeting"] = deciding_meeting(session, found["period"])
            found.update(case_subjects(session, found["period"].case_id, making=False))
        case Subject.NOTE:
            note = still_there(session, Note, subject_id)
            found["note"] = note
            found["staff"] = session.get(Staff, note.staff_id) if note.staff_id else None
            found.update(case_subjects(session, note.case_id, making=False))
        case Subject.AGENCY:
            found["agency"] = still_there(session, Agency, subject_id)
        case Subject.CONTACT:
            contact = still_there(session, Contact, subject_id)
            found["contact"] = contact
            found["agency"] = still_there(session, Agency, contact.agency_id)
        case Subject.ATTENDANCE:
            attendance = still_there(session, Attendance, subject_id)
            found["attendance"] = attendance
            found["meeting"] = still_there(session, Meeting, attendance.meeting_id)
        case Subject.HANDOUT:
            handout = still_there(session, Handout, subject_id)
            found["handout"] = handout
            found["meeting"] = still_there(session, Meeting, handout.meeting_id)
        case Subject.REVIEW:
            found["review"] = still_there(session, ReferralReview, subject_id)
        case Subject.RESOURCE:
            found["resource"] = still_there(session, Resource, subject_id)
        case Subject.VOICE:
            found["voice"] = still_there(session, CommunityVoice, subject_id)
        case Subject.ISSUE:
            found["issue"] = still_there(session, CommunityIssue, subject_id)
        case Subject.TRAINING:
            found["training"] = still_there(session, Training, subject_id)
        case Subject.SURVEY:
            found["survey"] = still_there(session, SurveyRound, subject_id)
        case Subject.SERIES:
            found["series"] = still_there(session, MeetingSeries, subject_id)
        case Subject.YEAR:
            found["year"] = year_book(session, subject_id)
        case Subject.OFFICE:
            found["handover"] = session.scalar(select(Handover).order_by(Handover.id.desc()).limit(1))
        case _:
            raise ValueError(subject)
    return {name: value for name, value in found.items() if value is not None}


def case_subjects(session: Session, case_id: int, *, making: bool, person_id: int | None = None) -> Subjects:
    """The records around a case: itself, 本人 or another person of it, the household, and this person's consent."""
    case = still_there(session, Case, case_id)
    of = person_id or case.principal_id
    consent = newest_consent(session, case_id, of)
    if consent is None and making:
        consent = Consent(case_id=case_id, person_id=of)
        session.add(consent)
    return {
        "case": case,
        "person": still_there(session, Person, of),
        "household": still_there(session, Household, case.household_id),
        "consent": consent,
    }


def newest_subjects(session: Session, case: Case) -> Subjects:
    """What a sheet of a whole case shows besides: the referral and the plan that came last, and who works on it."""
    return {
        "referral": newest_referral(session, case.id),
        "plan": newest_plan(session, case.id),
        "meeting": newest_meeting(session, case.id),
        "staff": session.get(Staff, case.staff_id) if case.staff_id else None,
    }


def closing_subjects(session: Session, case_id: int, day: date | None) -> Subjects:
    """The period of a case that a day lies in, and the meeting that closed it.

    Without a day it is the newest; for a day before the case was opened here, the first.
    """
    query = select(CasePeriod).where(CasePeriod.case_id == case_id)
    newest_first = query.order_by(CasePeriod.ordinal.desc())
    by_then = newest_first if day is None else newest_first.where(CasePeriod.opened_on <= day)
    period = session.scalar(by_then.limit(1)) or session.scalar(query.order_by(CasePeriod.ordinal).limit(1))
    return {"period": period, "closing_meeting": deciding_meeting(session, period)}


def deciding_meeting(session: Session, period: CasePeriod | None) -> Meeting | None:
    """The meeting that decided the closing of a period."""
    return session.get(Meeting, period.decided_meeting_id) if period and period.decided_meeting_id else None


def the_answer(session: Session, referral_id: int, *, making: bool) -> Answer | None:
    """The answer to a referral, a new draft if asked for."""
    answer = session.scalar(select(Answer).where(Answer.referral_id == referral_id))
    if answer is None and making:
        answer = Answer(referral_id=referral_id)
        session.add(answer)
    return answer


def settle(session: Session, subjects: Subjects, answers: Mapping[str, SheetAnswer], sheet: Sheet) -> None:
    """What follows from an answer: titles from names, waking tasks on consent, a referral no longer waiting."""
    case: Case | None = subjects.get("case")
    if case is None:
        return
    binds = roots_of(sheet, answers)
    if binds & {"person", "household"}:
        refresh_titles(session, case)
    if "answer" in binds and "answer" in subjects:
        subjects["referral"].answered_on = subjects["answer"].answered_on
    if "outreach" in binds:
        follow_stage(session, subjects["outreach"])
    consent: Consent | None = subjects.get("consent")
    if "consent" in binds and consent is not None:
        if consent.state == ConsentState.GIVEN and not asked_apart(sheet):
            consent.give = consent.take = True
        tasks_follow_consent(session, case.id)


def roots_of(sheet: Sheet, answers: Mapping[str, SheetAnswer]) -> frozenset[str]:
    """The first words of the binds of the answers given."""
    return frozenset(blank.bind.split(".")[0] for blank in sheet.blanks if blank.key in answers and blank.bind)


def asked_apart(sheet: Sheet) -> bool:
    """Whether the sheet asks about giving and taking information one by one."""
    return any(blank.bind == "consent.give" for blank in sheet.as_used.blanks)
