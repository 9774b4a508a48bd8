"""All papers of one case: each sheet with the record it hangs on, for printing from one list."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import (
    CasePeriod,
    CasePerson,
    FilledSheet,
    Meeting,
    MeetingCase,
    Part,
    Person,
    Plan,
    Referral,
)
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.meetings import meetings_of_case
from hokatsu_desktop.services.periods import periods_of
from hokatsu_desktop.services.plans import plans_of
from hokatsu_desktop.services.referral_presets import referral_preset, sheets_of_preset, sheets_of_referral
from hokatsu_desktop.services.sheets import sheet_in_use

CASE_SHEETS = ("assessment", "privacy_rules", "outreach_plan", "household_visit", "note_list", "case_handover")
PERSON_SHEETS = ("consent_form",)
REFERRAL_SHEETS = ("reply_note",)
MEETING_SHEETS = ("action_linkage", "minutes_case")
ROLE_SHEETS = ("role_evaluation",)
PERIOD_SHEETS = ("closing_summary",)
PLAN_SHEETS = ("support_plan", "participation_plan", "evaluation")


@dataclass(frozen=True)
class CasePaper:
    """One sheet of a case that can be printed."""

    key: str
    subject_id: int
    title: str
    about: str  # what it hangs on: 「R8.11.18 水道課から」
    changed_on: date | None  # when something was last written on the sheet itself


def papers_of_case(session: Session, case_id: int) -> list[CasePaper]:
    """The sheets of a case in the order of its way: referrals, the case itself, meetings, plans, each newest first."""
    changed = {
        (sheet.sheet_key, sheet.subject_id): at_office(session, sheet.changed_at).date() if sheet.changed_at else None
        for sheet in session.scalars(select(FilledSheet).where(FilledSheet.case_id == case_id))
    }
    found = [
        (key, subject_id, about)
        for keys, subject_id, about in (
            *(
                ((*sheets_of_referral(session, one.id), *REFERRAL_SHEETS), one.id, about_referral(one))
                for one in referrals_of(session, case_id)
            ),
            (CASE_SHEETS, case_id, "ケースにつく紙"),
            *((PERSON_SHEETS, part_id, f"{name}さん") for part_id, name in people_who_sign(session, case_id)),
            *(
                ((*MEETING_SHEETS, *(ROLE_SHEETS if one.without_plan else ())), one.id, about_meeting(meeting, one))
                for meeting, one in meetings_of_case(session, case_id)
            ),
            *((PERIOD_SHEETS, one.id, about_period(one)) for one in periods_of(session, case_id) if one.closed_on),
            *((PLAN_SHEETS, one.id, about_plan(one)) for one in plans_of(session, case_id)),
        )
        for key in keys
    ]
    return [
        CasePaper(key, subject_id, sheet_in_use(session, key).title, about, changed.get((key, subject_id)))
        for key, subject_id, about in found
    ]


def paper_with(session: Session, case_id: int, bind: str) -> tuple[CasePaper, str] | None:
    """The first paper of a case with a blank that holds these rows, as the office uses it, and the blank's key."""
    for paper in papers_of_case(session, case_id):
        for blank in sheet_in_use(session, paper.key).as_used.blanks:
            if blank.bind == bind:
                return paper, blank.key
    return None


def blank_papers(session: Session) -> list[tuple[str, str]]:
    """The sheets of a case that can be printed for handwriting, as (key, title)."""
    referral = sheets_of_preset(referral_preset(session))
    keys = (
        *referral,
        *REFERRAL_SHEETS,
        *CASE_SHEETS,
        *PERSON_SHEETS,
        *MEETING_SHEETS,
        *ROLE_SHEETS,
        *PERIOD_SHEETS,
        *PLAN_SHEETS,
        "note_record",
    )
    return [(key, sheet_in_use(session, key).title) for key in keys]


def referrals_of(session: Session, case_id: int) -> list[Referral]:
    """The referrals a case came by, newest first."""
    return list(session.scalars(select(Referral).where(Referral.case_id == case_id).order_by(Referral.id.desc())))


def people_who_sign(session: Session, case_id: int) -> list[tuple[int, str]]:
    """The people whose consent counts, 本人 first, and others whose 同意書 was begun, as (case_person, name)."""
    begun = select(FilledSheet.subject_id).where(
        FilledSheet.case_id == case_id, FilledSheet.sheet_key.in_(PERSON_SHEETS)
    )
    rows = session.execute(
        select(CasePerson.id, Person)
        .join(Person, Person.id == CasePerson.person_id)
        .where(CasePerson.case_id == case_id)
        .where(or_(CasePerson.part.in_((Part.PRINCIPAL, Part.SUBJECT)), CasePerson.id.in_(begun)))
        .order_by(CasePerson.id)
    )
    return [(part_id, person.shown_name) for part_id, person in rows]


def about_referral(referral: Referral) -> str:
    """When it came and from whom."""
    day = referral.received_on
    sender = f"{referral.from_agency_name}から" if referral.from_agency_name else ""
    return "　".join(word for word in (f"{short(day)} 受付" if day else "書きかけ", sender) if word)


def about_meeting(meeting: Meeting, meeting_case: MeetingCase) -> str:
    """The meeting and its day."""
    return f"{short(meeting.held_on)}　{meeting.name}（{meeting.number}）"


def about_period(period: CasePeriod) -> str:
    """The period and the day it was closed."""
    return f"第{period.ordinal}期　{short(period.closed_on)} 終結" if period.closed_on else f"第{period.ordinal}期"


def about_plan(plan: Plan) -> str:
    """The plan's number and whether it is decided."""
    return f"{plan.number}　{f'{short(plan.decided_on)} 決定' if plan.decided_on else '作成中'}"
