"""The stored part of a filled-in sheet: the answers that have no typed home, and the edition it was begun under."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, FilledSheet
from hokatsu_desktop.services.clock import now, utc
from hokatsu_desktop.services.edition_archive import archive_shipped
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.load import load_sheet


def filled_sheet(session: Session, key: str, subject_id: int) -> FilledSheet | None:
    """The stored part of a sheet of one subject."""
    subject = load_sheet(key).subject
    return session.scalar(
        select(FilledSheet).where(
            FilledSheet.sheet_key == key, FilledSheet.subject == subject, FilledSheet.subject_id == subject_id
        )
    )


def begin_filled(session: Session, sheet: Sheet, subject_id: int, case_id: int | None) -> FilledSheet:
    """The stored part of a sheet that is filled in from now on, in this edition, which is kept for ever with it."""
    archive_shipped(session, sheet.key)
    filled = FilledSheet(
        sheet_key=sheet.key, edition=sheet.edition, subject=sheet.subject, subject_id=subject_id, case_id=case_id
    )
    session.add(filled)
    return filled


def keep_answers(
    session: Session, sheet: Sheet, subject_id: int, case: Case | None, filled: FilledSheet | None, kept: dict[str, Any]
) -> None:
    """Keep the answers that have no typed home with the sheet."""
    filled = filled or begin_filled(session, sheet, subject_id, case.id if case else None)
    merged = {**filled.answers, **kept}
    answers = {name: value for name, value in merged.items() if value != ""}
    if answers != filled.answers:
        filled.answers = answers
        filled.changed_at = utc(now(session))
