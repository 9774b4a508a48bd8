"""Telling the outcome back to who referred: within how many days, the office's own number."""

from sqlalchemy.orm import Session

from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.services.refusal import Refusal

TELL_DAYS = 14
TELL_DAYS_SETTING = "tell_back_days"
MOST_TELL_DAYS = 90


def days_to_tell(session: Session) -> int:
    """Within how many days of the answer the outcome is told to who referred: the office's own number."""
    return int(the_office(session).settings.get(TELL_DAYS_SETTING, TELL_DAYS))


def set_days_to_tell(session: Session, days: int) -> None:
    """Sets that number. Raises Refusal unless it is from 1 to MOST_TELL_DAYS."""
    if not 1 <= days <= MOST_TELL_DAYS:
        raise Refusal(f"日数は、1から{MOST_TELL_DAYS}までで入れてください。前の日数のままです。")
    change_setting(session, TELL_DAYS_SETTING, days)
