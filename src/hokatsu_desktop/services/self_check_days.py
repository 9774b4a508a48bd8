"""The yearly self-check sheet: when it was written last, and whether this year's is still to come."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fiscal import first_day, fiscal_year
from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.services.filled_sheets import filled_sheet
from hokatsu_desktop.services.office import begun_on, the_office
from hokatsu_desktop.sheets.answers import as_text

SELF_CHECK = "self_check"


def checked_on(session: Session) -> date | None:
    """The day of the newest sheet."""
    filled = filled_sheet(session, SELF_CHECK, the_office(session).id)
    try:
        return PartialDate.from_text(as_text(filled.answers.get("checked_on")) if filled else "").as_date()
    except ValueError:
        return None


def check_is_due(session: Session, on: date) -> bool:
    """Whether this fiscal year has no sheet yet, in an office that has worked with the store before it began."""
    begin = first_day(fiscal_year(on))
    last = checked_on(session)
    return (begun_on(session) if last is None else last) < begin
