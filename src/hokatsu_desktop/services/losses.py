"""紛失時の記録: how much is in the store without a name, the days that count, and the record of a loss."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import full
from hokatsu_desktop.models import Case, FilledSheet, HouseholdMember, Note, Person
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.sheets import OpenSheet, open_sheet, save_sheet
from hokatsu_desktop.services.sight import unveiled
from hokatsu_desktop.sheets.answers import Answer

LOSS_REPORT = "loss_report"
PROMPT_DAYS = (3, 5)  # 速報
FINAL_DAYS, FINAL_DAYS_THEFT = 30, 60  # 確報


@dataclass(frozen=True)
class Inside:
    """How much a store holds."""

    persons: int
    cases: int
    sensitive: bool  # 要配慮個人情報: taken as there as soon as anything was written about health or in free words


def inside(session: Session) -> Inside:
    """Counts the people and cases of the whole store, those closed to whoever asks included."""
    with unveiled(session):
        persons = session.scalar(select(func.count(Person.id))) or 0
        cases = session.scalar(select(func.count(Case.id))) or 0
        told = (
            select(HouseholdMember.id).where(HouseholdMember.health != ""),
            select(Note.id),
            select(FilledSheet.id).where(FilledSheet.case_id.is_not(None)),
        )
        sensitive = any(session.scalar(query.limit(1)) is not None for query in told)
    return Inside(persons, cases, sensitive)


def days_to_report(noticed_on: date | None) -> dict[str, str]:
    """The blanks of the sheet with the days for a first and a full report, in words; empty without a day.

    The day somebody learned of it is the first; weekends are not added, so that nobody is late.
    """
    if noticed_on is None:
        return {"prompt_days": "", "final_day": "", "final_day_theft": ""}

    def words(number: int) -> str:
        return full(noticed_on + timedelta(days=number - 1))

    first, last = PROMPT_DAYS
    return {
        "prompt_days": f"{words(first)}から{words(last)}まで",
        "final_day": f"{words(FINAL_DAYS)}まで",
        "final_day_theft": f"{words(FINAL_DAYS_THEFT)}まで",
    }


def loss_report(session: Session) -> OpenSheet:
    """The sheet with what the office has written on it."""
    return open_sheet(session, LOSS_REPORT, the_office(session).id)


def keep_loss_report(session: Session, answers: Mapping[str, Answer]) -> None:
    """Writes the sheet; what stood there before stays among its earlier writings."""
    save_sheet(session, LOSS_REPORT, the_office(session).id, dict(answers))
