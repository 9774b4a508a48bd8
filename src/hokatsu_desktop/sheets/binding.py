"""Bound answers: a blank with `bind = "person.name"` is read from, and written to, that attribute of a record.

Rows (household members, decisions, …) live in tables of their own; reading and writing those needs a session and is
done by the services. `subjects` holds the records by the first word of a bind: {"person": …, "referral": …}.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args, get_type_hints

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import (
    Agency,
    Attendance,
    Case,
    CasePeriod,
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
    Office,
    Outreach,
    Participation,
    Person,
    Plan,
    Referral,
    ReferralReview,
    Resource,
    Staff,
    SurveyRound,
    Training,
    YearBook,
)
from hokatsu_desktop.models import Answer as OfficeAnswer
from hokatsu_desktop.sheets.answers import Answer, Answers, Marks, as_keys, as_marks, as_rows, as_text, is_filled
from hokatsu_desktop.sheets.definition import Blank, Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.shown import (
    addressee,
    aim_words,
    attendee_words,
    basis_words,
    consent_words,
    goal_words,
    ground_rules,
    meeting_heading,
    meeting_hours,
    meeting_when,
    note_hours,
    office_desk,
    office_mayor,
    paper_words,
    period_words,
    reason_words,
    secrecy_words,
    series_basis_words,
    stage_words,
    year_title,
)

Subjects = Mapping[str, object]
LARGEST_NUMBER = 10**15  # counts and money stay far below; a database holds no number without end

ROOTS: Mapping[str, type[object]] = {
    "agency": Agency,
    "answer": OfficeAnswer,
    "attendance": Attendance,
    "case": Case,
    "closing_meeting": Meeting,
    "consent": Consent,
    "contact": Contact,
    "handout": Handout,
    "handover": Handover,
    "household": Household,
    "issue": CommunityIssue,
    "meeting": Meeting,
    "meeting_case": MeetingCase,
    "note": Note,
    "office": Office,
    "outreach": Outreach,
    "participation": Participation,
    "period": CasePeriod,
    "person": Person,
    "plan": Plan,
    "previous_meeting": Meeting,
    "previous_part": MeetingCase,
    "referral": Referral,
    "resource": Resource,
    "review": ReferralReview,
    "series": MeetingSeries,
    "staff": Staff,
    "survey": SurveyRound,
    "training": Training,
    "voice": CommunityVoice,
    "year": YearBook,
}
"""The first words of a bind and the records they stand for."""

ROW_BINDS = frozenset(
    {
        "household.members",
        "case.agencies",
        "case.eco_ties",
        "case.life_events",
        "case.open_questions",
        "agency.contacts",
        "attendance.next_days",
        "attendance.roles",
        "case.notes",
        "case.open_tasks",
        "case.outreach_visits",
        "case.participation_days",
        "case.participation_places",
        "case.small_changes",
        "contact.pledge_articles",
        "contact.request_articles",
        "handout.copies",
        "issue.voices",
        "meeting.agenda",
        "meeting.attendances",
        "meeting.case_list",
        "meeting.case_results",
        "meeting.collection",
        "meeting.decisions",
        "meeting.open_questions",
        "meeting.roll",
        "meeting_case.decisions",
        "meeting_case.open_questions",
        "office.community_issues",
        "office.districts",
        "office.handed_over",
        "office.key_people",
        "office.disposed",
        "office.media",
        "office.media_loans",
        "office.members",
        "office.open_cases",
        "office.reasons",
        "office.open_outcomes",
        "office.today_rows",
        "office.trainings",
        "office.unfinished",
        "period.looks",
        "period.promises",
        "office.agencies",
        "office.resources",
        "plan.changes",
        "plan.rows",
        "previous_part.decisions",
        "review.looks",
        "series.days",
        "series.members",
        "survey.districts",
        "survey.visits",
        "training.guests",
        "year.breakdowns",
        "year.breakdowns_outside",
        "year.figures",
        "year.figures_outside",
        "year.reasons",
    }
)
"""Binds of row blanks whose rows are records of their own: left to the services."""

SHOWN: Mapping[str, Callable[[Any], str]] = {
    "attendance.shown": attendee_words,
    "case.stage_words": stage_words,
    "closing_meeting.heading": meeting_heading,
    "consent.state_words": consent_words,
    "contact.addressee": addressee,
    "handout.paper_words": paper_words,
    "meeting.aim_words": aim_words,
    "meeting.basis_words": basis_words,
    "meeting.goal_words": goal_words,
    "meeting.heading": meeting_heading,
    "meeting.hours": meeting_hours,
    "meeting.secrecy": secrecy_words,
    "meeting.when": meeting_when,
    "note.hours": note_hours,
    "office.desk": office_desk,
    "office.ground_rules": ground_rules,
    "office.mayor": office_mayor,
    "period.reason_words": reason_words,
    "period.words": period_words,
    "previous_meeting.heading": meeting_heading,
    "series.basis_words": series_basis_words,
    "year.title": year_title,
}
"""Binds that are words made from a record, one plain function each; never written."""


def read_bound(sheet: Sheet, subjects: Subjects) -> Answers:
    """The answers that the records hold, by blank key; what is empty or whose record is missing is left out."""
    found: Answers = {}
    for blank in sheet.blanks:
        answer = _read(blank, subjects)
        if is_filled(blank, answer):
            found[blank.key] = answer
        if own_words := _read_own_words(blank, subjects):
            found[other_key(blank.key)] = own_words
    return found


def write_bound(sheet: Sheet, key: str, answer: Answer, subjects: Subjects) -> bool:
    """Write one answer to the attribute its blank is bound to, and tell whether the record now holds it.

    `key` is a blank's key or that of its own words (other_key). False means the answer belongs with the sheet: the
    blank is not bound, its record is missing, it is only shown, its rows are the services' work, or the attribute
    cannot hold it (an unreadable or partial date in a date attribute, which is then cleared where it may be empty).
    """
    found = _target(sheet, key, subjects)
    if found is None:
        return False
    record, name, hint = found
    try:
        value = _stored(hint, answer)
    except (ValueError, KeyError):
        if type(None) in get_args(hint):
            setattr(record, name, None)
        return False
    setattr(record, name, value)
    return True


def attribute_type(kind: type[Any], name: str) -> object:
    """What an attribute of a record holds, for example `datetime.date | None`; None if there is no such column."""
    hint = get_type_hints(kind).get(name)
    return get_args(hint)[0] if get_args(hint) else None


def _read(blank: Blank, subjects: Subjects) -> Answer:
    root, _, name = blank.bind.partition(".")
    record = subjects.get(root)
    if record is None or blank.bind in ROW_BINDS:
        return ""
    if blank.bind in SHOWN:
        return SHOWN[blank.bind](record)
    if isinstance(record, Consent) and name in {"give", "take"} and record.state == ConsentState.UNCONFIRMED:
        return ""  # nobody has asked yet: neither はい nor いいえ may be ticked
    return _answer(getattr(record, name))


def _read_own_words(blank: Blank, subjects: Subjects) -> str:
    root, _, name = blank.bind.partition(".")
    return as_text(getattr(subjects.get(root), f"{name}_other", ""))


def _target(sheet: Sheet, key: str, subjects: Subjects) -> tuple[object, str, object] | None:
    """The record, the attribute and what it holds, for an answer that a record can take."""
    for blank in sheet.blanks:
        root, _, name = blank.bind.partition(".")
        record: Any = subjects.get(root)
        if record is None or blank.shown_only or blank.bind in ROW_BINDS or blank.bind in SHOWN:
            continue
        for answer_key, attribute in ((blank.key, name), (other_key(blank.key), f"{name}_other")):
            if key == answer_key and (hint := attribute_type(type(record), attribute)):
                return record, attribute, hint
    return None


def _answer(value: object) -> Answer:
    match value:
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case date():
            return PartialDate.of(value).text
        case list():
            return list(value)
        case {"most": most, "also": also}:
            return Marks(most=most, also=list(also))
        case None | {}:
            return ""
        case _:
            raise TypeError(type(value).__name__)


def _stored(hint: object, answer: Answer) -> object:
    """The value an attribute holds for an answer. Raises ValueError if it cannot hold it."""
    types = get_args(hint) if type(None) in get_args(hint) else (hint,)
    if type(None) in types and not answer:
        return None
    held = types[0]
    if held is bool:
        return {"yes": True, "no": False, "": False}[as_text(answer)]
    if held is str:
        return as_text(answer)
    if held is int:
        return _held_number(as_text(answer))
    if held is date:
        return _whole_date(as_text(answer))
    return _stored_group(held, answer)


def _stored_group(held: object, answer: Answer) -> object:
    if held == list[str]:
        return as_keys(answer)
    if held == list[dict[str, str]]:
        return as_rows(answer)
    if held == dict[str, Any]:
        return dict(as_marks(answer)) if answer else {}
    raise ValueError("no answer is kept in an attribute of this type")


def _held_number(stored: str) -> int:
    number = int(stored)
    if abs(number) > LARGEST_NUMBER:
        raise ValueError("not a number that a record can hold")
    return number


def _whole_date(stored: str) -> date:
    partial = PartialDate.from_text(stored)
    day = partial.as_date()
    if day is None or partial.approximate:
        raise ValueError("not a whole date")
    return day
