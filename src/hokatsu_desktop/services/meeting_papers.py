"""All papers of one meeting: each sheet with the record it hangs on, for printing from one list."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, FilledSheet, Handout, MeetingCase
from hokatsu_desktop.services.case_papers import CasePaper
from hokatsu_desktop.services.clock import at_office
from hokatsu_desktop.services.meetings import attendances_of, cases_of
from hokatsu_desktop.services.sheets import sheet_in_use
from hokatsu_desktop.sheets.definition import Subject

BEFORE = ("invitation", "agenda", "case_list", "attendance")
AT_THE_TABLE = ("action_linkage", "whiteboard")
AFTERWARDS = "minutes"
AFTERWARDS_EACH = "minutes_case"
COUNTED = "collection"
TO_KEEP, OWN_COPY = "action_linkage", "own_copy"


def papers_of_meeting(session: Session, meeting_id: int) -> list[CasePaper]:
    """The sheets of a meeting as it needs them: before it, for each case, its minutes, and a list for each handout."""
    cases = case_numbers(session, meeting_id)
    handouts = session.scalars(select(Handout).where(Handout.meeting_id == meeting_id).order_by(Handout.id)).all()
    found = [
        *((key, meeting_id, "") for key in BEFORE),
        *((key, meeting_case_id, number) for meeting_case_id, number in cases for key in AT_THE_TABLE),
        (AFTERWARDS, meeting_id, ""),
        *((AFTERWARDS_EACH, meeting_case_id, number) for meeting_case_id, number in cases),
        *((COUNTED, one.id, f"{short(at_office(session, one.printed_at).date())} 印刷") for one in handouts),
    ]
    changed = days_changed(session, meeting_id, [meeting_case_id for meeting_case_id, _ in cases])
    return [
        CasePaper(key, subject_id, sheet_in_use(session, key).title, about, changed.get((key, subject_id)))
        for key, subject_id, about in found
    ]


def papers_at_the_end(session: Session, meeting_id: int) -> list[tuple[str, int]]:
    """What is printed before people stand up: the sheet of each case, then a page for each who came, as (sheet, record)."""
    came = [one for one in attendances_of(session, meeting_id) if one.presence != "absent"]
    return [
        *((TO_KEEP, one.id) for one in cases_of(session, meeting_id)),
        *((OWN_COPY, one.id) for one in came),
    ]


def case_numbers(session: Session, meeting_id: int) -> list[tuple[int, str]]:
    """The cases of a meeting in their order: the id of their part in it, and their number."""
    rows = session.execute(
        select(MeetingCase.id, Case.number)
        .join(Case, Case.id == MeetingCase.case_id)
        .where(MeetingCase.meeting_id == meeting_id)
        .order_by(MeetingCase.position, MeetingCase.id)
    )
    return [(meeting_case_id, number or "番号なし") for meeting_case_id, number in rows]


def days_changed(session: Session, meeting_id: int, meeting_case_ids: Sequence[int]) -> dict[tuple[str, int], date]:
    """When something was last written on the sheets of a meeting, by sheet and record."""
    of_meeting = and_(FilledSheet.subject == Subject.MEETING, FilledSheet.subject_id == meeting_id)
    of_cases = and_(FilledSheet.subject == Subject.MEETING_CASE, FilledSheet.subject_id.in_(meeting_case_ids))
    return {
        (one.sheet_key, one.subject_id): at_office(session, one.changed_at).date()
        for one in session.scalars(select(FilledSheet).where(or_(of_meeting, of_cases)))
        if one.changed_at
    }
