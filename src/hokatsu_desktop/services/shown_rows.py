"""Rows that sheets show but nobody types there: lists of cases, notes, people, law, decisions and copies.

The number of queries does not depend on the number of rows. Values are in the stored forms of sheet answers.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Agency, Case, CaseAgency, Contact, FilledSheet, Note, Office, Person, Plan, Staff
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services import handover_rows, meeting_rows, own_copies
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.community_issues import issue_voices, year_issues
from hokatsu_desktop.services.consents import consent_summaries
from hokatsu_desktop.services.directory_rows import booklet_agencies, booklet_resources, role_words
from hokatsu_desktop.services.disposal_rows import disposal_rows
from hokatsu_desktop.services.districts import district_table
from hokatsu_desktop.services.earlier_meetings import decisions_with_results
from hokatsu_desktop.services.earlier_periods import look_rows_of, promise_rows
from hokatsu_desktop.services.ecomaps import eco_rows
from hokatsu_desktop.services.figures.year_rows import (
    breakdown_rows,
    figure_rows,
    outside_breakdown_rows,
    outside_rows,
    reason_rows,
)
from hokatsu_desktop.services.looking_back_rows import open_outcomes
from hokatsu_desktop.services.looks import look_rows
from hokatsu_desktop.services.media import loan_rows, media_rows
from hokatsu_desktop.services.modes import without_consent
from hokatsu_desktop.services.plan_changes import plan_changes
from hokatsu_desktop.services.promise_rows import newest_changes, promises
from hokatsu_desktop.services.row_values import day_text, number_of
from hokatsu_desktop.services.series_days import series_day_rows
from hokatsu_desktop.services.survey_rows import district_rows
from hokatsu_desktop.services.today_paper import today_rows
from hokatsu_desktop.services.trainings import year_trainings
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.bases import basis_on
from hokatsu_desktop.sheets.law import Article, articles_for
from hokatsu_desktop.sheets.lists import label_of

NOTE_SHEET = "note_record"
IN_LIST = 40  # characters of a direction on a list of cases
SUMMARY = 100  # characters of a note on the list of notes


def open_cases(session: Session, _office: Office) -> list[Row]:
    """The cases that are being worked on, by number."""
    pairs = session.execute(
        select(Case, Person)
        .join(Person, Person.id == Case.principal_id)
        .where(ON_SHELF == Shelf.OPEN)
        .order_by(Case.received_on, Case.id)
    ).all()
    ids = [case.id for case, _ in pairs]
    consents = {
        case_id: label_of("consent", summary.state) for case_id, summary in consent_summaries(session, ids).items()
    }
    plans = plan_words(session, ids)
    agencies = involved_agencies(session, ids)
    return [
        {
            "number": number_of(case),
            "name": name_and_household(person, case),
            "lead_supporter": case.lead_supporter,
            "state": "\n".join(("　".join(filter(None, map(before_bracket, state_words(case)))), consents[case.id])),
            "last_contact_on": day_text(case.last_contact_on),
            "next_on": day_text(case.next_on),
            "plan": plans.get(case.id, case.next_what),
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


def plan_words(session: Session, case_ids: Sequence[int]) -> dict[int, str]:
    """Where the newest plan of each case that has one leads, and its period (R8.4.1〜R8.9.30)."""
    plans = session.scalars(select(Plan).where(Plan.case_id.in_(case_ids)).order_by(Plan.id))
    newest = {plan.case_id: plan for plan in plans}
    return {case_id: "\n".join(filter(None, (direction_of(plan), period_of(plan)))) for case_id, plan in newest.items()}


def direction_of(plan: Plan) -> str:
    """The direction of a plan, or its nearer goal, in the words that fit a list."""
    flat = " ".join((plan.direction or plan.goal_short).split())
    return flat if len(flat) <= IN_LIST else f"{flat[:IN_LIST]}…"


def period_of(plan: Plan) -> str:
    """R8.4.1〜R8.9.30; empty without both days."""
    days = (plan.period_from, plan.period_until)
    return "〜".join(short(day) if day else "" for day in days) if any(days) else ""


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


def agency_contacts(session: Session, agency: Agency) -> list[Row]:
    """The people who are at an agency now."""
    query = select(Contact).where(Contact.agency_id == agency.id, Contact.released_on.is_(None)).order_by(Contact.id)
    return [
        {
            "post": "　".join(filter(None, (one.section, one.post))),
            "name": one.name,
            "phone": one.phone,
            "role": "、".join(filter(None, role_words(one))),
            "member": meeting_rows.KINDS["member"] if one.registered_on else "",
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


def pledge_rows(session: Session, on: date) -> list[Row]:
    """The law a pledge rests on in this town, in the wording of a day."""
    return article_rows(of_this_town(session, articles_for("pledge", on), on))


def request_rows(session: Session, on: date) -> list[Row]:
    """The law a request for help rests on in this town, in the wording of a day."""
    return article_rows(of_this_town(session, articles_for("request", on), on))


def of_this_town(session: Session, articles: Sequence[Article], on: date) -> list[Article]:
    """The articles behind the 支援会議 that the town holds on a day: 社会福祉法, or 困窮法 before it has begun."""
    basis = basis_on(without_consent(session, on), on)
    return [one for one in articles if basis is not None and one.key in basis.articles]


def article_rows(articles: Sequence[Article]) -> list[Row]:
    """Articles as rows. One whose text is still to be checked is not printed as a fact."""
    return [{"name": one.name, "summary": one.summary} for one in articles if not one.to_check]


LAW_ROWS: Mapping[str, Callable[[Session, date], list[Row]]] = {
    "contact.pledge_articles": pledge_rows,
    "contact.request_articles": request_rows,
}
"""The row binds that hold the law of a day; they stand on an empty sheet too."""


def pledge_articles(session: Session, contact: Contact) -> list[Row]:
    """The law of the day on which somebody signed the pledge, else of today."""
    return pledge_rows(session, contact.pledged_on or today(session))


def request_articles(session: Session, _contact: Contact) -> list[Row]:
    """The law of today for a request."""
    return request_rows(session, today(session))


SHOWN_ROWS: Mapping[str, Callable[[Session, Any], list[Row]]] = {
    "agency.contacts": agency_contacts,
    "attendance.next_days": own_copies.next_days,
    "attendance.roles": own_copies.own_roles,
    "case.eco_ties": eco_rows,
    "case.notes": case_notes,
    "case.open_tasks": promises,
    "case.small_changes": newest_changes,
    "contact.pledge_articles": pledge_articles,
    "contact.request_articles": request_articles,
    "handout.copies": meeting_rows.handout_copies,
    "issue.voices": issue_voices,
    "meeting.case_list": meeting_rows.case_list,
    "meeting.case_results": meeting_rows.case_results,
    "meeting.collection": meeting_rows.collection,
    "meeting.decisions": meeting_rows.meeting_decisions,
    "meeting.open_questions": meeting_rows.meeting_questions,
    "meeting.roll": meeting_rows.roll,
    "office.community_issues": year_issues,
    "office.disposed": disposal_rows,
    "office.districts": district_table,
    "office.handed_over": handover_rows.handed_over_cases,
    "office.key_people": handover_rows.key_people,
    "office.media": media_rows,
    "office.media_loans": loan_rows,
    "office.members": members,
    "office.open_cases": open_cases,
    "office.reasons": handover_rows.reasons,
    "office.open_outcomes": open_outcomes,
    "office.today_rows": today_rows,
    "office.trainings": year_trainings,
    "office.unfinished": handover_rows.unfinished,
    "period.looks": look_rows_of,
    "period.promises": promise_rows,
    "office.agencies": booklet_agencies,
    "office.resources": booklet_resources,
    "plan.changes": plan_changes,
    "previous_part.decisions": decisions_with_results,
    "review.looks": look_rows,
    "survey.districts": district_rows,
    "series.days": series_day_rows,
    "year.breakdowns": breakdown_rows,
    "year.breakdowns_outside": outside_breakdown_rows,
    "year.figures": figure_rows,
    "year.figures_outside": outside_rows,
    "year.reasons": reason_rows,
}
"""The row binds that are only shown, one plain function of the record each."""


def read_shown(session: Session, bind: str, subjects: Mapping[str, Any]) -> list[Row]:
    """The rows behind a row blank that is only shown; none without its record. Raises KeyError for others."""
    show, record = SHOWN_ROWS[bind], subjects.get(bind.split(".", maxsplit=1)[0])
    return show(session, record) if record is not None else []
