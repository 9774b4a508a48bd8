"""The stages of an outreach as rows that are typed."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.rows import read_rows, write_rows
from hokatsu_desktop.sheets.answers import Row

STEPS = "case.outreach_steps"


def step_rows(session: Session, case_id: int) -> list[Row]:
    """The stages that were reached as rows."""
    return read_rows(session, STEPS, {"case": still_there(session, Case, case_id)})


def save_steps(session: Session, case_id: int, rows: Sequence[Row]) -> None:
    """Make the stages equal to `rows`; the last one is the stage of now on the plan."""
    case = still_there(session, Case, case_id)
    with act(session, "save_steps", "関わりの段階を書く"):
        write_rows(session, STEPS, rows, {"case": case})
