"""Rows of 事務引継書: what is unfinished, the cases that go along, who helps, and why meetings and sheets are as they are."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    Agency,
    Case,
    CaseAgency,
    Contact,
    FilledSheet,
    Handover,
    MeetingSeries,
    Office,
    Referral,
    SheetEdition,
    Task,
)
from hokatsu_desktop.models.case import ON_SHELF, Shelf
from hokatsu_desktop.services.promise_rows import due_text
from hokatsu_desktop.services.row_values import day_text, number_of
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.load import SHEET_KEYS, load_sheet

SHIPPED = "shipped"  # an edition that only keeps the program's own sheet says nothing of the office's reasons
MOST_SHEETS = 12  # of those in use: what explains them all would be a book of its own


def handed_over_cases(session: Session, _office: Office) -> list[Row]:
    """The cases of the newest handover that are still open, or all open ones, earliest next date first."""
    query = select(Case).where(ON_SHELF == Shelf.OPEN)
    handover = session.scalar(select(Handover).order_by(Handover.id.desc()).limit(1))
    if handover is not None:
        query = query.where(Case.id.in_(handover.case_ids))
    return [
        {
            "number": number_of(case),
            "title": case.title,
            "lead_supporter": case.lead_supporter,
            "next_on": day_text(case.next_on),
            "next_what": case.next_what,
        }
        for case in session.scalars(query.order_by(Case.next_on.is_(None), Case.next_on, Case.id))
    ]


def unfinished(session: Session, _office: Office) -> list[Row]:
    """Referrals that wait for an answer, and promises with a day, earliest first."""
    waiting = session.execute(
        select(Referral, Case)
        .join(Case, Case.id == Referral.case_id)
        .where(Referral.received_on.is_not(None), Referral.answered_on.is_(None), ON_SHELF == Shelf.OPEN)
    )
    promised = session.execute(
        select(Task, Case)
        .outerjoin(Case, Case.id == Task.case_id)
        .where(Task.done_on.is_(None), Task.due_on.is_not(None), Task.waits_for_consent.is_(False))
        .where(Case.trashed_at.is_(None))  # a task without a case has none
    )
    rows = [
        {
            "due": day_text(referral.answer_due_on),
            "number": number_of(case),
            "what": "つなぎへの回答",
            "who": referral.from_agency_name,
        }
        for referral, case in waiting
    ]
    rows += [
        {"due": due_text(task), "number": number_of(case) if case else "", "what": task.what, "who": task.who}
        for task, case in promised
    ]
    return sorted(rows, key=lambda row: (not row["due"], row["due"], row["number"]))


def key_people(session: Session, _office: Office) -> list[Row]:
    """The agencies and people who take part in an open case, each once, with how to reach them."""
    rows = session.execute(
        select(CaseAgency, Agency, Contact)
        .join(Case, Case.id == CaseAgency.case_id)
        .outerjoin(Agency, Agency.id == CaseAgency.agency_id)
        .outerjoin(Contact, Contact.id == CaseAgency.contact_id)
        .where(CaseAgency.until_on.is_(None), ON_SHELF == Shelf.OPEN)
        .order_by(CaseAgency.agency_name, CaseAgency.contact_name, CaseAgency.id)
    )
    found: dict[tuple[str, str], Row] = {}
    for one, agency, contact in rows:
        phones = (contact.phone if contact else "", agency.phone if agency else "")
        name = contact.name if contact else one.contact_name
        row = {
            "agency_name": agency.name if agency else one.agency_name,
            "name": name,
            "phone": next(filter(None, phones), ""),
            "note": contact.note if contact else "",
        }
        found.setdefault((row["agency_name"], name), row)
    return list(found.values())


def reasons(session: Session, _office: Office) -> list[Row]:
    """Why the regular meetings are held, why the office changed a sheet, and what the sheets in use are for."""
    series = session.scalars(select(MeetingSeries).order_by(MeetingSeries.id))
    rows = [{"name": _with_rule(one), "why": one.why} for one in series if one.why]
    newest = select(func.max(SheetEdition.id)).group_by(SheetEdition.sheet_key)
    own = {
        one.sheet_key: one.why
        for one in session.scalars(select(SheetEdition).where(SheetEdition.id.in_(newest)))
        if one.why and one.origin != SHIPPED
    }
    counts = session.execute(select(FilledSheet.sheet_key, func.count()).group_by(FilledSheet.sheet_key)).all()
    used = {row.sheet_key: int(row[1]) for row in counts}
    keys = sorted(
        (key for key in SHEET_KEYS if key in own or key in used), key=lambda key: (key not in own, -used.get(key, 0))
    )
    for key in keys[:MOST_SHEETS]:
        rows.append({"name": load_sheet(key).title, "why": own.get(key) or load_sheet(key).why})
    return rows


def _with_rule(series: MeetingSeries) -> str:
    return f"{series.name}（{series.rule}）" if series.rule else series.name
