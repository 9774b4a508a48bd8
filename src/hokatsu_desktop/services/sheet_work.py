"""Finishing a filled-in sheet, and going on with it: what is still empty never stands in the way."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import FilledSheet
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_papers import CasePaper, papers_of_case
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.filled_sheets import begin_filled, filled_sheet
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.sheets.check import Gap, gaps
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.sheets.load import load_sheet


def finish_sheet(session: Session, key: str, subject_id: int) -> list[Gap]:
    """Mark a sheet as finished today; gives what is still empty. What is written later counts as an addition."""
    opened = open_sheet(session, key, subject_id)
    with act(session, "finish_sheet", f"「{opened.sheet.short_title}」を仕上げる"):
        filled = filled_sheet(session, key, subject_id)
        filled = filled or begin_filled(session, opened.sheet, subject_id, opened.case_id)
        filled.finished_on = today(session)
        session.flush()
    return gaps(opened.sheet.as_used, opened.answers)


def reopen_sheet(session: Session, key: str, subject_id: int) -> None:
    """Go on with a finished sheet as if it had never been finished."""
    filled = filled_sheet(session, key, subject_id)
    if filled is None or filled.finished_on is None:
        return
    with act(session, "reopen_sheet", "仕上げた書類を書きかけに戻す"):
        filled.finished_on = None
        session.flush()


def standings(session: Session, case_id: int) -> Mapping[tuple[str, int], date | None]:
    """When each sheet was finished that somebody has begun, by key and the record it hangs on."""
    query = select(FilledSheet).where(FilledSheet.case_id == case_id)
    return {(one.sheet_key, one.subject_id): one.finished_on for one in session.scalars(query)}


def papers_to_show(session: Session, case_id: int) -> tuple[list[CasePaper], list[CasePaper]]:
    """The sheets of a case that are at work, and those that could be begun.

    Referral sheets, the sheet of a meeting and the plan come with their record; the others when somebody begins them.
    """
    begun = standings(session, case_id)
    papers = papers_of_case(session, case_id)
    at_work = [paper for paper in papers if (paper.key, paper.subject_id) in begun or comes_by_itself(paper.key)]
    return at_work, [paper for paper in papers if paper not in at_work]


def comes_by_itself(key: str) -> bool:
    """Whether a sheet is there as soon as its record is."""
    return key in ("action_linkage", "support_plan") or load_sheet(key).subject is Subject.REFERRAL
